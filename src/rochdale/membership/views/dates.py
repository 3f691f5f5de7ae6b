"""Days that a page is asked for, and the instant at which a day of the cooperative is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from rochdale.cooperatives.views import Visit


def day_asked(request: HttpRequest, name: str) -> date | None:
    """A day of the address; None where there is none, or it cannot be read."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def end_of(visit: Visit, day: date) -> datetime:
    """The last instant of a day by the cooperative's clock: what was recorded on that day was known by then."""
    after = min(day, date.max - timedelta(days=1)) + timedelta(days=1)
    midnight = datetime.combine(after, time.min, ZoneInfo(visit.cooperative.time_zone))
    return midnight - timedelta(microseconds=1)
