"""Entries with their postings, their numbers and the acts behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.ledger import errors
from rochdale.ledger.models import Entry, EntryNumber
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows

PAGE_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """One line of an entry."""

    line: int
    account_id: UUID
    account_number: str
    account_names: dict[str, str]
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A journal entry, whole. `number` is None until its day is closed."""

    id: UUID
    number: int | None
    booking_date: date
    value_date: date
    kind: str
    text: str
    idempotency_key: str
    act_id: UUID
    posted_at: datetime
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    postings: tuple[PostingFacts, ...]


def entry(cooperative_id: UUID, entry_id: UUID) -> EntryFacts:
    """One entry. Raises EntryNotFound, for another cooperative's as well."""
    found = _entries(cooperative_id, {"entry_id": entry_id, "on_date": None, "after": None, "limit": 1})
    if not found:
        raise errors.EntryNotFound(entry_id=entry_id)
    return found[0]


def entry_by_key(cooperative_id: UUID, key: str) -> UUID | None:
    """The entry that was posted under an idempotency key, if any."""
    with inside(cooperative_id):
        return Entry.objects.filter(idempotency_key=key).values_list("id", flat=True).first()


def entry_numbered(cooperative_id: UUID, number: int) -> UUID | None:
    """The entry that was given this number when its day was closed, if any."""
    with inside(cooperative_id):
        return EntryNumber.objects.filter(number=number).values_list("entry_id", flat=True).first()


def entries_of_day(
    cooperative_id: UUID, on: date, *, after: UUID | None = None, limit: int = 50
) -> list[EntryFacts]:
    """The entries booked on a day, in the order in which they came, a page at a time after an entry's id."""
    return _entries(cooperative_id, {"entry_id": None, "on_date": on, "after": after, "limit": limit})


def journal(cooperative_id: UUID, first: date, last: date) -> Iterator[EntryFacts]:
    """Every entry between two booking dates, both included, in the order of the journal, a page at a time."""
    with inside(cooperative_id):
        booked = (
            Entry.objects.filter(booking_date__gte=first, booking_date__lte=last)
            .order_by("booking_date")
            .values_list("booking_date", flat=True)
            .distinct()
        )
        days = list(booked)
    for day in days:
        after: UUID | None = None
        while page := entries_of_day(cooperative_id, day, after=after, limit=PAGE_ENTRIES):
            yield from page
            after = page[-1].id


def _entries(cooperative_id: UUID, parameters: dict[str, object]) -> list[EntryFacts]:
    with inside(cooperative_id):
        found = rows("ledger", "entries.sql", {"cooperative_id": cooperative_id, **parameters})
    whole: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in found:
        whole.setdefault(row[0], []).append(row)
    return [_entry(lines) for lines in whole.values()]


def _entry(lines: list[tuple[Any, ...]]) -> EntryFacts:
    postings = tuple(PostingFacts(*line[11:]) for line in lines)
    return EntryFacts(**dict(zip(EntryFacts.__slots__, (*lines[0][:11], postings), strict=True)))
