"""An applicant's own way up to handing in: begun under a secret, filled in step by step, judged by the pages' forms.

The secret is that of the page's link. It comes in a header and stands in no address; whoever holds it acts for that
application alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form
from ninja.files import UploadedFile

from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import open_to_all, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import DRAFT_DAYS
from rochdale.membership.api.joining_schemas import (
    AgreementAsked,
    ApplicantParticularsAsked,
    ApplicationBegun,
    CompanionAsked,
    DraftStep,
    DraftTold,
    IdentityAsked,
    PaperAsked,
    PaperId,
    PaperTold,
    QualifyingSharesAsked,
    RepresentativeAsked,
    SentTold,
    Terms,
    Token,
    WhoAsked,
)
from rochdale.membership.forms import OFFERED_CONSENTS
from rochdale.membership.queries import IDENTITY_WORDS, WORDINGS, DocumentKind, DocumentLine, Draft
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.applying import keep_answers, sender, wizard_of
from rochdale.membership.views.applications.wizard import PAPERS, REVIEW
from rochdale.web.api import Asked, Done, Nothing, Routes, amount, require_valid, sent_as_form, take_turn
from rochdale.web.api.refusals import TooOften
from rochdale.web.api.routes import View
from rochdale.web.uploads import UPLOAD_BYTES_MAX

ROUTES = Routes("joining")
FILES = ("application/pdf", "image/jpeg", "image/png")
KEEPING_PAPER: tuple[type[Refusal], ...] = (
    errors.DocumentKindRefused,
    errors.DocumentTooLarge,
    errors.TooManyDocuments,
    TooOften,
)
_MEGABYTE = 1024 * 1024


@ROUTES.question("join/terms", Terms)
@open_to_all
def join_terms(request: HttpRequest) -> Terms:
    """On which terms one joins today: shares, common bond, delays, and the version of the by-laws to accept."""
    terms = queries.admission_terms(on=visit_of(request).today)
    return Terms(
        is_open=terms.is_open,
        bylaw_version=terms.version,
        effective_from=terms.effective_from,
        cost=amount(terms.cost) if terms.is_open else None,
        shares_required=terms.shares_required,
        instalments_max=terms.instalments_max,
        paid_within_months=terms.paid_within_months,
        days={step.value: days for step, days in terms.days.items()},
        decided_by_board=terms.is_board,
        refusal_grounds=list(terms.refusal_grounds),
        bond=list(terms.bond),
        bond_words={language: words for language, words in terms.bond_words.items() if words},
        minors_admitted=terms.minors_admitted,
        joining_age_years=terms.joining_age_years,
        voting_age_years=terms.voting_age_years,
        identity_kinds={kind: str(words) for kind, words in IDENTITY_WORDS.items()},
        consents={each.value: str(WORDINGS[each].words) for each in OFFERED_CONSENTS},
    )


@ROUTES.verb(
    "join/draft",
    ApplicationBegun,
    refuses=(BylawNotInForce, TooOften),
    status=HTTPStatus.CREATED,
    is_kept=False,
)
@open_to_all
def begin_application(request: HttpRequest, asked: Nothing) -> ApplicationBegun:
    """Begin an application. The token is shown this once, and opens this application alone.

    Nothing is kept of the answer, so it takes no key: who lost it begins anew, and what was begun and not sent is
    deleted after some days.
    """
    take_turn(request, action="apply")
    visit = visit_of(request)
    own = visit.sign_in_id if visit.is_own else None
    return _begun(request, secret_link.applicant(visit), sign_in_id=own, at_counter=False)


@ROUTES.verb(
    "applications/drafts",
    ApplicationBegun,
    refuses=(NotAllowed, BylawNotInForce),
    status=HTTPStatus.CREATED,
    is_kept=False,
)
@requires(Permission.PREPARE_APPLICATIONS)
def enter_application(request: HttpRequest, asked: Nothing) -> ApplicationBegun:
    """Begin an application for somebody at your counter; its steps are those of an applicant, and you hand it in."""
    by = visit_of(request).acting(Permission.PREPARE_APPLICATIONS)
    return _begun(request, by, sign_in_id=None, at_counter=True)


def _begun(
    request: HttpRequest, by: Acting, *, sign_in_id: UUID | None, at_counter: bool
) -> ApplicationBegun:
    token = secrets.token_urlsafe(32)
    actions.begin_draft(by=by, token=token, sign_in_id=sign_in_id, at_counter=at_counter)
    return ApplicationBegun(token=token, draft=_draft(request, queries.draft(token=token)))


@ROUTES.question("join/draft", DraftTold, refuses=(errors.DraftNotFound,))
@open_to_all
def draft(request: HttpRequest, token: Token) -> DraftTold:
    """An application that is not handed in yet: its steps, what was answered, and its papers."""
    return _draft(request, queries.draft(token=token))


def _draft(request: HttpRequest, found: Draft) -> DraftTold:
    way = wizard_of(visit_of(request), found)
    asked = [step for step in way.steps if step not in {PAPERS, REVIEW}]
    return DraftTold(
        steps=[
            DraftStep(
                step=step,
                is_whole=step in found.answers and way.form(step).is_valid(),
                answers={name: _listed(told) for name, told in found.answers.get(step, {}).items()},
            )
            for step in asked
        ],
        next_step=None if way.first_open() == REVIEW else way.first_open(),
        papers=[paper_told(each) for each in found.documents],
        kept_until=found.begun_on + timedelta(days=DRAFT_DAYS),
        at_counter=found.entered_by is not None,
    )


def _listed(told: Any) -> list[str]:
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]


def paper_told(paper: DocumentLine) -> PaperTold:
    """A paper that was brought, without what it says."""
    return PaperTold(
        id=paper.id,
        kind=paper.kind.value,
        media_type=paper.media_type,
        size=paper.size,
        added_at=paper.added_at,
    )


def _answer(request: HttpRequest, token: str, step: str, asked: Asked) -> Done:
    """Let the form of the page judge the answers of a step, and keep them."""
    visit = visit_of(request)
    way = wizard_of(visit, queries.draft(token=token))
    if step not in way.steps:
        raise Http404
    form = way.form(step, sent_as_form(asked))
    require_valid(form, sent=asked.model_fields_set)
    keep_answers(visit, token, step, form)
    return Done()


def _step(name: str) -> Callable[[View], View]:
    """Mark a view as the verb that answers a step of a draft; the address has the step's name."""
    verb = ROUTES.verb(f"join/draft/{name}", Done, refuses=(errors.DraftNotFound,))
    return lambda view: verb(open_to_all(view))


