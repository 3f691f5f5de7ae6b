"""Who sees which meeting: members see what they were called to, who runs meetings sees what is prepared too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rochdale.assembly import queries
from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.queries import MeetingLine, MeetingSeen, MeetingsRead, MeetingStepKind, SittingSeen
from rochdale.assembly.queries.convening import opens_from
from rochdale.assembly.queries.voters import voter_now
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.membership import queries as membership
from rochdale.web.formatting import appointment_text, day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact

MEETING: Final = "assembly-votes:meeting"
# Whose offices read what boards and committees decide (rule Q-48).
_OF_BODIES: Final = frozenset({Permission.RUN_MEETINGS, Permission.VIEW_AUDIT, Permission.DECIDE_DISCIPLINE})


def runs_meetings(visit: Visit) -> bool:
    """Whether who visits prepares and runs meetings."""
    return Permission.RUN_MEETINGS in visit.permissions


def reads_of_bodies(visit: Visit) -> bool:
    """Whether the visitor reads what boards and committees decide."""
    return not _OF_BODIES.isdisjoint(visit.permissions)


def meetings_read(visit: Visit) -> MeetingsRead:
    """Which meetings who visits sees in a list."""
    return MeetingsRead(of_bodies=reads_of_bodies(visit), with_drafts=runs_meetings(visit))


def voice_number(visit: Visit) -> int | None:
    """The number of the member who visits, or whom the visitor represents; None for everybody else."""
    if visit.member_number is not None or visit.self_id is None:
        return visit.member_number
    member_person_id = membership.represented_by(person_id=visit.self_id, on=visit.today)
    return membership.member_of(person_id=member_person_id) if member_person_id else None


def takes_part(visit: Visit, found: MeetingSeen) -> bool:
    """Whether who visits may have something to do in a meeting: a member, or who votes in it for one."""
    if visit.member_number is not None or visit.self_id is None:
        return visit.member_number is not None
    return voter_now(number=found.number, person_id=visit.self_id).line_id is not None


def meeting_seen(visit: Visit, number: int) -> MeetingSeen:
    """A meeting that who visits may see. Raises Http404."""
    try:
        found = queries.meeting(number)
    except MeetingNotFound as missing:
        raise Http404 from missing
    is_open = found.was_called and (queries.is_of_members(found.kind) or reads_of_bodies(visit))
    if not is_open and not runs_meetings(visit):
        raise Http404
    return found


def language_now() -> str:
    """The language of who reads."""
    return get_language() or ""


def zone_of(visit: Visit) -> ZoneInfo:
    """The zone in which the hours of the cooperative are told."""
    return ZoneInfo(visit.cooperative.time_zone)


def when_shown(sitting: SittingSeen, zone: ZoneInfo) -> str:
    """Day and hour of a sitting, with the day of the week."""
    return str(capfirst(appointment_text(sitting.starts_at.astimezone(zone), reader_locale())))


def opening_ahead(visit: Visit, found: MeetingSeen) -> date | None:
    """The day from which a meeting may be opened, where opening it is what comes next and that day is ahead."""
    if not queries.may_follow(found.stands, MeetingStepKind.OPENED):
        return None
    return opens_from(found.sittings, found.steps, zone_of(visit), visit.today)


def day_shown(day: date) -> str:
    """A day in the reader's language."""
    return day_text(day, reader_locale())


STANDS_WORDS: Final = {
    MeetingStepKind.DRAFTED: lambda: _("being prepared"),
    MeetingStepKind.CALLED: lambda: _("called"),
    MeetingStepKind.OPENED: lambda: _("under way"),
    MeetingStepKind.ADJOURNED: lambda: _("adjourned"),
    MeetingStepKind.CLOSED: lambda: pgettext("meeting", "held"),
    MeetingStepKind.CANCELLED: lambda: _("cancelled"),
}


def stands_shown(stands: MeetingStepKind) -> str:
    """Where a meeting stands, in a word or two."""
    return STANDS_WORDS[stands]()


def meeting_lines(visit: Visit, found: Sequence[MeetingLine]) -> list[Fact]:
    """Meetings as lines of a list."""
    return [
        Fact(
            line.title(language_now()),
            line.held_on,
            visit.href(MEETING, number=line.number),
            f"{capfirst(str(line.mode.label))} · {stands_shown(line.stands)}",
        )
        for line in found
    ]
