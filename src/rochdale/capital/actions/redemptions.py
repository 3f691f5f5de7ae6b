"""Redemption: a place in the queue, and repayment in its order when the capital test passes (rules Q-22 to Q-24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import debt_on, refuse_foreign_accounts, require
from rochdale.capital.actions.queue import append, end, free_holding, is_repeated, lock_queue, record
from rochdale.capital.actions.telling import tell_repaid
from rochdale.capital.actions.writing import Move, Moved, Plan, write
from rochdale.capital.models import (
    DecidingOrgan,
    MovementCause,
    RedemptionEnd,
    RedemptionOutcome,
    RedemptionRequest,
)
from rochdale.capital.queries import CapitalTest, PriceLimit, QueuedRedemption
from rochdale.cooperatives.queries import bylaw_or_none
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.membership import actions as assisting
from rochdale.membership import queries as membership
from rochdale.money.amount import Money, total
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class Repayment:
    """How a request is repaid: `price` for all its shares (par where None), less what is set off on a loan.

    What is still owed on the shares of who has left is taken from either.
    """

    to_account_id: UUID
    price: Money | None = None
    set_off: Money | None = None
    set_off_account_id: UUID | None = None


def ask_redemption(*, by: Acting, key: str, holder_id: UUID, code: str, quantity: int) -> UUID:
    """Put a request at the end of the queue: by the holder, or by an officer for the holder, who consented (INV-64).

    Raises NotAllowed, CounterConsentMissing, ShareClassNotFound, ClassNotRedeemable, QuantityImpossible,
    SharesNotHeld, SharesUnpaid, QualifyingShareNeeded, ShareKeyReused.
    """
    with inside(by.cooperative_id):
        if by.person_id != holder_id:
            require(by)
        own = queries.share_class(code=code)
        if not own.is_redeemable:
            raise errors.ClassNotRedeemable(share_class=code)
        lock_queue(by)
        known = RedemptionRequest.objects.filter(idempotency_key=key).first()
        if known is not None:
            return _same_request(known, own.id, holder_id, quantity, key)
        _stand_for(by, holder_id, "ask_redemption")
        free_holding(by, own, holder_id, quantity)
        return append(by, own, holder_id, quantity, key)


def _stand_for(by: Acting, holder_id: UUID, verb: str) -> None:
    """An officer speaks for a member with consent on file; for who has left, the office itself sees to the shares."""
    if by.person_id in {None, holder_id} or membership.member_of(person_id=holder_id) is None:
        return
    assisting.act_for(by=by, person_id=holder_id, verb=verb)


def _same_request(known: RedemptionRequest, class_id: UUID, holder_id: UUID, quantity: int, key: str) -> UUID:
    if (known.class_id, known.holder_id, known.quantity) != (class_id, holder_id, quantity):
        raise errors.ShareKeyReused(key=key)
    return known.id


def withdraw_redemption(*, by: Acting, request_id: UUID) -> None:
    """Take a request out of the queue; the shares are free again. Not those of who has left (INV-58).

    By the holder, or by an officer for the holder, who consented (INV-64). Raises NotAllowed, CounterConsentMissing,
    RedemptionNotFound, SharesStayQueued.
    """
    with inside(by.cooperative_id):
        lock_queue(by)
        found = queries.queued_redemption(request_id=request_id)
        if by.person_id != found.holder_id:
            require(by)
        if membership.member_of(person_id=found.holder_id) is None:
            raise errors.SharesStayQueued
        _stand_for(by, found.holder_id, "withdraw_redemption")
        act_id = record(by, "capital.withdraw_redemption", found.holder_id, {"place": found.place})
        end(by, found, RedemptionOutcome.WITHDRAWN, None, act_id).save(force_insert=True)


def pay_redemption(*, by: Acting, key: str, request_id: UUID, repayment: Repayment) -> Moved:
    """Repay the first request of the queue, if enough capital is left after it.

    At less than par where losses reduced the shares, the difference goes to the general reserve; what the
    holder owes is set off where the by-laws say so (rule Q-24). Raises NotAllowed, OwnMatter, RedemptionNotFound,
    NotFirstInQueue (INV-54), CapitalTestFailed, PriceImpossible, PriceAboveNetWorth (INV-80),
    PaymentAccountImpossible, and whatever posting refuses.
    """
    with inside(by.cooperative_id):
        require(by)
        lock_queue(by)
        if is_repeated(by, key):
            return _as_before(by, key)
        limit = queries.price_limit(cooperative_id=by.cooperative_id, on=by.on)
        found = queries.queued_redemption(request_id=request_id)
        require(by, found.holder_id)
        if found.before:
            raise errors.NotFirstInQueue(before=found.before)
        priced = _priced(by, [key], [found], [repayment], limit)
        test = _refuse_capital(by, priced[0].paid_out)
        return _pay(by, priced, limit, test)[0]


def foresee_repayments(*, by: Acting, repayments: Sequence[tuple[UUID, Repayment]]) -> None:
    """Refuse today what no waiting makes possible, and write nothing: nobody is asked to approve such a price.

    The turn and the capital test are not asked: they may have come when a second person approves. Raises NotAllowed,
    OwnMatter, RedemptionNotFound, PriceImpossible, PriceAboveNetWorth, PaymentAccountImpossible.
    """
    with inside(by.cooperative_id):
        first = {each.id: each for each in queries.redemption_queue(limit=len(repayments))}
        found = [first.get(id_) or queries.queued_redemption(request_id=id_) for id_, _ in repayments]
        require(by, *(each.holder_id for each in found))
        limit = queries.price_limit(cooperative_id=by.cooperative_id, on=by.on)
        _priced(by, [""] * len(found), found, [asked for _, asked in repayments], limit)


def pay_redemptions(*, by: Acting, key: str, repayments: Sequence[tuple[UUID, UUID]]) -> list[Moved]:
    """Repay the first requests of the queue at par, all of them or none, as one act.

    `repayments` are requests in the order of the queue, each with the account that it is paid to. Raises what
    `pay_redemption` does.
    """
    assert 0 < len(repayments) <= queries.REPAID_TOGETHER_MAX
    with inside(by.cooperative_id):
        require(by)
        lock_queue(by)
        keys = [f"{key}:{place}" for place in range(len(repayments))]
        if is_repeated(by, keys[0]):
            return [_as_before(by, each) for each in keys if is_repeated(by, each)]
        found = _first(repayments)
        require(by, *(each.holder_id for each in found))
        limit = queries.price_limit(cooperative_id=by.cooperative_id, on=by.on)
        priced = _priced(by, keys, found, [Repayment(account_id) for _, account_id in repayments], limit)
        test = _refuse_capital(by, total([each.paid_out for each in priced], found[0].worth.currency))
        return _pay(by, priced, limit, test)


def _priced(
    by: Acting,
    keys: Sequence[str],
    found: Sequence[QueuedRedemption],
    wanted: Sequence[Repayment],
    limit: PriceLimit,
) -> list[_Priced]:
    """Each with its entry, at a price that losses allow, to an account that is the holder's or cash."""
    own = _books(by, limit, [each.holder_id for each in found])
    priced = [
        _plan(by, key, each, repayment, own) for key, each, repayment in zip(keys, found, wanted, strict=True)
    ]
    _refuse_accounts(by, list(zip(priced, wanted, strict=True)))
    return priced


