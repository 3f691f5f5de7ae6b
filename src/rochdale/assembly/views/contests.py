"""Elections at a meeting: held, voted in, counted by tellers, closed; and one that is over, with its count."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rochdale.assembly import actions
from rochdale.assembly.actions import CastBallot
from rochdale.assembly.forms.nominations import ElectionBallotForm, PutElectionForm, SeedForm, SheetForm
from rochdale.assembly.queries import MeetingSeen, VoteMethod, VoteSeen, VoteStepKind
from rochdale.assembly.queries.by_name import named_ballots
from rochdale.assembly.queries.contests import (
    PaperSeen,
    ResultSeen,
    ballots_of,
    paper_of,
    result_of_vote,
    sentences_for,
    tally_of,
)
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.finding import called_meeting, meeting_asked, vote_asked
from rochdale.assembly.views.floor_words import election_text, meeting_link, method_words, title_of
from rochdale.assembly.views.marks import new_mark
from rochdale.assembly.views.nominations import call_asked
from rochdale.assembly.views.vote_terms import quorum_shown
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.voting.words import SUBJECTS, Sentence, wording_number
from rochdale.web.formatting import number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact

_WIDTH = 1000


@requires(Permission.RUN_MEETINGS)
@require_POST
def hold_election(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Draw the order, declare by acclamation, put to the vote, or give the seats to who is elected."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    call = call_asked(seen, code)
    by, group = visit.acting(Permission.RUN_MEETINGS), request.POST.get("group", "")
    match request.POST.get("act", ""):
        case "draw":
            actions.draw_candidate_order(by=by, number=number, code=code, seed=_seed(request, "draw"))
        case "declare":
            actions.declare_elected(
                by=by, number=number, code=code, electoral_group=group, seed=_seed(request, "declare")
            )
        case "give":
            actions.seat_elected(by=by, meeting_number=number, code=call.body.code)
        case "put" | "put-by-name" as act:
            form = PutElectionForm(request.POST, prefix="put")
            if not form.is_valid():
                messages.error(request, _("Say until when. Nothing was put to the vote."))
                return redirect(visit.href("assembly-votes:contest", number=number, code=code))
            window = form.window(visit.cooperative.time_zone)
            actions.put_election(
                by=by,
                number=number,
                code=code,
                electoral_group=group,
                window=window,
                by_name=act == "put-by-name",
            )
            return redirect(visit.href("assembly-votes:floor", number=number))
        case _:
            raise Http404
    messages.success(request, _("It is written down."))
    return redirect(visit.href("assembly-votes:contest", number=number, code=code))


def _seed(request: HttpRequest, prefix: str) -> str:
    form = SeedForm(request.POST, prefix=prefix)
    return str(form.cleaned_data["seed"]) if form.is_valid() else ""


@insiders_only
@never_cache
@require_POST
def cast_election_vote(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Take a ballot. Its mark is shown once, on this page, and kept nowhere with its voter."""
    visit = visit_of(request)
    seen = called_meeting(number)
    put = election_asked(seen, vote)
    form = ElectionBallotForm(request.POST, prefix=f"vote{vote}", paper=paper_of(put.id))
    if not form.is_valid():
        wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
        messages.error(request, _("%(wrong)s Your vote was not taken.") % {"wrong": wrong})
        return redirect(visit.href("assembly-votes:now", number=number))
    mark = new_mark()
    ballot = CastBallot(form.cleaned_data["places"], mark)
    actions.cast_election_vote(by=visit.acting_for_oneself(), number=number, vote_number=vote, ballot=ballot)
    context = {
        "title": title_of(put),
        "mark": mark if put.method is VoteMethod.SECRET else "",
        "back": meeting_link(visit, seen, "now", _("Back to the meeting")),
    }
    return render(request, "assembly/voted.html", context)


