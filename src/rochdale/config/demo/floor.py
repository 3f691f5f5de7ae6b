"""A meeting of the demo while it is held: people come and go, and vote, each by the action that a page uses.

What each votes is set by how many are to vote how; who votes what follows from the order of the roll.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import Cast, MotionDraft, Tally, Under
from rochdale.assembly.queries import Channel, Choice, FloorRole, RollLineSeen, VoteMethod
from rochdale.config.demo.desk import EVENING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

ONLINE_OF: Final = 5  # one in so many takes part online
_MARK: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(slots=True)
class Floor:
    """An open meeting, minute by minute. `voters` came, in the order of the roll; those `online` on a device."""

    desk: Desk
    by: Acting
    number: int
    minute: int = 0
    voters: list[RollLineSeen] = field(default_factory=list)
    online: frozenset[UUID] = frozenset()
    tellers: tuple[UUID, ...] = ()

    def at(self, minutes: int = 0) -> Acting:
        """The secretary, so many minutes later than what was done last."""
        self.minute += minutes
        return replace(self.by, at=self.by.at + timedelta(minutes=self.minute))

    def of(self, line: RollLineSeen) -> Acting:
        """Somebody who votes, acting alone."""
        assert line.voter_id is not None
        return replace(self.at(), person_id=line.voter_id, authority=f"member {line.number}")


@dataclass(frozen=True, slots=True)
class Split:
    """How the votes of those who are there fall: so many against and abstaining, all others for the motion."""

    no: int
    abstain: int = 0

    def choices(self, voters: int) -> list[Choice]:
        """What each votes, in their order; as many against as there are to be, wherever they sit."""
        yes = voters - self.no - self.abstain
        assert yes >= 0, "more votes against than voters"
        told = [Choice.YES] * yes + [Choice.NO] * self.no + [Choice.ABSTAIN] * self.abstain
        random.Random(voters).shuffle(told)  # noqa: S311  # the same demo each time
        return told


def opened(desk: Desk, number: int, by: Acting, voters: int) -> Floor:
    """Let so many in by the desk and online, name who runs the meeting and who counts, and open it."""
    floor = Floor(desk, by, number)
    lines = _entitled(desk, number)
    chair, secretary = (desk.officer(office, by.on, EVENING).person_id for office in _RUNNING)
    first = [line for line in lines if line.voter_id in {chair, secretary}]
    floor.voters = [*first, *(line for line in lines if line not in first)][:voters]
    apart = floor.voters[len(first) :]
    floor.tellers = tuple(line.voter_id for line in apart[:2] if line.voter_id)
    floor.online = frozenset(line.voter_id for line in apart[ONLINE_OF::ONLINE_OF] if line.voter_id)
    for line in floor.voters:
        _come(floor, line)
    for person_id, role in ((chair, FloorRole.CHAIR), (secretary, FloorRole.SECRETARY)):
        assert person_id is not None
        assembly.name_floor_officer(by=floor.at(), number=number, person_id=person_id, role=role)
    for teller in floor.tellers:
        assembly.name_floor_officer(by=floor.at(), number=number, person_id=teller, role=FloorRole.TELLER)
    assembly.open_meeting(by=floor.at(20), number=number)
    return floor


_RUNNING: Final = (OfficeKind.CHAIR, OfficeKind.SECRETARY)


def _entitled(desk: Desk, number: int) -> list[RollLineSeen]:
    """Those who vote, by number, each person for one line."""
    found: dict[UUID, RollLineSeen] = {}
    after: int | None = 0
    with inside(desk.cooperative_id):
        roll = queries.roll(number)
        while after is not None:
            page = queries.roll_lines(roll.id, entitled=True, after=after)
            for line in page.lines:
                if line.voter_id is not None:
                    found.setdefault(line.voter_id, line)
            after = page.next_after
    return list(found.values())


def _come(floor: Floor, line: RollLineSeen) -> None:
    assert line.voter_id is not None
    is_online = line.voter_id in floor.online
    by, channel = (floor.of(line), Channel.ONLINE) if is_online else (floor.at(), Channel.HALL)
    assembly.check_in(by=by, number=floor.number, person_id=line.voter_id, channel=channel)


def leave(floor: Floor, count: int) -> None:
    """The last so many leave before the end."""
    for line in floor.voters[-count:] if count else ():
        assert line.voter_id is not None
        assembly.check_out(by=floor.at(), number=floor.number, person_id=line.voter_id)
    floor.voters = floor.voters[: len(floor.voters) - count]


def amend(floor: Floor, place: int, draft: MotionDraft, split: Split) -> int | None:
    """Somebody moves to amend an item, another seconds, and all vote by hands; the number of the resolution."""
    mover, seconder = floor.voters[-1], floor.voters[-2]
    by = floor.of(mover)
    assert by.person_id is not None
    motion = assembly.move_motion(
        by=by, number=floor.number, person_id=by.person_id, draft=draft,
        under=Under(place=place, amends_item=True),
    )  # fmt: skip
    by = floor.of(seconder)
    assert by.person_id is not None
    assembly.second_motion(by=by, number=floor.number, motion=motion, person_id=by.person_id)
    put = assembly.put_motion(by=floor.at(4), number=floor.number, motion=motion, method=VoteMethod.HANDS)
    return _let_vote(floor, put, VoteMethod.HANDS, split)


def vote(floor: Floor, place: int, method: VoteMethod, split: Split) -> int | None:
    """Put an item to the vote, let all vote who are there, and close it; the number of the resolution."""
    number = assembly.put_to_vote(by=floor.at(8), number=floor.number, place=place, method=method)
    return _let_vote(floor, number, method, split)


def _let_vote(floor: Floor, number: int, method: VoteMethod, split: Split) -> int | None:
    choices = list(zip(floor.voters, split.choices(len(floor.voters)), strict=True))
    floor.minute += 1
    if method is VoteMethod.HANDS:
        in_hall = [choice for line, choice in choices if line.voter_id not in floor.online]
        choices = [(line, choice) for line, choice in choices if line.voter_id in floor.online]
        _count(floor, number, in_hall)
    for line, choice in choices:
        mark = _mark(floor.number, number, line.number)
        cast = Cast(choice, mark if method is VoteMethod.SECRET else "")
        assembly.cast_vote(by=floor.of(line), number=floor.number, vote_number=number, cast=cast)
    return assembly.close_vote(by=floor.at(3), number=floor.number, vote_number=number)


def _count(floor: Floor, number: int, hands: Sequence[Choice]) -> None:
    tally = Tally(hands.count(Choice.YES), hands.count(Choice.NO), hands.count(Choice.ABSTAIN))
    for teller in floor.tellers:
        by = replace(floor.at(), person_id=teller, authority="teller")
        assembly.enter_count(by=by, number=floor.number, vote_number=number, tally=tally)


def _mark(*places: int) -> str:
    """What a voter was given to find the vote again; drawn by chance anywhere but here."""
    dice = random.Random(repr(places))  # noqa: S311  # the same demo each time
    drawn = "".join(dice.choices(_MARK, k=10))
    return f"{drawn[:5]}-{drawn[5:]}"
