"""What who runs a meeting does to a ballot, one button each; each leads back to the page of the ballot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.assembly import actions
from rochdale.assembly.forms.ballots import BallotPaperForm, CountBallotForm, LinkForm
from rochdale.assembly.forms.floor import WordsForm
from rochdale.assembly.queries.floor import desk_lines
from rochdale.assembly.views.finding import meeting_asked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership


def _done(request: HttpRequest, number: int, ballot: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))


@requires(Permission.RUN_MEETINGS)
@require_POST
def make_codes(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Make the voting codes, each into a letter."""
    made = actions.make_codes(by=_by(request), number=number, ballot=ballot)
    words = ngettext("%(count)s letter is written.", "%(count)s letters are written.", made)
    return _done(request, number, ballot, words % {"count": made})


@requires(Permission.RUN_MEETINGS)
@require_POST
def open_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Put the set-up on the board."""
    actions.open_ballot(by=_by(request), number=number, ballot=ballot)
    return _done(request, number, ballot, _("The ballot is open to all who look at its board."))


@requires(Permission.RUN_MEETINGS)
@require_POST
def close_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """End a ballot whose window has run out."""
    actions.close_ballot(by=_by(request), number=number, ballot=ballot)
    return _done(request, number, ballot, _("The ballot is closed. Its trustees are awaited now."))


@requires(Permission.RUN_MEETINGS)
@require_POST
def end_shuffles(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """End the shuffles."""
    actions.end_shuffles(by=_by(request), number=number, ballot=ballot)
    return _done(request, number, ballot, _("The shuffles are ended. The trustees can open the orders now."))


@requires(Permission.RUN_MEETINGS)
@require_POST
def count_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Have the ballot opened, counted and published."""
    # What the by-laws do not give was not asked for, and does not count where it is sent.
    form = CountBallotForm(request.POST, prefix="count", has_casting_vote=True)
    is_given = form.is_valid()
    actions.count_ballot(
        by=_by(request),
        number=number,
        ballot=ballot,
        seed=form.cleaned_data["seed"] if is_given else "",
        casting_vote=form.casting() if is_given else None,
    )
    # The page itself says since when it is counted, and what came of it.
    return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))


@requires(Permission.RUN_MEETINGS)
@require_POST
def seat_by_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Give the seats to whom the ballot elected."""
    actions.seat_by_ballot(by=_by(request), number=number, ballot=ballot)
    return _done(request, number, ballot, _("The seats are given; what the office allows follows them."))


@requires(Permission.RUN_MEETINGS)
@require_POST
def give_up_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Give a ballot up, saying why."""
    form = WordsForm(request.POST, prefix="give-up")
    if form.is_valid():
        actions.give_up_ballot(
            by=_by(request), number=number, ballot=ballot, words=form.cleaned_data["words"]
        )
        return _done(request, number, ballot, _("The ballot is given up. Nothing of it counts."))
    messages.error(request, _("Say why the ballot is given up. It was not."))
    return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))


@requires(Permission.RUN_MEETINGS)
@require_POST
def ballot_paper(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """Write down that a member was given a paper."""
    form = BallotPaperForm(request.POST, prefix="paper")
    if form.is_valid():
        asked = form.cleaned_data["member_number"]
        line = desk_lines(meeting_id=meeting_asked(number).id, numbers=[asked]).get(asked)
        voter_id = line.voter_id if line and line.voter_id else membership.member(number=asked).person_id
        actions.give_ballot_paper(
            by=_by(request),
            number=number,
            ballot=ballot,
            voter_id=voter_id,
            is_assisted=form.cleaned_data["is_assisted"],
        )
        words = _("Member %(number)s votes on paper.") % {"number": asked}
        return _done(request, number, ballot, words)
    messages.error(request, _("Give a member number. No paper was written down."))
    return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))


@requires(Permission.RUN_MEETINGS)
@require_POST
def lost_key(request: HttpRequest, number: int, ballot: int, place: int) -> HttpResponse:
    """Write down that a trustee's key is lost."""
    actions.note_key_lost(by=_by(request), number=number, ballot=ballot, place=place)
    return _done(request, number, ballot, _("It is written down that this key is lost."))


@freshly_signed_in
@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def send_link(request: HttpRequest, number: int, ballot: int, place: int) -> HttpResponse:
    """Write to a trustee who lost the secret link, with a new one.

    Whoever has the link gives for that trustee: who had to show first that it is still they comes back to the ballot.
    """
    if request.method == "GET":
        return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))
    form = LinkForm(request.POST, prefix=f"link-{place}")
    if form.is_valid():
        email = form.cleaned_data["email"]
        actions.send_link_again(by=_by(request), number=number, ballot=ballot, place=place, email=email)
        words = _("A letter with a new address is written. The addresses before no longer open anything.")
        return _done(request, number, ballot, words)
    messages.error(request, _("This is no e-mail address. No letter was written."))
    return redirect(visit_of(request).href("assembly-votes:ballot", number=number, ballot=ballot))


def _by(request: HttpRequest) -> Acting:
    return visit_of(request).acting(Permission.RUN_MEETINGS)
