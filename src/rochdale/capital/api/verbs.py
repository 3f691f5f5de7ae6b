"""What can be done to shares; each act carries its entry in the books."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest

from rochdale.capital import actions, errors, queries
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import (
    ConversionAsked,
    InstalmentAsked,
    IssueAsked,
    Moved,
    Paid,
    QueuedId,
    RedemptionAsked,
    RepaymentAsked,
    TransferAsked,
)
from rochdale.capital.queries import MovementCause
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, key_of, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors as ledger
from rochdale.ledger import queries as books
from rochdale.web.api import Done, Nothing, money_of

_POSTING: tuple[type[Refusal], ...] = (
    ledger.AccountNotFound,
    ledger.AccountClosed,
    ledger.AccountFrozen,
    ledger.ControlAccount,
    ledger.CurrencyMismatch,
    ledger.InsufficientFunds,
    ledger.DayNotOpen,
    ledger.IdempotencyKeyReused,
    ledger.BooksBusy,
    ledger.EntryTooShort,
    ledger.EntryUnbalanced,
)
_MOVING: tuple[type[Refusal], ...] = (NotAllowed, OwnMatter, errors.ShareKeyReused, *_POSTING)
_FREEING: tuple[type[Refusal], ...] = (
    errors.QuantityImpossible,
    errors.ShareClassNotFound,
    errors.SharesNotHeld,
    errors.SharesUnpaid,
    errors.QualifyingShareNeeded,
)


def _moved(done: actions.Moved) -> Moved:
    return Moved(entry_id=done.entry_id, movement_ids=list(done.movement_ids))


def _by(request: HttpRequest, holder_id: UUID) -> Acting:
    return visit_of(request).acting(Permission.MANAGE_CAPITAL, for_person_id=holder_id)


def _at_counter(request: HttpRequest, holder_id: UUID | None) -> Acting:
    """Shares are issued and paid in by who manages capital, or at the counter by who takes deposits."""
    visit = visit_of(request)
    manages = Permission.MANAGE_CAPITAL in visit.permissions
    office = Permission.MANAGE_CAPITAL if manages else Permission.POST_DEPOSIT
    return visit.acting(office, for_person_id=holder_id)


def _purse(request: HttpRequest, account_id: UUID, holder_id: UUID) -> UUID:
    """The till, or an account of the holder: nobody else's money goes into shares. Raises AccountNotFound."""
    known = books.account(visit_of(request).cooperative.id, account_id)
    if known.owner_id != holder_id and (known.owner_id is not None or known.role != "cash"):
        raise ledger.AccountNotFound(account=str(account_id))
    return account_id


def _own_loan(request: HttpRequest, account_id: UUID | None, holder_id: UUID) -> UUID | None:
    if account_id is None:
        return None
    known = books.account(visit_of(request).cooperative.id, account_id)
    if known.owner_id != holder_id:
        raise ledger.AccountNotFound(account=str(account_id))
    return account_id


