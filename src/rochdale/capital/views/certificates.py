"""Certificates: issuing one, its paper, and the public page on which anyone can verify it."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.capital import actions, queries
from rochdale.capital.errors import CertificateNotFound, CertificateNotPrinted
from rochdale.capital.forms import CodeForm
from rochdale.capital.queries import CertificateState
from rochdale.capital.views import papers, words
from rochdale.capital.views.holder import person_of
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, open_to_all, requires, visit_of
from rochdale.web.values import Fact

TOO_MANY = 429


@insiders_only
@require_POST
def my_certificates(request: HttpRequest) -> HttpResponse:
    """Certify what is one's own today."""
    visit = visit_of(request)
    assert visit.person_id is not None
    actions.issue_certificate(by=visit.acting(), holder_id=visit.person_id, code=request.POST.get("code", ""))
    messages.success(request, _("Your certificate is issued: open it to print or keep it."))
    return redirect(visit.href("capital:my-shares"))


@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
@require_POST
def holder_certificates(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Certify what a person holds today, at the counter."""
    visit = visit_of(request)
    person_of(person_id)
    by = visit.acting(actions.counter_permission(permissions=visit.permissions)[0], for_person_id=person_id)
    actions.issue_certificate(by=by, holder_id=person_id, code=request.POST.get("code", ""))
    messages.success(request, _("The certificate is issued: open it to print it."))
    return redirect(visit.href("capital:holder", person_id=person_id))


@insiders_only
@require_safe
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The paper, in the language of its holder."""
    return certificate_paper(request, visit_of(request), certificate_id)


def certificate_paper(request: HttpRequest, visit: Visit, certificate_id: UUID) -> HttpResponse:
    """The paper of a certificate that who visits may see. Raises Http404, CertificateNotPrinted."""
    try:
        paper = queries.certificate(certificate_id=certificate_id)
    except CertificateNotFound as missing:
        raise Http404 from missing
    if paper.holder_id != visit.self_id and Permission.VIEW_CAPITAL not in visit.permissions:
        raise Http404
    code = queries.code_of(certificate_id=paper.id)
    if not constant_time_compare(queries.code_fingerprint(paper.id, code), paper.code_hash):
        raise CertificateNotPrinted
    language = person_of(paper.holder_id).particulars.language or visit.cooperative.languages[0]
    address = request.build_absolute_uri(f"{visit.href('capital:check')}?number={paper.number}")
    return papers.certificate_pdf(visit, paper, code=code, language=language, address=address)


@open_to_all
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Anyone verifies a certificate: whether it is in force, for how many shares, and whose initials it bears."""
    if request.method == "POST":
        if not ratelimit.consume(request, action="certificate"):
            context = {"form": CodeForm(request.POST), "too_many": True}
            return render(request, "capital/check.html", context, status=TOO_MANY)
        form = CodeForm(request.POST)
        found = queries.verified_certificate(**form.cleaned_data) if form.is_valid() else None
        context = {"form": form, "found": _told(found) if found else None, "asked": form.is_valid()}
        return render(request, "capital/check.html", context, status=200 if form.is_valid() else 400)
    form = CodeForm(initial={"number": request.GET.get("number", "")[:15]})
    return render(request, "capital/check.html", {"form": form})


def _told(found: queries.CertificateFacts) -> dict[str, object]:
    facts = [
        Fact(_("Shares"), found.quantity),
        Fact(_("Class"), found.share_class.name),
        Fact(_("Issued on"), found.issued_on),
        Fact(_("Initials of the holder"), found.initials),
    ]
    if found.ended_on is not None:
        facts.append(Fact(_("Not in force since"), found.ended_on))
    in_force = found.state is CertificateState.IN_FORCE
    return {"in_force": in_force, "state": words.STATES[found.state], "facts": facts}
