"""Meetings that members require, as programs ask for them."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Final

from django.http import HttpRequest
from pydantic import Field

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import MATTERS_MAX, SittingDraft
from rochdale.assembly.api.meeting_schemas import Language, Number, SittingAsked
from rochdale.assembly.queries import RequisitionSeen
from rochdale.assembly.views.requisitions import requisition_seen, signatures_asked
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.views import insiders_only, members_only, visit_of
from rochdale.web.api import Answer, Asked, Name, Nothing, OptionalWords, Routes

ROUTES: Final = Routes("requisitions")


class RequisitionTold(Answer):
    """What members want a meeting for: signed by how many of how many, and what came of it.

    `needed` are the signatures asked for today, or on the day on which enough had signed; None where the by-laws
    ask for none. `signed` says whether you have.
    """

    number: int
    language: str
    matters: list[str]
    reason: str
    begun_on: date
    signatures: int
    needed: int | None
    signed: bool
    reached_on: date | None
    call_by: date | None
    meeting: int | None
    is_called: bool
    overdue_told_on: date | None


class Requisitions(Answer):
    """The requisitions, the latest first."""

    items: list[RequisitionTold]


class RequisitionAsked(Asked):
    """What the meeting is to decide, in words that will stand in its agenda, and why."""

    language: Language
    matters: Annotated[list[Name], Field(min_length=1, max_length=MATTERS_MAX)]
    reason: OptionalWords = ""


class RequisitionNumber(Answer):
    """The requisition, by its number."""

    number: int


class Signed(Answer):
    """Whether enough members have signed now."""

    is_reached: bool


@ROUTES.question("requisitions", Requisitions)
@insiders_only
def requisitions(request: HttpRequest) -> Requisitions:
    """What members want a meeting for, at most 200."""
    visit = visit_of(request)
    needed = signatures_asked(visit)
    found = queries.requisitions(member_id=visit.member_id)
    return Requisitions(items=[_told(asked, needed) for asked in found])


@ROUTES.question("requisitions/{int:number}", RequisitionTold)
@insiders_only
def requisition(request: HttpRequest, number: int) -> RequisitionTold:
    """One requisition."""
    visit = visit_of(request)
    return _told(requisition_seen(visit, number), signatures_asked(visit))


def _told(asked: RequisitionSeen, needed: int | None) -> RequisitionTold:
    return RequisitionTold(
        number=asked.number,
        language=asked.language,
        matters=list(asked.matters),
        reason=asked.reason,
        begun_on=asked.begun_on,
        signatures=asked.signatures,
        needed=asked.needed if asked.is_reached else needed,
        signed=asked.signed_by_asker,
        reached_on=asked.reached_on,
        call_by=asked.call_by,
        meeting=asked.meeting_number if asked.is_called else None,
        is_called=asked.is_called,
        overdue_told_on=asked.overdue_told_on,
    )


@ROUTES.verb(
    "requisitions",
    RequisitionNumber,
    refuses=(errors.MattersMissing, errors.SignerWithoutVoice, BylawNotInForce),
    status=HTTPStatus.CREATED,
)
@members_only
def begin_requisition(request: HttpRequest, asked: RequisitionAsked) -> RequisitionNumber:
    """Begin to ask for a special meeting, and sign first."""
    visit = visit_of(request)
    visit.require_self()
    assert visit.member_id is not None
    number = actions.begin_requisition(
        by=visit.acting(),
        member_id=visit.member_id,
        language=asked.language,
        matters=asked.matters,
        reason=asked.reason,
    )
    return RequisitionNumber(number=number)


@ROUTES.verb(
    "requisitions/{int:number}/signature",
    Signed,
    refuses=(
        errors.RequisitionNotFound,
        errors.SignedAlready,
        errors.SignerWithoutVoice,
        errors.RequisitionAnswered,
        BylawNotInForce,
    ),
)
@members_only
def sign_requisition(request: HttpRequest, number: int, asked: Nothing) -> Signed:
    """Sign a requisition, once."""
    visit = visit_of(request)
    visit.require_self()
    assert visit.member_id is not None
    return Signed(
        is_reached=actions.sign_requisition(by=visit.acting(), number=number, member_id=visit.member_id)
    )


@ROUTES.verb(
    "requisitions/{int:number}/meeting",
    Number,
    refuses=(
        errors.RequisitionNotFound,
        errors.NotASigner,
        errors.RequisitionAnswered,
        errors.SignersCallTooEarly,
        errors.MeetingNotCallable,
    ),
    status=HTTPStatus.CREATED,
)
@members_only
def call_required_meeting(request: HttpRequest, number: int, asked: SittingAsked) -> Number:
    """Call the meeting that the board did not call in its time, as one who signed."""
    visit = visit_of(request)
    visit.require_self()
    assert visit.member_id is not None
    sitting = SittingDraft(asked.starts_at, asked.venue, asked.online_url)
    meeting = actions.call_required_meeting(
        by=visit.acting(), number=number, member_id=visit.member_id, sitting=sitting
    )
    return Number(number=meeting)
