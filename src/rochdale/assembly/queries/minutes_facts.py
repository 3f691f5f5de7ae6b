"""What happened at a meeting, as its minutes tell it: frozen values, read from the rows in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q

from rochdale.assembly.models import (
    AgendaItem,
    AttendanceState,
    Ballot,
    FloorRole,
    Majority,
    MeetingStepKind,
    MotionKind,
    MotionStepKind,
    Vote,
    VoteBasis,
    VoteMethod,
    VoteStepKind,
)
from rochdale.assembly.queries.body_attendance import attendance_of_body
from rochdale.assembly.queries.by_name import named_choices
from rochdale.assembly.queries.floor import Attendance, attendance, entitled_of, namings
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.minutes_ballots import BallotHeld, ballots_held
from rochdale.assembly.queries.minutes_elections import ElectionHeld, elections_held
from rochdale.assembly.queries.motions import MotionSeen, motions_of
from rochdale.assembly.queries.quorum import terms_at
from rochdale.assembly.queries.rolls import weighs_differently
from rochdale.assembly.queries.speaking import floor_of, points_of
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Opened:
    """The meeting opened, or went on: who was there, and the quorum where the roll says of how many."""

    at: datetime
    there: Attendance
    quorum: int | None
    entitled: int | None


@dataclass(frozen=True, slots=True)
class Tallied:
    """What was counted, and what it came to; `resolution` is None where the quorum was missing."""

    yes: int
    no: int
    abstain: int
    blank: int
    spoilt: int
    participants: int
    present: int
    quorum_present: int
    resolution: int | None
    is_adopted: bool | None
    casting_vote: str


@dataclass(frozen=True, slots=True)
class VoteHeld:
    """One putting of an item to the vote, from its terms to its end; `reason` is why it was withdrawn.

    `motion` is the number of the motion under the item that it was on, None where it was on the item itself. Where
    votes weigh differently `named` is who voted how: the member's number, the votes, the choice.
    """

    item_id: UUID
    motion: int | None
    method: VoteMethod
    texts: Mapping[str, str]
    part: Fraction
    is_exceeded: bool
    basis: VoteBasis
    quorum_needed: int
    quorum_at_opening: bool
    entitled: int
    opens_at: datetime
    closes_at: datetime | None
    ended_by: VoteStepKind | None
    ended_at: datetime | None
    reason: str
    tellers: int
    tallied: Tallied | None
    named: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MotionHeard:
    """A motion under an item: who moved it, by member number, what it amends, what became of it, and its votes."""

    kind: MotionKind
    number: int
    parent: int | None
    mover: int | None
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    is_seconded: bool
    is_on_agenda: bool
    stands: MotionStepKind
    words: str
    votes: tuple[VoteHeld, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling of the chair on a point of order."""

    is_upheld: bool
    words: str


