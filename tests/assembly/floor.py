"""A meeting that is open, with a frozen roll, for tests of its votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from assembly.meeting_cases import SITTING, draft
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft
from rochdale.assembly.models import Channel, FloorRole, MeetingKind, MeetingMode
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason

JOINED = date(2020, 3, 2)
NOTICE = timedelta(days=24)
CALLED_ON = date(2026, 10, 30)  # for a meeting of the tests' day
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


def open_floor(by: Acting, voters: int = 7, mode: MeetingMode = MeetingMode.HYBRID) -> Floor:
    """A meeting that is open, of so many members who vote and one who joined too recently."""
    number = called(by, mode=mode)
    known = [Newcomer(Particulars(f"Voter {place}"), JOINED) for place in range(voters)]
    known.append(Newcomer(Particulars("Late Comer"), CALLED_ON - timedelta(days=1)))
    lines = membership.register_members(by=by, newcomers=known)
    freeze(by, number)
    actions.open_meeting(by=by, number=number)
    with inside(by.cooperative_id):
        people = [member(number=line.number).person_id for line in lines]
    return Floor(by, number, tuple(people[:-1]), people[-1])


def called(
    by: Acting,
    items: Sequence[ItemDraft] | None = None,
    kind: MeetingKind = MeetingKind.ANNUAL,
    mode: MeetingMode = MeetingMode.HYBRID,
) -> int:
    """A meeting of today, called in time, in a hall and online."""
    then = replace(by, on=by.on - NOTICE, at=by.at - NOTICE)
    starts_at = by.at + timedelta(hours=8)
    url = "" if mode is MeetingMode.IN_PERSON else "https://meet.example.org"
    sitting = replace(SITTING, starts_at=starts_at, online_url=url)
    planned = replace(draft(), kind=kind, mode=mode, record_date=then.on, sittings=(sitting,))
    number = actions.draft_meeting(by=then, draft=replace(planned, items=items) if items else planned)
    actions.call_meeting(by=then, number=number)
    return number


def freeze(by: Acting, number: int, *without_vote: int) -> None:
    """Draw the roll and freeze it; the members of these numbers have no vote."""
    actions.draw_roll(by=by, number=number)
    for member_number in without_vote:
        actions.correct_line(
            by=by,
            number=number,
            member_number=member_number,
            reasons=[Reason.TOO_RECENT],
            words="Joined later.",
        )
    actions.freeze_roll(by=by, number=number)