@ROUTES.verb(
    "shares/issues",
    Moved,
    refuses=(
        *_MOVING,
        errors.QuantityImpossible,
        errors.ShareClassNotFound,
        errors.HolderNotAdmitted,
        errors.HoldingTooLarge,
        errors.InstalmentImpossible,
        errors.EffectiveTooLate,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
def issue_shares(request: HttpRequest, asked: IssueAsked) -> Moved:
    """Issue shares; what is not paid at once is owed, within the by-laws' instalments."""
    issue = actions.Issue(
        key=key_of(request),
        holder_id=asked.holder_id,
        code=asked.share_class,
        quantity=asked.quantity,
        paid=money_of(asked.paid),
        from_account_id=_purse(request, asked.from_account_id, asked.holder_id),
    )
    return _moved(actions.issue_shares(by=_at_counter(request, asked.holder_id), issues=[issue])[0])


@ROUTES.verb(
    "shares/instalments",
    Paid,
    refuses=(*_MOVING, errors.MovementNotFound, errors.InstalmentImpossible),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
def pay_instalment(request: HttpRequest, asked: InstalmentAsked) -> Paid:
    """Pay in on an issue, no more than is owed."""
    holder_id = queries.holder_of_movement(movement_id=asked.movement_id)
    entry_id = actions.pay_instalment(
        by=_at_counter(request, holder_id),
        key=key_of(request),
        movement_id=asked.movement_id,
        amount=money_of(asked.amount),
        from_account_id=_purse(request, asked.from_account_id, holder_id),
    )
    return Paid(entry_id=entry_id)


@ROUTES.verb(
    "shares/transfers",
    Moved,
    refuses=(
        *_MOVING,
        *_FREEING,
        errors.SameHolder,
        errors.HolderNotAdmitted,
        errors.HoldingTooLarge,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL)
def transfer_shares(request: HttpRequest, asked: TransferAsked) -> Moved:
    """Move shares from one holder to another: sold, given, or inherited."""
    visit_of(request).require_other(asked.to_id)
    done = actions.transfer_shares(
        by=_by(request, asked.from_id),
        key=key_of(request),
        code=asked.share_class,
        from_id=asked.from_id,
        to_id=asked.to_id,
        quantity=asked.quantity,
        cause=MovementCause(asked.cause),
    )
    return _moved(done)


@ROUTES.verb(
    "shares/conversions",
    Moved,
    refuses=(*_MOVING, *_FREEING, errors.HolderNotAdmitted, errors.HoldingTooLarge),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL)
def convert_shares(request: HttpRequest, asked: ConversionAsked) -> Moved:
    """Turn shares of one class into as many of another as are worth the same."""
    done = actions.convert_shares(
        by=_by(request, asked.holder_id),
        key=key_of(request),
        holder_id=asked.holder_id,
        from_code=asked.from_class,
        to_code=asked.to_class,
        quantity=asked.quantity,
    )
    return _moved(done)


@ROUTES.verb(
    "shares/redemptions",
    QueuedId,
    refuses=(NotAllowed, OwnMatter, errors.ShareKeyReused, *_FREEING, errors.ClassNotRedeemable),
    status=HTTPStatus.CREATED,
)
@insiders_only
def ask_redemption(request: HttpRequest, asked: RedemptionAsked) -> QueuedId:
    """Ask that shares be repaid, at the end of the queue."""
    request_id = actions.ask_redemption(
        by=_for_holder(request, asked.holder_id),
        key=key_of(request),
        holder_id=asked.holder_id,
        code=asked.share_class,
        quantity=asked.quantity,
    )
    return QueuedId(id=request_id)


def _for_holder(request: HttpRequest, holder_id: UUID) -> Acting:
    """The holder in own matters, or an officer for the holder."""
    visit = visit_of(request)
    return visit.acting() if holder_id == visit.self_id else _by(request, holder_id)


@ROUTES.verb(
    "shares/redemptions/{uuid:request_id}/withdrawal",
    Done,
    refuses=(NotAllowed, OwnMatter, errors.RedemptionNotFound),
)
@insiders_only
def withdraw_redemption(request: HttpRequest, request_id: UUID, asked: Nothing) -> Done:
    """Take a request out of the queue; its shares are free again."""
    holder_id = queries.queued_redemption(request_id=request_id).holder_id
    actions.withdraw_redemption(by=_for_holder(request, holder_id), request_id=request_id)
    return Done()


@ROUTES.verb(
    "shares/redemptions/{uuid:request_id}/repayment",
    Moved,
    refuses=(
        *_MOVING,
        errors.RedemptionNotFound,
        errors.NotFirstInQueue,
        errors.CapitalTestFailed,
        errors.PriceImpossible,
    ),
)
@requires(Permission.MANAGE_CAPITAL)
def pay_redemption(request: HttpRequest, request_id: UUID, asked: RepaymentAsked) -> Moved:
    """Repay the first request of the queue, if enough capital is left after it."""
    holder_id = queries.queued_redemption(request_id=request_id).holder_id
    repayment = actions.Repayment(
        to_account_id=_purse(request, asked.to_account_id, holder_id),
        price=money_of(asked.price) if asked.price else None,
        set_off=money_of(asked.set_off) if asked.set_off else None,
        set_off_account_id=_own_loan(request, asked.set_off_account_id, holder_id),
    )
    done = actions.pay_redemption(
        by=_by(request, holder_id), key=key_of(request), request_id=request_id, repayment=repayment
    )
    return _moved(done)


@ROUTES.verb(
    "shares/movements/{uuid:movement_id}/reversal",
    Moved,
    refuses=(
        *_MOVING,
        errors.MovementNotFound,
        errors.MovementReversed,
        errors.SharesNotHeld,
        ledger.EntryAlreadyReversed,
    ),
)
@requires(Permission.MANAGE_CAPITAL)
def reverse_movement(request: HttpRequest, movement_id: UUID, asked: Nothing) -> Moved:
    """Undo a movement with its whole entry, both sides of a transfer together."""
    holder_id = queries.holder_of_movement(movement_id=movement_id)
    done = actions.reverse_movement(by=_by(request, holder_id), key=key_of(request), movement_id=movement_id)
    return _moved(done)
