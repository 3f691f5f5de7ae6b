"""Writing down what the board or a committee decided at its meeting. A body has no roll: its seats are the voters."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.actions.resolutions import Counted, decide_item
from rochdale.assembly.models import AttendanceState, Majority
from rochdale.assembly.queries import meeting
from rochdale.assembly.queries.body_attendance import attendance_of_body, bodies_meeting
from rochdale.assembly.queries.terms import body_quorum, motion_terms
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import Quorum, Terms, Vote, Votes

_BY_VOTES = {Majority.ORDINARY, Majority.SPECIAL}
_THERE = {AttendanceState.PRESENT, AttendanceState.ONLINE}


@dataclass(frozen=True, slots=True)
class BodyTally:
    """How many holders of seats were for, against, and abstained, and the chair's further vote in a tie."""

    yes: int
    no: int
    abstain: int = 0
    casting_vote: Vote | None = None


def decide_in_body(*, by: Acting, number: int, place: int, tally: BodyTally) -> int:
    """Write down what a body decided on an item of its meeting that is open; the resolution's number.

    Entitled is who held a seat that day, and present who came, as the attendance says (INV-113). The by-laws say what
    part of the seats that are held is the quorum (`board_quorum_fraction`). The majority is the item's. Raises
    NotAllowed, MeetingNotFound, NoMeetingOfBody, AttendanceIncomplete, NothingToVote, CountImpossible, and as
    decide_item.
    """
    with inside(by.cooperative_id):
        authorise(by)
        if not bodies_meeting(number):
            raise errors.NoMeetingOfBody
        came = attendance_of_body(number)
        if came is None:
            raise errors.AttendanceIncomplete
        entitled = len(came.lines)
        present = sum(state in _THERE for _seated, state in came.lines)
        if tally.yes + tally.no + tally.abstain > present:
            raise errors.CountImpossible
        majority = meeting(number).item(place).majority
        if majority not in _BY_VOTES:
            raise errors.NothingToVote
        usual = motion_terms(majority, by.on).terms
        terms = Terms(usual.threshold, Quorum(body_quorum(entitled, by.on)), casting_vote=usual.casting_vote)
        votes = Votes(tally.yes, tally.no, tally.abstain, present, entitled)
        counted = Counted(terms, votes, present, tally.casting_vote)
        return decide_item(by=by, number=number, place=place, counted=counted)
