"""The register of resolutions, one resolution, its effect, objections to it, its annulment."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions.effects import earliest_run
from rochdale.assembly.errors import ResolutionNotFound
from rochdale.assembly.forms import (
    AnnulmentForm,
    ConfirmForm,
    ObjectionForm,
    OthersObjectionForm,
    RegisterForm,
)
from rochdale.assembly.queries import AnnulmentGround, ResolutionSeen
from rochdale.assembly.queries.provisional import results_wait_until
from rochdale.assembly.views import decision_words as words
from rochdale.assembly.views.seen import reads_of_bodies
from rochdale.cooperatives.errors import NotLetIn
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import (
    Visit,
    authority_words,
    freshly_signed_in,
    insiders_only,
    requires,
    visit_of,
)
from rochdale.membership import queries as membership
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page

_DIGITS_MAX = 10
_SHOWN: dict[str, dict[str, Any]] = {
    "adopted": {"adopted": True},
    "lost": {"adopted": False},
    "waiting": {"waiting": True},
}


@insiders_only
@require_safe
def resolutions(request: HttpRequest) -> HttpResponse:
    """The register, the latest first; searched by words or number, filtered, page by page."""
    visit = visit_of(request)
    _require_reader(visit)
    search, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    before = request.GET.get("before", "")
    found = queries.resolutions(
        search=search,
        of_bodies=reads_of_bodies(visit),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < _DIGITS_MAX else None,
        **_SHOWN.get(show, {}),
    )
    here = visit.href("assembly-decisions:resolutions")
    asked = {key: value for key, value in (("q", search), ("show", show)) if value}
    first = f"{here}?{urlencode(asked)}" if asked else here
    following = f"{here}?{urlencode(asked | {'before': found.next_before})}" if found.next_before else ""
    context = {
        "lines": [words.line_fact(visit, line) for line in found.lines],
        "page": Page(previous=first if before else "", next=following),
        "search": search,
        "form": RegisterForm(initial={"show": show}),
        "is_narrowed": bool(asked),
        "action": here,
        "follow_ups_href": visit.href("assembly-decisions:follow-ups") if _runs(visit) else "",
    }
    return render(request, "assembly/resolutions.html", context)


@insiders_only
@require_safe
def resolution(request: HttpRequest, number: int) -> HttpResponse:
    """One resolution: how it was decided, what follows from it, who objects, and what is to be done."""
    visit = visit_of(request)
    found = _found(visit, number)
    context = {
        "found": found,
        "title": found.title(words.language()),
        "text": found.texts.get(words.language(), ""),
        "facts": _facts(visit, found),
        "figures": words.figures(found),
        "quorum": words.quorum_sentence(found),
        "weighing": list(words.weighing(found)),
        "objections": [
            Fact(each.name, each.on_date, note=_("“%(words)s”") % {"words": each.words})
            for each in found.objections
        ],
        "tasks": [words.follow_up_fact(visit, each) for each in found.follow_ups],
        "annuls": [
            Link(visit.href("assembly-decisions:resolution", number=each), str(each)) for each in found.annuls
        ],
        "back": visit.href("assembly-decisions:resolutions"),
        **_effect(visit, found),
        **_acts(visit, found),
    }
    return render(request, "assembly/resolution.html", context)


def _require_reader(visit: Visit) -> None:
    """Refuse as a closed door does, not as an act that was refused. Raises PermissionDenied."""
    try:
        words.require_reader(visit)
    except NotLetIn as shut:
        raise PermissionDenied from shut


def _found(visit: Visit, number: int) -> ResolutionSeen:
    _require_reader(visit)
    try:
        return words.readable_resolution(visit, number)
    except ResolutionNotFound as missing:
        raise Http404 from missing


def _runs(visit: Visit) -> bool:
    return Permission.RUN_MEETINGS in visit.permissions


def _facts(visit: Visit, found: ResolutionSeen) -> list[Fact]:
    meeting = _("%(kind)s, number %(number)s") % {
        "kind": found.meeting_kind.label,
        "number": found.meeting,
    }
    return [
        Fact(_("Decided on"), found.decided_on),
        Fact(_("By"), meeting),
        Fact(
            _("Under the by-laws"),
            _("version %(version)s") % {"version": found.bylaw_version},
            visit.href("membership:join-bylaws"),
        ),
    ]


def _effect(visit: Visit, found: ResolutionSeen) -> dict[str, Any]:
    """What followed, or will: its kind, what it changes, who ran it, where it is found."""
    told: dict[str, Any] = {"effect_label": words.effect_label(found.effect), "run": found.run}
    if found.run is not None:
        told["changed_href"] = words.changed_href(visit, found.run.place, found.run.values)
        authority = authority_words(found.run.authority)
        told["run_by"] = ", ".join(word for word in (found.run.name, authority) if word)
        return told
    has_effect = found.effect not in {"", "other"}
    if not (has_effect and found.is_adopted and found.annulment is None):
        return told
    told["will_run"] = True
    told["effects"], told["effect_fault"] = words.effects_of(visit, found)
    day = earliest_run(decided_on=found.decided_on, facts=found.effect_facts)
    told["waits_until"] = day if day > visit.today else None
    told["provisional_until"] = results_wait_until(meeting_id=found.meeting_id, at=visit.at)
    waits = told["waits_until"] or told["provisional_until"]
    if _runs(visit) and not told["effect_fault"] and not waits:
        told["run_href"] = visit.href("assembly-decisions:run-effect", number=found.number)
    return told


def _acts(visit: Visit, found: ResolutionSeen) -> dict[str, Any]:
    """What the visitor may do about it."""

    def here(name: str) -> str:
        return visit.href(f"assembly-decisions:{name}", number=found.number)

    mine = visit.self_id is not None and all(each.person_id != visit.self_id for each in found.objections)
    took_part = mine and queries.could_take_part(
        person_id=visit.self_id or found.id,
        meeting_id=found.meeting_id,
        kind=found.meeting_kind,
        on=found.decided_on,
    )
    in_time = visit.today <= queries.objections_until(found.decided_on)
    holds = found.is_adopted and found.annulment is None
    return {
        "object_href": here("object") if took_part and in_time else "",
        "object_until": queries.objections_until(found.decided_on),
        "others_object_href": here("object-for") if _runs(visit) else "",
        "annul_href": here("annul") if _runs(visit) and found.annulment is None else "",
        "task_href": here("add-follow-up") if _runs(visit) and holds else "",
    }


@freshly_signed_in
@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def run_effect(request: HttpRequest, number: int) -> HttpResponse:
    """Show what an effect will change, then run it, once."""
    visit = visit_of(request)
    found = _found(visit, number)
    here = visit.href("assembly-decisions:resolution", number=number)
    if request.method == "POST":
        actions.run_effect(by=visit.acting(Permission.RUN_MEETINGS), number=number)
        messages.success(
            request, _("It is done, by the authority of the resolution, and cannot be done twice.")
        )
        return redirect(here)
    effects, fault = words.effects_of(visit, found)
    if fault or found.run is not None or not found.is_adopted or found.annulment is not None:
        return redirect(here)
    context = {
        "title": _("Carry out resolution %(number)s") % {"number": number},
        "words": _(
            "This runs once. It is done by the authority of the resolution, and the record says by whom."
        ),
        "effects": effects,
        "form": ConfirmForm(),
        "act": _("Carry it out"),
        "back": Link(here, _("Leave it for now")),
    }
    return render(request, "web/confirm.html", context)


@insiders_only
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, number: int) -> HttpResponse:
    """Record one's own objection."""
    visit = visit_of(request)
    found = _found(visit, number)
    visit.require_self()
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        actions.object_to_resolution(
            by=visit.acting_for_oneself(), number=number, words=form.cleaned_data["words"]
        )
        messages.success(request, _("Your objection is recorded, in your own words."))
        return redirect(visit.href("assembly-decisions:resolution", number=number))
    until = day_text(queries.objections_until(found.decided_on), reader_locale())
    lead = _(
        "Until %(until)s. It changes nothing about the decision; it says that you did not agree, for whoever asks "
        "later."
    ) % {"until": until}
    return _form(request, found, form, _("Object to resolution %(number)s"), lead, _("Record my objection"))


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def object_for(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what somebody objected in the meeting."""
    visit = visit_of(request)
    found = _found(visit, number)
    form = OthersObjectionForm(request.POST or None)
    if form.is_valid():
        person_id = membership.member(number=form.cleaned_data["member_number"]).person_id
        visit.require_other(person_id)
        by = visit.acting(Permission.RUN_MEETINGS, for_person_id=person_id)
        actions.object_to_resolution(
            by=by, number=number, words=form.cleaned_data["words"], person_id=person_id
        )
        messages.success(request, _("The objection is recorded."))
        return redirect(visit.href("assembly-decisions:resolution", number=number))
    lead = _("What a member or a director objected when it was decided, in their own words.")
    title = _("Write down an objection to resolution %(number)s")
    return _form(request, found, form, title, lead, _("Write it down"))


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that a resolution no longer holds."""
    visit = visit_of(request)
    found = _found(visit, number)
    form = AnnulmentForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        actions.annul_resolution(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            ground=AnnulmentGround(told["ground"]),
            words=told["words"],
            by_number=told["by_number"],
        )
        messages.success(request, _("It is written down: the resolution no longer holds."))
        return redirect(visit.href("assembly-decisions:resolution", number=number))
    lead = (
        _(
            "Its effect ran, and stays: undoing it is a decision of its own. Nothing is taken out of the register."
        )
        if found.run
        else _("Its effect will not run any more. Nothing is taken out of the register.")
    )
    return _form(request, found, form, _("Annul resolution %(number)s"), lead, _("It no longer holds"))


def _form(
    request: HttpRequest, found: ResolutionSeen, form: Any, title: str, lead: str, button: str
) -> HttpResponse:
    """One form about one resolution."""
    visit = visit_of(request)
    context = {
        "title": title % {"number": found.number},
        "lead": lead,
        "form": form,
        "button": button,
        "back": Link(
            visit.href("assembly-decisions:resolution", number=found.number), found.title(words.language())
        ),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)
