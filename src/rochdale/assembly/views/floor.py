"""The floor of a meeting for who runs it: who is there, what is put to the vote, and what came out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.forms.floor import CloseVoteForm, FloorOfficerForm, PutForm, WordsForm
from rochdale.assembly.forms.nominations import SeedForm
from rochdale.assembly.forms.order import MemberForm, RulingForm
from rochdale.assembly.queries import (
    FloorRole,
    ItemSeen,
    Majority,
    MeetingSeen,
    MeetingStepKind,
    VoteMethod,
    VoteSeen,
    VoteStepKind,
)
from rochdale.assembly.queries.contests import paper_of, result_of_vote, sheets_of
from rochdale.assembly.queries.floor import attendance, latest_counts, votes_of, who_does_what
from rochdale.assembly.queries.live import live_href
from rochdale.assembly.queries.motions import item_decided, motions_of, vote_motions
from rochdale.assembly.queries.quorum import quorum_now
from rochdale.assembly.queries.speaking import floor_of
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.contests import verdict_of_election
from rochdale.assembly.views.effect_shown import effects_lost
from rochdale.assembly.views.election_links import election_links
from rochdale.assembly.views.finding import meeting_asked, vote_asked
from rochdale.assembly.views.floor_words import (
    election_text,
    meeting_link,
    method_words,
    text_of,
    title_of,
    verdict_of,
    voted_words,
)
from rochdale.assembly.views.order_words import item_times, motion_lines, order_shown, points_shown
from rochdale.assembly.views.seen import opening_ahead, runs_meetings
from rochdale.assembly.views.vote_terms import needed_words, quorum_shown
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.web.values import Fact, Link

_DECIDED = {Majority.ORDINARY, Majority.SPECIAL}


@for_floor
@require_safe
def floor(request: HttpRequest, number: int) -> HttpResponse:
    """What now, for the chair and the secretary. Who chairs by being named has no desk, and names nobody."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    votes = votes_of(meeting_id=seen.id)
    named = vote_motions(meeting_id=seen.id)
    now = floor_of(meeting_id=seen.id)
    runs = runs_meetings(visit)
    lost = effects_lost(visit, seen) if runs else {}
    context = {
        "title": seen.title(get_language() or ""),
        "facts": presence_facts(visit, seen),
        "is_open": seen.stands is MeetingStepKind.OPENED,
        "under_way": [_vote(visit, seen, vote) for vote in votes if vote.stands is VoteStepKind.PUT],
        "items": [
            {
                **_item(visit, seen, item, [each for each in votes if each.id not in named]),
                "times": item_times(visit, item, now),
                "lost_href": lost.get(item.id, ""),
                "is_treated": item.id == now.item_id,
            }
            for item in seen.items
        ],
        **_order(visit, seen),
        "runs": runs,
        "steps": _steps(visit, seen),
        "opens_on": opening_ahead(visit, seen),
        "desk": meeting_link(visit, seen, "desk", _("The desk")),
        "wall": meeting_link(visit, seen, "wall", _("The projector")),
        "back": meeting_link(visit, seen, "meeting", _("To the meeting")),
        "named": who_does_what(meeting_id=seen.id),
        "undo_href": visit.href("assembly-votes:undo-naming", number=number) if runs else "",
        "officers": FloorOfficerForm(),
        "name_href": visit.href("assembly-votes:name-floor-officer", number=number),
        "state": queries.floor_state(meeting_id=seen.id),
        "state_href": live_href(cooperative_id=visit.cooperative.id, meeting_id=seen.id),
    }
    return render(request, "assembly/floor.html", context)


def _steps(visit: Visit, seen: MeetingSeen) -> list[Link]:
    """The steps of the meeting that are the chair's."""
    named = (
        ("open", MeetingStepKind.OPENED, _("Open the meeting")),
        ("adjourn", MeetingStepKind.ADJOURNED, _("Adjourn")),
        ("close", MeetingStepKind.CLOSED, _("Close the meeting")),
    )
    return [
        meeting_link(visit, seen, name, label)
        for name, kind, label in named
        if queries.may_follow(seen.stands, kind)
        and not (kind is MeetingStepKind.OPENED and opening_ahead(visit, seen))
    ]


