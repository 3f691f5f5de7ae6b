"""What the board or a committee decided at its meeting, for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from django.http import HttpRequest
from pydantic import Field

from rochdale.assembly import actions, errors
from rochdale.assembly.actions import BodyTally
from rochdale.assembly.api.routes import ROUTES
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.voting.motions import Vote
from rochdale.web.api import Answer, Asked

_Seats = Annotated[int, Field(ge=0, le=1000)]


class DecidingInBody(Asked):
    """How those who came voted; `casting_vote` is the chair's further vote where yes and no are equal."""

    yes: _Seats
    no: _Seats
    abstain: _Seats = 0
    casting_vote: Literal["yes", "no"] | None = None


class DecidedInBody(Answer):
    """The number of the resolution that was written down."""

    resolution: int


@ROUTES.verb(
    "meetings/{int:number}/items/{int:place}/decision",
    DecidedInBody,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.AgendaItemNotFound,
        errors.NoMeetingOfBody,
        errors.AttendanceIncomplete,
        errors.NothingToVote,
        errors.CountImpossible,
        errors.MeetingStepOutOfOrder,
        errors.QuorumMissing,
        errors.ResolutionFound,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def decide_in_body(request: HttpRequest, number: int, place: int, asked: DecidingInBody) -> DecidedInBody:
    """Write down how a body voted on an item of its meeting; whether it is adopted follows from the figures."""
    casting = Vote(asked.casting_vote) if asked.casting_vote else None
    tally = BodyTally(asked.yes, asked.no, asked.abstain, casting)
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return DecidedInBody(resolution=actions.decide_in_body(by=by, number=number, place=place, tally=tally))
