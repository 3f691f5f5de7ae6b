"""Questions to the books. Balances are minor units, debit positive, unless a name says `own`."""

from rochdale.ledger.queries.accounts import (
    AccountFacts,
    account,
    account_by_number,
    account_by_role,
    accounts,
    accounts_owned_by,
)
from rochdale.ledger.queries.balances import (
    Available,
    DayBalance,
    available,
    balance_on,
    daily_balances,
    value_balance_on,
)
from rochdale.ledger.queries.days import DayFacts, days, open_days
from rochdale.ledger.queries.journal import (
    EntryFacts,
    PostingFacts,
    entries_of_day,
    entry,
    entry_by_key,
    entry_numbered,
    journal,
)
from rochdale.ledger.queries.statements import StatementLine, StatementPage, statement
from rochdale.ledger.queries.trial_balance import TrialLine, trial_balance

__all__ = [
    "AccountFacts",
    "Available",
    "DayBalance",
    "DayFacts",
    "EntryFacts",
    "PostingFacts",
    "StatementLine",
    "StatementPage",
    "TrialLine",
    "account",
    "account_by_number",
    "account_by_role",
    "accounts",
    "accounts_owned_by",
    "available",
    "balance_on",
    "daily_balances",
    "days",
    "entries_of_day",
    "entry",
    "entry_by_key",
    "entry_numbered",
    "journal",
    "open_days",
    "statement",
    "trial_balance",
    "value_balance_on",
]
