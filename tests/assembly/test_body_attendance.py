"""Who of a body came to its meeting: written down whole, corrected by a new version, told in the minutes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from assembly.decision_cases import (
    ADOPTED,
    NAMES,
    board,
    decided,
    found_wrong,
    holding,
    later,
    members,
    officer,
    old_mandate,
)
from assembly.meeting_cases import draft
from ledger.books import Raw
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.models import (
    AttendanceState,
    BodyAttendance,
    BodyKind,
    FilledBy,
    Meeting,
    MeetingKind,
    MinutesVersion,
    Resolution,
)
from rochdale.assembly.queries import Attended
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership.actions import Registered
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow
_S = AttendanceState


@pytest.fixture
def directors(governed: Acting) -> list[Registered]:
    """Two members on the board, whose third seat is vacant; and a third who is on none."""
    seats, people = board(governed), members(governed, 3)
    for seat, person in zip(seats[:2], people[:2], strict=True):
        old_mandate(governed, seat, person.person_id)
    return people


def met(by: Acting, kind: MeetingKind = MeetingKind.BOARD) -> tuple[Acting, int]:
    """A meeting of a body that was opened, and its day."""
    number = actions.draft_meeting(by=by, draft=replace(draft(), kind=kind, items=draft().items[:2]))
    actions.call_meeting(by=by, number=number)
    day = later(by, 23)
    actions.open_meeting(by=day, number=number)
    return day, number


def mandates(by: Acting, number: int, code: str = "board") -> list[UUID]:
    with inside(by.cooperative_id):
        return [each.id for each in queries.seated(number, code)]


def seen(by: Acting, number: int) -> list[tuple[str, str]]:
    with inside(by.cooperative_id):
        found = queries.attendance_of_body(number)
        return [(seated.name, state.value) for seated, state in found.lines] if found else []


def test_everybody_who_held_a_seat_is_written_down_and_corrected(
    governed: Acting, directors: list[Registered]
) -> None:
    day, number = met(governed)
    first, second = mandates(day, number)
    states = {first: _S.PRESENT, second: _S.ABSENT}
    assert actions.record_attendance(by=officer(day), number=number, body_code="board", states=states) == 1
    assert seen(day, number) == [("Marc 0 Roy", "present"), ("Marc 1 Roy", "absent")]
    states[second] = _S.EXCUSED
    assert actions.record_attendance(by=day, number=number, body_code="board", states=states) == 2
    assert seen(day, number) == [("Marc 0 Roy", "present"), ("Marc 1 Roy", "excused")]
    assert found_wrong(day) == []


def test_how_often_somebody_came_counts_the_last_writing_down_of_each_meeting(
    governed: Acting, directors: list[Registered]
) -> None:
    for state in (_S.ONLINE, _S.ABSENT):
        day, number = met(governed)
        first, second = mandates(day, number)
        for said in (_S.EXCUSED, state):
            actions.record_attendance(
                by=day, number=number, body_code="board", states={first: said, second: _S.PRESENT}
            )
    with inside(governed.cooperative_id):
        body_id = queries.body("board").id
        came = queries.attended(body_id=body_id, since=governed.on, until=day.on + timedelta(days=1))
        before = queries.attended(body_id=body_id, since=governed.on, until=day.on)
    assert came == {directors[0].person_id: Attended(1, 2), directors[1].person_id: Attended(2, 2)}
    assert before == {}


def test_it_says_of_all_and_of_nobody_else(governed: Acting, directors: list[Registered]) -> None:
    day, number = met(governed)
    first, second = mandates(day, number)
    for states in ({}, {first: _S.PRESENT}, {first: _S.PRESENT, second: _S.PRESENT, uuid4(): _S.PRESENT}):
        with pytest.raises(errors.AttendanceIncomplete):
            actions.record_attendance(by=day, number=number, body_code="board", states=states)
    assert seen(day, number) == []


def test_who_does_not_run_meetings_writes_nothing_down(governed: Acting, directors: list[Registered]) -> None:
    day, number = met(governed)
    states = dict.fromkeys(mandates(day, number), _S.PRESENT)
    with pytest.raises(NotAllowed):
        actions.record_attendance(
            by=officer(day, OfficeKind.TELLER), number=number, body_code="board", states=states
        )


def test_attendance_is_of_the_body_that_met(governed: Acting, directors: list[Registered]) -> None:
    actions.make_body(by=governed, code="credit", kind=BodyKind.CREDIT, names=NAMES, filled_by=FilledBy.BOARD)
    actions.make_body(by=governed, code="other", kind=BodyKind.OTHER, names=NAMES, filled_by=FilledBy.BOARD)
    unopened = actions.draft_meeting(by=governed, draft=replace(draft(), kind=MeetingKind.BOARD))
    of_members = actions.draft_meeting(by=governed, draft=draft())
    day, committee = met(governed, MeetingKind.COMMITTEE)
    for number, code in ((unopened, "board"), (of_members, "board"), (committee, "board")):
        with pytest.raises(errors.NoMeetingOfBody):
            actions.record_attendance(by=day, number=number, body_code=code, states={})
    with pytest.raises(errors.BodyNotFound):
        actions.record_attendance(by=day, number=committee, body_code="none", states={})
    with pytest.raises(errors.MeetingNotFound):
        actions.record_attendance(by=day, number=99, body_code="board", states={})
    # Of several committees it is the first of which attendance was written down.
    assert actions.record_attendance(by=day, number=committee, body_code="credit", states={}) == 1
    with pytest.raises(errors.NoMeetingOfBody):
        actions.record_attendance(by=day, number=committee, body_code="other", states={})
    assert found_wrong(day) == []


def test_the_minutes_of_a_body_name_who_came(governed: Acting, directors: list[Registered]) -> None:
    day, number = met(governed)
    actions.draft_minutes(by=day, number=number, based_on=0)
    with inside(governed.cooperative_id):
        text = MinutesVersion.objects.latest("version").content
    assert "Who came: {complete}" in text
    assert "Members present" not in text
    first, second = mandates(day, number)
    actions.record_attendance(
        by=day, number=number, body_code="board", states={first: _S.ONLINE, second: _S.ABSENT}
    )
    actions.draft_minutes(by=day, number=number, based_on=1)
    with inside(governed.cooperative_id):
        text = MinutesVersion.objects.latest("version").content
    told = [paragraph for part in json.loads(text)["texts"]["en"] for _kind, paragraph in part["paragraphs"]]
    assert f"Present at a distance: {{member {directors[0].number}}}." in told
    assert f"Absent: {{member {directors[1].number}}}." in told


LINES = """
    INSERT INTO assembly_bodyattendanceline (cooperative_id, attendance_id, mandate_id, state)
    SELECT cooperative_id, %s, id, 'present' FROM assembly_mandate LIMIT %s
