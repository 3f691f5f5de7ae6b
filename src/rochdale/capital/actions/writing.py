"""Writing movements: the entry first, then what it carries, in one transaction; every action here ends in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.capital import errors
from rochdale.capital.models import DecidingOrgan, MovementCause, ShareMovement, SharePayment
from rochdale.capital.queries import ShareClassFacts
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.tenancy.actions import new_id, new_ids
from rochdale.tenancy.queries import array_of_days, array_of_ids, array_of_numbers, array_of_texts, rows


@dataclass(frozen=True, slots=True)
class Move:
    """So many shares of a class to a holder, or with a minus from one.

    `effective_on` None counts from the day of the plan; an old holding has a day of its own.
    """

    share_class: ShareClassFacts
    holder_id: UUID
    quantity: int
    cause: MovementCause
    effective_on: date | None = None

    @property
    def amount_minor(self) -> int:
        """The quantity at par (INV-50)."""
        return self.quantity * self.share_class.par.minor


@dataclass(frozen=True, slots=True)
class Plan:
    """One entry with the movements that it carries, and what is paid in at once on the first of them.

    `clears` are older issues of which it extinguishes what is owed, in minor units.
    """

    key: str
    kind: str
    lines: tuple[ledger.Line, ...]
    moves: tuple[Move, ...]
    effective_on: date
    organ: DecidingOrgan = DecidingOrgan.OFFICER
    paid_minor: int = 0
    clears: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Movements that stand in the register; `again` when an earlier request had already put them there."""

    entry_id: UUID
    movement_ids: tuple[UUID, ...]
    again: bool = False


def write(*, by: Acting, verb: str, plans: Sequence[Plan]) -> list[Moved]:
    """Post the entries and write what they carry, as one act; a constant number of statements.

    The lines of each entry sum on the account of a class to what its movements do (INV-52, INV-53). Repeating a key
    with the same facts answers as before. Raises ShareKeyReused, and whatever posting refuses.
    """
    latest = max(
        (move.effective_on or plan.effective_on for plan in plans for move in plan.moves), default=by.on
    )
    if latest > by.on:
        raise errors.EffectiveTooLate(effective_on=latest, today=by.on)
    posted = _post(by, verb, plans)
    fresh = [(plan, done.entry_id) for plan, done in zip(plans, posted, strict=True) if not done.again]
    written = _write_moves(by, verb, fresh) if fresh else {}
    return [
        Moved(done.entry_id, written[done.entry_id]) if not done.again else _as_before(plan, done.entry_id)
        for plan, done in zip(plans, posted, strict=True)
    ]


def _post(by: Acting, verb: str, plans: Sequence[Plan]) -> list[ledger.Posted]:
    requests = [
        ledger.EntryRequest(f"capital:{plan.key}", by.on, plan.effective_on, plan.kind, "", plan.lines)
        for plan in plans
    ]
    if len(requests) == 1:
        return [ledger.post_entry(by=by, request=requests[0])]
    return ledger.post_batch(by=by, requests=requests, verb=f"{verb}_entries")


def _write_moves(by: Acting, verb: str, fresh: Sequence[tuple[Plan, UUID]]) -> dict[UUID, tuple[UUID, ...]]:
    moves = [move for plan, _ in fresh for move in plan.moves]
    version = cooperatives.bylaw_version(by.on)
    facts = {"movements": len(moves), "shares": sum(max(move.quantity, 0) for move in moves)}
    act_id = audit.record(by=by, deed=audit.Deed(verb, "person", moves[0].holder_id, version, facts))
    ids = new_ids(by.at, len(moves))
    rows("capital", "write_movements.sql", _arrays(by, act_id, ids, fresh))
    left = iter(ids)
    by_entry = {entry_id: tuple(islice(left, len(plan.moves))) for plan, entry_id in fresh}
    _write_payments(
        by,
        [
            Payment(by_entry[entry_id][0], plan.paid_minor, entry_id)
            for plan, entry_id in fresh
            if plan.paid_minor
        ]
        + [
            Payment(movement_id, minor, entry_id)
            for plan, entry_id in fresh
            for movement_id, minor in plan.clears
        ],
        act_id,
    )
    return by_entry


