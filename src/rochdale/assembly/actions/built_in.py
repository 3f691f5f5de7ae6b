"""The effects that this room offers itself: on by-laws, memberships, the auditor and seats.

What each is told, as plain JSON (with `not_before`, a day, where it is to wait for one):

- `amend_bylaw`: `effective_from`, `changes`: a list of `name`, `value`, and `rule` where none is in force
- `admit_member`: `application_id`
- `suspend_member`: `number`, `rights`, `until_on`, `ground`
- `lift_suspension`: `suspension_id`
- `exclude_member`: `departure_id`, of a member who was heard
- `appoint_auditor`: `person_id`, `until_on`
- `fill_seats`: `holders`: a list of `seat_id`, `person_id`, and `until_on` where the term is to be shorter
- `remove_from_seat`: `mandate_id`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.effects import Changed, Decided, Facts, Setting
from rochdale.assembly.actions.mandates import Giving, Holder, end_held_mandate, give_mandates
from rochdale.assembly.models import Body, FilledBy, Mandate, MandateEndKind, MandateSource, MeetingKind, Seat
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.taking_part import OF_A_BODY
from rochdale.cooperatives import actions as institutions
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import BylawBackdated, BylawsFaulty
from rochdale.cooperatives.queries import PARAMETERS, OfficeKind
from rochdale.cooperatives.queries.parameters import Value, decode, is_sound
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions as members
from rochdale.membership import queries as membership
from rochdale.membership.actions import BoardVote, Right

ReadT = TypeVar("ReadT")
CHANGES_MAX: Final = 50
HOLDERS_MAX: Final = 50


def readable(read: Callable[[Facts], ReadT], facts: Facts) -> ReadT:
    """The facts of an effect, read. Raises EffectMalformed for what lacks something or is of another kind."""
    try:
        return read(facts)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise errors.EffectMalformed(missing=str(fault)[:80]) from fault


def faults_of(*judges: Callable[[], object]) -> list[Refusal]:
    """What the judges refuse, each on its own."""
    found: list[Refusal] = []
    for judge in judges:
        try:
            judge()
        except Refusal as refusal:
            found.append(refusal)
    return found


# By-laws


def amendment(facts: Facts, currency: str) -> tuple[date, list[BylawChange]]:
    """From which day, and what changes; a value that is not of its kind stays as it came, to be judged."""
    changes = facts["changes"]
    if not isinstance(changes, list) or len(changes) > CHANGES_MAX:
        raise TypeError("changes")
    read = [
        BylawChange(
            str(each["name"]), _value(str(each["name"]), each["value"], currency), each.get("rule", "")
        )
        for each in changes
    ]
    return date.fromisoformat(facts["effective_from"]), read


def _value(name: str, plain: Any, currency: str) -> Value:
    parameter = PARAMETERS.get(name)
    told = tuple(plain) if isinstance(plain, list) else plain
    if parameter is None or not is_sound(parameter, told):
        value: Value = told
        return value
    unit = currency if parameter.kind.value == "money" else parameter.unit
    return decode(parameter.kind, told, unit)


def read_amendment(facts: Facts, cooperative_id: UUID) -> tuple[date, list[BylawChange]]:
    """The same, of a cooperative. Raises EffectMalformed."""
    currency = cooperatives.cooperative(cooperative_id).currency.code
    return readable(lambda told: amendment(told, currency), facts)


def amendment_faults(facts: Facts, setting: Setting) -> list[Refusal]:
    """What is wrong with an amendment: its body, its day, and each value."""

    def judge() -> None:
        effective_from, changes = read_amendment(facts, setting.cooperative_id)
        last = cooperatives.bylaw_adoptions()[:1]
        if last and max(effective_from, setting.on) < last[0].effective_from:
            raise BylawBackdated(effective_from=effective_from, not_before=last[0].effective_from)
        found = institutions.amendment_faults(
            cooperative_id=setting.cooperative_id, changes=changes, on=setting.on, resolution="resolution"
        )
        if found:
            raise BylawsFaulty(source="amendment", faults=found)

    return faults_of(lambda: _for_members(setting), judge)


def amend_bylaw(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """State the new values, from their day on, or from today where that day is over."""
    effective_from, changes = read_amendment(facts, by.cooperative_id)
    institutions.amend_bylaw(
        by=by,
        changes=changes,
        effective_from=max(effective_from, by.on),
        resolution=by.authority,
        resolution_id=decided.id,
    )
    return Changed("membership:join-bylaws")


def _for_members(setting: Setting) -> None:
    """Refuse where a body of few would decide what is the members'."""
    if setting.meeting in OF_A_BODY:
        raise errors.OtherBodyDecides(body=str(FilledBy.GENERAL_MEETING.label))


