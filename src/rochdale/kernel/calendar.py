"""Business days and month ends.

Weekends and holidays are given as dates and numbers by whoever knows the country; nothing is looked up.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from rochdale.kernel.errors import Refusal

SATURDAY_SUNDAY: Final = frozenset({6, 7})
FRIDAY_SATURDAY: Final = frozenset({5, 6})
_SEARCH_DAYS_MAX: Final = 366
_DAY: Final = timedelta(days=1)


class NoBusinessDay(Refusal):
    """The calendar has no business day within a year of the day asked for."""

    code: ClassVar[str] = "no_business_day"

    def __init__(self, *, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The days on which a cooperative keeps its books open.

    `weekend` holds ISO weekdays (1 Monday to 7 Sunday), `holidays` the dates closed besides.
    Raises ValueError for a weekday that does not exist.
    """

    weekend: frozenset[int] = SATURDAY_SUNDAY
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekend <= frozenset(range(1, 8)):
            raise ValueError("ISO weekdays run from 1, Monday, to 7, Sunday")

    def is_business_day(self, day: date) -> bool:
        """Whether the books are open on `day`."""
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """`day` itself if the books are open, else the next day they are. Raises NoBusinessDay."""
        return self._search(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """`day` itself if the books are open, else the last day they were. Raises NoBusinessDay."""
        return self._search(day, -_DAY)

    def next_business_day(self, day: date) -> date:
        """The first business day after `day`, never `day` itself. Raises NoBusinessDay."""
        return self._search(day + _DAY, _DAY)

    def previous_business_day(self, day: date) -> date:
        """The last business day before `day`, never `day` itself. Raises NoBusinessDay."""
        return self._search(day - _DAY, -_DAY)

    def last_business_day_of_month(self, day: date) -> date:
        """The last business day up to the end of the month of `day`. Raises NoBusinessDay."""
        return self.on_or_before(month_end(day))

    def business_days(self, first: date, last: date) -> Iterator[date]:
        """Each business day from `first` to `last`, both included; none if `last` is earlier."""
        for offset in range((last - first).days + 1):
            day = first + offset * _DAY
            if self.is_business_day(day):
                yield day

    def _search(self, start: date, step: timedelta) -> date:
        day = start
        for _ in range(_SEARCH_DAYS_MAX):
            if self.is_business_day(day):
                return day
            day += step
        raise NoBusinessDay(day=start)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day (PostgreSQL's rule)."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_month_end(day: date) -> bool:
    """Whether `day` is the last of its month."""
    return day == month_end(day)


def month_ends(first: date, last: date) -> Iterator[date]:
    """Each month end from `first` to `last`, both included; none if `last` is earlier."""
    end = month_end(first)
    while end <= last:
        yield end
        end = month_end(end + _DAY)
