"""How an election of a meeting is told: seats, candidates, what waits, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.assembly.errors.nominations import REASONS
from rochdale.assembly.forms.nominations import PutElectionForm, SeedForm
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind, NominationStepKind, VoteStepKind
from rochdale.assembly.queries.ballot_candidates import seats_voted_on
from rochdale.assembly.queries.contests import ResultSeen, open_seats, paper_of, results_of, standing
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.nominations import (
    CallSeen,
    NominationSeen,
    NominationStepSeen,
    SeatUp,
    admitted,
    order_seed,
)
from rochdale.assembly.queries.rolls import weighs_differently
from rochdale.assembly.views.seen import day_shown, language_now, runs_meetings
from rochdale.cooperatives.views import Visit
from rochdale.voting.candidacies import Reason
from rochdale.web.values import Fact, Link, Step

_K = NominationStepKind
_RULES = {
    "plurality": lambda: _("most votes"),
    "absolute_majority": lambda: _("more than half of the ballots"),
    "limited_vote": lambda: _("most votes, fewer marks than seats"),
    "approval": lambda: _("approval"),
    "scottish_stv": lambda: _("single transferable vote (Scottish)"),
    "meek_stv": lambda: _("single transferable vote (Meek)"),
}


def title_of(call: CallSeen) -> str:
    """What is elected."""
    return _("Election: %(body)s") % {"body": call.body.name(language_now())}


def reason_words(reason: Reason) -> str:
    """Why somebody may not stand."""
    return str(REASONS[reason])


def contest_link(visit: Visit, seen: MeetingSeen, call: CallSeen) -> Link:
    """The way to the page of an election."""
    href = visit.href("assembly-votes:contest", number=seen.number, code=call.body.code)
    return Link(href, title_of(call))


def nomination_href(
    visit: Visit, seen: MeetingSeen, call: CallSeen, nomination: int, name: str = "nomination"
) -> str:
    """The address of a nomination, or of an act on it."""
    return visit.href(
        f"assembly-votes:{name}", number=seen.number, code=call.body.code, nomination=nomination
    )


def call_facts(call: CallSeen) -> list[Fact]:
    """What is asked, in a row."""
    note = _("and at the meeting itself") if call.is_open_to_floor else ""
    return [
        Fact(_("Seats to be filled"), len(call.seats)),
        Fact(_("Last day for nominations"), call.closes_on, note=note),
        Fact(_("Members who second"), call.seconders_needed),
        Fact(_("Elected by"), _RULES[call.rule]()),
    ]


def seat_words(seat: SeatUp) -> str:
    """A seat to be filled, and for how long."""
    told = {"place": seat.place, "group": seat.electoral_group, "day": day_shown(seat.until_on)}
    if seat.electoral_group:
        return _("Seat %(place)s (%(group)s), until %(day)s") % told
    if seat.is_vacated:
        return _("Seat %(place)s, the rest of a term: until %(day)s") % told
    return _("Seat %(place)s, until %(day)s") % told


def nominate_lead(call: CallSeen) -> str:
    """What happens to a nomination, before one makes it."""
    seconded = ngettext(
        "One other member must second it. The secretary checks every nomination against the by-laws.",
        "%(count)s other members must second it. The secretary checks every nomination against the by-laws.",
        call.seconders_needed,
    ) % {"count": call.seconders_needed}
    told = _("Whom you propose gets a letter that says who proposes, and answers whether to stand.")
    return f"{seconded} {told}"


def groups_shown(
    visit: Visit, seen: MeetingSeen, call: CallSeen, known: Sequence[NominationSeen]
) -> list[dict[str, Any]]:
    """The electoral groups with their candidates in order, what came out, and what can be done now."""
    results = results_of(seen.id, call.body.id)
    return [_group(visit, seen, call, known, results, group) for group in call.groups]


def _group(  # what one group is told from
    visit: Visit,
    seen: MeetingSeen,
    call: CallSeen,
    known: Sequence[NominationSeen],
    results: Sequence[ResultSeen],
    group: str,
) -> dict[str, Any]:
    own = [each for each in results if each.electoral_group == group]
    found = admitted(seen.id, call, known, group)
    return {
        "name": group,
        "heading": group or (_("Candidates") if len(call.groups) == 1 else _("All members")),
        "candidates": [candidate_shown(visit, seen, call, each) for each in found],
        "order": _order_words(seen, call),
        "results": [result_shown(visit, seen, each) for each in own],
        **(_holding(visit, seen, call, known, own, group) if runs_meetings(visit) else {}),
    }


def _order_words(seen: MeetingSeen, call: CallSeen) -> str:
    if call.order.value == "alphabetical":
        return _("In the order of their names.")
    seed = order_seed(seen.id, call.body.id)
    if not seed:
        return _("Their order on the paper is drawn by lot after the last day.")
    return _("Their order was drawn by lot from the seed “%(seed)s”.") % {"seed": seed}


def _holding(
    visit: Visit,
    seen: MeetingSeen,
    call: CallSeen,
    known: Sequence[NominationSeen],
    results: Sequence[ResultSeen],
    group: str,
) -> dict[str, Any]:
    """What who runs the meeting can do for a group now."""
    seats = open_seats(seen.id, call, group)
    stand = standing(seen.id, call, known, group)
    is_put = any(
        vote.is_election
        and vote.stands is VoteStepKind.PUT
        and (paper := paper_of(vote.id)).electoral_group == group
        and paper.call_id == call.id
        for vote in votes_of(meeting_id=seen.id)
    )
    voted_on = seats_voted_on(meeting_id=seen.id, body_id=call.body.id, electoral_group=group)
    is_held = seen.stands is MeetingStepKind.OPENED and bool(seats) and not is_put and voted_on is None
    is_acclaimed = call.has_acclamation and len(stand) <= len(seats)
    waits = any(result.waits for result in results)
    draws = call.order.value == "lot" and not order_seed(seen.id, call.body.id)
    return {
        "draw": SeedForm(prefix="draw")
        if draws and visit.today > call.closes_on and not results and voted_on is None
        else None,
        "declare": SeedForm(prefix="declare") if is_held and is_acclaimed else None,
        "put": PutElectionForm(prefix="put") if is_held and not is_acclaimed else None,
        "gives": waits,
        # Where votes weigh differently nothing could be hidden: the election is by name (INV-131).
        "by_name": weighs_differently(seen.id),
        "is_put": is_put,
        "is_on_ballot": voted_on is not None,
    }


def candidate_shown(visit: Visit, seen: MeetingSeen, call: CallSeen, own: NominationSeen) -> dict[str, Any]:
    """A candidate with what he or she says."""
    photo = ""
    if own.photo:
        photo = visit.href(
            "assembly-votes:candidate-photo",
            number=seen.number,
            code=call.body.code,
            nomination=own.number,
            version=own.photo,
        )
    said = own.statement(language_now())
    spoken = next((code for code, text in own.statements.items() if text == said), "")
    return {
        "name": own.name,
        "href": nomination_href(visit, seen, call, own.number),
        "said": said,
        "lang": spoken,
        "interests": own.interests,
        "has_declared": own.has_declared,
        "photo": photo,
        "photo_alt": _("Photograph of %(name)s") % {"name": own.name},
        "from_floor": own.is_from_floor,
    }


def waiting_shown(
    visit: Visit, seen: MeetingSeen, call: CallSeen, known: Sequence[NominationSeen]
) -> list[Fact]:
    """Nominations that are not on the list, for who checks them: those that wait first."""
    waiting = {_K.PROPOSED: 0, _K.ACCEPTED: 0, _K.REFUSED: 1, _K.WITHDRAWN: 2}
    found = sorted((each for each in known if each.stands in waiting), key=lambda each: waiting[each.stands])
    return [
        Fact(each.name, capfirst(str(each.stands.label)), nomination_href(visit, seen, call, each.number))
        for each in found
    ]


def own_shown(visit: Visit, seen: MeetingSeen, call: CallSeen, known: Sequence[NominationSeen]) -> list[Fact]:
    """One's own nominations, those that one made, and those that ask for seconders still."""
    lines = []
    for each in known:
        href = nomination_href(visit, seen, call, each.number)
        if visit.self_id is not None and each.person_id == visit.self_id:
            lines.append(Fact(_("My nomination"), capfirst(str(each.stands.label)), href))
        elif each.stands in {_K.PROPOSED, _K.ACCEPTED}:
            told = {"seconders": each.seconders, "needed": call.seconders_needed}
            lines.append(
                Fact(
                    each.name, _("seconded by %(seconders)s of %(needed)s") % told, href, _("not checked yet")
                )
            )
    return lines


