"""An election of one group as it is decided: where it is held, which seats are open, and who stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import lock
from rochdale.assembly.models import ElectionVote, Meeting, MeetingStepKind, NominationStepKind, VoteStepKind
from rochdale.assembly.queries.ballot_candidates import VotedOn, seats_voted_on
from rochdale.assembly.queries.contests import open_seats, standing
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, meeting
from rochdale.assembly.queries.nominations import (
    CallSeen,
    NominationSeen,
    SeatUp,
    call_for,
    election_item,
    nominations_of,
)

_UNCHECKED: Final = frozenset({NominationStepKind.PROPOSED, NominationStepKind.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Contest:
    """An election of one group: where it is held, which seats are open, and who stands."""

    meeting: Meeting
    seen: MeetingSeen
    call: CallSeen
    item: ItemSeen
    electoral_group: str
    seats: tuple[SeatUp, ...]
    candidates: list[NominationSeen]


def contest_for(number: int, code: str, electoral_group: str) -> Contest:
    """What is to be decided, taken with its meeting, once nothing about it is open.

    Raises MeetingNotFound, BodyNotFound, CallNotFound, ElectionItemMissing, MeetingNotOpen, NominationsUnchecked,
    SeatsFilled, VoteUnderWay.
    """
    row, seen = lock(number), meeting(number)
    call, item = call_for(row.id, code), election_item(seen, code)
    if seen.stands is not MeetingStepKind.OPENED:
        raise errors.MeetingNotOpen
    known = nominations_of(row.id, call.body.id)
    waiting = sum(each.stands in _UNCHECKED for each in known if each.electoral_group == electoral_group)
    if waiting:
        raise errors.NominationsUnchecked(waiting=waiting)
    seats = open_seats(row.id, call, electoral_group)
    if not seats:
        raise errors.SeatsFilled
    refuse_under_way(row.id, call, electoral_group)
    candidates = standing(row.id, call, known, electoral_group)
    return Contest(row, seen, call, item, electoral_group, seats, candidates)


def refuse_under_way(
    meeting_id: UUID, call: CallSeen, electoral_group: str, *, but_for: VotedOn | None = None
) -> None:
    """Nobody decides while members vote on the seats of a group, or a ballot on them waits. Raises VoteUnderWay.

    `but_for` is what may be there: a counted ballot, for who takes its result over.
    """
    ballot = seats_voted_on(meeting_id=meeting_id, body_id=call.body.id, electoral_group=electoral_group)
    if ballot is not None and ballot is not but_for:
        raise errors.VoteUnderWay
    put = ElectionVote.objects.filter(call_id=call.id, electoral_group=electoral_group)
    own = set(put.values_list("vote_id", flat=True))
    if any(vote.id in own and vote.stands is VoteStepKind.PUT for vote in votes_of(meeting_id=meeting_id)):
        raise errors.VoteUnderWay
