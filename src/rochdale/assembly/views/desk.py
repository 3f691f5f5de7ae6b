"""The desk at the door of a meeting, and the entry code by which it knows whose notice it sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.forms.floor import ArrivalForm
from rochdale.assembly.queries import Channel, MeetingSeen, VoteMethod
from rochdale.assembly.queries.entry_codes import entry_code, looks_like_code, member_of_code
from rochdale.assembly.queries.floor import desk_lines, votes_of
from rochdale.assembly.views.finding import called_meeting, meeting_asked
from rochdale.assembly.views.floor import presence_facts
from rochdale.assembly.views.floor_words import meeting_link, title_of
from rochdale.assembly.views.seen import runs_meetings, when_shown, zone_of
from rochdale.assembly.views.voting_for import desk_words
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, open_to_all, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.membership.queries import MemberLine
from rochdale.web.qr import qr_shown

_DESK_LINES = 25


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, number: int) -> HttpResponse:
    """The desk at the door: find a member, by name or by the code of a notice, let in, note who leaves."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    if request.method == "POST":
        return _at_desk(request, visit, seen)
    search = request.GET.get("q", "").strip()
    holder = member_of_code(meeting_id=seen.id, text=search)
    found = _found(visit, search if holder is None else str(holder))
    lines = desk_lines(meeting_id=seen.id, numbers=[line.number for line in found])
    votes_for = desk_words(lines.values())
    secret = [
        vote
        for vote in votes_of(meeting_id=seen.id)
        if vote.method is VoteMethod.SECRET and vote.is_open(visit.at)
    ]
    context = {
        "title": seen.title(get_language() or ""),
        "facts": presence_facts(visit, seen),
        "search": search if holder is None else "",
        "is_frozen": queries.entitled_of(meeting_id=seen.id) is not None,
        "is_genuine": holder is not None,
        "is_foreign": not found and looks_like_code(search),
        "papers": [{"number": vote.number, "title": title_of(vote)} for vote in secret],
        "action": visit.href("assembly-votes:desk", number=number),
        "people": [
            {
                "name": f"{line.given_names} {line.family_name}".strip(),
                "number": line.number,
                "town": line.town,
                "line": lines.get(line.number),
                "votes_for": votes_for.get(line.number, ""),
            }
            for line in found
        ],
        "back": meeting_link(visit, seen, "floor", _("The floor")),
    }
    return render(request, "assembly/desk.html", context)


def _found(visit: Visit, search: str) -> Sequence[MemberLine]:
    if not search:
        return []
    return membership.register(cooperative_id=visit.cooperative.id, search=search, limit=_DESK_LINES).lines


def _at_desk(request: HttpRequest, visit: Visit, seen: MeetingSeen) -> HttpResponse:
    form = ArrivalForm(request.POST)
    if form.is_valid():
        by = visit.acting(Permission.RUN_MEETINGS)
        asked = form.cleaned_data["member_number"]
        line = desk_lines(meeting_id=seen.id, numbers=[asked]).get(asked)
        voter_id = line.voter_id if line and line.voter_id else membership.member(number=asked).person_id
        if form.cleaned_data["paper"]:
            actions.give_paper(
                by=by,
                number=seen.number,
                vote_number=form.cleaned_data["paper"],
                voter_id=voter_id,
                is_assisted=form.cleaned_data["is_assisted"],
            )
            messages.success(
                request, _("Member %(number)s has a paper, and votes on it.") % {"number": asked}
            )
        elif form.cleaned_data["act"] == "leave":
            actions.check_out(by=by, number=seen.number, person_id=voter_id)
            messages.success(request, _("Member %(number)s has left.") % {"number": asked})
        elif form.cleaned_data["act"] in {"guest", "guest_with_voice"}:
            may_speak = form.cleaned_data["act"] == "guest_with_voice"
            actions.let_in_guest(
                by=by, number=seen.number, person_id=voter_id, channel=Channel.HALL, may_speak=may_speak
            )
            told = (
                _("Member %(number)s is here as a guest who may speak.")
                if may_speak
                else _("Member %(number)s is here as a guest.")
            )
            messages.success(request, told % {"number": asked})
        else:
            actions.check_in(by=by, number=seen.number, person_id=voter_id, channel=Channel.HALL)
            messages.success(request, _("Member %(number)s is here, and votes.") % {"number": asked})
    return redirect(visit.href("assembly-votes:desk", number=seen.number))


@open_to_all
@never_cache
@require_safe
def entry(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """What the code of a notice leads to: at the desk to its member, else to the code large, to be shown there."""
    visit = visit_of(request)
    seen = called_meeting(number)
    member_number = member_of_code(meeting_id=seen.id, text=code)
    if member_number is None:
        raise Http404
    own = entry_code(meeting_id=seen.id, member_number=member_number)
    if runs_meetings(visit):
        return redirect(f"{visit.href('assembly-votes:desk', number=number)}?{urlencode({'q': own})}")
    response = render(request, "assembly/entry.html", _entry(request, visit, seen, own, member_number))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _entry(
    request: HttpRequest, visit: Visit, seen: MeetingSeen, code: str, member_number: int
) -> dict[str, Any]:
    href = visit.href("assembly-votes:entry", number=seen.number, code=code)
    return {
        "title": seen.title(get_language() or ""),
        "sittings": [
            (when_shown(sitting, zone_of(visit)), sitting.venue) for sitting in seen.sittings if sitting.venue
        ],
        "code": code,
        "member_number": member_number,
        "picture": qr_shown(request.build_absolute_uri(href), label=_("The entry code, to photograph")),
    }
