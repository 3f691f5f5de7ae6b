"""Setting money aside on an account, and what becomes of it: captured by an entry, released, or expired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.ledger import errors
from rochdale.ledger.actions.deciding import Standing
from rochdale.ledger.actions.posting import post_entry
from rochdale.ledger.actions.requests import EntryRequest, Posted
from rochdale.ledger.models import Entry, Hold, HoldStep, HoldStepKind
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.queries import array_of_ids, packed_rows, rows


def place_hold(
    *, by: Acting, account_id: UUID, amount: Money, purpose: str, key: str, expires_at: datetime | None = None
) -> UUID:
    """Set `amount` aside: it can no longer be drawn. The same key with the same facts answers as before.

    Raises AccountNotFound, CurrencyMismatch, AccountClosed, AccountFrozen, InsufficientFunds,
    IdempotencyKeyReused.
    """
    assert amount.is_positive
    with inside(by.cooperative_id):
        standing = _standing(by.cooperative_id, account_id)
        earlier = Hold.objects.filter(idempotency_key=key).first()
        if earlier is not None:
            return _same_hold(earlier, account_id, amount, purpose)
        _require_room(standing, amount)
        act_id = audit.record(by=by, deed=audit.Deed("ledger.place_hold", "account", account_id))
        hold = Hold.objects.create(
            cooperative_id=by.cooperative_id,
            account_id=account_id,
            amount_minor=amount.minor,
            purpose=purpose,
            idempotency_key=key,
            expires_at=expires_at,
            act_id=act_id,
            placed_at=by.at,
        )
    return hold.id


def _same_hold(earlier: Hold, account_id: UUID, amount: Money, purpose: str) -> UUID:
    if (earlier.account_id, earlier.amount_minor, earlier.purpose) != (account_id, amount.minor, purpose):
        raise errors.IdempotencyKeyReused(idempotency_key=earlier.idempotency_key)
    return earlier.id


def _standing(cooperative_id: UUID, account_id: UUID, others: Iterable[UUID] = ()) -> Standing:
    """The account as it stands under lock; `others` that the transaction will need are locked with it, in order."""
    parameters = {"cooperative_id": cooperative_id, "account_ids": array_of_ids({account_id, *others})}
    found = {row[0]: row for row in packed_rows("ledger", "lock_accounts.sql", parameters)}
    if account_id not in found or found[account_id][5] is None:
        raise errors.AccountNotFound(account=str(account_id))
    return Standing(*found[account_id])


def _require_room(standing: Standing, amount: Money) -> None:
    if standing.currency != amount.currency.code:
        raise errors.CurrencyMismatch(
            account_id=standing.account_id, currency=amount.currency.code, account_currency=standing.currency
        )
    if standing.state == "closed":
        raise errors.AccountClosed(account_id=standing.account_id)
    if standing.state in {"frozen", "credit_frozen" if standing.side == 1 else "debit_frozen"}:
        raise errors.AccountFrozen(account_id=standing.account_id, state=standing.state)
    if standing.room_minor() < amount.minor:
        available = Money(max(0, standing.room_minor()), Currency.of(standing.currency))
        raise errors.InsufficientFunds(account_id=standing.account_id, available=available, wanted=amount)


def capture_hold(*, by: Acting, hold_id: UUID, amount_minor: int, request: EntryRequest) -> Posted:
    """Take `amount_minor` out of a hold and post `request`, which draws it, in one transaction.

    What is left stays held until it is captured, released, or expires. A retry with the same entry changes
    nothing. Raises HoldNotFound, HoldExceeded, and whatever posting the entry may refuse.
    """
    with inside(by.cooperative_id):
        # All at once: captures that cross, each paying the other's account, would wait for each other.
        hold = _locked(by.cooperative_id, hold_id, [line.account_id for line in request.lines])
        earlier = Entry.objects.filter(idempotency_key=request.idempotency_key).first()
        if earlier is None:
            # The hold gives way before the entry draws, so that the limit counts the money once; the step
            # names its entry in advance, and the database looks for it at the end of the transaction.
            request = replace(request, entry_id=new_id(by.at))
            _step(by, hold, HoldStepKind.CAPTURE, amount_minor, request.entry_id)
        return post_entry(by=by, request=request)


def release_hold(*, by: Acting, hold_id: UUID, amount_minor: int | None = None) -> int:
    """Give back `amount_minor` of a hold, or all that is left of it; answers with what was given back.

    Raises HoldNotFound, HoldExceeded.
    """
    with inside(by.cooperative_id):
        hold = _locked(by.cooperative_id, hold_id)
        amount = _left_minor(hold) if amount_minor is None else amount_minor
        return _step(by, hold, HoldStepKind.RELEASE, amount)


def expire_holds(*, by: Acting) -> int:
    """Give back what is left of every hold whose time is up at `by.at`, as one act; answers with how many."""
    with inside(by.cooperative_id):
        asked = {"cooperative_id": by.cooperative_id, "at": by.at}
        # Once to lock, once to read: what a statement sees of the steps is older than the locks it waited for.
        due = rows("ledger", "expired_holds.sql", asked) and rows("ledger", "expired_holds.sql", asked)
        if due:
            deed = audit.Deed("ledger.expire_holds", "hold", None, facts={"holds": len(due)})
            act_id = audit.record(by=by, deed=deed)
            HoldStep.objects.bulk_create(_expiry(by, act_id, row[0], row[1]) for row in due)
    return len(due)


def _expiry(by: Acting, act_id: UUID, hold_id: UUID, amount_minor: int) -> HoldStep:
    return HoldStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        hold_id=hold_id,
        kind=HoldStepKind.EXPIRE,
        amount_minor=amount_minor,
        act_id=act_id,
        at=by.at,
    )


def _locked(cooperative_id: UUID, hold_id: UUID, others: Iterable[UUID] = ()) -> Hold:
    hold = Hold.objects.filter(id=hold_id).first()
    if hold is None:
        raise errors.HoldNotFound(hold_id=hold_id)
    _standing(cooperative_id, hold.account_id, others)  # its lock covers the account's holds
    return hold


def _left_minor(hold: Hold) -> int:
    gone = HoldStep.objects.filter(hold_id=hold.id).aggregate(total=Sum("amount_minor"))["total"]
    return hold.amount_minor - (gone or 0)


def _step(by: Acting, hold: Hold, kind: HoldStepKind, amount_minor: int, entry_id: UUID | None = None) -> int:
    left = _left_minor(hold)
    if not 0 < amount_minor <= left:
        raise errors.HoldExceeded(hold_id=hold.id, left_minor=left, wanted_minor=amount_minor)
    facts = {"hold": str(hold.id), "amount_minor": amount_minor}
    act_id = audit.record(
        by=by, deed=audit.Deed(f"ledger.{kind.value}_hold", "account", hold.account_id, facts=facts)
    )
    HoldStep.objects.create(
        cooperative_id=by.cooperative_id,
        hold_id=hold.id,
        kind=kind,
        amount_minor=amount_minor,
        entry_id=entry_id,
        act_id=act_id,
        at=by.at,
    )
    return amount_minor