@dataclass(frozen=True, slots=True)
class ItemTreated:
    """An item of the agenda with the votes on it; `place` counts what was treated, also of an agenda planned anew."""

    place: int
    titles: Mapping[str, str]
    majority: Majority
    votes: tuple[VoteHeld, ...]
    ballots: tuple[BallotHeld, ...] = ()
    elections: tuple[ElectionHeld, ...] = ()
    motions: tuple[MotionHeard, ...] = ()
    rulings: tuple[Ruled, ...] = ()
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """Who of a body was in one state at its meeting, by member number; None for who has none here."""

    state: AttendanceState
    numbers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Everything that the minutes of a meeting draw on."""

    cooperative: str
    time_zone: str
    meeting: MeetingSeen
    persons: Mapping[FloorRole, tuple[UUID, ...]]
    openings: tuple[Opened, ...]
    items: tuple[ItemTreated, ...]
    came: tuple[Came, ...] = ()


def happened(*, seen: MeetingSeen, cooperative: str, time_zone: str) -> Happened:
    """What happened at a meeting so far. Asked inside the cooperative."""
    return Happened(
        cooperative=cooperative,
        time_zone=time_zone,
        meeting=seen,
        persons=persons_named(meeting_id=seen.id),
        openings=_openings(seen),
        items=_items(seen),
        came=_came(seen),
    )


def _came(seen: MeetingSeen) -> tuple[Came, ...]:
    known = attendance_of_body(seen.number)
    if known is None:
        return ()
    persons = [seated.person_id for seated, _state in known.lines]
    numbers = membership.numbers_of(person_ids=persons)
    told = ((state, known.those(state)) for state in AttendanceState)
    return tuple(
        Came(state, tuple(numbers.get(each.person_id) for each in those)) for state, those in told if those
    )


def persons_named(*, meeting_id: UUID) -> dict[FloorRole, tuple[UUID, ...]]:
    """Who was named to what for a meeting, in the order of their naming."""
    named = list(namings(meeting_id).values_list("role", "person_id"))
    return {
        role: tuple(person_id for held, person_id in named if held == role)
        for role in FloorRole
        if any(held == role for held, _person in named)
    }


def _openings(seen: MeetingSeen) -> tuple[Opened, ...]:
    entitled = entitled_of(meeting_id=seen.id)
    return tuple(
        Opened(
            at=step.at,
            there=attendance(meeting_id=seen.id, at=step.at),
            quorum=None
            if entitled is None
            else terms_at(
                meeting_id=seen.id, majority=Majority.ORDINARY, on=step.on_date, at=step.at
            ).terms.quorum.least(entitled),
            entitled=entitled,
        )
        for step in seen.steps
        if step.kind is MeetingStepKind.OPENED
    )


def _items(seen: MeetingSeen) -> tuple[ItemTreated, ...]:
    is_weighted = weighs_differently(seen.id)
    votes = [
        _vote(row, is_weighted=is_weighted)
        for row in rows("assembly", "minutes_votes.sql", {"meeting_id": seen.id})
    ]
    ballots = ballots_held(seen.id)
    listed = [(each.titles, each.majority, [each.id]) for each in seen.items]
    for row in _planned_otherwise(seen):
        same = next((ids for titles, _majority, ids in listed if titles == row.titles), None)
        if same is None:
            listed.append((row.titles, Majority(row.majority), [row.id]))
        else:
            same.append(row.id)
    moved, floor, points = (
        motions_of(meeting_id=seen.id),
        floor_of(meeting_id=seen.id),
        points_of(meeting_id=seen.id),
    )
    return tuple(
        ItemTreated(
            place,
            titles,
            majority,
            tuple(vote for vote in votes if vote.item_id in ids and vote.motion is None),
            tuple(_as_put(ballot, moved, titles) for ballot in ballots if ballot.item_id in ids),
            elections_held(seen.id, ids) if majority is Majority.ELECTION else (),
            _motions(moved, titles, ids, votes),
            tuple(
                Ruled(each.is_upheld, each.words)
                for each in points
                if each.item_id in ids and each.is_upheld is not None
            ),
            min((floor.begun_at[each] for each in ids if each in floor.begun_at), default=None),
            max((floor.ended_at[each] for each in ids if each in floor.ended_at), default=None),
        )
        for place, (titles, majority, ids) in enumerate(listed, start=1)
    )


def _as_put(ballot: BallotHeld, moved: Sequence[MotionSeen], titles: Mapping[str, str]) -> BallotHeld:
    """A ballot with the wording of its item as amendments left it."""
    own = next((each for each in moved if each.is_item and each.titles == titles), None)
    return ballot if own is None else replace(ballot, texts=own.texts)


def _motions(
    moved: Sequence[MotionSeen], titles: Mapping[str, str], ids: Sequence[UUID], votes: Sequence[VoteHeld]
) -> tuple[MotionHeard, ...]:
    """What was moved under an item, and what became of the item's own motion; not what was refused before."""
    return tuple(
        MotionHeard(
            kind=each.kind,
            number=each.number,
            parent=each.parent,
            mover=each.member_number,
            titles=each.titles,
            texts=each.own_texts,
            is_on_agenda=each.is_item,
            is_seconded=each.seconds >= each.seconds_needed,
            stands=each.stands,
            words=each.words,
            votes=tuple(vote for vote in votes if vote.motion == each.number),
        )
        for each in moved
        if (each.titles == titles if each.is_item else each.item_id in ids)
        and (each.is_from_floor or each.kind is MotionKind.ITEM or each.stands is not MotionStepKind.REFUSED)
    )


def _planned_otherwise(seen: MeetingSeen) -> list[AgendaItem]:
    """Items of an agenda that was planned anew after an adjournment, on which there was a vote before."""
    voted = Q(id__in=Vote.objects.filter(meeting_id=seen.id).values("item_id"))
    by_ballot = Q(id__in=Ballot.objects.filter(meeting_id=seen.id).values("item_id"))
    known = [each.id for each in seen.items]
    found = AgendaItem.objects.filter(voted | by_ballot).exclude(id__in=known)
    return list(found.order_by("version_id", "place"))


def _vote(row: tuple[Any, ...], *, is_weighted: bool) -> VoteHeld:
    (vote_id, item_id, motion, method, texts, numerator, denominator, is_exceeded, basis, *rest) = row
    (needed, at_opening, entitled, opens_at, closes_at, ended_by, ended_at, reason, tellers, *counted) = rest
    return VoteHeld(
        item_id=item_id,
        motion=motion,
        method=VoteMethod(method),
        texts=texts,
        part=Fraction(numerator, denominator),
        is_exceeded=is_exceeded,
        basis=VoteBasis(basis),
        quorum_needed=needed,
        quorum_at_opening=at_opening,
        entitled=entitled,
        opens_at=opens_at,
        closes_at=closes_at,
        ended_by=VoteStepKind(ended_by) if ended_by else None,
        ended_at=ended_at,
        reason=reason,
        tellers=tellers,
        tallied=Tallied(*counted) if counted[0] is not None else None,
        named=tuple((each.number, each.votes, each.ballot) for each in named_choices(vote_id))
        if is_weighted
        else (),
    )
