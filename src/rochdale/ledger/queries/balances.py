"""Balances now, at any past booking or value date, and day by day (rule Q-49)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from rochdale.ledger.models import Balance
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Available:
    """What an account with a limit holds now, as its owner counts it: own balance, held, overdraft, the rest."""

    own_balance_minor: int
    held_minor: int
    overdraft_minor: int

    @property
    def available_minor(self) -> int:
        """What can be drawn now."""
        return self.own_balance_minor - self.held_minor + self.overdraft_minor


@dataclass(frozen=True, slots=True)
class DayBalance:
    """What a day left on an account that it touched."""

    account_id: UUID
    booking_date: date
    debit_minor: int
    credit_minor: int
    closing_minor: int


def available(cooperative_id: UUID, account_ids: Iterable[UUID]) -> dict[UUID, Available]:
    """What accounts with a limit hold now, in one statement; others are left out."""
    with inside(cooperative_id):
        kept = Balance.objects.filter(account_id__in=list(account_ids))
        return {
            row.account_id: Available(row.side * row.balance_minor, row.held_minor, row.overdraft_minor)
            for row in kept
        }


def balance_on(cooperative_id: UUID, account_id: UUID, on: date) -> int:
    """The balance at the end of a booking date."""
    return _scalar(cooperative_id, "SELECT ledger_balance_on(%s, %s)", account_id, on)


def value_balance_on(cooperative_id: UUID, account_id: UUID, on: date) -> int:
    """The balance at the end of a value date (rule B-3): what interest is reckoned on."""
    return _scalar(cooperative_id, "SELECT ledger_value_balance_on(%s, %s)", account_id, on)


def _scalar(cooperative_id: UUID, question: str, account_id: UUID, on: date) -> int:
    with inside(cooperative_id), connection.cursor() as cursor:
        cursor.execute(question, [account_id, on])
        answer: int = cursor.fetchone()[0]
    return answer


def daily_balances(
    cooperative_id: UUID, account_ids: Iterable[UUID], first: date, last: date
) -> list[DayBalance]:
    """The balance of each account at the end of each day that touched it, both dates included, in date order."""
    parameters = {
        "cooperative_id": cooperative_id,
        "account_ids": list(account_ids),
        "first": first,
        "last": last,
    }
    with inside(cooperative_id):
        return [DayBalance(*row) for row in rows("ledger", "daily_balances.sql", parameters)]
