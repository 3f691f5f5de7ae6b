"""The ways counting can refuse. Codes only: the words are written where the reader's language is known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
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


class SeatsUnfit(Refusal):
    """The rule cannot fill so many seats: one that finds a single winner, or one that needs at least two."""

    code: ClassVar[str] = "seats_unfit"

    def __init__(self, *, rule: str, seats: int, seats_least: int = 1, seats_most: int | None = None) -> None:
        super().__init__()
        self.rule = rule
        self.seats = seats
        self.seats_least = seats_least
        self.seats_most = seats_most


class ThresholdImpossible(Refusal):
    """Nobody can miss such a part, or nobody can have it: nothing at all, more than the whole."""

    code: ClassVar[str] = "threshold_impossible"

    def __init__(self, *, part: Fraction, exceeded: bool) -> None:
        super().__init__()
        self.part = str(part)
        self.exceeded = exceeded


class FigureImpossible(Refusal):
    """A figure of a vote cannot be: below nothing, or more than there were."""

    code: ClassVar[str] = "figure_impossible"

    def __init__(self, *, name: str, figure: int, most: int | None) -> None:
        super().__init__()
        self.name = name
        self.figure = figure
        self.most = most


class CastingVoteNeeded(Refusal):
    """Yes and no are equal, and the chair, whose casting vote decides, has not given it."""

    code: ClassVar[str] = "casting_vote_needed"

    def __init__(self, *, yes: int, no: int) -> None:
        super().__init__()
        self.yes = yes
        self.no = no


class ApportionmentImpossible(Refusal):
    """No party can get seats, or there are fewer than none of them, or more than are given out one by one."""

    code: ClassVar[str] = "apportionment_impossible"

    def __init__(self, *, seats: int, parties: int, seats_most: int | None) -> None:
        super().__init__()
        self.seats = seats
        self.parties = parties
        self.seats_most = seats_most


class GroupsAlike(Refusal):
    """Two electoral groups have the same name."""

    code: ClassVar[str] = "groups_alike"

    def __init__(self, *, groups: Sequence[str]) -> None:
        super().__init__()
        self.groups = tuple(groups)


class SeatsAlike(Refusal):
    """Two seats of a group have the same name, so that a result could not say which is meant."""

    code: ClassVar[str] = "seats_alike"

    def __init__(self, *, group: str, seats: Sequence[str]) -> None:
        super().__init__()
        self.group = group
        self.seats = tuple(seats)


class VoteNeeded(Refusal):
    """More candidates than seats, and no ballots: nobody is elected by acclamation."""

    code: ClassVar[str] = "vote_needed"

    def __init__(self, *, group: str, candidates: int, seats: int) -> None:
        super().__init__()
        self.group = group
        self.candidates = candidates
        self.seats = seats


class RuleUnfit(Refusal):
    """The rule shares out seats among lists, and does not elect persons."""

    code: ClassVar[str] = "rule_unfit"

    def __init__(self, *, rule: str) -> None:
        super().__init__()
        self.rule = rule


class ContestUnfit(Refusal):
    """The rule decides another kind of question: seats are not a budget."""

    code: ClassVar[str] = "contest_unfit"

    def __init__(self, *, rule: str, wanted: str) -> None:
        super().__init__()
        self.rule = rule
        self.wanted = wanted
