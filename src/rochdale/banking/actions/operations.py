"""One operation at the counter as a value: what is asked, and what becomes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.banking.models import OperationKind
from rochdale.ledger import actions as ledger
from rochdale.money.amount import Money


@dataclass(frozen=True, slots=True)
class Operation:
    """What became of a request: an entry in the books, or an operation that waits for a second person.

    `again` when an earlier request with the same key had already brought it there.
    """

    entry_id: UUID | None
    pending_id: UUID | None
    again: bool = False

    @property
    def waits(self) -> bool:
        """Whether a second person has still to decide."""
        return self.entry_id is None


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts of a request. `account_id` gives and `other_id` receives; `entry_id` is what is reversed."""

    kind: OperationKind
    key: str
    account_id: UUID
    other_id: UUID | None
    amount: Money
    text: str
    entry_id: UUID | None = None

    def fingerprint(self) -> bytes:
        """A hash of every fact but the key and the day: a retry is known by it."""
        facts = (self.kind, self.account_id, self.other_id, self.amount, self.entry_id, self.text)
        return hashlib.sha256("|".join(map(str, facts)).encode()).digest()

    def entry(self, on: date) -> ledger.EntryRequest:
        """The entry that does it, booked on `on`."""
        assert self.other_id is not None
        return ledger.transfer(
            key=self.key,
            on=on,
            kind=self.kind.value,
            text=self.text,
            from_id=self.account_id,
            to_id=self.other_id,
            amount=self.amount,
        )
