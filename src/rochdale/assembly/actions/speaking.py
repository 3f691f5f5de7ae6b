"""The floor in its order: items begun and ended, who asks to speak, whose turn it is, and points of order (INV-111)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise_floor, meeting_row
from rochdale.assembly.actions.motion_rows import move_appeal
from rochdale.assembly.models import (
    FloorEvent,
    FloorEventKind,
    Meeting,
    MeetingStep,
    MeetingStepKind,
    Motion,
    PresenceRole,
    Ruling,
)
from rochdale.assembly.queries.floor import present_as
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.speaking import floor_of, points_of, speaking_turns
from rochdale.assembly.queries.speaking_rules import FloorNow
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take

_K = FloorEventKind
_SPEAKING = {PresenceRole.VOTER, PresenceRole.GUEST_WITH_VOICE}


@dataclass(frozen=True, slots=True)
class _About:
    """What an event of the floor is about."""

    item_id: UUID | None = None
    person_id: UUID | None = None
    is_point: bool = False
    asked: int | None = None


def begin_item(*, by: Acting, number: int, place: int) -> None:
    """Come to an item of the agenda; the one that was treated ends.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, AgendaItemNotFound, FloorTaken.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, now = _floor(number)
        item = meeting(number).item(place)
        if now.item_id == item.id:
            return
        _end_item(by, row, now)
        _write(by, row, _K.ITEM_BEGUN, _About(item.id))


def end_item(*, by: Acting, number: int) -> None:
    """End the item that is treated. Raises NotAllowed, MeetingNotFound, MeetingNotOpen, NoItemTreated, FloorTaken."""
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, now = _floor(number)
        if now.item_id is None:
            raise errors.NoItemTreated
        _end_item(by, row, now)


def close_speaking_list(*, by: Acting, number: int, is_closed: bool = True) -> None:
    """Close the speaking list of the item that is treated, or open it again. Twice is once. Raises as end_item."""
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, now = _floor(number)
        if now.item_id is None:
            raise errors.NoItemTreated
        if now.list_closed != is_closed:
            _write(by, row, _K.LIST_CLOSED if is_closed else _K.LIST_OPENED, _About(now.item_id))


def ask_to_speak(*, by: Acting, number: int, person_id: UUID, is_point: bool = False) -> int:
    """Ask to speak on the item that is treated, or to a point of order; the place of the request.

    One asks for oneself; at the desk an office writes it down for who has no device. Raises NotAllowed,
    MeetingNotFound, MeetingNotOpen, NoVoice, NoItemTreated, SpeakingListClosed, AskedAlready, SpokenEnough.
    """
    with inside(by.cooperative_id):
        if by.person_id != person_id:
            authorise_floor(by, number)
        row, now = _floor(number)
        came = present_as(meeting_id=row.id, person_id=person_id)
        if came is None or came.role not in _SPEAKING:
            raise errors.NoVoice
        if any(each.person_id == person_id and each.is_point == is_point for each in now.waiting):
            raise errors.AskedAlready
        if not is_point:
            _refuse_speech(by, now, person_id)
        return _write(by, row, _K.ASKED, _About(now.item_id, person_id, is_point))


def _refuse_speech(by: Acting, now: FloorNow, person_id: UUID) -> None:
    if now.item_id is None:
        raise errors.NoItemTreated
    if now.list_closed:
        raise errors.SpeakingListClosed
    most = speaking_turns(by.on)
    if most is not None and now.turns_on_item(person_id) >= most:
        raise errors.SpokenEnough(turns=most)


def take_back(*, by: Acting, number: int, asked: int) -> None:
    """No longer wish to speak; an office writes it down for another.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, NobodySpeaks.
    """
    with inside(by.cooperative_id):
        row, now = _floor(number)
        own = next((each for each in now.waiting if each.asked == asked), None)
        if own is None:
            raise errors.NobodySpeaks
        if by.person_id != own.person_id:
            authorise_floor(by, number)
        _write(by, row, _K.TAKEN_BACK, _About(asked=asked))


def begin_turn(*, by: Acting, number: int) -> int:
    """Give the floor to who is next; the place of the request.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, FloorTaken, NobodySpeaks.
    """
    return _next(by, number, _K.BEGUN)


