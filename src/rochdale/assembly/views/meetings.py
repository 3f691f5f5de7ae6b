"""The meetings of a cooperative: the list, and one meeting with its agenda, its papers and where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import OTHER
from rochdale.assembly.queries import (
    BallotStepKind,
    DocumentSeen,
    ItemSeen,
    Majority,
    MeetingLine,
    MeetingMode,
    MeetingSeen,
    MeetingsRead,
    MeetingStepKind,
    Readiness,
    ballots,
)
from rochdale.assembly.queries.entry_codes import entry_code
from rochdale.assembly.views.body_attendance import attendance_doors, attendance_facts
from rochdale.assembly.views.body_deciding import decision_doors
from rochdale.assembly.views.election_links import election_links
from rochdale.assembly.views.item_effects import may_set_effect
from rochdale.assembly.views.motions import motions_door
from rochdale.assembly.views.roll_pages import roll_facts
from rochdale.assembly.views.seen import (
    language_now,
    meeting_lines,
    meeting_seen,
    meetings_read,
    opening_ahead,
    runs_meetings,
    stands_shown,
    takes_part,
    when_shown,
    zone_of,
)
from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page, Step

_K = MeetingStepKind
_KILOBYTE = 1024


@insiders_only
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What comes and is under way, the soonest first; and what is over, the latest first, page by page."""
    visit = visit_of(request)
    may_run = runs_meetings(visit)
    before = before_of(request)
    over = queries.meetings_over(meetings_read(visit), before=before)
    coming = queries.meetings_coming(meetings_read(visit)) if before is None else ()
    under_way = [line for line in coming if line.stands in {_K.OPENED, _K.ADJOURNED}]
    ahead = [line for line in coming if line.stands in {_K.DRAFTED, _K.CALLED}]
    here = visit.href("assembly-votes:meetings")
    context = {
        "under_way": meeting_lines(visit, under_way),
        "coming": meeting_lines(visit, ahead),
        "over": meeting_lines(visit, over.lines),
        "is_first": before is None,
        "page": Page(previous=here if before else "", next=_next(here, over.next_before)),
        "new_href": visit.href("assembly-votes:new-meeting") if may_run else "",
        "being_prepared": [motions_door(visit, each) for each in _drafts(visit)],
        "requisitions_href": visit.href("assembly-votes:requisitions"),
    }
    return render(request, "assembly/meetings.html", context)


def _drafts(visit: Visit) -> list[MeetingLine]:
    """Meetings of members that are being prepared, to which members send motions; who prepares them sees all of it."""
    if runs_meetings(visit) or visit.member_id is None:
        return []
    coming = queries.meetings_coming(MeetingsRead(with_drafts=True))
    return [each for each in coming if each.stands is _K.DRAFTED and queries.is_of_members(each.kind)]


def before_of(request: HttpRequest) -> tuple[date, int] | None:
    """The last line seen; one that cannot be read starts again from the first page."""
    day, _comma, number = request.GET.get("before", "").partition("_")
    try:
        return date.fromisoformat(day), int(number[:9])
    except ValueError:
        return None


def _next(here: str, before: tuple[date, int] | None) -> str:
    return f"{here}?{urlencode({'before': f'{before[0].isoformat()}_{before[1]}'})}" if before else ""


@insiders_only
@require_safe
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: what, when and where, its agenda and papers; for who prepares it, what it lacks and what follows."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    decided = decision_doors(visit, found)
    context = {
        "meeting": found,
        "title": found.title(language_now()),
        "stands": capfirst(stands_shown(found.stands)),
        "facts": meeting_facts(visit, found),
        "sittings": [
            (when_shown(sitting, zone_of(visit)), sitting.venue, sitting.online_url)
            for sitting in found.sittings
        ],
        "items": [_item(visit, found, item, decided.get(item.place)) for item in found.items],
        "papers": papers_shown(visit, found),
        "steps": [_step(found, place) for place in range(len(found.steps))],
        "doors": _doors(visit, found),
        "came": attendance_facts(found),
        "aside": _aside(visit, found),
        "back": Link(visit.href("assembly-votes:meetings"), _("To all meetings")),
        **(_prepared(visit, found) if runs_meetings(visit) else {}),
    }
    return render(request, "assembly/meeting.html", context)


