"""The applicant's own page: where the application is, what is asked, and what one can do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.views import Visit, open_to_all, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.errors import (
    ApplicationNotFound,
    DocumentNotFound,
    DraftNotFound,
    MembershipRefusal,
)
from rochdale.membership.forms import PaperForm, SaidForm, SaidFreelyForm
from rochdale.membership.queries import (
    REFUSAL_WORDS,
    TO_BE_PAID,
    ApplicationFile,
    ApplicationStepKind,
    ApplicationStepTaken,
    DocumentKind,
)
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.applying import content_of, paper_fact
from rochdale.web.errors import words_of
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Step

_K = ApplicationStepKind
_ACTS: Mapping[ApplicationStepKind, Promise] = {
    _K.ANSWERED: gettext_lazy("Send the answer"),
    _K.APPEALED: gettext_lazy("Appeal"),
    _K.WITHDRAWN: gettext_lazy("Withdraw the application"),
}
_FORMS: Mapping[ApplicationStepKind, type[forms.Form]] = {
    _K.ANSWERED: SaidForm,
    _K.APPEALED: SaidForm,
    _K.WITHDRAWN: SaidFreelyForm,
}
_VERBS: Mapping[ApplicationStepKind, Callable[..., None]] = {
    _K.ANSWERED: actions.answer_application,
    _K.APPEALED: actions.appeal_refusal,
    _K.WITHDRAWN: actions.withdraw_application,
}
_PAPER = "paper"


@open_to_all
@require_safe
def application_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link over to this device, whatever it leads to, and go on without it in the address."""
    visit = visit_of(request)
    response = redirect(visit.href("membership:my-application"))
    secret_link.keep(request, response, visit, token)
    return response


@open_to_all
@require_safe
def my_application(request: HttpRequest) -> HttpResponse:
    """The application that this device knows by its link; a draft is gone on with."""
    visit = visit_of(request)
    token = secret_link.token_of(request)
    try:
        queries.draft(token=token)
        return redirect(visit.href("membership:apply"))
    except DraftNotFound:
        pass
    try:
        found = queries.application_by_token(token=token)
    except ApplicationNotFound:
        context = {
            "apply_href": visit.href("membership:apply"),
            "lost_href": visit.href("membership:lost-link"),
            "had_link": bool(token),
        }
        return render(request, "membership/join/no_link.html", context)
    return render(request, "membership/join/mine.html", _context(request, visit, found))


def _context(
    request: HttpRequest, visit: Visit, found: ApplicationFile, filled: forms.Form | None = None
) -> dict[str, Any]:
    terms = queries.admission_terms(on=visit.today)
    token = secret_link.token_of(request)
    return {
        "application": found,
        "state": found.last.kind.value,
        "title": capfirst(str(found.last.kind.label)),
        "is_waiting": found.last.kind in queries.WITH_OFFICERS,
        "is_to_be_paid": found.last.kind in TO_BE_PAID,
        "cost": terms.worth(found.shares) if terms.is_open else None,
        "least": terms.least(found.shares, found.instalments) if terms.is_open else None,
        "ground": REFUSAL_WORDS.get(found.last.ground, found.last.ground),
        "steps": steps_shown(found),
        "told": told_shown(found),
        "offers": [_offer(visit, kind, filled) for kind in offered_steps(visit, found)],
        "paper_form": _prefixed(PaperForm, _PAPER, filled) if found.follows else None,
        "paper_href": visit.href("membership:my-application-step", step=_PAPER),
        "papers": [paper_fact(visit, paper) for paper in found.documents],
        "link": request.build_absolute_uri(visit.href("membership:application-link", token=token)),
        "apply_href": visit.href("membership:apply"),
    }


def steps_shown(found: ApplicationFile) -> list[Step]:
    """The steps that were taken, each with its day."""
    last = len(found.steps) - 1
    return [
        Step(
            capfirst(str(step.kind.label)),
            "now" if place == last and found.follows else "done",
            day_text(step.on, reader_locale()),
        )
        for place, step in enumerate(found.steps)
    ]


def told_shown(found: ApplicationFile) -> list[tuple[str, ApplicationStepTaken, Any]]:
    """The steps that say something: what they are, the step, and the ground of a refusal in words."""
    return [
        (str(capfirst(step.kind.label)), step, REFUSAL_WORDS.get(step.ground, step.ground))
        for step in found.steps
        if step.words or step.ground
    ]


def offered_steps(visit: Visit, found: ApplicationFile) -> list[ApplicationStepKind]:
    """What the applicant may do now: answer and appeal in time, and withdraw."""
    is_late = found.last.next_by is not None and visit.today > found.last.next_by
    in_time = {_K.ANSWERED, _K.APPEALED}
    return [kind for kind in _FORMS if kind in found.follows and not (is_late and kind in in_time)]


def _prefixed(make: type[forms.Form], prefix: str, filled: forms.Form | None) -> forms.Form:
    return filled if filled is not None and filled.prefix == prefix else make(prefix=prefix)


def _offer(visit: Visit, kind: ApplicationStepKind, filled: forms.Form | None) -> dict[str, Any]:
    return {
        "act": _ACTS[kind],
        "form": _prefixed(_FORMS[kind], kind.value, filled),
        "is_last": kind is _K.WITHDRAWN,
        "href": visit.href("membership:my-application-step", step=kind.value),
    }


@open_to_all
@require_http_methods(["POST"])
def my_application_step(request: HttpRequest, step: str) -> HttpResponse:
    """Answer, add a paper, appeal, or withdraw: by the link that this device has."""
    visit = visit_of(request)
    try:
        found = queries.application_by_token(token=secret_link.token_of(request))
    except ApplicationNotFound as missing:
        raise Http404 from missing
    if step == _PAPER:
        return _add_paper(request, visit, found)
    kind = next((each for each in _FORMS if each.value == step), None)
    if kind is None:
        raise Http404
    form = _FORMS[kind](request.POST, prefix=kind.value)
    if not form.is_valid():
        return render(request, "membership/join/mine.html", _context(request, visit, found, form), status=400)
    words = form.cleaned_data["words"]
    _VERBS[kind](by=secret_link.applicant(visit), application_id=found.id, words=words)
    messages.success(request, _("It is received."))
    return redirect(visit.href("membership:my-application"))


def _add_paper(request: HttpRequest, visit: Visit, found: ApplicationFile) -> HttpResponse:
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="apply_paper")
    if limited is not None:
        return limited
    form = PaperForm(request.POST, request.FILES, prefix=_PAPER)
    if form.is_valid():
        try:
            actions.add_document(
                by=secret_link.applicant(visit),
                application_id=found.id,
                kind=DocumentKind(form.cleaned_data["kind"]),
                content=content_of(form),
            )
        except MembershipRefusal as refusal:
            form.add_error("paper", str(words_of(refusal).happened))
        else:
            messages.success(request, _("The file is kept, sealed."))
            return redirect(visit.href("membership:my-application"))
    return render(request, "membership/join/mine.html", _context(request, visit, found, form), status=400)


@open_to_all
@require_safe
def own_document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A paper, back to who brought it."""
    try:
        document = queries.document_of_token(token=secret_link.token_of(request), document_id=document_id)
    except DocumentNotFound as missing:
        raise Http404 from missing
    return secret_link.handed_over(document)
