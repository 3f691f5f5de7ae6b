"""The queue of redemptions, and what is free to leave a holding: each waits for the other under one lock."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max

from rochdale.audit import actions as audit
from rochdale.capital import errors, queries
from rochdale.capital.models import RedemptionEnd, RedemptionOutcome, RedemptionRequest
from rochdale.capital.queries import Holding, QueuedRedemption, ShareClassFacts
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as books
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import lock, new_id


def lock_queue(by: Acting) -> None:
    """Take the queue for the rest of the transaction: what is free now stays free until we are done (INV-59)."""
    lock(by.cooperative_id, invariant=54)


def record(by: Acting, verb: str, holder_id: UUID, facts: dict[str, object]) -> UUID:
    """Write an act about a holder's place in the queue."""
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "person", holder_id, version, facts))


def append(by: Acting, own: ShareClassFacts, holder_id: UUID, quantity: int, key: str) -> UUID:
    """Put a request at the end of the queue, which is locked by now."""
    last = RedemptionRequest.objects.aggregate(last=Max("place"))["last"] or 0
    facts: dict[str, object] = {"code": own.code, "quantity": quantity}
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
        act_id=record(by, "capital.ask_redemption", holder_id, facts),
    )
    row.save(force_insert=True)
    return row.id


def end(
    by: Acting, found: QueuedRedemption, outcome: RedemptionOutcome, movement_id: UUID | None, act_id: UUID
) -> RedemptionEnd:
    """The end of a request, to be written."""
    return RedemptionEnd(
        cooperative_id=by.cooperative_id,
        request_id=found.id,
        outcome=outcome,
        movement_id=movement_id,
        ended_on=by.on,
        act_id=act_id,
    )


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
    is_member = membership.member_of(person_id=holder_id) is not None
    # Of who has left, what is owed is taken from what is repaid.
    if holding.owing.minor and (is_member or quantity < holding.held):
        raise errors.SharesUnpaid(owing=holding.owing)
    if is_member:
        _refuse_last_qualifying(by.on, holding, quantity)
    return holding


def _refuse_last_qualifying(on: date, holding: Holding, quantity: int) -> None:
    """A present member keeps what qualifies."""
    kept = queries.qualifying_kept(holding=holding, on=on)
    if kept and holding.free - quantity < kept:
        raise errors.QualifyingShareNeeded(required=kept)
