"""What who runs a meeting does with a motion: one address, and the act that the button names."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rochdale.assembly import actions
from rochdale.assembly.forms.order import (
    AdmitForm,
    EndForm,
    MemberForm,
    MethodForm,
    PartsForm,
    RefuseForm,
    RewordForm,
)
from rochdale.assembly.queries import (
    Majority,
    MeetingSeen,
    MotionSeen,
    VoteMethod,
)
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.motions import motion_asked, reword_form
from rochdale.assembly.views.seen import language_now
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership


@for_floor
@require_POST
def motion_chair(request: HttpRequest, number: int, motion: int) -> HttpResponse:
    """What who runs the meeting does with a motion."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    found = motion_asked(visit, seen, motion)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is _admit:
        # What comes onto the agenda before the meeting is for who prepares it.
        visit.acting(Permission.RUN_MEETINGS)
    if act is None or not act(request, acting_on_floor(visit, number), seen, found):
        messages.error(request, _("Something was not filled in. Nothing was changed."))
    else:
        messages.success(request, _("It is written down."))
    return redirect(visit.href("assembly-votes:motion", number=number, motion=motion))


@for_floor
@require_POST
def take_item(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Make a motion of an item, to amend, split, table or refer it."""
    visit = visit_of(request)
    moved = actions.take_item(by=acting_on_floor(visit, number), number=number, place=place)
    return redirect(visit.href("assembly-votes:motion", number=number, motion=moved))


_Act = Callable[[HttpRequest, Acting, MeetingSeen, MotionSeen], bool]


def _admit(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    told = request.POST
    languages = [name.removeprefix("admit-title_") for name in told if name.startswith("admit-title_")]
    form = AdmitForm(told, prefix="admit", languages=languages[:10])
    if not form.is_valid():
        return False
    actions.admit_motion(
        by=by,
        number=seen.number,
        motion=found.number,
        added=form.draft(),
        majority=Majority(form.cleaned_data["majority"]),
    )
    return True


def _refuse(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = RefuseForm(request.POST, prefix="refuse")
    if form.is_valid():
        words = form.cleaned_data["words"]
        actions.refuse_motion(by=by, number=seen.number, motion=found.number, words=words)
    return form.is_valid()


def _second(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = MemberForm(request.POST, prefix="second")
    if form.is_valid():
        person_id = membership.member(number=form.cleaned_data["member_number"]).person_id
        actions.second_motion(by=by, number=seen.number, motion=found.number, person_id=person_id)
    return form.is_valid()


def _put(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = MethodForm(request.POST, prefix="put")
    if form.is_valid():
        method = VoteMethod(form.cleaned_data["method"])
        actions.put_motion(by=by, number=seen.number, motion=found.number, method=method)
    return form.is_valid()


def _end(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = EndForm(request.POST, prefix="end")
    if not form.is_valid():
        return False
    words, motion = form.cleaned_data["words"], found.number
    match form.cleaned_data["act"]:
        case "table":
            actions.table_motion(by=by, number=seen.number, motion=motion, until=words)
        case "refer":
            actions.refer_motion(by=by, number=seen.number, motion=motion, whom=words)
        case _:
            actions.withdraw_motion(by=by, number=seen.number, motion=motion, words=words)
    return True


def _take_up(_request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    actions.take_up_motion(by=by, number=seen.number, motion=found.number)
    return True


def _split(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = PartsForm(request.POST, prefix="split", language=language_now())
    if form.is_valid():
        actions.split_motion(by=by, number=seen.number, motion=found.number, parts=form.drafts())
    return form.is_valid()


def _reworded(request: HttpRequest, by: Acting, seen: MeetingSeen, found: MotionSeen) -> bool:
    form = reword_form(seen, found)
    if form is None:
        return False
    bound = RewordForm(request.POST, prefix="reword", languages=form.languages)
    if bound.is_valid():
        actions.reword_amendment(by=by, number=seen.number, motion=found.number, texts=bound.texts())
    return bound.is_valid()


_ACTS: dict[str, _Act] = {
    "admit": _admit,
    "refuse": _refuse,
    "second": _second,
    "put": _put,
    "end": _end,
    "take_up": _take_up,
    "split": _split,
    "reword": _reworded,
}
