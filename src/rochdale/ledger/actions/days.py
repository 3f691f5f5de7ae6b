"""Opening and closing booking dates. A closed day has its numbers and totals, and stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.ledger import errors
from rochdale.ledger.models import Day
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import array_of_numbers, array_of_texts, packed_send, rows


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that was closed, and the numbers that its entries were given (None where it had none)."""

    booking_date: date
    first_number: int | None
    last_number: int | None


def open_days(*, by: Acting, days: list[date]) -> None:
    """Open booking dates, all after the last closed one. Raises DayAlreadyOpen, DayOutOfOrder."""
    with inside(by.cooperative_id):
        # One at a time with closings and other openings: what is read here stays true until we are done.
        _hold_books()
        known = {day.booking_date: day for day in Day.objects.filter(booking_date__in=days)}
        closed = Day.objects.filter(closed_act_id__isnull=False).order_by("-booking_date").first()
        for day in days:
            if closed is not None and day <= closed.booking_date:
                raise errors.DayOutOfOrder(booking_date=day)
            if day in known:
                raise errors.DayAlreadyOpen(booking_date=day)
        act_id = audit.record(by=by, deed=audit.Deed("ledger.open_days", "day", None, facts=_facts(days)))
        Day.objects.bulk_create(
            Day(cooperative_id=by.cooperative_id, booking_date=day, opened_act_id=act_id) for day in days
        )


def close_days(*, by: Acting, through: date) -> list[ClosedDay]:
    """Close every open day through a date, oldest first, for good.

    Entries get their numbers without a gap (INV-08), closing balances of accounts and control accounts are
    frozen (INV-10), and the trial balance is zero (INV-09). Raises DayNotOpen where no day through that date is open.
    """
    with inside(by.cooperative_id):
        _hold_books()
        parameters = {"cooperative_id": by.cooperative_id, "through": through}
        closed = [ClosedDay(*row[:3]) for row in rows("ledger", "close_days.sql", parameters)]
        if not closed:
            raise errors.DayNotOpen(booking_date=through)
        days = [day.booking_date for day in closed]
        act_id = audit.record(by=by, deed=audit.Deed("ledger.close_days", "day", None, facts=_facts(days)))
        _mark(by.cooperative_id, act_id, closed)
        _assert_balanced(by.cooperative_id, through)
    return closed


def _facts(days: list[date]) -> dict[str, object]:
    return {"days": len(days), "first": str(min(days)), "last": str(max(days))}


def _hold_books() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(ledger_books_key())")


def _mark(cooperative_id: UUID, act_id: UUID, closed: list[ClosedDay]) -> None:
    columns = {
        "days": array_of_texts([day.booking_date for day in closed]),
        "first": array_of_numbers([day.first_number for day in closed]),
        "last": array_of_numbers([day.last_number for day in closed]),
    }
    packed_send("ledger", "mark_closed.sql", {"cooperative_id": cooperative_id, "act_id": act_id, **columns})


def _assert_balanced(cooperative_id: UUID, on_date: date) -> None:
    sums: dict[object, int] = {}
    for row in rows("ledger", "trial_balance.sql", {"cooperative_id": cooperative_id, "on_date": on_date}):
        assert isinstance(row[6], int)
        sums[row[4]] = sums.get(row[4], 0) + row[6]
    assert not any(sums.values()), "INV-09: the trial balance of a closed day is zero"
