"""Consents: a person gives and withdraws them on a page of the own file, or on paper at the counter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.queries import WORDINGS, ConsentPurpose, ConsentState, ConsentWay, FilePart
from rochdale.membership.views.looking import by_person, shows_file
from rochdale.membership.views.persons import person_file
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Link, Step

_COUNTER = (Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS)


@insiders_only
@require_http_methods(["GET", "POST"])
def my_consents(request: HttpRequest) -> HttpResponse:
    """The consents of the person who reads, to be given and withdrawn."""
    visit = visit_of(request)
    assert visit.person_id is not None
    if request.method == "POST":
        _change(request, visit.acting_for_oneself(), visit.person_id)
        return redirect(visit.href("membership:my-consents"))
    context = _context(visit.person_id, may_change=True) | {
        "is_own": True,
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/consents.html", context)


@requires(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "POST"])
@shows_file(FilePart.CONSENTS, by_person)
def person_consents(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The consents of a person, for officers; what was signed on paper is written down here."""
    visit = visit_of(request)
    file = person_file(person_id)
    if request.method == "POST":
        _change(request, acting_at_counter(visit, person_id), person_id)
        return redirect(visit.href("membership:person-consents", person_id=person_id))
    may_change = not visit.permissions.isdisjoint(_COUNTER) and person_id != visit.person_id
    given = queries.consents_given(person_id=person_id)
    context = _context(person_id, may_change=may_change) | {
        "person": file,
        "can_assist": may_change and ConsentPurpose.ACTS_AT_COUNTER in given,
        "back": Link(visit.href("membership:person", person_id=person_id), file.name),
    }
    return render(request, "membership/consents.html", context)


def acting_at_counter(visit: Visit, person_id: UUID) -> Acting:
    """An officer who writes down what a person said. Raises NotAllowed, OwnMatter."""
    permission = next((each for each in _COUNTER if each in visit.permissions), Permission.MANAGE_REGISTER)
    return visit.acting(permission, for_person_id=person_id)


def _change(request: HttpRequest, by: Acting, person_id: UUID) -> None:
    way = ConsentWay.ASSISTED if request.POST.get("how") == "asked" else None
    purpose = next((each for each in ConsentPurpose if each.value == request.POST.get("purpose")), None)
    if purpose is None:
        raise Http404
    if request.POST.get("does") == "withdraw":
        actions.withdraw_consent(by=by, person_id=person_id, purpose=purpose, way=way)
        messages.success(request, _("The consent is withdrawn from now on."))
    else:
        language = (get_language() or "") if by.person_id == person_id else ""
        actions.give_consents(by=by, person_id=person_id, purposes=[purpose], language=language, way=way)
        messages.success(request, _("The consent is written down. It can be withdrawn at any time."))


def _context(person_id: UUID, *, may_change: bool) -> dict[str, Any]:
    states = queries.consents_of(person_id=person_id)
    return {"consents": [_shown(state) for state in states], "may_change": may_change}


def _shown(state: ConsentState) -> dict[str, Any]:
    locale = reader_locale()
    steps = []
    for event in state.events:
        said = _("given") if event.is_given else _("withdrawn")
        steps.append(
            Step(
                capfirst(said),
                "done",
                f"{moment_text(timezone.localtime(event.at), locale)}; {event.way.label}",
            )
        )
    return {
        "purpose": state.purpose.value,
        "label": capfirst(str(state.purpose.label)),
        "words": WORDINGS[state.purpose].words,
        "is_given": state.is_given,
        "on_paper_alone": state.purpose is ConsentPurpose.ACTS_AT_COUNTER and not state.is_given,
        "steps": steps,
    }
