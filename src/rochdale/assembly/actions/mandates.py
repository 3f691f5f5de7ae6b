"""Bodies and their seats; mandates given, taken over and ended. What was written stays (rule Q-46)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.models import (
    Body,
    BodyKind,
    FilledBy,
    ItemKind,
    Mandate,
    MandateEndKind,
    MandateSource,
    MeetingStepKind,
    NominationCall,
    Resolution,
    Seat,
)
from rochdale.assembly.queries.mandates import closed_from, seats_open
from rochdale.assembly.queries.meetings import meeting
from rochdale.audit import actions as audit
from rochdale.cooperatives import actions as offices
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.kernel.calendar import months_after
from rochdale.membership import queries as membership
from rochdale.membership.actions import Right
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take

# What the program does to offices because of a mandate: whoever wrote the mandate down is in its own act.
BY_MANDATE: Final = "system: mandates"
# How late an annual meeting may be where the by-laws do not say: so much longer may a term be.
LATEST_MONTHS: Final = 6
_OPENED: Final = frozenset({MeetingStepKind.OPENED, MeetingStepKind.ADJOURNED, MeetingStepKind.CLOSED})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is to hold which seat. `until_on` is the first day after; the seat's whole term unless told."""

    seat_id: UUID
    person_id: UUID
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class OldMandate:
    """A mandate that was given before this register began."""

    seat_id: UUID
    person_id: UUID
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Giving:
    """What gives mandates: a resolution, or an election with its result if it was counted here; from which day on."""

    source: MandateSource
    from_on: date
    resolution_id: UUID | None = None
    item_id: UUID | None = None
    result_id: UUID | None = None


