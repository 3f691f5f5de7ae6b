"""Closing a seat: from a day on a body has it no more (INV-120). Its mandates stay in the register (rule Q-46)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.actions.mandates import held_seat
from rochdale.assembly.models import Body, BodyKind, Mandate, Seat, SeatClosing
from rochdale.assembly.queries.mandates import closed_from, put_to_election, seats_lasting
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id


def close_seat(*, by: Acting, seat_id: UUID, words: str, on: date | None = None) -> None:
    """Write down that a body has a seat no more, from `on` (`by.on` unless told); `words` say by what.

    Who holds it leaves first, and the board keeps the seats that the by-laws ask for (rule Q-41). Raises NotAllowed,
    ReasonsMissing, SeatNotFound, SeatClosed, SeatDayPast, SeatHeld, SeatPut, BoardTooSmall.
    """
    if not words.strip():
        raise errors.ReasonsMissing
    day = on or by.on
    with inside(by.cooperative_id):
        authorise(by)
        seat, body = held_seat(seat_id)
        _refuse(by, seat, body, day)
        id_ = new_id(by.at)
        deed = audit.Deed(
            "assembly.close_seat",
            "seat",
            seat.id,
            cooperatives.bylaw_version(by.on),
            {"code": body.code, "place": seat.place, "from_on": day.isoformat()},
        )
        SeatClosing(
            id=id_,
            cooperative_id=by.cooperative_id,
            seat_id=seat.id,
            from_on=day,
            words=words.strip(),
            act_id=audit.record(by=by, deed=deed),
        ).save(force_insert=True)


def _refuse(by: Acting, seat: Seat, body: Body, day: date) -> None:
    closes_on = closed_from(seat.id)
    if closes_on is not None:
        raise errors.SeatClosed(closes_on=closes_on)
    earliest = max(by.on, seat.from_on)
    if day < earliest:
        raise errors.SeatDayPast(earliest=earliest)
    if Mandate.objects.filter(seat_id=seat.id, until_on__gt=day).exclude(ended_on__lte=day).exists():
        raise errors.SeatHeld
    if put_to_election(seat.id):
        raise errors.SeatPut
    least = cooperatives.bylaws(by.on).get("board_seats_min")
    if body.kind == BodyKind.BOARD and least is not None and seats_lasting(body.id) <= least.number:
        raise errors.BoardTooSmall(seats_min=least.number)
