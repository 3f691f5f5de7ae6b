"""Calling, opening, adjourning, closing and cancelling a meeting: each shows its effect before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.forms import WordsForm
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.seen import (
    MEETING,
    day_shown,
    language_now,
    meeting_seen,
    opening_ahead,
    stands_shown,
)
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.web.values import Effect, Link

_K = MeetingStepKind
_Act = Callable[[Acting, int, str], Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An act in words: what it is called, what it means, and the name of its button."""

    kind: MeetingStepKind
    title: str
    words: str
    act: str
    done: str


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, number: int) -> HttpResponse:
    """Call a meeting: who is written to, in which way, and what stands from then on."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    if request.method == "POST":
        letters = actions.call_meeting(by=visit.acting(Permission.RUN_MEETINGS), number=number)
        told = ngettext(
            "The meeting is called: %(count)s letter is written.",
            "The meeting is called: %(count)s letters are written.",
            letters,
        )
        messages.success(request, told % {"count": letters})
        return redirect(visit.href("assembly-votes:notice", number=number))
    judged = queries.readiness(found, visit.today)
    members = queries.entitled_to_notice(visit.cooperative.id, found, visit.today)
    asked = _Asked(
        _K.CALLED,
        _("Call the meeting"),
        _("Every member is written to: by e-mail who agreed to it, all others on paper. After that, the day, the "
          "places and the agenda stand."),
        _("Call the meeting"),
        "",
    )  # fmt: skip
    effects = [
        *_effects(found, asked),
        Effect(_("Letters of notice"), 0, len(members)),
        Effect(_("Days of notice"), "", (found.held_on - visit.today).days),
        Effect(_("Plan of the meeting"), _("can be changed"), _("stands")),
    ]
    refused = [(fault.message(), fault.rule) for fault in judged.faults]
    return _shown(request, visit, found, asked, effects, forms.Form(), refused)


def _effects(found: MeetingSeen, asked: _Asked) -> list[Effect]:
    return [Effect(_("The meeting is"), stands_shown(found.stands), stands_shown(asked.kind))]


def _shown(
    request: HttpRequest,
    visit: Visit,
    found: MeetingSeen,
    asked: _Asked,
    effects: list[Effect],
    form: forms.Form,
    refused: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "title": _("%(act)s: %(title)s") % {"act": asked.title, "title": found.title(language_now())},
        "words": asked.words,
        "effects": effects,
        "form": form,
        "act": asked.act,
        "faults": refused or [],
        "is_dangerous": asked.kind is _K.CANCELLED,
        "back": Link(visit.href(MEETING, number=found.number), _("Leave it as it is")),
    }
    return render(request, "assembly/step.html", context, status=400 if form.is_bound else 200)


@for_floor
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, number: int) -> HttpResponse:
    """Open a meeting that was called, or go on with it."""
    asked = _Asked(
        _K.OPENED,
        _("Open the meeting"),
        _("From now on members can be counted as present, and motions put to the vote."),
        _("Open the meeting"),
        _("The meeting is open."),
    )
    return _step(
        request, number, asked, forms.Form, lambda by, n, _words: actions.open_meeting(by=by, number=n)
    )


@for_floor
@require_http_methods(["GET", "POST"])
def adjourn(request: HttpRequest, number: int) -> HttpResponse:
    """Interrupt a meeting until another time."""
    asked = _Asked(
        _K.ADJOURNED,
        _("Adjourn the meeting"),
        _("Nothing more is decided until it is opened again. Where its quorum failed, plan it for another day and "
          "call it again."),
        _("Adjourn"),
        _("The meeting is adjourned."),
    )  # fmt: skip
    return _step(
        request, number, asked, WordsForm,
        lambda by, n, words: actions.adjourn_meeting(by=by, number=n, words=words),
    )  # fmt: skip


@for_floor
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, number: int) -> HttpResponse:
    """End a meeting for good."""
    asked = _Asked(
        _K.CLOSED,
        _("Close the meeting"),
        _("It is over for good. Ballots that stay open longer go on by themselves."),
        _("Close the meeting"),
        _("The meeting is closed."),
    )
    return _step(
        request, number, asked, forms.Form, lambda by, n, _words: actions.close_meeting(by=by, number=n)
    )


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Give up a meeting before it is held."""
    asked = _Asked(
        _K.CANCELLED,
        _("Cancel the meeting"),
        _("It will not be held, and cannot be taken up again. Whoever was called is written to."),
        _("Cancel the meeting"),
        _("The meeting is cancelled."),
    )
    return _step(
        request, number, asked, WordsForm,
        lambda by, n, words: actions.cancel_meeting(by=by, number=n, words=words),
    )  # fmt: skip


def _step(
    request: HttpRequest, number: int, asked: _Asked, form_of: type[forms.Form], act: _Act
) -> HttpResponse:
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    form = form_of(request.POST) if request.method == "POST" else form_of()
    if form.is_bound and form.is_valid():
        act(acting_on_floor(visit, number), number, form.cleaned_data.get("words", ""))
        messages.success(request, asked.done)
        return redirect(visit.href(MEETING, number=number))
    effects = _effects(found, asked)
    if asked.kind is _K.CANCELLED and found.was_called:
        sent = sum(notice.letters for notice in queries.notices(meeting_id=found.id)[-1:])
        effects.append(Effect(_("Letters that say so"), 0, sent))
    if not queries.may_follow(found.stands, asked.kind):
        words = _("The meeting is not where this can be done: it is %(stands)s.")
        refused = [(words % {"stands": stands_shown(found.stands)}, "")]
        return _shown(request, visit, found, asked, effects, form, refused)
    ahead = opening_ahead(visit, found) if asked.kind is _K.OPENED else None
    if ahead is not None:
        words = _("It can be opened from %(day)s on.") % {"day": day_shown(ahead)}
        return _shown(request, visit, found, asked, effects, form, [(words, "INV-125")])
    return _shown(request, visit, found, asked, effects, form)