def nomination_facts(call: CallSeen, own: NominationSeen) -> list[Fact]:
    """How a nomination stands, in a row."""
    facts = [
        Fact(_("Stands"), capfirst(str(own.stands.label))),
        Fact(_("Nominated on"), own.on_date, note=_("from the floor") if own.is_from_floor else ""),
        Fact(_("Seconded by"), own.seconders, note=_("needed: %(count)s") % {"count": call.seconders_needed}),
    ]
    if own.electoral_group:
        facts.append(Fact(_("Electoral group"), own.electoral_group))
    if own.trained_on is not None:
        facts.append(Fact(_("Training done on"), own.trained_on))
    return facts


def steps_shown(steps: Sequence[NominationStepSeen], *, tells_all: bool) -> list[Step]:
    """What happened to a nomination; why it was refused is for the candidate and who checks."""
    return [
        Step(
            capfirst(str(step.kind.label)),
            "now" if step is steps[-1] else "done",
            " ".join([day_shown(step.on_date), *_why(step, tells_all=tells_all)]),
        )
        for step in steps
    ]


def _why(step: NominationStepSeen, *, tells_all: bool) -> list[str]:
    if not tells_all:
        return []
    return [*(reason_words(reason) for reason in step.reasons), *([step.words] if step.words else [])]


def result_shown(visit: Visit, seen: MeetingSeen, result: ResultSeen) -> dict[str, Any]:
    """Who is elected to which seat, and how."""
    vote = next((each for each in votes_of(meeting_id=seen.id) if each.id == result.vote_id), None)
    href = visit.href("assembly-votes:vote", number=seen.number, vote=vote.number) if vote else ""
    return {
        "how": _("Elected %(how)s") % {"how": result.how.label},
        "href": href,
        "lines": [
            Fact(
                _("Seat %(place)s") % {"place": seat.place},
                seat.name or _("stays open"),
                note=_("until %(day)s") % {"day": day_shown(seat.until_on)} if seat.name else "",
            )
            for seat in result.seats
        ],
    }
