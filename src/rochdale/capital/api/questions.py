"""What can be asked about shares."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from rochdale.capital import queries
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import (
    HeldOnAsked,
    Holdings,
    HoldingsAsked,
    HoldingTold,
    Movement,
    MovementPage,
    MovementsAsked,
    Queue,
    Queued,
    ShareClass,
    ShareClasses,
    ShareListed,
    SharePage,
    SharesAsked,
    ShareTotal,
    ShareTotals,
)
from rochdale.capital.queries import Holding, MovementLine, QueuedRedemption, ShareClassFacts, ShareLine
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership.queries import FilePart
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.persons import person_file
from rochdale.web.api import Cursors, amount

_SHARES = Cursors("shares")
_MOVEMENTS = Cursors("movements")


@ROUTES.question("shares/classes", ShareClasses)
@insiders_only
def share_classes(request: HttpRequest) -> ShareClasses:
    """The classes of shares: what they cost, who may hold them, and whether they are repaid."""
    return ShareClasses(items=[_class(each) for each in queries.share_classes()])


def _class(known: ShareClassFacts) -> ShareClass:
    return ShareClass(
        code=known.code,
        names=dict(known.names),
        kind=known.kind.value,
        par=amount(known.par),
        open_to=sorted(known.open_to),
        holding_max=known.holding_max,
        is_redeemable=known.is_redeemable,
        return_cap=str(known.return_cap),
    )


@ROUTES.question("my-shares", Holdings)
@insiders_only
def my_shares(request: HttpRequest, asked: Query[HeldOnAsked]) -> Holdings:
    """What you hold, class by class."""
    visit = visit_of(request)
    return _holdings(visit.require_self(), asked.on or visit.today)


@ROUTES.question("shares/holdings", Holdings)
@requires(Permission.VIEW_CAPITAL)
def holdings(request: HttpRequest, asked: Query[HoldingsAsked]) -> Holdings:
    """What a person holds at the end of a day, class by class."""
    note_look(visit_of(request), FilePart.MEMBER, person_file(asked.holder_id).person_id)
    return _holdings(asked.holder_id, asked.on or visit_of(request).today)


def _holdings(holder_id: UUID, on: date) -> Holdings:
    found = queries.holdings(holder_ids=[holder_id], on=on)
    return Holdings(on=on, items=[_holding(each) for each in found])


def _holding(known: Holding) -> HoldingTold:
    return HoldingTold(
        holder_id=known.holder_id,
        share_class=known.share_class.code,
        held=known.held,
        waiting=known.waiting,
        free=known.free,
        worth=amount(known.worth),
        owing=amount(known.owing),
    )


@ROUTES.question("shares/register", SharePage)
@requires(Permission.VIEW_CAPITAL)
def share_register(request: HttpRequest, asked: Query[SharesAsked]) -> SharePage:
    """The register of shares as of a day, by name, page by page."""
    visit = visit_of(request)
    whose, on = visit.cooperative.id, asked.on or visit.today
    after = _SHARES.text(whose, asked.after)
    found = queries.share_register(cooperative_id=whose, on=on, after=after, limit=asked.limit)
    items = [share_told(line) for line in found.lines]
    return SharePage(on=on, items=items, next_cursor=_SHARES.following(whose, found.next_cursor))


def share_told(line: ShareLine) -> ShareListed:
    """A line of the register of shares."""
    return ShareListed(
        holder_id=line.holder_id,
        name=line.name,
        address=line.address,
        member_number=line.member_number,
        share_class=line.share_class.code,
        held=line.held,
        worth=amount(line.worth),
        since=line.since,
    )


@ROUTES.question("shares/totals", ShareTotals)
@requires(Permission.VIEW_CAPITAL)
def share_totals(request: HttpRequest, asked: Query[HeldOnAsked]) -> ShareTotals:
    """Every class with its shares and holders on a day."""
    on = asked.on or visit_of(request).today
    found = queries.share_totals(on=on)
    items = [
        ShareTotal(
            share_class=each.share_class.code,
            shares=each.shares,
            holders=each.holders,
            worth=amount(each.worth),
        )
        for each in found
    ]
    return ShareTotals(on=on, items=items)


@ROUTES.question("shares/movements", MovementPage)
@requires(Permission.VIEW_CAPITAL)
def movements(request: HttpRequest, asked: Query[MovementsAsked]) -> MovementPage:
    """The movements recorded between two days, the oldest first, page by page."""
    whose = visit_of(request).cooperative.id
    found = queries.movements(
        first=asked.first,
        last=asked.last,
        holder_id=asked.holder_id,
        after=_MOVEMENTS.id(whose, asked.after),
        limit=asked.limit + 1,
    )
    listed = found[: asked.limit]
    following = _MOVEMENTS.following(whose, listed[-1].id if len(found) > asked.limit else None)
    return MovementPage(items=[movement_told(each) for each in listed], next_cursor=following)


def movement_told(line: MovementLine) -> Movement:
    """A movement of shares."""
    return Movement(
        id=line.id,
        share_class=line.share_class.code,
        holder_id=line.holder_id,
        holder=line.holder,
        quantity=line.quantity,
        amount=amount(line.amount),
        cause=line.cause.value,
        organ=line.organ.value,
        recorded_on=line.recorded_on,
        effective_on=line.effective_on,
        entry_id=line.entry_id,
        reverses_id=line.reverses_id,
        reversed_by=line.reversed_by,
        owing=amount(line.owing),
    )


@ROUTES.question("shares/redemptions", Queue)
@requires(Permission.VIEW_CAPITAL)
def redemptions(request: HttpRequest) -> Queue:
    """The queue of redemptions, and the capital test of today."""
    visit = visit_of(request)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    items = [queued_told(each) for each in queries.redemption_queue()]
    return Queue(items=items, capital=amount(test.capital), assets=amount(test.assets), floor=str(test.floor))


def queued_told(each: QueuedRedemption) -> Queued:
    """A request that waits for repayment."""
    return Queued(
        id=each.id,
        place=each.place,
        before=each.before,
        share_class=each.share_class.code,
        holder_id=each.holder_id,
        quantity=each.quantity,
        worth=amount(each.worth),
        asked_on=each.asked_on,
    )