def make_body(
    *, by: Acting, code: str, kind: BodyKind, names: Mapping[str, str], filled_by: FilledBy
) -> UUID:
    """Write down that the by-laws know a body; the board of directors is one of them.

    Raises NotAllowed, TitleMissing, BodyFound.
    """
    with inside(by.cooperative_id):
        authorise(by)
        for language in cooperatives.cooperative(by.cooperative_id).languages:
            if not names.get(language, "").strip():
                raise errors.TitleMissing(language=language)
        id_ = new_id(by.at)
        row = Body(
            id=id_,
            cooperative_id=by.cooperative_id,
            code=code,
            kind=kind,
            names=dict(names),
            filled_by=filled_by,
            act_id=_record(by, "assembly.make_body", "body", id_, {"code": code, "kind": kind.value}),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            raise errors.BodyFound(body=code) from error
        return id_


def open_seat(
    *, by: Acting, code: str, term_years: int, electoral_group: str = "", from_on: date | None = None
) -> UUID:
    """Add a seat to a body, the board's within the by-laws (rule Q-41): `electoral_group` says whose it is.

    Raises NotAllowed, BodyNotFound, BoardTooLarge.
    """
    with inside(by.cooperative_id):
        authorise(by)
        body = held_body(code)
        place = int(Seat.objects.filter(body_id=body.id).aggregate(last=Max("place"))["last"] or 0) + 1
        most = cooperatives.bylaws(by.on).get("board_seats_max")
        seats = seats_open(body.id, from_on or by.on)
        if body.kind == BodyKind.BOARD and most is not None and seats >= most.number:
            raise errors.BoardTooLarge(seats_max=most.number)
        id_ = new_id(by.at)
        Seat(
            id=id_,
            cooperative_id=by.cooperative_id,
            body_id=body.id,
            place=place,
            electoral_group=electoral_group.strip(),
            term_years=term_years,
            from_on=from_on or by.on,
            act_id=_record(by, "assembly.open_seat", "seat", id_, {"code": code, "place": place}),
        ).save(force_insert=True)
        return id_


def take_over_mandates(*, by: Acting, mandates: Sequence[OldMandate]) -> list[UUID]:
    """Write down who holds which seats already, before anything was decided here.

    The office of director is theirs from today under the mandate's own term; what was given before ends. Raises
    NotAllowed (permission manage_offices), SeatNotFound, MandatesDecidedHere, SeatHeld, SeatHeldByPerson,
    MandateDaysWrong, and what `cooperatives` refuses of an office.
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_OFFICES, by.on)
        if Resolution.objects.exists():
            raise errors.MandatesDecidedHere
        return [_take_over(by, each) for each in mandates]


def _take_over(by: Acting, old: OldMandate) -> UUID:
    seat, body = held_seat(old.seat_id)
    if not seat.from_on <= old.from_on <= by.on < old.until_on:
        raise errors.MandateDaysWrong(earliest=seat.from_on, latest=by.on)
    program = _program(by)
    for held in cooperatives.offices_of(old.person_id, by.on):
        if body.kind == BodyKind.BOARD and held.office is OfficeKind.DIRECTOR:
            offices.end_office(by=program, office_id=held.id)
    giving = Giving(MandateSource.TAKEN_OVER, old.from_on)
    return _write(by, seat, body, old.person_id, giving, old.until_on)


def record_election(
    *,
    by: Acting,
    meeting_number: int,
    item_place: int,
    elected: Sequence[Holder],
    from_on: date | None = None,
) -> list[UUID]:
    """Give seats to who was elected at an item of a meeting, as the meeting was told (rules Q-41, Q-42).

    By hand, of an election that was not held here: where nominations were called for, its count says who is elected
    (INV-108). Raises NotAllowed, MeetingNotFound, AgendaItemNotFound, NoElectionHeld, CountDecides, and as
    give_mandates.
    """
    with inside(by.cooperative_id):
        authorise(by)
        held = meeting(meeting_number)
        item = held.item(item_place)
        if item.kind is not ItemKind.ELECTION or held.stands not in _OPENED:
            raise errors.NoElectionHeld
        bodies = Seat.objects.filter(id__in=[each.seat_id for each in elected]).values("body_id")
        if NominationCall.objects.filter(meeting_id=held.id, body_id__in=bodies).exists():
            raise errors.CountDecides
        giving = Giving(MandateSource.ELECTION, from_on or by.on, item_id=item.id)
        return give_mandates(by=by, holders=elected, giving=giving)


def give_mandates(*, by: Acting, holders: Sequence[Holder], giving: Giving) -> list[UUID]:
    """Give seats from a day on, for their terms, in the transaction of what gives them (INV-93, INV-94).

    A director has the office, and what it allows, from that day to the end of the mandate. Who was co-opted, and
    whose term is about to end, makes room. The caller authorised. Raises SeatNotFound, NotEligible, SeatHeld,
    SeatHeldByPerson, SeatClosed, MandateDaysWrong, CoOptionClosed, and what `cooperatives` refuses of an office.
    """
    given = []
    for holder in holders:
        seat, body = held_seat(holder.seat_id)
        until_on = _until(by, seat, giving, holder.until_on)
        require_eligible(by=by, person_id=holder.person_id, on=giving.from_on)
        make_room(by, seat, giving)
        given.append(_write(by, seat, body, holder.person_id, giving, until_on))
    return given


def require_eligible(*, by: Acting, person_id: UUID, on: date) -> None:
    """Refuse who is no member with the right to be elected, nor stands for one (rule Q-43). Raises NotEligible."""
    member_person_id = membership.represented_by(person_id=person_id, on=on) or person_id
    number = membership.member_of(person_id=member_person_id)
    if number is None:
        raise errors.NotEligible
    member_id = membership.member(number=number).member_id
    rights = membership.rights_of(cooperative_id=by.cooperative_id, member_id=member_id, on=on)
    if rights is None or Right.ELIGIBILITY not in rights.holds:
        raise errors.NotEligible


def end_mandate(
    *, by: Acting, mandate_id: UUID, kind: MandateEndKind, words: str, on: date | None = None
) -> None:
    """End a mandate before its term, from `on` (`by.on` unless told); a director's office ends with it.

    For a resignation, a death or lost eligibility: who was elected is removed by a resolution (rule Q-45). Raises
    NotAllowed, ReasonsMissing, MandateNotFound, MandateOver, MandateDaysWrong.
    """
    assert kind in {MandateEndKind.RESIGNATION, MandateEndKind.DEATH, MandateEndKind.INELIGIBLE}
    if not words.strip():
        raise errors.ReasonsMissing
    with inside(by.cooperative_id):
        authorise(by)
        end_held_mandate(by=by, mandate_id=mandate_id, kind=kind, words=words, on=on or by.on)


def end_held_mandate(
    *,
    by: Acting,
    mandate_id: UUID,
    kind: MandateEndKind,
    on: date,
    words: str = "",
    resolution_id: UUID | None = None,
) -> None:
    """End a mandate in the transaction of what ends it. The caller authorised. Raises as end_mandate."""
    found = Mandate.objects.filter(id=mandate_id).first()
    if found is None:
        raise errors.MandateNotFound
    held_seat(found.seat_id)
    row = Mandate.objects.get(id=mandate_id)
    ends = row.ended_on or row.until_on
    if row.ended_on is not None or by.on >= row.until_on:
        raise errors.MandateOver(ended_on=ends)
    earliest = max(by.on, row.from_on)
    if not earliest <= on < row.until_on:
        raise errors.MandateDaysWrong(earliest=earliest, latest=row.until_on)
    facts = {"kind": kind.value, "ended_on": on.isoformat()}
    act_id = _record(by, "assembly.end_mandate", "mandate", row.id, facts)
    Mandate.objects.filter(id=row.id).update(
        ended_on=on,
        end_kind=kind,
        end_words=words.strip(),
        end_resolution_id=resolution_id,
        ended_act_id=act_id,
    )
    if row.office_id is not None:
        offices.end_office(by=_program(by), office_id=row.office_id, on=on)


def make_room(by: Acting, seat: Seat, giving: Giving) -> None:
    """End the mandate that still runs on a seat where it was to end with this one: a co-option, or a term's rest."""
    held = Mandate.objects.filter(seat_id=seat.id, from_on__lte=giving.from_on, until_on__gt=giving.from_on)
    last = held.filter(ended_on=None).first()
    if last is None:
        return
    ends_soon = last.until_on <= months_after(giving.from_on, _latest_months(by))
    if giving.source is MandateSource.CO_OPTION or not (
        ends_soon or last.source == MandateSource.CO_OPTION.value
    ):
        raise errors.SeatHeld
    end_held_mandate(
        by=by,
        mandate_id=last.id,
        kind=MandateEndKind.REPLACED,
        on=giving.from_on,
        resolution_id=giving.resolution_id,
    )


def _until(by: Acting, seat: Seat, giving: Giving, asked: date | None) -> date:
    """The first day after a mandate: its term, or what was asked within it."""
    is_co_option = giving.source is MandateSource.CO_OPTION
    if is_co_option:
        allowed = cooperatives.bylaws(giving.from_on).get("vacancy_filled_by_board")
        if allowed is not None and not allowed.allowed:
            raise errors.CoOptionClosed
    months = 12 if is_co_option else 12 * seat.term_years
    latest = months_after(giving.from_on, months + _latest_months(by))
    until_on = asked or months_after(giving.from_on, months)
    if giving.from_on < by.on or not giving.from_on < until_on <= latest:
        raise errors.MandateDaysWrong(earliest=by.on, latest=latest)
    return until_on


def _latest_months(by: Acting) -> int:
    stated = cooperatives.bylaws(by.on).get("annual_meeting_within_months")
    return stated.number if stated else LATEST_MONTHS


def _write(by: Acting, seat: Seat, body: Body, person_id: UUID, giving: Giving, until_on: date) -> UUID:
    if (closes_on := closed_from(seat.id)) is not None and closes_on < until_on:
        raise errors.SeatClosed(closes_on=closes_on)
    _refuse_second_seat(body, person_id, giving.from_on, until_on)
    id_, office_id = new_id(by.at), None
    facts: dict[str, object] = {
        "seat": str(seat.id),
        "person": str(person_id),
        "until_on": until_on.isoformat(),
    }
    if giving.source is MandateSource.ELECTION:
        facts["counted"] = giving.result_id is not None
    act_id = _record(by, "assembly.give_mandate", "mandate", id_, facts)
    if body.kind == BodyKind.BOARD:
        since_on = max(by.on, giving.from_on)
        office_id = offices.appoint(
            by=_program(by),
            person_id=person_id,
            office=OfficeKind.DIRECTOR,
            since_on=since_on,
            until_on=until_on,
        ).id
    row = Mandate(
        id=id_,
        cooperative_id=by.cooperative_id,
        body_id=body.id,
        seat_id=seat.id,
        person_id=person_id,
        from_on=giving.from_on,
        until_on=until_on,
        source=giving.source,
        resolution_id=giving.resolution_id,
        item_id=giving.item_id,
        result_id=giving.result_id,
        office_id=office_id,
        act_id=act_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "assembly_mandate_seat" in str(error):
            raise errors.SeatHeld from error
        raise
    return id_


def _refuse_second_seat(body: Body, person_id: UUID, from_on: date, until_on: date) -> None:
    """One seat of a body is enough for a person (INV-93). The body is locked."""
    held = Mandate.objects.filter(
        body_id=body.id, person_id=person_id, from_on__lt=until_on, until_on__gt=from_on
    )
    if held.exclude(ended_on__lte=from_on).exclude(ended_on=F("from_on")).exists():
        raise errors.SeatHeldByPerson


def _program(by: Acting) -> Acting:
    """The authority under which offices follow mandates: the resolution's, or the program's own."""
    if by.person_id is None:
        return by
    return replace(by, person_id=None, for_person_id=None, authority=BY_MANDATE)


def held_body(code: str) -> Body:
    """A body, taken until the transaction ends. Raises BodyNotFound."""
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise errors.BodyNotFound(body=code)
    _lock(body.id)
    return body


def held_seat(seat_id: UUID) -> tuple[Seat, Body]:
    """A seat with its body, taken until the transaction ends. Raises SeatNotFound."""
    seat = Seat.objects.filter(id=seat_id).first()
    if seat is None:
        raise errors.SeatNotFound
    _lock(seat.body_id)
    return seat, Body.objects.get(id=seat.body_id)


def _lock(body_id: UUID) -> None:
    # One change of a body after the other.
    take(body_id, invariant=93)


def _record(by: Acting, verb: str, kind: str, subject_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, kind, subject_id, version, facts))
