"""A roll call as who keeps the minutes writes it down: a name is called out, the answer is pressed, the next comes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.forms.floor import CalledForm
from rochdale.assembly.queries import Choice, MeetingSeen, VoteMethod, VoteSeen
from rochdale.assembly.queries.floor import desk_lines
from rochdale.assembly.queries.roll_calls import roll_call
from rochdale.assembly.views.finding import meeting_asked, vote_asked
from rochdale.assembly.views.floor_words import meeting_link, text_of, title_of
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as membership

_AHEAD = 25  # how many of those who wait are shown


@requires(Permission.RUN_MEETINGS)
@never_cache
@require_http_methods(["GET", "POST"])
def call_names(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Call the names one by one, and write down what each answers."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    put = vote_asked(seen, vote)
    if put.method is not VoteMethod.ROLL_CALL:
        raise Http404
    if request.method == "POST":
        return _answered(request, visit, seen, put)
    people = roll_call(vote_id=put.id)
    waiting = [each for each in people if each.choice is None]
    context = {
        "meeting": seen.title(get_language() or ""),
        "title": title_of(put),
        "text": text_of(put),
        "is_open": put.is_open(visit.at),
        "waiting": len(waiting),
        "turn": waiting[0] if waiting else None,
        "then": waiting[1:_AHEAD],
        "answered": [(each, each.choice.label) for each in reversed(people) if each.choice is not None],
        "choices": [(each.value, each.label) for each in Choice],
        "action": visit.href("assembly-votes:call-names", number=number, vote=vote),
        "back": meeting_link(visit, seen, "floor", _("The floor")),
    }
    return render(request, "assembly/roll_call.html", context)


def _answered(request: HttpRequest, visit: Visit, seen: MeetingSeen, put: VoteSeen) -> HttpResponse:
    form = CalledForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data["member_number"]
        line = desk_lines(meeting_id=seen.id, numbers=[asked]).get(asked)
        actions.call_out(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=seen.number,
            vote_number=put.number,
            voter_id=line.voter_id if line and line.voter_id else membership.member(number=asked).person_id,
            choice=Choice(form.cleaned_data["choice"]),
        )
    else:
        messages.error(request, _("Choose one answer. Nothing was written down."))
    return redirect(visit.href("assembly-votes:call-names", number=seen.number, vote=put.number))
