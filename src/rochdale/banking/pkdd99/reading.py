"""The bank's folder, read and judged whole: all good records, and every fault with its file and line.

Nothing here decides whether to import: a reading with faults is complete all the same, and its caller refuses
it. Rows dated on or after a given day are set aside and counted, because the transaction file was cut there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rochdale.banking.pkdd99 import checks, tables
from rochdale.banking.pkdd99.fields import parse_day
from rochdale.banking.pkdd99.lines import FileRows, Row, read_rows
from rochdale.banking.pkdd99.records import (
    Account,
    BankTransaction,
    Card,
    Client,
    Disposition,
    District,
    Loan,
    StandingOrder,
)
from rochdale.banking.pkdd99.tables import Table, read_table
from rochdale.kernel.errors import Fault

# The transaction file that we know is the first part of a longer one and ends somewhere in this day.
CUT_ON: Final = date(1994, 3, 31)
_DATE_COLUMN: Final = tables.TRANSACTIONS.columns.index("date")


@dataclass(frozen=True, slots=True)
class SetAside:
    """The transactions that were not read because they are dated `before` or later.

    `rows` counts them, the cut one included; `first_line` and `last_line` say where they are.
    `cut_final_line` is the line of a last row that was cut off in its middle.
    """

    before: date
    rows: int
    first_line: int | None
    last_line: int | None
    cut_final_line: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the folder says, in the order of its files, and what is wrong. Import it only without faults."""

    districts: tuple[District, ...]
    clients: tuple[Client, ...]
    accounts: tuple[Account, ...]
    dispositions: tuple[Disposition, ...]
    standing_orders: tuple[StandingOrder, ...]
    loans: tuple[Loan, ...]
    cards: tuple[Card, ...]
    transactions: tuple[BankTransaction, ...]
    set_aside: SetAside
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class _Tables:
    districts: Table[District]
    clients: Table[Client]
    accounts: Table[Account]
    dispositions: Table[Disposition]
    standing_orders: Table[StandingOrder]
    loans: Table[Loan]
    cards: Table[Card]
    transactions: Table[BankTransaction]


def read_bank(folder: Path, before: date = CUT_ON) -> Reading:
    """Read the eight files of `folder`, and the transactions dated earlier than `before`.

    Never raises on bad content or missing files: all faults come back at once, by file and line.
    """
    rows = read_rows(folder, tables.TRANSACTIONS)
    set_aside = _set_aside(rows, before)
    read = _Tables(
        districts=read_table(read_rows(folder, tables.DISTRICTS), tables.district_of),
        clients=read_table(read_rows(folder, tables.CLIENTS), tables.client_of),
        accounts=read_table(read_rows(folder, tables.ACCOUNTS), tables.account_of),
        dispositions=read_table(read_rows(folder, tables.DISPOSITIONS), tables.disposition_of),
        standing_orders=read_table(read_rows(folder, tables.STANDING_ORDERS), tables.standing_order_of),
        loans=read_table(read_rows(folder, tables.LOANS), tables.loan_of),
        cards=read_table(read_rows(folder, tables.CARDS), tables.card_of),
        transactions=read_table(rows, tables.transaction_of),
    )
    return Reading(
        districts=tuple(read.districts.records),
        clients=tuple(read.clients.records),
        accounts=tuple(read.accounts.records),
        dispositions=tuple(read.dispositions.records),
        standing_orders=tuple(read.standing_orders.records),
        loans=tuple(read.loans.records),
        cards=tuple(read.cards.records),
        transactions=tuple(read.transactions.records),
        set_aside=set_aside,
        faults=sorted(_faults(read), key=lambda fault: (fault.source, fault.line or 0)),
    )


def _faults(read: _Tables) -> Iterable[Fault]:
    """Every fault of every file, then those that show only across files."""
    ids_by_file = {
        table.found.layout.file: set(table.first_rows)
        for table in (read.districts, read.clients, read.accounts, read.dispositions)
        if table.found.read
    }
    yield from checks.owner_faults(read.accounts, read.dispositions)
    yield from checks.too_early(read.accounts, read.loans, read.transactions)
    for table in (
        read.districts,
        read.clients,
        read.accounts,
        read.dispositions,
        read.standing_orders,
        read.loans,
        read.cards,
        read.transactions,
    ):
        yield from table.found.faults
        yield from checks.missing_references(table.found.layout.file, table.references, ids_by_file)


def _set_aside(found: FileRows, before: date) -> SetAside:
    """Take the rows dated `before` or later out of the transactions, and say which they are."""
    aside = [row for row in found.rows if _is_late(row, before)]
    cut = _cut_final_row(found.rows, before)
    if cut is not None:
        aside.append(cut)
    late = {row.line for row in aside}
    found.rows = [row for row in found.rows if row.line not in late]
    return SetAside(
        before=before,
        rows=len(aside),
        first_line=aside[0].line if aside else None,
        last_line=aside[-1].line if aside else None,
        cut_final_line=None if cut is None else cut.line,
    )


def _is_late(row: Row, before: date) -> bool:
    """Whether a row with all its fields is dated `before` or later."""
    if row.is_cut(tables.TRANSACTIONS) or len(row.fields) > len(tables.TRANSACTIONS.columns):
        return False
    day = parse_day(row.fields[_DATE_COLUMN])
    return day is not None and day >= before


def _cut_final_row(rows: list[Row], before: date) -> Row | None:
    """The last row, if it was cut off in its middle and belongs to the days that are set aside.

    Its own date says so or, where the cut took that, the date of the row above: the file is in order of date.
    """
    if not rows or not rows[-1].is_cut(tables.TRANSACTIONS):
        return None
    last = rows[-1]
    keeps_its_date = len(last.fields) > _DATE_COLUMN + 1
    day = parse_day(last.fields[_DATE_COLUMN]) if keeps_its_date else None
    if keeps_its_date:
        return last if day is not None and day >= before else None
    return last if len(rows) > 1 and _is_late(rows[-2], before) else None
