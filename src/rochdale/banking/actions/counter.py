"""The counter: deposits, withdrawals, transfers and reversals.

An amount over the limit of the by-laws is not posted: it waits for a second person (`second_person`).
Everything else is posted at once, together with what other desks post at the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rochdale.banking import errors
from rochdale.banking.actions import second_person
from rochdale.banking.actions.authority import require
from rochdale.banking.actions.operations import Asked, Operation
from rochdale.banking.models import OperationKind
from rochdale.capital import queries as capital
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger.errors import EntryAlreadyReversed, EntryNotFound
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows

_PERMISSIONS = {
    OperationKind.DEPOSIT: Permission.POST_DEPOSIT,
    OperationKind.WITHDRAWAL: Permission.POST_WITHDRAWAL,
    OperationKind.TRANSFER: Permission.POST_TRANSFER,
    OperationKind.REVERSAL: Permission.REVERSE_ENTRY,
}


def deposit(*, by: Acting, key: str, account_id: UUID, amount: Money, text: str = "") -> Operation:
    """Take cash in for an account. The same key with the same facts answers as before.

    `text` is what the statement shows beside the kind. Raises NotAllowed, AmountNotPositive, AccountNotHeld,
    RoleNotFilled, OperationKeyReused, AskerUnknown, and whatever posting may refuse.
    """
    with inside(by.cooperative_id):
        known = _known(by, OperationKind.DEPOSIT, key, [account_id], amount)
        asked = Asked(OperationKind.DEPOSIT, key, known.cash_id(amount), account_id, amount, text)
        answer = _answer(by, known, asked)
    return answer or _post(by, asked)


def withdraw(*, by: Acting, key: str, account_id: UUID, amount: Money, text: str = "") -> Operation:
    """Pay cash out of an account. Raises as `deposit` does."""
    with inside(by.cooperative_id):
        known = _known(by, OperationKind.WITHDRAWAL, key, [account_id], amount)
        asked = Asked(OperationKind.WITHDRAWAL, key, account_id, known.cash_id(amount), amount, text)
        answer = _answer(by, known, asked)
    return answer or _post(by, asked)


def transfer(*, by: Acting, key: str, from_id: UUID, to_id: UUID, amount: Money, text: str = "") -> Operation:
    """Move money between two accounts of members. Into a loan it is a repayment, out of one a drawing.

    Raises as `deposit` does, and AccountsSame.
    """
    if from_id == to_id:
        raise errors.AccountsSame(account_id=from_id)
    with inside(by.cooperative_id):
        known = _known(by, OperationKind.TRANSFER, key, [from_id, to_id], amount)
        asked = Asked(OperationKind.TRANSFER, key, from_id, to_id, amount, text)
        answer = _answer(by, known, asked)
    return answer or _post(by, asked)


def reverse(*, by: Acting, key: str, entry_id: UUID) -> Operation:
    """Undo an entry by its mirror image; `by.reason` says why.

    Raises NotAllowed, ReasonMissing, EntryCarriesShares, OperationKeyReused, AskerUnknown; the
    ledger's EntryNotFound, EntryAlreadyReversed, and whatever posting may refuse.
    """
    if not by.reason.strip():
        raise errors.ReasonMissing
    with inside(by.cooperative_id):
        if capital.carries_shares(entry_id=entry_id):
            raise errors.EntryCarriesShares(entry_id=entry_id)
        asked = _asked_reversal(key, entry_id)
        by = second_person.for_owner(by, asked.account_id, asked.other_id)
        known = _known(by, OperationKind.REVERSAL, key, [], asked.amount)
        answer = _answer(by, known, asked)
        return answer or _reverse(by, asked)


def _asked_reversal(key: str, entry_id: UUID) -> Asked:
    sizes = rows("banking", "entry_size.sql", {"entry_id": entry_id, "key": key})
    if not sizes:
        raise EntryNotFound(entry_id=entry_id)
    code, minor, account_ids, taken_from, is_reversed = sizes[0]
    if is_reversed:
        raise EntryAlreadyReversed(entry_id=entry_id)
    account_id = (taken_from or account_ids)[0]
    amount = Money(minor, Currency.of(code))
    return Asked(OperationKind.REVERSAL, key, account_id, None, amount, "", entry_id)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the counter knows before it decides."""

    accounts_held: int
    cash: UUID | None
    is_posted: bool
    pending_id: UUID | None
    request_hash: bytes | None
    entry_id: UUID | None

    def cash_id(self, amount: Money) -> UUID:
        if self.cash is None:
            raise errors.RoleNotFilled(role="cash", currency=amount.currency.code)
        return self.cash


def _known(by: Acting, kind: OperationKind, key: str, account_ids: list[UUID], amount: Money) -> _Known:
    """Authorise, and read what the decision needs in one statement."""
    require(by, _PERMISSIONS[kind])
    if not amount.is_positive:
        raise errors.AmountNotPositive
    parameters = {"account_ids": account_ids, "currency": amount.currency.code, "key": key}
    known = _Known(*rows("banking", "counter.sql", parameters)[0])
    if known.accounts_held != len(account_ids):
        raise errors.AccountNotHeld(account=", ".join(map(str, account_ids)))
    return known


def _answer(by: Acting, known: _Known, asked: Asked) -> Operation | None:
    """The earlier answer to the same request, or a request for a second person; None where it may be posted."""
    if known.pending_id is not None:
        assert known.request_hash is not None
        if bytes(known.request_hash) != asked.fingerprint():
            raise errors.OperationKeyReused(key=asked.key)
        return Operation(known.entry_id, known.pending_id, again=True)
    if known.is_posted:
        return None  # the ledger knows whether it is the same request
    limit = cooperatives.bylaw("second_person_threshold_minor", by.on)
    if asked.amount.currency == limit.money.currency and asked.amount <= limit.money:
        return None
    return second_person.ask(by=by, asked=asked, limit=limit)


def _post(by: Acting, asked: Asked) -> Operation:
    posted = ledger.post(by=by, request=asked.entry(by.on))
    return Operation(posted.entry_id, None, posted.again)


def _reverse(by: Acting, asked: Asked) -> Operation:
    assert asked.entry_id is not None
    posted = ledger.reverse_entry(by=by, entry_id=asked.entry_id, key=asked.key)
    return Operation(posted.entry_id, None, posted.again)