def _order(visit: Visit, seen: MeetingSeen) -> dict[str, Any]:
    """Who speaks and who waits, points of order to rule on, and what is moved."""
    points = points_shown(seen)
    for point in points:
        point["form"] = RulingForm(prefix=f"rule{point['asked']}")
    return {
        "order": order_shown(visit, seen),
        "points": points,
        "motions": motion_lines(visit, seen, motions_of(meeting_id=seen.id)),
        "speaker": MemberForm(prefix="speaker"),
        "order_href": visit.href("assembly-votes:run-order", number=seen.number),
        "motions_href": visit.href("assembly-votes:motions", number=seen.number),
        "questions_href": visit.href("assembly-votes:questions", number=seen.number),
    }


def presence_facts(visit: Visit, seen: MeetingSeen) -> list[Fact]:
    """Who is there, beside what the quorum asks."""
    there = attendance(meeting_id=seen.id, at=visit.at)
    facts = [
        Fact(_("Present"), there.voters),
        Fact(_("Online"), there.online),
        Fact(_("Guests"), there.guests),
    ]
    entitled = queries.entitled_of(meeting_id=seen.id)
    quorum = quorum_now(meeting_id=seen.id, on=visit.today, at=visit.at, present=there.voters)
    if entitled is not None and quorum is not None:
        facts += [Fact(_("Quorum"), quorum.needed), Fact(_("On the roll"), entitled)]
    return facts


def _item(visit: Visit, seen: MeetingSeen, item: ItemSeen, votes: list[VoteSeen]) -> dict[str, Any]:
    own = [vote for vote in votes if vote.item_id == item.id]
    is_done = item_decided(item_id=item.id) is not None
    is_put = any(vote.stands is VoteStepKind.PUT for vote in own)
    may_put = (
        seen.stands is MeetingStepKind.OPENED
        and queries.is_of_members(seen.kind)
        and item.majority in _DECIDED
        and not is_done
        and not is_put
    )
    return {
        "place": item.place,
        "title": item.title(get_language() or ""),
        "majority": item.majority.label if item.majority is not Majority.NONE else "",
        "results": [
            {
                "says": verdict_of(vote.outcome),
                "href": visit.href("assembly-votes:vote", number=seen.number, vote=vote.number),
            }
            for vote in own
            if vote.outcome is not None
        ]
        + [
            _elected(visit, seen, vote)
            for vote in own
            if vote.is_election and vote.stands is VoteStepKind.CLOSED
        ],
        "elections": election_links(visit, seen, item),
        "form": PutForm(prefix=f"item{item.place}", initial={"method": VoteMethod.HANDS})
        if may_put
        else None,
        "href": visit.href("assembly-votes:put", number=seen.number, place=item.place),
        "take_href": visit.href("assembly-votes:take-item", number=seen.number, place=item.place)
        if may_put and item.texts
        else "",
    }


def _elected(visit: Visit, seen: MeetingSeen, vote: VoteSeen) -> dict[str, Any]:
    return {
        "says": verdict_of_election(vote, result_of_vote(vote.id)),
        "href": visit.href("assembly-votes:vote", number=seen.number, vote=vote.number),
    }


def _vote(visit: Visit, seen: MeetingSeen, vote: VoteSeen) -> dict[str, Any]:
    own = {"number": seen.number, "vote": vote.number}
    prefix = f"close{vote.number}"
    close = (
        SeedForm(prefix=prefix)
        if vote.is_election
        else CloseVoteForm(prefix=prefix, has_casting_vote=vote.terms.has_casting_vote)
    )
    close_name = "close-election" if vote.is_election else "close-vote"
    return {
        "title": title_of(vote),
        "text": election_text(paper_of(vote.id)) if vote.is_election else text_of(vote),
        "method": method_words(vote),
        "voted": voted_words(vote),
        "needed": needed_words(vote),
        "quorum": quorum_shown(visit, seen.id, vote),
        "tellers": sheets_of(vote.id) if vote.is_election else latest_counts(vote_id=vote.id),
        "closes_at": vote.closes_at,
        "opens_at": vote.opens_at if vote.opens_at > visit.at else None,
        "may_close": vote.opens_at <= visit.at and (vote.closes_at is None or vote.closes_at <= visit.at),
        "close": close,
        "close_href": visit.href(f"assembly-votes:{close_name}", **own),
        "names_href": visit.href("assembly-votes:call-names", **own)
        if vote.method is VoteMethod.ROLL_CALL and runs_meetings(visit)
        else "",
        "aloud_href": visit.href("assembly-votes:call-ballots", **own)
        if vote.is_election and vote.method is VoteMethod.OPEN
        else "",
        "withdraw": WordsForm(prefix=f"withdraw{vote.number}"),
        "withdraw_href": visit.href("assembly-votes:withdraw-vote", **own),
    }


