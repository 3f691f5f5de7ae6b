"""The result of a count and its transcript: every stage, who gained what from whom, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rochdale.voting.lots import Lot

Figure = int | Fraction


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened, as a code and its facts: `voting.words` has its sentence.

    In `facts`, a value under `candidate` or `candidates` is a place in the contest's candidates.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stage's table: what a candidate, or something else (a code), had, gained or lost, and has."""

    subject: int | str
    after: Figure
    change: Figure | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Each of `subjects` against each other: the figure of a row is for its candidate over that of the column."""

    subjects: tuple[int, ...]
    rows: tuple[tuple[Figure, ...], ...]

    def between(self, one: int, other: int) -> Figure:
        """The figure for `one` over `other`, both places in the contest's candidates."""
        return self.rows[self.subjects.index(one)][self.subjects.index(other)]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the count: why it was taken, the table after it, and what followed.

    `matrix` is the table of a stage that compares the candidates two by two.
    """

    reason: Note
    table: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected, in the order of election, and how it came about.

    `order` is the whole order of the candidates where the rule gives one, the best first, alike ones together.
    `decimals` is how many decimals the rule works with (None: exact fractions), so that a table shows them all.
    """

    rule: str
    candidates: tuple[str, ...]
    elected: tuple[int, ...]
    stages: tuple[Stage, ...]
    lots: tuple[Lot, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    decimals: int | None = 0

    @property
    def elected_names(self) -> tuple[str, ...]:
        """The names of who is elected, in the order of election."""
        return tuple(self.candidates[one] for one in self.elected)
