"""Who of a body came to its meetings, and how often each holder of a seat did. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.models import (
    AttendanceState,
    BodyAttendance,
    BodyKind,
    Meeting,
    MeetingKind,
)
from rochdale.assembly.queries.mandates import BodySeen, bodies, body
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Seated:
    """A holder of a seat on the day of a meeting: the mandate, and whose it is."""

    id: UUID
    person_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class AttendanceSeen:
    """What was written down last of who came to a meeting of a body; `lines` are in the order of the seats."""

    own: BodySeen
    version: int
    at: datetime
    lines: tuple[tuple[Seated, AttendanceState], ...]

    def those(self, state: AttendanceState) -> tuple[Seated, ...]:
        """Who was in that state."""
        return tuple(seated for seated, told in self.lines if told is state)


@dataclass(frozen=True, slots=True)
class Attended:
    """To how many of the meetings of a body that were written down somebody came."""

    came: int
    meetings: int


def bodies_meeting(number: int) -> list[BodySeen]:
    """The bodies of which a meeting can be: the board or a committee; the one whose attendance is kept already.

    None of a meeting of the members. Raises MeetingNotFound.
    """
    meeting = _meeting(number)
    wanted = {MeetingKind.BOARD: True, MeetingKind.COMMITTEE: False}.get(MeetingKind(meeting.kind))
    known = BodyAttendance.objects.filter(meeting_id=meeting.id).first()
    return [
        each
        for each in bodies()
        if (each.kind is BodyKind.BOARD) is wanted and (known is None or known.body_id == each.id)
    ]


def seated(number: int, code: str) -> list[Seated]:
    """Who held the seats of a body on the day on which a meeting was opened, in the order of the seats.

    Nobody where it was not. Raises MeetingNotFound, BodyNotFound.
    """
    asked = {"meeting_id": _meeting(number).id, "body_id": body(code).id}
    return _seated(rows("assembly", "seated.sql", asked))


def attendance_of_body(number: int) -> AttendanceSeen | None:
    """What was written down last of a meeting; None where nothing was yet. Raises MeetingNotFound."""
    last = BodyAttendance.objects.filter(meeting_id=_meeting(number).id).order_by("-version").first()
    if last is None:
        return None
    found = rows("assembly", "body_attendance_lines.sql", {"attendance_id": last.id})
    holders = _seated([(id_, person_id) for id_, person_id, _state in found])
    states = [AttendanceState(state) for _id, _person_id, state in found]
    own = next(each for each in bodies() if each.id == last.body_id)
    return AttendanceSeen(own, last.version, last.at, tuple(zip(holders, states, strict=True)))


def attended(*, body_id: UUID, since: date, until: date) -> Mapping[UUID, Attended]:
    """By person, to how many meetings of a body from a day up to, but not on, another they came, of how many."""
    asked = {"body_id": body_id, "since": since, "until": until}
    return {person: Attended(came, held) for person, came, held in rows("assembly", "attended.sql", asked)}


def _meeting(number: int) -> Meeting:
    found = Meeting.objects.filter(number=number).first()
    if found is None:
        raise MeetingNotFound(number=number)
    return found


def _seated(found: Sequence[tuple[UUID, UUID]]) -> list[Seated]:
    names = membership.names_of(person_ids=[person_id for _id, person_id in found])
    return [Seated(id_, person_id, names[person_id]) for id_, person_id in found]