@for_floor
@require_POST
def put(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Put an item to the vote."""
    visit = visit_of(request)
    form = PutForm(request.POST, prefix=f"item{place}")
    if form.is_valid():
        actions.put_to_vote(
            by=acting_on_floor(visit, number),
            number=number,
            place=place,
            method=VoteMethod(form.cleaned_data["method"]),
            window=form.window(visit.cooperative.time_zone),
        )
        messages.success(request, _("The vote is open."))
    else:
        messages.error(request, _("Say how the vote is taken. Nothing was put to the vote."))
    return redirect(visit.href("assembly-votes:floor", number=number))


@for_floor
@require_POST
def close_vote(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Close a vote and count it."""
    visit = visit_of(request)
    put = vote_asked(meeting_asked(number), vote)
    form = CloseVoteForm(request.POST, prefix=f"close{vote}", has_casting_vote=put.terms.has_casting_vote)
    actions.close_vote(
        by=acting_on_floor(visit, number),
        number=number,
        vote_number=vote,
        casting_vote=form.casting() if form.is_valid() else None,
    )
    return redirect(visit.href("assembly-votes:vote", number=number, vote=vote))


@for_floor
@require_POST
def withdraw_vote(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Give up a vote that is open."""
    visit = visit_of(request)
    form = WordsForm(request.POST, prefix=f"withdraw{vote}")
    if form.is_valid():
        actions.withdraw_vote(
            by=acting_on_floor(visit, number),
            number=number,
            vote_number=vote,
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("The vote is withdrawn. Nothing of it counts."))
    else:
        messages.error(request, _("Say why the vote is withdrawn. It is still open."))
    return redirect(visit.href("assembly-votes:floor", number=number))


def _whom_to_what(form: FloorOfficerForm) -> tuple[UUID, FloorRole]:
    """The person of a member number, and the task."""
    named = membership.member(number=form.cleaned_data["member_number"])
    return named.person_id, FloorRole(form.cleaned_data["role"])


@requires(Permission.RUN_MEETINGS)
@require_POST
def name_floor_officer(request: HttpRequest, number: int) -> HttpResponse:
    """Name the chair, the secretary or a teller of a meeting, by member number."""
    visit = visit_of(request)
    form = FloorOfficerForm(request.POST)
    if form.is_valid():
        person_id, role = _whom_to_what(form)
        actions.name_floor_officer(
            by=visit.acting(Permission.RUN_MEETINGS), number=number, person_id=person_id, role=role
        )
        messages.success(request, _("It is written down who does this in the meeting."))
    else:
        messages.error(request, _("Give a member number and what the member does. Nobody was named."))
    return redirect(visit.href("assembly-votes:floor", number=number))


@requires(Permission.RUN_MEETINGS)
@require_POST
def undo_naming(request: HttpRequest, number: int) -> HttpResponse:
    """Name a member no more to what he or she was named to."""
    visit = visit_of(request)
    form = FloorOfficerForm(request.POST)
    if form.is_valid():
        person_id, role = _whom_to_what(form)
        actions.undo_naming(
            by=visit.acting(Permission.RUN_MEETINGS), number=number, person_id=person_id, role=role
        )
        messages.success(request, _("The naming is undone. It stays on record that it was made."))
    else:
        messages.error(request, _("Something was not filled in. Nothing was changed."))
    return redirect(visit.href("assembly-votes:floor", number=number))
