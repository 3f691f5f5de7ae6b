"""A transcript in sentences and as a table. The translation and the numbers' form are passed in.

Each rule keeps its sentences beside its code, in a mapping `SENTENCES` from the code of a note to the text in
English, marked with `N_` so that the catalogues have it in the other languages; or with `NP_` where its words go by a
count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, TypeAlias

from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Mark a text for the catalogues, and leave it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence whose words go by a count, the fact named `of`: as it is for one, and for many."""

    one: str
    many: str
    of: str


def NP_(one: str, many: str, of: str) -> Counted:  # noqa: N802  # as N_, with a plural
    """Mark a text with its plural for the catalogues."""
    return Counted(one, many, of)


Sentence: TypeAlias = str | Counted
TranslateCounted: TypeAlias = Callable[[str, str, int], str]


def in_english(one: str, many: str, count: int) -> str:
    """The form for a count in English."""
    return one if count == 1 else many


def wording_number(value: Figure, decimals: int | None) -> int:
    """The whole number by whose rule the words go beside a figure that is written with so many decimals.

    A figure with decimals is never one in English ("1.5 votes", "1.00000 votes"), and below two singular in French
    ("1,5 point"): in both it goes as 0 goes. From two on all are plural.
    """
    exact = Fraction(value)
    if exact.denominator == 1 and not decimals:
        return exact.numerator
    return 0 if abs(exact) < 2 else ceil(abs(exact))  # noqa: PLR2004  # the first plural


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
    """How texts are put: `translate` is gettext, `figure` writes a number with so many decimals, and `counted` is
    ngettext."""

    sentences: Mapping[str, Sentence]
    translate: Callable[[str], str]
    figure: Callable[[Figure, int | None], str]
    counted: TranslateCounted = in_english

    def note(self, note: Note, outcome: Outcome) -> str:
        """The sentence of a note."""
        facts = {name: self._fact(name, value, outcome) for name, value in note.facts.items()}
        return str(self._worded(note, outcome) % facts)

    def _worded(self, note: Note, outcome: Outcome) -> str:
        sentence = self.sentences[note.code]
        if isinstance(sentence, str):
            return self.translate(sentence)
        value = note.facts[sentence.of]
        decimals = 0 if isinstance(value, int) else outcome.decimals
        return self.counted(sentence.one, sentence.many, wording_number(value, decimals))

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
