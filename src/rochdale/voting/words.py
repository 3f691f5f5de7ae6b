"""A transcript in sentences and as a table. The translation and the numbers' form are passed in.

Each rule keeps its sentences beside its code, in a mapping `SENTENCES` from the code of a note to the text in
English, marked with `N_` so that the catalogues have it in the other languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Mark a text for the catalogues, and leave it as it is."""
    return text


SUBJECTS: Mapping[str, str] = {
    "exhausted": N_("No further choice"),
    "lost_by_fractions": N_("Lost by fractions"),
    "total": N_("In all"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "abstain": N_("Abstained"),
    "blank": N_("Blank"),
    "spoilt": N_("Spoilt"),
    "present": N_("Present"),
    "entitled": N_("Entitled to vote"),
    "paid_in_full": N_("Voters who pay the price"),
    "paid_what_was_left": N_("Voters who pay all they have left"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """How texts are put: `translate` is gettext, `figure` writes a number with so many decimals."""

    sentences: Mapping[str, str]
    translate: Callable[[str], str]
    figure: Callable[[Figure, int | None], str]

    def note(self, note: Note, outcome: Outcome) -> str:
        """The sentence of a note."""
        facts = {name: self._fact(name, value, outcome) for name, value in note.facts.items()}
        return str(self.translate(self.sentences[note.code]) % facts)

    def subject(self, line: Line, outcome: Outcome) -> str:
        """Whom or what a line of a table is about."""
        if isinstance(line.subject, int):
            return outcome.candidates[line.subject]
        return self.translate(SUBJECTS[line.subject])

    def story(self, outcome: Outcome) -> Iterable[tuple[str, Stage, tuple[str, ...]]]:
        """Each stage with why it was taken and what followed, in sentences."""
        for stage in outcome.stages:
            notes = tuple(self.note(note, outcome) for note in stage.notes)
            yield self.note(stage.reason, outcome), stage, notes

    def _fact(self, name: str, value: Any, outcome: Outcome) -> str:
        if name.startswith("candidates"):
            return ", ".join(outcome.candidates[one] for one in value)
        if name.startswith("candidate"):
            place: int = value
            return outcome.candidates[place]
        if name.startswith("amount"):
            return self.figure(*_money(value, outcome))
        if isinstance(value, str):
            return value
        # Papers, seats and stages are counted, not reckoned: they have no decimals, whatever the rule has.
        return self.figure(value, 0 if isinstance(value, int) else outcome.decimals)


def _money(minor: Figure, outcome: Outcome) -> tuple[Fraction, int]:
    """An amount in units of the currency, and its decimals: two more where it is no whole number of minor units."""
    decimals: int = outcome.facts["money_decimals"]
    return Fraction(minor) / 10**decimals, decimals + (0 if Fraction(minor).denominator == 1 else 2)
