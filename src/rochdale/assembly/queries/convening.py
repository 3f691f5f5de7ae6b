"""The way of a meeting, as pure rules: which step follows which, and on which day it opens.

In step with `sql/meetings.sql`, where the database holds to the same table (INV-82), and with `sql/sits_in_time.sql`
for the day (INV-125).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from rochdale.assembly.models import MeetingStepKind

_K = MeetingStepKind
FOLLOWS: Final[Mapping[MeetingStepKind, frozenset[MeetingStepKind]]] = MappingProxyType(
    {
        _K.DRAFTED: frozenset({_K.CALLED, _K.CANCELLED}),
        _K.CALLED: frozenset({_K.OPENED, _K.CANCELLED}),
        _K.OPENED: frozenset({_K.ADJOURNED, _K.CLOSED}),
        # One that was adjourned is called again where its quorum failed, or goes on.
        _K.ADJOURNED: frozenset({_K.CALLED, _K.OPENED, _K.CANCELLED}),
    }
)
# After these nothing follows.
LAST: Final = frozenset({_K.CLOSED, _K.CANCELLED})


def may_follow(last: MeetingStepKind, step: MeetingStepKind) -> bool:
    """Whether a step may come directly after another."""
    return step in FOLLOWS.get(last, frozenset())


def sat_last(steps: Iterable[tuple[MeetingStepKind, date]]) -> date | None:
    """The last day on which a meeting was opened since it was called; None where it was not yet."""
    last = None
    for kind, on_date in steps:
        if kind is _K.CALLED:
            last = None
        elif kind is _K.OPENED:
            last = on_date
    return last


def day_to_wait_for(sittings: Iterable[date], sat_on: date | None, on: date) -> date | None:
    """The day of the first sitting that was not held, where it is ahead; None where the meeting may open today.

    A sitting was held once the meeting was opened on its day or later. On a day on which it sat it goes on, and
    also where no sitting is left.
    """
    left = [day for day in sittings if sat_on is None or day > sat_on]
    ahead = min(left, default=on)
    return ahead if ahead > on and sat_on != on else None


class Sits(Protocol):
    """A sitting, as the rule needs it."""

    @property
    def starts_at(self) -> datetime: ...


class Stepped(Protocol):
    """A step of a meeting, as the rule needs it."""

    @property
    def kind(self) -> MeetingStepKind: ...
    @property
    def on_date(self) -> date: ...


def opens_from(sittings: Iterable[Sits], steps: Iterable[Stepped], zone: ZoneInfo, on: date) -> date | None:
    """The day from which a meeting that is called may be opened (INV-125), where that day is ahead."""
    days = [sitting.starts_at.astimezone(zone).date() for sitting in sittings]
    return day_to_wait_for(days, sat_last((step.kind, step.on_date) for step in steps), on)
