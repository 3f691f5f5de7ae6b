"""A meeting that is open, with a frozen roll, for tests of its votes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from assembly.meeting_cases import drafted
from rochdale.assembly import actions
from rochdale.assembly.models import Channel, FloorRole, Meeting, Roll, RollFreeze, RollLine
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside, new_id

JOINED = date(2020, 3, 2)
MOTION = 2  # the place of the item to decide


@dataclass(frozen=True, slots=True)
class Floor:
    """An open meeting: who runs it, and its voters in the order of the roll. The last member may not vote."""

    by: Acting
    number: int
    voters: tuple[UUID, ...]
    outsider: UUID

    def of(self, person_id: UUID, minutes: int = 0) -> Acting:
        """A person acting by oneself, some minutes later."""
        return replace(later(self.by, minutes), person_id=person_id, authority="member")

    def come(self, *people: UUID, channel: Channel = Channel.HALL) -> None:
        """Let voters in."""
        for person_id in people:
            by = self.of(person_id) if channel is Channel.ONLINE else self.by
            actions.check_in(by=by, number=self.number, person_id=person_id, channel=channel)

    def tellers(self) -> tuple[Acting, Acting]:
        """Two voters who were named tellers."""
        for person_id in self.voters[:2]:
            actions.name_floor_officer(
                by=self.by, number=self.number, person_id=person_id, role=FloorRole.TELLER
            )
        return self.of(self.voters[0]), self.of(self.voters[1])


def later(by: Acting, minutes: int) -> Acting:
    return replace(by, at=by.at + timedelta(minutes=minutes))


def open_floor(by: Acting, voters: int = 7) -> Floor:
    """A meeting that is open, of so many members who vote and one who does not."""
    known = [Particulars(f"Voter {place}") for place in range(voters + 1)]
    lines = membership.register_members(by=by, newcomers=[Newcomer(each, JOINED) for each in known])
    number = drafted(by)
    actions.call_meeting(by=by, number=number)
    with inside(by.cooperative_id):
        people = [member(number=line.number) for line in lines]
        freeze(by, number, [(each.member_id, each.number, each.person_id) for each in people])
    actions.open_meeting(by=by, number=number)
    return Floor(by, number, tuple(each.person_id for each in people[:-1]), people[-1].person_id)


def freeze(by: Acting, number: int, members: list[tuple[UUID, int, UUID]]) -> None:
    """A frozen roll on which all but the last may vote."""
    meeting = Meeting.objects.get(number=number)
    act_id = audit.record(by=by, deed=audit.Deed("assembly.draw_roll", "meeting", meeting.id))
    roll = Roll(
        id=new_id(by.at), cooperative_id=by.cooperative_id, meeting_id=meeting.id, record_date=by.on,
        held_on=by.on, inputs={}, bylaw_version=cooperatives.bylaw_version(by.on) or 1, challenged_until=by.on,
        drawn_at=by.at, act_id=act_id,
    )  # fmt: skip
    roll.save(force_insert=True)
    for member_id, line_number, person_id in members:
        is_last = person_id == members[-1][2]
        RollLine(
            id=new_id(by.at), cooperative_id=by.cooperative_id, roll_id=roll.id, meeting_id=meeting.id,
            member_id=member_id, number=line_number, person_id=person_id,
            voter_id=None if is_last else person_id, reasons=["too_recent"] if is_last else [],
        ).save(force_insert=True)  # fmt: skip
    RollFreeze(
        cooperative_id=by.cooperative_id, roll_id=roll.id, hash=hashlib.sha256(b"").hexdigest(),
        entitled=len(members) - 1, frozen_at=by.at, act_id=act_id,
    ).save(force_insert=True)  # fmt: skip
