"""How long particulars are kept, whose time has run, and what still holds them here (rules V-5, V-7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rochdale.cooperatives.queries import bylaw_or_none, offices_of
from rochdale.membership.errors import PersonNotFound
from rochdale.membership.models import Member, Person
from rochdale.membership.queries.names import spoken_name
from rochdale.tenancy.queries import rows
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale

RETENTION_PAGE = 50


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that holds a person's particulars here: its code, and its words."""

    code: str
    words: str | Promise


Obstacles: TypeAlias = Callable[[UUID, date], list[Obstacle]]
_HELD_BY: Final[dict[str, Obstacles]] = {}


def offer_obstacles(*, name: str, find: Obstacles) -> None:
    """Let a room above say what holds a person's particulars here: an open account, shares, a debt.

    `find` answers for a person on a business day, in the current cooperative. Called when a room is made ready.
    """
    _HELD_BY[name] = find


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """A person whose time has run. `kept_until` is the first day on which the particulars may go."""

    person_id: UUID
    name: str
    number: int
    left_on: date
    kept_until: date


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """Some of them. `next_after` is the place of the last where more follow."""

    lines: tuple[RetentionLine, ...]
    next_after: tuple[date, UUID] | None


def retention_years(*, on: date) -> int | None:
    """For how many years after the last membership particulars are kept; None where the by-laws say nothing."""
    years = bylaw_or_none("person_retention_years", on)
    return years.number if years else None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of a leap day the day after, so that no time is cut short."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def obstacles_to_blanking(*, person_id: UUID, on: date) -> list[Obstacle]:
    """What holds a person's particulars here on a day; none, if they may go. Raises PersonNotFound."""
    row = Person.objects.filter(id=person_id).first()
    if row is None:
        raise PersonNotFound(person_id=person_id)
    if row.blanked_act_id is not None:
        return [Obstacle("blanked", _("they are gone already"))]
    found = [*_of_the_register(person_id, on)]
    for find in _HELD_BY.values():
        found += find(person_id, on)
    return found


def _of_the_register(person_id: UUID, on: date) -> Iterator[Obstacle]:
    ends = list(Member.objects.filter(person_id=person_id).values_list("left_on", flat=True))
    years = retention_years(on=on)
    if None in ends:
        yield Obstacle("member", _("the person is a member, or on the way out"))
    elif years is None:
        yield Obstacle("no_bylaw", _("no by-law says how long they are kept"))
    elif not ends:
        yield Obstacle("never_member", _("the person was never a member, so no time runs"))
    else:
        kept_until = years_after(max(end for end in ends if end is not None), years)
        if on < kept_until:
            until = day_text(kept_until, reader_locale())
            yield Obstacle("too_early", _("they are kept until %(day)s") % {"day": until})
    if offices_of(person_id, on):
        yield Obstacle("office", _("the person holds an office"))


def time_has_run(
    *, on: date, after: tuple[date, UUID] | None = None, limit: int = RETENTION_PAGE
) -> RetentionPage:
    """The persons whose time has run by a day, who left first first, in two statements.

    Whether something else holds their particulars is asked one by one, by `obstacles_to_blanking`.
    """
    years = retention_years(on=on)
    if years is None:
        return RetentionPage((), None)
    # Of a leap day no time is cut short, so the days that count are asked from the end: none is missed.
    asked: dict[str, Any] = {
        "left_by": years_after(on, -years),
        "after_on": after[0] if after else None,
        "after_id": after[1] if after else None,
        "lines": limit + 1,
    }
    found = rows("membership", "time_has_run.sql", asked)
    lines = tuple(
        RetentionLine(person_id, spoken_name(given, family), number, left_on, years_after(left_on, years))
        for person_id, given, family, number, left_on in found
        if years_after(left_on, years) <= on
    )
    kept = lines[:limit]
    more = len(found) > limit and bool(kept)
    return RetentionPage(kept, (kept[-1].left_on, kept[-1].person_id) if more else None)
