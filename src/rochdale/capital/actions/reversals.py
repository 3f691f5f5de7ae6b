"""Reversing a movement that was wrong, whole and once (INV-55)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.leaving import queue_leavers
from rochdale.capital.actions.queue import lock_queue
from rochdale.capital.actions.writing import Moved, write_reversal
from rochdale.capital.models import ShareMovement, SharePayment
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as books
from rochdale.tenancy.actions import inside


def reverse_movement(*, by: Acting, key: str, movement_id: UUID) -> Moved:
    """Undo a movement with its whole entry, both sides of a transfer together, once (INV-55).

    An issue on which more was paid in since is not reversed. Shares that come back to somebody who has left
    wait for repayment again (INV-58). Raises NotAllowed, OwnMatter, MovementNotFound, MovementReversed,
    SharesNotHeld, and whatever posting refuses.
    """
    with inside(by.cooperative_id):
        require(by)
        lock_queue(by)
        row = ShareMovement.objects.filter(id=movement_id).first()
        if row is None:
            raise errors.MovementNotFound(movement_id=movement_id)
        of_entry = list(ShareMovement.objects.filter(entry_id=row.entry_id))
        holder_ids = {each.holder_id for each in of_entry}
        require(by, *holder_ids)
        known = books.entry_by_key(by.cooperative_id, f"capital:{key}")
        if known is None:
            _refuse_reversal(by, row, of_entry)
        done = write_reversal(by=by, key=key, entry_id=row.entry_id)
        if not done.again:
            queue_leavers(by=by, holder_ids=holder_ids)
        return done


def _refuse_reversal(by: Acting, row: ShareMovement, of_entry: Sequence[ShareMovement]) -> None:
    ids = [each.id for each in of_entry]
    if row.reverses_id is not None or ShareMovement.objects.filter(reverses_id__in=ids).exists():
        raise errors.MovementReversed(movement_id=row.id)
    if SharePayment.objects.filter(movement_id__in=ids).exclude(entry_id=row.entry_id).exists():
        raise errors.MovementNotFound(movement_id=row.id)
    held = {
        (each.holder_id, each.share_class.id): each.free
        for each in queries.holdings(holder_ids={each.holder_id for each in of_entry}, on=by.on)
    }
    for each in of_entry:
        free = held.get((each.holder_id, each.class_id), 0)
        if each.quantity > free:
            raise errors.SharesNotHeld(held=free, asked=each.quantity)
