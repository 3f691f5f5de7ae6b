"""Redemption: a place in the queue, and repayment in its order when the capital test passes (rules Q-22 to Q-24)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Max

from rochdale.audit import actions as audit
from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.transfers import free_holding, is_repeated
from rochdale.capital.actions.writing import Move, Moved, Plan, write
from rochdale.capital.models import (
    DecidingOrgan,
    MovementCause,
    RedemptionEnd,
    RedemptionOutcome,
    RedemptionRequest,
)
from rochdale.capital.queries import QueuedRedemption
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import bylaw
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, new_id


@dataclass(frozen=True, slots=True)
class Repayment:
    """How a request is repaid: `price` for all its shares (par where None), less what is set off on a loan."""

    to_account_id: UUID
    price: Money | None = None
    set_off: Money | None = None
    set_off_account_id: UUID | None = None


def ask_redemption(*, by: Acting, key: str, holder_id: UUID, code: str, quantity: int) -> UUID:
    """Put a request at the end of the queue: by the holder, or by an officer for the holder.

    Raises NotAllowed, ShareClassNotFound, ClassNotRedeemable, QuantityImpossible, SharesNotHeld, SharesUnpaid,
    QualifyingShareNeeded, ShareKeyReused.
    """
    with inside(by.cooperative_id):
        if by.person_id != holder_id:
            require(by)
        own = queries.share_class(code=code)
        if not own.is_redeemable:
            raise errors.ClassNotRedeemable(share_class=code)
        _lock_queue(by)
        known = RedemptionRequest.objects.filter(idempotency_key=key).first()
        if known is not None:
            return _same_request(known, own.id, holder_id, quantity, key)
        free_holding(by, own, holder_id, quantity)
        last = RedemptionRequest.objects.aggregate(last=Max("place"))["last"] or 0
        row = RedemptionRequest(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            place=last + 1,
            class_id=own.id,
            holder_id=holder_id,
            quantity=quantity,
            asked_on=by.on,
            asked_at=by.at,
            idempotency_key=key,
            act_id=_record(by, "capital.ask_redemption", holder_id, {"code": code, "quantity": quantity}),
        )
        row.save(force_insert=True)
        return row.id


def _same_request(known: RedemptionRequest, class_id: UUID, holder_id: UUID, quantity: int, key: str) -> UUID:
    if (known.class_id, known.holder_id, known.quantity) != (class_id, holder_id, quantity):
        raise errors.ShareKeyReused(key=key)
    return known.id


def _lock_queue(by: Acting) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 54))", [str(by.cooperative_id)])


def _record(by: Acting, verb: str, holder_id: UUID, facts: dict[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "person", holder_id, version, facts))


def withdraw_redemption(*, by: Acting, request_id: UUID) -> None:
    """Take a request out of the queue; the shares are free again. Raises NotAllowed, RedemptionNotFound."""
    with inside(by.cooperative_id):
        _lock_queue(by)
        found = queries.queued_redemption(request_id=request_id)
        if by.person_id != found.holder_id:
            require(by)
        act_id = _record(by, "capital.withdraw_redemption", found.holder_id, {"place": found.place})
        _end(by, found, RedemptionOutcome.WITHDRAWN, None, act_id)


def pay_redemption(*, by: Acting, key: str, request_id: UUID, repayment: Repayment) -> Moved:
    """Repay the first request of the queue, if enough capital is left after it.

    At less than par where losses reduced the shares, the difference goes to the general reserve; what the
    holder owes is set off where the by-laws say so (rule Q-24). Raises NotAllowed, RedemptionNotFound,
    NotFirstInQueue (INV-54), CapitalTestFailed, PriceImpossible, and whatever posting refuses.
    """
    with inside(by.cooperative_id):
        require(by)
        _lock_queue(by)
        if is_repeated(by, key):
            return _as_before(by, key)
        found = queries.queued_redemption(request_id=request_id)
        if found.before:
            raise errors.NotFirstInQueue(before=found.before)
        price = _price(by, found, repayment)
        _refuse_capital(by, price)
        plan = _plan(by, key, found, repayment, price)
        done = write(by=by, verb="capital.pay_redemption", plans=[plan])[0]
        act_id = _record(by, "capital.end_redemption", found.holder_id, {"place": found.place})
        _end(by, found, RedemptionOutcome.PAID, done.movement_ids[0], act_id)
        return done


def _as_before(by: Acting, key: str) -> Moved:
    entry_id = books.entry_by_key(by.cooperative_id, f"capital:{key}")
    assert entry_id is not None
    return Moved(entry_id, queries.movements_of_entry(entry_id=entry_id), again=True)


def _price(by: Acting, found: QueuedRedemption, repayment: Repayment) -> Money:
    par = found.worth
    price = par if repayment.price is None else repayment.price
    set_off = Money(0, par.currency) if repayment.set_off is None else repayment.set_off
    is_sound = price.currency == par.currency == set_off.currency
    if not is_sound or not 0 <= set_off.minor <= price.minor <= par.minor:
        raise errors.PriceImpossible(par=par)
    if set_off.minor and (repayment.set_off_account_id is None or not _sets_off(by)):
        raise errors.PriceImpossible(par=par)
    return price


def _sets_off(by: Acting) -> bool:
    try:
        return bylaw("share_set_off", by.on).allowed
    except BylawNotInForce:
        return False


def _refuse_capital(by: Acting, price: Money) -> None:
    test = queries.capital_test(cooperative_id=by.cooperative_id, on=by.on)
    if not test.passes_after(price):
        raise errors.CapitalTestFailed(
            capital_after=test.capital - price, capital_needed=test.needed_after(price)
        )


def _plan(by: Acting, key: str, found: QueuedRedemption, repayment: Repayment, price: Money) -> Plan:
    own, code = found.share_class, found.worth.currency.code
    set_off = 0 if repayment.set_off is None else repayment.set_off.minor
    lines = [ledger.Line(own.account_id, found.worth.minor, code)]
    if price.minor - set_off:
        lines.append(ledger.Line(repayment.to_account_id, set_off - price.minor, code))
    if set_off:
        assert repayment.set_off_account_id is not None
        lines.append(ledger.Line(repayment.set_off_account_id, -set_off, code))
    if found.worth.minor - price.minor:
        reserve = books.account_by_role(by.cooperative_id, "general_reserve", code).id
        lines.append(ledger.Line(reserve, price.minor - found.worth.minor, code))
    return Plan(
        key=key,
        kind="share_redemption",
        lines=tuple(lines),
        moves=(Move(own, found.holder_id, -found.quantity, MovementCause.REDEMPTION),),
        effective_on=by.on,
        organ=DecidingOrgan.BOARD,
    )


def _end(
    by: Acting, found: QueuedRedemption, outcome: RedemptionOutcome, movement_id: UUID | None, act_id: UUID
) -> None:
    RedemptionEnd(
        cooperative_id=by.cooperative_id,
        request_id=found.id,
        outcome=outcome,
        movement_id=movement_id,
        ended_on=by.on,
        act_id=act_id,
    ).save(force_insert=True)
