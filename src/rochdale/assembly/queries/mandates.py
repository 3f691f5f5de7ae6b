"""Bodies as of any day: who holds which seat, which are vacant, whose term ends. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import BodyNotFound, MandateNotFound, SeatNotFound
from rochdale.assembly.models import BodyKind, FilledBy, MandateEndKind, MandateSource, MeetingKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class BodySeen:
    """A body of the cooperative."""

    id: UUID
    code: str
    kind: BodyKind
    names: Mapping[str, str]
    filled_by: FilledBy

    def name(self, language: str) -> str:
        """Its name in a language, or else in the first of those that there are."""
        return in_language(self.names, language)


@dataclass(frozen=True, slots=True)
class MandateSeen:
    """A mandate with its holder's name. It holds from `from_on` up to, but not on, `until_on`.

    `resolution` is the number of the one that gave it, `meeting` that of the meeting which decided; `term_until_on`
    the end that was foreseen.
    """

    id: UUID
    person_id: UUID
    name: str
    from_on: date
    until_on: date
    term_until_on: date
    source: MandateSource
    resolution: int | None
    meeting: int | None
    meeting_kind: MeetingKind | None
    end_kind: MandateEndKind | None
    end_words: str
    end_resolution: int | None
    end_meeting_kind: MeetingKind | None


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A seat with its holder of the day; None where it is vacant. From `closes_on` on the body has it no more."""

    id: UUID
    place: int
    electoral_group: str
    term_years: int
    from_on: date
    closes_on: date | None
    mandate: MandateSeen | None


@dataclass(frozen=True, slots=True)
class SeatOf:
    """A seat by its number in its body, and since when the body has it no more, with why."""

    body: BodySeen
    place: int
    closes_on: date | None = None
    closing_words: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """A body on a day. `ending` are the mandates of that day that end soon, the first to end first."""

    body: BodySeen
    on: date
    seats: tuple[SeatSeen, ...]
    ending: tuple[MandateSeen, ...]

    @property
    def vacancies(self) -> int:
        """Seats that nobody holds that day."""
        return sum(seat.mandate is None for seat in self.seats)


@dataclass(frozen=True, slots=True)
class ElectionItem:
    """An election on the agenda of a meeting that was opened."""

    meeting: int
    place: int
    titles: Mapping[str, str]


ENDING_DAYS: Final = 120
ELECTIONS_LISTED: Final = 30


def bodies() -> list[BodySeen]:
    """The bodies of the cooperative, the board first, then as they were made."""
    found = [_body(row) for row in models.Body.objects.order_by("id")]
    return sorted(found, key=lambda each: each.kind is not BodyKind.BOARD)


def body(code: str) -> BodySeen:
    """One body. Raises BodyNotFound."""
    found = models.Body.objects.filter(code=code).first()
    if found is None:
        raise BodyNotFound(body=code)
    return _body(found)


def board() -> BodySeen | None:
    """The board of directors, once its seats are kept here."""
    found = models.Body.objects.filter(kind=BodyKind.BOARD).first()
    return _body(found) if found else None


def composition(code: str, *, on: date, ending_days: int = ENDING_DAYS) -> Composition:
    """A body as it was, is or will be on a day. Constant number of statements. Raises BodyNotFound."""
    found = body(code)
    seats = rows("assembly", "composition.sql", {"body_id": found.id, "day": on})
    mandates = _mandates([row[5] for row in seats if row[5] is not None])
    seen = tuple(
        SeatSeen(id_, place, group, years, from_on, closes_on, mandates.get(held))
        for id_, place, group, years, from_on, held, closes_on in seats
    )
    soon = on + timedelta(days=ending_days)
    ending = [seat.mandate for seat in seen if seat.mandate and seat.mandate.until_on <= soon]
    return Composition(found, on, seen, tuple(sorted(ending, key=lambda each: each.until_on)))


def mandates_of_seat(seat_id: UUID) -> list[MandateSeen]:
    """Everyone who held a seat, the latest first. Raises SeatNotFound."""
    if not models.Seat.objects.filter(id=seat_id).exists():
        raise SeatNotFound
    ids = models.Mandate.objects.filter(seat_id=seat_id).values_list("id", flat=True)
    return sorted(_mandates(ids).values(), key=lambda each: each.from_on, reverse=True)


