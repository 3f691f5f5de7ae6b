"""The verb itself: judge the files, write all in one transaction, compare with what the bank printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from django.db import transaction

from rochdale.audit import actions as audit
from rochdale.banking import queries
from rochdale.banking.actions.importing import agreement, entries, facts, founding
from rochdale.banking.actions.importing.entries import Chart
from rochdale.banking.actions.importing.plan import SOURCE, Booking, Plan, plan_of
from rochdale.banking.actions.importing.values import DatedLater, Imported, Progress, Step, silence
from rochdale.banking.errors.importing import FilesFaulty, ImportedOtherwise, NotAnImport
from rochdale.banking.models import Counterparty
from rochdale.banking.pkdd99.reading import Reading, read_bank
from rochdale.banking.pkdd99.records import CZK
from rochdale.banking.pkdd99.replay import replay
from rochdale.banking.pkdd99.summary import Summary, summarise
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import CooperativeNotFound
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import actions as ledger
from rochdale.ledger.errors import BatchRefused
from rochdale.tenancy.actions import inside

# As many as a progress bar needs steps: the ledger takes far more at once.
BATCH_ENTRIES: Final = 6_000


@dataclass(frozen=True, slots=True)
class _Files:
    """The bank's files, judged and found sound."""

    reading: Reading
    plan: Plan
    summary: Summary


def import_pkdd99(*, by: Acting, folder: Path, slug: str, progress: Progress = silence) -> Imported:
    """Make a cooperative out of the files of the PKDD'99 bank, all of them or nothing.

    Founds it under `by.cooperative_id`; where `slug` is an import of the same files already, nothing changes
    and all is compared once more. Raises FilesFaulty with every fault at once, ImportedOtherwise where the
    files said something else then, NotAnImport, and what founding may refuse (SlugMalformed).
    """
    files = _judged(folder, progress)
    known = _known(slug)
    if known is not None:
        return _imported_before(replace(by, cooperative_id=known.id), slug, files, progress)
    # One transaction: a crash, a refusal or a balance that differs leaves nothing behind.
    with transaction.atomic(), inside(by.cooperative_id):
        return _imported_now(by, slug, files, progress)


def _judged(folder: Path, progress: Progress) -> _Files:
    progress(Step.READ, 0, 1)
    reading = read_bank(folder)
    if reading.faults:
        raise FilesFaulty(faults=reading.faults)
    progress(Step.REPLAY, 0, 1)
    replayed = replay(reading.transactions)
    plan = plan_of(reading, replayed)
    if plan.faults:
        raise FilesFaulty(faults=plan.faults)
    return _Files(reading, plan, summarise(reading, replayed))


def _known(slug: str) -> cooperatives.Cooperative | None:
    try:
        return cooperatives.cooperative_by_slug(slug)
    except CooperativeNotFound:
        return None


def _imported_now(by: Acting, slug: str, files: _Files, progress: Progress) -> Imported:
    reading, plan = files.reading, files.plan
    first, after = replace(by, on=plan.days.founded_on), replace(by, on=plan.days.following)
    roles = founding.found(first, slug, plan)
    progress(Step.PEOPLE, 0, len(reading.clients))
    persons = founding.register(first, reading, plan)
    progress(Step.ACCOUNTS, 0, len(reading.accounts))
    chart = founding.open_accounts(first, reading, plan, persons, roles)
    founding.move_on(after, plan)
    progress(Step.FACTS, 0, 1)
    deed = audit.Deed("banking.import_pkdd99", "cooperative", by.cooperative_id, facts=_deed_facts(files))
    act_id = audit.record(by=after, deed=deed)
    facts.record_facts(after, act_id, reading, chart, persons)
    facts.record_import(after, act_id, facts.digests(reading))
    others = _post(after, plan.bookings, chart, progress)
    Counterparty.objects.bulk_create(others)
    progress(Step.DAYS, 0, 1)
    if plan.days.last is not None:
        ledger.close_days(by=after, through=plan.days.last)
    _compare(plan, chart, progress)
    return _imported(by, slug, files, len(others), already_there=False)


def _deed_facts(files: _Files) -> dict[str, object]:
    return {
        "entries": len(files.plan.bookings),
        "accounts": len(files.reading.accounts),
        "members": len(files.reading.clients),
    }


def _post(by: Acting, bookings: Sequence[Booking], chart: Chart, progress: Progress) -> list[Counterparty]:
    """Post in batches; if any is refused, go on to the end, so that all the reasons come back at once."""
    requests = entries.entries(bookings, chart, by.at)
    refusals: dict[int, Refusal] = {}
    for start in range(0, len(requests), BATCH_ENTRIES):
        progress(Step.ENTRIES, start, len(requests))
        batch = requests[start : start + BATCH_ENTRIES]
        try:
            ledger.post_batch(by=by, requests=batch, verb="banking.import_entries")
        except BatchRefused as refused:
            refusals |= {start + place: refusal for place, refusal in refused.refusals.items()}
    progress(Step.ENTRIES, len(requests), len(requests))
    if refusals:
        raise BatchRefused(refusals=refusals)
    return entries.counterparties(by, bookings, requests)


def _compare(plan: Plan, chart: Chart, progress: Progress) -> None:
    progress(Step.BALANCES, 0, len(plan.closings))
    if faults := agreement.closing_faults(plan, chart):
        raise FilesFaulty(faults=faults)
    progress(Step.BALANCES, len(plan.closings), len(plan.closings))


def _imported_before(by: Acting, slug: str, files: _Files, progress: Progress) -> Imported:
    """Ask the books for everything once more: the same keys with the same facts are answered as before."""
    with inside(by.cooperative_id):
        before = agreement.digests_before(SOURCE)
        if before is None:
            raise NotAnImport(slug=slug)
        faults = agreement.file_faults(before, facts.digests(files.reading))
        accounts = agreement.accounts_before(files.reading)
        chart = Chart(accounts, queries.accounts_by_role(CZK))
        known = [booking for booking in files.plan.bookings if booking.account in accounts]
        try:
            others = _post(by, known, chart, progress)
        except BatchRefused as refused:
            faults += agreement.row_faults(refused, known)
        if faults:
            raise ImportedOtherwise(slug=slug, faults=faults)
        _compare(files.plan, chart, progress)
    return _imported(by, slug, files, len(others), already_there=True)


def _imported(by: Acting, slug: str, files: _Files, counterparties: int, *, already_there: bool) -> Imported:
    reading, plan = files.reading, files.plan
    return Imported(
        cooperative_id=by.cooperative_id,
        slug=slug,
        already_there=already_there,
        summary=files.summary,
        members=len(reading.clients),
        accounts=len(reading.accounts),
        holders=len(reading.dispositions),
        standing_instructions=len(reading.standing_orders),
        loans=len(reading.loans),
        cards=len(reading.cards),
        entries=len(plan.bookings),
        counterparties=counterparties,
        unmoved_lines=tuple(row.line for row in plan.unmoved),
        closed_through=plan.days.last,
        open_day=plan.days.following,
        closings_checked=len(plan.closings),
        dated_later=_dated_later(reading, plan),
    )


def _dated_later(reading: Reading, plan: Plan) -> DatedLater:
    last = plan.days.last or plan.days.founded_on
    return DatedLater(
        accounts=sum(account.opened_on > last for account in reading.accounts),
        loans=sum(loan.granted_on > last for loan in reading.loans),
        cards=sum(card.issued_on > last for card in reading.cards),
    )
