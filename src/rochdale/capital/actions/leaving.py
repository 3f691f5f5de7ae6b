"""Shares of who leaves: into the queue with the end of the membership, and to heirs out of it (INV-58)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from rochdale.capital import queries
from rochdale.capital.actions.queue import append, end, lock_queue, record
from rochdale.capital.models import RedemptionOutcome
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.tenancy.actions import inside, new_id


def end_departure(*, by: Acting, departure_id: UUID) -> date:
    """End a membership whose time has come, and put the shares of who leaves into the queue, as one act.

    The first day on which it is none. Raises what `membership.end_departure` does.
    """
    with inside(by.cooperative_id):
        left_on = membership.end_departure(by=by, departure_id=departure_id)
        holder_id = register.departure(departure_id=departure_id).person_id
        queue_leavers(by=by, holder_ids=[holder_id])
        return left_on


def queue_leavers(*, by: Acting, holder_ids: Collection[UUID]) -> list[UUID]:
    """Put what these hold and is repaid at the end of the queue, where their membership is over (rule Q-22)."""
    with inside(by.cooperative_id):
        lock_queue(by)
        return [
            append(by, each.share_class, each.holder_id, each.free, f"left:{new_id(by.at)}")
            for holder_id in sorted(set(holder_ids))
            for each in queries.left_holdings(on=date.max, holder_id=holder_id)[0]
        ]


def release(*, by: Acting, holder_id: UUID, class_id: UUID) -> None:
    """Take what a dead member's shares wait for out of the queue, so that heirs may have them."""
    for found in queries.redemption_queue(holder_id=holder_id):
        if found.share_class.id == class_id:
            act_id = record(by, "capital.release_for_heirs", holder_id, {"place": found.place})
            end(by, found, RedemptionOutcome.WITHDRAWN, None, act_id).save(force_insert=True)