@_step("who")
def answer_who(request: HttpRequest, token: Token, asked: WhoAsked) -> Done:
    """Who applies, a person or an organization, on which ground of the common bond, and as what."""
    return _answer(request, token, "who", asked)


@_step("particulars")
def answer_particulars(request: HttpRequest, token: Token, asked: ApplicantParticularsAsked) -> Done:
    """The applicant's particulars; of an organization no given names and no birth date."""
    return _answer(request, token, "particulars", asked)


@_step("representative")
def answer_representative(request: HttpRequest, token: Token, asked: RepresentativeAsked) -> Done:
    """Who represents the organization that applies; not found for a person."""
    return _answer(request, token, "representative", asked)


@_step("guardian")
def answer_guardian(request: HttpRequest, token: Token, asked: CompanionAsked) -> Done:
    """Who acts for the minor who applies; not found where the applicant needs nobody."""
    return _answer(request, token, "guardian", asked)


@_step("identity")
def answer_identity(request: HttpRequest, token: Token, asked: IdentityAsked) -> Done:
    """The official paper that shows who applies; its number is kept so that nobody reads it from a copy."""
    return _answer(request, token, "identity", asked)


@_step("shares")
def answer_shares(request: HttpRequest, token: Token, asked: QualifyingSharesAsked) -> Done:
    """How many qualifying shares, and in how many parts they are paid where the by-laws allow parts."""
    return _answer(request, token, "shares", asked)


@_step("agreement")
def answer_agreement(request: HttpRequest, token: Token, asked: AgreementAsked) -> Done:
    """The undertaking to keep the by-laws, at the version that was read, and what is consented to besides."""
    return _answer(request, token, "agreement", asked)


@ROUTES.verb(
    "join/draft/papers", PaperId, refuses=(errors.DraftNotFound, *KEEPING_PAPER), status=HTTPStatus.CREATED
)
@open_to_all
def add_draft_paper(
    request: HttpRequest, token: Token, asked: Form[PaperAsked], paper: File[UploadedFile]
) -> PaperId:
    """Add a paper: a PDF, JPEG or PNG of 5 MB at most, kept sealed."""
    content = content_of(request, paper)
    by = secret_link.applicant(visit_of(request))
    kind = DocumentKind(asked.kind)
    return PaperId(id=actions.add_draft_document(by=by, token=token, kind=kind, content=content))


def content_of(request: HttpRequest, paper: UploadedFile) -> bytes:
    """What a file holds, counted with the papers of this place. Raises TooOften, DocumentTooLarge."""
    take_turn(request, action="apply_paper")
    if (paper.size or 0) > UPLOAD_BYTES_MAX:
        raise errors.DocumentTooLarge(megabytes_max=UPLOAD_BYTES_MAX // _MEGABYTE)
    content: bytes = paper.read()
    return content


@ROUTES.verb(
    "join/draft/papers/{uuid:document_id}/removal",
    Done,
    refuses=(errors.DraftNotFound, errors.DocumentNotFound),
)
@open_to_all
def remove_draft_paper(request: HttpRequest, document_id: UUID, token: Token, asked: Nothing) -> Done:
    """Take a paper out again, before the application is handed in."""
    by = secret_link.applicant(visit_of(request))
    actions.remove_draft_document(by=by, token=token, document_id=document_id)
    return Done()


@ROUTES.question(
    "join/papers/{uuid:document_id}",
    None,
    refuses=(errors.DocumentNotFound, errors.DocumentDamaged),
    media=FILES,
)
@open_to_all
def own_paper(request: HttpRequest, document_id: UUID, token: Token) -> HttpResponse:
    """A paper of the own draft or application, as it was brought."""
    return secret_link.handed_over(queries.document_of_token(token=token, document_id=document_id))


@ROUTES.verb(
    "join/draft/sending",
    SentTold,
    refuses=(
        NotAllowed,
        errors.DraftNotFound,
        errors.DraftIncomplete,
        errors.NameMissing,
        errors.BornInFuture,
        errors.GuardianMissing,
        errors.MinorsNotAdmitted,
        errors.OutsideBond,
        errors.SharesImpossible,
    ),
    status=HTTPStatus.CREATED,
)
@open_to_all
def send_application(request: HttpRequest, token: Token, asked: Nothing) -> SentTold:
    """Hand the application in, once every step is whole; the token follows it from then on."""
    visit = visit_of(request)
    found = queries.draft(token=token)
    way = wizard_of(visit, found)
    if way.first_open() != REVIEW:
        raise errors.DraftIncomplete(step=way.first_open())
    sent = actions.send_application(by=sender(visit, found), token=token, asked=way.request())
    return SentTold(number=sent.number)
