"""Repaying many at once: as many of the first in the queue as the capital test lets through, as one act."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from rochdale.capital import queries
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import Moved
from rochdale.capital.api.verbs import REPAYING, carry_out
from rochdale.capital.views.queue import repaid_together
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, requires, visit_of
from rochdale.web.api import Answer, Asked, SignedAmount, Words, amount


class ReasonAsked(Asked):
    """Why, in one sentence: it stays on the record."""

    reason: Words


class Repaid(Answer):
    """A request that was repaid, by which movement, in which entry."""

    request_id: UUID
    movement_id: UUID
    entry_id: UUID


class RepaidTogether(Answer):
    """What was repaid as one act, in the order of the queue, or the proposal that waits for a second person.

    `requests` is how many are to be repaid, and `worth` what they cost together: nothing where the test lets none
    through.
    """

    items: list[Repaid]
    requests: int
    worth: SignedAmount
    proposal_id: UUID | None
    waits: bool


@ROUTES.verb(
    "shares/redemptions/repayments",
    RepaidTogether,
    refuses=REPAYING,
)
@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
def pay_redemptions(request: HttpRequest, asked: ReasonAsked) -> RepaidTogether:
    """Repay as many of the first as the capital test lets through, at par, each to the holder's account or in cash."""
    visit = visit_of(request)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    passing = queries.passing_together(test=test)
    facts, worth = repaid_together(visit, passing)
    moved = Moved(entry_id=None, movement_ids=[], proposal_id=None, waits=False)
    if passing:
        holders = tuple(each.holder_id for each in passing)
        moved = carry_out(
            request, "redeem_shares", facts, holder_ids=holders, amount=worth, reason=asked.reason
        )
    return RepaidTogether(
        items=[
            Repaid(request_id=each.request_id, movement_id=each.movement_id, entry_id=each.entry_id)
            for each in queries.repaid_requests(request_ids=[each.id for each in passing])
        ],
        requests=len(passing),
        worth=amount(worth),
        proposal_id=moved.proposal_id,
        waits=moved.waits,
    )