def _first(repayments: Sequence[tuple[UUID, UUID]]) -> list[QueuedRedemption]:
    """The first requests of the queue, if they are those that were asked for. Raises as `pay_redemptions`."""
    found = queries.redemption_queue(limit=len(repayments))
    waiting = {each.id for each in found}
    for place, (request_id, _) in enumerate(repayments):
        if request_id not in waiting:
            later = queries.queued_redemption(request_id=request_id)
            raise errors.NotFirstInQueue(before=later.before)
        if found[place].id != request_id:
            raise errors.NotFirstInQueue(before=1)
    return found


def _pay(by: Acting, planned: Sequence[_Priced], limit: PriceLimit, test: CapitalTest) -> list[Moved]:
    done = write(by=by, verb="capital.pay_redemption", plans=[each.plan for each in planned])
    first = planned[0].found
    facts: dict[str, object] = {"first_place": first.place, "requests": len(planned)}
    act_id = record(by, "capital.end_redemption", first.holder_id, facts)
    RedemptionEnd.objects.bulk_create(
        _paid_end(by, each, moved, (limit, test), act_id) for each, moved in zip(planned, done, strict=True)
    )
    tell_repaid(by=by, paid=[(each.found, each.paid_out) for each in planned], act_id=act_id)
    return done


def _paid_end(
    by: Acting, priced: _Priced, moved: Moved, judged: tuple[PriceLimit, CapitalTest], act_id: UUID
) -> RedemptionEnd:
    limit, test = judged
    row = end(by, priced.found, RedemptionOutcome.PAID, moved.movement_ids[0], act_id)
    row.price_minor = priced.price
    row.paid_in_minor = priced.found.worth.minor - priced.owed
    row.net_worth_minor = limit.net_worth.minor
    row.outstanding_minor = limit.outstanding.minor
    row.assets_minor = test.assets.minor
    return row


def _as_before(by: Acting, key: str) -> Moved:
    entry_id = books.entry_by_key(by.cooperative_id, f"capital:{key}")
    assert entry_id is not None
    return Moved(entry_id, queries.movements_of_entry(entry_id=entry_id), again=True)


def _refuse_capital(by: Acting, paid_out: Money) -> CapitalTest:
    """The test, passed (INV-48). What is set off leaves the assets as cash would; what is owed was never counted."""
    test = queries.capital_test(cooperative_id=by.cooperative_id, on=by.on)
    if not test.passes_after(paid_out):
        raise errors.CapitalTestFailed(
            capital_after=test.capital - paid_out, capital_needed=test.needed_after(paid_out)
        )
    return test


