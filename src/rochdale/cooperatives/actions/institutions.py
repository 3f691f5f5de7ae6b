"""Founding a cooperative, and moving its business date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.cooperatives import errors, models, queries
from rochdale.cooperatives.actions.authority import authorise, lock
from rochdale.cooperatives.queries import Permission, Tier
from rochdale.kernel.acting import Acting
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_LENGTH_MAX: Final = 60
# The first word of an address that is not a cooperative's; `api` is kept for the programs of others.
RESERVED_SLUGS: Final = frozenset(
    {"account", "api", "design", "join", "language", "problems", "static", "vote"}
)
_LANGUAGE: Final = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


def found_cooperative(
    *,
    by: Acting,
    slug: str,
    name: str,
    tier: Tier,
    currency: str,
    languages: Sequence[str],
    time_zone: str,
    holidays: str,
    founded_on: date | None = None,
) -> queries.Cooperative:
    """Put a new institution into the directory (INV-27): its id is `by.cooperative_id`, its date `by.on`.

    `holidays` is an ISO 3166 code ("CA-QC"); `founded_on` is `by.on` unless it was earlier. By-laws are
    adopted and offices given by acts of their own. Raises SlugMalformed, SlugReserved, SlugTaken, CooperativeExists,
    NameMissing, LanguagesUnknown, TimeZoneUnknown, HolidaysUnknown, FoundedLater; CurrencyUnknown and
    CurrencyWithoutMinorUnit of money.
    """
    row = models.Cooperative(
        id=by.cooperative_id,
        slug=slug,
        name=name.strip(),
        tier=tier,
        currency=Currency.of(currency).code,
        languages=list(languages),
        time_zone=time_zone,
        holidays=holidays,
        business_date=by.on,
        founded_on=founded_on or by.on,
    )
    _refuse_unsound(row)
    with inside(by.cooperative_id):
        _insert(row)
        facts = {
            "slug": slug,
            "tier": str(tier),
            "currency": row.currency,
            "founded_on": row.founded_on.isoformat(),
        }
        audit.record(by=by, deed=audit.Deed("cooperatives.found", "cooperative", row.id, facts=facts))
        return queries.cooperative(row.id)


def _refuse_unsound(row: models.Cooperative) -> None:
    if _SLUG.fullmatch(row.slug) is None or len(row.slug) > _SLUG_LENGTH_MAX:
        raise errors.SlugMalformed(slug=row.slug)
    if row.slug in RESERVED_SLUGS:
        raise errors.SlugReserved(slug=row.slug)
    if not row.name:
        raise errors.NameMissing
    if not row.languages or len(set(row.languages)) < len(row.languages):
        raise errors.LanguagesUnknown(languages=row.languages)
    if any(_LANGUAGE.fullmatch(language) is None for language in row.languages):
        raise errors.LanguagesUnknown(languages=row.languages)
    _refuse_unknown_zone(row.time_zone)
    queries.calendar_of_place(row.holidays, row.founded_on.year, row.founded_on.year)
    if row.founded_on > row.business_date:
        raise errors.FoundedLater(founded_on=row.founded_on, business_date=row.business_date)


def _refuse_unknown_zone(time_zone: str) -> None:
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise errors.TimeZoneUnknown(time_zone=time_zone) from error


def _insert(row: models.Cooperative) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _already_there(error, row.id, row.slug) from error


def _already_there(error: IntegrityError, cooperative_id: UUID, slug: str) -> Exception:
    if "cooperatives_cooperative_pkey" in str(error):
        return errors.CooperativeExists(cooperative_id=cooperative_id)
    return errors.SlugTaken(slug=slug) if "cooperatives_cooperative_slug" in str(error) else error


def move_business_date(*, by: Acting, to: date, although_closed: bool = False) -> date:
    """Move the cooperative's business date forward to `to`, and answer with it (INV-26).

    `to` is a business day of its calendar, unless `although_closed` says that the books open on a holiday.
    Raises NotAllowed (permission close_day), CooperativeNotFound, BusinessDateNotLater, NotABusinessDay.
    """
    with inside(by.cooperative_id):
        authorise(by, Permission.CLOSE_DAY)
        row = lock(by)
        if to <= row.business_date:
            raise errors.BusinessDateNotLater(business_date=row.business_date, to=to)
        if not although_closed:
            _refuse_closed(queries.cooperative(row.id), to)
        models.Cooperative.objects.filter(id=row.id).update(business_date=to)
        facts = {
            "from": row.business_date.isoformat(),
            "to": to.isoformat(),
            "although_closed": although_closed,
        }
        version = queries.bylaw_version(to)
        deed = audit.Deed("cooperatives.move_business_date", "cooperative", row.id, version, facts)
        audit.record(by=by, deed=deed)
    return to


def _refuse_closed(cooperative: queries.Cooperative, day: date) -> None:
    calendar = queries.calendar_of(cooperative)
    if not calendar.is_business_day(day):
        raise errors.NotABusinessDay(day=day, next_business_day=calendar.next_business_day(day))
