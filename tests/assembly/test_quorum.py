"""The quorum: of a second call, at which opening, at the decision; and that who was there is so for one sitting."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError

from assembly.floor import CALLED_ON, MOTION, Floor, later, open_floor
from assembly.meeting_cases import SITTING, draft
from assembly.test_votes import YES, amended, close, found_wrong, put, say, seen, slip_in
from rochdale.assembly import actions
from rochdale.assembly.errors import NotPresent, NoVoice
from rochdale.assembly.models import (
    Channel,
    FloorEvent,
    FloorEventKind,
    Meeting,
    Presence,
    PresenceKind,
    VoteMethod,
)
from rochdale.assembly.queries.floor import attendance, present_as
from rochdale.assembly.queries.quorum import is_second_call, quorum_now, quorum_of_vote
from rochdale.assembly.queries.roll_calls import roll_call
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

WEEK = timedelta(days=7)


def meeting_id(floor: Floor) -> uuid.UUID:
    with inside(floor.by.cooperative_id):
        return Meeting.objects.get(number=floor.number).id


def at(floor: Floor, minutes: int) -> Floor:
    """The same meeting, some minutes later."""
    return replace(floor, by=later(floor.by, minutes))


def adjourned(floor: Floor) -> Floor:
    """Interrupted, and open again ten minutes later."""
    actions.adjourn_meeting(by=later(floor.by, 10), number=floor.number, words="A pause.")
    actions.open_meeting(by=later(floor.by, 20), number=floor.number)
    return at(floor, 20)


def called_again(floor: Floor, came: int) -> Floor:
    """Adjourned, called again for the next week, and open with so many of its voters."""
    actions.adjourn_meeting(by=later(floor.by, 10), number=floor.number, words="We are too few.")
    that_day = replace(floor.by, on=floor.by.on + WEEK, at=floor.by.at + WEEK)
    sitting = replace(SITTING, starts_at=that_day.at + timedelta(hours=8))
    plan = replace(draft(), record_date=CALLED_ON, sittings=(sitting,))
    actions.plan_meeting(by=later(floor.by, 11), number=floor.number, draft=plan)
    actions.call_meeting(by=later(floor.by, 12), number=floor.number)
    again = replace(floor, by=that_day)
    again.come(*floor.voters[:came])
    actions.open_meeting(by=later(that_day, 1), number=floor.number)
    return at(again, 1)


def decided(floor: Floor) -> int | None:
    """Put, one in favour, closed; the number of the resolution."""
    number = put(floor, VoteMethod.OPEN)
    say(floor, 0, YES, vote=number)
    return close(floor, vote=number)


def test_after_a_quorum_failed_that_of_a_second_call_is_needed(governed: Acting) -> None:
    amended(governed, quorum_members=5, second_call_quorum_members=2)
    first = open_floor(governed)
    at(first, 1).come(*first.voters[:3])
    with inside(governed.cooperative_id):
        before = quorum_now(meeting_id=meeting_id(first), on=first.by.on, at=first.by.at, present=3)
    assert before is not None
    assert (before.needed, before.is_met) == (5, False)
    second = called_again(at(first, 1), came=2)
    with inside(governed.cooperative_id):
        now = quorum_now(meeting_id=meeting_id(first), on=second.by.on, at=second.by.at, present=2)
    assert now is not None
    assert (now.needed, now.is_met) == (2, True)
    assert decided(second) == 1
    assert seen(second).terms.quorum_needed == 2
    assert found_wrong(second) == []


def test_fewer_than_a_second_call_needs_decide_nothing(governed: Acting) -> None:
    amended(governed, quorum_members=5, second_call_quorum_members=2)
    assert decided(called_again(open_floor(governed), came=1)) is None


def test_a_meeting_that_had_its_quorum_keeps_it_when_it_is_called_again(governed: Acting) -> None:
    amended(governed, quorum_members=3, second_call_quorum_members=1)
    first = open_floor(governed)
    at(first, 1).come(*first.voters[:3])
    second = called_again(at(first, 1), came=2)
    with inside(governed.cooperative_id):
        assert not is_second_call(meeting_id=meeting_id(first), at=second.by.at)
    assert decided(second) is None


def test_only_a_call_makes_a_second_call(governed: Acting) -> None:
    amended(governed, quorum_members=5, second_call_quorum_members=1)
    floor = adjourned(open_floor(governed))
    floor.come(*floor.voters[:2])
    assert decided(floor) is None


def test_the_last_opening_before_the_vote_counts_and_not_the_first(governed: Acting) -> None:
    amended(governed, quorum_members=3)
    floor = open_floor(governed)
    floor.come(*floor.voters[:4])
    again = adjourned(floor)
    at(again, 1).come(again.voters[0])
    assert decided(at(again, 2)) is None


def test_an_opening_that_found_nobody_keeps_nothing_from_being_decided(governed: Acting) -> None:
    amended(governed, quorum_members=3)
    floor = at(open_floor(governed), 5)
    floor.come(*floor.voters[:4])
    number = put(floor, VoteMethod.OPEN)
    with inside(governed.cooperative_id):
        quorum = quorum_of_vote(meeting_id=meeting_id(floor), vote=seen(floor), at=floor.by.at)
    assert (quorum.needed, quorum.present, quorum.at_opening, quorum.is_met) == (3, 4, 0, True)
    say(floor, 0, YES, vote=number)
    assert close(floor, vote=number) == 1
    assert found_wrong(floor) == []


def test_who_was_there_is_so_until_the_adjournment(governed: Acting) -> None:
    floor = open_floor(governed)
    at(floor, 1).come(*floor.voters[:3])
    again = adjourned(floor)
    with inside(governed.cooperative_id):
        own = meeting_id(floor)
        assert attendance(meeting_id=own, at=later(floor.by, 9).at).voters == 3
        assert attendance(meeting_id=own, at=again.by.at).voters == 0
        assert present_as(meeting_id=own, person_id=floor.voters[0]) is None
    number = put(again, VoteMethod.ROLL_CALL)
    with inside(governed.cooperative_id):
        assert roll_call(vote_id=seen(again).id) == []
    actions.withdraw_vote(by=again.by, number=again.number, vote_number=number, words="Otherwise.")
    number = put(again, VoteMethod.OPEN)
    with pytest.raises(NotPresent):
        say(again, 0, YES, vote=number)
    for _ in range(2):
        at(again, 1).come(*floor.voters[:2])
    say(again, 0, YES, minutes=2, vote=number)
    assert close(again, vote=number) == 1
    outcome = seen(again, number).outcome
    assert outcome is not None
    assert outcome.present == 2
    assert found_wrong(again) == []


def test_the_database_lets_nobody_in_twice_in_a_sitting(governed: Acting) -> None:
    floor = open_floor(governed)
    at(floor, 1).come(floor.voters[0])
    with inside(governed.cooperative_id):
        row = Presence.objects.get(person_id=floor.voters[0])
    row.pk, row.place, row.at = uuid.uuid4(), 2, later(floor.by, 30).at
    with pytest.raises(DatabaseError, match="INV-87"):
        slip_in(floor, row)
    adjourned(floor)
    slip_in(floor, row)
    assert found_wrong(floor) == []
    row.pk, row.place, row.kind = uuid.uuid4(), 3, PresenceKind.LEFT
    slip_in(floor, row)


def test_who_did_not_come_again_has_no_voice(governed: Acting) -> None:
    floor = open_floor(governed)
    at(floor, 1).come(floor.voters[0])
    actions.begin_item(by=later(floor.by, 2), number=floor.number, place=MOTION)
    asked = {"number": floor.number, "person_id": floor.voters[0]}
    request = actions.ask_to_speak(by=floor.of(floor.voters[0], 3), **asked)
    actions.take_back(by=floor.of(floor.voters[0], 4), number=floor.number, asked=request)
    again = adjourned(floor)
    with pytest.raises(NoVoice):
        actions.ask_to_speak(by=again.of(floor.voters[0], 1), **asked)
    with inside(governed.cooperative_id):
        row = FloorEvent.objects.get(kind=FloorEventKind.ASKED)
        last = FloorEvent.objects.latest("place").place
    row.pk, row.place, row.at = uuid.uuid4(), last + 1, later(again.by, 1).at
    with pytest.raises(DatabaseError, match="INV-111"):
        slip_in(again, row)
    at(again, 1).come(floor.voters[0], channel=Channel.HALL)
    actions.ask_to_speak(by=again.of(floor.voters[0], 2), **asked)
