"""What the files of the PKDD'99 bank say, one value per row.

Amounts are whole minor units of CZK (haléř, two decimals). The bank's own ids are kept as they are.
Enumerations are English; each member cites the Czech term of the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rochdale.money.currency import Currency

CZK: Final = Currency.of("CZK")


class Sex(StrEnum):
    """Read from the birth number: a woman's has 50 added to the month."""

    FEMALE = "female"
    MALE = "male"


class Frequency(StrEnum):
    """How often a statement is printed, and so charged."""

    MONTHLY = "monthly"  # POPLATEK MESICNE: 14.60
    WEEKLY = "weekly"  # POPLATEK TYDNE: 30.00
    AFTER_TRANSACTION = "after_transaction"  # POPLATEK PO OBRATU: 100.00


class Role(StrEnum):
    """What a client may do with an account."""

    OWNER = "owner"  # OWNER: may also order payments and ask for a loan
    DISPONENT = "disponent"  # DISPONENT: may use the account, owns nothing


class LoanStatus(StrEnum):
    """How the loan stood at the end of 1998, when the files were written."""

    FINISHED = "finished"  # A: contract finished, no problems
    DEFAULTED = "defaulted"  # B: contract finished, not paid
    RUNNING = "running"  # C: contract running, paid so far
    IN_ARREARS = "in_arrears"  # D: contract running, client in debt


class CardKind(StrEnum):
    """The card's product."""

    JUNIOR = "junior"  # junior
    CLASSIC = "classic"  # classic
    GOLD = "gold"  # gold


class Direction(StrEnum):
    """What the row does to the balance of the account, as its owner sees it."""

    CREDIT = "credit"  # PRIJEM: the balance grows
    DEBIT = "debit"  # VYDAJ, and VYBER used as a type: the balance shrinks


class Operation(StrEnum):
    """How the money moved. Rows of credited interest name none."""

    CASH_DEPOSIT = "cash_deposit"  # VKLAD
    CASH_WITHDRAWAL = "cash_withdrawal"  # VYBER; also fees and penalty interest, which the bank took itself
    CARD_WITHDRAWAL = "card_withdrawal"  # VYBER KARTOU
    TRANSFER_IN = "transfer_in"  # PREVOD Z UCTU: from an account at another bank
    TRANSFER_OUT = "transfer_out"  # PREVOD NA UCET: to an account at another bank

    @property
    def direction(self) -> Direction:
        """The only direction in which this operation can move a balance."""
        incoming = self in {Operation.CASH_DEPOSIT, Operation.TRANSFER_IN}
        return Direction.CREDIT if incoming else Direction.DEBIT


class Purpose(StrEnum):
    """What the payment is for: the constant symbol, `k_symbol`."""

    HOUSEHOLD = "household"  # SIPO: the collective payment of household bills
    INSURANCE = "insurance"  # POJISTNE
    INTEREST = "interest"  # UROK: credited by the bank
    LEASING = "leasing"  # LEASING: only among standing orders
    LOAN_PAYMENT = "loan_payment"  # UVER
    PENALTY_INTEREST = "penalty_interest"  # SANKC. UROK: for a balance below zero
    PENSION = "pension"  # DUCHOD
    STATEMENT_FEE = "statement_fee"  # SLUZBY


@dataclass(frozen=True, slots=True)
class District:
    """A district (`district.asc`), of branches and of clients. Its other twelve statistics are not read."""

    id: int
    name: str
    region: str
    inhabitants: int


@dataclass(frozen=True, slots=True)
class Client:
    """A person (`client.asc`). The files give no name."""

    id: int
    birth_date: date
    sex: Sex
    district_id: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account (`account.asc`), kept at the branch of a district."""

    id: int
    district_id: int
    frequency: Frequency
    opened_on: date


@dataclass(frozen=True, slots=True)
class Disposition:
    """The tie between a client and an account (`disp.asc`)."""

    id: int
    client_id: int
    account_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """A payment to be made each month to another bank (`order.asc`). `amount_minor` is not negative."""

    id: int
    account_id: int
    bank_to: str
    account_to: str
    amount_minor: int
    purpose: Purpose | None


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan (`loan.asc`): `amount_minor` is `payment_minor` times `duration_months`, interest included."""

    id: int
    account_id: int
    granted_on: date
    amount_minor: int
    duration_months: int
    payment_minor: int
    status: LoanStatus


@dataclass(frozen=True, slots=True)
class Card:
    """A card (`card.asc`), issued to a client for an account: to a disposition."""

    id: int
    disposition_id: int
    kind: CardKind
    issued_on: date


@dataclass(frozen=True, slots=True)
class BankTransaction:
    """One row of the bank's journal (`trans.asc`), with the balance it printed afterwards.

    `amount_minor` is never negative; `direction` says which way it goes. `line` is the row's line in the
    file. The counterparty is None where the bank names none: its placeholder, an empty bank with account 0,
    is read as none.
    """

    id: int
    account_id: int
    booked_on: date
    direction: Direction
    operation: Operation | None
    amount_minor: int
    printed_balance_minor: int
    purpose: Purpose | None
    counterparty_bank: str | None
    counterparty_account: str | None
    line: int

    @property
    def change_minor(self) -> int:
        """What the row adds to the account's balance as its owner sees it: negative for a debit."""
        return self.amount_minor if self.direction is Direction.CREDIT else -self.amount_minor
