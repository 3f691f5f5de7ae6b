"""Who could take part in a meeting's decisions, as far as the register, the roll and the mandates say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rochdale.assembly.models import MeetingKind
from rochdale.assembly.queries.floor import entitled_of, voting_line
from rochdale.assembly.queries.mandates import holds_mandate
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows

# Meetings of few, whose decisions are not those of the members.
OF_A_BODY: Final = frozenset({MeetingKind.BOARD, MeetingKind.COMMITTEE})


# How long after a decision somebody may record an objection without the secretary. The federal act asks for it before
# or at the meeting (rule Q-40); some days let whoever spoke there write it down.
OBJECTION_DAYS: Final = 7


def objections_until(decided_on: date) -> date:
    """The last day on which one may record an objection alone."""
    return decided_on + timedelta(days=OBJECTION_DAYS)


def could_take_part(*, person_id: UUID, meeting_id: UUID, kind: MeetingKind, on: date) -> bool:
    """Whether a person was there, and a director or member of the body, or on the meeting's roll, or else a member.

    Who voted in it took part without being there; where nobody was checked in, who could be there counts.
    """
    checked, was_there, voted = rows(
        "assembly", "took_part.sql", {"meeting_id": meeting_id, "person_id": person_id}
    )[0]
    return (not checked or was_there or voted) and _belongs(person_id, meeting_id, kind, on)


def _belongs(person_id: UUID, meeting_id: UUID, kind: MeetingKind, on: date) -> bool:
    if kind in OF_A_BODY:
        offices = cooperatives.offices_of(person_id, on)
        is_director = any(each.office is OfficeKind.DIRECTOR for each in offices)
        return is_director or holds_mandate(person_id=person_id, on=on)
    if entitled_of(meeting_id=meeting_id) is not None:
        return voting_line(meeting_id=meeting_id, person_id=person_id) is not None
    stands_for = membership.represented_by(person_id=person_id, on=on) or person_id
    return membership.member_of(person_id=stands_for) is not None
