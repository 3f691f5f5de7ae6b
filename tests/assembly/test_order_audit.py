"""What the audit finds of motions, floors and openings; and what goes with a person, or with an annulment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError

from assembly.floor import MOTION, Floor, later, open_floor
from assembly.test_minutes import approve, approving, ended, found_wrong, kept, signed
from assembly.test_motions import amend, decide, move, put, put_item, said
from rochdale.assembly import actions
from rochdale.assembly.actions import Under
from rochdale.assembly.actions.words_blanked import blank_words
from rochdale.assembly.errors import ApprovalImpossible, TookNoPart
from rochdale.assembly.models import (
    AnnulmentGround,
    Channel,
    Choice,
    FollowUp,
    FollowUpStep,
    Motion,
    Objection,
    Question,
    VoteMethod,
)
from rochdale.assembly.queries import FollowUpStepKind
from rochdale.assembly.queries.minutes import Reader, book
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

READER = Reader(with_drafts=True, with_bodies=False, is_let_in=True)
# Fixtures of the minutes' tests.
__all__ = ["ended", "signed"]


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """A meeting in which an amendment and its motion were adopted, somebody spoke, and a question was asked."""
    floor = open_floor(governed)
    floor.come(*floor.voters[:6])
    moved = amend(floor, "That Roy and Cyr be appointed.")
    decide(floor, put(floor, moved), "yes")
    decide(floor, put_item(floor), "yes", "yes", "no")
    move(floor, said("That the hall be painted.", "The hall"), Under(place=3))
    actions.begin_item(by=floor.by, number=floor.number, place=3)
    for voter in (0, 1):
        person_id = floor.voters[voter]
        actions.ask_to_speak(by=floor.of(person_id), number=floor.number, person_id=person_id)
    point = actions.ask_to_speak(by=floor.by, number=floor.number, person_id=floor.voters[2], is_point=True)
    actions.begin_turn(by=floor.by, number=floor.number)
    actions.end_turn(by=floor.by, number=floor.number)
    actions.rule_on_point(by=floor.by, number=floor.number, asked=point, is_upheld=True, words="Yes.")
    actions.begin_turn(by=floor.by, number=floor.number)
    return floor


# What someone with every right might do, by what is found.
TAMPERINGS = {
    "UPDATE assembly_motionsecond SET member_id = (SELECT member_id FROM assembly_motion AS own"
    " WHERE own.id = motion_id) WHERE cooperative_id = %s": {"INV-109"},
    "UPDATE assembly_motionstep SET act_id = id WHERE cooperative_id = %s": {"INV-109"},
    "UPDATE assembly_resolution SET texts = '{}' WHERE cooperative_id = %s AND number = 2": {"INV-110"},
    "UPDATE assembly_motionstep SET kind = 'withdrawn' WHERE cooperative_id = %s": {"INV-110"},
    "UPDATE assembly_floorevent SET asked = 3 WHERE cooperative_id = %s AND kind = 'begun' AND asked = 2": {
        "INV-111"
    },
    "UPDATE assembly_floorevent SET is_point = FALSE WHERE cooperative_id = %s": {"INV-111"},
    "UPDATE assembly_ruling SET act_id = event_id WHERE cooperative_id = %s": {"INV-111"},
    "UPDATE assembly_rollfreeze SET frozen_at = frozen_at + interval '1 day' WHERE cooperative_id = %s": {
        "INV-112"
    },
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_what_the_guards_would_have_refused(
    floor: Floor, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    assert found_wrong(floor.by) == []
    almighty.execute(tampering.encode(), [floor.by.cooperative_id])
    assert set(found_wrong(floor.by)) == TAMPERINGS[tampering]


BLANKED = (
    "UPDATE membership_person SET blanked_act_id = act_id, family_name = '—', given_names = '', sorting_name = ''"
    " WHERE cooperative_id = %s AND id = %s"
)


def spoken(floor: Floor) -> UUID:
    """Somebody who objected, was to do something, asked, and gave a reason; who it is."""
    who = floor.voters[0]
    by = floor.of(who, 5)
    actions.object_to_resolution(by=by, number=2, words="Too dear.")
    task = actions.add_follow_up(
        by=floor.by, number=2, words="Write to Roy.", person_id=who, due_on=floor.by.on
    )
    actions.move_follow_up(by=by, follow_up_id=task, kind=FollowUpStepKind.NOTED, words="Wrote.")
    actions.ask_question(by=by, number=floor.number, language="en", words="Why Roy?")
    reasoned = said("That a bench be put up.", "A bench")
    actions.move_motion(
        by=floor.of(who), number=floor.number, person_id=who,
        draft=actions.MotionDraft(reasoned.titles, reasoned.texts, "My back hurts."), under=Under(place=3),
    )  # fmt: skip
    return who


def words_left(by: Acting) -> set[str]:
    with inside(by.cooperative_id):
        told = [*Motion.objects.exclude(reason="").values_list("reason", flat=True)]
        for table in (Objection, FollowUp, FollowUpStep, Question):
            told += table.objects.values_list("words", flat=True)  # type: ignore[attr-defined]  # of models
    return set(told)


def test_words_go_with_their_person(floor: Floor, almighty: psycopg.Connection[Any]) -> None:
    who = spoken(floor)
    with pytest.raises(DatabaseError, match="INV-02"), inside(floor.by.cooperative_id):
        blank_words(floor.by, who, who)
    almighty.execute(BLANKED.encode(), [floor.by.cooperative_id, who])
    assert found_wrong(floor.by) == ["INV-63"] * 5
    with inside(floor.by.cooperative_id):
        blank_words(floor.by, who, who)
        blank_words(floor.by, who, who)
    assert words_left(floor.by) == {"—"}
    assert found_wrong(floor.by) == []


def test_nothing_else_of_them_changes(floor: Floor, almighty: psycopg.Connection[Any]) -> None:
    who = spoken(floor)
    almighty.execute(BLANKED.encode(), [floor.by.cooperative_id, who])
    for words in ("Something else.", ""):
        with pytest.raises(DatabaseError, match="INV-02"), inside(floor.by.cooperative_id):
            Question.objects.update(words=words)


def test_who_was_not_there_does_not_object(floor: Floor) -> None:
    with pytest.raises(TookNoPart):
        actions.object_to_resolution(by=floor.of(floor.voters[6]), number=2, words="No.")
    actions.check_out(by=later(floor.by, 4), number=floor.number, person_id=floor.voters[5])
    actions.object_to_resolution(by=floor.of(floor.voters[5], 5), number=2, words="No.")


def test_who_voted_without_coming_objects(governed: Acting) -> None:
    floor = open_floor(governed)
    floor.come(*floor.voters[:3], channel=Channel.ONLINE)
    window = actions.Window(closes_at=later(governed, 60).at)
    actions.put_to_vote(by=governed, number=floor.number, place=MOTION, method=VoteMethod.OPEN, window=window)
    absent = floor.voters[4]
    for voter in (*floor.voters[:2], absent):
        actions.cast_vote(
            by=floor.of(voter, 1), number=floor.number, vote_number=1, cast=actions.Cast(Choice.YES)
        )
    actions.close_vote(by=later(governed, 61), number=floor.number, vote_number=1)
    actions.object_to_resolution(by=floor.of(absent, 62), number=1, words="No.")
    with pytest.raises(TookNoPart):
        actions.object_to_resolution(by=floor.of(floor.voters[5], 62), number=1, words="No.")


def test_an_approval_that_was_annulled_does_not_stay(signed: Floor) -> None:
    _, resolution = approving(signed)
    approve(signed, resolution)
    assert resolution is not None
    assert is_approved(signed)
    actions.annul_resolution(
        by=later(signed.by, 300), number=resolution, ground=AnnulmentGround.TRIBUNAL, words="No notice."
    )
    assert kept(signed)[0].approval is None
    assert not is_approved(signed)
    assert found_wrong(signed.by) == []


def test_an_annulled_resolution_approves_nothing(signed: Floor) -> None:
    _, resolution = approving(signed)
    assert resolution is not None
    actions.annul_resolution(
        by=later(signed.by, 150), number=resolution, ground=AnnulmentGround.TRIBUNAL, words="No notice."
    )
    with pytest.raises(ApprovalImpossible):
        approve(signed, resolution)


def is_approved(floor: Floor) -> bool:
    with inside(floor.by.cooperative_id):
        return book(reader=READER)[-1].is_approved