def pass_over(*, by: Acting, number: int, asked: int | None = None) -> int:
    """Who is next is not there or does not answer: the one after comes. Raises as begin_turn.

    With `asked`, the place of the request of whom one means, twice is once: nobody else is passed over.
    """
    return _next(by, number, _K.PASSED, asked)


def end_turn(*, by: Acting, number: int) -> None:
    """End the turn of who speaks; a speaker may end the own.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, NobodySpeaks.
    """
    with inside(by.cooperative_id):
        row, now = _floor(number)
        if now.speaking is None:
            raise errors.NobodySpeaks
        if by.person_id != now.speaking.person_id:
            authorise_floor(by, number)
        _write(by, row, _K.ENDED, _About(asked=now.speaking.asked))


def rule_on_point(*, by: Acting, number: int, asked: int, is_upheld: bool, words: str) -> None:
    """The chair rules on a point of order that was heard, saying why (rule Q-34).

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, RulingImpossible.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, _now = _floor(number)
        point = next((each for each in points_of(meeting_id=row.id) if each.asked == asked), None)
        if point is None or point.is_upheld is not None or not words.strip():
            raise errors.RulingImpossible
        facts = {"number": number, "asked": asked, "upheld": is_upheld}
        Ruling(
            cooperative_id=by.cooperative_id,
            event_id=point.event_id,
            is_upheld=is_upheld,
            words=words.strip(),
            at=by.at,
            act_id=_record(by, row, "assembly.rule_on_point", facts),
        ).save(force_insert=True)


def appeal_ruling(*, by: Acting, number: int, asked: int, person_id: UUID) -> int:
    """Appeal to the meeting against a ruling, once; the number of the motion, which others second.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, RulingImpossible, NoItemTreated, MoverWithoutVoice.
    """
    with inside(by.cooperative_id):
        if by.person_id != person_id:
            authorise_floor(by, number)
        row, now = _floor(number, with_motions=True)
        point = next((each for each in points_of(meeting_id=row.id) if each.asked == asked), None)
        if point is None or point.is_upheld is None or Motion.objects.filter(ruling_id=point.event_id):
            raise errors.RulingImpossible
        item_id = point.item_id or now.item_id
        if item_id is None:
            raise errors.NoItemTreated
        return move_appeal(by, row, person_id, item_id, point.event_id)


def _next(by: Acting, number: int, kind: FloorEventKind, meant: int | None = None) -> int:
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, now = _floor(number)
        if meant is not None and all(each.asked != meant for each in now.waiting[:1]):
            return meant
        if now.speaking is not None:
            raise errors.FloorTaken
        waiting = now.waiting
        if not waiting:
            raise errors.NobodySpeaks
        _write(by, row, kind, _About(asked=waiting[0].asked))
        return waiting[0].asked


def _floor(number: int, *, with_motions: bool = False) -> tuple[Meeting, FloorNow]:
    """The floor of an open meeting, event after event; what also moves a motion takes the meeting before."""
    row = meeting_row(number)
    if with_motions:
        take(row.id, invariant=82)
    take(row.id, invariant=111)
    if MeetingStep.objects.filter(meeting_id=row.id).latest("place").kind != MeetingStepKind.OPENED:
        raise errors.MeetingNotOpen
    return row, floor_of(meeting_id=row.id)


def _end_item(by: Acting, row: Meeting, now: FloorNow) -> None:
    if now.speaking is not None:
        raise errors.FloorTaken
    if now.item_id is not None:
        _write(by, row, _K.ITEM_ENDED, _About(now.item_id))


def _write(by: Acting, row: Meeting, kind: FloorEventKind, about: _About) -> int:
    place = FloorEvent.objects.filter(meeting_id=row.id).count() + 1
    facts = {"number": row.number, "place": place}
    FloorEvent(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        meeting_id=row.id,
        place=place,
        kind=kind,
        item_id=about.item_id,
        person_id=about.person_id,
        is_point=about.is_point,
        asked=about.asked,
        at=by.at,
        act_id=_record(by, row, f"assembly.floor_{kind.value}", facts),
    ).save(force_insert=True)
    return place


def _record(by: Acting, row: Meeting, verb: str, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "meeting", row.id, version, facts))
