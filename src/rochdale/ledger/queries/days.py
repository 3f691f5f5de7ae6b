"""Booking dates: which are open, which are closed, and under which numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.ledger.models import Day
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A booking date: open, or closed with the numbers of its entries (None where it had none)."""

    booking_date: date
    is_closed: bool
    first_number: int | None
    last_number: int | None

    @property
    def entries(self) -> int:
        """How many entries a closed day has."""
        if self.first_number is None or self.last_number is None:
            return 0
        return self.last_number - self.first_number + 1


def open_days(cooperative_id: UUID) -> list[date]:
    """The booking dates that are open, oldest first."""
    with inside(cooperative_id):
        found = Day.objects.filter(closed_act_id__isnull=True).order_by("booking_date")
        return list(found.values_list("booking_date", flat=True))


def days(cooperative_id: UUID, *, before: date | None = None, limit: int = 30) -> list[DayFacts]:
    """Booking dates, newest first, at most `limit`, all before a date if one is given."""
    with inside(cooperative_id):
        found = Day.objects.order_by("-booking_date")
        if before is not None:
            found = found.filter(booking_date__lt=before)
        return [
            DayFacts(row.booking_date, row.closed_act_id is not None, row.first_number, row.last_number)
            for row in found[:limit]
        ]
