"""A meeting is held as it was called: with its agenda, from its day on, and until its votes are closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError
from django.utils import translation

from assembly.decision_cases import found_wrong
from assembly.floor import MOTION, Floor, later, open_floor
from assembly.meeting_cases import ITEMS, SITTING, draft
from assembly.test_meetings import again
from rochdale.assembly import actions
from rochdale.assembly.actions import MeetingDraft, SittingDraft, Window
from rochdale.assembly.errors.holding import AgendaNotCalled, SittingAhead, VoteLeftOpen
from rochdale.assembly.models import MeetingKind, MeetingStep, MeetingStepKind, Vote, VoteMethod, VoteStep
from rochdale.assembly.queries.convening import day_to_wait_for, sat_last
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

OPENED = MeetingStepKind.OPENED
FIRST = date(2026, 12, 16)  # the day of the meeting's first sitting
BETWEEN = date(2026, 12, 18)
AGAIN = date(2026, 12, 23)  # a day for which it can be called again that evening


def at_day(day: date) -> SittingDraft:
    return replace(SITTING, starts_at=datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC))


def on(by: Acting, day: date) -> Acting:
    """The same one in the evening of a day."""
    return replace(by, on=day, at=at_day(day).starts_at)


def called(by: Acting, planned: MeetingDraft | None = None) -> int:
    """A meeting that was called, with its frozen roll."""
    number = actions.draft_meeting(by=by, draft=planned or draft())
    actions.call_meeting(by=by, number=number)
    actions.draw_roll(by=by, number=number)
    actions.freeze_roll(by=on(by, FIRST - timedelta(days=1)), number=number)
    return number


def adjourned(by: Acting) -> int:
    """A meeting that was opened on its day and adjourned an hour later."""
    number = called(by)
    actions.open_meeting(by=on(by, FIRST), number=number)
    actions.adjourn_meeting(by=an_hour_after(by), number=number, words="It is late.")
    return number


def an_hour_after(by: Acting, hours: int = 1) -> Acting:
    then = on(by, FIRST)
    return replace(then, at=then.at + timedelta(hours=hours))


def planned_anew(by: Acting) -> int:
    """One that was planned for another day, with fewer items."""
    number = adjourned(by)
    changed = replace(draft(), sittings=[at_day(AGAIN)], items=ITEMS[:1] + ITEMS[2:])
    actions.plan_meeting(by=an_hour_after(by, 2), number=number, draft=changed)
    return number


def step_in(by: Acting, kind: MeetingStepKind = OPENED) -> None:
    """A further step past the verbs, after the last one of the only meeting."""
    with inside(by.cooperative_id):
        place = MeetingStep.objects.latest("place").place + 1
        again(MeetingStep, place=place, kind=kind, on_date=by.on, at=by.at)


def test_what_was_called_goes_on_without_another_notice(governed: Acting) -> None:
    number = adjourned(governed)
    actions.open_meeting(by=an_hour_after(governed, 2), number=number)
    assert found_wrong(governed) == []


def test_what_was_planned_anew_is_called_again_before_it_opens(governed: Acting) -> None:
    number = planned_anew(governed)
    with pytest.raises(AgendaNotCalled):
        actions.open_meeting(by=on(governed, AGAIN), number=number)
    actions.call_meeting(by=an_hour_after(governed, 3), number=number)
    actions.open_meeting(by=on(governed, AGAIN), number=number)
    assert found_wrong(governed) == []


def test_the_board_calls_again_what_it_planned_anew(governed: Acting) -> None:
    planned = replace(draft(), kind=MeetingKind.BOARD, items=ITEMS[1:2])
    number = actions.draft_meeting(by=governed, draft=planned)
    actions.call_meeting(by=governed, number=number)
    actions.open_meeting(by=on(governed, FIRST), number=number)
    actions.adjourn_meeting(by=on(governed, FIRST), number=number)
    actions.plan_meeting(by=an_hour_after(governed), number=number, draft=planned)
    with pytest.raises(AgendaNotCalled):
        actions.open_meeting(by=an_hour_after(governed), number=number)
    actions.call_meeting(by=an_hour_after(governed), number=number)
    actions.open_meeting(by=an_hour_after(governed), number=number)


def test_the_database_opens_nothing_that_was_not_called(governed: Acting) -> None:
    planned_anew(governed)
    with pytest.raises(DatabaseError, match="INV-124"):
        step_in(on(governed, AGAIN))


def test_a_meeting_does_not_open_before_its_day(governed: Acting) -> None:
    number = called(governed)
    with pytest.raises(SittingAhead) as refused:
        actions.open_meeting(by=on(governed, FIRST - timedelta(days=1)), number=number)
    assert refused.value.day == FIRST
    actions.open_meeting(by=on(governed, FIRST), number=number)
    assert found_wrong(governed) == []


def test_its_day_is_that_of_where_the_cooperative_is(governed: Acting) -> None:
    # In Montréal it is still the evening before.
    late = replace(SITTING, starts_at=datetime(2026, 12, 17, 2, tzinfo=UTC))
    number = called(governed, replace(draft(), sittings=[late]))
    with pytest.raises(SittingAhead):
        actions.open_meeting(by=on(governed, FIRST - timedelta(days=1)), number=number)
    actions.open_meeting(by=on(governed, FIRST), number=number)
    assert found_wrong(governed) == []


def sitting_twice(by: Acting) -> int:
    """One that was called for two days, opened on the first and adjourned."""
    number = called(by, replace(draft(), sittings=[at_day(AGAIN), at_day(FIRST)]))
    actions.open_meeting(by=on(by, FIRST), number=number)
    actions.adjourn_meeting(by=an_hour_after(by), number=number)
    return number


def test_it_opens_again_on_the_day_of_its_next_sitting(governed: Acting) -> None:
    number = sitting_twice(governed)
    with pytest.raises(SittingAhead) as refused:
        actions.open_meeting(by=on(governed, BETWEEN), number=number)
    assert refused.value.day == AGAIN
    with pytest.raises(DatabaseError, match="INV-125"):
        step_in(on(governed, BETWEEN))
    actions.open_meeting(by=on(governed, AGAIN), number=number)
    assert found_wrong(governed) == []


def test_it_goes_on_on_the_day_on_which_it_sat(governed: Acting) -> None:
    number = sitting_twice(governed)
    actions.open_meeting(by=an_hour_after(governed, 2), number=number)
    assert found_wrong(governed) == []


def test_where_no_sitting_is_left_it_goes_on(governed: Acting) -> None:
    number = adjourned(governed)
    actions.open_meeting(by=on(governed, BETWEEN), number=number)
    assert found_wrong(governed) == []


def test_what_was_called_again_waits_for_its_new_day(governed: Acting) -> None:
    number = planned_anew(governed)
    actions.call_meeting(by=an_hour_after(governed, 3), number=number)
    for day in (FIRST, BETWEEN):
        with pytest.raises(SittingAhead):
            actions.open_meeting(by=replace(on(governed, day), at=on(governed, BETWEEN).at), number=number)
    with pytest.raises(DatabaseError, match="INV-125"):
        step_in(on(governed, BETWEEN))


def test_the_database_opens_none_before_its_day(governed: Acting) -> None:
    called(governed)
    with pytest.raises(DatabaseError, match="INV-125"):
        step_in(on(governed, FIRST - timedelta(days=1)))


@pytest.mark.parametrize(
    ("sat_on", "today", "waits_for"),
    [
        (None, BETWEEN, None),
        (None, date(2026, 12, 15), FIRST),
        (FIRST, FIRST, None),
        (FIRST, BETWEEN, AGAIN),
        (FIRST, AGAIN, None),
        (BETWEEN, BETWEEN, None),
        (AGAIN, AGAIN + timedelta(days=9), None),
    ],
)
def test_the_day_to_wait_for(sat_on: date | None, today: date, waits_for: date | None) -> None:
    assert day_to_wait_for([AGAIN, FIRST], sat_on, today) == waits_for


def test_a_further_call_begins_anew() -> None:
    kinds = (MeetingStepKind.CALLED, OPENED, MeetingStepKind.ADJOURNED, OPENED)
    assert sat_last(zip(kinds, (FIRST, FIRST, FIRST, BETWEEN), strict=True)) == BETWEEN
    assert sat_last([(OPENED, FIRST), (MeetingStepKind.CALLED, FIRST)]) is None


# What someone with every right might do to a meeting that was called again, by what is found.
TAMPERINGS = {
    "UPDATE assembly_notice AS notice SET version_id = (SELECT own.id FROM assembly_meetingversion AS own"
    " WHERE own.meeting_id = notice.meeting_id AND own.version = 1) WHERE cooperative_id = %s": "INV-124",
    "UPDATE assembly_meetingstep SET on_date = on_date - 1 WHERE cooperative_id = %s": "INV-125",
    "UPDATE assembly_sitting SET starts_at = starts_at + interval '1 day' WHERE cooperative_id = %s": "INV-125",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_what_was_held_otherwise(
    governed: Acting, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    number = planned_anew(governed)
    actions.call_meeting(by=an_hour_after(governed, 3), number=number)
    actions.open_meeting(by=on(governed, AGAIN), number=number)
    assert found_wrong(governed) == []
    almighty.execute(tampering.encode(), [governed.cooperative_id])
    assert TAMPERINGS[tampering] in found_wrong(governed)


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """A meeting that is open, with some who vote."""
    floor = open_floor(governed)
    floor.come(*floor.voters[:4])
    return floor


def put(floor: Floor, window: Window | None = None) -> int:
    return actions.put_to_vote(
        by=floor.by, number=floor.number, place=MOTION, method=VoteMethod.OPEN, window=window
    )


def close(floor: Floor) -> None:
    actions.close_meeting(by=later(floor.by, 5), number=floor.number)


def test_a_meeting_does_not_end_while_a_vote_is_open(floor: Floor) -> None:
    vote = put(floor)
    with translation.override("en"), pytest.raises(VoteLeftOpen) as refused:
        close(floor)
    assert (refused.value.number, refused.value.title) == (vote, "Appointment of the auditor")
    actions.close_vote(by=later(floor.by, 4), number=floor.number, vote_number=vote)
    close(floor)
    assert found_wrong(floor.by) == []


def test_a_vote_that_was_withdrawn_is_not_waited_for(floor: Floor) -> None:
    actions.withdraw_vote(by=floor.by, number=floor.number, vote_number=put(floor), words="Wrong text.")
    close(floor)
    assert found_wrong(floor.by) == []


def test_a_window_of_its_own_goes_on_after_the_meeting(floor: Floor) -> None:
    put(floor, Window(closes_at=later(floor.by, 600).at))
    close(floor)
    assert found_wrong(floor.by) == []


def test_an_adjourned_meeting_is_not_given_up_while_a_vote_is_open(floor: Floor) -> None:
    put(floor)
    actions.adjourn_meeting(by=later(floor.by, 2), number=floor.number)
    with pytest.raises(VoteLeftOpen):
        actions.cancel_meeting(by=later(floor.by, 3), number=floor.number, words="Nobody comes.")


def test_the_database_ends_no_meeting_before_its_votes(floor: Floor) -> None:
    put(floor)
    with pytest.raises(DatabaseError, match="INV-126"):
        step_in(later(floor.by, 5), MeetingStepKind.CLOSED)


def put_past_the_verbs(by: Acting) -> None:
    """A second vote like the first."""
    step = VoteStep.objects.get(kind="put")
    again(Vote, number=2)
    step.pk, step.vote_id, step.at = None, Vote.objects.get(number=2).id, by.at
    step.save(force_insert=True)


def test_the_database_puts_nothing_after_the_meeting(floor: Floor) -> None:
    actions.withdraw_vote(by=floor.by, number=floor.number, vote_number=put(floor), words="Wrong text.")
    close(floor)
    with pytest.raises(DatabaseError, match="INV-126"), inside(floor.by.cooperative_id):
        put_past_the_verbs(later(floor.by, 6))


# The same of a vote that was closed before the meeting.
VOTES_TAMPERED = {
    "UPDATE assembly_votestep SET at = at + interval '1 day' WHERE cooperative_id = %s AND kind = 'closed'",
    "UPDATE assembly_votestep SET at = at + interval '1 day' WHERE cooperative_id = %s",
}


@pytest.mark.parametrize("tampering", sorted(VOTES_TAMPERED))
def test_the_audit_finds_a_vote_that_outlived_its_meeting(
    floor: Floor, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    actions.close_vote(by=later(floor.by, 4), number=floor.number, vote_number=put(floor))
    close(floor)
    assert found_wrong(floor.by) == []
    almighty.execute(tampering.encode(), [floor.by.cooperative_id])
    assert "INV-126" in found_wrong(floor.by)
