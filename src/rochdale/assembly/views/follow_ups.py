"""What is to be done because of resolutions: the list, one task with its steps, and adding one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.errors import FollowUpNotFound, ResolutionNotFound
from rochdale.assembly.forms import FollowUpForm, FollowUpStepForm
from rochdale.assembly.queries import FollowUpSeen, FollowUpStepKind
from rochdale.assembly.views import decision_words as words
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

_OWN = (FollowUpStepKind.DONE, FollowUpStepKind.NOTED)


@requires(Permission.RUN_MEETINGS)
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """What is still to be done, what is due first standing first; and what was done."""
    visit = visit_of(request)
    found = queries.follow_ups(with_ended=True)
    context = {
        "open": [words.follow_up_fact(visit, each) for each in found if not each.has_ended],
        "ended": [words.follow_up_fact(visit, each) for each in found if each.has_ended],
        "resolutions_href": visit.href("assembly-decisions:resolutions"),
    }
    return render(request, "assembly/follow_ups.html", context)


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def add_follow_up(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what is to be done, by whom and by when."""
    visit = visit_of(request)
    try:
        found = words.readable_resolution(visit, number)
    except ResolutionNotFound as missing:
        raise Http404 from missing
    people = words.people_at_work(visit)
    form = FollowUpForm(request.POST or None, people=people, earliest=visit.today)
    here = visit.href("assembly-decisions:resolution", number=number)
    if form.is_valid():
        told = form.cleaned_data
        actions.add_follow_up(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            words=told["words"],
            person_id=told["person"],
            due_on=told["due_on"],
        )
        messages.success(request, _("It is written down, and waits for who does it."))
        return redirect(here)
    context = {
        "title": _("What is to be done because of resolution %(number)s") % {"number": number},
        "lead": _("Who does it finds it among what waits."),
        "form": form,
        "button": _("Write it down"),
        "back": Link(here, found.title(words.language())),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


@insiders_only
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """One task with its steps. Who does it may say that it is done; the office may do more."""
    visit = visit_of(request)
    found, runs = _task(visit, follow_up_id)
    form = _step_form(visit, found, request.POST or None, runs=runs)
    if form is not None and form.is_valid():
        told = form.cleaned_data
        actions.move_follow_up(
            by=visit.acting(Permission.RUN_MEETINGS) if runs else visit.acting_for_oneself(),
            follow_up_id=follow_up_id,
            kind=FollowUpStepKind(told["kind"]),
            words=told["words"],
            due_on=told.get("due_on"),
            person_id=told.get("person"),
        )
        messages.success(request, _("It is written down."))
        return redirect(request.path)
    context = {
        "found": found,
        "facts": [Fact(_("Who does it"), found.name), Fact(_("By when"), found.due_on)],
        "is_late": found.is_late(visit.today),
        "steps": [_step(each) for each in queries.follow_up_steps(follow_up_id)],
        "form": form,
        "back": Link(
            visit.href("assembly-decisions:resolution", number=found.number),
            _("resolution %(number)s") % {"number": found.number},
        ),
    }
    status = 400 if form is not None and form.is_bound else 200
    return render(request, "assembly/follow_up.html", context, status=status)


def _task(visit: Visit, follow_up_id: UUID) -> tuple[FollowUpSeen, bool]:
    """A task, for who does it and for the office; and whether it is the office that asks. Raises Http404."""
    try:
        found = queries.follow_up(follow_up_id)
    except FollowUpNotFound as missing:
        raise Http404 from missing
    runs = Permission.RUN_MEETINGS in visit.permissions
    if not runs and found.person_id != visit.self_id:
        raise Http404
    return found, runs


def _step_form(visit: Visit, found: FollowUpSeen, sent: Any, *, runs: bool) -> FollowUpStepForm | None:
    if found.has_ended:
        return None
    kinds = [(each.value, capfirst(str(each.label))) for each in (FollowUpStepKind if runs else _OWN)]
    return FollowUpStepForm(sent, kinds=kinds, people=words.people_at_work(visit) if runs else [])


def _step(step: queries.StepTaken) -> Fact:
    more = [step.name] if step.name else []
    if step.due_on:
        more.append(_("until %(day)s") % {"day": day_text(step.due_on, reader_locale())})
    if step.words:
        more.append(_("“%(words)s”") % {"words": step.words})
    return Fact(capfirst(str(step.kind.label)), step.on_date, note=" · ".join(more))


def waiting_lines(visit: Visit) -> list[Fact]:
    """What waits for who visits because of decisions: effects to be carried out, and tasks; for the first page.

    A task waits for who does it; once its day is over, for who runs meetings as well.
    """
    runs = Permission.RUN_MEETINGS in visit.permissions
    found = queries.resolutions(of_bodies=True, waiting=True).lines if runs else ()
    tasks = [
        each
        for each in queries.follow_ups()
        if each.person_id == visit.person_id or (runs and each.is_late(visit.today))
    ]
    return [
        *(words.effect_fact(visit, each) for each in found),
        *(words.follow_up_fact(visit, each) for each in tasks),
    ]
