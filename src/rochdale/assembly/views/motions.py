"""Motions of a meeting: the list, moving one, and one with its words, its seconders and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Under
from rochdale.assembly.errors import AgendaItemNotFound, MotionNotFound
from rochdale.assembly.forms.order import (
    AdmitForm,
    EndForm,
    MemberForm,
    MethodForm,
    MotionForm,
    PartsForm,
    RefuseForm,
    RewordForm,
)
from rochdale.assembly.queries import (
    Majority,
    MeetingLine,
    MeetingSeen,
    MeetingStepKind,
    MotionKind,
    MotionSeen,
    MotionStepKind,
)
from rochdale.assembly.queries.motions import changes, motion_of, motions_of, motions_until
from rochdale.assembly.views.chairing import runs_floor
from rochdale.assembly.views.effect_shown import effect_shown
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.floor_words import meeting_link
from rochdale.assembly.views.order_words import kind_words, motion_lines, stands_words
from rochdale.assembly.views.seen import day_shown, language_now, runs_meetings
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.web.values import Fact, Link

_OVER = {MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}
_K = MotionStepKind


def meeting_for_motions(visit: Visit, number: int) -> MeetingSeen:
    """A meeting of members, also one that is being prepared: that is when motions are sent. Raises Http404."""
    seen = meeting_asked(number)
    if not queries.is_of_members(seen.kind) and not runs_meetings(visit):
        raise Http404
    return seen


def may_see(visit: Visit, motion: MotionSeen) -> bool:
    """Whether who visits sees a motion: one that was refused before the meeting is its mover's and the office's."""
    return motion.is_public or runs_meetings(visit) or motion.member_id == visit.member_id


def motion_asked(visit: Visit, seen: MeetingSeen, number: int) -> MotionSeen:
    """A motion of a meeting, for who may see it. Raises Http404."""
    try:
        found = motion_of(meeting_id=seen.id, number=number, member_id=visit.member_id)
    except MotionNotFound as missing:
        raise Http404 from missing
    if not may_see(visit, found):
        raise Http404
    return found


@insiders_only
@require_safe
def motions(request: HttpRequest, number: int) -> HttpResponse:
    """What is moved, and what may be moved still, by when."""
    visit = visit_of(request)
    seen = meeting_for_motions(visit, number)
    found = [each for each in motions_of(meeting_id=seen.id) if may_see(visit, each)]
    here = visit.href("assembly-votes:move", number=number)
    moves = visit.member_id is not None or runs_meetings(visit)
    context = {
        "title": seen.title(language_now()),
        "held_on": seen.held_on,
        "lines": motion_lines(visit, seen, found),
        "until": _until(visit, seen),
        "move_href": here if moves and seen.stands in _PLANNED else "",
        "items": [
            Link(f"{here}?item={item.place}", item.title(language_now()))
            for item in seen.items
            if moves and seen.stands not in _OVER and _may_amend(item, seen)
        ],
        "at_meeting": seen.stands is MeetingStepKind.OPENED,
        "back": _back(visit, seen),
    }
    return render(request, "assembly/motions.html", context)


_PLANNED = {MeetingStepKind.DRAFTED, MeetingStepKind.ADJOURNED}


def _may_amend(item: Any, seen: MeetingSeen) -> bool:
    has_words = bool(item.texts) and item.majority in {Majority.ORDINARY, Majority.SPECIAL}
    # What is prepared is not shown to members before the call.
    return (has_words and seen.was_called) or seen.stands is MeetingStepKind.OPENED


def _until(visit: Visit, seen: MeetingSeen) -> list[Fact]:
    """By when motions and amendments are sent."""
    if seen.stands in _OVER or seen.stands is MeetingStepKind.OPENED:
        return []
    facts = []
    days = motions_until(seen.held_on, visit.today, amendment=False)
    if seen.stands in _PLANNED and days is not None:
        facts.append(Fact(_("Motions until"), days))
    days = motions_until(seen.held_on, visit.today, amendment=True)
    if days is not None and seen.was_called:
        facts.append(Fact(_("Amendments until"), days))
    return facts


def _back(visit: Visit, seen: MeetingSeen) -> Link:
    if seen.stands is MeetingStepKind.OPENED:
        name = "floor" if runs_floor(visit, seen.number) else "now"
        return meeting_link(visit, seen, name, _("Back to the meeting"))
    if seen.was_called or runs_meetings(visit):
        return meeting_link(visit, seen, "meeting", _("To the meeting"))
    return Link(visit.href("assembly-votes:meetings"), _("To all meetings"))


@insiders_only
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a motion, or an amendment to an item or to another motion."""
    visit = visit_of(request)
    seen = meeting_for_motions(visit, number)
    under, amended = _under(request, visit, seen)
    languages = visit.cooperative.languages
    for_another = visit.member_id is None
    if for_another and not runs_meetings(visit):
        raise Http404
    initial = {f"text_{language}": text for language, text in (amended or {}).items()}
    form = MotionForm(
        request.POST if request.method == "POST" else None,
        languages=languages,
        for_another=for_another,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        by, person_id = _who(visit, form)
        moved = actions.move_motion(
            by=by, number=number, person_id=person_id, draft=form.draft(), under=under
        )
        messages.success(request, _("It is moved. Others second it on its page."))
        return redirect(visit.href("assembly-votes:motion", number=number, motion=moved))
    context = {
        "form": form,
        "is_amendment": amended is not None,
        "back": meeting_link(visit, seen, "motions", _("To the motions")),
    }
    return render(request, "assembly/move.html", context, status=400 if form.is_bound else 200)


def _who(visit: Visit, form: Any) -> tuple[Acting, Any]:
    """Who moves: oneself, or, where an office writes it down, the member of that number."""
    number = form.cleaned_data.get("member_number")
    if number is None:
        return visit.acting_for_oneself(), visit.require_self()
    person_id = membership.member(number=number).person_id
    return visit.acting(Permission.RUN_MEETINGS), person_id


def _under(request: HttpRequest, visit: Visit, seen: MeetingSeen) -> tuple[Under, Any]:
    """To what the address says that it is, and the wording that would change; no wording for a motion of its own."""
    motion, item = request.GET.get("motion", ""), request.GET.get("item", "")
    if motion.isdecimal():
        amended = motion_asked(visit, seen, int(motion[:9]))
        return Under(motion=amended.number), amended.texts
    if item.isdecimal():
        try:
            found = seen.item(int(item[:9]))
        except AgendaItemNotFound as missing:
            raise Http404 from missing
        if found.texts and found.majority in {Majority.ORDINARY, Majority.SPECIAL}:
            known = queries.motion_of_item(meeting_id=seen.id, item_id=found.id)
            return Under(place=found.place, amends_item=True), known.texts if known else found.texts
        return Under(place=found.place), None
    return Under(), None


@insiders_only
@require_safe
def motion(request: HttpRequest, number: int, motion: int) -> HttpResponse:
    """One motion: its words and what it changes, who moved it, who seconds it, and what became of it."""
    visit = visit_of(request)
    seen = meeting_for_motions(visit, number)
    found = motion_asked(visit, seen, motion)
    context = {
        "motion": found,
        "title": found.title(language_now()),
        "kind": capfirst(kind_words(found)),
        "stands": capfirst(stands_words(found)),
        "facts": _facts(visit, seen, found),
        "texts": _texts(found),
        "follows": effect_shown(visit, seen, found) if runs_meetings(visit) else None,
        "mine": _mine(visit, seen, found),
        "chair": _chair(visit, seen, found) if runs_floor(visit, number) else None,
        "below": motion_lines(
            visit,
            seen,
            [each for each in motions_of(meeting_id=seen.id) if each.parent == found.number],
        ),
        "back": meeting_link(visit, seen, "motions", _("To the motions")),
    }
    return render(request, "assembly/motion.html", context)


def _facts(visit: Visit, seen: MeetingSeen, found: MotionSeen) -> list[Fact]:
    facts = []
    if found.person_id is not None:
        names = membership.names_of(person_ids=[found.person_id])
        facts.append(Fact(_("Moved by"), names.get(found.person_id, "")))
        facts.append(
            Fact(
                _("Seconded by"),
                _("%(seconds)s of %(needed)s") % {"seconds": found.seconds, "needed": found.seconds_needed},
            )
        )
    if found.parent is not None:
        href = visit.href("assembly-votes:motion", number=seen.number, motion=found.parent)
        facts.append(Fact(_("Motion"), str(found.parent), href))
    if found.resolution is not None:
        href = visit.href("assembly-decisions:resolution", number=found.resolution)
        facts.append(Fact(_("Resolution"), str(found.resolution), href))
    return facts


def _texts(found: MotionSeen) -> list[dict[str, Any]]:
    """The wording in each language; of an amendment, what goes and what comes."""
    shown = []
    for language, text in sorted(found.texts.items(), key=lambda each: each[0] != language_now()):
        base = found.base.get(language, "") if found.kind is MotionKind.AMENDMENT else ""
        shown.append({"language": language, "text": text, "changes": changes(base, text) if base else []})
    return shown


def _mine(visit: Visit, seen: MeetingSeen, found: MotionSeen) -> dict[str, Any] | None:
    """What a member may do."""
    if visit.member_id is None or not found.is_open:
        return None
    is_own = found.member_id == visit.member_id
    here = visit.href("assembly-votes:move", number=seen.number)
    amends = found.is_ready and seen.stands is MeetingStepKind.OPENED
    return {
        "href": visit.href("assembly-votes:motion-mine", number=seen.number, motion=found.number),
        "may_second": found.stands is _K.MOVED
        and found.member_id is not None
        and not is_own
        and not found.is_seconded_by_asker,
        "may_withdraw": is_own,
        "amend_href": f"{here}?motion={found.number}" if amends else "",
    }


def _chair(visit: Visit, seen: MeetingSeen, found: MotionSeen) -> dict[str, Any] | None:
    """What who runs the meeting may do with a motion."""
    if not found.is_open:
        return None
    is_open = seen.stands is MeetingStepKind.OPENED
    is_moved = found.stands is _K.MOVED and found.member_id is not None
    may_admit = is_moved and not found.is_from_floor and runs_meetings(visit)
    missing = [language for language in visit.cooperative.languages if language not in found.titles]
    languages = missing if found.kind is MotionKind.MOTION else []
    is_tabled = found.stands is _K.TABLED
    splits = found.kind not in {MotionKind.AMENDMENT, MotionKind.APPEAL}
    here = visit.href("assembly-votes:move", number=seen.number)
    return {
        "href": visit.href("assembly-votes:motion-chair", number=seen.number, motion=found.number),
        "admit": AdmitForm(languages=languages, prefix="admit") if may_admit else None,
        "refuse": RefuseForm(prefix="refuse") if is_moved else None,
        "second": MemberForm(prefix="second") if is_moved and is_open else None,
        "put": MethodForm(prefix="put") if is_open and not found.is_item and not is_tabled else None,
        "waits": found.waits,
        "end": EndForm(prefix="end") if is_open and not is_tabled else None,
        "take_up": is_tabled,
        "split": PartsForm(prefix="split", language=language_now())
        if is_open and splits and not is_tabled
        else None,
        "reword": reword_form(seen, found),
        "amend_href": f"{here}?motion={found.number}" if is_open and visit.member_id is None else "",
    }


def reword_form(seen: MeetingSeen, found: MotionSeen) -> RewordForm | None:
    """The form in which an amendment is worded anew, where what it amends was changed since."""
    if found.kind is not MotionKind.AMENDMENT or found.parent is None:
        return None
    parent = motion_of(meeting_id=seen.id, number=found.parent)
    if parent.texts == found.base:
        return None
    initial = {f"text_{language}": text for language, text in parent.texts.items()}
    return RewordForm(prefix="reword", languages=list(parent.texts), initial=initial)


@insiders_only
@require_POST
def motion_mine(request: HttpRequest, number: int, motion: int) -> HttpResponse:
    """Second a motion, or withdraw the own."""
    visit = visit_of(request)
    meeting_for_motions(visit, number)
    by, person_id = visit.acting_for_oneself(), visit.require_self()
    if request.POST.get("act") == "withdraw":
        actions.withdraw_motion(by=by, number=number, motion=motion)
        messages.success(request, _("It is withdrawn."))
    else:
        actions.second_motion(by=by, number=number, motion=motion, person_id=person_id)
        messages.success(request, _("You have seconded it."))
    return redirect(visit.href("assembly-votes:motion", number=number, motion=motion))


def motions_door(visit: Visit, seen: MeetingLine) -> Fact:
    """The way to the motions of a meeting that members do not see yet, as a line of a list."""
    latest = motions_until(seen.held_on, visit.today, amendment=False)
    note = _("motions until %(day)s") % {"day": day_shown(latest)} if latest else ""
    return Fact(
        seen.title(language_now()),
        seen.held_on,
        visit.href("assembly-votes:motions", number=seen.number),
        note,
    )
