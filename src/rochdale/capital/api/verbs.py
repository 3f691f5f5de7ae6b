"""What can be done to shares, as on the pages: at once, or proposed where the by-laws ask for a second person."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest

from rochdale.capital import actions, errors, queries
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import (
    AdmissionAsked,
    Admitted,
    ConversionAsked,
    InstalmentAsked,
    IssueAsked,
    Moved,
    MovementReversalAsked,
    QueuedId,
    RedemptionAsked,
    RepaymentAsked,
    ShareTransferAsked,
)
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import ActAsked
from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed, OwnMatter, ProposalKeyReused
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, key_of, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors as ledger
from rochdale.ledger import queries as books
from rochdale.membership import errors as register
from rochdale.membership.api.departures import STEP_REFUSALS, Departure, NoWords, departure_told
from rochdale.membership.errors import TooEarly
from rochdale.membership.queries import DepartureStepKind
from rochdale.membership.views.applications.file import application_file
from rochdale.membership.views.departures import acting_for_step, departure_seen
from rochdale.money.amount import Money
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
MOVING: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    ProposalKeyReused,
    errors.ShareKeyReused,
    errors.PaymentAccountImpossible,
    *_POSTING,
)
REPAYING: tuple[type[Refusal], ...] = (
    *MOVING,
    errors.RedemptionNotFound,
    errors.NotFirstInQueue,
    errors.CapitalTestFailed,
    errors.PriceAboveNetWorth,
)
_FREEING: tuple[type[Refusal], ...] = (
    errors.QuantityImpossible,
    errors.ShareClassNotFound,
    errors.SharesNotHeld,
    errors.SharesUnpaid,
    errors.QualifyingShareNeeded,
)


def carry_out(  # the facts of one act, as the pages gather them
    request: HttpRequest,
    kind: str,
    facts: Mapping[str, object],
    *,
    holder_ids: tuple[UUID, ...],
    amount: Money,
    permission: Permission = Permission.MANAGE_CAPITAL,
    reason: str = "",
) -> Moved:
    """Do an act of a kind, or propose it: `operations` of two persons are decided where all proposals are."""
    visit, key = visit_of(request), key_of(request)
    visit.require_other(*holder_ids)
    proposal_id = cooperatives.carry_out(
        by=visit.acting(permission, reason),
        asked=ActAsked(kind=kind, key=key, facts=facts, subject_id=holder_ids[0], amount=amount),
    )
    if proposal_id is not None:
        return Moved(entry_id=None, movement_ids=[], proposal_id=proposal_id, waits=True)
    entry_id = books.entry_by_key(visit.cooperative.id, f"capital:{key}")
    moved = queries.movements_of_entry(entry_id=entry_id) if entry_id else ()
    return Moved(entry_id=entry_id, movement_ids=list(moved), proposal_id=None, waits=False)


@ROUTES.verb(
    "shares/issues",
    Moved,
    refuses=(
        *MOVING,
        errors.QuantityImpossible,
        errors.ShareClassNotFound,
        errors.HolderNotAdmitted,
        errors.HoldingTooLarge,
        errors.InstalmentImpossible,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
def issue_shares(request: HttpRequest, asked: IssueAsked) -> Moved:
    """Issue shares; what is not paid at once is owed, within the by-laws' instalments."""
    permission, ending = actions.counter_permission(permissions=visit_of(request).permissions)
    paid = money_of(asked.paid)
    facts = {
        "holder": str(asked.holder_id),
        "code": asked.share_class,
        "quantity": asked.quantity,
        "paid": paid.minor,
        "currency": paid.currency.code,
        "account": str(asked.from_account_id),
        "organ": asked.organ,
    }
    return carry_out(
        request,
        f"issue_shares{ending}",
        facts,
        holder_ids=(asked.holder_id,),
        amount=queries.share_class(code=asked.share_class).worth(asked.quantity),
        permission=permission,
    )


