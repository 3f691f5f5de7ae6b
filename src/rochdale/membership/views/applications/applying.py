"""Applying: step by step, on a phone, without a script, and nothing that was written is lost."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, open_to_all, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import DRAFT_DAYS
from rochdale.membership.errors import DocumentTooLarge, DraftNotFound, MembershipRefusal
from rochdale.membership.forms import PaperForm, StepForm
from rochdale.membership.queries import DocumentKind, DocumentLine, Draft
from rochdale.membership.views.applications import secret_link, wizard
from rochdale.membership.views.applications.wizard import LABELS, PAPERS, REVIEW, Wizard
from rochdale.web.errors import words_of
from rochdale.web.uploads import UPLOAD_BYTES_MAX
from rochdale.web.values import Fact, Link, Step

_KILOBYTE = 1024


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Begin an application, or go on with the one that this device knows."""
    visit = visit_of(request)
    if request.method == "POST":
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="apply")
        return limited or begin(request, visit)
    found = _draft(request)
    context = {
        "terms": queries.admission_terms(on=visit.today),
        "days": DRAFT_DAYS,
        "is_signed_in": visit.sign_in_id is not None,
        "member_number": visit.member_number,
        "go_on": visit.href("membership:apply-step", step=wizard_of(visit, found).first_open())
        if found
        else "",
        "back": Link(visit.href("membership:join"), _("Becoming a member")),
    }
    return render(request, "membership/join/apply.html", context)


def begin(request: HttpRequest, visit: Visit, by: Acting | None = None) -> HttpResponse:
    """Begin a draft: the applicant's own, or one that an officer fills in at the counter."""
    token = secrets.token_urlsafe(32)
    actions.begin_draft(
        by=by or secret_link.applicant(visit),
        token=token,
        sign_in_id=None if by else visit.sign_in_id,
        at_counter=by is not None,
    )
    response = redirect(visit.href("membership:apply-step", step="who"))
    secret_link.keep(request, response, visit, token)
    return response


def _draft(request: HttpRequest) -> Draft | None:
    token = secret_link.token_of(request)
    try:
        return queries.draft(token=token) if token else None
    except DraftNotFound:
        return None


def wizard_of(visit: Visit, draft: Draft) -> Wizard:
    """A draft on its way through the steps, on the terms of today."""
    return Wizard(draft, queries.admission_terms(on=visit.today), visit.today)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def apply_step(request: HttpRequest, step: str) -> HttpResponse:
    """One step: asked, kept and on to the next; at the end all of it to look at, and sent."""
    visit = visit_of(request)
    if step not in LABELS:
        raise Http404
    found = _draft(request)
    if found is None:
        return redirect(
            visit.href("membership:my-application" if secret_link.token_of(request) else "membership:apply")
        )
    way = wizard_of(visit, found)
    if step not in way.steps:
        return redirect(visit.href("membership:apply-step", step=way.first_open()))
    if step == PAPERS:
        return _papers(request, visit, way)
    if step == REVIEW:
        return _review(request, visit, way)
    return _ask(request, visit, way, step)


def _ask(request: HttpRequest, visit: Visit, way: Wizard, step: str) -> HttpResponse:
    if request.method == "POST":
        form = way.form(step, request.POST)
        if form.is_valid():
            token = secret_link.token_of(request)
            keep_answers(visit, token, step, form)
            now = wizard_of(visit, queries.draft(token=token))
            onward = now.first_open() if "to_review" in request.POST else now.after(step)
            return redirect(visit.href("membership:apply-step", step=onward))
    else:
        form = way.form(step, **_begun(visit, way, step))
    context = _context(request, visit, way, step) | {"form": form}
    return render(
        request, "membership/join/step.html", context, status=400 if request.method == "POST" else 200
    )


def keep_answers(visit: Visit, token: str, step: str, form: StepForm) -> None:
    """Keep what was answered in a step, once its form is valid. Raises DraftNotFound."""
    answers = {name: _answered(form, name) for name in form.fields}
    actions.write_draft(by=secret_link.applicant(visit), token=token, step=step, answers=answers)


def _answered(form: StepForm, name: str) -> list[str]:
    """What was typed, to be shown and judged again; of several values of one question those that count."""
    cleaned = form.cleaned_data[name]
    return list(dict.fromkeys(cleaned)) if isinstance(cleaned, list) else [str(form.data.get(name, ""))]


def _begun(visit: Visit, way: Wizard, step: str) -> dict[str, Any]:
    """Who is signed in is offered what the own cooperative knows."""
    if step != "particulars" or way.is_organization or visit.sign_in_id is None or way.draft.entered_by:
        return {}
    if step in way.draft.answers:
        return {}
    known = queries.particulars_of_sign_in(sign_in_id=visit.sign_in_id)
    return {"initial": wizard.offered(known)} if known else {}


