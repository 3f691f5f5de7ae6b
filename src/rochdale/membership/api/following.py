"""An applicant's own way from handing in to the end: where it is, what is asked, and what one can do about it."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest
from ninja import File, Form
from ninja.files import UploadedFile
from pydantic import Field

from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.views import open_to_all, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.api.applications import Said, SaidFreely
from rochdale.membership.api.joining import KEEPING_PAPER, ROUTES, content_of, paper_told
from rochdale.membership.api.joining_schemas import PaperAsked, PaperId, PaperTold, Token
from rochdale.membership.queries import TO_BE_PAID, DocumentKind
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.following import offered_steps
from rochdale.web.api import Answer, Asked, Done, SignedAmount, amount
from rochdale.web.api.refusals import TooManyRequests

_STEP: tuple[type[Refusal], ...] = (
    errors.ApplicationNotFound,
    errors.ApplicationStepOutOfOrder,
    BylawNotInForce,
)


class FollowedStep(Answer):
    """A step as the applicant reads it: `next_by` is the day by which something is to follow."""

    kind: str
    on: date
    next_by: date | None
    ground: str
    words: str


class Followed(Answer):
    """Where an application stands; `offered` is what the applicant may do now, `to_pay` what makes a member."""

    number: int
    state: str
    applied_on: date
    steps: list[FollowedStep]
    offered: list[str]
    papers: list[PaperTold]
    shares: int
    to_pay: SignedAmount | None
    to_pay_at_least: SignedAmount | None
    member_number: int | None


@ROUTES.question("join/application", Followed, refuses=(errors.ApplicationNotFound,))
@open_to_all
def followed(request: HttpRequest, token: Token) -> Followed:
    """The application that was handed in: every step, and what the applicant can do now."""
    visit = visit_of(request)
    found = queries.application_by_token(token=token)
    terms = queries.admission_terms(on=visit.today)
    is_to_be_paid = found.last.kind in TO_BE_PAID and terms.is_open
    return Followed(
        number=found.number,
        state=found.last.kind.value,
        applied_on=found.applied_on,
        steps=[
            FollowedStep(
                kind=each.kind.value, on=each.on, next_by=each.next_by, ground=each.ground, words=each.words
            )
            for each in found.steps
        ],
        offered=[each.value for each in offered_steps(visit, found)],
        papers=[paper_told(each) for each in found.documents],
        shares=found.shares,
        to_pay=amount(terms.worth(found.shares)) if is_to_be_paid else None,
        to_pay_at_least=amount(terms.least(found.shares, found.instalments)) if is_to_be_paid else None,
        member_number=found.member_number,
    )


def _own(request: HttpRequest, token: str) -> tuple[Acting, UUID]:
    """The applicant, and the one application that the token opens. Raises ApplicationNotFound."""
    return secret_link.applicant(visit_of(request)), queries.application_by_token(token=token).id


class LostLink(Asked):
    """The address that was given with an application."""

    email: Annotated[str, Field(min_length=3, max_length=254)]


# Not kept: who asks has no sign-in, and the answer is the same for everybody.
@ROUTES.verb("join/application/link", Done, is_kept=False)
@open_to_all
def send_link(request: HttpRequest, asked: LostLink) -> Done:
    """Send a new secret link to an address from which somebody applied; the answer does not tell whether."""
    if not ratelimit.consume(request, action="application_link", key=asked.email.strip().lower()):
        raise TooManyRequests(seconds=3600)
    actions.send_link_anew(by=secret_link.applicant(visit_of(request)), email=asked.email)
    return Done()


@ROUTES.verb("join/application/answer", Done, refuses=(*_STEP, errors.AcceptanceLapsed, errors.WordsMissing))
@open_to_all
def answer(request: HttpRequest, token: Token, asked: Said) -> Done:
    """Answer what was asked, in the time that the by-laws give."""
    by, own = _own(request, token)
    actions.answer_application(by=by, application_id=own, words=asked.words)
    return Done()


@ROUTES.verb("join/application/appeal", Done, refuses=(*_STEP, errors.AppealTooLate, errors.WordsMissing))
@open_to_all
def appeal(request: HttpRequest, token: Token, asked: Said) -> Done:
    """Appeal against a refusal, in the time that the by-laws give."""
    by, own = _own(request, token)
    actions.appeal_refusal(by=by, application_id=own, words=asked.words)
    return Done()


@ROUTES.verb("join/application/withdrawal", Done, refuses=_STEP)
@open_to_all
def withdraw(request: HttpRequest, token: Token, asked: SaidFreely) -> Done:
    """Withdraw the application; nobody asks why."""
    by, own = _own(request, token)
    actions.withdraw_application(by=by, application_id=own, words=asked.words)
    return Done()


@ROUTES.verb(
    "join/application/papers",
    PaperId,
    refuses=(
        errors.ApplicationNotFound,
        errors.ApplicationStepOutOfOrder,
        *KEEPING_PAPER,
    ),
    status=HTTPStatus.CREATED,
)
@open_to_all
def add_paper(
    request: HttpRequest, token: Token, asked: Form[PaperAsked], paper: File[UploadedFile]
) -> PaperId:
    """Add a paper to an application that is under way: a PDF, JPEG or PNG of 5 MB at most, kept sealed."""
    content = content_of(request, paper)
    by, own = _own(request, token)
    kind = DocumentKind(asked.kind)
    return PaperId(id=actions.add_document(by=by, application_id=own, kind=kind, content=content))
