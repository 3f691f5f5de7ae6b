"""Whether files say what was brought in before, and whether our books say what the bank printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from rochdale.banking.actions.importing.entries import Chart
from rochdale.banking.actions.importing.founding import account_number
from rochdale.banking.actions.importing.plan import Booking, Plan
from rochdale.banking.models import ImportRecord
from rochdale.banking.pkdd99 import tables
from rochdale.banking.pkdd99.reading import Reading
from rochdale.kernel.errors import Fault
from rochdale.ledger.errors import BatchRefused
from rochdale.tenancy.queries import array_of_ids, array_of_numbers, array_of_texts, packed_rows, rows


def digests_before(source: str) -> Mapping[str, str] | None:
    """The hashes of the files that this cooperative was made from; None if it was not made from any."""
    found = ImportRecord.objects.filter(source=source).values_list("digests", flat=True).first()
    return None if found is None else dict(found)


def accounts_before(reading: Reading) -> dict[int, UUID]:
    """The ids that the bank's accounts have in our books, for those that are there."""
    known = dict(rows("banking", "imported_accounts.sql", {}))
    numbers = {account.id: account_number(account.id) for account in reading.accounts}
    return {account: known[number] for account, number in numbers.items() if number in known}


def file_faults(before: Mapping[str, str], now: Mapping[str, str]) -> list[Fault]:
    """other_facts: each file that says something else than the one that was brought in."""
    return [Fault(file, None, "other_facts") for file, digest in now.items() if before.get(file) != digest]


def row_faults(refused: BatchRefused, bookings: Sequence[Booking]) -> Iterator[Fault]:
    """other_facts for a row whose id was booked otherwise; not_imported_then for one that is new."""
    for place, refusal in sorted(refused.refusals.items()):
        row = bookings[place].row
        if row is not None:
            known = refusal.code == "idempotency_key_reused"
            code = "other_facts" if known else "not_imported_then"
            yield Fault(tables.TRANSACTIONS.file, row.line, code, {"id": row.id})


def closing_faults(plan: Plan, chart: Chart) -> list[Fault]:
    """balance_differs: each account-day whose closing balance in our books is not the one that was printed.

    One statement, over what the closed days froze.
    """
    days = plan.closings
    found = packed_rows(
        "banking",
        "printed_closings.sql",
        {
            "account_id": array_of_ids(chart.member_accounts[day.account_id] for day in days),
            "booking_date": array_of_texts(day.day for day in days),
            "closing_minor": array_of_numbers(day.closing_minor for day in days),
        },
    )
    if not found:
        return []
    lines = {
        (chart.member_accounts[day.account_id], day.day): (day.account_id, day.transactions[-1].line)
        for day in days
    }
    return [_differs(row, lines[row[0], row[1]]) for row in found]


def _differs(row: tuple[UUID, date, int, int], place: tuple[int, int]) -> Fault:
    account, line = place
    facts = {"account": account, "day": row[1].isoformat(), "printed_minor": row[2], "own_minor": row[3]}
    return Fault(tables.TRANSACTIONS.file, line, "balance_differs", facts)
