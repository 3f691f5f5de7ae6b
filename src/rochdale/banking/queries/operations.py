"""Operations that waited, or wait, for a second person. Asked inside a cooperative; answers are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.banking.errors import PendingNotFound
from rochdale.banking.models import OperationKind, Outcome
from rochdale.banking.queries.accounts import Names
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import rows

PENDING_MAX = 100


@dataclass(frozen=True, slots=True)
class AccountNamed:
    """An account as an operation names it; `owner_id` is None for an account of the chart."""

    account_id: UUID
    number: str
    names: Names
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a second person decided: with `entry_id` if it was approved, with a reason if it was refused."""

    outcome: Outcome
    reason: str
    decided_by: UUID
    decided_at: datetime
    entry_id: UUID | None


@dataclass(frozen=True, slots=True)
class PendingOperation:
    """An operation over the limit. `gives` is debited and `takes` credited; a reversal names its entry."""

    id: UUID
    kind: OperationKind
    gives: AccountNamed
    takes: AccountNamed | None
    entry_id: UUID | None
    amount: Money
    threshold: Money
    text: str
    reason: str
    bylaw_version: int
    asked_by: UUID
    asked_at: datetime
    authority: str
    decided: Decided | None

    @property
    def account(self) -> AccountNamed:
        """The member's account: the one that a deposit goes to, else the one that gives."""
        return self.takes if self.kind is OperationKind.DEPOSIT and self.takes else self.gives


@dataclass(frozen=True, slots=True)
class Waiting:
    """The operations that wait, oldest first, and how many there are in all."""

    operations: tuple[PendingOperation, ...]
    count: int


def waiting(limit: int = PENDING_MAX) -> Waiting:
    """What waits for a second person."""
    found = _found(is_open=True, limit=limit)
    return Waiting(tuple(_pending(row) for row in found), found[0][-1] if found else 0)


def pending_operation(pending_id: UUID) -> PendingOperation:
    """One operation, decided or not. Raises PendingNotFound."""
    found = _found(pending_id=pending_id)
    if not found:
        raise PendingNotFound(pending_id=pending_id)
    return _pending(found[0])


def pending_behind(entry_id: UUID) -> PendingOperation | None:
    """The operation whose approval posted an entry, or None for an entry that needed none."""
    found = _found(posted_id=entry_id)
    return _pending(found[0]) if found else None


def _found(
    *, pending_id: UUID | None = None, posted_id: UUID | None = None, is_open: bool = False, limit: int = 1
) -> list[tuple[Any, ...]]:
    wanted = {"pending_id": pending_id, "posted_id": posted_id, "is_open": is_open, "limit": limit}
    return rows("banking", "pending.sql", wanted)


def _pending(row: tuple[Any, ...]) -> PendingOperation:
    currency = Currency.of(row[13])
    return PendingOperation(
        id=row[0],
        kind=OperationKind(row[1]),
        gives=_named(row[2:6]),
        takes=_named(row[6:10]) if row[6] else None,
        entry_id=row[10],
        amount=Money(row[11], currency),
        threshold=Money(row[12], currency),
        text=row[14],
        reason=row[15],
        bylaw_version=row[16],
        asked_by=row[17],
        asked_at=row[18],
        authority=row[19],
        decided=_decided(row[20:25]) if row[20] else None,
    )


def _named(columns: tuple[Any, ...]) -> AccountNamed:
    account_id, number, names, owner_id = columns
    return AccountNamed(account_id, number, names, owner_id)


def _decided(columns: tuple[Any, ...]) -> Decided:
    outcome, reason, decided_by, decided_at, entry_id = columns
    return Decided(Outcome(outcome), reason, decided_by, decided_at, entry_id)
