"""The ways counting can refuse. Codes only: the words are written where the reader's language is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rochdale.kernel.errors import Fault, Refusal


class CandidatesAlike(Refusal):
    """Two candidates have the same name, so that a result could not say who is meant."""

    code: ClassVar[str] = "candidates_alike"

    def __init__(self, *, candidates: Sequence[str]) -> None:
        super().__init__()
        self.candidates = tuple(candidates)


class SeatsImpossible(Refusal):
    """There is nothing to elect, or nobody to elect."""

    code: ClassVar[str] = "seats_impossible"

    def __init__(self, *, seats: int, candidates: int) -> None:
        super().__init__()
        self.seats = seats
        self.candidates = candidates


class BudgetImpossible(Refusal):
    """There is no money to spend, or not exactly one positive cost for each project."""

    code: ClassVar[str] = "budget_impossible"

    def __init__(self, *, budget: int, costs: Sequence[int], projects: int) -> None:
        super().__init__()
        self.budget = budget
        self.costs = tuple(costs)
        self.projects = projects


class BallotsFaulty(Refusal):
    """A file of ballots, or a ballot, is not what it should be. `faults` are all of them."""

    code: ClassVar[str] = "ballots_faulty"

    def __init__(self, *, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class LotNeeded(Refusal):
    """The rule ends in a tie that only a lot can break, and no seed was published to draw it."""

    code: ClassVar[str] = "lot_needed"

    def __init__(self, *, occasion: str, candidates: Sequence[str]) -> None:
        super().__init__()
        self.occasion = occasion
        self.candidates = tuple(candidates)


class RuleUnknown(Refusal):
    """No counting rule has this name."""

    code: ClassVar[str] = "rule_unknown"

    def __init__(self, *, rule: str, known: Sequence[str]) -> None:
        super().__init__()
        self.rule = rule
        self.known = tuple(known)


class BallotsUnfit(Refusal):
    """The rule counts ballots of another kind: rankings are not scores."""

    code: ClassVar[str] = "ballots_unfit"

    def __init__(self, *, rule: str, kind: str, wanted: Sequence[str]) -> None:
        super().__init__()
        self.rule = rule
        self.kind = kind
        self.wanted = tuple(wanted)


class ContestUnfit(Refusal):
    """The rule decides another kind of question: seats are not a budget."""

    code: ClassVar[str] = "contest_unfit"

    def __init__(self, *, rule: str, wanted: str) -> None:
        super().__init__()
        self.rule = rule
        self.wanted = wanted
