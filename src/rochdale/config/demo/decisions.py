"""What the demo's cooperatives decide of late: a board with staggered terms and a vacancy, a special general meeting
whose resolutions take effect, a resignation and a co-option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries as decisions
from rochdale.assembly.actions import ItemDraft, MeetingDraft, OldMandate, SittingDraft
from rochdale.assembly.actions.resolutions import Counted, decide_item
from rochdale.assembly.queries import (
    AttendanceState,
    BodyKind,
    FilledBy,
    FollowUpStepKind,
    ItemKind,
    Majority,
    MandateEndKind,
    MandateSource,
    MeetingKind,
    MeetingMode,
)
from rochdale.config.demo.desk import AFTERNOON, COUNTER, EVENING, Desk
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.calendar import months_after
from rochdale.membership import queries as membership
from rochdale.membership.queries import MemberRights, PersonKind, Right
from rochdale.voting.motions import TWO_THIRDS, Terms, Votes

# Counted from the last business day: when the meeting is called, when it is held, and what comes after it.
CALLED, HELD, RESIGNED, CO_OPTED = -24, -6, -4, -3
SEATS: Final = 7
TERM_YEARS: Final = 3
BOARD: Final = {"fr": "Conseil d’administration", "en": "Board of directors"}
_SPOKEN: Final = "Trop tôt\N{NO-BREAK SPACE}: attendons les comptes de l’année."


@dataclass(frozen=True, slots=True)
class _Motion:
    """A motion of the demo: what is moved, in which part of the votes it is carried, and what follows."""

    kind: ItemKind
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    in_favour_percent: int
    majority: Majority = Majority.ORDINARY
    effect: str = ""
    facts: Mapping[str, Any] | None = None


def happen(desk: Desk, days: Sequence[date], on: date) -> None:
    """Let happen what happens on a business day; nothing in a cooperative that lives for a short while only."""
    if len(days) <= -CALLED:
        return
    today = {days[place]: happens for place, happens in _CALENDAR.items()}
    if on in today:
        today[on](desk, days, on)


def _call(desk: Desk, days: Sequence[date], on: date) -> None:
    """The board as the last elections left it; and a special general meeting is called."""
    if not desk.has_board:
        take_board_over(desk, on, ends=terms_from(on))
    by = desk.officer(OfficeKind.SECRETARY, on, COUNTER)
    items = [
        ItemDraft(ItemKind.OPENING, {"fr": "Ouverture de l’assemblée", "en": "Opening of the meeting"}),
        *(_item(each) for each in _motions(desk, days, on)),
    ]
    titles = {"fr": "Assemblée générale extraordinaire", "en": "Special general meeting"}
    at = datetime.combine(days[HELD], time(19, 0), ZoneInfo(desk.scene.time_zone))
    draft = MeetingDraft(
        kind=MeetingKind.SPECIAL,
        titles=titles,
        mode=MeetingMode.IN_PERSON,
        record_date=on,
        sittings=(SittingDraft(at, venue="Salle du Moulin"),),
        items=items,
    )
    desk.meeting = assembly.draft_meeting(by=by, draft=draft)
    assembly.call_meeting(by=by, number=desk.meeting)


def _item(motion: _Motion) -> ItemDraft:
    return ItemDraft(
        motion.kind,
        motion.titles,
        motion.texts,
        motion.majority,
        minutes_planned=15,
        effect=motion.effect,
        effect_facts=motion.facts or {},
    )


def _motions(desk: Desk, days: Sequence[date], on: date) -> list[_Motion]:
    until = months_after(days[HELD], 12).isoformat()
    auditor = desk.officers[OfficeKind.AUDITOR][0].person_id
    bylaw = {"changes": [{"name": "requisition_members", "value": 50, "rule": "Q-30"}]}
    term = {"changes": [{"name": "director_term_years", "value": 2, "rule": "Q-41"}]}
    return [
        _Motion(
            ItemKind.BYLAW,
            {
                "fr": "Assemblée extraordinaire demandée par les membres",
                "en": "Special meetings that members require",
            },
            {
                "fr": "Que cinquante membres puissent demander une assemblée extraordinaire.",
                "en": "That fifty members may require a special meeting.",
            },
            80,
            Majority.SPECIAL,
            "amend_bylaw",
            bylaw | {"effective_from": days[HELD].isoformat()},
        ),
        _Motion(
            ItemKind.OTHER,
            {"fr": "Fermer le comptoir le vendredi soir", "en": "Close the counter on Friday evenings"},
            {
                "fr": "Que le comptoir ferme à 17 h le vendredi.",
                "en": "That the counter close at 5 p.m. on Fridays.",
            },
            49,
        ),
        _Motion(
            ItemKind.AUDITOR,
            {"fr": "Nomination de l’auditrice", "en": "Appointment of the auditor"},
            {
                "fr": "Que Claire Delisle soit nommée auditrice pour un an.",
                "en": "That Claire Delisle be appointed auditor for one year.",
            },
            95,
            effect="appoint_auditor",
            facts={"person_id": str(auditor), "until_on": until},
        ),
        _Motion(
            ItemKind.OTHER,
            {"fr": "Rampe d’accès à l’entrée", "en": "A ramp at the entrance"},
            {
                "fr": "Qu’une rampe d’accès soit construite avant l’hiver.",
                "en": "That a ramp be built before winter.",
            },
            90,
            effect="other",
        ),
        _Motion(
            ItemKind.BYLAW,
            {"fr": "Durée du mandat des administrateurs", "en": "Term of the directors"},
            {
                "fr": "Que le mandat des administrateurs soit de deux ans.",
                "en": "That the term of the directors be two years.",
            },
            75,
            Majority.SPECIAL,
            "amend_bylaw",
            term | {"effective_from": (on + timedelta(days=150)).isoformat()},
        ),
        *_minutes(desk),
    ]


def _minutes(desk: Desk) -> list[_Motion]:
    """The minutes of the annual meeting, where one was held."""
    titles = {"fr": "Procès-verbal de l’assemblée annuelle", "en": "Minutes of the annual meeting"}
    texts = {"fr": "Que le procès-verbal soit approuvé.", "en": "That the minutes be approved."}
    facts = {"minutes_of": desk.annual, "version": desk.annual_minutes}
    return [_Motion(ItemKind.MINUTES, titles, texts, 98, facts=facts)] if desk.annual else []


def terms_from(on: date) -> list[date]:
    """When the mandates that are held end, seat by seat: in three terms, one year apart, the first in some months."""
    return [months_after(on, months) for months in (4, 16, 28)] * 2


def take_board_over(desk: Desk, on: date, *, ends: Sequence[date]) -> None:
    """Seven seats; six are held, by the chair, the directors and other members, until the days of `ends`.

    It is taken over before the first resolution.
    """
    desk.has_board = True
    by = desk.program(on, COUNTER)
    assembly.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=BOARD, filled_by=FilledBy.GENERAL_MEETING
    )
    began = months_after(on, -12 * TERM_YEARS)
    seats = [
        assembly.open_seat(by=by, code="board", term_years=TERM_YEARS, from_on=began) for _ in range(SEATS)
    ]
    mandates = [
        OldMandate(seat_id, person_id, months_after(until_on, -12 * TERM_YEARS), until_on)
        for seat_id, person_id, until_on in zip(seats[:-1], _directors(desk, on), ends, strict=True)
    ]
    assembly.take_over_mandates(by=by, mandates=mandates)
    refresh(desk, OfficeKind.DIRECTOR, on)


def _directors(desk: Desk, on: date) -> list[UUID]:
    """The chair and the directors of the cast, then members whom nobody employs."""
    held = [*desk.officers.get(OfficeKind.CHAIR, []), *desk.officers.get(OfficeKind.DIRECTOR, [])]
    known = [each.person_id for each in held]
    return [*known, *_others(desk, on)][: SEATS - 1]


def _others(desk: Desk, on: date) -> list[UUID]:
    """Members who may be elected and hold no office, by number."""
    busy = {each.person_id for each in cooperatives.officers(on)}
    found = [
        each
        for each in _members(desk, on)
        if Right.ELIGIBILITY in each.holds and each.kind is PersonKind.NATURAL and each.person_id not in busy
    ]
    return [each.person_id for each in found]


def _members(desk: Desk, on: date) -> list[MemberRights]:
    found = membership.rights_at(cooperative_id=desk.cooperative_id, on=on)
    return sorted(found, key=lambda each: each.number)


def refresh(desk: Desk, office: OfficeKind, on: date) -> None:
    """Whoever acts in this office does so under what was given last."""
    desk.officers[office] = [each for each in cooperatives.officers(on) if each.office is office]


def _hold(desk: Desk, days: Sequence[date], on: date) -> None:
    """The meeting is held; what it adopts takes effect, but for one amendment that is still to be carried out."""
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    assembly.draw_roll(by=by, number=desk.meeting)
    assembly.freeze_roll(by=by, number=desk.meeting)
    assembly.open_meeting(by=by, number=desk.meeting)
    numbers = [
        _decide(desk, by, place, motion)
        for place, motion in enumerate(_motions(desk, days, days[CALLED]), start=2)
    ]
    assembly.close_meeting(by=by, number=desk.meeting)
    for number in (numbers[0], numbers[2]):
        assembly.run_effect(by=by, number=number)
    refresh(desk, OfficeKind.AUDITOR, on)
    if desk.annual:
        assembly.approve_minutes(
            by=by, number=desk.annual, version=desk.annual_minutes, resolution=numbers[-1]
        )
    _see_to(desk, by, numbers[3])
    objector = next(each for each in _members(desk, on) if each.kind is PersonKind.NATURAL)
    own = replace(by, person_id=objector.person_id, authority=f"member {objector.number}")
    assembly.object_to_resolution(by=own, number=numbers[4], words=_SPOKEN)


def _decide(desk: Desk, by: Acting, place: int, motion: _Motion) -> int:
    entitled = sum(Right.VOTE in each.holds for each in _members(desk, by.on))
    present = max(entitled // 4, min(entitled, 9))
    yes = present * motion.in_favour_percent // 100
    terms = Terms(TWO_THIRDS) if motion.majority is Majority.SPECIAL else Terms()
    votes = Votes(yes, present - yes, 0, present, entitled)
    return decide_item(by=by, number=desk.meeting, place=place, counted=Counted(terms, votes, present))


def _see_to(desk: Desk, by: Acting, number: int) -> None:
    """Who does what about the ramp; one thing is done already."""
    manager = desk.officers[OfficeKind.MANAGER][0].person_id
    tasks = [
        ("Demander trois soumissions pour la rampe.", 14),
        ("Demander le permis à la municipalité.", 30),
    ]
    ids = [
        assembly.add_follow_up(
            by=by, number=number, words=words, person_id=manager, due_on=by.on + timedelta(days=days)
        )
        for words, days in tasks
    ]
    assembly.move_follow_up(
        by=by, follow_up_id=ids[0], kind=FollowUpStepKind.DONE, words="Trois soumissions reçues."
    )


def _resign(desk: Desk, days: Sequence[date], on: date) -> None:  # noqa: ARG001  # as every day
    """The director who was in office longest, of the last seat, moves away."""
    held = [each.mandate for each in decisions.composition("board", on=on).seats if each.mandate]
    of_old = [each for each in held if each.source is MandateSource.TAKEN_OVER]
    assembly.end_mandate(
        by=desk.officer(OfficeKind.SECRETARY, on, AFTERNOON),
        mandate_id=of_old[-1].id,
        kind=MandateEndKind.RESIGNATION,
        words="Lettre de démission\N{NO-BREAK SPACE}: déménagement.",
    )
    refresh(desk, OfficeKind.DIRECTOR, on)


def _co_opt(desk: Desk, days: Sequence[date], on: date) -> None:  # noqa: ARG001  # as every day
    """The board fills the seat of who resigned; where another is vacant, it stays so until the annual meeting."""
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    composition = decisions.composition("board", on=on)
    vacant = next(each for each in composition.seats if each.mandate is None)
    sitting = sum(each.mandate is not None for each in composition.seats)
    newcomer = _others(desk, on)[-1]
    facts = {"holders": [{"seat_id": str(vacant.id), "person_id": str(newcomer)}]}
    texts = {
        "fr": "Qu’un membre soit coopté au siège vacant.",
        "en": "That a member be co-opted to the vacant seat.",
    }
    item = ItemDraft(
        ItemKind.OTHER,
        {"fr": "Siège vacant au conseil", "en": "Vacant seat on the board"},
        texts,
        Majority.ORDINARY,
        effect="fill_seats",
        effect_facts=facts,
    )
    draft = MeetingDraft(
        kind=MeetingKind.BOARD,
        titles={"fr": "Réunion du conseil", "en": "Meeting of the board"},
        mode=MeetingMode.IN_PERSON,
        record_date=on,
        sittings=(SittingDraft(by.at, venue="Salle du conseil"),),
        items=(item,),
    )
    number = assembly.draft_meeting(by=by, draft=draft)
    assembly.call_meeting(by=by, number=number)
    assembly.open_meeting(by=by, number=number)
    counted = Counted(Terms(), Votes(sitting, 0, 0, sitting, sitting), sitting)
    _write_down_who_came(by, number)
    decided = decide_item(by=by, number=number, place=1, counted=counted)
    assembly.close_meeting(by=by, number=number)
    assembly.run_effect(by=by, number=decided)
    refresh(desk, OfficeKind.DIRECTOR, on)


def _write_down_who_came(by: Acting, number: int) -> None:
    """One director at a distance, the others in the room."""
    holders = decisions.seated(number, "board")
    states = {each.id: AttendanceState.PRESENT for each in holders}
    states[holders[-1].id] = AttendanceState.ONLINE
    assembly.record_attendance(by=by, number=number, body_code="board", states=states)


_CALENDAR: Final = {CALLED: _call, HELD: _hold, RESIGNED: _resign, CO_OPTED: _co_opt}