def meeting_facts(visit: Visit, found: MeetingSeen) -> list[Fact]:
    """What a meeting is, in a row."""
    facts = [
        Fact(_("Kind"), capfirst(str(found.kind.label)), note=capfirst(str(found.ground.label))),
        Fact(_("One takes part"), found.mode.label),
    ]
    if queries.is_of_members(found.kind):
        facts.append(Fact(_("Called are the members of"), found.record_date))
    asked = queries.requisition_of(meeting_id=found.id)
    if asked is not None:
        href = visit.href("assembly-votes:requisition", number=asked.number)
        facts.append(Fact(_("Requisition"), str(asked.number), href))
    return [*facts, *roll_facts(visit, found)]


def _aside(visit: Visit, found: MeetingSeen) -> list[Link]:
    """What members move and ask."""
    if not queries.is_of_members(found.kind):
        return []
    return [
        Link(visit.href("assembly-votes:motions", number=found.number), _("Motions and amendments")),
        Link(visit.href("assembly-votes:questions", number=found.number), _("Questions")),
    ]


def _doors(visit: Visit, found: MeetingSeen) -> list[Link]:
    """The ways into the meeting itself, once it is called: to take part, to run it, and what was written of it."""
    steps = {step.kind for step in found.steps}
    if _K.CALLED not in steps or _K.CANCELLED in steps:
        return []
    runs = runs_meetings(visit)
    # A body has no roll: its holders of seats are written down, and neither come to a desk nor vote on a device.
    is_of_members = queries.is_of_members(found.kind)
    is_over = _K.CLOSED in steps
    doors = [
        (
            "now",
            _("What was decided") if is_over else _("Take part"),
            is_of_members and takes_part(visit, found),
        ),
        ("floor", _("The floor"), runs),
        ("ballots", _("Verifiable ballots"), is_of_members and runs),
        ("desk", _("The desk"), is_of_members and runs and not is_over),
        ("wall", _("The projector"), is_of_members and runs and not is_over),
        ("minutes", _("The minutes"), runs and _K.OPENED in steps),
    ]
    shown = [
        Link(visit.href(f"assembly-votes:{name}", number=found.number), label)
        for name, label, applies in doors
        if applies
    ]
    attended = attendance_doors(visit, found) if runs and not is_of_members else []
    entry = [] if is_over or not is_of_members else _own_entry(visit, found)
    return [*shown, *entry, *attended, *_ballot_doors(visit, found)]


def _own_entry(visit: Visit, found: MeetingSeen) -> list[Link]:
    """The code that a member shows at the door, as the notice has it."""
    if visit.member_number is None or found.mode is MeetingMode.VIRTUAL:
        return []
    code = entry_code(meeting_id=found.id, member_number=visit.member_number)
    return [
        Link(visit.href("assembly-votes:entry", number=found.number, code=code), _("My code for the door"))
    ]


def _ballot_doors(visit: Visit, found: MeetingSeen) -> list[Link]:
    """The ballots of a meeting for a member."""
    if visit.member_number is None:
        return []
    return [
        Link(
            visit.href("assembly-votes:my-ballot", number=found.number, ballot=each.number),
            each.name(language_now()),
        )
        for each in ballots.ballots_of(meeting_id=found.id)
        if each.stands is not BallotStepKind.GIVEN_UP
    ]


def _item(visit: Visit, found: MeetingSeen, item: ItemSeen, decision: Link | None) -> dict[str, Any]:
    needs = "" if item.majority is Majority.NONE else capfirst(str(item.majority.label))
    return {
        "place": item.place,
        "title": item.title(language_now()),
        "text": item.text(language_now()),
        "needs": needs,
        "minutes": item.minutes_planned,
        "effect": _effect_words(item),
        "effect_href": visit.href("assembly-votes:item-effect", number=found.number, place=item.place)
        if runs_meetings(visit) and may_set_effect(found, item)
        else "",
        "elections": election_links(visit, found, item),
        "decision": decision,
    }


def _effect_words(item: ItemSeen) -> str:
    """What an adopted resolution on the item sets going."""
    if item.effect in {"", OTHER}:
        return ""
    return _("Once adopted: %(effect)s") % {"effect": actions.effect_kind(name=item.effect).label}


