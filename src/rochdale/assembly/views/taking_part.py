"""A meeting for a member in it: come, vote, count where one was named to, and see what came out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Cast
from rochdale.assembly.forms.floor import BallotForm, CountForm
from rochdale.assembly.forms.nominations import ElectionBallotForm
from rochdale.assembly.queries import (
    Channel,
    Choice,
    FloorRole,
    MeetingSeen,
    MeetingStepKind,
    PresenceRole,
    VoteMethod,
    VoteSeen,
    VoteStepKind,
)
from rochdale.assembly.queries.by_name import NamedBallot, named_choices
from rochdale.assembly.queries.contests import paper_of, result_of_vote
from rochdale.assembly.queries.floor import attendance, box_of, present_as, votes_of
from rochdale.assembly.queries.live import live_href
from rochdale.assembly.queries.motions import motions_of
from rochdale.assembly.queries.quorum import quorum_now
from rochdale.assembly.queries.speaking import floor_of
from rochdale.assembly.queries.voters import VoterNow, voted_in, voter_state
from rochdale.assembly.views.chairing import runs_floor
from rochdale.assembly.views.contests import election_page, marks_shown, verdict_of_election
from rochdale.assembly.views.finding import called_meeting, vote_asked, voter_here
from rochdale.assembly.views.floor_words import (
    bars,
    election_text,
    meeting_link,
    method_words,
    text_of,
    title_of,
    verdict_of,
    vote_line,
    voted_words,
)
from rochdale.assembly.views.marks import new_mark
from rochdale.assembly.views.order_words import motion_lines, order_shown, place_in_line
from rochdale.assembly.views.seen import takes_part
from rochdale.assembly.views.vote_terms import (
    needed_words,
    quorum_needed_words,
    quorum_shown,
    quorum_words,
)
from rochdale.assembly.views.voting_for import voting_for
from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.web.values import Fact, Link

_NAMED_MAX = 1000  # of more nobody reads a list; programs ask for it
_BY_NAME = {VoteMethod.OPEN, VoteMethod.ROLL_CALL}
_ON_A_DEVICE = {VoteMethod.OPEN, VoteMethod.SECRET}
_MAY_COME = {MeetingStepKind.CALLED, MeetingStepKind.OPENED, MeetingStepKind.ADJOURNED}


@insiders_only
@never_cache
@require_safe
def now(request: HttpRequest, number: int) -> HttpResponse:
    """What now, for a member or who represents one: am I here, what is voted on, have I voted."""
    visit = visit_of(request)
    voter = voter_here(visit, number)
    votes = votes_of(meeting_id=voter.meeting_id, with_participants=False)
    under_way = [vote for vote in votes if vote.is_open(visit.at)]
    voted = _voted(voter, under_way)
    awaits = _awaits(voter, under_way, voted)
    context = {
        "title": voter.title(get_language() or ""),
        "stands": voter.stands.label,
        "voting_for": voting_for(voter) if voter.line_id is not None else "",
        "is_here": voter.channel is not None,
        "is_over": voter.stands is MeetingStepKind.CLOSED,
        "may_come": voter.stands in _MAY_COME and voter.line_id is not None,
        "is_on_roll": voter.line_id is not None,
        "awaits_roll": _awaits_roll(voter),
        "roll_href": visit.href("assembly-votes:my-roll", number=number),
        "is_online": voter.is_online,
        "back": meeting_link(visit, voter, "meeting", _("To the meeting")),
        "come_href": visit.href("assembly-votes:come", number=number),
        "open_votes": [
            {
                **_ballot(visit, voter, vote, voted=vote.id in voted),
                # Who is there is counted for who waits, and not for thousands who are about to vote at once.
                "quorum": quorum_needed_words(vote)
                if awaits
                else quorum_shown(visit, voter.meeting_id, vote),
            }
            for vote in under_way
        ],
        "closed": [vote_line(visit, voter, vote) for vote in votes if vote.stands is not VoteStepKind.PUT],
        "counts": FloorRole.TELLER in voter.roles,
        "floor_href": visit.href("assembly-votes:floor", number=number)
        if FloorRole.CHAIR in voter.roles
        else "",
        **(_order_meanwhile(visit, voter) if awaits else _order(visit, voter)),
        "state": voter_state(meeting_id=voter.meeting_id),
        "state_href": live_href(
            cooperative_id=visit.cooperative.id, meeting_id=voter.meeting_id, is_for_voters=True
        ),
    }
    return render(request, "assembly/now.html", context)


def _awaits_roll(voter: VoterNow) -> bool:
    """Whether it is not settled yet who votes: nobody can be told that he or she does not. A body has no roll."""
    return not voter.is_frozen and voter.stands in _MAY_COME and voter.kind not in queries.OF_A_BODY


def _awaits(voter: VoterNow, under_way: Sequence[VoteSeen], voted: frozenset[UUID]) -> bool:
    """Whether a vote waits for this person, here and now."""
    return (
        voter.line_id is not None
        and voter.channel is not None
        and any(vote.method in _ON_A_DEVICE and vote.id not in voted for vote in under_way)
    )


def _order_meanwhile(visit: Visit, voter: VoterNow) -> dict[str, Any]:
    """What one may do beside voting: one thing at a time. The speaking list comes back with one's own vote.

    It is also what lets a full hall vote in a minute: nothing is asked here that thousands would ask at once.
    """
    return {
        "point_href": visit.href("assembly-votes:speak", number=voter.number)
        if voter.stands is MeetingStepKind.OPENED
        else "",
        **_doors(visit, voter),
    }


def _doors(visit: Visit, voter: VoterNow) -> dict[str, Any]:
    return {
        "motions_href": visit.href("assembly-votes:motions", number=voter.number),
        "questions_href": visit.href("assembly-votes:questions", number=voter.number),
    }


def _order(visit: Visit, voter: VoterNow) -> dict[str, Any]:
    """The speaking list and the motions, and what one may do there; nothing while the meeting does not sit."""
    if voter.stands is not MeetingStepKind.OPENED:
        return _doors(visit, voter)
    seen, person_id = called_meeting(voter.number), visit.require_self()
    floor = floor_of(meeting_id=voter.meeting_id)
    ahead = place_in_line(floor, person_id)
    waiting = [each for each in motions_of(meeting_id=voter.meeting_id) if each.is_open and each.is_public]
    return {
        "order": order_shown(visit, seen),
        "speak": {
            "may": _may_speak(voter, person_id),
            "ahead": ahead,
            "waits": ahead is not None,
            "is_speaking": floor.speaking is not None and floor.speaking.person_id == person_id,
            "href": visit.href("assembly-votes:speak", number=voter.number),
        },
        "motions": motion_lines(visit, seen, waiting),
        **_doors(visit, voter),
    }


def _may_speak(voter: VoterNow, person_id: UUID) -> bool:
    """Who votes and is there may, and guests with a voice."""
    if voter.line_id is not None:
        return voter.channel is not None
    came = present_as(meeting_id=voter.meeting_id, person_id=person_id)
    return came is not None and came.role != PresenceRole.GUEST


def _voted(voter: VoterNow, votes: Sequence[VoteSeen]) -> frozenset[UUID]:
    if voter.line_id is None:
        return frozenset()
    return voted_in(line_id=voter.line_id, vote_ids=[vote.id for vote in votes])


def _ballot(visit: Visit, seen: VoterNow, vote: VoteSeen, *, voted: bool) -> dict[str, Any]:
    own = {"number": seen.number, "vote": vote.number}
    paper = paper_of(vote.id) if vote.is_election else None
    form = (
        ElectionBallotForm(prefix=f"vote{vote.number}", paper=paper)
        if paper
        else BallotForm(prefix=f"vote{vote.number}")
    )
    cast_name, count_name = ("cast-election", "count-election") if paper else ("cast", "count")
    return {
        "title": title_of(vote),
        "text": election_text(paper) if paper else text_of(vote),
        "needed": needed_words(vote),
        "method": method_words(vote),
        "is_secret": vote.method is VoteMethod.SECRET,
        "by_hand": vote.method is VoteMethod.HANDS,
        "by_voice": vote.method is VoteMethod.ROLL_CALL,
        "closes_at": vote.closes_at,
        "voted": voted,
        "form": form,
        "href": visit.href(f"assembly-votes:{cast_name}", **own),
        "count_href": visit.href(f"assembly-votes:{count_name}", **own)
        if vote.method in {VoteMethod.HANDS, VoteMethod.SECRET}
        else "",
    }


@insiders_only
@require_POST
def come(request: HttpRequest, number: int) -> HttpResponse:
    """Check in online, or leave."""
    visit = visit_of(request)
    person_id, by = visit.require_self(), visit.acting_for_oneself()
    if request.POST.get("act") == "leave":
        actions.check_out(by=by, number=number, person_id=person_id)
    else:
        actions.check_in(by=by, number=number, person_id=person_id, channel=Channel.ONLINE)
    return redirect(visit.href("assembly-votes:now", number=number))


@insiders_only
@never_cache
@require_POST
def cast(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Take a vote. The mark of a secret one is shown once, on this page, and kept nowhere with its voter."""
    visit = visit_of(request)
    form = BallotForm(request.POST, prefix=f"vote{vote}")
    if not form.is_valid():
        messages.error(request, _("Choose one answer. Your vote was not taken."))
        return redirect(visit.href("assembly-votes:now", number=number))
    said = Cast(Choice(form.cleaned_data["choice"]), new_mark())
    put = actions.cast_vote(by=visit.acting_for_oneself(), number=number, vote_number=vote, cast=said)
    context = {
        "title": title_of(put),
        "mark": said.mark if put.method is VoteMethod.SECRET else "",
        "back": Link(visit.href("assembly-votes:now", number=number), _("Back to the meeting")),
    }
    return render(request, "assembly/voted.html", context)


