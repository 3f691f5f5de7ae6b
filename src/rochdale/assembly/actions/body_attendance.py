"""Writing down who of a body came to its meeting (INV-113)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.models import (
    AttendanceState,
    BodyAttendance,
    BodyAttendanceLine,
    Meeting,
    MeetingStep,
    MeetingStepKind,
)
from rochdale.assembly.queries.body_attendance import bodies_meeting, seated
from rochdale.assembly.queries.mandates import body
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id


def record_attendance(
    *, by: Acting, number: int, body_code: str, states: Mapping[UUID, AttendanceState]
) -> int:
    """Write down who of a body came to its meeting, by mandate; the version. A later one corrects it.

    `states` has everybody who held a seat of the body on the day on which the meeting was opened. Raises NotAllowed,
    MeetingNotFound, BodyNotFound, NoMeetingOfBody, AttendanceIncomplete.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        held = body(body_code)
        if held not in bodies_meeting(number) or not _was_opened(meeting):
            raise errors.NoMeetingOfBody
        if states.keys() != {each.id for each in seated(number, held.code)}:
            raise errors.AttendanceIncomplete
        version = BodyAttendance.objects.filter(meeting_id=meeting.id).count() + 1
        id_ = new_id(by.at)
        _write_lines(by, id_, states)
        BodyAttendance(
            id=id_,
            cooperative_id=by.cooperative_id,
            meeting_id=meeting.id,
            body_id=held.id,
            version=version,
            lines_stated=len(states),
            at=by.at,
            act_id=_record(by, meeting, held.code, version, len(states)),
        ).save(force_insert=True)
        return version


def _was_opened(meeting: Meeting) -> bool:
    return MeetingStep.objects.filter(meeting_id=meeting.id, kind=MeetingStepKind.OPENED).exists()


def _write_lines(by: Acting, attendance_id: UUID, states: Mapping[UUID, AttendanceState]) -> None:
    BodyAttendanceLine.objects.bulk_create(
        BodyAttendanceLine(
            cooperative_id=by.cooperative_id, attendance_id=attendance_id, mandate_id=each, state=state
        )
        for each, state in states.items()
    )


def _record(by: Acting, meeting: Meeting, body_code: str, version: int, lines: int) -> UUID:
    facts = {"number": meeting.number, "body": body_code, "version": version, "lines": lines}
    deed = audit.Deed(
        "assembly.record_attendance", "meeting", meeting.id, cooperatives.bylaw_version(by.on), facts
    )
    return audit.record(by=by, deed=deed)