def papers_shown(visit: Visit, found: MeetingSeen) -> list[dict[str, Any]]:
    """The papers of a meeting, those that were corrected at the end."""
    papers = queries.documents(meeting_id=found.id)
    return [
        _paper(visit, found, each) for each in sorted(papers, key=lambda each: each.replaced_by is not None)
    ]


def _paper(visit: Visit, found: MeetingSeen, paper: DocumentSeen) -> dict[str, Any]:
    return {
        "number": paper.number,
        "title": paper.in_language(language_now()).title,
        "added_on": paper.added_on,
        "replaced_by": paper.replaced_by,
        "files": [
            {
                "language": file.language,
                "title": file.title,
                "size": size_words(file.media_type, file.size),
                "digest": file.digest,
                "href": visit.href(
                    "assembly-votes:meeting-paper",
                    number=found.number,
                    document=paper.number,
                    language=file.language,
                ),
            }
            for file in paper.files
        ],
    }


def size_words(media_type: str, size: int) -> str:
    """What a file is and how large."""
    kinds = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
    told = {"kind": kinds[media_type], "size": max(size // _KILOBYTE, 1)}
    return _("%(kind)s, %(size)s kB") % told


def _step(found: MeetingSeen, place: int) -> Step:
    step = found.steps[place]
    note = " · ".join(part for part in (day_text(step.on_date, reader_locale()), step.words) if part)
    is_last = place == len(found.steps) - 1
    state = "now" if is_last and found.stands not in {_K.CLOSED, _K.CANCELLED} else "done"
    return Step(capfirst(str(step.kind.label)), state, note)


def _prepared(visit: Visit, found: MeetingSeen) -> dict[str, Any]:
    """What who prepares the meeting sees beside it: faults, days, notices, and what can be done."""
    callable_now = queries.may_follow(found.stands, _K.CALLED)
    judged = queries.readiness(found, visit.today) if callable_now else None
    sent = queries.notices(meeting_id=found.id)
    return {
        "is_prepared": True,
        "judged": judged,
        "faults": [(fault.message(), fault.rule) for fault in judged.faults] if judged else [],
        "warnings": [(fault.message(), fault.rule) for fault in judged.warnings] if judged else [],
        "days": _days(visit, found, judged) if judged else [],
        "notice_href": visit.href("assembly-votes:notice", number=found.number) if sent else "",
        "acts": acts_shown(visit, found, judged),
        "opens_on": opening_ahead(visit, found),
        "paper_href": visit.href("assembly-votes:add-paper", number=found.number)
        if found.stands not in {_K.CLOSED, _K.CANCELLED}
        else "",
    }


def _days(visit: Visit, found: MeetingSeen, judged: Readiness) -> list[Fact]:
    """The days on which it can be called."""
    facts = []
    if judged.call_from is not None:
        facts.append(Fact(_("Call from"), judged.call_from))
    note = _("the day has passed") if judged.call_by < visit.today else ""
    facts.append(Fact(_("Call by"), judged.call_by, note=note))
    facts.append(Fact(_("First sitting"), found.held_on))
    return facts


def acts_shown(visit: Visit, found: MeetingSeen, judged: Readiness | None) -> list[Link]:
    """What can follow, the likeliest first. A call that the by-laws refuse is not offered."""
    acts = []
    if judged is not None and not judged.faults:
        label = _("Call it again") if judged.is_again else _("Call the meeting")
        acts.append(Link(visit.href("assembly-votes:call", number=found.number), label))
    if judged is not None:
        acts.append(Link(visit.href("assembly-votes:plan", number=found.number), _("Change the plan")))
    offered = {
        _K.OPENED: ("open", _("Open the meeting")),
        _K.CLOSED: ("close", _("Close the meeting")),
        _K.ADJOURNED: ("adjourn", _("Adjourn")),
        _K.CANCELLED: ("cancel", _("Cancel the meeting")),
    }
    acts += [
        Link(visit.href(f"assembly-votes:{name}", number=found.number), label)
        for kind, (name, label) in offered.items()
        if queries.may_follow(found.stands, kind) and not (kind is _K.OPENED and opening_ahead(visit, found))
    ]
    return acts
