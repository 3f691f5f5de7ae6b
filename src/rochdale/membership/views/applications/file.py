"""One application as officers see it: everything, who it may be, and what can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.errors import ApplicationNotFound, DocumentNotFound
from rochdale.membership.forms import RefusalForm, SaidForm, SaidFreelyForm
from rochdale.membership.queries import BOND_WORDS as ASKED_WORDS
from rochdale.membership.queries import (
    IDENTITY_WORDS,
    OF_THE_BOARD,
    REFUSAL_WORDS,
    AdmissionTerms,
    ApplicationFile,
    ApplicationStepKind,
    Companion,
    ConsentPurpose,
    FilePart,
    MatchVerdict,
    PossiblePerson,
)
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.applying import size_words
from rochdale.membership.views.applications.following import steps_shown
from rochdale.membership.views.applications.queue import application_fact, time_left
from rochdale.membership.views.dated_words import BOND_WORDS
from rochdale.membership.views.looking import shows_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

_K = ApplicationStepKind
_FOR_OFFICERS = (Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)
_ACTS: Mapping[ApplicationStepKind, Promise] = {
    _K.ACCEPTED: gettext_lazy("Accept"),
    _K.ASKED: gettext_lazy("Ask for more"),
    _K.SENT: gettext_lazy("Send to the board"),
    _K.REFUSED: gettext_lazy("Refuse"),
    _K.OVERTURNED: gettext_lazy("Grant the appeal"),
    _K.UPHELD: gettext_lazy("Reject the appeal"),
    _K.ANSWERED: gettext_lazy("Write the answer down"),
    _K.APPEALED: gettext_lazy("Write the appeal down"),
    _K.WITHDRAWN: gettext_lazy("Withdraw for the applicant"),
}
_FREELY = frozenset({_K.ACCEPTED, _K.SENT, _K.WITHDRAWN})
_VERBS: Mapping[ApplicationStepKind, Callable[..., None]] = {
    _K.ACCEPTED: actions.accept_application,
    _K.ASKED: actions.ask_more,
    _K.SENT: actions.send_to_board,
    _K.REFUSED: actions.refuse_application,
    _K.ANSWERED: actions.answer_application,
    _K.APPEALED: actions.appeal_refusal,
    _K.WITHDRAWN: actions.withdraw_application,
}
_DECIDED = frozenset({_K.ACCEPTED, _K.REFUSED})
_ON_APPEAL = frozenset({_K.OVERTURNED, _K.UPHELD})
WHY_WORDS: Mapping[str, Promise] = {
    "name": gettext_lazy("same name and date of birth"),
    "email": gettext_lazy("same e-mail address"),
    "identity": gettext_lazy("same identity number"),
    "sign_in": gettext_lazy("signed in as this person"),
}


@requires(*_FOR_OFFICERS)
@require_safe
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application. A room above shows the same with its payment, at the same address."""
    return render(
        request,
        "membership/applications/application.html",
        application_context(visit_of(request), application_id),
    )


def application_context(
    visit: Visit, application_id: UUID, filled: forms.Form | None = None
) -> dict[str, Any]:
    """What `membership/applications/application.html` shows, for the room above that extends it. Raises Http404."""
    found = application_file(application_id)
    terms = queries.admission_terms(on=visit.today)
    names = queries.names_of(person_ids=[step.by_person_id for step in found.steps if step.by_person_id])
    possible = queries.possible_persons(application_id=found.id)
    return {
        "application": found,
        "name": found.name or _("Application %(number)s, blanked") % {"number": found.number},
        "title": capfirst(str(found.last.kind.label)),
        "facts": _facts(visit, found, terms),
        "particulars": _particulars(found),
        "companions": _companions(found),
        "papers": [_paper(visit, found, each) for each in found.documents],
        "possible": [_possible(visit, found, each) for each in possible],
        "twins": [application_fact(visit, each) for each in _twins(visit, found)],
        "is_judged": all(each.verdict for each in possible),
        "steps": steps_shown(found),
        "told": _told(found, names),
        "offers": [_offer(visit, found, terms, kind, filled) for kind in _offered(visit, found, terms)],
        "back": Link(visit.href("membership:applications"), _("The applications")),
    }


def _twins(visit: Visit, found: ApplicationFile) -> list[queries.ApplicationLine]:
    return queries.twin_applications(cooperative_id=visit.cooperative.id, application_id=found.id)


def application_file(application_id: UUID) -> ApplicationFile:
    """An application of the cooperative of the visit. Raises Http404."""
    try:
        return queries.application(application_id=application_id)
    except ApplicationNotFound as missing:
        raise Http404 from missing


