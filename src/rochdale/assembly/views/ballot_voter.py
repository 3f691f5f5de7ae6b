"""A ballot for who votes in it, and for everybody: the own page, the booth, the board, and the papers of tellers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions
from rochdale.assembly.forms.ballots import PaperCountForm
from rochdale.assembly.queries import BallotStepKind, FloorRole, ballot_board, ballot_results, ballots, paper
from rochdale.assembly.queries.ballot_candidates import withdrawn_from
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.floor import named
from rochdale.assembly.views.ballot_words import (
    ballot_asked,
    ballot_facts,
    ballot_link,
    language_now,
    outcome_words,
    public_ballot,
    steps_of,
    when,
)
from rochdale.assembly.views.booth import BALLOT_BYTES_MAX, Booth, booth
from rochdale.assembly.views.elections import ARCHIVE_TYPE
from rochdale.assembly.views.finding import called_meeting
from rochdale.assembly.views.roll_pages import form_page
from rochdale.cooperatives.views import Visit, members_only, open_to_all, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.web.api.problems import problem

VOTING_CODE = "voting code"
_K = BallotStepKind


@members_only
@never_cache
@require_safe
def my_ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """A ballot for one member: is it mine, until when, have I voted, and the way into the booth."""
    visit = visit_of(request)
    person_id = visit.require_self()
    seen = ballot_asked(called_meeting(number), ballot)
    own = ballots.own_ballot(seen, person_id=person_id)
    result = ballot_results.ballot_result(seen)
    context = {
        "title": seen.name(language_now()),
        "description": seen.descriptions.get(language_now(), ""),
        "withdrew": withdrawn_from(seen),
        "is_mine": own.line_id is not None,
        "way": own.way.value if own.way else "",
        "is_open": seen.takes_votes(visit.at),
        "is_over": seen.stands in {_K.CLOSED, _K.SHUFFLED, _K.COUNTED, _K.GIVEN_UP}
        or visit.at >= seen.closes_at,
        "is_counted_later": seen.stands in {_K.OPENED, _K.CLOSED, _K.SHUFFLED},
        "outcome": outcome_words(result, seen) if result else [],
        "opens_at": when(seen.opens_at),
        "closes_at": when(seen.closes_at),
        "booth_href": visit.href("assembly-votes:ballot-booth", uuid=seen.uuid),
        "board_href": visit.href("assembly-votes:board-of-ballot", uuid=seen.uuid) if seen.is_public else "",
        "count_href": _count_href(visit, seen, number),
        "back": ballot_link(visit, "meeting", _("To the meeting"), number=number),
    }
    return render(request, "assembly/my_ballot.html", context)


def _count_href(visit: Visit, seen: BallotSeen, number: int) -> str:
    """Where a teller writes down what was on the papers, once there is something to count."""
    _, papers = ballots.participants_of(ballot_id=seen.id)
    is_time = papers > 0 and seen.stands in {_K.CLOSED, _K.SHUFFLED}
    if not is_time or FloorRole.TELLER not in named(
        meeting_id=seen.meeting_id, person_id=visit.require_self()
    ):
        return ""
    return visit.href("assembly-votes:count-papers", number=number, ballot=seen.number)


@open_to_all
@never_cache
@require_safe
def board_of_ballot(request: HttpRequest, uuid: str) -> HttpResponse:
    """The board of a ballot for everybody: heads and tracking numbers, and no names."""
    visit = visit_of(request)
    seen = public_ballot(uuid)
    lines = ballot_board.board_of_ballot(ballot_id=seen.id)
    cast = [line for line in lines if line.number]
    result = ballot_results.ballot_result(seen)
    counted = sum(line.counts for line in cast)
    context = {
        "title": seen.name(language_now()),
        "stands": seen.stands.label,
        "facts": ballot_facts(seen),
        "withdrew": withdrawn_from(seen),
        "is_open": seen.takes_votes(visit.at),
        "booth_href": visit.href("assembly-votes:ballot-booth", uuid=uuid),
        "last_head": lines[-1].head,
        "height": lines[-1].height,
        "counted": ngettext("%(count)s ballot counts.", "%(count)s ballots count.", counted)
        % {"count": counted},
        "cast": cast,
        "lines": lines,
        "archive_href": visit.href("assembly-votes:ballot-archive", uuid=uuid, same=uuid),
        "check_href": reverse("assembly:check"),
        "published_href": visit.href("assembly-votes:election", uuid=uuid) if result else "",
        "outcome": outcome_words(result, seen) if result else [],
        "steps": steps_of(seen),
    }
    return render(request, "assembly/ballot_board.html", context)


@open_to_all
@never_cache
@require_safe
def ballot_archive(request: HttpRequest, uuid: str, same: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """The archive as far as it has come, at the address at which the stock tool looks for it."""
    if same != uuid:
        raise Http404
    response = HttpResponse(ballot_board.ballot_archive(public_ballot(uuid)), content_type=ARCHIVE_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{uuid}.bel"'
    return response


@open_to_all
@never_cache
@require_safe
def ballot_booth(request: HttpRequest, uuid: str) -> HttpResponse:
    """The booth, while votes are taken; who is signed in is told at once whether a code is the right one."""
    visit = visit_of(request)
    seen = public_ballot(uuid)
    if not seen.takes_votes(visit.at):
        return redirect(visit.href("assembly-votes:board-of-ballot", uuid=uuid))
    told = Booth(
        paper=paper(ballot_board.election_text(ballot_id=seen.id).decode(), language=language_now()),
        cast_url=visit.href("assembly-votes:cast-ballot", uuid=uuid),
        closes_at=seen.closes_at,
        credential=_own_digest(visit, seen),
        check_url=visit.href("assembly-votes:board-of-ballot", uuid=uuid),
    )
    return booth(request, told)


def _own_digest(visit: Visit, seen: BallotSeen) -> str:
    """By what the code of who is signed in is known; nothing for who has no vote, and may help another."""
    if visit.self_id is None or visit.member_number is None:
        return ""
    return ballots.own_ballot(seen, person_id=visit.self_id).digest


@open_to_all
@require_POST
def cast_ballot(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take a ballot, byte for byte, and say what arrived; the code that signs it is all that is asked."""
    visit = visit_of(request)
    seen = public_ballot(uuid)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    content = request.body if 0 < length <= BALLOT_BYTES_MAX else b""
    try:
        tracker = actions.cast_ballot(by=with_code(visit), uuid=seen.uuid, content=content)
    except Refusal as refusal:
        return problem(refusal)
    return JsonResponse({"tracker": tracker})


