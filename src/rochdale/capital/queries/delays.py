"""What is late or will be: instalments owed, members below the required shares, repayments, shares of who has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.capital.queries.redemptions import QueuedRedemption, redemption_queue
from rochdale.cooperatives.queries import bylaw_or_none
from rochdale.kernel.calendar import months_after
from rochdale.membership.queries import spoken_name
from rochdale.money.amount import Money
from rochdale.tenancy.queries import array_of_ids, rows

DELAYS_LISTED = 200


@dataclass(frozen=True, slots=True)
class Instalment:
    """An issue that is not paid in full: what is owed, and by when the by-laws want it (None: they say nothing)."""

    movement_id: UUID
    share_class: ShareClassFacts
    holder_id: UUID
    holder: str
    quantity: int
    since: date
    owing: Money
    due_on: date | None


@dataclass(frozen=True, slots=True)
class BelowRequired:
    """A member with fewer qualifying shares than required, and the last day to hold them again (rule U-5)."""

    member_number: int
    person_id: UUID
    name: str
    held: int
    required: int
    since: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class LeftHolding:
    """Shares of somebody who has left that do not wait in the queue of repayments (INV-58)."""

    holder_id: UUID
    share_class: ShareClassFacts
    free: int
    left_on: date


@dataclass(frozen=True, slots=True)
class Delays:
    """What the officers of capital should look at: how many of each, with the first day that binds."""

    overdue_instalments: int
    overdue_since: date | None
    below_required: int
    below_due_on: date | None
    late_redemption: date | None
    left_holdings: int


def instalments(
    *, on: date, holder_id: UUID | None = None, class_id: UUID | None = None, limit: int = DELAYS_LISTED
) -> list[Instalment]:
    """Issues not paid in full, the oldest first, of one holder and class or of all."""
    holders = array_of_ids([holder_id]) if holder_id else None
    return _instalments(on, {"holder_ids": holders, "class_id": class_id, "until": None, "lines": limit})[0]


def instalments_of(*, on: date, holder_ids: Iterable[UUID]) -> list[Instalment]:
    """Every issue of some holders that is not paid in full, the oldest first."""
    holders = array_of_ids(holder_ids)
    return _instalments(on, {"holder_ids": holders, "class_id": None, "until": None, "lines": None})[0]


def _instalments(on: date, parameters: dict[str, object]) -> tuple[list[Instalment], int]:
    classes = {each.id: each for each in share_classes()}
    within = bylaw_or_none("share_paid_within_months", on)
    found = rows("capital", "instalments.sql", parameters)
    listed = [
        Instalment(
            movement_id=id_,
            share_class=classes[class_id],
            holder_id=holder,
            holder=spoken_name(given, family),
            quantity=quantity,
            since=since,
            owing=Money(int(owing), classes[class_id].par.currency),
            due_on=months_after(since, within.number) if within else None,
        )
        for id_, class_id, holder, quantity, since, owing, given, family, _ in found
    ]
    return listed, found[0][-1] if found else 0


def overdue_instalments(*, on: date, limit: int = DELAYS_LISTED) -> tuple[list[Instalment], int]:
    """Those whose time is over on a day, the oldest first, and how many they are in all."""
    within = bylaw_or_none("share_paid_within_months", on)
    if within is None:
        return [], 0
    parameters: dict[str, object] = {
        "holder_ids": None,
        "class_id": None,
        "until": months_after(on, -within.number),
        "lines": limit,
    }
    listed, count = _instalments(on, parameters)
    return listed, count


def below_required(
    *, on: date, person_id: UUID | None = None, limit: int = DELAYS_LISTED
) -> tuple[list[BelowRequired], int]:
    """Members who hold fewer qualifying shares than required, the longest first, and how many they are in all."""
    required = bylaw_or_none("qualifying_shares_required", on)
    if required is None:
        return [], 0
    cure = bylaw_or_none("share_below_required_months", on)
    found = rows(
        "capital",
        "below_required.sql",
        {
            "on": on,
            "required": required.number,
            "required_since": required.effective_from,
            "person_id": person_id,
            "lines": limit,
        },
    )
    listed = [
        BelowRequired(
            member_number=number,
            person_id=person,
            name=spoken_name(given, family),
            held=int(held),
            required=required.number,
            since=since,
            due_on=months_after(since, cure.number) if cure else None,
        )
        for number, person, given, family, held, since, _ in found
    ]
    return listed, found[0][-1] if found else 0


def left_holdings(
    *, on: date, holder_id: UUID | None = None, limit: int = DELAYS_LISTED
) -> tuple[list[LeftHolding], int]:
    """Redeemable shares of who has left by a day that do not wait in the queue, and how many such there are."""
    classes = {each.id: each for each in share_classes()}
    parameters = {"holder_id": holder_id, "until": on, "lines": limit}
    found = rows("capital", "left_with_shares.sql", parameters)
    listed = [
        LeftHolding(holder, classes[class_id], int(free), left_on)
        for holder, class_id, free, left_on, _ in found
    ]
    return listed, found[0][-1] if found else 0


@dataclass(frozen=True, slots=True)
class RepaymentTerms:
    """In how many days a request is repaid where the capital test lets it be, and how long it may be put off."""

    days: int | None
    postponed_days: int | None

    def due(self, asked_on: date) -> date | None:
        """The day by which it is repaid (rule Q-22)."""
        return None if self.days is None else asked_on + timedelta(days=self.days)

    def latest(self, asked_on: date) -> date | None:
        """The last day to which it may be put off (rule Q-24)."""
        due = self.due(asked_on)
        if due is None or self.postponed_days is None:
            return None
        return due + timedelta(days=self.postponed_days)


def repayment_terms(*, on: date) -> RepaymentTerms:
    """What the by-laws say of the time of a repayment, in two statements."""
    days = bylaw_or_none("share_repayment_days", on)
    postponed = bylaw_or_none("share_repayment_postponed_max_days", on)
    return RepaymentTerms(days.number if days else None, postponed.number if postponed else None)


def delays(*, on: date) -> Delays:
    """What is late today, or will be: for the officers' first page."""
    overdue, overdue_count = overdue_instalments(on=on, limit=1)
    below, below_count = below_required(on=on, limit=1)
    first: list[QueuedRedemption] = redemption_queue(limit=1)
    due = repayment_terms(on=on).due(first[0].asked_on) if first else None
    return Delays(
        overdue_instalments=overdue_count,
        overdue_since=overdue[0].due_on if overdue else None,
        below_required=below_count,
        below_due_on=below[0].due_on if below else None,
        late_redemption=due if due is not None and due < on else None,
        left_holdings=left_holdings(on=on, limit=1)[1],
    )
