"""Who stands for which seats of a body at a meeting, in which order, and who may. Asked inside a cooperative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.assembly import models
from rochdale.assembly.errors import CallNotFound, ElectionItemMissing, NominationNotFound
from rochdale.assembly.models import CandidateOrder, ItemKind, NominationStepKind
from rochdale.assembly.queries.mandates import BodySeen, body
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, in_language
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import BylawAnswer
from rochdale.kernel.calendar import months_after
from rochdale.membership import queries as membership
from rochdale.membership.queries import sorting_name
from rochdale.tenancy.queries import rows
from rochdale.voting.candidacies import Reason
from rochdale.voting.lots import Lots

STANDING: Final = frozenset(
    {NominationStepKind.PROPOSED, NominationStepKind.ACCEPTED, NominationStepKind.ADMITTED}
)
_LATEST_MONTHS: Final = 6
_CLOSE_DAYS: Final = 10
_YEAR_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class SeatUp:
    """A seat that can be put to an election, for so many months; `is_vacated` where it is the rest of a term."""

    seat_id: UUID
    place: int
    electoral_group: str
    months: int
    until_on: date
    is_vacated: bool
    holder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CallSeen:
    """Which seats are to be filled, under which rules, and until when one is nominated."""

    id: UUID
    body: BodySeen
    version: int
    closes_on: date
    is_open_to_floor: bool
    seconders_needed: int
    order: CandidateOrder
    rule: str
    longest_term_to: str
    has_acclamation: bool
    seats: tuple[SeatUp, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The electoral groups that have a seat, in the order of the seats."""
        return tuple(dict.fromkeys(seat.electoral_group for seat in self.seats))

    def seats_of(self, electoral_group: str) -> tuple[SeatUp, ...]:
        """The seats of one group."""
        return tuple(seat for seat in self.seats if seat.electoral_group == electoral_group)


@dataclass(frozen=True, slots=True)
class NominationSeen:
    """A nomination, how it stands, and what the candidate brought; `photo` is its version, 0 for none."""

    id: UUID
    number: int
    person_id: UUID
    proposer_id: UUID
    electoral_group: str
    is_from_floor: bool
    on_date: date
    stands: NominationStepKind
    seconders: int
    has_consented: bool
    statements: Mapping[str, str]
    has_declared: bool
    interests: str
    photo: int
    trained_on: date | None
    name: str
    sorting: str

    def statement(self, language: str) -> str:
        """What the candidate says, in a language or else in the first of those that there are; or nothing."""
        return in_language(self.statements, language) if self.statements else ""


@dataclass(frozen=True, slots=True)
class NominationStepSeen:
    """What happened to a nomination."""

    kind: NominationStepKind
    reasons: tuple[Reason, ...]
    words: str
    on_date: date


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photograph."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CallOpen:
    """Seats of a body for which candidates are sought until `closes_on`, at a meeting."""

    meeting: int
    code: str
    names: Mapping[str, str]
    closes_on: date
    held_on: date


@dataclass(frozen=True, slots=True)
class ProposalOpen:
    """A nomination that its candidate has not accepted yet."""

    meeting: int
    code: str
    number: int
    names: Mapping[str, str]
    on_date: date


def election_item(seen: MeetingSeen, code: str) -> ItemSeen:
    """The item at which a body is elected: one that names it in its facts, or else one that names none.

    Raises ElectionItemMissing.
    """
    elections = [item for item in seen.items if item.kind is ItemKind.ELECTION]
    for named in (code, None):
        for item in elections:
            if item.effect_facts.get("body") == named:
                return item
    raise ElectionItemMissing


def calls_open(on: date) -> list[CallOpen]:
    """Where members can still be nominated on a day, the first to close first; in one statement."""
    return [CallOpen(*row) for row in rows("assembly", "calls_open.sql", {"day": on})]


def proposals_of(person_id: UUID) -> list[ProposalOpen]:
    """The nominations that wait for somebody to accept them, of meetings that are to come; in one statement."""
    found = rows("assembly", "proposals_of.sql", {"person_id": person_id})
    return [ProposalOpen(*row) for row in found]


def seats_up(body_id: UUID, held_on: date) -> list[SeatUp]:
    """The seats of a body that an election on a day can fill, each for its term or for what is left of one."""
    stated = cooperatives.bylaws(held_on).get("annual_meeting_within_months")
    ends_by = months_after(held_on, stated.number if stated else _LATEST_MONTHS)
    found = rows("assembly", "seats_up.sql", {"body_id": body_id, "day": held_on, "ends_by": ends_by})
    return [_seat_up(row, held_on) for row in found]


def _seat_up(row: tuple[Any, ...], held_on: date) -> SeatUp:
    (id_, place, group, term_years, holder_id, rest_until_on) = row
    until_on = rest_until_on or months_after(held_on, _YEAR_MONTHS * term_years)
    months = _YEAR_MONTHS * (until_on.year - held_on.year) + until_on.month - held_on.month
    return SeatUp(id_, place, group, max(months, 1), until_on, rest_until_on is not None, holder_id)


def calls_of(meeting_id: UUID) -> list[CallSeen]:
    """The bodies whose seats are put at a meeting."""
    ids = models.NominationCall.objects.filter(meeting_id=meeting_id).values_list("body_id", flat=True)
    found = models.Body.objects.filter(id__in=ids).order_by("id")
    return [call_for(meeting_id, row.code) for row in found]


