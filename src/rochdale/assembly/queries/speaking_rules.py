"""Who speaks next, as a pure rule over what happened on the floor (INV-111).

Points of order go before. Then who spoke least on this item, first-time speakers before all others; then who spoke
least in the whole meeting; then who asked first. In step with `sql/speaking.sql`, where the database holds to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from rochdale.assembly.models import FloorEventKind

_K: Final = FloorEventKind


class Event(Protocol):
    """An event of the floor, as the rule needs it."""

    @property
    def place(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def item_id(self) -> UUID | None: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def is_point(self) -> bool: ...
    @property
    def asked(self) -> int | None: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody waits to speak: the place of the request, and how often he or she has spoken."""

    asked: int
    person_id: UUID
    is_point: bool
    turns: int
    turns_in_meeting: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody speaks, or has spoken, from when to when."""

    asked: int
    person_id: UUID
    is_point: bool
    item_id: UUID | None
    begun_at: datetime
    ended_at: datetime | None


@dataclass(slots=True)
class FloorNow:
    """What the events come to: the item treated, who speaks, who waits, and every turn and time of an item so far."""

    item_id: UUID | None = None
    list_closed: bool = False
    turns: list[Turn] = field(default_factory=list)
    requests: dict[int, Event] = field(default_factory=dict)
    begun_at: dict[UUID, datetime] = field(default_factory=dict)
    ended_at: dict[UUID, datetime] = field(default_factory=dict)

    @property
    def speaking(self) -> Turn | None:
        """Whose turn it is."""
        return self.turns[-1] if self.turns and self.turns[-1].ended_at is None else None

    @property
    def waiting(self) -> list[Waiting]:
        """Who waits, the next first."""
        spoken = [turn for turn in self.turns if not turn.is_point]
        on_item = Counter(turn.person_id for turn in spoken if turn.item_id == self.item_id)
        in_meeting = Counter(turn.person_id for turn in spoken)
        found = [
            Waiting(place, who, asked.is_point, on_item[who], in_meeting[who])
            for place, asked in self.requests.items()
            if (who := asked.person_id) is not None
            and (asked.is_point or (self.item_id is not None and asked.item_id == self.item_id))
        ]
        return sorted(found, key=_rank)

    def turns_on_item(self, person_id: UUID) -> int:
        """How often a person has spoken, or is speaking, on the item treated now."""
        return sum(
            turn.person_id == person_id and turn.item_id == self.item_id and not turn.is_point
            for turn in self.turns
        )


def _rank(each: Waiting) -> tuple[bool, int, int, int]:
    turns = (0, 0) if each.is_point else (each.turns, each.turns_in_meeting)
    return (not each.is_point, *turns, each.asked)


def floor_now(events: Iterable[Event]) -> FloorNow:
    """What the events of a floor come to, in their order."""
    now = FloorNow()
    for event in events:
        _follow(now, event)
    return now


def _follow(now: FloorNow, event: Event) -> None:
    match event.kind:
        case _K.ITEM_BEGUN | _K.ITEM_ENDED:
            _turn_item(now, event)
        case _K.LIST_CLOSED | _K.LIST_OPENED:
            now.list_closed = event.kind == _K.LIST_CLOSED
        case _K.ASKED:
            now.requests[event.place] = event
        case _K.TAKEN_BACK | _K.PASSED:
            now.requests.pop(event.asked or 0, None)
        case _K.BEGUN:
            asked = now.requests.pop(event.asked or 0)
            assert asked.person_id is not None, "a person asked"
            now.turns.append(
                Turn(asked.place, asked.person_id, asked.is_point, asked.item_id, event.at, None)
            )
        case _K.ENDED:
            last = now.turns.pop()
            now.turns.append(
                Turn(last.asked, last.person_id, last.is_point, last.item_id, last.begun_at, event.at)
            )


def _turn_item(now: FloorNow, event: Event) -> None:
    assert event.item_id is not None, "an item begins and ends"
    if event.kind == _K.ITEM_BEGUN:
        now.item_id, now.list_closed = event.item_id, False
        now.begun_at.setdefault(event.item_id, event.at)
        now.ended_at.pop(event.item_id, None)
    else:
        now.item_id = None
        now.ended_at[event.item_id] = event.at


def out_of_turn(events: Sequence[Event]) -> list[int]:
    """The places of events that do not follow: two items or speakers at once, or a turn of who was not next."""
    now = FloorNow()
    for place, event in enumerate(events, start=1):
        if event.place != place or not _follows(now, event):
            return [event.place]
        _follow(now, event)
    return []


def _follows(now: FloorNow, event: Event) -> bool:  # noqa: PLR0911  # one answer for each kind
    waiting = [each.asked for each in now.waiting]
    match event.kind:
        case _K.ITEM_BEGUN:
            return now.item_id is None
        case _K.ITEM_ENDED:
            return now.item_id == event.item_id and now.speaking is None
        case _K.LIST_CLOSED | _K.LIST_OPENED:
            return now.item_id == event.item_id and now.list_closed == (event.kind == _K.LIST_OPENED)
        case _K.ASKED:
            is_open = now.item_id is not None and not now.list_closed
            return now.item_id == event.item_id and (event.is_point or is_open)
        case _K.BEGUN:
            return now.speaking is None and waiting[:1] == [event.asked]
        case _K.ENDED:
            return now.speaking is not None and now.speaking.asked == event.asked
        case _:
            return event.asked in waiting