def _facts(visit: Visit, found: ApplicationFile, terms: AdmissionTerms) -> list[Fact]:
    facts = [Fact(_("Number"), str(found.number)), Fact(_("Received"), found.applied_on)]
    if found.follows and found.last.next_by is not None:
        facts.append(Fact(_("Due"), found.last.next_by, note=time_left(found.last.next_by, visit.today)))
    facts.append(Fact(_("Kind of membership"), capfirst(str(found.member_class.label))))
    bond = BOND_WORDS.get(found.bond) or ASKED_WORDS.get(found.bond) or found.bond
    facts.append(Fact(_("Common bond"), capfirst(str(bond))))
    if terms.is_open:
        parts = _("in %(parts)s parts") % {"parts": found.instalments} if found.instalments > 1 else ""
        facts.append(Fact(_("Qualifying shares"), found.shares, note=parts))
        facts.append(Fact(_("They cost"), terms.worth(found.shares)))
    if found.member_number is not None:
        href = visit.href("membership:member", number=found.member_number)
        may_see = Permission.VIEW_REGISTER in visit.permissions
        facts.append(Fact(_("Member"), str(found.member_number), href if may_see else ""))
    return facts


def _particulars(found: ApplicationFile) -> list[Fact]:
    told = found.applicant
    if told is None:
        return []
    facts = particulars_shown(told.particulars)
    if told.identity is not None:
        kind = capfirst(str(IDENTITY_WORDS.get(told.identity.kind, told.identity.kind)))
        facts.append(
            Fact(kind, " · ".join(each for each in (told.identity.number, told.identity.place) if each))
        )
        if told.identity.expires_on:
            facts.append(Fact(_("Valid until"), told.identity.expires_on))
    facts.append(Fact(_("By-laws accepted"), _("version %(version)s") % {"version": found.bylaw_version}))
    if told.consents:
        said = ", ".join(str(ConsentPurpose(each).label) for each in told.consents)
        facts.append(Fact(_("Consents"), said))
    return facts


def _companions(found: ApplicationFile) -> list[tuple[str, list[Fact]]]:
    told = found.applicant
    if told is None:
        return []
    both = (
        (_("Representative: %(name)s"), told.representative),
        (_("Parent or guardian: %(name)s"), told.guardian),
    )
    return [(label % {"name": each.name}, _companion(each)) for label, each in both if each is not None]


def _companion(told: Companion) -> list[Fact]:
    facts = [
        Fact(_("Function"), told.function),
        Fact(_("Date of birth"), told.birth_date),
        Fact(_("E-mail address"), told.email),
        Fact(_("Telephone"), told.telephone),
    ]
    return [each for each in facts if each.value]


def _paper(visit: Visit, found: ApplicationFile, paper: queries.DocumentLine) -> Fact:
    href = visit.href("membership:application-document", application_id=found.id, document_id=paper.id)
    return Fact(capfirst(str(paper.kind.label)), size_words(paper), href)


def _possible(visit: Visit, found: ApplicationFile, each: PossiblePerson) -> dict[str, Any]:
    locale = reader_locale()
    words = [str(WHY_WORDS[why]) for why in each.whys if why in WHY_WORDS]
    if each.birth_date is not None:
        words.append(_("born on %(day)s") % {"day": day_text(each.birth_date, locale)})
    words += [each.town] if each.town else []
    if each.number is not None:
        told = {"number": each.number, "left": day_text(each.left_on, locale) if each.left_on else ""}
        words.append(
            _("was member %(number)s until %(left)s") % told
            if each.left_on
            else _("is member %(number)s") % told
        )
    return {
        "person": each,
        "words": " · ".join(words),
        "verdict": capfirst(str(each.verdict.label)) if each.verdict else "",
        "person_href": visit.href("membership:person", person_id=each.person_id)
        if Permission.VIEW_REGISTER in visit.permissions
        else "",
        "href": visit.href("membership:application-person", application_id=found.id, person_id=each.person_id)
        if found.follows and each.person_id != visit.person_id
        else "",
    }


