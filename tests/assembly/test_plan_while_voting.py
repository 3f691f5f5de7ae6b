"""A plan stays while something on it is voted on: under a new one the same item could be voted on twice (INV-103)."""

from __future__ import annotations

import pytest

from assembly.ballot_cases import asked_motion, opened
from assembly.floor import MOTION, Floor, later, open_floor
from assembly.meeting_cases import draft
from rochdale.assembly import actions
from rochdale.assembly.errors import VoteUnderWay
from rochdale.assembly.models import VoteMethod
from rochdale.kernel.acting import Acting

pytestmark = pytest.mark.slow


@pytest.fixture
def floor(governed: Acting) -> Floor:
    return open_floor(governed)


def plan(by: Acting, floor: Floor) -> int:
    return actions.plan_meeting(by=by, number=floor.number, draft=draft())


def test_while_a_ballot_is_not_over(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    actions.adjourn_meeting(by=run.at(3), number=floor.number, words="Until Friday.")
    with pytest.raises(VoteUnderWay):
        plan(run.at(4), floor)
    actions.give_up_ballot(by=run.at(5), **run.ids, words="Anew.")
    assert plan(run.at(6), floor) == 2


def test_while_a_vote_of_the_floor_is_open(floor: Floor) -> None:
    floor.come(*floor.voters)
    actions.put_to_vote(by=later(floor.by, 1), number=floor.number, place=MOTION, method=VoteMethod.OPEN)
    actions.adjourn_meeting(by=later(floor.by, 2), number=floor.number, words="Until Friday.")
    with pytest.raises(VoteUnderWay):
        plan(later(floor.by, 3), floor)
    actions.withdraw_vote(by=later(floor.by, 4), number=floor.number, vote_number=1, words="Anew.")
    assert plan(later(floor.by, 5), floor) == 2
