"""The verb itself: read, judge beside our own register, and write all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from rochdale.audit import actions as audit
from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.importing import judging
from rochdale.capital.actions.importing.plan import Plan, plan_of, summary_of
from rochdale.capital.actions.importing.values import Accepted, Progress, RegisterImport, Step, silence
from rochdale.capital.actions.issues import OldHolding, take_over
from rochdale.capital.actions.leaving import queue_leavers
from rochdale.capital.old_register.reading import Layout, Reading, read_register
from rochdale.capital.queries import ShareClassFacts
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Cooperative
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as books
from rochdale.ledger.errors import AccountNotFound
from rochdale.ledger.queries import AccountFacts
from rochdale.membership import actions as membership
from rochdale.membership import queries as members
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside

WRITTEN_TOGETHER: Final = 5_000
_KEY_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file found sound beside the register as it stands: who comes in, and against which account."""

    reading: Reading
    own: Cooperative
    classes: Mapping[str, ShareClassFacts]
    account: AccountFacts
    plan: Plan
    report: RegisterImport


def import_members(
    *,
    by: Acting,
    path: Path,
    layout: Layout,
    against: str = "suspense",
    accepted: Accepted = Accepted(),  # noqa: B008  # frozen
    progress: Progress = silence,
) -> RegisterImport:
    """Bring an older register into a cooperative, with its numbers and days; no mail is sent.

    Nothing is written unless `accepted.write`; then everything is, in one transaction. Persons of an earlier
    import are left as they are: the same file twice is as good as once. Shares are taken over against the account
    named `against`, by role or number. Raises NotAllowed (permission manage_capital), RegisterFaulty with every
    fault at once, NamesakesFound, AccountNotFound, and what posting refuses.
    """
    with transaction.atomic(), inside(by.cooperative_id):
        require(by)
        progress(Step.READ, 0, 1)
        reading = read_register(path, layout=layout, today=by.on)
        if accepted.write:
            # From here to the end nobody else gives a number: what was judged stays true.
            membership.hold_register(by=by)
        progress(Step.JUDGE, 0, 1)
        judged = _judged(by, reading, against, written=accepted.write)
        if accepted.write:
            if judged.report.namesakes and not accepted.namesakes:
                raise errors.NamesakesFound(
                    faults=judged.report.namesakes, count=len(judged.report.namesakes)
                )
            _write(by, judged, progress)
        return judged.report


def _judged(by: Acting, reading: Reading, against: str, *, written: bool) -> _Judged:
    own = cooperatives.cooperative(by.cooperative_id)
    faults = reading.faults
    classes = {each.code: each for each in queries.share_classes()}
    judging.judge_classes(reading, classes, faults)
    known = judging.known_persons(reading.lines)
    judging.judge_numbers(reading.lines, known, faults)
    if faults.count:
        raise errors.RegisterFaulty(faults=faults.in_order(), count=faults.count)
    last = members.highest_number(cooperative_id=by.cooperative_id)
    plan = plan_of(reading.lines, known=known.keys(), last_number=last, language=own.languages[0])
    judging.judge_holdings(plan, classes, faults)
    if faults.count:
        raise errors.RegisterFaulty(faults=faults.in_order(), count=faults.count)
    account = _account(by, against, own)
    report = _report(by, reading, own, plan, classes, account, written=written)
    return _Judged(reading, own, classes, account, plan, report)


def _account(by: Acting, against: str, own: Cooperative) -> AccountFacts:
    """An account of the chart, by role or number. Raises AccountNotFound, for a member's account as well."""
    try:
        return books.account_by_role(by.cooperative_id, against, own.currency.code)
    except AccountNotFound:
        found = books.account_by_number(by.cooperative_id, against)
        if found.control_id is not None:
            raise
        return found


def _report(
    by: Acting,
    reading: Reading,
    own: Cooperative,
    plan: Plan,
    classes: Mapping[str, ShareClassFacts],
    account: AccountFacts,
    *,
    written: bool,
) -> RegisterImport:
    summary = summary_of(plan, classes)
    before = books.balance_on(by.cooperative_id, account.id, by.on)
    worth = sum(each.worth.minor for each in summary.shares)
    return RegisterImport(
        cooperative=own.slug,
        on=by.on,
        digest=reading.digest,
        written=written and bool(plan.newcomers),
        summary=summary,
        namesakes=judging.namesakes_of(plan, reading.faults.source),
        account=account.number,
        account_before=Money(account.side * before, own.currency),
        account_after=Money(account.side * (before + worth), own.currency),
    )


def _write(by: Acting, judged: _Judged, progress: Progress) -> None:
    newcomers = judged.plan.newcomers
    if not newcomers:
        return
    deed = audit.Deed(
        "capital.import_members",
        "cooperative",
        by.cooperative_id,
        cooperatives.bylaw_version(by.on),
        {"sha256": judged.reading.digest, "lines": len(judged.reading.lines), "persons": len(newcomers)},
    )
    audit.record(by=by, deed=deed)
    holdings: list[OldHolding] = []
    gone: dict[UUID, date] = {}
    for start in range(0, len(newcomers), WRITTEN_TOGETHER):
        progress(Step.MEMBERS, start, len(newcomers))
        part = newcomers[start : start + WRITTEN_TOGETHER]
        ids = membership.take_over_members(by=by, persons=[each.person for each in part])
        holdings += [
            OldHolding(person_id, own.code, own.quantity, own.since_on)
            for person_id, each in zip(ids, part, strict=True)
            for own in each.holdings
        ]
        gone |= {
            person_id: each.left_on
            for person_id, each in zip(ids, part, strict=True)
            if each.left_on is not None and each.holdings
        }
    progress(Step.MEMBERS, len(newcomers), len(newcomers))
    _take_over(by, judged, holdings, progress)
    # INV-58: what former members hold waits to be repaid, who left first before who left later.
    for person_id in sorted(gone, key=lambda id_: (gone[id_], id_)):
        queue_leavers(by=by, holder_ids=[person_id])


def _take_over(by: Acting, judged: _Judged, holdings: Sequence[OldHolding], progress: Progress) -> None:
    key = f"import:{judged.reading.digest[:_KEY_DIGITS]}"
    account_id: UUID = judged.account.id
    for start in range(0, len(holdings), WRITTEN_TOGETHER):
        progress(Step.SHARES, start, len(holdings))
        part = holdings[start : start + WRITTEN_TOGETHER]
        take_over(by=by, key=f"{key}:{start}", holdings=part, against_account_id=account_id)
    progress(Step.SHARES, len(holdings), len(holdings))
