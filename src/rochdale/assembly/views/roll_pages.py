"""What the pages of a roll share: the page of a form, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from rochdale.assembly import queries
from rochdale.assembly.errors import (
    ChallengeNotFound,
    MeetingNotFound,
    RollLineNotFound,
    RollNotDrawn,
)
from rochdale.assembly.queries import MeetingSeen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.web.values import Fact, Link

FoundT = TypeVar("FoundT")


def or_404(ask: Callable[[], FoundT]) -> FoundT:
    """The answer to a question about a meeting or its roll. Raises Http404 where it is not there."""
    try:
        return ask()
    except (MeetingNotFound, RollNotDrawn, RollLineNotFound, ChallengeNotFound) as missing:
        raise Http404 from missing


def meeting_link(visit: Visit, number: int) -> Link:
    """The way back to the meeting."""
    try:
        return Link(visit.href("assembly-votes:meeting", number=number), _("To the meeting"))
    except NoReverseMatch:
        return Link(visit.home_url, _("To the first page"))


def roll_facts(visit: Visit, meeting: MeetingSeen) -> list[Fact]:
    """The ways from a meeting to its roll: for who runs or audits it, and for who may be on it."""
    if not queries.is_of_members(meeting.kind):
        return []
    facts = []
    if visit.permissions & {Permission.RUN_MEETINGS, Permission.VIEW_AUDIT}:
        href = visit.href("assembly-votes:roll", number=meeting.number)
        facts.append(Fact(_("Who votes"), _("The roll of the meeting"), href))
    if visit.person_id is not None:
        href = visit.href("assembly-votes:my-roll", number=meeting.number)
        facts.append(Fact(_("My voice"), _("May I vote in this meeting?"), href))
    return facts


def may_act(visit: Visit) -> bool:
    """Whether who visits runs meetings."""
    return Permission.RUN_MEETINGS in visit.permissions


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    lead: str,
    button: str,
    back: Link,
    is_once: bool = True,
    is_kept: bool = True,
) -> HttpResponse:
    """One form with what it is for; `is_once` keeps it from being sent twice, `is_kept` keeps what is typed."""
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
        "again": not is_once,
        "fleeting": not is_kept,
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)
