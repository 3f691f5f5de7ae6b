"""The floor in its order: items and speakers for who runs the meeting, asking to speak for who is in it; questions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rochdale.assembly import actions
from rochdale.assembly.forms.order import AnswerForm, MemberForm, QuestionForm, RulingForm
from rochdale.assembly.queries import MeetingStepKind
from rochdale.assembly.queries.questions import questions_of
from rochdale.assembly.queries.speaking import floor_of
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.finding import called_meeting, meeting_asked
from rochdale.assembly.views.floor_words import meeting_link
from rochdale.assembly.views.seen import language_now, meeting_seen, runs_meetings
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, members_only, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership

_OVER = {MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}


@insiders_only
@require_POST
def speak(request: HttpRequest, number: int) -> HttpResponse:
    """Ask to speak, take it back, end the own turn, or appeal against a ruling."""
    visit = visit_of(request)
    seen = called_meeting(number)
    by, person_id = visit.acting_for_oneself(), visit.require_self()
    match request.POST.get("act"):
        case "take_back":
            waiting = floor_of(meeting_id=seen.id).waiting
            for each in [each for each in waiting if each.person_id == person_id]:
                actions.take_back(by=by, number=number, asked=each.asked)
        case "end":
            actions.end_turn(by=by, number=number)
        case "appeal":
            asked = request.POST.get("asked", "")
            place = int(asked[:9]) if asked.isdecimal() else 0
            moved = actions.appeal_ruling(by=by, number=number, asked=place, person_id=person_id)
            return redirect(visit.href("assembly-votes:motion", number=number, motion=moved))
        case act:
            actions.ask_to_speak(by=by, number=number, person_id=person_id, is_point=act == "point")
            messages.success(request, _("You are on the speaking list."))
    return redirect(visit.href("assembly-votes:now", number=number))


@for_floor
@require_POST
def run_order(request: HttpRequest, number: int) -> HttpResponse:
    """Come to an item, give the floor, end a turn, close the list, and rule on points of order."""
    visit = visit_of(request)
    meeting_asked(number)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None or not act(request, acting_on_floor(visit, number), number):
        messages.error(request, _("Something was not filled in. Nothing was changed."))
    return redirect(visit.href("assembly-votes:floor", number=number))


_Act = Callable[[HttpRequest, Acting, int], bool]


def _begin(request: HttpRequest, by: Acting, number: int) -> bool:
    place = request.POST.get("place", "")
    if not place.isdecimal():
        return False
    actions.begin_item(by=by, number=number, place=int(place[:9]))
    return True


def _simple(verb: Callable[..., object], **facts: bool) -> _Act:
    def act(_request: HttpRequest, by: Acting, number: int) -> bool:
        verb(by=by, number=number, **facts)
        return True

    return act


def _ask_for(request: HttpRequest, by: Acting, number: int) -> bool:
    form = MemberForm(request.POST, prefix="speaker")
    if form.is_valid():
        person_id = membership.member(number=form.cleaned_data["member_number"]).person_id
        is_point = request.POST.get("act") == "point_for"
        actions.ask_to_speak(by=by, number=number, person_id=person_id, is_point=is_point)
    return form.is_valid()


def _pass(request: HttpRequest, by: Acting, number: int) -> bool:
    asked = request.POST.get("asked", "")
    actions.pass_over(by=by, number=number, asked=int(asked[:9]) if asked.isdecimal() else None)
    return True


def _rule(request: HttpRequest, by: Acting, number: int) -> bool:
    asked = request.POST.get("asked", "")
    form = RulingForm(request.POST, prefix=f"rule{asked}")
    if not asked.isdecimal() or not form.is_valid():
        return False
    is_upheld, words = form.cleaned_data["ruling"] == "upheld", form.cleaned_data["words"]
    actions.rule_on_point(by=by, number=number, asked=int(asked[:9]), is_upheld=is_upheld, words=words)
    return True


_ACTS: dict[str, _Act] = {
    "begin_item": _begin,
    "end_item": _simple(actions.end_item),
    "close_list": _simple(actions.close_speaking_list),
    "open_list": _simple(actions.close_speaking_list, is_closed=False),
    "next": _simple(actions.begin_turn),
    "pass": _pass,
    "end": _simple(actions.end_turn),
    "ask_for": _ask_for,
    "point_for": _ask_for,
    "rule": _rule,
}


@insiders_only
@never_cache
@require_safe
def questions(request: HttpRequest, number: int) -> HttpResponse:
    """The question box: what was asked, and what was answered to all."""
    visit = visit_of(request)
    seen = meeting_seen(visit, number)
    runs = runs_meetings(visit)
    found = questions_of(meeting_id=seen.id, reader_id=visit.person_id, names_all=runs)
    may_ask = visit.member_id is not None and seen.stands not in _OVER
    context = {
        "title": seen.title(language_now()),
        "asked": [
            {
                "question": each,
                "form": AnswerForm(prefix=f"answer{each.number}") if runs else None,
                "href": visit.href("assembly-votes:answer-question", number=number, question=each.number)
                if runs
                else "",
            }
            for each in found
        ],
        "form": QuestionForm() if may_ask else None,
        "ask_href": visit.href("assembly-votes:ask-question", number=number),
        "back": meeting_link(visit, seen, "meeting", _("To the meeting")),
    }
    return render(request, "assembly/questions.html", context)


@members_only
@require_POST
def ask_question(request: HttpRequest, number: int) -> HttpResponse:
    """Put a question in the box."""
    visit = visit_of(request)
    meeting_seen(visit, number)
    visit.require_self()
    form = QuestionForm(request.POST)
    if form.is_valid():
        actions.ask_question(
            by=visit.acting(),
            number=number,
            language=language_now(),
            words=form.cleaned_data["words"],
            is_unnamed=form.cleaned_data["is_unnamed"],
        )
        messages.success(request, _("Your question is in the box. The answer is read here by all members."))
    else:
        messages.error(request, _("Write your question. Nothing was kept."))
    return redirect(visit.href("assembly-votes:questions", number=number))


@requires(Permission.RUN_MEETINGS)
@require_POST
def answer_question(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Answer a question; members read it."""
    visit = visit_of(request)
    form = AnswerForm(request.POST, prefix=f"answer{question}")
    if form.is_valid():
        actions.answer_question(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            question=question,
            words=form.cleaned_data["words"],
            at_meeting=form.cleaned_data["was_at_meeting"],
        )
        messages.success(request, _("The answer is published to the members."))
    else:
        messages.error(request, _("Write the answer. Nothing was kept."))
    return redirect(visit.href("assembly-votes:questions", number=number))
