"""An item of a meeting is decided once, also where the meeting was planned anew between two sittings (INV-128)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.ballot_cases import asked_motion, set_up
from assembly.floor import MOTION, Floor, later, open_floor
from assembly.meeting_cases import SITTING, draft
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import ResolutionFound
from rochdale.assembly.models import (
    AgendaItem,
    Choice,
    MeetingVersion,
    Resolution,
    Vote,
    VoteMethod,
    VoteStep,
)
from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow
SURPLUS = 4
AGAIN = timedelta(days=12)


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """A meeting that decided an item, was adjourned, planned anew with the same items, called and opened again."""
    floor = open_floor(governed, voters=3)
    floor.come(*floor.voters)
    decide(floor)
    actions.adjourn_meeting(by=later(floor.by, 3), number=floor.number)
    planned = replace(draft(), sittings=(replace(SITTING, starts_at=floor.by.at + AGAIN),))
    actions.plan_meeting(by=later(floor.by, 4), number=floor.number, draft=planned)
    actions.call_meeting(by=later(floor.by, 5), number=floor.number)
    again = replace(floor.by, on=floor.by.on + AGAIN, at=floor.by.at + AGAIN)
    actions.open_meeting(by=again, number=floor.number)
    return replace(floor, by=later(again, 1))


def decide(floor: Floor, place: int = MOTION) -> int | None:
    vote = actions.put_to_vote(by=floor.by, number=floor.number, place=place, method=VoteMethod.OPEN)
    yes = Cast(Choice.YES)
    actions.cast_vote(by=floor.of(floor.voters[0], 1), number=floor.number, vote_number=vote, cast=yes)
    return actions.close_vote(by=later(floor.by, 2), number=floor.number, vote_number=vote)


def found_wrong(floor: Floor) -> list[str]:
    return [each.invariant for each in differences(floor.by.cooperative_id, CHECKS)]


def of_new_plan(place: int) -> UUID:
    version = MeetingVersion.objects.latest("version")
    return AgendaItem.objects.get(version_id=version.id, place=place).id


def test_what_was_decided_is_not_put_again_under_a_new_plan(floor: Floor) -> None:
    with pytest.raises(ResolutionFound) as refused:
        decide(floor)
    assert refused.value.number == 1
    with pytest.raises(ResolutionFound):
        set_up(floor, asked_motion())
    floor.come(*floor.voters)
    assert decide(floor, SURPLUS) == 2
    assert found_wrong(floor) == []


def put_past_the_verbs() -> None:
    vote, step = Vote.objects.get(), VoteStep.objects.get(place=1)
    vote.id, vote.number, vote.item_id = uuid4(), 2, of_new_plan(MOTION)
    vote.save(force_insert=True)
    step.id, step.vote_id = uuid4(), vote.id
    step.save(force_insert=True)


def resolve_past_the_verbs() -> None:
    row = Resolution.objects.get()
    row.id, row.number, row.item_id = uuid4(), 2, of_new_plan(MOTION)
    row.save(force_insert=True)


@pytest.mark.parametrize("again", [put_past_the_verbs, resolve_past_the_verbs])
def test_the_database_puts_and_decides_nothing_again(floor: Floor, again: Callable[[], None]) -> None:
    with pytest.raises(DatabaseError, match="INV-128"), inside(floor.by.cooperative_id):
        again()


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser whom no guard binds."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


TAMPERINGS = {
    "UPDATE assembly_resolution AS later SET item_id = other.id FROM assembly_agendaitem AS other, "
    "assembly_agendaitem AS own, assembly_resolution AS first WHERE later.cooperative_id = %s "
    "AND later.number = 2 AND first.cooperative_id = later.cooperative_id AND first.number = 1 "
    "AND own.cooperative_id = later.cooperative_id AND own.id = first.item_id "
    "AND other.cooperative_id = later.cooperative_id AND other.titles = own.titles "
    "AND other.version_id <> own.version_id": "INV-128",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_what_was_decided_twice(
    floor: Floor, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    floor.come(*floor.voters)
    assert decide(floor, SURPLUS) == 2
    almighty.execute(tampering.encode(), [floor.by.cooperative_id])
    assert TAMPERINGS[tampering] in found_wrong(floor)
