"""What this room shows on the first page of a cooperative: the next meeting, and what waits for who prepares one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.assembly import queries
from rochdale.assembly.queries import (
    MeetingKind,
    MeetingLine,
    MeetingsRead,
    MeetingStepKind,
    RequisitionSeen,
    ballots,
)
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.nominations import calls_open, proposals_of
from rochdale.assembly.views.follow_ups import waiting_lines as waiting_decisions
from rochdale.assembly.views.seen import MEETING, day_shown, language_now, runs_meetings, stands_shown
from rochdale.cooperatives.queries import bylaws
from rochdale.cooperatives.views import Gathered, Visit, offer_lines
from rochdale.web.values import Fact

_ANNUAL_SEEN_AHEAD: Final = timedelta(days=120)
_REQUISITIONS_SEEN: Final = 3


def offer_lines_of_meetings() -> None:
    """Show the lines of this room on the first page."""
    offer_lines(where=Gathered.DECIDES, name="meetings", lines=next_meetings)
    offer_lines(where=Gathered.DECIDES, name="ballots", lines=open_ballots)
    offer_lines(where=Gathered.WAITS, name="meetings", lines=waiting)
    offer_lines(where=Gathered.WAITS, name="decisions", lines=waiting_decisions)


def next_meetings(visit: Visit) -> list[Fact]:
    """The meetings to which members are called, the soonest first; and a requisition that asks for signatures."""
    called = [line for line in queries.meetings_coming(MeetingsRead()) if _is_of_all(line)]
    meetings = [
        Fact(
            line.title(language_now()),
            line.held_on,
            visit.href(MEETING, number=line.number),
            stands_shown(line.stands),
        )
        for line in called
    ]
    return [*_proposed(visit), *meetings, *_nominations(visit), *_unsigned(visit)]


def _proposed(visit: Visit) -> list[Fact]:
    """Where one is proposed and has not said yet whether one stands."""
    if visit.self_id is None:
        return []
    return [
        Fact(
            _("You are proposed: %(body)s") % {"body": in_language(each.names, language_now())},
            each.on_date,
            visit.href(
                "assembly-votes:nomination", number=each.meeting, code=each.code, nomination=each.number
            ),
            _("do you stand?"),
        )
        for each in proposals_of(visit.self_id)
    ]


def _nominations(visit: Visit) -> list[Fact]:
    """Where one can still nominate."""
    return [
        Fact(
            _("Candidates are sought: %(body)s") % {"body": in_language(each.names, language_now())},
            each.closes_on,
            visit.href("assembly-votes:contest", number=each.meeting, code=each.code),
            _("the last day to nominate"),
        )
        for each in calls_open(visit.today)
    ]


def _unsigned(visit: Visit) -> list[Fact]:
    """What a member may sign still, the latest first and a few of them."""
    if visit.member_id is None:
        return []
    asked = queries.requisitions(member_id=visit.member_id)
    open_ones = [each for each in asked if not each.is_reached and not each.signed_by_asker]
    return [
        Fact(
            _("Members require a meeting: %(matter)s") % {"matter": each.matters[0]},
            each.begun_on,
            visit.href("assembly-votes:requisition", number=each.number),
            ngettext("%(count)s signature", "%(count)s signatures", each.signatures)
            % {"count": each.signatures},
        )
        for each in open_ones[:_REQUISITIONS_SEEN]
    ]


def _is_of_all(line: MeetingLine) -> bool:
    return queries.is_of_members(line.kind)


def open_ballots(visit: Visit) -> list[Fact]:
    """The ballots in which votes are taken now, until when, and whether a member has voted."""
    if visit.member_id is None or visit.self_id is None:
        return []
    return [
        Fact(
            seen.name(language_now()),
            seen.closes_at,
            visit.href("assembly-votes:my-ballot", number=number, ballot=seen.number),
            _("you have voted") if has_voted else _("secret ballot: you can vote now"),
        )
        for number, seen, has_voted in ballots.ballots_for(person_id=visit.self_id, at=visit.at)
    ]


def waiting(visit: Visit) -> list[Fact]:
    """What who prepares meetings must do by a day: call, answer a requisition, hold the annual meeting."""
    if not runs_meetings(visit):
        return []
    coming = queries.meetings_coming(MeetingsRead(with_drafts=True))
    return [*_calls(visit, coming), *_requisitions(visit), *_annual(visit, coming)]


def _calls(visit: Visit, coming: tuple[MeetingLine, ...]) -> list[Fact]:
    laws = bylaws(visit.today)
    adjourned = [line for line in coming if line.stands is MeetingStepKind.ADJOURNED]
    drafts = [line for line in coming if line.stands is MeetingStepKind.DRAFTED]
    lines = []
    for line in drafts:
        window = queries.call_laws(laws, is_again=False, kind=line.kind).window
        call_by = window.call_by(line.held_on)
        note = (
            _("the last day to call it") if call_by >= visit.today else _("too late to call it for that day")
        )
        href = visit.href(MEETING, number=line.number)
        lines.append(Fact(_("Call: %(title)s") % {"title": line.title(language_now())}, call_by, href, note))
    return [*lines, *(_adjourned(visit, line) for line in adjourned)]


def _adjourned(visit: Visit, line: MeetingLine) -> Fact:
    label = _("Adjourned: %(title)s") % {"title": line.title(language_now())}
    note = _("plan it for another day and call it again, or go on")
    return Fact(label, line.held_on, visit.href(MEETING, number=line.number), note)


def _requisitions(visit: Visit) -> list[Fact]:
    return [
        _requisition_line(visit, asked)
        for asked in queries.requisitions()
        if asked.is_reached and not asked.is_called
    ]


def _requisition_line(visit: Visit, asked: RequisitionSeen) -> Fact:
    assert asked.reached_on is not None
    note = _("%(signatures)s members signed; the board calls by this day") % {"signatures": asked.signatures}
    if asked.is_overdue(visit.today):
        note = _("the time of the board has passed: who signed may call the meeting")
    href = visit.href("assembly-votes:requisition", number=asked.number)
    label = _("Members require a meeting: %(matter)s") % {"matter": asked.matters[0]}
    return Fact(label, asked.call_by or asked.reached_on, href, note)


def _annual(visit: Visit, coming: tuple[MeetingLine, ...]) -> list[Fact]:
    due = _annual_due(visit.today)
    if due is None or any(line.kind is MeetingKind.ANNUAL for line in coming):
        return []
    over = queries.meetings_over(MeetingsRead()).lines
    held = [line for line in over if line.kind is MeetingKind.ANNUAL and line.held_on.year == due.year]
    if any(line.stands is MeetingStepKind.CLOSED for line in held):
        return []
    note = _("to be held by %(day)s") % {"day": day_shown(due)}
    return [
        Fact(_("Prepare the annual general meeting"), due, visit.href("assembly-votes:new-meeting"), note)
    ]


def _annual_due(today: date) -> date | None:
    """The day by which the annual meeting of this year is held, while it comes near."""
    stated = bylaws(today).get("annual_meeting_within_months")
    due = queries.annual_due(today.year, stated.number if stated else None)
    return due if due is not None and today <= due <= today + _ANNUAL_SEEN_AHEAD else None
