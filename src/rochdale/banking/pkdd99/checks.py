"""What no single file can show: references to rows that are not there, owners, and the order of time.

A reference is looked up only in a file that was read: where a whole file is missing, that is the one fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from rochdale.banking.pkdd99 import tables
from rochdale.banking.pkdd99.fields import Reference
from rochdale.banking.pkdd99.records import Account, BankTransaction, Disposition, Loan, Role
from rochdale.banking.pkdd99.tables import Table
from rochdale.kernel.errors import Fault

_UNKNOWN: Final = {
    tables.DISTRICTS.file: "unknown_district",
    tables.CLIENTS.file: "unknown_client",
    tables.ACCOUNTS.file: "unknown_account",
    tables.DISPOSITIONS.file: "unknown_disposition",
}


def missing_references(
    file: str, references: Iterable[Reference], ids_by_file: dict[str, set[int]]
) -> Iterable[Fault]:
    """A fault for each reference from `file` to an id that no line of its own file has, damaged or not."""
    for reference in references:
        known = ids_by_file.get(reference.file)
        if known is not None and reference.id not in known:
            facts = {"column": reference.column, "id": reference.id}
            yield Fault(file, reference.line, _UNKNOWN[reference.file], facts)


def owner_faults(accounts: Table[Account], dispositions: Table[Disposition]) -> Iterable[Fault]:
    """account_without_owner, several_owners: each account has exactly one.

    Asked only of an undamaged disp.asc: a damaged line there may be the very owner that seems to be missing.
    """
    if not dispositions.found.read or dispositions.found.faults:
        return
    owners = Counter(row.account_id for row in dispositions.records if row.role is Role.OWNER)
    for account in accounts.records:
        if owners[account.id] != 1:
            code = "several_owners" if owners[account.id] else "account_without_owner"
            line = accounts.first_rows[account.id].line
            yield Fault(tables.ACCOUNTS.file, line, code, {"account_id": account.id})


def too_early(
    accounts: Table[Account], loans: Table[Loan], transactions: Table[BankTransaction]
) -> Iterable[Fault]:
    """before_account_opening: a loan or a transaction is older than its account."""
    opened = {account.id: account.opened_on for account in accounts.records}
    dated: list[tuple[str, int, int, date]] = [
        (tables.LOANS.file, loans.first_rows[loan.id].line, loan.account_id, loan.granted_on)
        for loan in loans.records
    ]
    dated += [
        (tables.TRANSACTIONS.file, row.line, row.account_id, row.booked_on) for row in transactions.records
    ]
    for file, line, account_id, day in dated:
        opened_on = opened.get(account_id)
        if opened_on is not None and day < opened_on:
            facts = {"account_id": account_id, "day": day.isoformat(), "opened_on": opened_on.isoformat()}
            yield Fault(file, line, "before_account_opening", facts)
