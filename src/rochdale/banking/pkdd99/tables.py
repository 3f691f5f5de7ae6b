"""The eight files of the bank: their columns, their vocabulary, and how a row becomes a record.

`read_table` reads any of them. Whatever is wrong with a row is reported and the row yields no record, but its
id is remembered all the same, so that a damaged account is not also reported by each row that refers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from rochdale.banking.pkdd99.fields import Reference, RowReader
from rochdale.banking.pkdd99.lines import FileRows, Layout, Row
from rochdale.banking.pkdd99.records import (
    Account,
    BankTransaction,
    Card,
    CardKind,
    Client,
    Direction,
    Disposition,
    District,
    Frequency,
    Loan,
    LoanStatus,
    Operation,
    Purpose,
    Role,
    StandingOrder,
)

Record = TypeVar("Record")

DISTRICTS: Final = Layout("district.asc", tuple(f"A{number}" for number in range(1, 17)))
CLIENTS: Final = Layout("client.asc", ("client_id", "birth_number", "district_id"))
ACCOUNTS: Final = Layout("account.asc", ("account_id", "district_id", "frequency", "date"))
DISPOSITIONS: Final = Layout("disp.asc", ("disp_id", "client_id", "account_id", "type"))
STANDING_ORDERS: Final = Layout(
    "order.asc", ("order_id", "account_id", "bank_to", "account_to", "amount", "k_symbol")
)
LOANS: Final = Layout(
    "loan.asc", ("loan_id", "account_id", "date", "amount", "duration", "payments", "status")
)
CARDS: Final = Layout("card.asc", ("card_id", "disp_id", "type", "issued"))
TRANSACTIONS: Final = Layout(
    "trans.asc",
    (
        "trans_id",
        "account_id",
        "date",
        "type",
        "operation",
        "amount",
        "balance",
        "k_symbol",
        "bank",
        "account",
    ),
)

_FREQUENCIES: Final[Mapping[str, Frequency]] = {
    "POPLATEK MESICNE": Frequency.MONTHLY,
    "POPLATEK TYDNE": Frequency.WEEKLY,
    "POPLATEK PO OBRATU": Frequency.AFTER_TRANSACTION,
}
_ROLES: Final[Mapping[str, Role]] = {"OWNER": Role.OWNER, "DISPONENT": Role.DISPONENT}
_LOAN_STATUSES: Final[Mapping[str, LoanStatus]] = {
    "A": LoanStatus.FINISHED,
    "B": LoanStatus.DEFAULTED,
    "C": LoanStatus.RUNNING,
    "D": LoanStatus.IN_ARREARS,
}
_CARD_KINDS: Final[Mapping[str, CardKind]] = {kind.value: kind for kind in CardKind}
_DIRECTIONS: Final[Mapping[str, Direction]] = {
    "PRIJEM": Direction.CREDIT,
    "VYDAJ": Direction.DEBIT,
    "VYBER": Direction.DEBIT,
}
_OPERATIONS: Final[Mapping[str, Operation | None]] = {
    "": None,
    "VKLAD": Operation.CASH_DEPOSIT,
    "VYBER": Operation.CASH_WITHDRAWAL,
    "VYBER KARTOU": Operation.CARD_WITHDRAWAL,
    "PREVOD Z UCTU": Operation.TRANSFER_IN,
    "PREVOD NA UCET": Operation.TRANSFER_OUT,
}
# The bank printed a lone blank, or nothing, where it knew no purpose.
_PURPOSES: Final[Mapping[str, Purpose | None]] = {
    "": None,
    " ": None,
    "DUCHOD": Purpose.PENSION,
    "LEASING": Purpose.LEASING,
    "POJISTNE": Purpose.INSURANCE,
    "SANKC. UROK": Purpose.PENALTY_INTEREST,
    "SIPO": Purpose.HOUSEHOLD,
    "SLUZBY": Purpose.STATEMENT_FEE,
    "UROK": Purpose.INTEREST,
    "UVER": Purpose.LOAN_PAYMENT,
}


@dataclass(slots=True)
class Table(Generic[Record]):
    """What one file yields: the good records, the ids of all its rows, and the references to other files."""

    found: FileRows
    records: list[Record] = field(default_factory=list)
    first_rows: dict[int, Row] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)


def read_table(found: FileRows, record_of: Callable[[RowReader], Record]) -> Table[Record]:
    """The records of a file's rows.

    Faults: cut_line, too_many_fields, duplicate_row, duplicate_id, and all those of a row's fields.
    """
    table: Table[Record] = Table(found)
    for row in found.rows:
        reader = RowReader(row, found, table.references)
        if not _has_its_fields(reader):
            _remember(row, table)
            continue
        record = record_of(reader)
        if (earlier := _remember(row, table)) is not None:
            _blame_duplicate(reader, earlier)
        if not reader.faulty:
            table.records.append(record)
    return table


def _has_its_fields(reader: RowReader) -> bool:
    """Whether the row has as many fields as the file has columns."""
    row, layout = reader.row, reader.found.layout
    if row.is_cut(layout):
        reader.blame("cut_line", expected=len(layout.columns), found=len(row.fields))
    elif len(row.fields) > len(layout.columns):
        reader.blame("too_many_fields", expected=len(layout.columns), found=len(row.fields))
    return not reader.faulty


def _remember(row: Row, table: Table[Record]) -> Row | None:
    """Note the row's id, if it has one; return the earlier row of the same id, if there is one."""
    text = row.fields[0]
    if not (text.isascii() and text.isdecimal()):
        return None
    earlier = table.first_rows.setdefault(int(text), row)
    return None if earlier is row else earlier


