"""Staggered boards: who is elected to which seat, and for how long.

A board has electoral groups, each with its own seats and candidates. Not all seats of a group end together: those
vacated early have what remains of their term. Candidates who are no more than the seats are elected by acclamation
(Q-42); else the by-law's rule decides. Then the seats go to those elected: the longest terms to the most voted, as
most by-laws say, or by lot. Equals are told apart by the rule itself, then by a lot of the published seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import GroupsAlike, RuleUnfit, SeatsAlike, VoteNeeded
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import rule_of, tally
from rochdale.voting.words import N_, NP_, Sentence


class Terms(StrEnum):
    """To whom the longest terms go: to the most voted, or by lot."""

    VOTES = "votes"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat by its name, the months for which it is filled, and whether that is the rest of somebody's term."""

    name: str
    months: int
    vacated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An electoral group: its seats, who stands, and the ballots of those who vote in it, where there was a vote.

    Raises SeatsAlike.
    """

    name: str
    seats: tuple[Seat, ...]
    candidates: tuple[str, ...]
    profile: Profile[Any] | None = None
    kind: BallotKind = BallotKind.CHOICE

    def __post_init__(self) -> None:
        names = tuple(seat.name for seat in self.seats)
        if len(set(names)) < len(names):
            raise SeatsAlike(group=self.name, seats=names)
        assert all(seat.months > 0 for seat in self.seats)


class How(StrEnum):
    """How somebody came to a seat."""

    ACCLAMATION = "acclamation"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Filled:
    """A seat and who has it; nobody where there were too few candidates, or too few with a majority."""

    group: str
    seat: Seat
    candidate: str | None
    how: How | None


@dataclass(frozen=True, slots=True)
class Election:
    """The seats of a group in the order given, and the count: of the votes, then of who gets which term."""

    filled: tuple[Filled, ...]
    outcome: Outcome

    @property
    def open_seats(self) -> tuple[Seat, ...]:
        """The seats that nobody has: the board may fill them until the next general meeting (Q-45)."""
        return tuple(each.seat for each in self.filled if each.candidate is None)


def elect_board(
    groups: Sequence[Group], rule: str, *, seed: str | None = None, terms: Terms = Terms.VOTES
) -> tuple[Election, ...]:
    """Fill the seats of each group, in the order given.

    Raises GroupsAlike, VoteNeeded, LotNeeded, RuleUnfit and whatever else the rule raises.
    """
    names = tuple(group.name for group in groups)
    if len(set(names)) < len(names):
        raise GroupsAlike(groups=names)
    return tuple(elect_group(group, rule, seed=seed, terms=terms) for group in groups)


def elect_group(
    group: Group, rule: str, *, seed: str | None = None, terms: Terms = Terms.VOTES, acclaims: bool = True
) -> Election:
    """Fill the seats of one group; its lots are drawn from the seed, a bar and the group's name.

    `acclaims` says whether candidates for whom there are seats are elected without a vote. Raises VoteNeeded,
    LotNeeded, RuleUnfit and whatever else the rule raises.
    """
    outcome, how = _elected(group, rule, _own_seed(group, seed), acclaims=acclaims)
    return seat_elected(group, outcome, how, seed=seed, terms=terms)


def seat_elected(
    group: Group, outcome: Outcome, how: How, *, seed: str | None = None, terms: Terms = Terms.VOTES
) -> Election:
    """Give the seats of a group to who is elected, be it by a count that was made elsewhere.

    An outcome that names no order has its elected in their own. Raises LotNeeded.
    """
    levels = [outcome.elected] if terms == Terms.LOT or how == How.ACCLAMATION else list(_levels(outcome))
    lots = Lots(_own_seed(group, seed), list(outcome.lots))
    seated, notes = _seat(group, levels, lots)
    filled = tuple(
        Filled(group.name, seat, group.candidates[seated[seat.name]], how)
        if seat.name in seated
        else Filled(group.name, seat, None, None)
        for seat in group.seats
    )
    stages = (*outcome.stages, Stage(Note(f"boards.terms_by_{terms}"), notes=notes))
    return Election(filled, replace(outcome, stages=stages, lots=tuple(lots.drawings)))


def sentences_of(rule: str) -> Mapping[str, Sentence]:
    """The sentences of an election's transcript by this rule."""
    return {**SENTENCES, **rule_of(rule).sentences}


