"""Who the institutions are: the public directory, and the days on which each keeps its books open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

import holidays

from rochdale.cooperatives import models
from rochdale.cooperatives.errors import CooperativeNotFound, HolidaysUnknown
from rochdale.cooperatives.models import Tier
from rochdale.kernel.calendar import BusinessCalendar
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import packed_rows, rows

# Contracts run ahead of the business date: holidays are looked up this far, weekends are known for ever.
YEARS_AHEAD: Final = 40
DIRECTORY_LINES_MAX: Final = 200
_SEARCH_LENGTH_MAX: Final = 100
_SEARCH_WORDS_MAX: Final = 4


@dataclass(frozen=True, slots=True)
class Cooperative:
    """An institution as the directory shows it.

    `holidays` is the ISO 3166 code of its calendar ("CA-QC", "CZ"); `languages` begin with its own first one.
    """

    id: UUID
    slug: str
    name: str
    tier: Tier
    currency: Currency
    languages: tuple[str, ...]
    time_zone: str
    holidays: str
    business_date: date
    founded_on: date


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Some lines of the directory, by name, and whether there are more after them."""

    lines: tuple[Cooperative, ...]
    goes_on: bool


def cooperative(cooperative_id: UUID) -> Cooperative:
    """The institution with this id. Raises CooperativeNotFound."""
    row = models.Cooperative.objects.filter(id=cooperative_id).first()
    if row is None:
        raise CooperativeNotFound(cooperative=str(cooperative_id))
    return _cooperative(row)


def cooperative_by_slug(slug: str) -> Cooperative:
    """The institution with this name in addresses. Raises CooperativeNotFound."""
    found = packed_rows("cooperatives", "by_slug.sql", {"slug": slug})
    if not found:
        raise CooperativeNotFound(cooperative=slug)
    id_, own_slug, name, tier, currency, languages, *rest = found[0]
    return Cooperative(id_, own_slug, name, Tier(tier), Currency.of(currency), tuple(languages), *rest)


def directory() -> list[Cooperative]:
    """Every institution, by name: for what goes through all of them. Who reads a list asks for a page."""
    return [_cooperative(row) for row in models.Cooperative.objects.order_by("name", "slug")]


def directory_page(*, search: str = "", after: str = "", limit: int = 50) -> DirectoryPage:
    """One page of the directory by name, in two statements.

    `search` is words of the name or parts of them, in any order, without regard to accents and capitals.
    `after` is the `slug` of the last line seen; no line comes after one that nobody has.
    """
    limit = max(1, min(limit, DIRECTORY_LINES_MAX))
    asked = search.replace("\0", "")[:_SEARCH_LENGTH_MAX].split()[:_SEARCH_WORDS_MAX]
    place = {"after": after.replace("\0", "") or None, "words": asked, "lines": limit + 1}
    ids = [line_id for (line_id,) in rows("cooperatives", "directory_page.sql", place)]
    lines = models.Cooperative.objects.in_bulk(ids[:limit])
    return DirectoryPage(
        lines=tuple(_cooperative(lines[line_id]) for line_id in ids[:limit]), goes_on=len(ids) > limit
    )


def _cooperative(row: models.Cooperative) -> Cooperative:
    return Cooperative(
        id=row.id,
        slug=row.slug,
        name=row.name,
        tier=Tier(row.tier),
        currency=Currency.of(row.currency),
        languages=tuple(row.languages),
        time_zone=row.time_zone,
        holidays=row.holidays,
        business_date=row.business_date,
        founded_on=row.founded_on,
    )


def calendar_of(cooperative: Cooperative) -> BusinessCalendar:
    """The days on which the cooperative keeps its books open, from its founding to 40 years from now.

    Raises HolidaysUnknown.
    """
    return calendar_of_place(
        cooperative.holidays, cooperative.founded_on.year - 1, cooperative.business_date.year + YEARS_AHEAD
    )


def next_business_day(cooperative: Cooperative) -> date:
    """The business day that follows the cooperative's business date."""
    return calendar_of(cooperative).next_business_day(cooperative.business_date)


def previous_business_day(cooperative: Cooperative) -> date:
    """The business day before the cooperative's business date."""
    return calendar_of(cooperative).previous_business_day(cooperative.business_date)


@lru_cache(maxsize=64)
def calendar_of_place(place: str, first_year: int, last_year: int) -> BusinessCalendar:
    """Weekends and public holidays of a country ("CZ") or its part ("CA-QC"), both years included.

    Working days moved to a weekend, as China and Hungary do, are not known. Raises HolidaysUnknown.
    """
    country, _, part = place.partition("-")
    try:
        years = range(first_year, last_year + 1)
        known = holidays.country_holidays(country, subdiv=part or None, years=years)
    except NotImplementedError as error:
        raise HolidaysUnknown(holidays=place) from error
    weekend = frozenset(weekday + 1 for weekday in known.weekend)
    return BusinessCalendar(weekend=weekend, holidays=frozenset(known))
