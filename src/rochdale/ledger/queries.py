"""Questions to the books."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from rochdale.tenancy.actions import inside


def balance_on(cooperative_id: UUID, account_id: UUID, on: date) -> int:
    """The balance at the end of a booking date, in minor units, debit positive."""
    with inside(cooperative_id), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_balance_on(%s, %s)", [account_id, on])
        balance: int = cursor.fetchone()[0]
    return balance