@ROUTES.verb(
    "shares/instalments",
    Moved,
    refuses=(*MOVING, errors.MovementNotFound, errors.InstalmentImpossible),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
def pay_instalment(request: HttpRequest, asked: InstalmentAsked) -> Moved:
    """Pay in on an issue, no more than is owed."""
    permission, ending = actions.counter_permission(permissions=visit_of(request).permissions)
    amount = money_of(asked.amount)
    facts = {
        "movement": str(asked.movement_id),
        "amount": amount.minor,
        "currency": amount.currency.code,
        "account": str(asked.from_account_id),
    }
    return carry_out(
        request,
        f"pay_instalment{ending}",
        facts,
        holder_ids=(queries.holder_of_movement(movement_id=asked.movement_id),),
        amount=amount,
        permission=permission,
    )


@ROUTES.verb(
    "shares/transfers",
    Moved,
    refuses=(*MOVING, *_FREEING, errors.SameHolder, errors.HolderNotAdmitted, errors.HoldingTooLarge),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
def transfer_shares(request: HttpRequest, asked: ShareTransferAsked) -> Moved:
    """Move shares from one holder to another: sold, given, or inherited."""
    facts = {
        "code": asked.share_class,
        "quantity": asked.quantity,
        "cause": asked.cause,
        "organ": asked.organ,
        "holder": str(asked.from_id),
        "to": str(asked.to_id),
    }
    return carry_out(
        request,
        "transfer_shares",
        facts,
        holder_ids=(asked.from_id, asked.to_id),
        amount=queries.share_class(code=asked.share_class).worth(asked.quantity),
    )


@ROUTES.verb(
    "shares/conversions",
    Moved,
    refuses=(*MOVING, *_FREEING, errors.HolderNotAdmitted, errors.HoldingTooLarge),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
def convert_shares(request: HttpRequest, asked: ConversionAsked) -> Moved:
    """Turn shares of one class into as many of another as are worth the same."""
    queries.share_class(code=asked.to_class)
    facts = {
        "code": asked.from_class,
        "quantity": asked.quantity,
        "to": asked.to_class,
        "holder": str(asked.holder_id),
    }
    return carry_out(
        request,
        "convert_shares",
        facts,
        holder_ids=(asked.holder_id,),
        amount=queries.share_class(code=asked.from_class).worth(asked.quantity),
    )


@ROUTES.verb(
    "shares/redemptions",
    QueuedId,
    refuses=(
        NotAllowed,
        OwnMatter,
        register.CounterConsentMissing,
        errors.ShareKeyReused,
        *_FREEING,
        errors.ClassNotRedeemable,
    ),
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
    if holder_id == visit.self_id:
        return visit.acting()
    return visit.acting(Permission.MANAGE_CAPITAL, for_person_id=holder_id)


@ROUTES.verb(
    "shares/redemptions/{uuid:request_id}/withdrawal",
    Done,
    refuses=(
        NotAllowed,
        OwnMatter,
        register.CounterConsentMissing,
        errors.RedemptionNotFound,
        errors.SharesStayQueued,
    ),
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
    refuses=(*REPAYING, errors.PriceImpossible),
)
@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
def pay_redemption(request: HttpRequest, request_id: UUID, asked: RepaymentAsked) -> Moved:
    """Repay the first request of the queue, if enough capital is left after it."""
    found = queries.queued_redemption(request_id=request_id)
    price = money_of(asked.price) if asked.price else None
    set_off = money_of(asked.set_off) if asked.set_off else None
    own = found.worth.currency
    if {each.currency for each in (price, set_off) if each is not None} - {own}:
        raise errors.PriceImpossible(par=found.worth)
    if set_off is not None and asked.set_off_account_id is None:
        raise errors.PriceImpossible(par=found.worth)
    facts = actions.redemption_facts(
        repayments=[(request_id, asked.to_account_id)],
        currency=own,
        price=price,
        set_off=set_off,
        set_off_account_id=asked.set_off_account_id,
    )
    amount = found.worth if price is None else price
    return carry_out(request, "redeem_shares", facts, holder_ids=(found.holder_id,), amount=amount)


@ROUTES.verb(
    "shares/movements/{uuid:movement_id}/reversal",
    Moved,
    refuses=(
        *MOVING,
        errors.MovementNotFound,
        errors.MovementReversed,
        errors.SharesNotHeld,
        ledger.EntryAlreadyReversed,
    ),
)
@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
def reverse_movement(request: HttpRequest, movement_id: UUID, asked: MovementReversalAsked) -> Moved:
    """Undo a movement with its whole entry, both sides of a transfer together, and say why."""
    moved = queries.movement(movement_id=movement_id)
    entry = queries.movements_of_entry(entry_id=moved.entry_id)
    holders = {queries.movement(movement_id=each).holder_id for each in entry}
    return carry_out(
        request,
        "reverse_shares",
        {"movement": str(movement_id)},
        holder_ids=(moved.holder_id, *(holders - {moved.holder_id})),
        amount=abs(moved.amount),
        reason=asked.reason,
    )


@ROUTES.verb("departures/{uuid:departure_id}/end", Departure, refuses=(*STEP_REFUSALS, TooEarly))
@freshly_signed_in
@insiders_only
def end_departure(request: HttpRequest, departure_id: UUID, asked: NoWords) -> Departure:
    """End the membership, once its time has come; the shares wait for repayment in the queue."""
    visit = visit_of(request)
    found = departure_seen(visit, departure_id)
    by = acting_for_step(visit, found, DepartureStepKind.ENDED)
    actions.end_departure(by=by, departure_id=departure_id)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/payment",
    Admitted,
    refuses=(
        *MOVING,
        BylawNotInForce,
        errors.InstalmentImpossible,
        errors.ShareClassNotFound,
        errors.HolderNotAdmitted,
        errors.HoldingTooLarge,
        register.ApplicationNotFound,
        register.ApplicationStepOutOfOrder,
        register.OwnApplication,
        register.AcceptanceLapsed,
        register.SamePersonOpen,
        register.ApplicantIsMember,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.POST_DEPOSIT, Permission.MANAGE_CAPITAL)
def pay_admission(request: HttpRequest, application_id: UUID, asked: AdmissionAsked) -> Admitted:
    """Take in the qualifying shares of an accepted application in cash, and register the member."""
    visit = visit_of(request)
    paid = money_of(asked.paid)
    found = application_file(application_id)
    takes = (Permission.POST_DEPOSIT, Permission.MANAGE_CAPITAL)
    permission = next(each for each in takes if each in visit.permissions)
    cash = books.account_by_role(visit.cooperative.id, "cash", visit.cooperative.currency.code)
    done = actions.pay_admission(
        by=visit.acting(permission, for_person_id=found.person_id),
        key=key_of(request),
        application_id=application_id,
        paid=paid,
        from_account_id=cash.id,
    )
    return Admitted(number=done.number)