def _arrays(
    by: Acting, act_id: UUID, ids: Sequence[UUID], fresh: Sequence[tuple[Plan, UUID]]
) -> dict[str, object]:
    """One array for each column: ten thousand movements cost one statement, as one does."""
    each = [(plan, move, entry_id) for plan, entry_id in fresh for move in plan.moves]
    return {
        "cooperative_id": by.cooperative_id,
        "recorded_on": by.on,
        "recorded_at": by.at,
        "act_id": act_id,
        "id": array_of_ids(ids),
        "class_id": array_of_ids(move.share_class.id for _, move, _ in each),
        "holder_id": array_of_ids(move.holder_id for _, move, _ in each),
        "quantity": array_of_numbers(move.quantity for _, move, _ in each),
        "amount_minor": array_of_numbers(move.amount_minor for _, move, _ in each),
        "cause": array_of_texts(move.cause.value for _, move, _ in each),
        "organ": array_of_texts(plan.organ.value for plan, _, _ in each),
        "effective_on": array_of_days(move.effective_on or plan.effective_on for plan, move, _ in each),
        "entry_id": array_of_ids(entry_id for _, _, entry_id in each),
    }


@dataclass(frozen=True, slots=True)
class Payment:
    """So much paid in on an issue, by an entry; with a minus, taken back by its reversal."""

    movement_id: UUID
    amount_minor: int
    entry_id: UUID


def _write_payments(by: Acting, payments: Sequence[Payment], act_id: UUID) -> None:
    SharePayment.objects.bulk_create(
        SharePayment(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            movement_id=each.movement_id,
            amount_minor=each.amount_minor,
            paid_on=by.on,
            entry_id=each.entry_id,
            act_id=act_id,
        )
        for each in payments
    )


def write_payment(*, by: Acting, holder_id: UUID, payment: Payment, verb: str) -> None:
    """Write one payment on an issue as an act of its own."""
    version = cooperatives.bylaw_version(by.on)
    facts = {"amount_minor": payment.amount_minor}
    act_id = audit.record(by=by, deed=audit.Deed(verb, "person", holder_id, version, facts))
    _write_payments(by, [payment], act_id)


def _as_before(plan: Plan, entry_id: UUID) -> Moved:
    known = list(ShareMovement.objects.filter(entry_id=entry_id).order_by("id"))
    asked = sorted((move.share_class.id, move.holder_id, move.quantity) for move in plan.moves)
    if sorted((row.class_id, row.holder_id, row.quantity) for row in known) != asked:
        raise errors.ShareKeyReused(key=plan.key)
    return Moved(entry_id, tuple(row.id for row in known), again=True)


def write_reversal(*, by: Acting, key: str, entry_id: UUID) -> Moved:
    """Reverse an entry with all that it carries, paid-in amounts included. Raises MovementReversed."""
    posted = ledger.reverse_entry(by=by, entry_id=entry_id, key=f"capital:{key}")
    if posted.again:
        known = ShareMovement.objects.filter(entry_id=posted.entry_id).order_by("id")
        return Moved(posted.entry_id, tuple(row.id for row in known), again=True)
    first = list(ShareMovement.objects.filter(entry_id=entry_id).order_by("id"))
    version = cooperatives.bylaw_version(by.on)
    facts = {"entry": str(entry_id), "movements": len(first)}
    deed = audit.Deed("capital.reverse_movement", "person", first[0].holder_id, version, facts)
    act_id = audit.record(by=by, deed=deed)
    mirrored = [_mirror(by, row, posted.entry_id, act_id) for row in first]
    ShareMovement.objects.bulk_create(mirrored)
    paid = SharePayment.objects.filter(entry_id=entry_id)
    taken_back = [Payment(each.movement_id, -each.amount_minor, posted.entry_id) for each in paid]
    _write_payments(by, taken_back, act_id)
    return Moved(posted.entry_id, tuple(row.id for row in mirrored))


def _mirror(by: Acting, row: ShareMovement, entry_id: UUID, act_id: UUID) -> ShareMovement:
    return ShareMovement(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        class_id=row.class_id,
        holder_id=row.holder_id,
        quantity=-row.quantity,
        amount_minor=-row.amount_minor,
        cause=MovementCause.REVERSAL,
        organ=DecidingOrgan.OFFICER,
        recorded_on=by.on,
        recorded_at=by.at,
        effective_on=by.on,
        reverses_id=row.id,
        entry_id=entry_id,
        act_id=act_id,
    )
