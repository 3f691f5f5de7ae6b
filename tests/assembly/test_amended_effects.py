"""What follows from an item whose words were amended: chosen before the vote, carried by what was adopted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.ballot_cases import asked_motion, opened, set_up
from assembly.decision_cases import officer
from assembly.floor import MOTION, Floor, open_floor
from assembly.meeting_cases import ITEMS, words
from assembly.minutes_cases import amended
from assembly.minutes_cases import opened as meeting_opened
from assembly.test_motions import amend, decide, facts, found_wrong, motion, put, put_item
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft
from rochdale.assembly.actions.resolutions import Counted, decide_item
from rochdale.assembly.errors import (
    AmendmentsWait,
    EffectFaulty,
    EffectUnknown,
    MotionNotFound,
    MotionNotOpen,
    NothingAmended,
)
from rochdale.assembly.models import AmendedEffect, ItemKind, Majority, Resolution
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.motions import Terms, Votes

pytestmark = pytest.mark.slow

COUNTED = Counted(Terms(), Votes(4, 1, 0, 6, 7), 6)
BYLAW = "amend_bylaw"
ITEM = 1  # the motion that the item is, once it is amended


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """An amended by-law is on the agenda, with what it sets going, and six are there."""
    item = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"),
        words("Que le quorum soit de 3.", "That the quorum be 3."), Majority.SPECIAL,
        effect=BYLAW, effect_facts=facts(3),
    )  # fmt: skip
    return meeting_opened(amended(governed, quorum_members=1), items=(ITEMS[0], item))


def amended_to_four(floor: Floor) -> None:
    decide(floor, put(floor, amend(floor, "That the quorum be 4.")), "yes", "yes")


def choose(floor: Floor, effect: str = BYLAW, told: Any = None, motion: int = ITEM) -> None:
    actions.set_amended_effect(
        by=floor.by, number=floor.number, motion=motion, effect=effect,
        facts=facts(4) if told is None else told,
    )  # fmt: skip


def last(floor: Floor) -> Resolution:
    with inside(floor.by.cooperative_id):
        return Resolution.objects.latest("number")


def test_what_was_chosen_for_the_amended_words_follows_from_them(floor: Floor) -> None:
    amended_to_four(floor)
    choose(floor, told=facts(5))
    choose(floor)
    decide(floor, put_item(floor), "yes", "yes")
    row = last(floor)
    assert (row.texts["en"], row.effect, row.effect_facts) == ("That the quorum be 4.", BYLAW, facts(4))
    assert found_wrong(floor.by) == []


def test_what_is_counted_elsewhere_carries_it_too(floor: Floor) -> None:
    amended_to_four(floor)
    choose(floor)
    decide_item(by=floor.by, number=floor.number, place=MOTION, counted=COUNTED)
    assert (last(floor).effect, last(floor).effect_facts) == (BYLAW, facts(4))


def test_without_a_choice_nothing_follows_from_other_words(floor: Floor) -> None:
    amended_to_four(floor)
    decide_item(by=floor.by, number=floor.number, place=MOTION, counted=COUNTED)
    assert (last(floor).effect, last(floor).effect_facts) == ("", {})


def test_that_nothing_follows_can_be_chosen(floor: Floor) -> None:
    amended_to_four(floor)
    choose(floor)
    choose(floor, effect="", told={})
    decide(floor, put_item(floor), "yes", "yes")
    assert (last(floor).effect, last(floor).effect_facts) == ("", {})
    assert found_wrong(floor.by) == []


def test_a_choice_is_for_the_words_of_its_moment(floor: Floor) -> None:
    amended_to_four(floor)
    choose(floor)
    decide(floor, put(floor, amend(floor, "That the quorum be 6.")), "yes", "yes")
    decide(floor, put_item(floor), "yes", "yes")
    assert (last(floor).texts["en"], last(floor).effect) == ("That the quorum be 6.", "")


def test_it_is_chosen_of_amended_words_and_before_they_are_put(floor: Floor) -> None:
    moved = amend(floor, "That the quorum be 4.")
    with pytest.raises(NothingAmended):
        choose(floor)
    with pytest.raises(NothingAmended):
        choose(floor, motion=moved)
    with pytest.raises(MotionNotFound):
        choose(floor, motion=99)
    decide(floor, put(floor, moved), "yes", "yes")
    with pytest.raises(NotAllowed):
        actions.set_amended_effect(
            by=officer(floor.by, OfficeKind.TELLER), number=floor.number, motion=ITEM, effect="", facts={}
        )
    with pytest.raises(EffectUnknown):
        choose(floor, effect="no_such_thing")
    with pytest.raises(EffectFaulty):
        choose(floor, told={"effective_from": "2027-01-01", "changes": [{"name": "nothing", "value": 1}]})
    put_item(floor)()
    with pytest.raises(MotionNotOpen):
        choose(floor)


# Past the verbs


def slip(floor: Floor, effect: str = BYLAW) -> None:
    """Choose past the verbs, as a faulty program would."""
    with inside(floor.by.cooperative_id):
        moved = motion(floor.by, floor.number, ITEM)
        AmendedEffect(
            id=uuid4(), cooperative_id=floor.by.cooperative_id, motion_id=moved.id, version=1,
            texts=dict(moved.texts), effect=effect, effect_facts=facts(4), at=floor.by.at,
            act_id=last(floor).act_id,
        ).save(force_insert=True)  # fmt: skip


def test_the_database_takes_no_choice_once_it_is_put(floor: Floor) -> None:
    amended_to_four(floor)
    put_item(floor)()
    with pytest.raises(DatabaseError, match="INV-121"):
        slip(floor)


def decided_past_the_verbs(floor: Floor, **other: Any) -> None:
    """A resolution on the item, written as the one on the amendment was, with other facts."""
    row = last(floor)
    with inside(floor.by.cooperative_id):
        row.id, row.number, row.is_adopted = new_id(floor.by.at), row.number + 1, row.is_adopted
        for name, fact in other.items():
            setattr(row, name, fact)
        row.save(force_insert=True)


def test_the_database_lets_nothing_else_follow(floor: Floor) -> None:
    amended_to_four(floor)
    choose(floor)
    with pytest.raises(DatabaseError, match="INV-121"):
        decided_past_the_verbs(floor, effect="", effect_facts={})
    decided_past_the_verbs(floor, effect=BYLAW, effect_facts=facts(4))


def test_the_database_decides_no_item_before_its_amendments(floor: Floor) -> None:
    """Whoever counted: what is written down of another count is held to the same (INV-110)."""
    amended_to_four(floor)
    waiting = amend(floor, "That the quorum be 6.")
    with pytest.raises(AmendmentsWait):
        decide_item(by=floor.by, number=floor.number, place=MOTION, counted=COUNTED)
    with pytest.raises(DatabaseError, match="INV-110"):
        decided_past_the_verbs(floor)
    decide(floor, put(floor, waiting), "no", "no")
    with pytest.raises(DatabaseError, match="INV-110"):
        decided_past_the_verbs(floor, texts={"en": "That the quorum be 9."})


def test_the_audit_finds_other_effects_and_amendments_left_out(
    floor: Floor, server: Any, database: str
) -> None:
    amended_to_four(floor)
    choose(floor)
    decide(floor, put_item(floor), "yes", "yes")
    assert found_wrong(floor.by) == []
    with psycopg.connect(server.url("postgres", database), autocommit=True) as almighty:
        almighty.execute("SET session_replication_role = replica")
        almighty.execute(
            "UPDATE assembly_resolution SET effect = '', effect_facts = '{}' WHERE cooperative_id = %s",
            [floor.by.cooperative_id],
        )
    assert found_wrong(floor.by) == ["INV-121"]


# In a ballot


def test_a_ballot_is_on_the_words_as_they_stand_and_nothing_moves_while_it_is_there(governed: Acting) -> None:
    floor = open_floor(governed)
    floor.come(*floor.voters[:6])
    waiting = amend(floor, "That Roy and Cyr be appointed.")
    with pytest.raises(AmendmentsWait):
        set_up(floor, asked_motion())
    decide(floor, put(floor, waiting), "yes", "yes")
    run = opened(floor, asked_motion())
    assert run.seen().questions[0].texts["en"] == "That Roy and Cyr be appointed."
    with pytest.raises(MotionNotOpen):
        amend(floor, "That Roy alone be appointed.")
    with pytest.raises(MotionNotOpen):
        actions.table_motion(by=floor.by, number=floor.number, motion=ITEM, until="Next year")
    run.vote(0, [1, 0, 0])
    run.close()
    run.decrypt(1, 2)
    run.count()
    assert last(floor).texts == {"en": "That Roy and Cyr be appointed."}
    assert run.found_wrong() == []


def test_words_under_a_ballot_are_amended_once_it_is_given_up(governed: Acting) -> None:
    floor = open_floor(governed)
    floor.come(*floor.voters[:6])
    amend(floor, "That Roy and Cyr be appointed.", seconder=None)
    run = set_up(floor, asked_motion())
    actions.give_up_ballot(by=run.at(0.1), **run.ids, words="Amended on the floor.")
    assert amend(floor, "That Roy alone be appointed.") == 3  # after the item and the first
