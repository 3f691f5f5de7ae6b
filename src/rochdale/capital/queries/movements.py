"""The movements of shares, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.capital.errors import MovementNotFound
from rochdale.capital.models import DecidingOrgan, MovementCause, ShareMovement
from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.membership import queries as membership
from rochdale.membership.queries import spoken_name
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
        holder=spoken_name(given, family),
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


@dataclass(frozen=True, slots=True)
class RegisterDetail:
    """One issue, transfer or other movement behind a line of the register of shares (rule Q-47)."""

    effective_on: date
    recorded_on: date
    cause: MovementCause
    quantity: int
    amount: Money


def register_details(*, holder_ids: Iterable[UUID], on: date) -> dict[tuple[UUID, str], list[RegisterDetail]]:
    """The movements behind the lines of some holders on a day, by holder and class, in two statements."""
    classes = {each.id: each for each in share_classes()}
    details: dict[tuple[UUID, str], list[RegisterDetail]] = {}
    found = rows("capital", "register_movements.sql", {"holder_ids": list(holder_ids), "on": on})
    for holder_id, class_id, effective_on, recorded_on, cause, quantity, minor in found:
        own = classes[class_id]
        detail = RegisterDetail(
            effective_on, recorded_on, MovementCause(cause), quantity, Money(minor, own.par.currency)
        )
        details.setdefault((holder_id, own.code), []).append(detail)
    return details


@dataclass(frozen=True, slots=True)
class MovementAct:
    """The act behind a movement. `who` is empty where the program itself acted under a standing order."""

    who: str
    authority: str
    at: datetime
    reason: str
    bylaw_version: int | None


def movement(*, movement_id: UUID) -> MovementLine:
    """One movement. Raises MovementNotFound, for another cooperative's as well."""
    row = ShareMovement.objects.filter(id=movement_id).first()
    if row is None:
        raise MovementNotFound(movement_id=movement_id)
    found = movements(
        first=row.recorded_on, last=row.recorded_on, holder_id=row.holder_id, limit=MOVEMENTS_LISTED_MAX
    )
    return next(each for each in found if each.id == movement_id)


def movement_act(*, movement_id: UUID) -> MovementAct:
    """Who wrote a movement, under which authority, when and why."""
    person_id, authority, at, reason, version = rows(
        "capital", "movement_act.sql", {"movement_id": movement_id}
    )[0]
    names = membership.names_of(person_ids=[person_id]) if person_id else {}
    return MovementAct(names.get(person_id, ""), authority, at, reason, version)


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


def holders_of_entry(*, entry_id: UUID) -> frozenset[UUID]:
    """Whose shares an entry moves: more than two, where an older register was taken over in it."""
    found = ShareMovement.objects.filter(entry_id=entry_id)
    return frozenset(found.values_list("holder_id", flat=True).distinct())
