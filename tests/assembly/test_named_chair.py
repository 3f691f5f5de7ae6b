"""Who is named chair of a meeting runs its floor, and nothing else: neither its roll and desk nor another meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.floor import MOTION, Floor, called, freeze, open_floor
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast, Tally
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import MeetingNotFound, NotTeller
from rochdale.assembly.errors.holding import NamingUsed, NotNamed
from rochdale.assembly.models import (
    Channel,
    Choice,
    FloorOfficer,
    FloorOfficerEnd,
    FloorRole,
    Meeting,
    TellersCount,
    VoteMethod,
)
from rochdale.assembly.queries.floor import who_does_what
from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow


def found_wrong(floor: Floor) -> list[str]:
    return [each.invariant for each in differences(floor.by.cooperative_id, CHECKS)]


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


# A naming is undone (INV-127)


def undo(floor: Floor, voter: int, role: FloorRole) -> None:
    actions.undo_naming(by=floor.by, number=floor.number, person_id=floor.voters[voter], role=role)


def test_who_is_named_no_more_runs_nothing_and_may_be_named_anew(floor: Floor) -> None:
    chair, number = floor.of(floor.voters[0]), floor.number
    for _ in range(2):
        undo(floor, 0, FloorRole.CHAIR)
    with pytest.raises(NotAllowed):
        actions.begin_item(by=chair, number=number, place=MOTION)
    actions.name_floor_officer(by=floor.by, number=number, person_id=floor.voters[0], role=FloorRole.CHAIR)
    actions.begin_item(by=chair, number=number, place=MOTION)
    with inside(floor.by.cooperative_id):
        told = who_does_what(meeting_id=Meeting.objects.get(number=number).id)
    assert [(each.role, each.undone_at) for each in told] == [
        (FloorRole.CHAIR, floor.by.at),
        (FloorRole.SECRETARY, None),
        (FloorRole.CHAIR, None),
    ]
    assert found_wrong(floor) == []


def test_only_who_is_named_is_named_no_more_and_only_an_office_says_so(floor: Floor) -> None:
    with pytest.raises(NotNamed):
        undo(floor, 2, FloorRole.TELLER)
    with pytest.raises(NotAllowed):
        actions.undo_naming(
            by=floor.of(floor.voters[0]),
            number=floor.number,
            person_id=floor.voters[1],
            role=FloorRole.SECRETARY,
        )


def count(floor: Floor, teller: int) -> None:
    actions.enter_count(
        by=floor.of(floor.voters[teller]),
        number=floor.number,
        vote_number=1,
        tally=Tally(yes=1, no=1, abstain=1),
    )


def test_who_counted_stays_a_teller_and_who_is_none_any_more_counts_nothing(floor: Floor) -> None:
    floor.tellers()
    actions.put_to_vote(by=floor.by, number=floor.number, place=MOTION, method=VoteMethod.HANDS)
    count(floor, 0)
    with pytest.raises(NamingUsed):
        undo(floor, 0, FloorRole.TELLER)
    undo(floor, 1, FloorRole.TELLER)
    with pytest.raises(NotTeller):
        count(floor, 1)
    for row, facts in (
        (TellersCount.objects, {"teller_id": floor.voters[1], "place": 1}),
        (FloorOfficerEnd.objects, {"officer_id": naming(floor, 0)}),
        (FloorOfficer.objects, {"person_id": floor.voters[0]}),
    ):
        with pytest.raises(DatabaseError, match="INV-127"), inside(floor.by.cooperative_id):
            slip(row.latest("act_id"), **facts)
    assert found_wrong(floor) == []


def naming(floor: Floor, voter: int) -> UUID:
    with inside(floor.by.cooperative_id):
        return FloorOfficer.objects.get(person_id=floor.voters[voter], role=FloorRole.TELLER).id


def slip(row: Any, **facts: object) -> None:
    """Write a row past the verbs."""
    if not isinstance(row, FloorOfficerEnd):
        row.id = uuid4()
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save(force_insert=True)


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser whom no guard binds."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


TAMPERINGS = {
    "INSERT INTO assembly_floorofficerend (cooperative_id, officer_id, at, act_id) "
    "SELECT cooperative_id, id, now(), act_id FROM assembly_floorofficer "
    "WHERE role = 'teller' AND cooperative_id = %s": {"INV-127"},
    "INSERT INTO assembly_floorofficer (id, cooperative_id, meeting_id, person_id, role, act_id) "
    "SELECT gen_random_uuid(), cooperative_id, meeting_id, person_id, role, act_id "
    "FROM assembly_floorofficer WHERE role = 'chair' AND cooperative_id = %s": {"INV-127"},
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_namings_that_were_tampered_with(
    floor: Floor, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    floor.tellers()
    actions.put_to_vote(by=floor.by, number=floor.number, place=MOTION, method=VoteMethod.HANDS)
    count(floor, 0)
    almighty.execute(tampering.encode(), [floor.by.cooperative_id])
    assert set(found_wrong(floor)) == TAMPERINGS[tampering]
