"""Who holds the seats of delegates on a day. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.assembly.models import Mandate, Seat
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat of delegates that somebody holds; `ends_on` is the first day without the mandate, as far as known."""

    mandate_id: UUID
    person_id: UUID
    from_on: date
    ends_on: date


def held_seats(*, on: date, known_at: datetime | None = None) -> list[HeldSeat]:
    """The seats of all bodies of delegates that are held on a day, by body and place.

    As it is known today, or was at an instant.
    """
    return [HeldSeat(*row) for row in rows("assembly", "held_seats.sql", {"on": on, "known_at": known_at})]


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """Of a mandate the seat: its number in the body, and the group that elected it (empty: all members)."""

    place: int
    electoral_group: str


def seat_of_mandate(mandate_id: UUID) -> SeatHeld:
    """The seat that a mandate of a roll is for."""
    seat = Seat.objects.get(id__in=Mandate.objects.filter(id=mandate_id).values("seat_id"))
    return SeatHeld(seat.place, seat.electoral_group)


def groups_of(mandate_ids: Collection[UUID]) -> dict[UUID, str]:
    """Which electoral groups delegates stand for (empty: all members), by their mandates."""
    if not mandate_ids:
        return {}
    seats = dict(Mandate.objects.filter(id__in=mandate_ids).values_list("id", "seat_id"))
    groups = dict(Seat.objects.filter(id__in=seats.values()).values_list("id", "electoral_group"))
    return {mandate_id: groups[seat_id] for mandate_id, seat_id in seats.items()}


def seats_on(day: date) -> int:
    """How many seats all bodies of delegates have on a day, held or vacant."""
    return int(rows("assembly", "seats_of_delegates.sql", {"day": day})[0][0])
