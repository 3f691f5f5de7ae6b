"""What is late in shares, and reminding of it, as programs ask for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from rochdale.capital import actions, queries
from rochdale.capital.api.routes import ROUTES
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.web.api import Answer, Nothing, SignedAmount, amount


class Overdue(Answer):
    """An issue of which an instalment is overdue: what is owed, and since when."""

    movement_id: UUID
    holder_id: UUID
    holder: str
    share_class: str
    quantity: int
    owing: SignedAmount
    due_on: date | None


class Below(Answer):
    """A member with fewer qualifying shares than required, and the last day to hold them again (rule U-5)."""

    member_number: int
    person_id: UUID
    name: str
    held: int
    required: int
    since: date
    due_on: date | None


class LeftBehind(Answer):
    """Shares of somebody who has left that do not wait in the queue of repayments."""

    holder_id: UUID
    share_class: str
    free: int
    left_on: date


class ShareDelays(Answer):
    """What is late: the first 200 of each, and how many there are in all."""

    overdue: list[Overdue]
    overdue_count: int
    below_required: list[Below]
    below_required_count: int
    left: list[LeftBehind]
    left_count: int


class Reminded(Answer):
    """How many letters were written."""

    letters: int


@ROUTES.question("shares/delays", ShareDelays)
@requires(Permission.VIEW_CAPITAL)
def share_delays(request: HttpRequest) -> ShareDelays:
    """Instalments overdue, members below the required shares with their deadline, shares of who has left."""
    on = visit_of(request).today
    owed, owed_count = queries.overdue_instalments(on=on)
    below, below_count = queries.below_required(on=on)
    left, left_count = queries.left_holdings(on=on)
    return ShareDelays(
        overdue=[_overdue(each) for each in owed],
        overdue_count=owed_count,
        below_required=[_below(each) for each in below],
        below_required_count=below_count,
        left=[
            LeftBehind(
                holder_id=each.holder_id,
                share_class=each.share_class.code,
                free=each.free,
                left_on=each.left_on,
            )
            for each in left
        ],
        left_count=left_count,
    )


def _overdue(each: queries.Instalment) -> Overdue:
    return Overdue(
        movement_id=each.movement_id,
        holder_id=each.holder_id,
        holder=each.holder,
        share_class=each.share_class.code,
        quantity=each.quantity,
        owing=amount(each.owing),
        due_on=each.due_on,
    )


def _below(each: queries.BelowRequired) -> Below:
    return Below(
        member_number=each.member_number,
        person_id=each.person_id,
        name=each.name,
        held=each.held,
        required=each.required,
        since=each.since,
        due_on=each.due_on,
    )


@ROUTES.verb("shares/delays/reminders", Reminded, refuses=(NotAllowed,))
@requires(Permission.MANAGE_CAPITAL)
def remind_instalments(request: HttpRequest, asked: Nothing) -> Reminded:
    """Write to everybody whose instalment is overdue, once in thirty days."""
    by = visit_of(request).acting(Permission.MANAGE_CAPITAL)
    return Reminded(letters=actions.remind_instalments(by=by))
