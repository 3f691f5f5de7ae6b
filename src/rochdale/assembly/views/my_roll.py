"""The roll of a meeting for a member: am I on it, if not why not, and how it is challenged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.errors import RollNotDrawn
from rochdale.assembly.forms import ChallengeForm, ChallengeOtherForm
from rochdale.assembly.queries import ChallengeSeen, RollLineSeen, RollSeen
from rochdale.assembly.views.roll_pages import form_page, meeting_link, or_404
from rochdale.assembly.views.roll_words import (
    REASON_WORDS,
    answer_shown,
    bylaw_behind,
    delegate_of,
    explained,
)
from rochdale.cooperatives.queries import bylaws
from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.membership import queries as register
from rochdale.web.values import Fact, Link


@insiders_only
@require_safe
def my_roll(request: HttpRequest, number: int) -> HttpResponse:
    """Whether who reads may vote in a meeting; why not; and what is published of the roll."""
    visit = visit_of(request)
    meeting = or_404(lambda: queries.meeting(number))
    context: dict[str, Any] = {
        "meeting_title": meeting.title(get_language() or "fr"),
        "held_on": meeting.held_on,
        "record_date": meeting.record_date,
        "back": meeting_link(visit, number),
    }
    try:
        seen = queries.roll(number)
    except RollNotDrawn:
        return render(request, "assembly/my_roll.html", context)
    own = queries.lines_of_person(seen.id, person_id=visit.self_id) if visit.self_id else ()
    said = queries.challenges(seen.id, challenger_id=visit.self_id) if visit.self_id else ()
    waiting = {each.member_number for each in said if each.is_upheld is None}
    context |= {
        "seen": seen,
        "counts": queries.roll_counts(seen.id),
        "lines": [_line(visit, seen, line, is_waiting=line.number in waiting) for line in own],
        "is_open": _is_open(visit, seen),
        "challenges": _challenges(said),
        "other_href": visit.href("assembly-votes:challenge-other", number=number)
        if own and _is_open(visit, seen)
        else "",
    }
    return render(request, "assembly/my_roll.html", context)


def _is_open(visit: Visit, seen: RollSeen) -> bool:
    return seen.frozen is None and visit.today <= seen.challenged_until


def _line(visit: Visit, seen: RollSeen, line: RollLineSeen, *, is_waiting: bool) -> dict[str, Any]:
    """One line in plain words: each reason at length, with the by-law behind it."""
    stated = bylaws(seen.record_date) if line.reasons else {}
    corrections = queries.corrections_of(line.id)
    return {
        "line": line,
        "is_for_another": line.person_id != visit.person_id,
        "name": register.names_of(person_ids=[line.person_id]).get(line.person_id, ""),
        "whys": [
            (capfirst(str(REASON_WORDS[reason])), explained(reason, seen), bylaw_behind(reason, stated))
            for reason in line.reasons
        ],
        "mandate": delegate_of(line, get_language() or "fr"),
        "correction": corrections[-1] if corrections else None,
        "challenge_href": visit.href(
            "assembly-votes:challenge-own", number=seen.meeting_number, member_number=line.number
        )
        if line.reasons and not is_waiting and _is_open(visit, seen)
        else "",
    }


def _challenges(own: Sequence[ChallengeSeen]) -> list[Fact]:
    """What who reads has challenged, with the answers."""
    return [
        Fact(
            _("About the line of member %(number)s") % {"number": each.member_number},
            each.on_date,
            "",
            _("“%(words)s” · %(answer)s") % {"words": each.words, "answer": answer_shown(each)},
        )
        for each in own
    ]


@insiders_only
@require_http_methods(["GET", "POST"])
def challenge_own(request: HttpRequest, number: int, member_number: int) -> HttpResponse:
    """Say that one is wrongly without a vote."""
    or_404(lambda: queries.roll(number))
    form = ChallengeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _challenged(request, number, member_number, form.cleaned_data["words"])
    return form_page(
        request,
        form,
        title=_("The roll is wrong about me"),
        lead=_("Say what the register does not know or has wrong. Nothing is public of it."),
        button=_("Send the challenge"),
        back=_back(request, number),
    )


@insiders_only
@require_http_methods(["GET", "POST"])
def challenge_other(request: HttpRequest, number: int) -> HttpResponse:
    """Say that another member is wrongly on the roll."""
    or_404(lambda: queries.roll(number))
    form = ChallengeOtherForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        return _challenged(request, number, sent["member_number"], sent["words"])
    return form_page(
        request,
        form,
        title=_("Another member should not vote in this meeting"),
        lead=_("Everybody may watch over the roll. Say what you know of your own."),
        button=_("Send the challenge"),
        back=_back(request, number),
    )


def _challenged(request: HttpRequest, number: int, member_number: int, words: str) -> HttpResponse:
    visit = visit_of(request)
    actions.challenge_line(
        by=visit.acting_for_oneself(), number=number, member_number=member_number, words=words
    )
    messages.success(request, _("The secretary has your challenge. The answer will stand on this page."))
    return redirect(visit.href("assembly-votes:my-roll", number=number))


def _back(request: HttpRequest, number: int) -> Link:
    return Link(visit_of(request).href("assembly-votes:my-roll", number=number), _("To the roll"))