@dataclass(frozen=True, slots=True)
class _Priced:
    """A request with the entry that repays it: its price and what was owed on its shares, in minor units."""

    found: QueuedRedemption
    plan: Plan
    price: int
    owed: int
    handed_out: int

    @property
    def paid_out(self) -> Money:
        """By how much it lowers the capital."""
        return Money(self.price - self.owed, self.found.worth.currency)


@dataclass(frozen=True, slots=True)
class _Books:
    """What is asked once for all requests: the highest price, what is owed on shares, and the account of it."""

    limit: PriceLimit
    owed: Mapping[tuple[UUID, UUID], tuple[tuple[UUID, int], ...]]
    subscriptions_id: UUID | None


def _books(by: Acting, limit: PriceLimit, holder_ids: Sequence[UUID]) -> _Books:
    """What is still owed is of who has left: a member does not ask before the shares are paid."""
    owed: dict[tuple[UUID, UUID], tuple[tuple[UUID, int], ...]] = {}
    for each in queries.instalments_of(on=by.on, holder_ids=holder_ids):
        whose = (each.holder_id, each.share_class.id)
        owed[whose] = (*owed.get(whose, ()), (each.movement_id, each.owing.minor))
    if not owed:
        return _Books(limit, owed, None)
    code = limit.net_worth.currency.code
    return _Books(limit, owed, books.account_by_role(by.cooperative_id, "share_subscriptions", code).id)


def _refuse_accounts(by: Acting, priced: Sequence[tuple[_Priced, Repayment]]) -> None:
    """Refuse a payment to an account of somebody else. Raises PaymentAccountImpossible."""
    pairs = [(asked.to_account_id, each.found.holder_id) for each, asked in priced if each.handed_out]
    refuse_foreign_accounts(by, pairs)


def _plan(by: Acting, key: str, found: QueuedRedemption, repayment: Repayment, known: _Books) -> _Priced:
    """The entry of a repayment, at a price that losses allow."""
    own, code = found.share_class, found.worth.currency.code
    clears = known.owed.get((found.holder_id, own.id), ())
    owed = sum(minor for _, minor in clears)
    price, set_off = _terms(by, found, repayment, owed)
    highest = known.limit.highest(found.worth, owed)
    if price > highest.minor:
        raise errors.PriceAboveNetWorth(price=Money(price, highest.currency), highest=highest)
    lines = [ledger.Line(own.account_id, found.worth.minor, code)]
    if price - set_off - owed:
        lines.append(ledger.Line(repayment.to_account_id, set_off + owed - price, code))
    if set_off:
        assert repayment.set_off_account_id is not None
        lines.append(ledger.Line(repayment.set_off_account_id, -set_off, code))
    if owed:
        assert known.subscriptions_id is not None
        lines.append(ledger.Line(known.subscriptions_id, -owed, code))
    if found.worth.minor - price:
        # At less than par one request is repaid alone: the account is asked for when it is needed.
        reserve = books.account_by_role(by.cooperative_id, "general_reserve", code).id
        lines.append(ledger.Line(reserve, price - found.worth.minor, code))
    plan = Plan(
        key=key,
        kind="share_redemption",
        lines=tuple(lines),
        moves=(Move(own, found.holder_id, -found.quantity, MovementCause.REDEMPTION),),
        effective_on=by.on,
        organ=DecidingOrgan.BOARD,
        clears=clears,
    )
    return _Priced(found, plan, price, owed, price - set_off - owed)


def _terms(by: Acting, found: QueuedRedemption, repayment: Repayment, owed: int) -> tuple[int, int]:
    """The price and what is set off, in minor units, if both are possible. Raises PriceImpossible."""
    par = found.worth
    price = par if repayment.price is None else repayment.price
    set_off = Money(0, par.currency) if repayment.set_off is None else repayment.set_off
    is_sound = price.currency == par.currency == set_off.currency
    if not is_sound or set_off.minor < 0 or not set_off.minor + owed <= price.minor <= par.minor:
        raise errors.PriceImpossible(par=par)
    if set_off.minor and not _may_set_off(by, found, repayment, set_off):
        raise errors.PriceImpossible(par=par)
    return price.minor, set_off.minor


def _may_set_off(by: Acting, found: QueuedRedemption, repayment: Repayment, set_off: Money) -> bool:
    """Where the by-laws say so, from a debt of the holder, and no more than is owed on it."""
    allowed = bylaw_or_none("share_set_off", by.on)
    if allowed is None or not allowed.allowed or repayment.set_off_account_id is None:
        return False
    debt = debt_on(by, repayment.set_off_account_id, found.holder_id)
    return debt is not None and debt.currency == set_off.currency and set_off <= debt
