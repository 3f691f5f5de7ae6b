"""The floor of a meeting: who is there, what is put to the vote, and who has voted. Asked inside a cooperative."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rochdale.assembly.errors import VoteNotFound
from rochdale.assembly.models import (
    BoxChoice,
    Channel,
    Choice,
    FloorOfficer,
    FloorOfficerEnd,
    FloorRole,
    Meeting,
    MeetingStep,
    MeetingStepKind,
    Presence,
    PresenceKind,
    PresenceRole,
    Roll,
    RollFreeze,
    RollLine,
    TellersCount,
    VoteBasis,
    VoteMethod,
    VoteStepKind,
)
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import packed_rows, rows

_MANY: Final = 2**31  # no meeting has so high a number
CHOICES: Final = ("yes", "no", "abstain")


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many voters are there at an instant, and how many of them online; guests are counted apart."""

    voters: int
    online: int
    guests: int


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """What was counted; `resolution` is its number, None where the quorum was missing."""

    yes: int
    no: int
    abstain: int
    blank: int
    spoilt: int
    participants: int
    present: int
    resolution: int | None
    is_adopted: bool | None


@dataclass(frozen=True, slots=True)
class VoteTerms:
    """What a vote needs, as it was put: the part of a basis, reached or exceeded, and the quorum (rules Q-31, Q-32).

    With `has_casting_vote` the chair has one more vote in a tie (rule Q-42).

    An election needs no part: its rule says who is elected.
    """

    part: Fraction
    is_exceeded: bool
    basis: VoteBasis
    quorum_needed: int
    quorum_at_opening: bool
    has_casting_vote: bool


@dataclass(frozen=True, slots=True)
class VoteSeen:
    """One vote of a meeting, with how many have voted, and its outcome once it is closed."""

    id: UUID
    number: int
    item_id: UUID
    method: VoteMethod
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime | None
    is_election: bool
    put_at: datetime
    terms: VoteTerms
    stands: VoteStepKind
    participants: int
    outcome: OutcomeSeen | None

    def is_open(self, at: datetime) -> bool:
        """Whether votes are taken at an instant."""
        within = self.opens_at <= at and (self.closes_at is None or at < self.closes_at)
        return within and self.stands is VoteStepKind.PUT


def attendance(*, meeting_id: UUID, at: datetime) -> Attendance:
    """Who is there at an instant, of those who came since the last adjournment."""
    found = rows("assembly", "attendance_at.sql", {"meeting_id": meeting_id, "at": at})
    counted = {(role, channel): int(count) for role, channel, count in found}
    voters = {channel: counted.get((PresenceRole.VOTER.value, channel.value), 0) for channel in Channel}
    guests = sum(count for (role, _), count in counted.items() if role != PresenceRole.VOTER.value)
    return Attendance(sum(voters.values()), voters[Channel.ONLINE], guests)


def present_as(*, meeting_id: UUID, person_id: UUID) -> Presence | None:
    """The arrival of a person who is there now; who came to a sitting that was adjourned comes anew."""
    ended = MeetingStep.objects.filter(
        meeting_id=meeting_id, kind=MeetingStepKind.ADJOURNED, at__gt=OuterRef("at")
    )
    sitting = Presence.objects.filter(~Exists(ended), meeting_id=meeting_id, person_id=person_id)
    last = sitting.order_by("-place").first()
    return last if last is not None and last.kind == PresenceKind.ARRIVED else None


def voting_line(*, meeting_id: UUID, person_id: UUID) -> RollLine | None:
    """The line of the roll for which a person votes; None for who does not vote in the meeting."""
    found = rows("assembly", "voting_line.sql", {"meeting_id": meeting_id, "voter_id": person_id})
    return RollLine.objects.get(id=found[0][0]) if found else None


def votes_of(*, meeting_id: UUID, with_participants: bool = True) -> list[VoteSeen]:
    """The votes of a meeting in their order, in one statement.

    How many have voted so far costs more with each of them: who does not show it leaves it out, and reads 0.
    """
    return _votes(meeting_id, None, with_participants)


def vote_of(*, meeting_id: UUID, number: int, with_participants: bool = True) -> VoteSeen:
    """One vote of a meeting. Raises VoteNotFound."""
    found = _votes(meeting_id, number, with_participants)
    if not found:
        raise VoteNotFound(number=number)
    return found[0]


def _votes(meeting_id: UUID, number: int | None, with_participants: bool) -> list[VoteSeen]:  # noqa: FBT001  # passed on
    asked = {"meeting_id": meeting_id, "number": number, "with_participants": with_participants}
    return [_seen(row) for row in packed_rows("assembly", "votes_of.sql", asked)]


