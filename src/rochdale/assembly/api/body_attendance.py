"""Who of a body came to its meeting, for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from pydantic import Field

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries import AttendanceState
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.web.api import Answer, Asked


class SeatedTold(Answer):
    """A holder of a seat on the day of a meeting; `state` is empty where it is not written down whether they came."""

    mandate_id: UUID
    person_id: UUID
    name: str
    state: str


class BodyAttendanceTold(Answer):
    """Who came to a meeting of a body, as it was written down last; `version` 0 where nothing was yet."""

    body: str
    version: int
    items: list[SeatedTold]


class SeatedAsked(Asked):
    """Whether the holder of a mandate came."""

    mandate_id: UUID
    state: Literal["present", "online", "excused", "absent"]


class BodyAttendanceAsked(Asked):
    """Who came: everybody who held a seat of the body on the day of the meeting."""

    items: Annotated[list[SeatedAsked], Field(max_length=100)]


class BodyAttendanceVersion(Answer):
    """Attendance as it was written down, by its version from 1."""

    version: int


_REFUSED = (NotAllowed, errors.MeetingNotFound, errors.BodyNotFound)


@ROUTES.question("meetings/{int:number}/bodies/{slug:code}/attendance", BodyAttendanceTold, refuses=_REFUSED)
@requires(Permission.RUN_MEETINGS)
def attendance(request: HttpRequest, number: int, code: str) -> BodyAttendanceTold:
    """Who held the seats of a body on the day of a meeting, and whether they came."""
    known = queries.attendance_of_body(number)
    is_of_it = known is not None and known.own.code == code
    states = {seated.id: state.value for seated, state in known.lines} if known and is_of_it else {}
    return BodyAttendanceTold(
        body=queries.body(code).code,
        version=known.version if known and is_of_it else 0,
        items=[
            SeatedTold(
                mandate_id=each.id, person_id=each.person_id, name=each.name, state=states.get(each.id, "")
            )
            for each in queries.seated(number, code)
        ],
    )


@ROUTES.verb(
    "meetings/{int:number}/bodies/{slug:code}/attendance",
    BodyAttendanceVersion,
    refuses=(*_REFUSED, errors.NoMeetingOfBody, errors.AttendanceIncomplete),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def record_attendance(
    request: HttpRequest, number: int, code: str, asked: BodyAttendanceAsked
) -> BodyAttendanceVersion:
    """Write down who of a body came; a later version corrects it."""
    states = {each.mandate_id: AttendanceState(each.state) for each in asked.items}
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return BodyAttendanceVersion(
        version=actions.record_attendance(by=by, number=number, body_code=code, states=states)
    )