def with_code(visit: Visit) -> Acting:
    """Whoever has a voting code acts by it, and by nothing else: no act names who was signed in."""
    return Acting(visit.cooperative.id, None, None, VOTING_CODE, visit.today, visit.at)


@members_only
@require_http_methods(["GET", "POST"])
def count_papers(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """A teller writes down what was on the papers, without seeing what the other found."""
    visit = visit_of(request)
    visit.require_self()
    seen = ballot_asked(called_meeting(number), ballot)
    form = PaperCountForm(
        request.POST if request.method == "POST" else None, questions=seen.questions, language=language_now()
    )
    if form.is_bound and form.is_valid():
        actions.enter_paper_count(by=visit.acting(), number=number, ballot=ballot, found=form.found())
        messages.success(request, _("Your count is written down."))
        return redirect(visit.href("assembly-votes:my-ballot", number=number, ballot=ballot))
    return form_page(
        request,
        form,
        title=_("Papers of the ballot: %(name)s") % {"name": seen.name(language_now())},
        lead=_("Count alone. The other teller does the same; both counts must agree."),
        button=_("This is what I counted"),
        back=ballot_link(visit, "now", _("Back to the meeting"), number=number),
        # How somebody ranked on a paper is a secret vote.
        is_kept=False,
    )