def _context(request: HttpRequest, visit: Visit, way: Wizard, step: str) -> dict[str, Any]:
    steps = way.steps
    place = steps.index(step)
    token = secret_link.token_of(request)
    link = request.build_absolute_uri(visit.href("membership:application-link", token=token))
    return {
        "step": step,
        "title": LABELS[step],
        "place": place + 1,
        "of": len(steps),
        "steps": [
            Step(LABELS[each], "now" if each == step else "done" if steps.index(each) < place else "ahead")
            for each in steps
        ],
        "link": link,
        "until": way.draft.begun_on + timedelta(days=DRAFT_DAYS),
        "bylaws_href": visit.href("membership:join-bylaws"),
        "terms": way.terms,
        "is_whole": way.first_open() == REVIEW,
        "previous": visit.href("membership:apply-step", step=steps[place - 1]) if place else "",
        "at_counter": way.draft.entered_by is not None,
    }


def _papers(request: HttpRequest, visit: Visit, way: Wizard) -> HttpResponse:
    form = PaperForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _removed(request, visit)
        form = PaperForm(request.POST, request.FILES)
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="apply_paper")
        if limited is not None:
            return limited
        if form.is_valid() and _kept(request, visit, form):
            return redirect(visit.href("membership:apply-step", step=PAPERS))
    context = _context(request, visit, way, PAPERS) | {
        "form": form,
        "papers": [(paper, paper_fact(visit, paper)) for paper in way.draft.documents],
        "onward": visit.href("membership:apply-step", step=way.after(PAPERS)),
    }
    return render(request, "membership/join/papers.html", context, status=400 if form.is_bound else 200)


def _kept(request: HttpRequest, visit: Visit, form: PaperForm) -> bool:
    try:
        actions.add_draft_document(
            by=secret_link.applicant(visit),
            token=secret_link.token_of(request),
            kind=DocumentKind(form.cleaned_data["kind"]),
            content=content_of(form),
        )
    except MembershipRefusal as refusal:
        form.add_error("paper", str(words_of(refusal).happened))
        return False
    return True


def content_of(form: PaperForm) -> bytes:
    """What the file holds. Raises DocumentTooLarge."""
    paper = cast("UploadedFile[bytes]", form.cleaned_data["paper"])
    if (paper.size or 0) > UPLOAD_BYTES_MAX:
        raise DocumentTooLarge(megabytes_max=UPLOAD_BYTES_MAX // (_KILOBYTE * _KILOBYTE))
    content: bytes = paper.read()
    return content


def _removed(request: HttpRequest, visit: Visit) -> HttpResponse:
    try:
        document_id = UUID(request.POST["remove"])
    except ValueError as fault:
        raise Http404 from fault
    actions.remove_draft_document(
        by=secret_link.applicant(visit), token=secret_link.token_of(request), document_id=document_id
    )
    return redirect(visit.href("membership:apply-step", step=PAPERS))


def paper_fact(visit: Visit, paper: DocumentLine) -> Fact:
    """A paper in the applicant's list."""
    href = visit.href("membership:own-document", document_id=paper.id)
    return Fact(capfirst(str(paper.kind.label)), size_words(paper), href)


def size_words(paper: DocumentLine) -> str:
    """How large a paper is, and what it is."""
    kinds = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
    told = {"kind": kinds[paper.media_type], "size": max(paper.size // _KILOBYTE, 1)}
    return _("%(kind)s, %(size)s kB") % told


def _review(request: HttpRequest, visit: Visit, way: Wizard) -> HttpResponse:
    missing = way.first_open()
    if missing != REVIEW:
        messages.warning(request, _("Something is missing still. What you wrote is kept."))
        return redirect(visit.href("membership:apply-step", step=missing))
    if request.method == "POST":
        return _sent(request, visit, way)
    context = _context(request, visit, way, REVIEW) | {
        "sections": [
            (LABELS[step], visit.href("membership:apply-step", step=step), answers_shown(form))
            for step, form in way.whole_forms()
            if step != "agreement"
        ],
        "papers": [paper_fact(visit, paper) for paper in way.draft.documents],
        "papers_href": visit.href("membership:apply-step", step=PAPERS),
    }
    return render(request, "membership/join/review.html", context)


def _sent(request: HttpRequest, visit: Visit, way: Wizard) -> HttpResponse:
    token = secret_link.token_of(request)
    sent = actions.send_application(by=sender(visit, way.draft), token=token, asked=way.request())
    if way.draft.entered_by is None:
        messages.success(request, _("Your application is received. Keep the link: it leads back here."))
        return redirect(visit.href("membership:my-application"))
    messages.success(request, _("The application is received."))
    response = redirect(visit.href("membership:application", application_id=sent.application_id))
    secret_link.forget(response, visit)
    return response


def sender(visit: Visit, draft: Draft) -> Acting:
    """Who sends a draft: the applicant, or the officer who filled it in at the counter. Raises NotAllowed."""
    if draft.entered_by is not None:
        return visit.acting(Permission.PREPARE_APPLICATIONS)
    return secret_link.applicant(visit)


def answers_shown(form: StepForm) -> list[Fact]:
    """What was answered in a step, question by question; what was left out is left out."""
    facts = []
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if value in (None, "", []):
            continue
        if isinstance(bound.field, forms.ChoiceField):
            value = dict(bound.field.choices).get(str(value), value)  # type: ignore[arg-type]  # pairs, no groups
        facts.append(Fact(bound.label, value))
    return facts
