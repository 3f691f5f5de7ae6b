"""The floor as screens show it: what is treated, who speaks, who waits. Asked inside a cooperative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from rochdale.assembly.models import FloorEvent, Ruling
from rochdale.assembly.queries.speaking_rules import Event, FloorNow, floor_now, out_of_turn
from rochdale.cooperatives.queries import bylaws


def floor_events(*, meeting_id: UUID) -> list[FloorEvent]:
    """What happened on the floor, in order."""
    return list(FloorEvent.objects.filter(meeting_id=meeting_id).order_by("place"))


def floor_of(*, meeting_id: UUID) -> FloorNow:
    """What the floor of a meeting comes to now."""
    events: list[Event] = [*floor_events(meeting_id=meeting_id)]
    return floor_now(events)


def speaking_minutes(on: date) -> int | None:
    """How long a turn may be, in minutes; None where the by-laws set no limit."""
    stated = bylaws(on).get("speaking_minutes")
    return stated.number if stated else None


def speaking_turns(on: date) -> int | None:
    """How often one may speak on an item; None where the by-laws set no limit."""
    stated = bylaws(on).get("speaking_turns")
    return stated.number if stated else None


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A point of order that was heard, by the place of its request, and what the chair ruled on it, if anything."""

    event_id: UUID
    asked: int
    person_id: UUID
    item_id: UUID | None
    is_upheld: bool | None
    words: str


def points_of(*, meeting_id: UUID) -> list[PointSeen]:
    """The points of order of a meeting that were heard, in their order."""
    events = floor_events(meeting_id=meeting_id)
    by_place = {event.place: event for event in events}
    heard = [by_place[turn.asked] for turn in floor_now([*events]).turns if turn.is_point]
    rulings = {row.event_id: row for row in Ruling.objects.filter(event_id__in=[each.id for each in heard])}
    return [_point(event, rulings.get(event.id)) for event in heard]


def _point(event: FloorEvent, ruling: Ruling | None) -> PointSeen:
    assert event.person_id is not None, "a person asked"
    return PointSeen(
        event_id=event.id,
        asked=event.place,
        person_id=event.person_id,
        item_id=event.item_id,
        is_upheld=ruling.is_upheld if ruling else None,
        words=ruling.words if ruling else "",
    )


def floors_out_of_turn() -> list[dict[str, str]]:
    """Events of floors that do not follow the rule, by meeting and place. For `rochdale audit` (INV-111)."""
    meetings: dict[UUID, list[Event]] = {}
    for event in FloorEvent.objects.order_by("meeting_id", "place"):
        meetings.setdefault(event.meeting_id, []).append(event)
    return [
        {"meeting": str(meeting_id), "place": str(place)}
        for meeting_id, events in meetings.items()
        for place in out_of_turn(events)
    ]


def late_by(planned: timedelta, taken: timedelta) -> int:
    """By how many minutes an agenda runs late; less than nothing where it is early."""
    return round((taken - planned).total_seconds() / 60)
