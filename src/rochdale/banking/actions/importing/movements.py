"""What each row of the bank's journal means in our books: its kind, and the account across from the member's.

Pure. The bank coded its own fees and penalty interest as cash withdrawals, so the purpose is asked before the
operation: else income would leave through the till.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rochdale.banking.pkdd99.records import BankTransaction, Operation, Purpose


@dataclass(frozen=True, slots=True)
class Movement:
    """The kind of an entry, the role of the account across from the member's, and what a statement shows."""

    kind: str
    role: str
    text: str


ROUNDING: Final = Movement("rounding", "rounding", "Rounding of the printed balance")

_BY_PURPOSE: Final[Mapping[Purpose, Movement]] = {
    Purpose.INTEREST: Movement("interest", "interest_expense", "Interest credited"),
    Purpose.STATEMENT_FEE: Movement("fee", "fee_income", "Statement fee"),
    Purpose.PENALTY_INTEREST: Movement("penalty_interest", "interest_income", "Penalty interest"),
}
_BY_OPERATION: Final[Mapping[Operation, Movement]] = {
    Operation.CASH_DEPOSIT: Movement("deposit", "cash", "Cash deposit"),
    Operation.CASH_WITHDRAWAL: Movement("withdrawal", "cash", "Cash withdrawal"),
    # Whose machine paid is not said, so the card's network is owed.
    Operation.CARD_WITHDRAWAL: Movement("card_withdrawal", "settlement", "Card withdrawal"),
    Operation.TRANSFER_IN: Movement("transfer_in", "settlement", "Transfer from another bank"),
    Operation.TRANSFER_OUT: Movement("transfer_out", "settlement", "Transfer to another bank"),
}
_PURPOSE_WORDS: Final[Mapping[Purpose, str]] = {
    Purpose.HOUSEHOLD: "household bills",
    Purpose.INSURANCE: "insurance",
    Purpose.LEASING: "leasing",
    Purpose.LOAN_PAYMENT: "loan payment",
    Purpose.PENSION: "pension",
}


def movement_of(row: BankTransaction) -> Movement | None:
    """What the row is in our books, or None where it names neither an operation nor a purpose to tell by."""
    if row.purpose is not None and row.purpose in _BY_PURPOSE:
        return _BY_PURPOSE[row.purpose]
    if row.operation is None:
        return None
    movement = _BY_OPERATION[row.operation]
    if row.purpose is None:
        return movement
    return Movement(movement.kind, movement.role, f"{movement.text}: {_PURPOSE_WORDS[row.purpose]}")
