"""Who is named chair of a meeting runs its floor, and nothing else: neither its roll and desk nor another meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assembly.floor import MOTION, Floor, called, freeze, open_floor
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast
from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.models import Channel, Choice, FloorRole, VoteMethod
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting

pytestmark = pytest.mark.slow


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Three voters, all there; the first was named chair, the second secretary of the meeting."""
    floor = open_floor(governed, voters=3)
    floor.come(*floor.voters)
    for person_id, role in zip(floor.voters, (FloorRole.CHAIR, FloorRole.SECRETARY), strict=False):
        actions.name_floor_officer(by=floor.by, number=floor.number, person_id=person_id, role=role)
    return floor


def test_the_chair_runs_the_floor_to_its_end(floor: Floor) -> None:
    chair, number = floor.of(floor.voters[0]), floor.number
    actions.begin_item(by=chair, number=number, place=MOTION)
    asked = actions.ask_to_speak(by=chair, number=number, person_id=floor.voters[2], is_point=True)
    actions.begin_turn(by=chair, number=number)
    actions.end_turn(by=chair, number=number)
    actions.rule_on_point(by=chair, number=number, asked=asked, is_upheld=True, words="It is so.")
    vote = actions.put_to_vote(by=chair, number=number, place=MOTION, method=VoteMethod.OPEN)
    actions.cast_vote(by=floor.of(floor.voters[1]), number=number, vote_number=vote, cast=Cast(Choice.YES))
    assert actions.close_vote(by=chair, number=number, vote_number=vote) == 1
    actions.adjourn_meeting(by=chair, number=number)
    actions.open_meeting(by=chair, number=number)
    actions.close_meeting(by=chair, number=number)


@pytest.mark.parametrize("voter", [1, 2])
def test_nobody_else_does(floor: Floor, voter: int) -> None:
    by, number = floor.of(floor.voters[voter]), floor.number
    acts: list[Callable[[], object]] = [
        lambda: actions.begin_item(by=by, number=number, place=MOTION),
        lambda: actions.put_to_vote(by=by, number=number, place=MOTION, method=VoteMethod.OPEN),
        lambda: actions.adjourn_meeting(by=by, number=number),
        lambda: actions.take_item(by=by, number=number, place=MOTION),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_the_chair_has_no_roll_no_desk_and_no_other_meeting(floor: Floor, governed: Acting) -> None:
    chair, number, other = floor.of(floor.voters[0]), floor.number, called(governed)
    freeze(governed, other)
    acts: list[Callable[[], object]] = [
        lambda: actions.check_in(by=chair, number=number, person_id=floor.voters[2], channel=Channel.HALL),
        lambda: actions.name_floor_officer(
            by=chair, number=number, person_id=floor.voters[2], role=FloorRole.TELLER
        ),
        lambda: actions.draw_roll(by=chair, number=number),
        lambda: actions.save_minutes(by=chair, number=number, based_on=0, texts={}),
        lambda: actions.cancel_meeting(by=chair, number=number, words="No."),
        lambda: actions.open_meeting(by=chair, number=other),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(MeetingNotFound):
        actions.open_meeting(by=chair, number=99)