def mandate(mandate_id: UUID) -> MandateSeen:
    """One mandate. Raises MandateNotFound."""
    found = _mandates([mandate_id])
    if mandate_id not in found:
        raise MandateNotFound
    return found[mandate_id]


def election_items() -> list[ElectionItem]:
    """The elections on the agendas of meetings that were opened, the latest first."""
    return [
        ElectionItem(number, place, titles)
        for number, place, titles in rows("assembly", "election_items.sql", {"lines": ELECTIONS_LISTED})
    ]


def mandates_from(resolution_id: UUID) -> list[MandateSeen]:
    """The mandates that a resolution gave."""
    ids = models.Mandate.objects.filter(resolution_id=resolution_id).values_list("id", flat=True)
    return sorted(_mandates(ids).values(), key=lambda each: each.id)


def body_of(mandate_id: UUID) -> BodySeen:
    """The body in which a mandate is. Raises MandateNotFound."""
    row = models.Mandate.objects.filter(id=mandate_id).first()
    if row is None:
        raise MandateNotFound
    return _body(models.Body.objects.get(id=row.body_id))


def body_of_seat(seat_id: UUID) -> SeatOf:
    """The body of a seat, and its number there. Raises SeatNotFound."""
    row = models.Seat.objects.filter(id=seat_id).first()
    if row is None:
        raise SeatNotFound
    own = _body(models.Body.objects.get(id=row.body_id))
    closing = models.SeatClosing.objects.filter(seat_id=seat_id).first()
    return SeatOf(own, row.place, closing.from_on, closing.words) if closing else SeatOf(own, row.place)


def closed_from(seat_id: UUID) -> date | None:
    """From which day on a body has a seat no more; None where none is said."""
    return models.SeatClosing.objects.filter(seat_id=seat_id).values_list("from_on", flat=True).first()


def seats_open(body_id: UUID, on: date) -> int:
    """How many seats a body has from a day on: those that are not closed by then."""
    gone = models.SeatClosing.objects.filter(from_on__lte=on).values("seat_id")
    return models.Seat.objects.filter(body_id=body_id).exclude(id__in=gone).count()


def seats_lasting(body_id: UUID) -> int:
    """How many seats a body keeps, once every closing that is written down has come."""
    return (
        models.Seat.objects.filter(body_id=body_id)
        .exclude(id__in=models.SeatClosing.objects.values("seat_id"))
        .count()
    )


def put_to_election(seat_id: UUID) -> bool:
    """Whether an election that is still to come, or is being held, is to fill a seat."""
    return bool(rows("assembly", "seat_is_put.sql", {"seat_id": seat_id})[0][0])


def holds_mandate(*, person_id: UUID, on: date) -> bool:
    """Whether a person holds a seat of any body that day."""
    held = models.Mandate.objects.filter(person_id=person_id, from_on__lte=on, until_on__gt=on)
    return held.exclude(ended_on__lte=on).exists()


def person_elected(number: int) -> UUID:
    """The person who is elected for a member: the member, or who represents it. Raises MemberNotFound."""
    found = membership.member(number=number)
    stands = [
        each for each in membership.representatives_of(person_id=found.person_id) if each.ends_on is None
    ]
    return stands[0].person_id if stands else found.person_id


def _body(row: models.Body) -> BodySeen:
    return BodySeen(row.id, row.code, BodyKind(row.kind), row.names, FilledBy(row.filled_by))


def _mandates(ids: Iterable[UUID]) -> dict[UUID, MandateSeen]:
    found = rows("assembly", "mandates_seen.sql", {"ids": [str(each) for each in ids]})
    names = membership.names_of(person_ids=[row[1] for row in found])
    return {
        row[0]: MandateSeen(
            id=row[0],
            person_id=row[1],
            name=names[row[1]],
            from_on=row[2],
            until_on=row[3],
            term_until_on=row[4],
            source=MandateSource(row[5]),
            resolution=row[6],
            meeting=row[7],
            meeting_kind=MeetingKind(row[8]) if row[8] else None,
            end_kind=MandateEndKind(row[9]) if row[9] else None,
            end_words=row[10],
            end_resolution=row[11],
            end_meeting_kind=MeetingKind(row[12]) if row[12] else None,
        )
        for row in found
    }
