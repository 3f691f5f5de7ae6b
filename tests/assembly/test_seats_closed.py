"""Closing a seat: who may, when not, and that nobody holds it and no election fills it from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.decision_cases import JOINED, board, found_wrong, later, members, officer, old_mandate
from assembly.nomination_cases import election
from assembly.test_mandates import board_on, fill
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.models import BodyKind, CallSeat, FilledBy, Mandate, Seat, SeatClosing
from rochdale.assembly.queries.nominations import seats_up
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id

pytestmark = pytest.mark.slow
WORDS = "The by-laws give five seats since the meeting of 12 March."


def close(by: Acting, seat_id: UUID, on: date | None = None, words: str = WORDS) -> None:
    actions.close_seat(by=by, seat_id=seat_id, words=words, on=on)


def places(by: Acting, on: date) -> list[int]:
    return [seat.place for seat in board_on(by, on).seats]


def test_a_body_has_a_seat_no_more_from_the_day_on(governed: Acting) -> None:
    seats = board(governed, seats=6)
    day = governed.on + timedelta(days=30)
    close(governed, seats[1], day)
    assert places(governed, governed.on) == [1, 2, 3, 4, 5, 6]
    assert board_on(governed, governed.on).seats[1].closes_on == day
    assert places(governed, day) == [1, 3, 4, 5, 6]
    with inside(governed.cooperative_id):
        own = queries.body_of_seat(seats[1])
    assert (own.closes_on, own.closing_words) == (day, WORDS)
    # A new one has a number of its own, and the by-laws count those that are open.
    actions.open_seat(by=governed, code="board", term_years=3)
    assert places(governed, day)[-1] == 7
    assert found_wrong(governed) == []


def test_it_is_closed_once_from_today_on_by_who_runs_meetings_and_with_a_reason(governed: Acting) -> None:
    seats = board(governed, seats=6)
    with pytest.raises(NotAllowed):
        close(officer(governed, OfficeKind.TELLER), seats[0])
    with pytest.raises(errors.ReasonsMissing):
        close(governed, seats[0], words="  ")
    with pytest.raises(errors.SeatNotFound):
        close(governed, uuid4())
    with pytest.raises(errors.SeatDayPast):
        close(governed, seats[0], governed.on - timedelta(days=1))
    close(governed, seats[0])
    with pytest.raises(errors.SeatClosed):
        close(governed, seats[0])


def test_who_holds_it_leaves_first(governed: Acting) -> None:
    seats, people = board(governed, seats=6), members(governed)
    with inside(governed.cooperative_id):
        person_id = queries.person_elected(people[0].number)
    old_mandate(governed, seats[0], person_id, days_left=40)
    with pytest.raises(errors.SeatHeld):
        close(governed, seats[0])
    with pytest.raises(DatabaseError, match="INV-120"):
        slip(governed, seats[0])
    close(governed, seats[0], governed.on + timedelta(days=40))
    with pytest.raises(errors.SeatClosed):
        fill(later(governed, 40), seats[0], person_id)
    assert found_wrong(governed) == []


def slip(by: Acting, seat_id: UUID) -> None:
    """Close a seat past the verbs, as a faulty program would."""
    with inside(by.cooperative_id):
        SeatClosing(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            seat_id=seat_id,
            from_on=by.on,
            words=WORDS,
            act_id=Seat.objects.get(id=seat_id).act_id,
        ).save(force_insert=True)


def test_the_database_gives_a_closed_seat_to_nobody(governed: Acting) -> None:
    seats, people = board(governed, seats=6), members(governed)
    with inside(governed.cooperative_id):
        person_id = queries.person_elected(people[0].number)
    old_mandate(governed, seats[0], person_id)
    close(governed, seats[1])
    with inside(governed.cooperative_id):
        held = Mandate.objects.get()
    held.id, held.seat_id = uuid4(), seats[1]
    with pytest.raises(DatabaseError, match="INV-120"), inside(governed.cooperative_id):
        held.save(force_insert=True)


def test_a_board_keeps_the_seats_that_the_by_laws_ask_for(governed: Acting) -> None:
    seats = board(governed, seats=6)
    close(governed, seats[5], governed.on + timedelta(days=90))
    with pytest.raises(errors.BoardTooSmall):  # in ninety days it has five
        close(governed, seats[0])
    # Of another body the by-laws say nothing.
    actions.make_body(
        by=governed, code="credit", kind=BodyKind.CREDIT, names={"fr": "Crédit", "en": "Credit"},
        filled_by=FilledBy.BOARD,
    )  # fmt: skip
    close(governed, actions.open_seat(by=governed, code="credit", term_years=1, from_on=JOINED))


def test_no_election_fills_it(governed: Acting) -> None:
    held = election(governed, groups=("",) * 6)
    with pytest.raises(errors.SeatPut):
        close(governed, held.seats[0])
    with pytest.raises(DatabaseError, match="INV-120"):
        slip(governed, held.seats[0])
    actions.call_nominations(by=held.then, number=held.number, code="board", seats=held.seats[1:])
    close(governed, held.seats[0])
    with inside(governed.cooperative_id):
        body = queries.body("board")
        assert held.seats[0] not in {seat.seat_id for seat in seats_up(body.id, governed.on)}
        put = CallSeat.objects.filter(seat_id=held.seats[1]).first()
    assert put is not None
    with pytest.raises(errors.SeatsNotUp):
        actions.call_nominations(by=governed, number=held.number, code="board", seats=[held.seats[0]])
    put.seat_id = held.seats[0]
    with pytest.raises(DatabaseError, match=r"INV-1(20|06)"), inside(governed.cooperative_id):
        put.save(force_insert=True)


def test_the_audit_finds_who_holds_a_closed_seat(governed: Acting, server: Any, database: str) -> None:
    seats, people = board(governed, seats=6), members(governed)
    with inside(governed.cooperative_id):
        person_id = queries.person_elected(people[0].number)
    old_mandate(governed, seats[0], person_id, days_left=40)
    close(governed, seats[0], governed.on + timedelta(days=40))
    assert found_wrong(governed) == []
    with psycopg.connect(server.url("postgres", database), autocommit=True) as almighty:
        almighty.execute("SET session_replication_role = replica")
        almighty.execute(
            "UPDATE assembly_seatclosing SET from_on = from_on - 10 WHERE cooperative_id = %s",
            [governed.cooperative_id],
        )
    assert found_wrong(governed) == ["INV-120"]


def test_a_seat_of_a_later_day_is_closed_from_that_day(governed: Acting) -> None:
    board(governed, seats=6)
    begins = governed.on + timedelta(days=10)
    seat_id = actions.open_seat(by=governed, code="board", term_years=3, from_on=begins)
    with pytest.raises(errors.SeatDayPast) as caught:
        close(governed, seat_id)
    assert caught.value.earliest == begins
    close(replace(governed, on=begins), seat_id)
