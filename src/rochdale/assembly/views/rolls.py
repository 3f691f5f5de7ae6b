"""The roll of a meeting for who runs it: counts, search, challenges, corrections, and the freeze."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.errors import ChallengesWaiting, RollNotDrawn, RollStillOpen
from rochdale.assembly.forms import DelegatesForm
from rochdale.assembly.queries import (
    ChallengeSeen,
    MeetingKind,
    MeetingSeen,
    RollCounts,
    RollLineSeen,
    RollSeen,
)
from rochdale.assembly.queries.delegates import seats_on
from rochdale.assembly.views.roll_pages import form_page, may_act, meeting_link, or_404
from rochdale.assembly.views.roll_words import REASON_WORDS, answer_shown, line_shown
from rochdale.cooperatives.queries import Permission, Tier
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as register
from rochdale.voting.rolls import Reason
from rochdale.web.context import page
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Effect, Fact, Link, Page

PAGE_LINES = 50
_DIGITS_MAX = 18
_ENTITLED = "entitled"
_FEDERATION_CAISSES_MAX = 200


@requires(Permission.RUN_MEETINGS, Permission.VIEW_AUDIT)
@require_safe
def roll(request: HttpRequest, number: int) -> HttpResponse:
    """The roll of a meeting: how many may vote, why the others may not, and what waits."""
    visit = visit_of(request)
    meeting = or_404(lambda: queries.meeting(number))
    own: dict[str, Any] = {
        "meeting_title": meeting.title(get_language() or "fr"),
        "back": meeting_link(visit, number),
        "draw_href": visit.href("assembly-votes:draw-roll", number=number) if may_act(visit) else "",
    }
    try:
        seen = queries.roll(number)
    except RollNotDrawn:
        own |= {"record_date": meeting.record_date, "is_ahead": meeting.record_date > visit.today}
        return render(request, "assembly/roll_missing.html", own)
    context = own | _told(visit, seen) | _listed(request, visit, seen)
    return render(request, "assembly/roll.html", context)


def _told(visit: Visit, seen: RollSeen) -> dict[str, Any]:
    """What is known of the whole roll, and what may be done with it."""
    counts = queries.roll_counts(seen.id)
    return {
        "seen": seen,
        "facts": _facts(seen, counts),
        "reasons": _by_reason(visit, seen, counts),
        "challenges": _challenges(visit, seen),
        "acts": _acts(visit, seen, may_freeze=not _not_yet(visit, seen, counts)),
        "not_yet": "" if seen.frozen else _not_yet(visit, seen, counts),
        "text_href": visit.href("assembly-votes:roll-text", number=seen.meeting_number),
        "is_moved": _is_moved(seen),
    }


def _is_moved(seen: RollSeen) -> bool:
    planned = queries.meeting(seen.meeting_number)
    return (planned.record_date, planned.held_on) != (seen.record_date, seen.held_on)


def _facts(seen: RollSeen, counts: RollCounts) -> list[Fact]:
    facts = [
        Fact(_("May vote"), counts.entitled),
        Fact(
            _("Delegates on the record date") if seen.inputs.by_mandate else _("Members on the record date"),
            counts.lines,
        ),
        Fact(_("Record date"), seen.record_date),
        Fact(_("Day of the meeting"), seen.held_on),
    ]
    if seen.inputs.by_mandate:
        facts.insert(1, Fact(_("Seats of delegates, held or vacant"), seats_on(seen.record_date)))
    if seen.inputs.delegates is not None:
        facts.insert(1, Fact(_("Votes in all"), counts.votes))
    if seen.frozen is not None:
        facts.append(Fact(_("Frozen on"), seen.frozen.frozen_on))
    else:
        facts.append(Fact(_("May be challenged until"), seen.challenged_until))
    return facts


def _by_reason(visit: Visit, seen: RollSeen, counts: RollCounts) -> list[Fact]:
    href = visit.href("assembly-votes:roll", number=seen.meeting_number)
    entitled = Fact(_("May vote"), counts.entitled, f"{href}?reason={_ENTITLED}#lines")
    return [
        entitled,
        *(
            Fact(capfirst(str(REASON_WORDS[reason])), lines, f"{href}?reason={reason.value}#lines")
            for reason, lines in counts.by_reason.items()
        ),
    ]


def _not_yet(visit: Visit, seen: RollSeen, counts: RollCounts) -> str:
    """Why a roll is not frozen today, in the words of the refusal; nothing where it may be."""
    if visit.today <= seen.challenged_until:
        return str(RollStillOpen(until=seen.challenged_until).message())
    return str(ChallengesWaiting(waiting=counts.waiting).message()) if counts.waiting else ""


def _acts(visit: Visit, seen: RollSeen, *, may_freeze: bool) -> list[Link]:
    if not may_act(visit):
        return []
    number = seen.meeting_number
    offers = [Link(visit.href("assembly-votes:roll-list", number=number), _("Take the list out"))]
    if seen.frozen is None and may_freeze:
        offers.insert(0, Link(visit.href("assembly-votes:freeze-roll", number=number), _("Freeze the roll")))
    if seen.frozen is None:
        offers.append(Link(visit.href("assembly-votes:draw-roll", number=number), _("Draw it again")))
    return offers


def _challenges(visit: Visit, seen: RollSeen) -> list[Fact]:
    found = queries.challenges(seen.id)
    names = register.names_of(person_ids=[each.person_id for each in found])
    return [_challenge(visit, seen, each, names.get(each.person_id, "")) for each in found]


def _challenge(visit: Visit, seen: RollSeen, each: ChallengeSeen, name: str) -> Fact:
    told = {"name": name, "number": each.member_number}
    label = (
        _("%(name)s, %(number)s, about their own line") % told
        if each.challenger_id in {each.person_id, each.voter_id}
        else _("About %(name)s, %(number)s, who is on the roll") % told
    )
    may_answer = each.is_upheld is None and seen.frozen is None and may_act(visit)
    numbers = {"number": seen.meeting_number, "challenge": each.place}
    return Fact(
        label,
        each.on_date,
        visit.href("assembly-votes:answer-challenge", **numbers) if may_answer else "",
        answer_shown(each),
    )


def _listed(request: HttpRequest, visit: Visit, seen: RollSeen) -> dict[str, Any]:
    """The lines that are asked for: a search by name or number, those of a reason, or all by number."""
    search = request.GET.get("q", "").strip()
    reason = request.GET.get("reason", "")
    href = visit.href("assembly-votes:roll", number=seen.meeting_number)
    if search:
        lines = queries.roll_search(seen.id, cooperative_id=visit.cooperative.id, search=search)
        pages = Page()
    else:
        lines, pages = _page_of(request, seen, reason, href)
    return {
        "search": search,
        "reason": _reason_shown(reason),
        "action": href,
        "lines": _lines(visit, seen, lines),
        "page": pages,
        "head": replace(page(request)["head"], search=""),
    }


def _reason_shown(reason: str) -> str:
    if reason == _ENTITLED:
        return _("may vote")
    return str(REASON_WORDS[Reason(reason)]) if reason in set(Reason) else ""


def _page_of(
    request: HttpRequest, seen: RollSeen, reason: str, href: str
) -> tuple[tuple[RollLineSeen, ...], Page]:
    after = request.GET.get("after", "")
    is_number = after.isascii() and after.isdigit() and len(after) < _DIGITS_MAX
    found = queries.roll_lines(
        seen.id,
        reason=Reason(reason) if reason in set(Reason) else None,
        entitled=reason == _ENTITLED,
        after=int(after) if is_number else 0,
        limit=PAGE_LINES,
    )
    asked = {"reason": reason} if reason else {}
    more = f"{href}?{urlencode(asked | {'after': found.next_after})}#lines" if found.next_after else ""
    first = f"{href}?{urlencode(asked)}#lines" if asked else href
    return found.lines, Page(previous=first if after else "", next=more)


def _lines(visit: Visit, seen: RollSeen, found: tuple[RollLineSeen, ...]) -> list[Fact]:
    names = register.names_of(person_ids=[line.person_id for line in found])
    return [
        Fact(
            names.get(line.person_id, ""),
            str(line.number),
            visit.href("assembly-votes:roll-line", number=seen.meeting_number, member_number=line.number),
            line_shown(line),
        )
        for line in found
    ]


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def draw_roll(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the roll of a meeting; in a federation, from how many members each cooperative has."""
    visit = visit_of(request)
    meeting = or_404(lambda: queries.meeting(number))
    names = _cooperatives(visit, meeting)
    sent = request.POST if request.method == "POST" else None
    form = DelegatesForm(sent, cooperatives=names, initial=_counted_before(number) if names else {})
    if form.is_bound and form.is_valid():
        by = visit.acting(Permission.RUN_MEETINGS)
        actions.draw_roll(by=by, number=number, counted=form.counted())
        messages.success(request, _("The roll is drawn. Look at who may not vote, and why."))
        return redirect(visit.href("assembly-votes:roll", number=number))
    day = day_text(meeting.record_date, reader_locale())
    return form_page(
        request,
        form,
        title=_("Draw the roll"),
        lead=_draw_lead(visit, meeting) % {"day": day},
        button=_("Draw the roll"),
        back=Link(visit.href("assembly-votes:roll", number=number), _("To the roll")),
    )


