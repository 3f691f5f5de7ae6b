"""The counter: deposits, withdrawals, transfers and reversals, and what waits for a second person.

The verbs post alone, as the pages do: programs that post at once share a commit. Their keys are the ledger's own.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from rochdale.banking import actions, errors, queries
from rochdale.banking.actions import Operation
from rochdale.banking.api.routes import COUNTER as ROUTES
from rochdale.banking.api.routes import POSTING
from rochdale.banking.queries import HeldAccount, PendingOperation
from rochdale.banking.views import words
from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, key_of, posts_alone, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors as ledger
from rochdale.tenancy.actions import inside
from rochdale.web.api import (
    Amount,
    Answer,
    Asked,
    Done,
    Limit,
    OptionalWords,
    SignedAmount,
    Words,
    amount,
    money_of,
)

REPLAYED = "Idempotent-Replay"
_OPERATING: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    BylawNotInForce,
    errors.AmountNotPositive,
    errors.AccountNotHeld,
    errors.RoleNotFilled,
    errors.OperationKeyReused,
    *POSTING,
)
_DECIDING: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    errors.PendingNotFound,
    errors.AlreadyDecided,
    errors.SecondPersonNeeded,
)
AccountNumber = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9 .:\-]*$")]
Text = Annotated[str, Field(max_length=140, pattern=r"^[^\u0000-\u001f\u007f]*$")]


class CashAsked(Asked):
    """Cash that comes in, or goes out. `text` stands on the statement, `reason` in the record."""

    account: AccountNumber
    amount: Amount
    text: Text = ""
    reason: OptionalWords = ""


class TransferAsked(Asked):
    """Money from one account to another. `text` stands on both statements, `reason` in the record."""

    from_account: AccountNumber
    to_account: AccountNumber
    amount: Amount
    text: Text = ""
    reason: OptionalWords = ""


class ReversalAsked(Asked):
    """Why an entry is undone."""

    reason: Words


class ApprovalAsked(Asked):
    """Why an operation is approved, if there is something to say."""

    reason: OptionalWords = ""


class RefusalAsked(Asked):
    """Why an operation is refused."""

    reason: Words


class Operated(Answer):
    """What became of it: an entry in the books; or, over the by-laws' limit, an operation that waits."""

    entry_id: UUID | None
    operation_id: UUID | None
    waits: bool


class OperationTold(Answer):
    """An operation over the limit. `outcome` is None while it waits."""

    id: UUID
    kind: str
    account: str
    to_account: str | None
    entry_id: UUID | None
    amount: SignedAmount
    limit: SignedAmount
    text: str
    reason: str
    bylaw_version: int
    asked_by: UUID
    asked_at: datetime
    outcome: str | None
    decided_by: UUID | None
    decided_at: datetime | None
    decision_reason: str
    posted_entry_id: UUID | None


class Waiting(Answer):
    """The operations that wait, the oldest first, and how many there are in all."""

    items: list[OperationTold]
    count: int


class WaitingAsked(Asked):
    """How many of them."""

    limit: Limit = 100


@ROUTES.verb("deposits", Operated, refuses=_OPERATING, status=HTTPStatus.CREATED)
@posts_alone
@requires(Permission.POST_DEPOSIT)
def deposit(request: HttpRequest, response: HttpResponse, asked: CashAsked) -> Operated:
    """Take cash in for an account."""
    visit = visit_of(request)
    account = _account(request, asked.account)
    done = actions.deposit(
        by=visit.acting(Permission.POST_DEPOSIT, asked.reason, for_person_id=account.owner_id),
        key=key_of(request),
        account_id=account.account_id,
        amount=money_of(asked.amount),
        text=asked.text,
    )
    return _operated(response, done)


@ROUTES.verb("withdrawals", Operated, refuses=_OPERATING, status=HTTPStatus.CREATED)
@posts_alone
@requires(Permission.POST_WITHDRAWAL)
def withdraw(request: HttpRequest, response: HttpResponse, asked: CashAsked) -> Operated:
    """Pay cash out of an account."""
    visit = visit_of(request)
    account = _account(request, asked.account)
    done = actions.withdraw(
        by=visit.acting(Permission.POST_WITHDRAWAL, asked.reason, for_person_id=account.owner_id),
        key=key_of(request),
        account_id=account.account_id,
        amount=money_of(asked.amount),
        text=asked.text,
    )
    return _operated(response, done)


@ROUTES.verb("transfers", Operated, refuses=(*_OPERATING, errors.AccountsSame), status=HTTPStatus.CREATED)
@posts_alone
@requires(Permission.POST_TRANSFER)
def transfer(request: HttpRequest, response: HttpResponse, asked: TransferAsked) -> Operated:
    """Move money between two accounts of members."""
    visit = visit_of(request)
    gives, takes = _account(request, asked.from_account), _account(request, asked.to_account)
    visit.require_other(takes.owner_id)
    done = actions.transfer(
        by=visit.acting(Permission.POST_TRANSFER, asked.reason, for_person_id=gives.owner_id),
        key=key_of(request),
        from_id=gives.account_id,
        to_id=takes.account_id,
        amount=money_of(asked.amount),
        text=asked.text,
    )
    return _operated(response, done)


