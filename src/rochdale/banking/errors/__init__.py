"""The ways in which banking can refuse. Each refusal says what was wrong; nothing was posted."""

from rochdale.banking.errors.accounts import (
    AccountNotHeld,
    BooksAlreadyOpen,
    ChartNotFound,
    HolderTwice,
    HolderUnknown,
    NotAMember,
    ProductNotFound,
    RoleNotFilled,
    TooManyAccounts,
)
from rochdale.banking.errors.base import BankingRefusal
from rochdale.banking.errors.operations import (
    AccountsSame,
    AlreadyDecided,
    AmountNotPositive,
    AskerUnknown,
    EntryCarriesShares,
    OperationKeyReused,
    PendingNotFound,
    ReasonMissing,
    SecondPersonNeeded,
)
from rochdale.banking.errors.statements import StatementTooLong

__all__ = [
    "AccountNotHeld",
    "AccountsSame",
    "AlreadyDecided",
    "AmountNotPositive",
    "AskerUnknown",
    "BankingRefusal",
    "BooksAlreadyOpen",
    "ChartNotFound",
    "EntryCarriesShares",
    "HolderTwice",
    "HolderUnknown",
    "NotAMember",
    "OperationKeyReused",
    "PendingNotFound",
    "ProductNotFound",
    "ReasonMissing",
    "RoleNotFilled",
    "SecondPersonNeeded",
    "StatementTooLong",
    "TooManyAccounts",
]
