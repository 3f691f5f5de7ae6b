"""The entries of a plan, in the terms of the books: accounts by their ids, and ids that keep the order."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from rochdale.banking.actions.importing.plan import Booking
from rochdale.banking.models import Counterparty
from rochdale.banking.pkdd99.records import CZK
from rochdale.kernel.acting import Acting
from rochdale.kernel.ids import ENTROPY_BYTES, uuid7
from rochdale.ledger import actions as ledger

_CHANCE_BITS: Final = 42


@dataclass(frozen=True, slots=True)
class Chart:
    """Where the bank's accounts and the roles of the chart stand in our books."""

    member_accounts: Mapping[int, UUID]
    roles: Mapping[str, UUID]


def ids_in_order(at: datetime, count: int) -> Iterator[UUID]:
    """Ids of one instant that sort as they come: the journal numbers the entries of a day by their ids.

    A counter stands in the higher bits of what is otherwise chance (RFC 9562, section 6.2).
    """
    for place in range(count):
        chance = place << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS)
        yield uuid7(at, chance.to_bytes(ENTROPY_BYTES, "big"))


def entries(bookings: Sequence[Booking], chart: Chart, at: datetime) -> list[ledger.EntryRequest]:
    """One entry for each booking, in order. A deposit is a debt of ours: what the owner gains is a credit."""
    ids = ids_in_order(at, len(bookings))
    return [_entry(booking, chart, id_) for booking, id_ in zip(bookings, ids, strict=True)]


def _entry(booking: Booking, chart: Chart, entry_id: UUID) -> ledger.EntryRequest:
    member, other = chart.member_accounts[booking.account], chart.roles[booking.movement.role]
    return ledger.EntryRequest(
        idempotency_key=booking.key,
        booking_date=booking.day,
        value_date=booking.day,
        kind=booking.movement.kind,
        text=booking.movement.text,
        lines=(
            ledger.Line(member, -booking.change_minor, CZK.code),
            ledger.Line(other, booking.change_minor, CZK.code),
        ),
        entry_id=entry_id,
    )


def counterparties(
    by: Acting, bookings: Sequence[Booking], requests: Sequence[ledger.EntryRequest]
) -> list[Counterparty]:
    """The other bank of each entry whose row names one."""
    return [
        Counterparty(
            cooperative_id=by.cooperative_id,
            entry_id=request.entry_id,
            bank=row.counterparty_bank or "",
            bank_account=row.counterparty_account or "",
        )
        for row, request in zip((booking.row for booking in bookings), requests, strict=True)
        if row is not None
        and request.entry_id is not None
        and (row.counterparty_bank or row.counterparty_account)
    ]