def _draw_lead(visit: Visit, meeting: MeetingSeen) -> str:
    if visit.cooperative.tier is Tier.PRIMARY and meeting.kind is MeetingKind.DELEGATES:
        return _(
            "Everybody who held a seat of delegates on %(day)s gets a line: may vote, or every reason why not. "
            "It replaces a drawing about which nothing was said yet."
        )
    return _(
        "Everybody who was a member on %(day)s gets a line: may vote, or every reason why not. "
        "It replaces a drawing about which nothing was said yet."
    )


def _counted_before(number: int) -> dict[str, int | None]:
    """What the drawing before was given."""
    try:
        found = queries.roll_lines(queries.roll(number).id, limit=_FEDERATION_CAISSES_MAX)
    except RollNotDrawn:
        return {}
    return {f"members-{line.number}": line.members_counted for line in found.lines}


def _cooperatives(visit: Visit, meeting: MeetingSeen) -> Mapping[int, str]:
    """The members of a federation by number, of whom it is asked how many members they have."""
    if visit.cooperative.tier is Tier.PRIMARY:
        return {}
    found = register.register_as_of(
        cooperative_id=visit.cooperative.id,
        on=meeting.record_date,
        limit=_FEDERATION_CAISSES_MAX,
    )
    return {line.number: f"{line.given_names} {line.family_name}".strip() for line in found.lines}


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def freeze_roll(request: HttpRequest, number: int) -> HttpResponse:
    """Close a roll for good; what that does is shown before."""
    visit = visit_of(request)
    seen = or_404(lambda: queries.roll(number))
    href = visit.href("assembly-votes:roll", number=number)
    if request.method == "POST":
        actions.freeze_roll(by=visit.acting(Permission.RUN_MEETINGS), number=number)
        messages.success(request, _("The roll is frozen, and its hash is published to all members."))
        return redirect(href)
    counts = queries.roll_counts(seen.id)
    context = {
        "title": _("Freeze the roll"),
        "words": _(
            "From then on nothing changes on it: who is on it votes, who is not does not. "
            "All members see how many may vote, and the hash that proves that nothing was changed."
        ),
        "effects": [
            Effect(_("The roll"), _("may be corrected"), _("is closed for good")),
            Effect(_("Members who may vote"), counts.entitled, counts.entitled),
            Effect(_("Corrected lines"), counts.corrected, counts.corrected),
            Effect(_("Challenges are taken"), seen.challenged_until, _("no longer")),
        ],
        "second_person": _not_yet(visit, seen, counts),
        "form": forms.Form(),
        "act": _("Freeze the roll"),
        "back": Link(href, _("Leave as it is")),
    }
    return render(request, "web/confirm.html", context)