def namings(meeting_id: UUID) -> QuerySet[FloorOfficer]:
    """The namings for a meeting that were not undone (INV-127), in their order."""
    undone = FloorOfficerEnd.objects.filter(officer_id=OuterRef("id"))
    return FloorOfficer.objects.filter(~Exists(undone), meeting_id=meeting_id).order_by("id")


def named(*, meeting_id: UUID, person_id: UUID) -> frozenset[FloorRole]:
    """What a person was named to for a meeting."""
    found = namings(meeting_id).filter(person_id=person_id)
    return frozenset(FloorRole(role) for role in found.values_list("role", flat=True))


def naming_is_used(*, meeting_id: UUID, person_id: UUID, role: FloorRole) -> bool:
    """Whether somebody counted or signed what only who is named to a task does (INV-127)."""
    asked = {"meeting_id": meeting_id, "person_id": person_id, "role": role.value}
    return bool(rows("assembly", "naming_is_used.sql", asked)[0][0])


def named_in(*, number: int, person_id: UUID) -> frozenset[FloorRole]:
    """What a person was named to for the meeting of a number; nothing where there is no such meeting."""
    own = (
        Meeting.objects.filter(number=number).values_list("id", flat=True).first() if number < _MANY else None
    )
    return named(meeting_id=own, person_id=person_id) if own else frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """Who was named to what for a meeting; with `undone_at`, who is so no more, and who undid it."""

    role: FloorRole
    name: str
    member_number: int | None
    undone_at: datetime | None
    undone_by: str


def who_does_what(*, meeting_id: UUID) -> list[Named]:
    """Who was named to what for a meeting, in the order in which they were named, in three statements."""
    found = rows("assembly", "namings_seen.sql", {"meeting_id": meeting_id})
    people = [person_id for row in found for person_id in (row[1], row[3]) if person_id]
    names, numbers = membership.names_of(person_ids=people), membership.numbers_of(person_ids=people)
    return [
        Named(FloorRole(role), names[person_id], numbers.get(person_id), at, names.get(by, ""))
        for role, person_id, at, by in found
    ]


def _seen(row: tuple[Any, ...]) -> VoteSeen:
    (
        id_,
        number,
        item_id,
        method,
        titles,
        texts,
        opens_at,
        closes_at,
        is_election,
        put_at,
        numerator,
        denominator,
        is_exceeded,
        basis,
        quorum_needed,
        quorum_at_opening,
        has_casting_vote,
        stands,
        participants,
        *counted,
    ) = row
    outcome = OutcomeSeen(*counted) if counted[0] is not None else None
    terms = VoteTerms(
        Fraction(numerator, denominator),
        is_exceeded,
        VoteBasis(basis),
        quorum_needed,
        quorum_at_opening,
        has_casting_vote,
    )
    return VoteSeen(
        id_, number, item_id, VoteMethod(method), json.loads(titles), json.loads(texts), opens_at, closes_at,
        is_election, put_at, terms, VoteStepKind(stands), participants, outcome,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line of the roll at the desk: who votes for it, whether they may, and whether they are there."""

    number: int
    voter_id: UUID | None
    may_vote: bool
    is_there: bool
    is_for_another: bool
    votes: int
    mandate_id: UUID | None


def desk_lines(*, meeting_id: UUID, numbers: Sequence[int]) -> dict[int, DeskLine]:
    """The lines of the roll with these member numbers, in one statement."""
    found = rows("assembly", "desk_lines.sql", {"meeting_id": meeting_id, "numbers": list(numbers)})
    return {line.number: line for line in (DeskLine(*row) for row in found)}


def floor_state(*, meeting_id: UUID) -> str:
    """A short text that changes whenever the screens of the meeting do."""
    return "-".join(
        str(count) for count in rows("assembly", "floor_state.sql", {"meeting_id": meeting_id})[0]
    )


def box_of(*, vote_id: UUID) -> list[tuple[str, Choice]]:
    """The choices of a secret vote that is closed, in the order of their marks."""
    found = BoxChoice.objects.filter(vote_id=vote_id).order_by("mark")
    return [(row.mark, Choice(row.choice)) for row in found]


def latest_counts(*, vote_id: UUID) -> int:
    """How many tellers have counted."""
    return TellersCount.objects.filter(vote_id=vote_id).values("teller_id").distinct().count()


def entitled_of(*, meeting_id: UUID) -> int | None:
    """How many are entitled to vote by the frozen roll; None while it is not frozen."""
    rolls = Roll.objects.filter(meeting_id=meeting_id).values("id")
    frozen = RollFreeze.objects.filter(roll_id__in=rolls).first()
    return frozen.entitled if frozen else None
