"""What the bank's files record and nothing here carries out: standing orders, loans, cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from uuid import UUID

from rochdale.banking.actions.importing.entries import Chart
from rochdale.banking.actions.importing.plan import SOURCE
from rochdale.banking.models import ImportRecord, RecordedCard, RecordedLoan, StandingInstruction
from rochdale.banking.pkdd99 import tables
from rochdale.banking.pkdd99.reading import Reading
from rochdale.banking.pkdd99.records import CZK
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import new_id


def digests(reading: Reading) -> dict[str, str]:
    """For each file a hash of what it says, whatever the order of its rows and the ends of its lines."""
    files: dict[str, Iterable[object]] = {
        tables.DISTRICTS.file: reading.districts,
        tables.CLIENTS.file: reading.clients,
        tables.ACCOUNTS.file: reading.accounts,
        tables.DISPOSITIONS.file: reading.dispositions,
        tables.STANDING_ORDERS.file: reading.standing_orders,
        tables.LOANS.file: reading.loans,
        tables.CARDS.file: reading.cards,
        tables.TRANSACTIONS.file: [
            (
                row.id,
                row.account_id,
                row.booked_on,
                row.change_minor,
                row.operation,
                row.purpose,
                row.printed_balance_minor,
                row.counterparty_bank,
                row.counterparty_account,
            )
            for row in reading.transactions
        ],
    }
    return {file: _digest(records) for file, records in files.items()}


def _digest(records: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, records))).encode()).hexdigest()


def record_facts(
    by: Acting, act_id: UUID, reading: Reading, chart: Chart, persons: Mapping[int, UUID]
) -> None:
    """Write down the standing orders, loans and cards, a statement for each kind."""
    instructions = list(_instructions(by, act_id, reading, chart))
    StandingInstruction.objects.bulk_create(instructions)
    RecordedLoan.objects.bulk_create(_loans(by, act_id, reading, chart))
    RecordedCard.objects.bulk_create(_cards(by, act_id, reading, chart, persons))


def record_import(by: Acting, act_id: UUID, digests_by_file: Mapping[str, str]) -> None:
    """Write down which files were brought in."""
    ImportRecord.objects.bulk_create(
        [
            ImportRecord(
                cooperative_id=by.cooperative_id, source=SOURCE, digests=dict(digests_by_file), act_id=act_id
            )
        ]
    )


def _instructions(by: Acting, act_id: UUID, reading: Reading, chart: Chart) -> Iterable[StandingInstruction]:
    for order in reading.standing_orders:
        yield StandingInstruction(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            account_id=chart.member_accounts[order.account_id],
            bank=order.bank_to,
            bank_account=order.account_to,
            amount_minor=order.amount_minor,
            currency=CZK.code,
            purpose=order.purpose or "",
            source_key=f"{SOURCE}:order:{order.id}",
            act_id=act_id,
        )


def _loans(by: Acting, act_id: UUID, reading: Reading, chart: Chart) -> Iterable[RecordedLoan]:
    for loan in reading.loans:
        yield RecordedLoan(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            account_id=chart.member_accounts[loan.account_id],
            granted_on=loan.granted_on,
            amount_minor=loan.amount_minor,
            payment_minor=loan.payment_minor,
            currency=CZK.code,
            duration_months=loan.duration_months,
            status=loan.status,
            source_key=f"{SOURCE}:loan:{loan.id}",
            act_id=act_id,
        )


def _cards(
    by: Acting, act_id: UUID, reading: Reading, chart: Chart, persons: Mapping[int, UUID]
) -> Iterable[RecordedCard]:
    dispositions = {row.id: row for row in reading.dispositions}
    for card in reading.cards:
        held = dispositions[card.disposition_id]
        yield RecordedCard(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            account_id=chart.member_accounts[held.account_id],
            person_id=persons[held.client_id],
            kind=card.kind,
            issued_on=card.issued_on,
            source_key=f"{SOURCE}:card:{card.id}",
            act_id=act_id,
        )
