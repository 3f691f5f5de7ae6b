"""Bodies, seats and mandates for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Holder, OldMandate
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries import BodyKind, FilledBy, MandateEndKind, MandateSeen
from rochdale.assembly.views.mandates import ATTENDED_DURING
from rochdale.cooperatives.errors import NotAllowed, OfficesIncompatible
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.web.api import Answer, Asked, Day, Done, Name, Words

_GIVING: tuple[type[Refusal], ...] = (
    NotAllowed,
    OfficesIncompatible,
    errors.SeatNotFound,
    errors.NotEligible,
    errors.SeatHeld,
    errors.SeatHeldByPerson,
    errors.SeatClosed,
    errors.MandateDaysWrong,
)
Code = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class BodyTold(Answer):
    """A body of the cooperative; `names` are by language."""

    code: str
    kind: str
    names: dict[str, str]
    filled_by: str


class Bodies(Answer):
    """The bodies, the board first."""

    items: list[BodyTold]


class MandateTold(Answer):
    """A mandate, from a day up to, but not on, `until_on`; what gave it, and what ended it before its term."""

    id: UUID
    person_id: UUID
    name: str
    from_on: date
    until_on: date
    term_until_on: date
    source: str
    resolution: int | None
    meeting: int | None
    end_kind: str | None
    end_resolution: int | None


class SeatTold(Answer):
    """A seat with its holder of the day; None where it is vacant.

    `came` is to how many meetings of the body the holder came in the twelve months to that day, of `meetings` of
    which attendance was written down. From `closes_on` on the body has the seat no more.
    """

    id: UUID
    place: int
    electoral_group: str
    term_years: int
    closes_on: date | None
    mandate: MandateTold | None
    came: int
    meetings: int


class CompositionTold(Answer):
    """A body on a day. `ending` are the mandates of that day that end within `ending_days`."""

    body: BodyTold
    on: date
    seats: list[SeatTold]
    vacancies: int
    ending: list[MandateTold]


class Mandates(Answer):
    """Everybody who held a seat, the latest first."""

    items: list[MandateTold]


class DayAsked(Asked):
    """The body of which day (today where none is said); and how far ahead mandates end soon."""

    on: Day | None = None
    ending_days: Annotated[int, Field(ge=0, le=3700)] = queries.ENDING_DAYS


class BodyAsked(Asked):
    """A body that the by-laws know, with its name in each language of the cooperative."""

    code: Code
    kind: Literal["board", "supervisory", "credit", "other"]
    names: dict[str, Name]
    filled_by: Literal["general_meeting", "board"]


class SeatAsked(Asked):
    """A further seat."""

    term_years: Annotated[int, Field(strict=True, ge=1, le=10)]
    electoral_group: Name = ""
    from_on: Day | None = None


class ElectedAsked(Asked):
    """Who was elected to which seat; until a day, or for the whole term."""

    seat_id: UUID
    person_id: UUID
    until_on: Day | None = None


class ElectionAsked(Asked):
    """Who was elected at an item of a meeting's agenda."""

    meeting: Annotated[int, Field(strict=True, ge=1)]
    item: Annotated[int, Field(strict=True, ge=1)]
    elected: Annotated[list[ElectedAsked], Field(min_length=1, max_length=50)]
    from_on: Day | None = None


class OldMandateAsked(Asked):
    """Who held a seat when this register began."""

    seat_id: UUID
    person_id: UUID
    from_on: Day
    until_on: Day


class MandateEndAsked(Asked):
    """Why a mandate ends before its term, from a day on (today where none is said)."""

    kind: Literal["resignation", "death", "ineligible"]
    words: Words
    on: Day | None = None


class SeatClosingAsked(Asked):
    """From which day a body has a seat no more (today where none is said), and by what."""

    words: Words
    on: Day | None = None


class SeatId(Answer):
    """A seat."""

    id: UUID


class MandateIds(Answer):
    """Mandates, in the order asked for."""

    ids: list[UUID]


@ROUTES.question("bodies", Bodies)
@insiders_only
def bodies(request: HttpRequest) -> Bodies:
    """The bodies of the cooperative."""
    return Bodies(items=[_body(each) for each in queries.bodies()])


def _body(body: queries.BodySeen) -> BodyTold:
    return BodyTold(
        code=body.code, kind=body.kind.value, names=dict(body.names), filled_by=body.filled_by.value
    )


@ROUTES.question("bodies/{slug:code}", CompositionTold, refuses=(errors.BodyNotFound,))
@insiders_only
def composition(request: HttpRequest, code: str, asked: Query[DayAsked]) -> CompositionTold:
    """A body as of any day: who holds which seat, which are vacant, whose mandate ends soon."""
    on = asked.on or visit_of(request).today
    found = queries.composition(code, on=on, ending_days=asked.ending_days)
    came = queries.attended(body_id=found.body.id, since=on - ATTENDED_DURING, until=on + timedelta(days=1))
    seats = [_seat(each, came) for each in found.seats]
    return CompositionTold(
        body=_body(found.body),
        on=on,
        seats=seats,
        vacancies=found.vacancies,
        ending=[_mandate(each) for each in found.ending],
    )


