"""Issuing shares, paying them in, taking an old register over, and reversing what was wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import refuse_foreign_accounts, require
from rochdale.capital.actions.writing import Move, Moved, Payment, Plan, write, write_payment
from rochdale.capital.models import DecidingOrgan, MovementCause, ShareMovement, SharePayment
from rochdale.capital.queries import ShareClassFacts
from rochdale.cooperatives.queries import bylaw_or_none
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, lock
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Issue:
    """Shares that somebody subscribes to: `paid` now from an account (cash, or one of the member's)."""

    key: str
    holder_id: UUID
    code: str
    quantity: int
    paid: Money
    from_account_id: UUID
    effective_on: date | None = None
    organ: DecidingOrgan = DecidingOrgan.OFFICER


@dataclass(frozen=True, slots=True)
class OldHolding:
    """Shares that a holder had before the register came here, paid in full, since a day of then."""

    holder_id: UUID
    code: str
    quantity: int
    since_on: date


def issue_shares(*, by: Acting, issues: Sequence[Issue]) -> list[Moved]:
    """Issue shares, each carried by its own entry, as one act and in a constant number of statements.

    What is not paid at once is owed, within what the by-laws say of instalments (rule Q-12). Raises NotAllowed
    (permission manage_capital, or post_deposit), OwnMatter, QuantityImpossible, ShareClassNotFound,
    HolderNotAdmitted, HoldingTooLarge, PaymentAccountImpossible, InstalmentImpossible, EffectiveTooLate,
    ShareKeyReused.
    """
    if not issues:
        return []
    with inside(by.cooperative_id):
        require(by, *(issue.holder_id for issue in issues), at_counter=True)
        classes = _classes([issue.code for issue in issues])
        _refuse_holders(by, issues, classes)
        refuse_foreign_accounts(by, {(issue.from_account_id, issue.holder_id) for issue in issues})
        subscriptions = _subscriptions(by, next(iter(classes.values())))
        plans = [_issue_plan(by, issue, classes[issue.code], subscriptions) for issue in issues]
        return write(by=by, verb="capital.issue_shares", plans=plans)


def _classes(codes: Sequence[str]) -> dict[str, ShareClassFacts]:
    known = {each.code: each for each in queries.share_classes()}
    for code in codes:
        if code not in known:
            raise errors.ShareClassNotFound(share_class=code)
    return known


def _subscriptions(by: Acting, own: ShareClassFacts) -> UUID:
    return books.account_by_role(by.cooperative_id, "share_subscriptions", own.par.currency.code).id


def _refuse_holders(by: Acting, issues: Sequence[Issue], classes: Mapping[str, ShareClassFacts]) -> None:
    wanted: dict[tuple[UUID, str], int] = {}
    for issue in issues:
        if issue.quantity < 1:
            raise errors.QuantityImpossible(quantity=issue.quantity)
        place = (issue.holder_id, issue.code)
        wanted[place] = wanted.get(place, 0) + issue.quantity
    refuse_strangers(wanted.keys(), classes)
    limited = {place: count for place, count in wanted.items() if classes[place[1]].holding_max is not None}
    if limited:
        _refuse_too_many(by, limited, classes)


def refuse_strangers(pairs: Collection[tuple[UUID, str]], classes: Mapping[str, ShareClassFacts]) -> None:
    """Refuse holders to whom a class is not open: no member today, or of another class or kind (INV-49)."""
    found = rows("capital", "holders.sql", {"person_ids": list({holder_id for holder_id, _ in pairs})})
    known = {person_id: {kind, member_class} for person_id, kind, member_class in found if member_class}
    for holder_id, code in pairs:
        if not known.get(holder_id, set()) & classes[code].open_to:
            raise errors.HolderNotAdmitted(holder_id=holder_id)


def _refuse_too_many(
    by: Acting, wanted: Mapping[tuple[UUID, str], int], classes: Mapping[str, ShareClassFacts]
) -> None:
    held = {
        (each.holder_id, each.share_class.code): each.held
        for each in queries.holdings(holder_ids=[holder_id for holder_id, _ in wanted], on=by.on)
    }
    for place, count in wanted.items():
        most = classes[place[1]].holding_max
        if most is not None and held.get(place, 0) + count > most:
            raise errors.HoldingTooLarge(most=most)


def _issue_plan(by: Acting, issue: Issue, own: ShareClassFacts, subscriptions: UUID) -> Plan:
    cost = own.worth(issue.quantity)
    _refuse_payment(by, issue, cost)
    currency = cost.currency.code
    lines = [ledger.Line(own.account_id, -cost.minor, currency)]
    if issue.paid.minor:
        lines.append(ledger.Line(issue.from_account_id, issue.paid.minor, currency))
    if issue.paid != cost:
        lines.append(ledger.Line(subscriptions, (cost - issue.paid).minor, currency))
    return Plan(
        key=issue.key,
        kind="share_issue",
        lines=tuple(lines),
        moves=(Move(own, issue.holder_id, issue.quantity, MovementCause.ISSUE),),
        effective_on=issue.effective_on or by.on,
        organ=issue.organ,
        paid_minor=issue.paid.minor,
    )


def _refuse_payment(by: Acting, issue: Issue, cost: Money) -> None:
    """All of it, or by the by-law's instalments no less than an even part."""
    instalments = bylaw_or_none("share_instalments_max", by.on)
    parts = max(instalments.number, 1) if instalments else 1
    least = Money(-(-cost.minor // parts), cost.currency)
    if issue.paid.currency != cost.currency or not least.minor <= issue.paid.minor <= cost.minor:
        raise errors.InstalmentImpossible(least=least, most=cost)


def pay_instalment(*, by: Acting, key: str, movement_id: UUID, amount: Money, from_account_id: UUID) -> UUID:
    """Pay in on an issue that is not paid in full, no more than is owed (INV-56); the entry.

    Raises NotAllowed, OwnMatter, MovementNotFound, PaymentAccountImpossible, InstalmentImpossible.
    """
    with inside(by.cooperative_id):
        _lock(movement_id)
        row = ShareMovement.objects.filter(id=movement_id, cause=MovementCause.ISSUE).first()
        require(by, *([row.holder_id] if row else []), at_counter=True)
        if row is None or ShareMovement.objects.filter(reverses_id=movement_id).exists():
            raise errors.MovementNotFound(movement_id=movement_id)
        refuse_foreign_accounts(by, [(from_account_id, row.holder_id)])
        own = next(each for each in queries.share_classes() if each.id == row.class_id)
        code = own.par.currency.code
        lines = (
            ledger.Line(from_account_id, amount.minor, code),
            ledger.Line(_subscriptions(by, own), -amount.minor, code),
        )
        request = ledger.EntryRequest(f"capital:{key}", by.on, by.on, "share_payment", "", lines)
        posted = _pay(by, request, row, own, amount)
        return posted.entry_id


def _lock(movement_id: UUID) -> None:
    """Take an issue for the rest of the transaction, as the database's own trigger does."""
    lock(movement_id, invariant=56)


def _pay(
    by: Acting, request: ledger.EntryRequest, row: ShareMovement, own: ShareClassFacts, amount: Money
) -> ledger.Posted:
    known = books.entry_by_key(by.cooperative_id, request.idempotency_key)
    if known is None:
        paid = sum(SharePayment.objects.filter(movement_id=row.id).values_list("amount_minor", flat=True))
        owing = Money(row.amount_minor - paid, own.par.currency)
        if amount.currency != owing.currency or not 0 < amount.minor <= owing.minor:
            raise errors.InstalmentImpossible(least=Money(min(1, owing.minor), owing.currency), most=owing)
    posted = ledger.post_entry(by=by, request=request)
    if not posted.again:
        payment = Payment(row.id, amount.minor, posted.entry_id)
        write_payment(by=by, holder_id=row.holder_id, payment=payment, verb="capital.pay_instalment")
    return posted


def take_over(*, by: Acting, key: str, holdings: Sequence[OldHolding], against_account_id: UUID) -> Moved:
    """Write down what holders had before, paid in full, in one entry against an account of the opening.

    Each counts from its own day. Raises NotAllowed, QuantityImpossible, ShareClassNotFound, EffectiveTooLate,
    ShareKeyReused.
    """
    with inside(by.cooperative_id):
        require(by)
        classes = _classes([each.code for each in holdings])
        for each in holdings:
            if each.quantity < 1:
                raise errors.QuantityImpossible(quantity=each.quantity)
        return _take_over(by, key, holdings, classes, against_account_id)


def _take_over(
    by: Acting,
    key: str,
    holdings: Sequence[OldHolding],
    classes: Mapping[str, ShareClassFacts],
    against_account_id: UUID,
) -> Moved:
    """In the books all of it counts from the day of the takeover; in the register each from its own."""
    minor: dict[UUID, int] = {}
    for each in holdings:
        own = classes[each.code]
        minor[own.account_id] = minor.get(own.account_id, 0) + each.quantity * own.par.minor
    code = next(iter(classes.values())).par.currency.code
    lines = [ledger.Line(account_id, -amount, code) for account_id, amount in minor.items()]
    lines.append(ledger.Line(against_account_id, sum(minor.values()), code))
    moves = tuple(
        Move(classes[each.code], each.holder_id, each.quantity, MovementCause.TAKEN_OVER, each.since_on)
        for each in holdings
    )
    plan = Plan(key, "share_taken_over", tuple(lines), moves, by.on, DecidingOrgan.PROGRAM)
    return write(by=by, verb="capital.take_over", plans=[plan])[0]
