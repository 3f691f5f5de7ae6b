"""Shares that go from one holder to another, or from one class to another; the books carry both sides."""

from __future__ import annotations

from uuid import UUID

from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.issues import refuse_strangers
from rochdale.capital.actions.leaving import queue_leavers, release
from rochdale.capital.actions.queue import free_holding, is_repeated, lock_queue
from rochdale.capital.actions.writing import Move, Moved, Plan, write
from rochdale.capital.models import DecidingOrgan, MovementCause
from rochdale.capital.queries import ShareClassFacts
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.tenancy.actions import inside

TRANSFERS = frozenset({MovementCause.TRANSFER, MovementCause.GIFT, MovementCause.INHERITANCE})


def transfer_shares(
    *,
    by: Acting,
    key: str,
    code: str,
    from_id: UUID,
    to_id: UUID,
    quantity: int,
    cause: MovementCause = MovementCause.TRANSFER,
    organ: DecidingOrgan = DecidingOrgan.OFFICER,
) -> Moved:
    """Move shares from one holder to another: sold, given, or inherited.

    The entry debits and credits the account of the class, so that the books show that shares changed hands.
    What heirs take is taken out of the queue; the rest of it waits again, behind the others.
    Raises NotAllowed, OwnMatter, SameHolder, QuantityImpossible, ShareClassNotFound, HolderNotAdmitted, SharesNotHeld,
    SharesUnpaid, QualifyingShareNeeded, HoldingTooLarge, ShareKeyReused.
    """
    assert cause in TRANSFERS
    if from_id == to_id:
        raise errors.SameHolder
    with inside(by.cooperative_id):
        require(by, from_id, to_id)
        own = queries.share_class(code=code)
        is_new = not is_repeated(by, key)
        if is_new:
            lock_queue(by)
            if cause is MovementCause.INHERITANCE:
                release(by=by, holder_id=from_id, class_id=own.id)
            free_holding(by, own, from_id, quantity)
            refuse_strangers([(to_id, code)], {code: own})
            _refuse_full(by, own, to_id, quantity)
        minor, currency = own.worth(quantity).minor, own.par.currency.code
        plan = Plan(
            key=key,
            kind="share_transfer",
            lines=(
                ledger.Line(own.account_id, minor, currency),
                ledger.Line(own.account_id, -minor, currency),
            ),
            moves=(Move(own, from_id, -quantity, cause), Move(own, to_id, quantity, cause)),
            effective_on=by.on,
            organ=organ,
        )
        done = write(by=by, verb="capital.transfer_shares", plans=[plan])[0]
        if is_new and cause is MovementCause.INHERITANCE:
            queue_leavers(by=by, holder_ids=[from_id])
        return done


def convert_shares(
    *, by: Acting, key: str, holder_id: UUID, from_code: str, to_code: str, quantity: int
) -> Moved:
    """Turn `quantity` shares of one class into as many of another as are worth the same.

    Raises NotAllowed, QuantityImpossible where the worth is no whole number of the other class, and what a
    transfer may refuse.
    """
    with inside(by.cooperative_id):
        require(by, holder_id)
        own, other = queries.share_class(code=from_code), queries.share_class(code=to_code)
        worth = own.worth(quantity)
        if own.code == other.code or worth.minor % other.par.minor or other.par.currency != own.par.currency:
            raise errors.QuantityImpossible(quantity=quantity)
        gained = worth.minor // other.par.minor
        if not is_repeated(by, key):
            lock_queue(by)
            free_holding(by, own, holder_id, quantity)
            refuse_strangers([(holder_id, to_code)], {to_code: other})
            _refuse_full(by, other, holder_id, gained)
        code = worth.currency.code
        plan = Plan(
            key=key,
            kind="share_conversion",
            lines=(
                ledger.Line(own.account_id, worth.minor, code),
                ledger.Line(other.account_id, -worth.minor, code),
            ),
            moves=(
                Move(own, holder_id, -quantity, MovementCause.CONVERSION),
                Move(other, holder_id, gained, MovementCause.CONVERSION),
            ),
            effective_on=by.on,
        )
        return write(by=by, verb="capital.convert_shares", plans=[plan])[0]


def _refuse_full(by: Acting, own: ShareClassFacts, holder_id: UUID, quantity: int) -> None:
    if own.holding_max is None:
        return
    held = sum(
        each.held
        for each in queries.holdings(holder_ids=[holder_id], on=by.on)
        if each.share_class.id == own.id
    )
    if held + quantity > own.holding_max:
        raise errors.HoldingTooLarge(most=own.holding_max)