# Memberships


def admission_faults(facts: Facts, setting: Setting) -> list[Refusal]:  # noqa: ARG001  # as every judge
    """What is wrong with an admission: there is no such application."""

    def judge() -> None:
        membership.application(application_id=readable(lambda told: UUID(told["application_id"]), facts))

    return faults_of(judge)


def admit_member(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """Accept an application; who applied is a member once the shares are paid."""
    application_id = UUID(facts["application_id"])
    members.accept_application(by=by, application_id=application_id, words=_words(decided, None))
    return Changed("membership:application", {"application_id": str(application_id)})


def _suspension(facts: Facts) -> tuple[int, list[Right], date, str]:
    rights = [Right(each) for each in facts["rights"]]
    return int(facts["number"]), rights, date.fromisoformat(facts["until_on"]), str(facts["ground"])


def suspension_faults(facts: Facts, setting: Setting) -> list[Refusal]:  # noqa: ARG001  # as every judge
    """What is wrong with a suspension: there is no such member."""
    return faults_of(lambda: membership.member(number=readable(_suspension, facts)[0]))


def suspend_member(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """Suspend rights of a member, within the by-laws."""
    number, rights, until_on, ground = _suspension(facts)
    person_id = membership.member(number=number).person_id
    members.suspend_rights(
        by=by, number=number, rights=rights, until_on=until_on, ground=ground,
        words=_words(decided, person_id), vote=_vote(decided),
    )  # fmt: skip
    return Changed("membership:member", {"number": number})


def lifting_faults(facts: Facts, setting: Setting) -> list[Refusal]:  # noqa: ARG001  # as every judge
    """What is wrong with a lifting: there is no such suspension."""
    return faults_of(
        lambda: membership.suspension(suspension_id=readable(lambda told: UUID(told["suspension_id"]), facts))
    )


def lift_suspension(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """Give suspended rights back."""
    found = membership.suspension(suspension_id=UUID(facts["suspension_id"]))
    members.lift_suspension(by=by, suspension_id=found.id, words=_words(decided, found.person_id))
    return Changed("membership:member", {"number": found.member_number})


def exclusion_faults(facts: Facts, setting: Setting) -> list[Refusal]:
    """What is wrong with an exclusion: the body that decides it, or the departure."""

    def judge_body() -> None:
        stated = cooperatives.bylaws(setting.on).get("expulsion_body")
        decides = FilledBy(stated.text) if stated else FilledBy.BOARD
        if (decides is FilledBy.BOARD) != (setting.meeting is MeetingKind.BOARD):
            raise errors.OtherBodyDecides(body=str(decides.label))

    def judge_departure() -> None:
        membership.departure(departure_id=readable(lambda told: UUID(told["departure_id"]), facts))

    return faults_of(judge_body, judge_departure)


def exclude_member(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """Write down that a member who was heard is excluded; it is told with its reasons, and may be appealed."""
    found = membership.departure(departure_id=UUID(facts["departure_id"]))
    passed = members.decide_exclusion(
        by=by,
        departure_id=found.id,
        vote=_vote(decided),
        words=_words(decided, found.person_id),
    )
    if not passed:
        raise errors.DecisionMajorityMissing(number=decided.number)
    return Changed("membership:departure", {"departure_id": str(found.id)})


def _vote(decided: Decided) -> BoardVote:
    return BoardVote(decided.yes, decided.no, decided.abstain, decided.entitled)


def _words(decided: Decided, person_id: UUID | None) -> str:
    """What was decided, in the language of the person whom it is about."""
    told = decided.texts or decided.titles
    language = membership.person(person_id=person_id).particulars.language if person_id else ""
    return in_language(told, language)


# The auditor


def _auditor(facts: Facts) -> tuple[UUID, date]:
    return UUID(facts["person_id"]), date.fromisoformat(facts["until_on"])


def auditor_faults(facts: Facts, setting: Setting) -> list[Refusal]:
    """What is wrong with an appointment: the body, the person, or the days."""

    def judge() -> None:
        person_id, until_on = readable(_auditor, facts)
        membership.person(person_id=person_id)
        if until_on <= setting.on:
            raise errors.MandateDaysWrong(earliest=setting.on, latest=until_on)

    return faults_of(lambda: _for_members(setting), judge)


def appoint_auditor(by: Acting, decided: Decided, facts: Facts) -> Changed:  # noqa: ARG001  # as every effect
    """Give the office of auditor; who holds it already goes on for the new term, others' ends."""
    person_id, until_on = _auditor(facts)
    for held in cooperatives.officers(by.on):
        if held.office is OfficeKind.AUDITOR:
            institutions.end_office(by=by, office_id=held.id)
    institutions.appoint(by=by, person_id=person_id, office=OfficeKind.AUDITOR, until_on=until_on)
    return Changed("membership:person", {"person_id": str(person_id)})


# Seats


def holders_of(facts: Facts) -> list[Holder]:
    """Who is to hold which seats."""
    told = facts["holders"]
    if not isinstance(told, list) or not 0 < len(told) <= HOLDERS_MAX:
        raise TypeError("holders")
    return [
        Holder(
            UUID(each["seat_id"]),
            UUID(each["person_id"]),
            date.fromisoformat(each["until_on"]) if each.get("until_on") else None,
        )
        for each in told
    ]


def seats_faults(facts: Facts, setting: Setting) -> list[Refusal]:
    """What is wrong with filling seats: there is no such seat or person, or the body does not give it."""

    def judge() -> None:
        holders = readable(holders_of, facts)
        _bodies(each.seat_id for each in holders)
        membership.persons(person_ids=[each.person_id for each in holders])
        if setting.meeting is MeetingKind.COMMITTEE:
            raise errors.OtherBodyDecides(body=str(FilledBy.GENERAL_MEETING.label))

    return faults_of(judge)


def fill_seats(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """Give the mandates. What the members give and the board fills is a co-option (rule Q-45)."""
    holders = holders_of(facts)
    filled_by = _bodies(each.seat_id for each in holders)
    for holder in holders:
        co_opts = decided.meeting is MeetingKind.BOARD and filled_by[holder.seat_id] is not FilledBy.BOARD
        source = MandateSource.CO_OPTION if co_opts else MandateSource.RESOLUTION
        giving = Giving(source, by.on, resolution_id=decided.id)
        give_mandates(by=by, holders=[holder], giving=giving)
    return Changed("assembly-decisions:body", {"code": _code(holders[0].seat_id)})


def _bodies(seat_ids: Iterable[UUID]) -> dict[UUID, FilledBy]:
    """Who fills each of the seats. Raises SeatNotFound."""
    wanted = set(seat_ids)
    seats = dict(Seat.objects.filter(id__in=wanted).values_list("id", "body_id"))
    if wanted - seats.keys():
        raise errors.SeatNotFound
    filled_by = dict(Body.objects.filter(id__in=set(seats.values())).values_list("id", "filled_by"))
    return {seat_id: FilledBy(filled_by[body_id]) for seat_id, body_id in seats.items()}


def _code(seat_id: UUID) -> str:
    body_id = Seat.objects.values_list("body_id", flat=True).get(id=seat_id)
    return str(Body.objects.values_list("code", flat=True).get(id=body_id))


def removal_faults(facts: Facts, setting: Setting) -> list[Refusal]:
    """What is wrong with a removal: there is no such mandate, or another body gave it (rule Q-45)."""

    def judge() -> None:
        mandate_id = readable(lambda told: UUID(told["mandate_id"]), facts)
        row = Mandate.objects.filter(id=mandate_id).first()
        if row is None:
            raise errors.MandateNotFound
        if setting.meeting in OF_A_BODY and _bodies([row.seat_id])[row.seat_id] is not FilledBy.BOARD:
            raise errors.OtherBodyDecides(body=str(FilledBy.GENERAL_MEETING.label))

    return faults_of(judge)


def remove_from_seat(by: Acting, decided: Decided, facts: Facts) -> Changed:
    """End a mandate, and the office of a director with it, by the meeting's decision."""
    mandate_id = UUID(facts["mandate_id"])
    end_held_mandate(
        by=by,
        mandate_id=mandate_id,
        kind=MandateEndKind.REMOVAL,
        on=by.on,
        words=in_language(decided.titles, ""),
        resolution_id=decided.id,
    )
    seat_id = Mandate.objects.values_list("seat_id", flat=True).get(id=mandate_id)
    return Changed("assembly-decisions:body", {"code": _code(seat_id)})
