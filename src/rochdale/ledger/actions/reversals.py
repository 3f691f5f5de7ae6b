"""Mistakes are reversed, never edited: the same lines with the signs turned, under a new act."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.ledger import errors
from rochdale.ledger.actions.posting import post_entry
from rochdale.ledger.actions.requests import EntryRequest, Line, Posted
from rochdale.ledger.models import Entry, Posting
from rochdale.tenancy.actions import inside


def reverse_entry(*, by: Acting, entry_id: UUID, key: str, value_date: date | None = None) -> Posted:
    """Undo an entry by its mirror image, booked on the day of `by`, valued as the first entry unless told.

    Limits bind a reversal like any entry: money that was spent meanwhile cannot be taken back by it.
    Raises EntryNotFound, EntryAlreadyReversed, and whatever posting may refuse.
    """
    with inside(by.cooperative_id):
        entry = Entry.objects.filter(id=entry_id).first()
        if entry is None:
            raise errors.EntryNotFound(entry_id=entry_id)
        request = _mirror(entry, by, key, value_date)
        reversal = Entry.objects.filter(reverses_id=entry_id).first()
        if reversal is not None and reversal.idempotency_key != key:
            raise errors.EntryAlreadyReversed(entry_id=entry_id)
        return post_entry(by=by, request=request)


def _mirror(entry: Entry, by: Acting, key: str, value_date: date | None) -> EntryRequest:
    postings = Posting.objects.filter(entry_id=entry.id).order_by("line")
    return EntryRequest(
        idempotency_key=key,
        booking_date=by.on,
        value_date=value_date or entry.value_date,
        kind="reversal",
        text=entry.text,
        lines=tuple(Line(line.account_id, -line.amount_minor, line.currency) for line in postings),
        reverses_id=entry.id,
    )