"""
WHOLE = """
    INSERT INTO assembly_bodyattendance (cooperative_id, id, meeting_id, body_id, version, lines_stated, at, act_id)
    SELECT cooperative_id, %s, meeting_id, body_id, version + %s, lines_stated, at, act_id FROM assembly_bodyattendance
"""


def rows_of(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def by_hand(by: Acting, version: int, lines: int) -> None:
    id_ = uuid4()
    with inside(by.cooperative_id):
        rows_of(LINES, id_, lines)
        rows_of(WHOLE, id_, version)


def test_the_database_wants_the_next_version_whole(governed: Acting, directors: list[Registered]) -> None:
    day, number = met(governed)
    states = dict.fromkeys(mandates(day, number), _S.PRESENT)
    actions.record_attendance(by=day, number=number, body_code="board", states=states)
    for version, lines in ((0, 2), (2, 2), (1, 1), (1, 0)):
        with pytest.raises(DatabaseError, match=r"INV-113|unique"):
            by_hand(governed, version, lines)
    with inside(governed.cooperative_id):
        known = BodyAttendance.objects.get().id
    for id_, refusal in (
        (known, "INV-113: attendance that was written down stands"),
        (uuid4(), "fkey|foreign"),
    ):
        with pytest.raises(DatabaseError, match=refusal), inside(governed.cooperative_id):
            rows_of(LINES, id_, 1)
    by_hand(governed, 1, 2)
    assert len(seen(day, number)) == 2


def test_the_check_finds_attendance_without_its_lines(
    governed: Acting, directors: list[Registered], owner: Raw
) -> None:
    day, number = met(governed)
    states = dict.fromkeys(mandates(day, number), _S.PRESENT)
    actions.record_attendance(by=day, number=number, body_code="board", states=states)
    owner.execute("ALTER TABLE assembly_bodyattendance DISABLE TRIGGER attendance_is_whole")
    try:
        by_hand(governed, 1, 1)
    finally:
        owner.execute("ALTER TABLE assembly_bodyattendance ENABLE TRIGGER attendance_is_whole")
    assert found_wrong(day) == ["INV-113"]


def test_who_is_given_a_seat_at_the_meeting_was_not_there_to_come(
    governed: Acting, directors: list[Registered]
) -> None:
    with inside(governed.cooperative_id):
        seats = queries.composition("board", on=governed.on).seats
    (vacant,) = (each.id for each in seats if each.mandate is None)
    number = decided(
        governed,
        "fill_seats",
        holding(vacant, directors[2].person_id),
        kind=MeetingKind.BOARD,
        counted=ADOPTED,
    )
    with inside(governed.cooperative_id):
        meeting = Meeting.objects.get(id=Resolution.objects.get(number=number).meeting_id).number
    actions.call_meeting(by=governed, number=meeting)
    day = later(governed, 23)
    actions.open_meeting(by=day, number=meeting)
    actions.run_effect(by=day, number=number)
    states = dict.fromkeys(mandates(governed, meeting), _S.PRESENT)
    assert len(states) == 2
    actions.record_attendance(by=day, number=meeting, body_code="board", states=states)
    assert found_wrong(day) == []