def call_for(meeting_id: UUID, code: str) -> CallSeen:
    """The seats of a body that are put at a meeting, as they stand last. Raises BodyNotFound, CallNotFound."""
    own = body(code)
    row = (
        models.NominationCall.objects.filter(meeting_id=meeting_id, body_id=own.id)
        .order_by("-version")
        .first()
    )
    if row is None:
        raise CallNotFound
    return CallSeen(
        id=row.id,
        body=own,
        version=row.version,
        closes_on=row.closes_on,
        is_open_to_floor=row.is_open_to_floor,
        seconders_needed=row.seconders_needed,
        order=CandidateOrder(row.order),
        rule=row.rule,
        longest_term_to=row.longest_term_to,
        has_acclamation=row.has_acclamation,
        seats=_seats_of(row.id),
    )


def _seats_of(call_id: UUID) -> tuple[SeatUp, ...]:
    put = {row.seat_id: row for row in models.CallSeat.objects.filter(call_id=call_id)}
    seats = models.Seat.objects.filter(id__in=put).order_by("place")
    return tuple(
        SeatUp(
            seat.id,
            seat.place,
            seat.electoral_group,
            put[seat.id].months,
            put[seat.id].until_on,
            put[seat.id].is_vacated,
        )
        for seat in seats
    )


def nominations_of(meeting_id: UUID, body_id: UUID, number: int | None = None) -> list[NominationSeen]:
    """The nominations for a body at a meeting by their numbers, in a constant number of statements."""
    asked = {"meeting_id": meeting_id, "body_id": body_id, "number": number}
    found = rows("assembly", "nominations_of.sql", asked)
    people = membership.persons(person_ids=[row[2] for row in found])
    return [_nomination(row, people[row[2]].particulars) for row in found]


def _nomination(row: tuple[Any, ...], told: membership.Particulars) -> NominationSeen:
    (id_, number, person_id, proposer_id, group, from_floor, on_date, stands, seconders, *brought) = row
    has_consented, statements, has_declared, interests, photo, trained_on = brought
    return NominationSeen(
        id=id_,
        number=number,
        person_id=person_id,
        proposer_id=proposer_id,
        electoral_group=group,
        is_from_floor=from_floor,
        on_date=on_date,
        stands=NominationStepKind(stands),
        seconders=seconders,
        has_consented=has_consented,
        statements=statements,
        has_declared=has_declared,
        interests=interests,
        photo=photo,
        trained_on=trained_on,
        name=told.name,
        sorting=sorting_name(given_names=told.given_names, family_name=told.family_name),
    )


def nomination_for(meeting_id: UUID, body_id: UUID, number: int) -> NominationSeen:
    """One nomination. Raises NominationNotFound."""
    found = nominations_of(meeting_id, body_id, number)
    if not found:
        raise NominationNotFound
    return found[0]


def nomination_steps(nomination_id: UUID) -> list[NominationStepSeen]:
    """What happened to a nomination, in its order."""
    found = models.NominationStep.objects.filter(nomination_id=nomination_id).order_by("place")
    return [
        NominationStepSeen(
            NominationStepKind(row.kind), tuple(Reason(each) for each in row.reasons), row.words, row.on_date
        )
        for row in found
    ]


def has_seconded(nomination_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has seconded a nomination."""
    return models.NominationSecond.objects.filter(nomination_id=nomination_id, person_id=person_id).exists()


def photo_of(nomination_id: UUID, version: int) -> PhotoSeen:
    """A photograph of a candidate. Raises NominationNotFound."""
    found = models.CandidatePhoto.objects.filter(nomination_id=nomination_id, version=version).first()
    if found is None or not found.digest:
        raise NominationNotFound
    return PhotoSeen(found.media_type, bytes(found.content))


def order_seed(meeting_id: UUID, body_id: UUID) -> str:
    """The seed from which the order was drawn; empty where it was not."""
    found = models.CandidateDrawing.objects.filter(meeting_id=meeting_id, body_id=body_id).first()
    return found.seed if found else ""


def in_order(found: Sequence[NominationSeen], order: CandidateOrder, seed: str) -> list[NominationSeen]:
    """Candidates as they stand on the list and on the paper: by name, or by the lot of a seed over their numbers.

    While nothing is drawn they are by number: in the order in which they were nominated.
    """
    if order is CandidateOrder.ALPHABETICAL:
        return sorted(found, key=lambda each: (each.sorting, each.number))
    by_number = sorted(found, key=lambda each: each.number)
    if not seed:
        return by_number
    names = tuple(str(each.number) for each in by_number)
    return [by_number[place] for place in Lots(seed).draw("order", range(len(names)), names)]


def admitted(
    meeting_id: UUID, call: CallSeen, found: Sequence[NominationSeen], electoral_group: str
) -> list[NominationSeen]:
    """Who stands for the seats of a group, in order."""
    own = [
        each
        for each in found
        if each.stands is NominationStepKind.ADMITTED and each.electoral_group == electoral_group
    ]
    return in_order(own, call.order, order_seed(meeting_id, call.body.id))


def told_apart(candidates: Sequence[tuple[str, int]]) -> list[str]:
    """Candidates by name, in the reader's language: of two with one name, with the number of the nomination."""
    alike = Counter(name for name, _number in candidates)
    return [
        name if alike[name] == 1 else _("%(name)s (nomination %(number)s)") % {"name": name, "number": number}
        for name, number in candidates
    ]


def usual_last_day(held_on: date, on: date) -> date:
    """The last day for nominations, as the by-laws of a day say."""
    return held_on - timedelta(
        days=number_said(cooperatives.bylaws(on), "nomination_close_days", _CLOSE_DAYS)
    )


def number_said(said: Mapping[str, BylawAnswer], name: str, otherwise: int) -> int:
    """A whole number of the by-laws, or what holds where they are silent."""
    return said[name].number if name in said else otherwise


def is_said(said: Mapping[str, BylawAnswer], name: str) -> bool:
    """Whether the by-laws say so."""
    return name in said and said[name].allowed