@insiders_only
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """A teller writes down what he or she counted, without seeing what the other counted."""
    visit = visit_of(request)
    seen = called_meeting(number)
    put = vote_asked(seen, vote)
    form = CountForm(request.POST) if request.method == "POST" else CountForm()
    if form.is_bound and form.is_valid():
        actions.enter_count(
            by=visit.acting_for_oneself(), number=number, vote_number=vote, tally=form.tally()
        )
        messages.success(request, _("Your count is written down."))
        return redirect(visit.href("assembly-votes:now", number=number))
    context = {
        "title": title_of(put),
        "form": form,
        "back": meeting_link(visit, seen, "now", _("Back to the meeting")),
    }
    return render(request, "assembly/count.html", context, status=400 if form.is_bound else 200)


@insiders_only
@require_safe
def vote(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """One vote: what was put, what came out, and for a secret one every choice under its mark."""
    visit = visit_of(request)
    seen = called_meeting(number)
    put = vote_asked(seen, vote)
    if put.is_election:
        return election_page(request, visit, seen, put)
    context = {
        "title": title_of(put),
        "text": text_of(put),
        "needed": needed_words(put),
        "quorum": quorum_shown(visit, seen.id, put),
        "facts": _vote_facts(put),
        "verdict": verdict_of(put.outcome) if put.outcome else put.stands.label,
        "votes": bars(put.outcome) if put.outcome else [],
        "is_secret": put.method is VoteMethod.SECRET,
        "named": _named(put),
        "is_long": _is_by_name(put) and put.participants > _NAMED_MAX,
        "box": [(mark, choice.label) for mark, choice in box_of(vote_id=put.id)],
        "back": meeting_link(visit, seen, _own_page(visit, seen), _("Back to the meeting")),
    }
    return render(request, "assembly/vote.html", context)


def _named(put: VoteSeen) -> list[tuple[NamedBallot, str]]:
    """Who voted how in a vote by name, once it is closed: who votes later is not to know how the others did."""
    if not _is_by_name(put) or put.participants > _NAMED_MAX:
        return []
    return [(each, str(Choice(each.ballot).label)) for each in named_choices(put.id)]


def _is_by_name(put: VoteSeen) -> bool:
    return put.method in _BY_NAME and put.stands is VoteStepKind.CLOSED


def _own_page(visit: Visit, seen: MeetingSeen) -> str:
    """Where in the meeting somebody is: on the floor who runs it, on the own page who takes part in it."""
    if runs_floor(visit, seen.number):
        return "floor"
    return "now" if takes_part(visit, seen) else "meeting"


def _vote_facts(put: VoteSeen) -> list[Fact]:
    facts = [Fact(_("How"), put.method.label)]
    if put.outcome is not None:
        facts += [Fact(_("Present"), put.outcome.present), Fact(_("Voted by name"), put.outcome.participants)]
        if put.outcome.resolution is not None:
            facts.append(Fact(_("Resolution"), put.outcome.resolution))
    return facts


@insiders_only
@never_cache
@require_safe
def wall(request: HttpRequest, number: int) -> HttpResponse:
    """The projector: what is voted on, or what came out last, and who is there."""
    visit = visit_of(request)
    seen = called_meeting(number)
    votes = votes_of(meeting_id=seen.id)
    under_way = [each for each in votes if each.is_open(visit.at)]
    decided = [each for each in votes if each.stands is VoteStepKind.CLOSED]
    order = order_shown(visit, seen)
    shown = under_way[0] if under_way else decided[-1] if decided else None
    if not under_way and shown and order["begun_at"] and order["begun_at"] > shown.opens_at:
        # The meeting has gone on since: what is treated now is told, not what came out before.
        shown = None
    verdict, votes_shown = _came_out(shown) if shown and not under_way else ("", [])
    there = attendance(meeting_id=seen.id, at=visit.at).voters
    context = {
        "cooperative": visit.cooperative.name,
        "order": order,
        "title": seen.title(get_language() or ""),
        "there": there,
        "needed": needed_words(shown) if under_way and shown else "",
        "quorum": _quorum_on_wall(visit, seen, under_way, there),
        "heading": title_of(shown) if shown else order["item"] or seen.title(get_language() or ""),
        "text": text_of(shown) if under_way and shown else "",
        "is_open": bool(under_way),
        "voted": voted_words(shown) if under_way and shown else "",
        "verdict": verdict,
        "votes": votes_shown,
        "state": queries.floor_state(meeting_id=seen.id),
        "state_href": live_href(cooperative_id=visit.cooperative.id, meeting_id=seen.id),
    }
    return render(request, "assembly/wall.html", context)


def _quorum_on_wall(visit: Visit, seen: MeetingSeen, under_way: Sequence[VoteSeen], there: int) -> str:
    """The quorum of the vote that is open, or of what would be put now; nothing while the meeting does not sit."""
    if under_way:
        return quorum_shown(visit, seen.id, under_way[0])
    if seen.stands is not MeetingStepKind.OPENED:
        return ""
    quorum = quorum_now(meeting_id=seen.id, on=visit.today, at=visit.at, present=there)
    return quorum_words(quorum) if quorum else ""


def _came_out(shown: VoteSeen) -> tuple[str, list[dict[str, Any]]]:
    """What came out of a vote that is closed, in a line and as bars."""
    if shown.is_election:
        result = result_of_vote(shown.id)
        return verdict_of_election(shown, result), marks_shown(result, paper_of(shown.id)) if result else []
    return (verdict_of(shown.outcome), bars(shown.outcome)) if shown.outcome else ("", [])