def _seat(seat: queries.SeatSeen, came: Mapping[UUID, queries.Attended]) -> SeatTold:
    own = came.get(seat.mandate.person_id) if seat.mandate else None
    return SeatTold(
        id=seat.id,
        place=seat.place,
        electoral_group=seat.electoral_group,
        term_years=seat.term_years,
        closes_on=seat.closes_on,
        mandate=_mandate(seat.mandate) if seat.mandate else None,
        came=own.came if own else 0,
        meetings=own.meetings if own else 0,
    )


def _mandate(mandate: MandateSeen) -> MandateTold:
    return MandateTold(
        id=mandate.id,
        person_id=mandate.person_id,
        name=mandate.name,
        from_on=mandate.from_on,
        until_on=mandate.until_on,
        term_until_on=mandate.term_until_on,
        source=mandate.source.value,
        resolution=mandate.resolution,
        meeting=mandate.meeting,
        end_kind=mandate.end_kind.value if mandate.end_kind else None,
        end_resolution=mandate.end_resolution,
    )


@ROUTES.question("seats/{uuid:seat_id}/mandates", Mandates)
@insiders_only
def mandates_of_seat(request: HttpRequest, seat_id: UUID) -> Mandates:
    """Everybody who held a seat; a renewal is a mandate of its own."""
    try:
        return Mandates(items=[_mandate(each) for each in queries.mandates_of_seat(seat_id)])
    except errors.SeatNotFound as missing:
        raise Http404 from missing


@ROUTES.verb(
    "bodies",
    Done,
    refuses=(NotAllowed, errors.TitleMissing, errors.BodyFound),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def make_body(request: HttpRequest, asked: BodyAsked) -> Done:
    """Write down that the by-laws know a body."""
    actions.make_body(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        code=asked.code,
        kind=BodyKind(asked.kind),
        names=asked.names,
        filled_by=FilledBy(asked.filled_by),
    )
    return Done()


@ROUTES.verb(
    "bodies/{slug:code}/seats",
    SeatId,
    refuses=(NotAllowed, errors.BodyNotFound, errors.BoardTooLarge),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def open_seat(request: HttpRequest, code: str, asked: SeatAsked) -> SeatId:
    """Add a seat to a body, the board's within the by-laws."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return SeatId(id=actions.open_seat(by=by, code=code, **asked.model_dump()))


@ROUTES.verb(
    "seats/{uuid:seat_id}/closing",
    Done,
    refuses=(
        NotAllowed,
        errors.SeatNotFound,
        errors.ReasonsMissing,
        errors.SeatClosed,
        errors.SeatDayPast,
        errors.SeatHeld,
        errors.SeatPut,
        errors.BoardTooSmall,
    ),
)
@requires(Permission.RUN_MEETINGS)
def close_seat(request: HttpRequest, seat_id: UUID, asked: SeatClosingAsked) -> Done:
    """Write down that a body has a seat no more; nobody holds it then."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.close_seat(by=by, seat_id=seat_id, words=asked.words, on=asked.on)
    return Done()


@ROUTES.verb(
    "mandates/elected",
    MandateIds,
    refuses=(*_GIVING, errors.MeetingNotFound, errors.AgendaItemNotFound, errors.NoElectionHeld),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def record_election(request: HttpRequest, asked: ElectionAsked) -> MandateIds:
    """Give seats to who was elected at a meeting; the office of director follows."""
    ids = actions.record_election(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        meeting_number=asked.meeting,
        item_place=asked.item,
        elected=[Holder(each.seat_id, each.person_id, each.until_on) for each in asked.elected],
        from_on=asked.from_on,
    )
    return MandateIds(ids=ids)


@ROUTES.verb(
    "mandates/in-office",
    MandateIds,
    refuses=(*_GIVING, errors.MandatesDecidedHere),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_OFFICES)
def take_over(request: HttpRequest, asked: OldMandateAsked) -> MandateIds:
    """Write down who holds a seat already, before anything is decided here."""
    by = visit_of(request).acting(Permission.MANAGE_OFFICES)
    return MandateIds(ids=actions.take_over_mandates(by=by, mandates=[OldMandate(**asked.model_dump())]))


@ROUTES.verb(
    "mandates/{uuid:mandate_id}/end",
    Done,
    refuses=(NotAllowed, errors.ReasonsMissing, errors.MandateOver, errors.MandateDaysWrong),
)
@requires(Permission.RUN_MEETINGS)
def end_mandate(request: HttpRequest, mandate_id: UUID, asked: MandateEndAsked) -> Done:
    """End a mandate before its term; what the office allowed ends with it."""
    try:
        queries.mandate(mandate_id)
    except errors.MandateNotFound as missing:
        raise Http404 from missing
    actions.end_mandate(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        mandate_id=mandate_id,
        kind=MandateEndKind(asked.kind),
        words=asked.words,
        on=asked.on,
    )
    return Done()
