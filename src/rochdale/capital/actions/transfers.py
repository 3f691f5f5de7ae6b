"""Shares that go from one holder to another, or from one class to another; the books carry both sides."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.issues import refuse_strangers
from rochdale.capital.actions.writing import Move, Moved, Plan, write
from rochdale.capital.models import DecidingOrgan, MovementCause
from rochdale.capital.queries import Holding, ShareClassFacts, ShareKind
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import bylaw
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.membership import queries as membership
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
    Raises NotAllowed, SameHolder, QuantityImpossible, ShareClassNotFound, HolderNotAdmitted, SharesNotHeld,
    SharesUnpaid, QualifyingShareNeeded, HoldingTooLarge, ShareKeyReused.
    """
    assert cause in TRANSFERS
    if from_id == to_id:
        raise errors.SameHolder
    with inside(by.cooperative_id):
        require(by)
        own = queries.share_class(code=code)
        if not is_repeated(by, key):
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
        return write(by=by, verb="capital.transfer_shares", plans=[plan])[0]


def convert_shares(
    *, by: Acting, key: str, holder_id: UUID, from_code: str, to_code: str, quantity: int
) -> Moved:
    """Turn `quantity` shares of one class into as many of another as are worth the same.

    Raises NotAllowed, QuantityImpossible where the worth is no whole number of the other class, and what a
    transfer may refuse.
    """
    with inside(by.cooperative_id):
        require(by)
        own, other = queries.share_class(code=from_code), queries.share_class(code=to_code)
        worth = own.worth(quantity)
        if own.code == other.code or worth.minor % other.par.minor or other.par.currency != own.par.currency:
            raise errors.QuantityImpossible(quantity=quantity)
        gained = worth.minor // other.par.minor
        if not is_repeated(by, key):
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


def is_repeated(by: Acting, key: str) -> bool:
    """Whether a request with this key was carried out before: then its effect is not judged again."""
    return books.entry_by_key(by.cooperative_id, f"capital:{key}") is not None


def free_holding(by: Acting, own: ShareClassFacts, holder_id: UUID, quantity: int) -> Holding:
    """The holding from which `quantity` shares may go today (INV-51). Raises what stands in the way."""
    if quantity < 1:
        raise errors.QuantityImpossible(quantity=quantity)
    found = queries.holdings(holder_ids=[holder_id], on=by.on)
    holding = next((each for each in found if each.share_class.id == own.id), None)
    if holding is None or holding.free < quantity:
        raise errors.SharesNotHeld(held=holding.free if holding else 0, asked=quantity)
    if holding.owing.minor:
        raise errors.SharesUnpaid(owing=holding.owing)
    _refuse_last_qualifying(by.on, holding, quantity)
    return holding


def _refuse_last_qualifying(on: date, holding: Holding, quantity: int) -> None:
    """A present member keeps what qualifies; who has left may part with all."""
    is_qualifying = holding.share_class.kind is ShareKind.QUALIFYING
    if not is_qualifying or membership.member_of(person_id=holding.holder_id) is None:
        return
    try:
        required = bylaw("qualifying_shares_required", on).number
    except BylawNotInForce:
        return
    if holding.free - quantity < required:
        raise errors.QualifyingShareNeeded(required=required)


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