def _own_seed(group: Group, seed: str | None) -> str | None:
    return None if seed is None else f"{seed}|{group.name}"


def _elected(group: Group, rule: str, seed: str | None, *, acclaims: bool) -> tuple[Outcome, How]:
    if not group.candidates:
        return Outcome("acclamation", (), (), (Stage(Note("boards.nobody")),)), How.ACCLAMATION
    contest = Contest(group.candidates, len(group.seats))
    if acclaims and len(contest.candidates) <= contest.seats:
        everybody = tuple(range(len(contest.candidates)))
        facts = {"candidates": everybody, "seats": contest.seats}
        stage = Stage(Note("boards.acclamation", facts))
        return Outcome("acclamation", contest.candidates, everybody, (stage,)), How.ACCLAMATION
    if not rule_of(rule).persons:
        raise RuleUnfit(rule=rule)
    if group.profile is None:
        raise VoteNeeded(group=group.name, candidates=len(group.candidates), seats=contest.seats)
    return tally(rule, contest, group.profile, group.kind, seed=seed), How.VOTE


def _levels(outcome: Outcome) -> Iterator[tuple[int, ...]]:
    """Those elected from the most voted on, equals together; whom a lot or the rule put in order stay in it."""
    elected = set(outcome.elected)
    for level in outcome.order or tuple((one,) for one in outcome.elected):
        if elected.issuperset(level):
            yield level
        else:
            yield from ((one,) for one in outcome.elected if one in level)


def _seat(
    group: Group, levels: Sequence[tuple[int, ...]], lots: Lots
) -> tuple[dict[str, int], tuple[Note, ...]]:
    """The longest terms to the first levels. Equals need a lot only where their terms differ."""
    waiting = sorted(group.seats, key=lambda seat: -seat.months)
    seated: dict[str, int] = {}
    notes: list[Note] = []
    for number, level in enumerate(levels, 1):
        seats = waiting[: len(level)]
        # The longest terms are given first, so that of too few elected the shortest stay open.
        if len({seat.months for seat in seats}) > 1:
            drawn = lots.draw(f"terms {number}", level, group.candidates)
            notes.append(Note("boards.drawn", {"candidates_tied": level, "candidates_drawn": drawn}))
        else:
            drawn = level
        for seat, one in zip(seats, drawn, strict=True):
            seated[seat.name] = one
            notes.append(_seat_note(seat, one))
        waiting = waiting[len(level) :]
    notes += [Note("boards.open", {"seat": seat.name, "months": seat.months}) for seat in waiting]
    return seated, tuple(notes)


def _seat_note(seat: Seat, one: int) -> Note:
    code = "boards.rest_of_term" if seat.vacated else "boards.seat"
    return Note(code, {"candidate": one, "seat": seat.name, "months": seat.months})


SENTENCES: Mapping[str, Sentence] = {
    "boards.nobody": N_("Nobody stands."),
    "boards.acclamation": N_(
        "There are no more candidates than seats (%(seats)s): %(candidates)s are elected by acclamation."
    ),
    "boards.terms_by_votes": N_("The longest terms go to those with the most votes."),
    "boards.terms_by_lot": N_("The terms are drawn by lot."),
    "boards.drawn": N_("The lot puts %(candidates_drawn)s in this order for the terms."),
    "boards.seat": NP_(
        "Seat %(seat)s, %(months)s month: %(candidate)s.",
        "Seat %(seat)s, %(months)s months: %(candidate)s.",
        "months",
    ),
    "boards.rest_of_term": NP_(
        "Seat %(seat)s, the %(months)s month that is left of a term: %(candidate)s.",
        "Seat %(seat)s, the %(months)s months that are left of a term: %(candidate)s.",
        "months",
    ),
    "boards.open": NP_(
        "Seat %(seat)s, %(months)s month: stays open.",
        "Seat %(seat)s, %(months)s months: stays open.",
        "months",
    ),
}
