"""`rochdale count FILE --rule RULE`: count a file of ballots again, anywhere; nothing is asked of an installation.

It needs no database, opens no cooperative and writes nothing but the transcript that it is asked for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console
from rich.markup import escape

from rochdale.config.cli.terminal import counted_translation, language_of_terminal, translation
from rochdale.kernel.errors import Fault, Refusal
from rochdale.voting.words import N_

if TYPE_CHECKING:
    from rochdale.voting.files import Counting
    from rochdale.voting.outcomes import Outcome
    from rochdale.voting.words import Words

BYTES_MAX: Final = 256 * 2**20
FAULTS_SHOWN: Final = 40
# Each has a `read(text, source)`, and is read itself only when a file asks for it.
READERS: Final = {".blt": "blt", ".json": "json_ballots", ".pb": "pabulib"}
Translate = Callable[[str], str]


def _list_rules(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's signature
    if not value or ctx.resilient_parsing:
        return
    from rochdale.voting.rules import OTHER_NAMES, RULES
    from rochdale.voting.rules.titles import TITLES

    translate = translation(ctx.params.get("language"))
    width = max(len(name) for name in RULES)
    for name, rule in RULES.items():
        others = ", ".join(other for other, known in OTHER_NAMES.items() if known == name)
        told = f"{translate(TITLES[name])} [{', '.join(sorted(rule.kinds))}]"
        click.echo(f"{name:<{width}}  {told}" + (f" = {others}" if others else ""))
    ctx.exit()


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--rule", required=True, metavar="RULE", help="By which rule; --rules lists them.")
@click.option(
    "--seats", type=click.IntRange(1), help="How many are elected, if not as many as the file says."
)
@click.option("--seed", metavar="TEXT", help="The published seed of the lots, where the rule needs one.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome for a program to read.")
@click.option("--transcript", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
              help="Write every stage of the count into this file; - prints it.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "fr"]), is_eager=True,
              help="Of what is told; your terminal’s if not said.")  # fmt: skip
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_list_rules,
              help="List the rules, the ballots that each counts and its other names.")  # fmt: skip
def command(
    file: Path,
    rule: str,
    *,
    seats: int | None,
    seed: str | None,
    as_json: bool,
    transcript: Path | None,
    language: str | None,
) -> None:
    """Count the ballots of a file: .json (docs/reference/ballots-json.md), .blt or .pb.

    Exit 1 if the file is broken or the rule cannot count it, with every line and reason.
    """
    from rochdale.voting.rules import tally

    language = language or language_of_terminal()
    translate = translation(language)
    try:
        counting = _read(file)
        if seats is not None:
            counting = replace(counting, contest=replace(counting.contest, seats=seats))
        outcome = tally(rule, counting.contest, counting.profile, counting.kind, seed=seed)
    except Refusal as refusal:
        _tell_refusal(refusal, translate, as_json=as_json)
        sys.exit(1)
    words = _words(rule, translate, language)
    if transcript is not None:
        _write(transcript, _whole_text(rule, counting, outcome, words, seed), translate)
    if as_json:
        click.echo(json.dumps(_report(counting, outcome, words, seed), ensure_ascii=False, indent=2))
    else:
        _tell(rule, counting, outcome, words, seed)


def _words(rule: str, translate: Translate, language: str) -> Words:
    from rochdale.voting.rules import rule_of
    from rochdale.voting.words import Words

    def figure(number: int | Fraction, decimals: int | None) -> str:
        return figure_text(number, decimals, language)

    return Words(rule_of(rule).sentences, translate, figure, counted_translation(language))


def figure_text(number: int | Fraction, decimals: int | None, language: str) -> str:
    """A figure as the language writes it; a fraction as it is where the rule counts in exact ones."""
    from decimal import Decimal

    from rochdale.web.formatting import locale_of, number_text

    exact = Fraction(number)
    if decimals is None and exact.denominator != 1:
        return f"{exact.numerator}/{exact.denominator}"
    places = decimals or 0
    return number_text(Decimal(round(exact * 10**places)).scaleb(-places), locale_of(language))


def _read(file: Path) -> Counting:
    """The counting of a file, by the reader that its name asks for. Raises BallotsFaulty."""
    from importlib import import_module

    from rochdale.voting.errors import BallotsFaulty

    reader = READERS.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise BallotsFaulty(faults=[Fault(file.name, None, "format_unnamed", {"known": known})])
    counting: Counting = import_module(f"rochdale.voting.files.{reader}").read(_text(file), file.name)
    return counting


def _text(file: Path) -> str:
    from rochdale.voting.errors import BallotsFaulty

    try:
        with file.open("rb") as opened:
            whole = opened.read(BYTES_MAX + 1)
    except OSError as error:
        fault = Fault(file.name, None, "file_unreadable", {"text": error.strerror or str(error)})
        raise BallotsFaulty(faults=[fault]) from None
    if len(whole) > BYTES_MAX:
        raise BallotsFaulty(faults=[Fault(file.name, None, "file_too_large", {"most": BYTES_MAX})])
    try:
        return whole.decode("utf-8")
    except UnicodeDecodeError as error:
        line = whole.count(b"\n", 0, error.start) + 1
        raise BallotsFaulty(faults=[Fault(file.name, line, "utf8_wanted")]) from None


def _write(transcript: Path, text: str, translate: Translate) -> None:
    if str(transcript) == "-":
        click.echo(text, nl=False)
        return
    try:
        transcript.write_text(text, encoding="utf-8")
    except OSError as error:
        said = translate(N_("The transcript cannot be written: %(text)s.")) % {"text": error.strerror}
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"[bold red]{escape(said)}[/]")
        sys.exit(1)


def _whole_text(rule: str, counting: Counting, outcome: Outcome, words: Words, seed: str | None) -> str:
    from rochdale.voting.transcripts import lines_of

    head = [counting.title] if counting.title else []
    head += [_title(rule, words), *_cast(counting, words)]
    return "\n".join([*head, "", *lines_of(outcome, words, seed)]) + "\n"


def _title(rule: str, words: Words) -> str:
    from rochdale.voting.rules import rule_of
    from rochdale.voting.rules.titles import TITLES

    return words.translate(TITLES[rule_of(rule).name])


def _cast(counting: Counting, words: Words) -> list[str]:
    """How many ballots there are, and why some do not count."""
    from rochdale.voting.reasons import spoilt_reason

    profile = counting.profile
    parts = {
        "cast": profile.cast,
        "valid": profile.valid,
        "blank": profile.blank,
        "spoilt": profile.spoilt_count,
    }
    facts = {name: words.figure(figure, 0) for name, figure in parts.items()}
    text = N_("Ballots: %(cast)s. Valid: %(valid)s. Blank: %(blank)s. Spoilt: %(spoilt)s.")
    reasons = [
        f"  {spoilt_reason(code, words.translate)}: {words.figure(times, 0)}"
        for code, times in profile.spoilt.items()
    ]
    return [words.translate(text) % facts, *reasons]


def _report(counting: Counting, outcome: Outcome, words: Words, seed: str | None) -> dict[str, Any]:
    from rochdale.voting.transcripts import plain_of

    profile = counting.profile
    ballots = {
        "cast": profile.cast,
        "valid": profile.valid,
        "blank": profile.blank,
        "spoilt": profile.spoilt_count,
        "spoilt_reasons": dict(profile.spoilt),
    }
    head = {"title": counting.title, "seats": counting.contest.seats, "ballots": ballots}
    # One that no lot was drawn from says nothing.
    return {**head, **plain_of(outcome, words), "seed": seed if outcome.lots else None}


def _tell(rule: str, counting: Counting, outcome: Outcome, words: Words, seed: str | None) -> None:
    from rochdale.voting.transcripts import lots_told

    console = Console(soft_wrap=True, highlight=False)
    if counting.title:
        console.print(f"[bold]{escape(counting.title)}[/]")
    console.print(escape(_title(rule, words)))
    for line in [*_cast(counting, words), *lots_told(outcome, words, seed)]:
        console.print(escape(line))
    result = N_("Result:") if outcome.elected else N_("Result: nobody and nothing is chosen.")
    console.print(f"[bold green]{escape(words.translate(result))}[/]")
    # Projects of a budget stand on the ballots by their numbers, and have titles beside them.
    titles: tuple[str, ...] = getattr(counting.contest, "titles", ())
    for number, one in enumerate(outcome.elected, 1):
        told = f"  {number}. [bold]{escape(outcome.candidates[one])}[/]"
        console.print(told + (f"  {escape(titles[one])}" if titles else ""))
    for note in outcome.stages[-1].notes:
        console.print(f"[dim]{escape(words.note(note, outcome))}[/]")


def _tell_refusal(refusal: Refusal, translate: Translate, *, as_json: bool) -> None:
    from rochdale.voting.reasons import fault_sentence, refusal_sentence

    faults: tuple[Fault, ...] = getattr(refusal, "faults", ())
    if as_json:
        told = [{**_plain_fault(each), "sentence": fault_sentence(each, translate)} for each in faults]
        report = {"refused": refusal.code, "sentence": refusal_sentence(refusal, translate), "faults": told}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str))
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[bold red]{escape(refusal_sentence(refusal, translate))}[/]")
    for each in faults[:FAULTS_SHOWN]:
        console.print(f"  {escape(fault_sentence(each, translate))}")
    if len(faults) > FAULTS_SHOWN:
        said = translate(N_("… and more: %(count)s.")) % {"count": len(faults) - FAULTS_SHOWN}
        console.print(f"  {escape(said)}")


def _plain_fault(fault: Fault) -> dict[str, Any]:
    return {"line": fault.line, "code": fault.code, "facts": dict(fault.facts)}
