"""Operations over the limit of the by-laws: asked for by one person, decided by another, once.

What would leave an account is held from the moment of asking, so that the money cannot go twice (INV-43). Who
asked cannot decide (INV-42). The database refuses either as well.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.banking import errors
from rochdale.banking.actions.authority import require
from rochdale.banking.actions.operations import Asked, Operation
from rochdale.banking.models import Decision, OperationKind, Outcome, Pending
from rochdale.cooperatives.queries import BylawAnswer, Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside, lock, new_id
from rochdale.tenancy.queries import rows


def ask(*, by: Acting, asked: Asked, limit: BylawAnswer) -> Operation:
    """Keep a request until a second person decides on it, and hold what it would take. Called by the counter.

    Raises AskerUnknown, OperationKeyReused, and what placing a hold may refuse.
    """
    if by.person_id is None:
        raise errors.AskerUnknown
    lock(asked.key, invariant=41)
    earlier = Pending.objects.filter(idempotency_key=asked.key).first()
    if earlier is not None:  # asked twice at the same moment
        if bytes(earlier.request_hash) != asked.fingerprint():
            raise errors.OperationKeyReused(key=asked.key)
        return Operation(None, earlier.id, again=True)
    hold_id = _hold(by, asked)
    deed = audit.Deed("banking.ask", "account", asked.account_id, limit.version, _facts(asked))
    pending = _pending(by, asked, limit, hold_id, audit.record(by=by, deed=deed))
    pending.save(force_insert=True)
    return Operation(None, pending.id)


def _facts(asked: Asked) -> dict[str, object]:
    return {
        "kind": asked.kind.value,
        "amount_minor": asked.amount.minor,
        "currency": asked.amount.currency.code,
    }


def _hold(by: Acting, asked: Asked) -> UUID | None:
    account_id = _taken_from(asked)
    if account_id is None:
        return None
    return ledger.place_hold(
        by=by, account_id=account_id, amount=asked.amount, purpose="second_person", key=f"pending:{asked.key}"
    )


def _taken_from(asked: Asked) -> UUID | None:
    """The one account with a limit that the operation takes from; None where there is none, or several."""
    if asked.kind is OperationKind.REVERSAL:
        taken = [
            row[3]
            for row in rows("banking", "entry_size.sql", {"entry_id": asked.entry_id, "key": asked.key})
        ]
        return taken[0][0] if len(taken) == 1 and taken[0] and len(taken[0]) == 1 else None
    limited = rows("banking", "limited_account.sql", {"account_id": asked.account_id})
    return asked.account_id if limited else None


def _pending(by: Acting, asked: Asked, limit: BylawAnswer, hold_id: UUID | None, act_id: UUID) -> Pending:
    assert by.person_id is not None
    same_currency = asked.amount.currency == limit.money.currency
    return Pending(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        kind=asked.kind,
        account_id=asked.account_id,
        other_account_id=asked.other_id,
        entry_id=asked.entry_id,
        amount_minor=asked.amount.minor,
        currency=asked.amount.currency.code,
        text=asked.text,
        reason=by.reason,
        threshold_minor=limit.money.minor if same_currency else 0,
        bylaw_version=limit.version,
        idempotency_key=asked.key,
        request_hash=asked.fingerprint(),
        hold_id=hold_id,
        asked_by=by.person_id,
        asked_on=by.on,
        asked_at=by.at,
        act_id=act_id,
    )


def approve(*, by: Acting, pending_id: UUID) -> Operation:
    """Post an operation that waits, as the second person; what was held for it is captured.

    Raises NotAllowed, PendingNotFound, SecondPersonNeeded, AlreadyDecided, and whatever posting may refuse:
    then it still waits.
    """
    with inside(by.cooperative_id):
        pending = _open_pending(by, pending_id)
        by = for_owner(by, pending.account_id, pending.other_account_id)
        entry_id = _post(by, pending)
        _decide(by, pending, Outcome.APPROVED, entry_id)
    return Operation(entry_id, pending_id)


def refuse(*, by: Acting, pending_id: UUID) -> None:
    """Refuse an operation that waits, as the second person; `by.reason` says why, and the hold is released.

    Raises NotAllowed, ReasonMissing, PendingNotFound, SecondPersonNeeded, AlreadyDecided.
    """
    if not by.reason.strip():
        raise errors.ReasonMissing
    with inside(by.cooperative_id):
        pending = _open_pending(by, pending_id)
        by = for_owner(by, pending.account_id, pending.other_account_id)
        if pending.hold_id is not None:
            ledger.release_hold(by=by, hold_id=pending.hold_id)
        _decide(by, pending, Outcome.REFUSED, None)


def for_owner(by: Acting, *account_ids: UUID | None) -> Acting:
    """The same, for the owner of the first of some accounts that has one, where nobody is named.

    So the reason goes with that person's particulars.
    """
    if by.for_person_id is not None:
        return by
    asked = [each for each in account_ids if each is not None]
    known = books.accounts(by.cooperative_id, asked)
    owners = (known[each].owner_id for each in asked if each in known)
    return replace(by, for_person_id=next((owner for owner in owners if owner is not None), None))


def _open_pending(by: Acting, pending_id: UUID) -> Pending:
    """Authorise, and take the operation for the rest of the transaction: of two who decide, one waits here."""
    require(by, Permission.APPROVE_OPERATION)
    lock(pending_id, invariant=42)
    pending = Pending.objects.filter(id=pending_id).first()
    if pending is None:
        raise errors.PendingNotFound(pending_id=pending_id)
    if by.person_id is None or by.person_id == pending.asked_by:
        raise errors.SecondPersonNeeded(pending_id=pending_id)
    if Decision.objects.filter(pending_id=pending_id).exists():
        raise errors.AlreadyDecided(pending_id=pending_id)
    return pending


def _post(by: Acting, pending: Pending) -> UUID:
    if pending.kind == OperationKind.REVERSAL:
        assert pending.entry_id is not None
        if pending.hold_id is not None:
            ledger.release_hold(by=by, hold_id=pending.hold_id)
        return ledger.reverse_entry(by=by, entry_id=pending.entry_id, key=pending.idempotency_key).entry_id
    request = _asked(pending).entry(by.on)
    if pending.hold_id is None:
        return ledger.post_entry(by=by, request=request).entry_id
    return ledger.capture_hold(
        by=by, hold_id=pending.hold_id, amount_minor=pending.amount_minor, request=request
    ).entry_id


def _asked(pending: Pending) -> Asked:
    return Asked(
        kind=OperationKind(pending.kind),
        key=pending.idempotency_key,
        account_id=pending.account_id,
        other_id=pending.other_account_id,
        amount=Money(pending.amount_minor, Currency.of(pending.currency)),
        text=pending.text,
        entry_id=pending.entry_id,
    )


def _decide(by: Acting, pending: Pending, outcome: Outcome, entry_id: UUID | None) -> None:
    assert by.person_id is not None
    facts = {"pending": str(pending.id), "entry": str(entry_id) if entry_id else None}
    verb = "banking.approve" if outcome is Outcome.APPROVED else "banking.refuse"
    deed = audit.Deed(verb, "pending", pending.id, pending.bylaw_version, facts)
    Decision.objects.create(
        cooperative_id=by.cooperative_id,
        pending_id=pending.id,
        outcome=outcome,
        reason=by.reason,
        entry_id=entry_id,
        decided_by=by.person_id,
        decided_at=by.at,
        act_id=audit.record(by=by, deed=deed),
    )
