"""Questions about memberships on their way to an end: where each is, what may follow, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.cooperatives.queries import bylaw_or_none
from rochdale.membership.errors import DepartureNotFound
from rochdale.membership.models import Departure, DepartureCause, DepartureStep, DepartureStepKind, Member
from rochdale.membership.queries.departing import FOLLOWS, days_after
from rochdale.membership.queries.names import spoken_name
from rochdale.tenancy.queries import rows

DEPARTURES_LISTED = 200
_K = DepartureStepKind


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One step of a departure. `named_date` is the day that the step speaks of: a hearing, a death, an effect."""

    kind: DepartureStepKind
    on: date
    at: datetime
    named_date: date | None
    next_by: date | None
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    directors: int | None
    words: str
    act_id: UUID


@dataclass(frozen=True, slots=True)
class DepartureFile:
    """A departure with its steps, what may follow, and the days that bind what follows.

    `earliest_end` is the first day on which the membership may end, where that is known yet; `next_by` is the
    last day for what the cooperative must do next, or for the member's appeal.
    """

    id: UUID
    member_number: int
    person_id: UUID
    cause: DepartureCause
    ground: str
    opened_on: date
    steps: tuple[TakenStep, ...]
    follows: frozenset[DepartureStepKind]
    earliest_end: date | None
    next_by: date | None

    @property
    def last(self) -> TakenStep:
        """The step at which it stands."""
        return self.steps[-1]

    @property
    def is_under_way(self) -> bool:
        """Whether anything may still follow."""
        return bool(self.follows)


@dataclass(frozen=True, slots=True)
class DepartureLine:
    """A departure under way, in a list."""

    id: UUID
    member_number: int
    name: str
    cause: DepartureCause
    opened_on: date
    last: DepartureStepKind
    next_by: date | None


def departure(*, departure_id: UUID) -> DepartureFile:
    """One departure of the current cooperative. Raises DepartureNotFound."""
    row = Departure.objects.filter(id=departure_id).first()
    if row is None:
        raise DepartureNotFound(departure_id=departure_id)
    found = DepartureStep.objects.filter(departure_id=departure_id).order_by("place")
    steps = tuple(_step(each) for each in found)
    number = Member.objects.filter(id=row.member_id).values_list("number", flat=True).first()
    assert number is not None
    last, cause = steps[-1], DepartureCause(row.cause)
    return DepartureFile(
        id=row.id,
        member_number=number,
        person_id=row.person_id,
        cause=cause,
        ground=row.ground,
        opened_on=row.opened_on,
        steps=steps,
        follows=FOLLOWS.get(last.kind, frozenset()),
        earliest_end=_earliest_end(cause, last),
        next_by=last.next_by,
    )


def _step(row: DepartureStep) -> TakenStep:
    return TakenStep(
        kind=DepartureStepKind(row.kind),
        on=row.on_date,
        at=row.at,
        named_date=row.named_date,
        next_by=row.next_by,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_abstained=row.votes_abstained,
        directors=row.directors,
        words=row.words,
        act_id=row.act_id,
    )


def departure_under_way(*, member_number: int) -> UUID | None:
    """The departure of a member that is under way, or None."""
    member_id = Member.objects.filter(number=member_number).values_list("id", flat=True).first()
    if member_id is None:
        return None
    found = Departure.objects.filter(member_id=member_id).order_by("-opened_on", "-id").first()
    if found is None:
        return None
    last = DepartureStep.objects.filter(departure_id=found.id).order_by("-place").first()
    assert last is not None
    return found.id if FOLLOWS.get(DepartureStepKind(last.kind)) else None


def departures_under_way() -> list[DepartureLine]:
    """Every departure under way, the oldest first, in one statement."""
    found = rows("membership", "departures_open.sql", {"lines": DEPARTURES_LISTED})
    return [
        DepartureLine(
            id=id_,
            member_number=number,
            name=spoken_name(given, family),
            cause=DepartureCause(cause),
            opened_on=opened_on,
            last=DepartureStepKind(last),
            next_by=due,
        )
        for id_, number, given, family, cause, opened_on, last, due in found
    ]


def bylaw_days(name: str, on: date) -> int | None:
    """A number of days that the by-laws give on a day; None where they say nothing."""
    days = bylaw_or_none(name, on)
    return days.number if days else None


def _earliest_end(cause: DepartureCause, last: TakenStep) -> date | None:
    match last.kind:
        case DepartureStepKind.ASKED:
            return days_after(last.on, bylaw_days("withdrawal_notice_days", last.on) or 0)
        case DepartureStepKind.TOLD:
            appeal_until = days_after(last.on, bylaw_days("expulsion_appeal_days", last.on) or 0)
            return max(days_after(appeal_until, 1), last.named_date or last.on)
        case DepartureStepKind.UPHELD:
            return last.on
        case DepartureStepKind.REPORTED:
            return last.named_date if cause is not DepartureCause.WITHDRAWAL else None
        case _:
            return None


_CLOCKS = {
    _K.ASKED: "withdrawal_notice_days",
    _K.DECIDED: "expulsion_decision_notice_days",
    _K.TOLD: "expulsion_appeal_days",
}


def next_by(last: DepartureStepKind, on: date, named_date: date | None) -> date | None:
    """The day by which something is to follow the last step: the hearing's own, or the by-law's delay."""
    if last is _K.NOTIFIED:
        return named_date
    clock = _CLOCKS.get(last)
    days = bylaw_days(clock, on) if clock else None
    return days_after(on, days) if days is not None else None
