"""The verbs of banking."""

from rochdale.banking.actions.accounts import (
    HolderRequest,
    MemberAccountRequest,
    OpenedAccount,
    open_member_accounts,
)
from rochdale.banking.actions.opening import Books, open_books

__all__ = [
    "Books",
    "HolderRequest",
    "MemberAccountRequest",
    "OpenedAccount",
    "open_books",
    "open_member_accounts",
]
