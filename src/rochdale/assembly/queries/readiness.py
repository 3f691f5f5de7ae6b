"""Whether a meeting can be called today, and by when it must be: the rules of `calling` with the by-laws of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.assembly.errors import CallFault
from rochdale.assembly.models import Meeting, MeetingKind, MeetingStep, MeetingStepKind
from rochdale.assembly.queries.calling import (
    OF_MEMBERS,
    Window,
    annual_due,
    call_faults,
    call_laws,
    call_warnings,
)
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.motions import motions_of, unplaced
from rochdale.assembly.queries.requisitions import requisition_of
from rochdale.cooperatives.queries import bylaws
from rochdale.membership import queries as membership
from rochdale.membership.queries import MemberRights, Right, WhyNot


@dataclass(frozen=True, slots=True)
class Readiness:
    """What keeps a meeting from being called, what is only to be known, and the days on which it can be called."""

    faults: list[CallFault]
    warnings: list[CallFault]
    window: Window
    is_again: bool
    call_from: date | None
    call_by: date


def readiness(meeting: MeetingSeen, on: date) -> Readiness:
    """How a meeting stands to its call on a day, in a constant number of statements."""
    is_again = meeting.stands is MeetingStepKind.ADJOURNED
    laws = call_laws(bylaws(on), is_again=is_again, kind=meeting.kind)
    asked = requisition_of(meeting_id=meeting.id)
    return Readiness(
        faults=[
            *call_faults(meeting, laws, on, asked.required if asked else None),
            *unplaced(meeting, motions_of(meeting_id=meeting.id)),
        ],
        warnings=call_warnings(meeting, laws),
        window=laws.window,
        is_again=is_again,
        call_from=laws.window.call_from(meeting.held_on),
        call_by=laws.window.call_by(meeting.held_on),
    )


def entitled_to_notice(cooperative_id: UUID, meeting: MeetingSeen, on: date) -> list[MemberRights]:
    """The members of the record date to whom the notice goes (rule Q-39): in the order of their names.

    Not to who was suspended from attending, has died or left since. An organization without a representative is
    told, so that it can name one. Meetings of the board and of committees are not of the members.
    """
    if meeting.kind not in OF_MEMBERS:
        return []
    of_record = membership.rights_at(cooperative_id=cooperative_id, on=meeting.record_date)
    today = membership.rights_at(cooperative_id=cooperative_id, on=on)
    still = {member.member_id for member in today if WhyNot.HAS_ENDED not in _whys(member)}
    return [member for member in of_record if member.member_id in still and _may_be_told(member)]


def annual_missed(on: date) -> date | None:
    """The day by which the annual meeting of this year was to be held, where it has passed without one (rule Q-29)."""
    stated = bylaws(on).get("annual_meeting_within_months")
    due = annual_due(on.year, stated.number if stated else None)
    if due is None or on <= due:
        return None
    annual = Meeting.objects.filter(kind=MeetingKind.ANNUAL).values("id")
    closed = MeetingStep.objects.filter(meeting_id__in=annual, kind=MeetingStepKind.CLOSED)
    return None if closed.filter(on_date__year=on.year).exists() else due


def _whys(member: MemberRights) -> Sequence[WhyNot]:
    return member.missing.get(Right.ATTENDANCE, ())


def _may_be_told(member: MemberRights) -> bool:
    return set(_whys(member)) <= {WhyNot.NO_REPRESENTATIVE}


def is_of_members(kind: MeetingKind) -> bool:
    """Whether a meeting of this kind is one of the members, to which all of them are called."""
    return kind in OF_MEMBERS
