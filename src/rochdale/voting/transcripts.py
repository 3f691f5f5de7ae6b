"""A transcript as text that a teller can follow with a pencil, and as plain values for a program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Any, Final

from rochdale.voting.outcomes import Figure, Line, Matrix, Note, Outcome, Stage
from rochdale.voting.words import N_, Words

WIDTH: Final = 100


def lines_of(outcome: Outcome, words: Words, seed: str | None) -> Iterator[str]:
    """Stage after stage: why it was taken, its table, what followed; then the lots, and who or what is chosen.

    `seed` is what the lots were drawn from, where any was.
    """
    for number, (reason, stage, notes) in enumerate(words.story(outcome), 1):
        heading = words.translate(N_("Stage %(number)s.")) % {"number": number}
        yield from wrap(f"{heading} {reason}", WIDTH)
        yield from _table(stage.table, outcome, words)
        if stage.matrix is not None:
            yield from _matrix(stage.matrix, outcome, words)
        for note in notes:
            yield from wrap(note, WIDTH, initial_indent="  ", subsequent_indent="  ")
        yield ""
    yield from lots_told(outcome, words, seed)
    yield words.translate(N_("Result:") if outcome.elected else N_("Result: nobody and nothing is chosen."))
    yield from (f"  {number}. {name}" for number, name in enumerate(outcome.elected_names, 1))


def lots_told(outcome: Outcome, words: Words, seed: str | None) -> Iterator[str]:
    """The seed, and each lot that was drawn from it with its occasion: what anybody needs to draw it again."""
    if outcome.lots and seed is not None:
        # On one line, however long: a seed is repeated to the letter.
        yield words.translate(N_("Lots were drawn from the seed “%(seed)s”.")) % {"seed": seed}
    for lot in outcome.lots:
        facts = {"occasion": lot.occasion, "drawn": ", ".join(lot.drawn)}
        yield from wrap(words.translate(N_("Lot drawn for “%(occasion)s”: %(drawn)s.")) % facts, WIDTH)


def _table(table: Sequence[Line], outcome: Outcome, words: Words) -> Iterator[str]:
    if not table:
        return
    changes = any(line.change is not None for line in table)
    rows = [["", words.translate(N_("change")), words.translate(N_("figure"))]]
    rows += [
        [words.subject(line, outcome), _change(line.change, outcome, words), words.figure(line.after, outcome.decimals)]
        for line in table
    ]  # fmt: skip
    if not changes:
        rows = [[subject, after] for subject, _change_, after in rows]
    yield from _columns(rows)


def _change(change: Figure | None, outcome: Outcome, words: Words) -> str:
    if change is None or change == 0:
        return ""
    return ("+" if change > 0 else "") + words.figure(change, outcome.decimals)


def _matrix(matrix: Matrix, outcome: Outcome, words: Words) -> Iterator[str]:
    """Candidates by numbers at the head of the columns, by number and name at the rows."""
    rows = [["", *(f"({number})" for number in range(1, len(matrix.subjects) + 1))]]
    for number, (one, figures) in enumerate(zip(matrix.subjects, matrix.rows, strict=True), 1):
        cells = [
            "·" if place == number else words.figure(figure, outcome.decimals)
            for place, figure in enumerate(figures, 1)
        ]
        rows.append([f"({number}) {outcome.candidates[one]}", *cells])
    yield from _columns(rows)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, figures to the right."""
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        rest = [" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "    " + "  ".join([first, *rest]).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, marks on letters none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def plain_of(outcome: Outcome, words: Words) -> dict[str, Any]:
    """The outcome in values that JSON has: fractions as texts ("3/2"), candidates by name."""
    return {
        "rule": outcome.rule,
        "candidates": list(outcome.candidates),
        "elected": list(outcome.elected_names),
        "order": [[outcome.candidates[one] for one in level] for level in outcome.order],
        "lots": [{"occasion": lot.occasion, "drawn": list(lot.drawn)} for lot in outcome.lots],
        "facts": _plain(outcome.facts),
        "stages": [_stage(stage, outcome, words) for stage in outcome.stages],
    }


def _stage(stage: Stage, outcome: Outcome, words: Words) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reason": _note(stage.reason, outcome, words),
        "table": [_line(line, outcome) for line in stage.table],
        "notes": [_note(note, outcome, words) for note in stage.notes],
    }
    if stage.matrix is not None:
        names = [outcome.candidates[one] for one in stage.matrix.subjects]
        told["matrix"] = {"candidates": names, "rows": _plain(stage.matrix.rows)}
    return told


def _line(line: Line, outcome: Outcome) -> dict[str, Any]:
    subject = outcome.candidates[line.subject] if isinstance(line.subject, int) else line.subject
    kind = "candidate" if isinstance(line.subject, int) else "other"
    return {kind: subject, "change": _plain(line.change), "after": _plain(line.after)}


def _note(note: Note, outcome: Outcome, words: Words) -> dict[str, Any]:
    facts = {name: _named(name, value, outcome) for name, value in note.facts.items()}
    return {"code": note.code, "facts": facts, "sentence": words.note(note, outcome)}


def _named(name: str, value: Any, outcome: Outcome) -> Any:
    if name.startswith("candidates"):
        return [outcome.candidates[one] for one in value]
    return outcome.candidates[value] if name.startswith("candidate") else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, int | str) else str(value)
