"""The register of resolutions: found by words and figures; objections and tasks; who may write which."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from assembly.decision_cases import (
    LOST,
    amendment,
    board,
    decided,
    found_wrong,
    later,
    members,
    officer,
    old_mandate,
)
from assembly.meeting_cases import TODAY
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.models import AnnulmentGround, FollowUpStep, FollowUpStepKind, MeetingKind
from rochdale.assembly.queries import FollowUpSeen, ResolutionSeen
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership.errors import PersonNotFound
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

_K = FollowUpStepKind


def seen(by: Acting, number: int) -> ResolutionSeen:
    with inside(by.cooperative_id):
        return queries.resolution(number)


def listed(by: Acting, **asked: object) -> list[int]:
    with inside(by.cooperative_id):
        return [line.number for line in queries.resolutions(**asked).lines]  # type: ignore[arg-type]  # as asked


def test_the_register_is_searched_filtered_and_paged(governed: Acting) -> None:
    adopted, lost, of_board = decided(governed), decided(governed, counted=LOST), 0
    of_board = decided(governed, "other", kind=MeetingKind.BOARD)
    assert listed(governed) == [lost, adopted]
    assert listed(governed, of_bodies=True) == [of_board, lost, adopted]
    assert listed(governed, adopted=False) == [lost]
    assert listed(governed, search=f"#{adopted}") == [adopted]
    assert listed(governed, search="DÉCISION adoptee") == [lost, adopted]
    assert listed(governed, search="fr en") == []
    assert listed(governed, before=lost) == [adopted]
    with inside(governed.cooperative_id):
        page = queries.resolutions(limit=1)
        assert (len(page.lines), page.next_before) == (1, lost)
        assert queries.resolutions(limit=1, before=lost).next_before is None


def test_what_waits_to_run_is_listed_until_it_has(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    assert listed(governed, waiting=True) == [number]
    actions.run_effect(by=governed, number=number)
    assert listed(governed, waiting=True) == []


def test_a_resolution_shows_its_figures_and_how_they_weigh(governed: Acting) -> None:
    found = seen(governed, decided(governed))
    assert (found.votes.yes, found.votes.no, found.quorum_present) == (70, 20, 140)
    notes = [note.facts for stage in found.decision.transcript.stages for note in stage.notes]
    assert {"comparison": "2 × 70 = 140 > 90 = 1 × 90"} in notes
    with pytest.raises(errors.ResolutionNotFound), inside(governed.cooperative_id):
        queries.resolution(2**40)


def test_what_ran_and_who_set_it_going_is_shown(governed: Acting) -> None:
    number, secretary = decided(governed, "amend_bylaw", amendment(governed)), officer(governed)
    actions.run_effect(by=secretary, number=number)
    run = seen(governed, number).run
    assert run is not None
    assert (run.person_id, run.on_date, run.place) == (secretary.person_id, TODAY, "membership:join-bylaws")


def test_an_annulment_is_shown_on_both(governed: Acting) -> None:
    first, second = decided(governed), decided(governed)
    ground = AnnulmentGround.RESOLUTION
    actions.annul_resolution(by=governed, number=first, ground=ground, words="Anew.", by_number=second)
    annulment = seen(governed, first).annulment
    assert annulment is not None
    assert (annulment.by_number, annulment.words) == (second, "Anew.")
    assert seen(governed, second).annuls == (first,)


def test_a_member_objects_once_in_own_words(governed: Acting) -> None:
    member = members(governed, 1)[0]
    number, own = decided(governed), replace(governed, person_id=member.person_id, authority="member 1")
    actions.object_to_resolution(by=own, number=number, words=" Too dear. ")
    (objection,) = seen(governed, number).objections
    assert (objection.name, objection.words) == ("Marc 0 Roy", "Too dear.")
    with pytest.raises(errors.ObjectionFound):
        actions.object_to_resolution(by=own, number=number, words="Again.")
    with pytest.raises(errors.ReasonsMissing):
        actions.object_to_resolution(by=own, number=number, words=" ")


def test_the_time_for_objections_runs_and_the_secretary_may_write_later(governed: Acting) -> None:
    member = members(governed, 1)[0]
    number = decided(governed)
    day = later(governed, 8)
    own = replace(day, person_id=member.person_id, authority="member 1")
    with pytest.raises(errors.ObjectionTooLate):
        actions.object_to_resolution(by=own, number=number, words="Too dear.")
    actions.object_to_resolution(
        by=officer(day), number=number, words="Too dear.", person_id=member.person_id
    )
    assert len(seen(governed, number).objections) == 1


def test_who_could_not_take_part_does_not_object(governed: Acting) -> None:
    member = members(governed, 1)[0]
    own = replace(governed, person_id=member.person_id, authority="member 1")
    teller = officer(governed, OfficeKind.TELLER)
    number, of_board = decided(governed), decided(governed, kind=MeetingKind.BOARD)
    with pytest.raises(errors.TookNoPart):
        actions.object_to_resolution(by=own, number=of_board, words="No.")
    with pytest.raises(errors.TookNoPart):
        actions.object_to_resolution(by=teller, number=number, words="No.")
    with pytest.raises(NotAllowed):
        actions.object_to_resolution(by=teller, number=number, words="No.", person_id=member.person_id)


def test_a_director_objects_to_what_the_board_decides(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    old_mandate(governed, seats[0], people[0].person_id)
    number = decided(governed, kind=MeetingKind.BOARD)
    own = replace(governed, person_id=people[0].person_id, authority="director")
    actions.object_to_resolution(by=own, number=number, words="Not without the figures.")
    assert len(seen(governed, number).objections) == 1


def task(by: Acting, number: int) -> FollowUpSeen:
    person_id = members(by, 1)[0].person_id
    due = by.on + timedelta(days=10)
    id_ = actions.add_follow_up(
        by=by, number=number, words="Ask for offers.", person_id=person_id, due_on=due
    )
    return follow_up(by, id_)


def follow_up(by: Acting, id_: object) -> FollowUpSeen:
    with inside(by.cooperative_id):
        return queries.follow_up(id_)  # type: ignore[arg-type]  # an id


def test_a_task_goes_on_step_by_step_until_it_is_done(governed: Acting) -> None:
    first = task(governed, decided(governed))
    other = members(governed, 1)[0].person_id
    day = TODAY + timedelta(days=30)
    actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.POSTPONED, due_on=day)
    actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.HANDED_OVER, person_id=other)
    found = follow_up(governed, first.id)
    assert (found.due_on, found.person_id, found.has_ended) == (day, other, False)
    assert found.is_late(day + timedelta(days=1))
    own = replace(governed, person_id=other, authority="member 9")
    actions.move_follow_up(by=own, follow_up_id=first.id, kind=_K.NOTED, words="Two offers came.")
    actions.move_follow_up(by=own, follow_up_id=first.id, kind=_K.DONE, words="Signed.")
    with inside(governed.cooperative_id):
        assert queries.follow_ups() == ()
        steps = queries.follow_up_steps(first.id)
        assert [each.kind for each in steps] == [_K.POSTPONED, _K.HANDED_OVER, _K.NOTED, _K.DONE]
        assert [each.has_ended for each in queries.follow_ups(with_ended=True)] == [True]
    with pytest.raises(errors.FollowUpEnded):
        actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.NOTED, words="Late.")
    assert found_wrong(governed) == []


def test_the_database_lets_nothing_follow_the_end_of_a_task(governed: Acting) -> None:
    first = task(governed, decided(governed))
    actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.DROPPED, words="Not needed.")
    with inside(governed.cooperative_id):
        row = FollowUpStep.objects.latest("id")
    row.id, row.place = uuid4(), 2
    with pytest.raises(DatabaseError, match="INV-92"), inside(governed.cooperative_id):
        row.save(force_insert=True)


def test_a_task_has_a_day_a_person_and_words(governed: Acting) -> None:
    number, due = decided(governed), TODAY + timedelta(days=3)
    person_id = members(governed, 1)[0].person_id

    def add(**facts: object) -> None:
        told = {"words": "Do it.", "person_id": person_id, "due_on": due} | facts
        actions.add_follow_up(by=governed, number=number, **told)  # type: ignore[arg-type]  # as told

    with pytest.raises(errors.ReasonsMissing):
        add(words=" ")
    with pytest.raises(errors.FollowUpDayMissing):
        add(due_on=TODAY - timedelta(days=1))
    with pytest.raises(PersonNotFound):
        add(person_id=uuid4())
    number = decided(governed, counted=LOST)
    with pytest.raises(errors.ResolutionLost):
        add()


def test_a_step_says_what_it_needs_to(governed: Acting) -> None:
    first = task(governed, decided(governed))
    with pytest.raises(errors.FollowUpDayMissing):
        actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.POSTPONED)
    with pytest.raises(errors.ReasonsMissing):
        actions.move_follow_up(by=governed, follow_up_id=first.id, kind=_K.DONE)
    with pytest.raises(errors.FollowUpNotFound):
        actions.move_follow_up(by=governed, follow_up_id=uuid4(), kind=_K.DONE, words="x")
    stranger = officer(governed, OfficeKind.TELLER)
    with pytest.raises(NotAllowed):
        actions.move_follow_up(by=stranger, follow_up_id=first.id, kind=_K.DONE, words="x")
    own = replace(governed, person_id=first.person_id, authority="member 1")
    with pytest.raises(NotAllowed):
        actions.move_follow_up(by=own, follow_up_id=first.id, kind=_K.DROPPED, words="x")


def test_members_read_the_register_as_the_bylaws_say(governed: Acting) -> None:
    with inside(governed.cooperative_id):
        assert queries.open_to_members(TODAY)
    closed = BylawChange("resolutions_open_to_members", value=False)
    cooperatives.amend_bylaw(by=governed, changes=[closed], effective_from=TODAY, resolution="AGM")
    with inside(governed.cooperative_id):
        assert not queries.open_to_members(TODAY)
