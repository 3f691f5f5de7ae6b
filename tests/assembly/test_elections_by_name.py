"""Elections by name, where one vote weighs more than another: counted with all votes of each delegate (INV-131)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.utils import translation

from assembly.floor import JOINED, Floor, called, later
from assembly.nomination_cases import Election, bylaws, election, found_wrong
from assembly.roll_cases import federation
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Cast, CastBallot
from rochdale.assembly.errors import (
    AlreadyVoted,
    BallotUnfit,
    NotPresent,
    OtherWay,
    VoteNotOpen,
    WeightsNeedNames,
)
from rochdale.assembly.errors.holding import ElectionIsSecret
from rochdale.assembly.models import (
    BodyKind,
    Choice,
    FilledBy,
    OpenBallot,
    Participation,
    RollLine,
    Vote,
    VoteMethod,
)
from rochdale.assembly.queries.by_name import named_ballots
from rochdale.assembly.queries.contests import ResultSeen, paper_of, results_of, tally_of
from rochdale.assembly.queries.minutes_draft import drafted
from rochdale.assembly.queries.minutes_elections import election_lines
from rochdale.assembly.queries.minutes_facts import happened
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.elections import Sheet

pytestmark = pytest.mark.slow

NAMES = {"fr": "Conseil d’administration", "en": "Board of directors"}
COUNTED = {1: 9500, 2: 4100, 3: 2999, 4: 0}
NORTH, SOUTH, EAST, WEST = range(4)  # with 10, 5, 3 and 1 votes


def weighted(slug: str, seats: int = 1, **laws: Any) -> Election:
    """A federation that elects; the delegates of the first three stand."""
    by = federation(slug)
    own = {"delegate_members_step": 1000, "delegate_votes_cap_fraction": Fraction(2, 3), "quorum_members": 2}
    bylaws(by, **(own | laws))
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    given = [actions.open_seat(by=by, code="board", term_years=3, from_on=JOINED) for _ in range(seats)]
    number = called(by)
    actions.draw_roll(by=replace(by, on=by.on), number=number, counted=COUNTED)
    with inside(by.cooperative_id):
        voters = dict(RollLine.objects.exclude(voter_id=None).values_list("number", "voter_id"))
    held = Election(by, number, tuple(given), tuple(voters[place] for place in range(1, 5)))
    actions.call_nominations(by=held.then, number=number, code="board")
    held.admit(NORTH, SOUTH, EAST)
    held.draw()
    return held


def opened(held: Election) -> Floor:
    actions.freeze_roll(by=held.by, number=held.number)
    actions.open_meeting(by=held.by, number=held.number)
    floor = Floor(held.by, held.number, held.people, held.people[0])
    floor.come(*held.people)
    return floor


def put(held: Election, *, by_name: bool = True) -> int:
    return actions.put_election(by=held.by, number=held.number, code="board", by_name=by_name)


def places(held: Election) -> dict[UUID, int]:
    """On which place of the paper who stands is."""
    with inside(held.by.cooperative_id):
        paper = paper_of(Vote.objects.latest("number").id)
    return {each.person_id: each.place for each in paper.candidates}


def say(floor: Floor, held: Election, voter: int, *chosen: int, minutes: int = 1) -> None:
    on_paper = places(held)
    ballot = CastBallot(tuple(on_paper[held.people[each]] for each in chosen), "unused")
    by = floor.of(floor.voters[voter], minutes)
    actions.cast_election_vote(by=by, number=floor.number, vote_number=1, ballot=ballot)


def close(floor: Floor) -> bool:
    return actions.close_election(by=later(floor.by, 5), number=floor.number, vote_number=1)


def result(held: Election) -> ResultSeen:
    with inside(held.by.cooperative_id):
        return results_of(queries.meeting(held.number).id, queries.body("board").id)[-1]


def elected(held: Election) -> list[UUID | None]:
    return [seat.person_id for seat in result(held).elected]


@pytest.fixture
def held(database: str, slug: str) -> Election:
    return weighted(slug)


@pytest.fixture
def floor(held: Election) -> Floor:
    """The meeting is open, and the vote by name."""
    found = opened(held)
    put(held)
    return found


def test_the_votes_decide_and_not_the_heads(held: Election) -> None:
    floor = opened(held)
    with pytest.raises(WeightsNeedNames):
        put(held, by_name=False)
    put(held)
    say(floor, held, NORTH, NORTH)
    say(floor, held, SOUTH, SOUTH)
    say(floor, held, EAST, SOUTH)
    say(floor, held, WEST)
    assert close(floor)
    # Two heads of three with eight votes, against one with ten.
    assert elected(held) == [held.people[NORTH]]
    with inside(held.by.cooperative_id):
        vote_id = Vote.objects.get().id
        tally = tally_of(vote_id)
        told = [(each.number, each.votes, bool(each.ballot)) for each in named_ballots(vote_id)]
    assert tally is not None
    assert (tally.valid, tally.blank, tally.participants) == (18, 1, 4)
    assert told == [(1, 10, True), (2, 5, True), (3, 3, True), (4, 1, False)]
    assert found_wrong(held.by) == []
    actions.seat_elected(by=later(held.by, 10), meeting_number=held.number, code="board")
    assert found_wrong(held.by) == []


@pytest.mark.parametrize(
    "rule", ["scottish_stv", "meek_stv", "approval", "absolute_majority", "limited_vote"]
)
def test_every_rule_counts_a_delegate_as_so_many_ballots(database: str, slug: str, rule: str) -> None:
    held = weighted(slug, seats=2 if rule != "absolute_majority" else 1, election_method=rule)
    floor = opened(held)
    put(held)
    for voter, chosen in enumerate([(NORTH,), (SOUTH,), (EAST,), (SOUTH,)]):
        say(floor, held, voter, *chosen)
    assert close(floor)
    assert result(held).rule == rule
    # 10 for the north, 5 and 1 for the south, 3 for the east: with heads the south would be first.
    first = [held.people[NORTH]] if rule == "absolute_majority" else [held.people[NORTH], held.people[SOUTH]]
    assert set(elected(held)) == set(first)
    assert found_wrong(held.by) == []


def test_a_delegate_without_a_device_says_the_ballot(held: Election, floor: Floor) -> None:
    def aloud(by: Acting, place: int) -> None:
        actions.call_out_ballot(
            by=later(by, 1), number=held.number, vote_number=1, voter_id=held.people[SOUTH], places=(place,)
        )

    with pytest.raises(NotAllowed):
        aloud(floor.of(held.people[SOUTH]), 1)
    with pytest.raises(BallotUnfit):
        aloud(held.by, 4)
    aloud(held.by, places(held)[held.people[EAST]])
    with pytest.raises(AlreadyVoted):
        say(floor, held, SOUTH, SOUTH)
    assert close(floor)
    assert elected(held) == [held.people[EAST]]
    assert found_wrong(held.by) == []


def test_nothing_but_a_ballot_by_name_is_taken(held: Election, floor: Floor) -> None:
    own = {"number": held.number, "vote_number": 1}
    with pytest.raises(OtherWay):
        actions.give_paper(by=later(held.by, 1), voter_id=held.people[EAST], **own)
    teller, _other = floor.tellers()
    with pytest.raises(OtherWay):
        actions.enter_sheet(by=later(teller, 1), sheet=Sheet({"1": 1}, 1), **own)
    actions.check_out(by=later(held.by, 1), number=held.number, person_id=held.people[WEST])
    with pytest.raises(NotPresent):
        say(floor, held, WEST, NORTH, minutes=2)
    say(floor, held, NORTH, NORTH)
    close(floor)
    with pytest.raises(VoteNotOpen):
        say(floor, held, EAST, EAST, minutes=6)


def test_where_every_vote_weighs_the_same_an_election_is_secret(governed: Acting) -> None:
    held = election(governed)
    held.admit(0, 1, 2)
    held.draw()
    floor = held.open()
    with pytest.raises(ElectionIsSecret):
        put(held)
    put(held, by_name=False)
    with pytest.raises(OtherWay):
        actions.call_out_ballot(
            by=later(held.by, 1), number=held.number, vote_number=1, voter_id=floor.voters[0], places=(1,)
        )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Election: Board of directors. An open vote was held, by name. Valid votes: 18. Blank: 1.",
                "{member 1}, 10 votes: ",
                "{member 4}, 1 vote: blank.",
                "Seat 1: the representative of {member 1} is elected.",
            ],
        ),
        ("fr", ["Un vote à découvert a été tenu, nominatif."]),
    ],
)
def test_the_minutes_tell_who_voted_how(held: Election, floor: Floor, language: str, told: list[str]) -> None:
    for voter, chosen in enumerate([(NORTH,), (SOUTH,), (SOUTH,), ()]):
        say(floor, held, voter, *chosen)
    close(floor)
    with inside(held.by.cooperative_id):
        seen = queries.meeting(held.number)
        facts = happened(seen=seen, cooperative="Federation", time_zone="America/Toronto")
    with translation.override(language):
        lines = [text for each in facts.items[4].elections for _kind, text in election_lines(each, "…")]
    for words in told:
        assert words in "\n".join(lines)


def test_the_minutes_tell_who_voted_how_on_a_motion(held: Election) -> None:
    opened(held)
    put_motion = actions.put_to_vote(by=held.by, number=held.number, place=2, method=VoteMethod.OPEN)
    for voter, choice in enumerate((Choice.NO, Choice.YES, Choice.YES)):
        by = replace(later(held.by, 1), person_id=held.people[voter], authority="delegate")
        actions.cast_vote(by=by, number=held.number, vote_number=put_motion, cast=Cast(choice))
    actions.close_vote(by=later(held.by, 2), number=held.number, vote_number=put_motion)
    with inside(held.by.cooperative_id):
        facts = happened(
            seen=queries.meeting(held.number), cooperative="Federation", time_zone="America/Toronto"
        )
    (part,) = [part for part in drafted(facts, ["en"]).texts["en"] if part.place == "2"]
    assert "{member 1}, 10 votes: against. {member 2}, 5 votes: for. {member 3}, 3 votes: for." in part.text


def written(held: Election, row: OpenBallot | Vote) -> None:
    with inside(held.by.cooperative_id):
        row.save(force_insert=True)


def test_the_database_keeps_elections_by_name_to_weights(held: Election, floor: Floor) -> None:
    with inside(held.by.cooperative_id):
        vote = Vote.objects.get()
    vote.id, vote.number, vote.method = uuid4(), 2, VoteMethod.SECRET
    with pytest.raises(DatabaseError, match="INV-131"):
        written(held, vote)


@pytest.mark.parametrize("ballot", ["4", "1 1", "1 2"])
def test_the_database_takes_no_ballot_that_is_not_on_the_paper(
    held: Election, floor: Floor, ballot: str
) -> None:
    with inside(held.by.cooperative_id):
        line = RollLine.objects.get(voter_id=held.people[SOUTH])
    with pytest.raises(DatabaseError, match="INV-131"):
        voted(held, line.id, ballot)


def voted(held: Election, line_id: UUID, ballot: str) -> None:
    """A ballot as somebody with the rights of the program might write it."""
    at = later(held.by, 1).at.isoformat()
    with inside(held.by.cooperative_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('rochdale.vote_cast_at', %s, true)", [at])
        own = {
            "cooperative_id": held.by.cooperative_id,
            "vote_id": Vote.objects.get().id,
            "line_id": line_id,
        }
        Participation(**own, way="device", channel="hall").save(force_insert=True)
        OpenBallot(**own, ballot=ballot).save(force_insert=True)


TAMPERINGS = {
    "UPDATE assembly_openballot SET ballot = '9' WHERE cooperative_id = %s": {"INV-131", "INV-99", "INV-107"},
    "UPDATE assembly_openballot SET ballot = '' WHERE cooperative_id = %s": {"INV-99", "INV-107"},
    "DELETE FROM assembly_openballot WHERE cooperative_id = %s": {"INV-99", "INV-107"},
    "UPDATE assembly_vote SET method = 'secret' WHERE cooperative_id = %s": {"INV-131", "INV-99"},
    "UPDATE assembly_rollline SET weight = 2 WHERE cooperative_id = %s AND number = 1": {"INV-85", "INV-99"},
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_a_ballot_that_is_not_its_delegates(
    held: Election, floor: Floor, almighty: psycopg.Connection, tampering: str
) -> None:
    for voter, chosen in enumerate([(NORTH,), (SOUTH,), (SOUTH,), ()]):
        say(floor, held, voter, *chosen)
    close(floor)
    assert found_wrong(held.by) == []
    almighty.execute(tampering.encode(), [held.by.cooperative_id])
    assert set(found_wrong(held.by)) >= TAMPERINGS[tampering]