@insiders_only
@require_http_methods(["GET", "POST"])
def count_election(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """A teller writes down what he or she counted of the papers, alone."""
    visit = visit_of(request)
    seen = called_meeting(number)
    put = election_asked(seen, vote)
    form = SheetForm(request.POST or None, paper=paper_of(put.id))
    if form.is_bound and form.is_valid():
        actions.enter_sheet(
            by=visit.acting_for_oneself(), number=number, vote_number=vote, sheet=form.sheet()
        )
        messages.success(request, _("Your count is written down."))
        return redirect(visit.href("assembly-votes:now", number=number))
    context = {
        "title": title_of(put),
        "form": form,
        "back": meeting_link(visit, seen, "now", _("Back to the meeting")),
    }
    return render(request, "assembly/count.html", context, status=400 if form.is_bound else 200)


@for_floor
@require_POST
def close_election(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Close an election and count it."""
    visit = visit_of(request)
    actions.close_election(
        by=acting_on_floor(visit, number),
        number=number,
        vote_number=vote,
        seed=_seed(request, f"close{vote}"),
    )
    return redirect(visit.href("assembly-votes:vote", number=number, vote=vote))


def election_asked(seen: MeetingSeen, number: int) -> VoteSeen:
    """A vote that elects. Raises Http404."""
    put = vote_asked(seen, number)
    if not put.is_election:
        raise Http404
    return put


def election_page(request: HttpRequest, visit: Visit, seen: MeetingSeen, put: VoteSeen) -> HttpResponse:
    """One election: who stood, what was handed in, the count stage by stage, and every ballot.

    It stands under its mark, or by name beside the delegate and the votes with which it counts.
    """
    paper, result = paper_of(put.id), result_of_vote(put.id)
    context = {
        "title": title_of(put),
        "verdict": verdict_of_election(put, result),
        "facts": _facts(put, paper),
        "quorum": quorum_shown(visit, seen.id, put),
        "seats": _seat_lines(result),
        "stages": _stages(result, paper) if result else [],
        "lots": _lots(result, paper) if result else [],
        "seed": result.seed if result else "",
        "names": [(each.place, each.name) for each in paper.candidates],
        "box": ballots_of(put.id),
        "is_by_name": put.method is VoteMethod.OPEN,
        # Who votes later is not to know how the others did.
        "named": named_ballots(put.id) if put.stands is VoteStepKind.CLOSED else [],
        "back": meeting_link(visit, seen, "floor" if visit.is_officer else "now", _("Back to the meeting")),
    }
    return render(request, "assembly/election_vote.html", context)


def verdict_of_election(put: VoteSeen, result: ResultSeen | None) -> str:
    """Who is elected, in a line."""
    if result is None:
        if tally_of(put.id) is None:
            return str(put.stands.label)
        return _("Nobody is elected: the quorum was missing")
    names = ", ".join(seat.name for seat in result.elected)
    return _("Elected: %(names)s") % {"names": names} if names else _("Nobody is elected")


def _facts(put: VoteSeen, paper: PaperSeen) -> list[Fact]:
    facts = [Fact(_("How"), method_words(put)), Fact(_("Seats"), election_text(paper))]
    tally = tally_of(put.id)
    if tally is not None:
        facts += [
            Fact(_("Valid votes") if put.method is VoteMethod.OPEN else _("Valid ballots"), tally.valid),
            Fact(_("Blank"), tally.blank),
            Fact(_("Spoilt"), tally.spoilt),
            Fact(_("Voted by name"), tally.participants),
        ]
    return facts


def _seat_lines(result: ResultSeen | None) -> list[Fact]:
    if result is None:
        return []
    return [
        Fact(_("Seat %(place)s") % {"place": seat.place}, seat.name or _("stays open"))
        for seat in result.seats
    ]


def _names(paper: PaperSeen) -> dict[str, str]:
    return {str(each.number): each.name for each in paper.candidates}


def _stages(result: ResultSeen, paper: PaperSeen) -> list[dict[str, Any]]:
    """The count as sentences and tables, with names for the numbers with which it was counted."""
    told, names = result.transcript, _names(paper)
    sentences, decimals = sentences_for(result.rule), told["decimals"]
    return [
        {
            "reason": _sentence(stage["reason"], sentences, names, decimals),
            "table": [_table_line(line, names, decimals) for line in stage["table"]],
            "notes": [_sentence(note, sentences, names, decimals) for note in stage["notes"]],
        }
        for stage in told["stages"]
    ]


def _sentence(note: dict[str, Any], sentences: Any, names: dict[str, str], decimals: int | None) -> str:
    facts = {name: _fact(name, value, names, decimals) for name, value in note["facts"].items()}
    told: Sentence = sentences[note["code"]]
    if isinstance(told, str):
        return _(told) % facts
    value = Fraction(note["facts"][told.of])
    return ngettext(told.one, told.many, wording_number(value, decimals)) % facts


def _fact(name: str, value: Any, names: dict[str, str], decimals: int | None) -> str:
    if name.startswith("candidates"):
        return ", ".join(names[each] for each in value)
    if name.startswith("candidate"):
        return names[value]
    if name in {"seat", "uuid"}:
        return str(value)
    return _figure(value, decimals)


def _table_line(line: dict[str, Any], names: dict[str, str], decimals: int | None) -> dict[str, str]:
    subject = "" if "candidate" in line else SUBJECTS[line["other"]]
    label = _(subject) if subject else names[line["candidate"]]
    change = line["change"]
    sign = "+" if change not in {None, 0} and Fraction(change) > 0 else ""
    return {
        "label": label,
        "change": f"{sign}{_figure(change, decimals)}" if change not in {None, 0} else "",
        "after": _figure(line["after"], decimals),
    }


def _figure(value: Any, decimals: int | None) -> str:
    """A figure of the count as the reader writes it; a fraction where the rule counts in exact ones."""
    exact = Fraction(value)
    if decimals is None and exact.denominator != 1:
        return str(exact)
    places = decimals or 0
    return number_text(Decimal(round(exact * 10**places)).scaleb(-places), reader_locale())


def _lots(result: ResultSeen, paper: PaperSeen) -> list[str]:
    names = _names(paper)
    return [", ".join(names[each] for each in lot["drawn"]) for lot in result.transcript["lots"]]


def marks_shown(result: ResultSeen, paper: PaperSeen) -> list[dict[str, Any]]:
    """The figures of the last table of a count, as bars for the projector: the highest first."""
    tables = [stage["table"] for stage in result.transcript["stages"] if stage["table"]]
    if not tables:
        return []
    names, elected = _names(paper), {str(seat.number) for seat in result.elected}
    figures = [(line["candidate"], Fraction(line["after"])) for line in tables[0] if "candidate" in line]
    most = max([*(figure for _one, figure in figures), Fraction(1)])
    return [
        {
            "label": names[number],
            "count": int(figure),
            "width": int(_WIDTH * figure / most),
            "colour": 2 if number in elected else 5,
        }
        for number, figure in sorted(figures, key=lambda each: -each[1])
    ]
