"""The trial balance: every account of the chart, with control accounts standing for those of members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class TrialLine:
    """An account of the chart and its balance at the end of a booking date, debit positive."""

    account_id: UUID
    number: str
    names: dict[str, str]
    account_class: str
    currency: str
    is_control: bool
    balance_minor: int


def trial_balance(cooperative_id: UUID, on: date) -> list[TrialLine]:
    """Every account of the chart at the end of a booking date, by number; they sum to zero per currency."""
    with inside(cooperative_id):
        found = rows("ledger", "trial_balance.sql", {"cooperative_id": cooperative_id, "on_date": on})
    return [TrialLine(*row) for row in found]
