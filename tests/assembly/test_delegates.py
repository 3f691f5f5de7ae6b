"""Assemblies of delegates: their roll is drawn from the mandates of the record date (INV-130)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError
from django.utils import translation

from assembly.decision_cases import found_wrong, later, members, old_mandate
from assembly.meeting_cases import words
from assembly.roll_cases import HELD_ON, lines, person_of, plan, reasons
from rochdale.assembly import actions, queries
from rochdale.assembly.errors.rolls import DelegatesMissing
from rochdale.assembly.models import (
    BodyKind,
    FilledBy,
    Mandate,
    MandateEndKind,
    MeetingKind,
    Roll,
    RollLine,
)
from rochdale.assembly.queries.floor import desk_lines
from rochdale.assembly.queries.voters import voter_now
from rochdale.assembly.views.voting_for import desk_words, voting_for
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason

pytestmark = pytest.mark.slow

NAMES = words("Délégués", "Delegates")
UNTIL_MEETING = (HELD_ON - timedelta(days=3)).toordinal()


@dataclass(frozen=True, slots=True)
class Sections:
    """A caisse of five members, of whom four hold seats of delegates for their sections."""

    by: Acting
    people: list[UUID]
    mandates: list[UUID]
    seats: list[UUID]

    def drawn(self, kind: MeetingKind = MeetingKind.DELEGATES) -> int:
        draft = replace(plan(record_date=self.by.on), kind=kind)
        number = actions.draft_meeting(by=self.by, draft=draft)
        actions.draw_roll(by=self.by, number=number)
        return number


@pytest.fixture
def sections(governed: Acting) -> Sections:
    people = [person_of(governed, each.number) for each in members(governed, 5)]
    actions.make_body(
        by=governed,
        code="delegates",
        kind=BodyKind.DELEGATES,
        names=NAMES,
        filled_by=FilledBy.GENERAL_MEETING,
    )
    seats = [
        actions.open_seat(
            by=governed,
            code="delegates",
            term_years=3,
            electoral_group=group,
            from_on=governed.on - timedelta(700),
        )
        for group in ("Nord", "Nord", "Sud", "Sud", "Sud")
    ]
    left = [400, UNTIL_MEETING - governed.on.toordinal(), 400, 400]
    mandates = [
        old_mandate(governed, seat, person, days)
        for seat, person, days in zip(seats, people, left, strict=False)
    ]
    by = replace(governed, at=governed.at + timedelta(minutes=10))
    return Sections(by, people, mandates, seats)


def test_delegates_stand_by_their_mandates_with_every_reason(sections: Sections) -> None:
    by = sections.by
    membership.end_membership(by=by, number=3, left_on=by.on)
    after = replace(sections, by=replace(by, at=by.at + timedelta(minutes=10)))
    number = after.drawn()
    found = lines(by, number)
    # The fifth member holds no seat, and the fifth seat nobody.
    assert list(found) == [1, 2, 3, 4]
    assert [found[each].mandate_id for each in found] == sections.mandates
    assert [found[each].voter_id for each in found] == sections.people[:4]
    assert reasons(by, number) == {2: ["mandate_ends"], 3: ["not_member"]}
    assert found_wrong(by) == []


def test_a_mandate_that_ends_later_is_on_a_roll_that_was_drawn_before(sections: Sections) -> None:
    number = sections.drawn()
    by = replace(sections.by, at=sections.by.at + timedelta(minutes=10))
    actions.end_mandate(
        by=by, mandate_id=sections.mandates[0], kind=MandateEndKind.RESIGNATION, words="Moved away."
    )
    assert found_wrong(by) == []
    actions.draw_roll(by=replace(by, at=by.at + timedelta(minutes=10)), number=number)
    assert list(lines(by, number)) == [2, 3, 4]
    assert found_wrong(by) == []


def test_in_every_other_meeting_all_members_vote(sections: Sections) -> None:
    found = lines(sections.by, sections.drawn(MeetingKind.SPECIAL))
    assert list(found) == [1, 2, 3, 4, 5]
    assert {each.mandate_id for each in found.values()} == {None}
    assert found_wrong(sections.by) == []


def test_without_delegates_there_is_no_assembly_of_them(governed: Acting) -> None:
    members(governed, 2)
    number = actions.draft_meeting(
        by=governed, draft=replace(plan(record_date=governed.on), kind=MeetingKind.DELEGATES)
    )
    with pytest.raises(DelegatesMissing):
        actions.draw_roll(by=later(governed, 0), number=number)


def added(sections: Sections, mandate_id: UUID | None, kind: MeetingKind) -> None:
    """A drawing of one line, by the database's own hand."""
    sections.drawn(kind)
    with inside(sections.by.cooperative_id):
        roll = Roll.objects.latest("drawn_at", "version")
        line = RollLine.objects.filter(roll_id=roll.id, number=1).get()
    roll.id, roll.version, roll.lines_stated = uuid4(), 2, 1
    with inside(sections.by.cooperative_id):
        roll.save(force_insert=True)
        line.id, line.roll_id, line.mandate_id, line.place = uuid4(), roll.id, mandate_id, 1
        line.save(force_insert=True)


@pytest.mark.parametrize("place", [None, 3])
def test_the_database_refuses_a_delegate_without_the_own_mandate(
    sections: Sections, place: int | None
) -> None:
    mandate_id = None if place is None else sections.mandates[place]
    with pytest.raises(DatabaseError, match="INV-130"):
        added(sections, mandate_id, MeetingKind.DELEGATES)


def test_the_database_refuses_a_mandate_on_the_roll_of_all_members(sections: Sections) -> None:
    with pytest.raises(DatabaseError, match="INV-130"):
        added(sections, sections.mandates[0], MeetingKind.SPECIAL)


TAMPERINGS = {
    "UPDATE assembly_rollline SET mandate_id = NULL WHERE cooperative_id = %s AND number = 1": {
        "INV-130",
        "INV-85",
    },
    "UPDATE assembly_body SET kind = 'other' WHERE cooperative_id = %s": {"INV-130", "INV-85"},
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_a_delegate_of_nobody(
    sections: Sections, almighty: psycopg.Connection, tampering: str
) -> None:
    sections.drawn()
    assert found_wrong(sections.by) == []
    almighty.execute(tampering.encode(), [sections.by.cooperative_id])
    assert set(found_wrong(sections.by)) >= TAMPERINGS[tampering]


def test_pages_say_of_which_group_a_delegate_is(sections: Sections) -> None:
    by, number = sections.by, sections.drawn()
    late = replace(by, on=HELD_ON - timedelta(days=2))
    actions.freeze_roll(by=late, number=number)
    with inside(by.cooperative_id), translation.override("en"):
        own = voting_for(voter_now(number=number, person_id=sections.people[0]))
        door = desk_words(desk_lines(meeting_id=queries.meeting(number).id, numbers=[1, 2, 5]).values())
    assert own == "You vote as delegate of Nord."
    # The second may not vote, and the fifth is no delegate.
    assert door == {1: "delegate of Nord"}


def test_a_delegate_is_corrected_and_the_mandate_stands(sections: Sections) -> None:
    number = sections.drawn()
    actions.correct_line(
        by=sections.by, number=number, member_number=2, reasons=[], words="The term was prolonged."
    )
    line = lines(sections.by, number)[2]
    assert (line.votes, line.drawn, line.mandate_id) == (1, (Reason.MANDATE_ENDS,), sections.mandates[1])
    with inside(sections.by.cooperative_id):
        assert Mandate.objects.filter(id=line.mandate_id).exists()