def _account(request: HttpRequest, number: str) -> HeldAccount:
    with inside(visit_of(request).cooperative.id):
        found = queries.account_numbered(number)
    if found is None:
        raise ledger.AccountNotFound(account=number)
    return found


def _operated(response: HttpResponse, done: Operation) -> Operated:
    if done.again:
        response.headers[REPLAYED] = "true"
    return Operated(entry_id=done.entry_id, operation_id=done.pending_id, waits=done.waits)


@ROUTES.verb(
    "entries/{uuid:entry_id}/reversal",
    Operated,
    refuses=(
        *_OPERATING,
        errors.ReasonMissing,
        errors.EntryCarriesShares,
        ledger.EntryNotFound,
        ledger.EntryAlreadyReversed,
    ),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.REVERSE_ENTRY)
def reverse(request: HttpRequest, response: HttpResponse, entry_id: UUID, asked: ReversalAsked) -> Operated:
    """Undo an entry by its mirror image."""
    visit = visit_of(request)
    told = queries.entry(visit.cooperative.id, entry_id)
    visit.require_other(*told.owner_ids.values())
    by = visit.acting(Permission.REVERSE_ENTRY, asked.reason)
    return _operated(response, actions.reverse(by=by, key=key_of(request), entry_id=entry_id))


@ROUTES.question("operations", Waiting)
@requires(
    Permission.APPROVE_OPERATION,
    Permission.POST_DEPOSIT,
    Permission.POST_WITHDRAWAL,
    Permission.POST_TRANSFER,
    Permission.VIEW_AUDIT,
)
def operations(request: HttpRequest, asked: Query[WaitingAsked]) -> Waiting:
    """The operations over the limit that wait for a second person, the oldest first."""
    found = queries.waiting(limit=asked.limit)
    return Waiting(items=[_told(each) for each in found.operations], count=found.count)


@ROUTES.question("operations/{uuid:operation_id}", OperationTold)
@requires(
    Permission.APPROVE_OPERATION,
    Permission.POST_DEPOSIT,
    Permission.POST_WITHDRAWAL,
    Permission.POST_TRANSFER,
    Permission.VIEW_AUDIT,
)
def operation(request: HttpRequest, operation_id: UUID) -> OperationTold:
    """One operation that waits, or waited, and what was decided."""
    return _told(_pending(operation_id))


def _pending(operation_id: UUID) -> PendingOperation:
    try:
        return queries.pending_operation(operation_id)
    except errors.PendingNotFound as missing:
        raise Http404 from missing


def _told(known: PendingOperation) -> OperationTold:
    end = known.decided
    return OperationTold(
        id=known.id,
        kind=known.kind.value,
        account=known.gives.number,
        to_account=known.takes.number if known.takes else None,
        entry_id=known.entry_id,
        amount=amount(known.amount),
        limit=amount(known.threshold),
        text=known.text,
        reason=known.reason,
        bylaw_version=known.bylaw_version,
        asked_by=known.asked_by,
        asked_at=known.asked_at,
        outcome=end.outcome.value if end else None,
        decided_by=end.decided_by if end else None,
        decided_at=end.decided_at if end else None,
        decision_reason=end.reason if end else "",
        posted_entry_id=end.entry_id if end else None,
    )


@ROUTES.verb(
    "operations/{uuid:operation_id}/approval",
    Operated,
    refuses=(*_DECIDING, *POSTING, ledger.EntryNotFound, ledger.EntryAlreadyReversed, ledger.HoldNotFound),
)
@freshly_signed_in
@requires(Permission.APPROVE_OPERATION)
def approve(
    request: HttpRequest, response: HttpResponse, operation_id: UUID, asked: ApprovalAsked
) -> Operated:
    """Post an operation that waits, as the second person."""
    visit = visit_of(request)
    visit.require_other(*words.owners_of(_pending(operation_id)))
    by = visit.acting(Permission.APPROVE_OPERATION, asked.reason)
    return _operated(response, actions.approve(by=by, pending_id=operation_id))


@ROUTES.verb("operations/{uuid:operation_id}/refusal", Done, refuses=(*_DECIDING, errors.ReasonMissing))
@requires(Permission.APPROVE_OPERATION)
def refuse(request: HttpRequest, operation_id: UUID, asked: RefusalAsked) -> Done:
    """Refuse an operation that waits, as the second person; what was held is free again."""
    by = visit_of(request).acting(Permission.APPROVE_OPERATION, asked.reason)
    actions.refuse(by=by, pending_id=operation_id)
    return Done()
