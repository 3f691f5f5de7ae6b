"""The seats that a counted ballot gives, for programs."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.api.ballot_schemas import GroupsSeated
from rochdale.assembly.api.routes import ROUTES
from rochdale.cooperatives.errors import NotAllowed, OfficesIncompatible
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.web.api import Nothing


@ROUTES.verb(
    "meetings/{int:number}/ballots/{int:ballot}/seats",
    GroupsSeated,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.BallotNotFound,
        errors.AnswersNotCandidates,
        errors.SeatsFilled,
        errors.VoteUnderWay,
        errors.SeedNeeded,
        errors.NotEligible,
        errors.SeatHeld,
        errors.SeatHeldByPerson,
        OfficesIncompatible,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def seat_by_ballot(request: HttpRequest, number: int, ballot: int, asked: Nothing) -> GroupsSeated:
    """Give the seats to the candidates whom the counted ballot elected."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return GroupsSeated(groups=actions.seat_by_ballot(by=by, number=number, ballot=ballot))