def _blame_duplicate(reader: RowReader, earlier: Row) -> None:
    same = earlier.fields == reader.row.fields
    reader.blame(
        "duplicate_row" if same else "duplicate_id", id=reader.row.fields[0], first_line=earlier.line
    )


def district_of(row: RowReader) -> District:
    """A row of district.asc. Fault: missing_name."""
    district = District(row.number("A1"), row.text("A2"), row.text("A3"), row.number("A4"))
    for column, text in (("A2", district.name), ("A3", district.region)):
        if not text.strip():
            row.blame("missing_name", column=column)
    return district


def client_of(row: RowReader) -> Client:
    """A row of client.asc."""
    client_id = row.number("client_id")
    birth_date, sex = row.birth("birth_number")
    return Client(client_id, birth_date, sex, row.reference("district_id", DISTRICTS.file))


def account_of(row: RowReader) -> Account:
    """A row of account.asc."""
    return Account(
        id=row.number("account_id"),
        district_id=row.reference("district_id", DISTRICTS.file),
        frequency=row.term("frequency", _FREQUENCIES, "unknown_frequency"),
        opened_on=row.day("date"),
    )


def disposition_of(row: RowReader) -> Disposition:
    """A row of disp.asc."""
    return Disposition(
        id=row.number("disp_id"),
        client_id=row.reference("client_id", CLIENTS.file),
        account_id=row.reference("account_id", ACCOUNTS.file),
        role=row.term("type", _ROLES, "unknown_role"),
    )


def standing_order_of(row: RowReader) -> StandingOrder:
    """A row of order.asc."""
    return StandingOrder(
        id=row.number("order_id"),
        account_id=row.reference("account_id", ACCOUNTS.file),
        bank_to=row.bank("bank_to"),
        account_to=row.bank_account("account_to"),
        amount_minor=row.amount("amount"),
        purpose=row.term("k_symbol", _PURPOSES, "unknown_purpose"),
    )


def loan_of(row: RowReader) -> Loan:
    """A row of loan.asc. Fault: loan_amount_differs, where the payments do not add up to the loan."""
    loan = Loan(
        id=row.number("loan_id"),
        account_id=row.reference("account_id", ACCOUNTS.file),
        granted_on=row.day("date"),
        amount_minor=row.amount("amount"),
        duration_months=row.number("duration"),
        payment_minor=row.amount("payments"),
        status=row.term("status", _LOAN_STATUSES, "unknown_status"),
    )
    if not row.faulty and loan.amount_minor != loan.payment_minor * loan.duration_months:
        row.blame(
            "loan_amount_differs",
            amount_minor=loan.amount_minor,
            payment_minor=loan.payment_minor,
            duration_months=loan.duration_months,
        )
    return loan


def card_of(row: RowReader) -> Card:
    """A row of card.asc."""
    return Card(
        id=row.number("card_id"),
        disposition_id=row.reference("disp_id", DISPOSITIONS.file),
        kind=row.term("type", _CARD_KINDS, "unknown_card_kind"),
        issued_on=row.day_of_timestamp("issued"),
    )


def transaction_of(row: RowReader) -> BankTransaction:
    """A row of trans.asc. Fault: operation_contradicts_type, where a deposit is a debit or the like."""
    bank, account = _counterparty(row)
    transaction = BankTransaction(
        id=row.number("trans_id"),
        account_id=row.reference("account_id", ACCOUNTS.file),
        booked_on=row.day("date"),
        direction=row.term("type", _DIRECTIONS, "unknown_type"),
        operation=row.term("operation", _OPERATIONS, "unknown_operation"),
        amount_minor=row.amount("amount"),
        printed_balance_minor=row.balance("balance"),
        purpose=row.term("k_symbol", _PURPOSES, "unknown_purpose"),
        counterparty_bank=bank,
        counterparty_account=account,
        line=row.row.line,
    )
    operation = transaction.operation
    if not row.faulty and operation is not None and operation.direction is not transaction.direction:
        row.blame("operation_contradicts_type", type=row.text("type"), operation=row.text("operation"))
    return transaction


def _counterparty(row: RowReader) -> tuple[str | None, str | None]:
    """The other bank and the account there; an account of 0 at no bank is the bank's way of saying none."""
    bank, account = row.text("bank"), row.text("account")
    if not bank and account in {"", "0"}:
        return None, None
    return row.bank("bank") if bank else None, row.bank_account("account")