def _told(found: ApplicationFile, names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    return [
        {
            "label": capfirst(str(step.kind.label)),
            "step": step,
            "ground": REFUSAL_WORDS.get(step.ground, step.ground),
            "who": names.get(step.by_person_id, "") if step.by_person_id else "",
        }
        for step in found.steps
    ]


def _offered(visit: Visit, found: ApplicationFile, terms: AdmissionTerms) -> list[ApplicationStepKind]:
    """The steps that who visits may take next, the decision first."""
    on_board = visit.permissions >= OF_THE_BOARD
    with_board = found.is_with_board or terms.is_board
    offered = []
    for kind in _ACTS:
        if kind not in found.follows:
            continue
        if kind in _ON_APPEAL:
            allowed = on_board
        elif kind in _DECIDED:
            allowed = (found.is_with_board and on_board) if with_board else _may_decide(visit)
        else:
            allowed = Permission.PREPARE_APPLICATIONS in visit.permissions or _may_decide(visit)
        if allowed and found.person_id != visit.person_id:
            offered.append(kind)
    return offered


def _may_decide(visit: Visit) -> bool:
    return Permission.DECIDE_ADMISSIONS in visit.permissions


def _form(kind: ApplicationStepKind, terms: AdmissionTerms, sent: Any = None) -> forms.Form:
    if kind is _K.REFUSED:
        grounds = [(each, capfirst(str(REFUSAL_WORDS.get(each, each)))) for each in terms.refusal_grounds]
        return RefusalForm(sent, grounds=grounds, prefix=kind.value)
    make = SaidFreelyForm if kind in _FREELY else SaidForm
    return make(sent, prefix=kind.value)


def _offer(
    visit: Visit,
    found: ApplicationFile,
    terms: AdmissionTerms,
    kind: ApplicationStepKind,
    filled: forms.Form | None,
) -> dict[str, Any]:
    is_filled = filled is not None and filled.prefix == kind.value
    return {
        "act": _ACTS[kind],
        "form": filled if is_filled else _form(kind, terms),
        "is_open": is_filled,
        "decides": kind in _DECIDED | _ON_APPEAL,
        "href": visit.href("membership:application-step", application_id=found.id, step=kind.value),
    }


@requires(*_FOR_OFFICERS)
@require_http_methods(["POST"])
def application_step(request: HttpRequest, application_id: UUID, step: str) -> HttpResponse:
    """Take one step of an application by office."""
    visit = visit_of(request)
    found = application_file(application_id)
    kind = next((each for each in _ACTS if each.value == step), None)
    if kind is None:
        raise Http404
    form = _form(kind, queries.admission_terms(on=visit.today), request.POST)
    if not form.is_valid():
        context = application_context(visit, application_id, form)
        return render(request, "membership/applications/application.html", context, status=400)
    by = acting_for_application(visit, found)
    if kind in _ON_APPEAL:
        actions.decide_refusal_appeal(
            by=by, application_id=found.id, is_upheld=kind is _K.UPHELD, words=form.cleaned_data["words"]
        )
    else:
        _VERBS[kind](by=by, application_id=found.id, **form.cleaned_data)
    messages.success(request, _("It is written down, and the applicant is told."))
    return redirect(visit.href("membership:application", application_id=application_id))


def acting_for_application(visit: Visit, found: ApplicationFile) -> Acting:
    """The officer acts, under an office that decides if there is one."""
    permission = Permission.DECIDE_ADMISSIONS if _may_decide(visit) else Permission.PREPARE_APPLICATIONS
    return visit.acting(permission, for_person_id=found.person_id)


@requires(*_FOR_OFFICERS)
@require_http_methods(["POST"])
def application_person(request: HttpRequest, application_id: UUID, person_id: UUID) -> HttpResponse:
    """Say whether the applicant is a person who is known here, or another."""
    visit = visit_of(request)
    found = application_file(application_id)
    try:
        verdict = MatchVerdict(request.POST.get("verdict", ""))
    except ValueError as fault:
        raise Http404 from fault
    actions.judge_match(
        by=acting_for_application(visit, found), application_id=found.id, person_id=person_id, verdict=verdict
    )
    messages.success(request, _("It is written down. Nothing was merged."))
    return redirect(visit.href("membership:application", application_id=application_id))


def _of_applicant(application_id: UUID, document_id: UUID) -> Iterable[UUID]:  # noqa: ARG001  # as the address names them
    """The person of an application, once it is known whom it is about."""
    found = queries.application(application_id=application_id)
    return [found.person_id] if found.person_id else []


@requires(*_FOR_OFFICERS)
@shows_file(FilePart.DOCUMENTS, _of_applicant)
@require_safe
def application_document(request: HttpRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """A paper of an application; the record keeps who read it."""
    visit = visit_of(request)
    found = application_file(application_id)
    try:
        document = actions.open_document(
            by=acting_for_application(visit, found), application_id=application_id, document_id=document_id
        )
    except DocumentNotFound as missing:
        raise Http404 from missing
    return secret_link.handed_over(document)
