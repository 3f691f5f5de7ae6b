"""An annual meeting with seats to be filled and people who stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from assembly.decision_cases import NAMES, found_wrong
from assembly.floor import CALLED_ON, JOINED, Floor, called, freeze, later
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Named, Proposal
from rochdale.assembly.models import BodyKind, FilledBy
from rochdale.assembly.queries.nominations import CallSeen, NominationSeen, call_for, nominations_of
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside

__all__ = ["found_wrong"]
SEED = "3 1 6 2"
BORN = date(1970, 5, 4)


@dataclass(frozen=True, slots=True)
class Election:
    """A called meeting with a call for nominations; `people` are members of long standing."""

    by: Acting
    number: int
    seats: tuple[UUID, ...]
    people: tuple[UUID, ...]

    @property
    def then(self) -> Acting:
        """Who runs it, while nominations are taken."""
        return replace(self.by, on=CALLED_ON, at=self.by.at - timedelta(days=24) + timedelta(hours=1))

    def of(self, place: int, **more: Any) -> Acting:
        """A member acting in that time."""
        return replace(self.then, person_id=self.people[place], authority="member", **more)

    def named(self, number: int, body: str = "board") -> Named:
        return Named(self.number, body, number)

    def stand(self, place: int, group: str = "", body: str = "board") -> int:
        """Somebody stands, is seconded by the last member, and declares; the number of the nomination."""
        own = self.of(place)
        number = actions.nominate(
            by=own, number=self.number, code=body, proposal=Proposal(self.people[place], group)
        )
        actions.second_nomination(by=self.of(-1), named=self.named(number, body))
        actions.state_candidacy(
            by=own, named=self.named(number, body), statements={"fr": "Je me présente."}, has_declared=True
        )
        return number

    def admit(self, *places: int, group: str = "", body: str = "board") -> list[int]:
        """These stand and are admitted."""
        numbers = [self.stand(place, group, body) for place in places]
        for number in numbers:
            actions.admit_nomination(by=self.then, named=self.named(number, body))
        return numbers

    def seen(self, number: int, body: str = "board") -> NominationSeen:
        with inside(self.by.cooperative_id):
            meeting_id = queries.meeting(self.number).id
            return nominations_of(meeting_id, queries.body(body).id, number)[0]

    def call(self, body: str = "board") -> CallSeen:
        with inside(self.by.cooperative_id):
            return call_for(queries.meeting(self.number).id, body)

    def draw(self, body: str = "board") -> None:
        actions.draw_candidate_order(by=self.by, number=self.number, code=body, seed=SEED)

    def open(self) -> Floor:
        """The meeting is open, and everybody there."""
        freeze(self.by, self.number)
        actions.open_meeting(by=self.by, number=self.number)
        floor = Floor(self.by, self.number, self.people, self.people[0])
        floor.come(*self.people)
        return floor


def bylaws(by: Acting, **values: Any) -> None:
    """What the by-laws say from the beginning of the year on."""
    cooperatives.amend_bylaw(
        by=replace(by, on=date(2026, 1, 1)), changes=[BylawChange(name, value) for name, value in values.items()],
        effective_from=date(2026, 1, 1), resolution="Test",
    )  # fmt: skip


def election(
    by: Acting, *, groups: Sequence[str] = ("", ""), people: int = 8, terms: Sequence[int] = (), **laws: Any
) -> Election:
    """A meeting of today whose nominations were called for when it was called; a vacant seat for each group."""
    if laws:
        bylaws(by, **laws)
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    seats = [
        actions.open_seat(by=by, code="board", term_years=years, electoral_group=group, from_on=JOINED)
        for group, years in zip(groups, terms or [3] * len(groups), strict=True)
    ]
    known = [
        Newcomer(Particulars(f"Member {place}", f"Ann{place}", birth_date=BORN), JOINED)
        for place in range(people)
    ]
    lines = membership.register_members(by=by, newcomers=known)
    number = called(by)
    with inside(by.cooperative_id):
        persons = tuple(member(number=line.number).person_id for line in lines)
    found = Election(by, number, tuple(seats), persons)
    actions.call_nominations(by=found.then, number=number, code="board")
    return found


__all__ += ["Election", "bylaws", "election", "later"]
