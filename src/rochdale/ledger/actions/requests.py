"""What one may ask of the books, as values that cannot change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.money.amount import Money


@dataclass(frozen=True, slots=True)
class Line:
    """So much to one account, in minor units of `currency`: a debit is positive, a credit negative."""

    account_id: UUID
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """An entry that someone wants posted.

    `idempotency_key` is the asker's: the same key with the same facts is answered as the first time. `kind`
    is a code of the asking room, `text` what a statement shows: never a person's particulars (rule V-7).
    """

    idempotency_key: str
    booking_date: date
    value_date: date
    kind: str
    text: str
    lines: tuple[Line, ...]
    reverses_id: UUID | None = None
    entry_id: UUID | None = None  # only where another row must name the entry before it is posted

    def fingerprint(self) -> bytes:
        """A hash of every fact but the key: two requests with one fingerprint ask for the same."""
        facts = [self.kind, self.text, f"{self.booking_date}{self.value_date}{self.reverses_id}"]
        facts += [f"{line.account_id.hex}{line.amount_minor}{line.currency}" for line in self.lines]
        # Lengths keep one fact from running into the next.
        return hashlib.sha256("".join([f"{len(fact)}:{fact}" for fact in facts]).encode()).digest()


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry that stands in the books; `again` when an earlier request had already put it there."""

    entry_id: UUID
    again: bool = False


def transfer(
    *,
    key: str,
    on: date,
    kind: str,
    text: str,
    from_id: UUID,
    to_id: UUID,
    amount: Money,
    value_date: date | None = None,
) -> EntryRequest:
    """Money from one account to another: the first is debited, the second credited, by `amount`.

    Between two deposit accounts, which are debts of the cooperative, a debit takes and a credit gives.
    """
    code = amount.currency.code
    lines = (Line(from_id, amount.minor, code), Line(to_id, -amount.minor, code))
    return EntryRequest(key, on, value_date or on, kind, text, lines)
