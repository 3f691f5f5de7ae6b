"""The verbs of banking."""

from rochdale.banking.actions.accounts import (
    HolderRequest,
    MemberAccountRequest,
    OpenedAccount,
    open_member_accounts,
)
from rochdale.banking.actions.counter import deposit, reverse, transfer, withdraw
from rochdale.banking.actions.days import close_day
from rochdale.banking.actions.opening import Books, open_books
from rochdale.banking.actions.operations import Operation
from rochdale.banking.actions.second_person import approve, refuse

__all__ = [
    "Books",
    "HolderRequest",
    "MemberAccountRequest",
    "OpenedAccount",
    "Operation",
    "approve",
    "close_day",
    "deposit",
    "open_books",
    "open_member_accounts",
    "refuse",
    "reverse",
    "transfer",
    "withdraw",
]
