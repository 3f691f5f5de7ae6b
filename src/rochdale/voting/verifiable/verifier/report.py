"""What a verification answers: faults, the figures that a human compares with the minutes, and its limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Final

from rochdale.kernel.errors import Fault
from rochdale.voting.verifiable.election import Binding
from rochdale.voting.verifiable.result import Rankings
from rochdale.voting.verifiable.translations import Wording

VERIFIER: Final = 2
"""The version of our verifier: one more with every change after which it could say something else of an archive."""


class Limit(StrEnum):
    """What no verifier of an archive can check."""

    ROLL = "roll"
    """That the credentials were given to those on the roll, one each: ask who gave them out."""
    CAST_AS_INTENDED = "cast_as_intended"
    """That a voter's device encrypted what the voter chose."""
    FREEDOM = "freedom"
    """That nobody was bribed, forced or watched."""
    HISTORY = "history"
    """That the board always was a beginning of this archive: compare the head that you noted."""
    ABSENCE = "absence"
    """That no ballot was turned away: each voter looks for their own tracking number."""
    TRUSTEES = "trustees"
    """That too few trustees joined to open single ballots, and that shufflers forgot their order."""
    TIMES = "times"
    """When a ballot came: the archive has an order, and no clock."""


class Remark(StrEnum):
    """What is sound, and should be known."""

    CREDENTIALS_UNSORTED = "credentials_unsorted"
    """The public list is not in the order of its numbers: it may be in that of the roll."""
    THRESHOLD_FORM_WEAK = "threshold_form_weak"
    """A body of trustees made its keys in the form before Belenios 2.5.1."""
    ONE_SHUFFLER = "one_shuffler"
    """A single shuffler knows who ranked what."""
    BINDING_ABSENT = "binding_absent"
    """The election names no notice, motions, roll and times by their hashes."""


LIMITS: Final = tuple(Limit)


@dataclass(frozen=True, slots=True)
class Received:
    """One ballot on the board."""

    height: int
    """Its event's place in the chain."""
    tracker: str
    counted: bool
    """False where its voter voted again later."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of one question."""

    question: str
    answers: tuple[tuple[str, int], ...]
    """Each answer with its count, in the order of the question; empty for a ranking."""
    blanks: int | None
    """How many chose none of them by saying so; None where blank was not offered."""
    rankings: Rankings | None = None
    """All rankings, shuffled; None where answers are added up."""
    options: tuple[str, ...] = ()
    """The answers that were put in order, as the question names them; empty where answers are added up."""

    def orders(self) -> list[tuple[str, int]]:
        """Each order in words, first to last, and how many gave it; those that most gave first.

        Answers of the same rank stand with "=" between them; what has no rank is left out.
        """
        given = Counter(self.rankings or ())
        told = [(self._order(ranks), count) for ranks, count in given.items()]
        return sorted(told, key=lambda order: (-order[1], order[0]))

    def _order(self, ranks: tuple[int, ...]) -> str:
        named = [(rank, name) for rank, name in zip(ranks, self.options, strict=True) if rank]
        by_rank = groupby(sorted(named, key=itemgetter(0)), key=itemgetter(0))
        return " > ".join(" = ".join(name for _, name in equals) for _, equals in by_rank) or "-"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a human compares with the minutes."""

    uuid: str
    name: str
    group: str
    fingerprint: str
    """phi, as every ballot carries it."""
    head: str
    """Hash of the last event: who kept it can prove what the board was."""
    events: int
    entitled: int
    """Credentials on the public list."""
    received: int
    """Ballots on the board, superseded ones included."""
    voted: int
    """Credentials that were used."""
    counted: int | None
    """Ballots in the tally that was opened; None while there is none."""
    trustees: int
    complete: bool
    """Whether there is a result."""
    binding: Binding | None
    """The notice, motions, roll and times that the election names."""
    answered: tuple[Answered, ...] = ()
    wordings: tuple[Wording, ...] = ()
    """The name, the questions and the answers in other languages, as far as the election has them."""


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on an archive."""

    source: str
    faults: tuple[Fault, ...]
    figures: Figures | None
    """None where the archive could not be read at all."""
    heads: tuple[str, ...] = ()
    """The hash of every event, by its place: an earlier head must be among them, or the past was changed."""
    ballots: tuple[Received, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unchecked: tuple[str, ...] = ()
    """Stages that were not reached because of faults in earlier ones."""
    limits: tuple[Limit, ...] = field(default=LIMITS)

    @property
    def is_sound(self) -> bool:
        """Whether everything was checked and nothing was wrong."""
        return not self.faults and not self.unchecked
