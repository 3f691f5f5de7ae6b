"""What the board decides at its meeting: by those who came, with the quorum of the by-laws, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from assembly.decision_cases import board, found_wrong, members, officer, old_mandate
from assembly.meeting_cases import draft
from assembly.minutes_cases import amended
from assembly.test_body_attendance import mandates, met
from rochdale.assembly import actions, errors
from rochdale.assembly.actions import BodyTally
from rochdale.assembly.models import AttendanceState, MeetingKind, Resolution
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside
from rochdale.voting.errors import CastingVoteNeeded
from rochdale.voting.motions import Vote

pytestmark = pytest.mark.slow
AUDITOR = 2  # the item on which is decided
_S = AttendanceState


@pytest.fixture
def meeting(governed: Acting) -> tuple[Acting, int]:
    """A meeting of a board of three, with nothing written down yet."""
    seats, people = board(governed), members(governed, 3)
    for seat, person in zip(seats, people, strict=True):
        old_mandate(governed, seat, person.person_id)
    return met(governed)


def came(meeting: tuple[Acting, int], *states: AttendanceState) -> None:
    by, number = meeting
    told = dict(zip(mandates(by, number), states, strict=True))
    actions.record_attendance(by=by, number=number, body_code="board", states=told)


def decide(meeting: tuple[Acting, int], tally: BodyTally, place: int = AUDITOR) -> Resolution:
    by, number = meeting
    decided = actions.decide_in_body(by=by, number=number, place=place, tally=tally)
    with inside(by.cooperative_id):
        return Resolution.objects.get(number=decided)


def test_who_came_decides_and_the_figures_are_of_the_seats(meeting: tuple[Acting, int]) -> None:
    came(meeting, _S.PRESENT, _S.ONLINE, _S.EXCUSED)
    row = decide(meeting, BodyTally(2, 0))
    assert (row.yes, row.no, row.present, row.entitled) == (2, 0, 2, 3)
    assert (row.quorum_present, row.quorum_needed, row.is_adopted) == (2, 2, True)
    assert found_wrong(meeting[0]) == []
    with pytest.raises(errors.ResolutionFound):
        decide(meeting, BodyTally(2, 0))


@pytest.mark.parametrize(
    ("there", "tally", "place", "refusal"),
    [
        ((_S.PRESENT, _S.ABSENT, _S.EXCUSED), BodyTally(1, 0), AUDITOR, errors.QuorumMissing),
        ((), BodyTally(2, 0), AUDITOR, errors.AttendanceIncomplete),
        ((_S.PRESENT, _S.PRESENT, _S.ABSENT), BodyTally(2, 1), AUDITOR, errors.CountImpossible),
        ((_S.PRESENT, _S.PRESENT, _S.PRESENT), BodyTally(3, 0), 1, errors.NothingToVote),
    ],
    ids=["half of the seats", "nobody written down", "one who did not come votes", "an opening"],
)
def test_what_a_body_cannot_decide_is_refused(
    meeting: tuple[Acting, int],
    there: tuple[AttendanceState, ...],
    tally: BodyTally,
    place: int,
    refusal: type[Refusal],
) -> None:
    if there:
        came(meeting, *there)
    with pytest.raises(refusal):
        decide(meeting, tally, place)


@pytest.mark.parametrize(
    ("part", "is_exceeded", "needed"),
    [
        ("1/2", True, 2),
        ("1/3", False, 1),
        ("1/3", True, 2),
        ("2/3", True, 3),
        ("1/1", False, 3),
        ("0/1", False, 1),
    ],
)
def test_the_bylaws_say_how_many_are_enough(
    meeting: tuple[Acting, int],
    part: str,
    is_exceeded: bool,  # noqa: FBT001  # a parameter of the cases
    needed: int,
) -> None:
    amended(meeting[0], board_quorum_fraction=Fraction(part), board_quorum_exceeded=is_exceeded)
    for there in range(needed):
        came(meeting, *(_S.PRESENT if place < there else _S.ABSENT for place in range(3)))
        with pytest.raises(errors.QuorumMissing):
            decide(meeting, BodyTally(there, 0))
    came(meeting, *(_S.PRESENT if place < needed else _S.ABSENT for place in range(3)))
    assert decide(meeting, BodyTally(1, 0)).quorum_needed == needed


def test_members_decide_by_votes_and_not_by_figures_of_a_body(governed: Acting) -> None:
    number = actions.draft_meeting(by=governed, draft=replace(draft(), kind=MeetingKind.SPECIAL))
    with pytest.raises(errors.NoMeetingOfBody):
        decide((governed, number), BodyTally(3, 0))


def test_a_tie_is_lost_or_the_chairs_to_decide(meeting: tuple[Acting, int]) -> None:
    came(meeting, _S.PRESENT, _S.PRESENT, _S.PRESENT)
    try:
        row = decide(meeting, BodyTally(1, 1, 1))
    except CastingVoteNeeded:
        row = decide(meeting, BodyTally(1, 1, 1, Vote.NO))
    assert row.is_adopted is False


def test_once_the_meeting_is_closed_nothing_is_decided(meeting: tuple[Acting, int]) -> None:
    came(meeting, _S.PRESENT, _S.PRESENT, _S.PRESENT)
    by, number = meeting
    actions.close_meeting(by=by, number=number)
    with pytest.raises(errors.MeetingStepOutOfOrder):
        decide(meeting, BodyTally(3, 0))


def test_who_does_not_run_meetings_decides_nothing(meeting: tuple[Acting, int]) -> None:
    came(meeting, _S.PRESENT, _S.PRESENT, _S.PRESENT)
    by, number = meeting
    teller = replace(officer(by, OfficeKind.TELLER), at=by.at, on=by.on)
    with pytest.raises(NotAllowed):
        decide((teller, number), BodyTally(3, 0))
