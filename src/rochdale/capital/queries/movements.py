"""The movements of shares, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.capital.errors import MovementNotFound
from rochdale.capital.models import DecidingOrgan, MovementCause, ShareMovement
from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.money.amount import Money
from rochdale.tenancy.queries import rows

MOVEMENTS_LISTED_MAX = 100_000


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement: `quantity` shares to the holder, or with a minus from the holder; `owing` on an issue."""

    id: UUID
    share_class: ShareClassFacts
    holder_id: UUID
    holder: str
    quantity: int
    amount: Money
    cause: MovementCause
    organ: DecidingOrgan
    recorded_on: date
    effective_on: date
    entry_id: UUID
    reverses_id: UUID | None
    reversed_by: UUID | None
    owing: Money


def movements(
    *, first: date, last: date, holder_id: UUID | None = None, after: UUID | None = None, limit: int = 50
) -> list[MovementLine]:
    """The movements recorded between two days, of one holder or of all, the oldest first, in two statements."""
    classes = {each.id: each for each in share_classes()}
    parameters = {
        "first": first,
        "last": last,
        "holder_id": holder_id,
        "after": after,
        "lines": max(1, min(limit, MOVEMENTS_LISTED_MAX)),
    }
    return [_line(row, classes) for row in rows("capital", "movements_listed.sql", parameters)]


def _line(row: tuple[Any, ...], classes: dict[UUID, ShareClassFacts]) -> MovementLine:
    id_, class_id, holder_id, quantity, minor, cause, organ, recorded, effective, entry_id, *rest = row
    reverses_id, reversed_by, given, family, paid = rest
    own = classes[class_id]
    is_owed = cause == MovementCause.ISSUE and reversed_by is None
    owing = int(minor) - int(paid) if is_owed else 0
    return MovementLine(
        id=id_,
        share_class=own,
        holder_id=holder_id,
        holder=f"{given} {family}".strip(),
        quantity=quantity,
        amount=Money(minor, own.par.currency),
        cause=MovementCause(cause),
        organ=DecidingOrgan(organ),
        recorded_on=recorded,
        effective_on=effective,
        entry_id=entry_id,
        reverses_id=reverses_id,
        reversed_by=reversed_by,
        owing=Money(owing, own.par.currency),
    )


def carries_shares(*, entry_id: UUID) -> bool:
    """Whether an entry of the books carries movements of shares: then it is reversed here, and nowhere else."""
    return ShareMovement.objects.filter(entry_id=entry_id).exists()


def movement_entry(*, movement_id: UUID) -> UUID:
    """The entry that carries a movement. Raises MovementNotFound."""
    found = ShareMovement.objects.filter(id=movement_id).values_list("entry_id", flat=True).first()
    if found is None:
        raise MovementNotFound(movement_id=movement_id)
    return found


def holder_of_movement(*, movement_id: UUID) -> UUID:
    """Whose shares a movement moved. Raises MovementNotFound."""
    found = ShareMovement.objects.filter(id=movement_id).values_list("holder_id", flat=True).first()
    if found is None:
        raise MovementNotFound(movement_id=movement_id)
    return found


def movements_of_entry(*, entry_id: UUID) -> tuple[UUID, ...]:
    """The movements that an entry carries, in the order in which they were written."""
    found = ShareMovement.objects.filter(entry_id=entry_id).order_by("id")
    return tuple(found.values_list("id", flat=True))
