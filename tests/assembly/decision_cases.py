"""Resolutions with effects, members and a board, for tests of what follows from a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from assembly.meeting_cases import ITEMS, draft, resolved, words
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, OldMandate
from rochdale.assembly.actions.resolutions import Counted
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import (
    AgendaItem,
    BodyKind,
    FilledBy,
    ItemKind,
    Majority,
    Meeting,
    MeetingKind,
    MeetingVersion,
    Resolution,
)
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars, Registered
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import TWO_THIRDS, Terms, Votes

ADOPTED = Counted(Terms(), Votes(70, 20, 1, 140, 600), 140)
LOST = Counted(Terms(), Votes(20, 70, 1, 140, 600), 140)
JOINED = date(2020, 2, 29)
NAMES = {"fr": "Conseil d’administration", "en": "Board of directors"}
ACCEPTED = words("Que la proposition soit adoptée.", "That the motion be adopted.")


def decided(
    by: Acting,
    effect: str = "",
    facts: Mapping[str, Any] | None = None,
    *,
    counted: Counted = ADOPTED,
    kind: MeetingKind = MeetingKind.SPECIAL,
) -> int:
    """The number of a resolution with an effect, of a meeting of its own; on by-laws by the special majority."""
    if effect == "amend_bylaw" and counted.terms == Terms():
        counted = replace(counted, terms=Terms(TWO_THIRDS))
    item = ItemDraft(
        ItemKind.OTHER, words("Décision", "Decision"), ACCEPTED, Majority.ORDINARY, None, effect, facts or {}
    )
    number = actions.draft_meeting(by=by, draft=replace(draft(), kind=kind, items=(ITEMS[0], item)))
    with inside(by.cooperative_id):
        meeting = Meeting.objects.get(number=number)
        version = MeetingVersion.objects.get(meeting_id=meeting.id)
        place = AgendaItem.objects.get(version_id=version.id, place=2)
    return resolved(by, counted, meeting, place).number


def amendment(by: Acting, value: object = 30, name: str = "quorum_members") -> dict[str, Any]:
    return {"effective_from": by.on.isoformat(), "changes": [{"name": name, "value": value, "rule": "Q-32"}]}


def members(by: Acting, count: int = 4) -> list[Registered]:
    """So many members, who joined long ago."""
    people = [
        Newcomer(Particulars("Roy", f"Marc {each}", birth_date=date(1970, 1, 1)), JOINED)
        for each in range(count)
    ]
    return membership.register_members(by=by, newcomers=people)


def board(by: Acting, seats: int = 3, term_years: int = 3) -> list[UUID]:
    """The seats of a board."""
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    return [
        actions.open_seat(by=by, code="board", term_years=term_years, from_on=JOINED) for _ in range(seats)
    ]


def holding(seat_id: UUID, person_id: UUID, **more: str) -> dict[str, Any]:
    return {"holders": [{"seat_id": str(seat_id), "person_id": str(person_id), **more}]}


def old_mandate(by: Acting, seat_id: UUID, person_id: UUID, days_left: int = 400) -> UUID:
    """Somebody who held a seat before the register of mandates began."""
    old = OldMandate(seat_id, person_id, by.on - timedelta(days=600), by.on + timedelta(days=days_left))
    return actions.take_over_mandates(by=by, mandates=[old])[0]


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def officer(by: Acting, office: OfficeKind = OfficeKind.SECRETARY) -> Acting:
    """Somebody who holds an office."""
    (person_id,) = membership.add_persons(by=by, particulars=[Particulars(office.value)])
    cooperatives.appoint(by=by, person_id=person_id, office=office)
    return replace(by, person_id=person_id, authority=f"{office.value} since {by.on}")


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def resolution(by: Acting, number: int) -> Resolution:
    with inside(by.cooperative_id):
        return Resolution.objects.get(number=number)
