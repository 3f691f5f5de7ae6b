"""Certificates as programs ask for them: issuing, the list, the paper, and anyone's check of a code."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from rochdale.capital import actions, errors, queries
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import Code
from rochdale.capital.forms import CodeForm
from rochdale.capital.queries import CertificateFacts
from rochdale.capital.views.certificates import certificate_paper
from rochdale.capital.views.holder import person_of
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, open_to_all, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import FilePart
from rochdale.membership.views.looking import note_look
from rochdale.web.api import PDF, Answer, Asked, require_valid, sent_as_form, take_turn
from rochdale.web.api.refusals import TooOften


class Certificate(Answer):
    """What a certificate said, and whether it still says the truth: `ended_on` is since when it does not."""

    id: UUID
    number: int
    holder_id: UUID
    share_class: str
    quantity: int
    issued_on: date
    state: str
    ended_on: date | None


class Certificates(Answer):
    """The certificates of a person, the newest first, at most 200."""

    items: list[Certificate]


class Checked(Answer):
    """What anyone may know of a certificate whose code is the right one."""

    number: int
    share_class: str
    quantity: int
    issued_on: date
    initials: str
    in_force: bool
    state: str
    ended_on: date | None


class Check(Answer):
    """The certificate, or None where there is none of this number with this code."""

    certificate: Checked | None


class HolderAsked(Asked):
    """Whose certificates."""

    holder_id: UUID


class CertifyAsked(Asked):
    """Of which class."""

    share_class: Code


class CertifyForAsked(CertifyAsked):
    """Whose shares, of which class."""

    holder_id: UUID


class CheckAsked(Asked):
    """What stands on the paper: the number, and the code of twenty digits, with or without blanks."""

    number: Annotated[int, Field(strict=True, ge=1, le=10**15)]
    code: Annotated[str, Field(max_length=60, pattern=r"^[0-9 ]*$")]


@ROUTES.question("my-certificates", Certificates)
@insiders_only
def my_certificates(request: HttpRequest) -> Certificates:
    """The certificates of what is yours."""
    return _certificates(visit_of(request).require_self())


@ROUTES.question("shares/certificates", Certificates)
@requires(Permission.VIEW_CAPITAL)
def certificates(request: HttpRequest, asked: Query[HolderAsked]) -> Certificates:
    """A person's certificates."""
    note_look(visit_of(request), FilePart.MEMBER, person_of(asked.holder_id).person_id)
    return _certificates(asked.holder_id)


def _certificates(holder_id: UUID) -> Certificates:
    return Certificates(items=[_told(each) for each in queries.certificates_of(holder_id=holder_id)])


def _told(known: CertificateFacts) -> Certificate:
    return Certificate(
        id=known.id,
        number=known.number,
        holder_id=known.holder_id,
        share_class=known.share_class.code,
        quantity=known.quantity,
        issued_on=known.issued_on,
        state=known.state.value,
        ended_on=known.ended_on,
    )


@ROUTES.verb(
    "my-certificates",
    Certificate,
    refuses=(NotAllowed, errors.ShareClassNotFound, errors.NothingToCertify),
    status=HTTPStatus.CREATED,
)
@insiders_only
def certify_own(request: HttpRequest, asked: CertifyAsked) -> Certificate:
    """Certify what is yours of a class today; it takes the place of the certificate before."""
    visit = visit_of(request)
    return _issued(visit.acting(), visit.require_self(), asked.share_class)


@ROUTES.verb(
    "shares/certificates",
    Certificate,
    refuses=(NotAllowed, OwnMatter, errors.ShareClassNotFound, errors.NothingToCertify),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
def certify(request: HttpRequest, asked: CertifyForAsked) -> Certificate:
    """Certify what a person holds of a class today, at your counter."""
    visit = visit_of(request)
    holder_id = person_of(asked.holder_id).person_id
    permission, _ending = actions.counter_permission(permissions=visit.permissions)
    return _issued(visit.acting(permission, for_person_id=holder_id), holder_id, asked.share_class)


def _issued(by: Acting, holder_id: UUID, code: str) -> Certificate:
    issued = actions.issue_certificate(by=by, holder_id=holder_id, code=code)
    return _told(queries.certificate(certificate_id=issued))


@ROUTES.question(
    "certificates/{uuid:certificate_id}/paper", None, refuses=(errors.CertificateNotPrinted,), media=(PDF,)
)
@insiders_only
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The paper of a certificate, in the language of its holder: your own, or for officers any."""
    return certificate_paper(request, visit_of(request), certificate_id)


@ROUTES.verb("certificates/check", Check, refuses=(TooOften,), is_kept=False)
@open_to_all
def check_certificate(request: HttpRequest, asked: CheckAsked) -> Check:
    """Verify a certificate by its number and code, as anyone may. It writes nothing, and so takes no key."""
    take_turn(request, action="certificate")
    form = CodeForm(sent_as_form(asked))
    require_valid(form, sent=asked.model_fields_set)
    found = queries.verified_certificate(**form.cleaned_data)
    return Check(certificate=_checked(found) if found else None)


def _checked(known: CertificateFacts) -> Checked:
    return Checked(
        number=known.number,
        share_class=known.share_class.code,
        quantity=known.quantity,
        issued_on=known.issued_on,
        initials=known.initials,
        in_force=known.ended_on is None,
        state=known.state.value,
        ended_on=known.ended_on,
    )
