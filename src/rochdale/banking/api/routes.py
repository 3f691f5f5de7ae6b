"""The routes of banking, and the refusals that any posting may end in."""

from __future__ import annotations

from typing import Final

from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors as ledger
from rochdale.web.api import Routes

ACCOUNTS = Routes("accounts")
COUNTER = Routes("counter")
BOOKS = Routes("books")
POSTING: Final[tuple[type[Refusal], ...]] = (
    ledger.AccountNotFound,
    ledger.AccountClosed,
    ledger.AccountFrozen,
    ledger.ControlAccount,
    ledger.CurrencyMismatch,
    ledger.InsufficientFunds,
    ledger.DayNotOpen,
    ledger.IdempotencyKeyReused,
    ledger.BooksBusy,
)
