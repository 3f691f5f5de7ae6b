"""An election by name for delegates without a device: each says the ballot aloud, and it is written down."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.forms.nominations import AloudBallotForm
from rochdale.assembly.queries import VoteMethod
from rochdale.assembly.queries.contests import paper_of
from rochdale.assembly.queries.floor import desk_lines
from rochdale.assembly.queries.roll_calls import roll_call
from rochdale.assembly.views.contests import election_asked
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.floor_words import election_text, meeting_link, title_of
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of


@requires(Permission.RUN_MEETINGS)
@never_cache
@require_http_methods(["GET", "POST"])
def call_ballots(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Write down what a delegate says whom the members sent, for all the votes that he or she has."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    put = election_asked(seen, vote)
    if put.method is not VoteMethod.OPEN:
        raise Http404
    waiting = [each for each in roll_call(vote_id=put.id) if not each.has_voted]
    form = AloudBallotForm(request.POST or None, paper=paper_of(put.id), waiting=waiting)
    if form.is_bound and form.is_valid():
        asked = int(form.cleaned_data["voter"])
        voter_id = desk_lines(meeting_id=seen.id, numbers=[asked])[asked].voter_id
        assert voter_id is not None, "who is called votes"
        actions.call_out_ballot(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            vote_number=vote,
            voter_id=voter_id,
            places=form.cleaned_data["places"],
        )
        messages.success(request, _("The ballot is written down."))
        return redirect(visit.href("assembly-votes:call-ballots", number=number, vote=vote))
    context = {
        "meeting": seen.title(get_language() or ""),
        "title": title_of(put),
        "text": election_text(paper_of(put.id)),
        "is_open": put.is_open(visit.at),
        "waiting": waiting,
        "form": form,
        "back": meeting_link(visit, seen, "floor", _("The floor")),
    }
    return render(request, "assembly/ballots_aloud.html", context, status=400 if form.is_bound else 200)
