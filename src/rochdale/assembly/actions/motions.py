"""Motions: moved before a meeting or at it, seconded, admitted to the agenda, amended, and ended short of a vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, authorise_floor, lock
from rochdale.assembly.actions.effects import Setting, refuse_faulty_effect
from rochdale.assembly.actions.item_effects import planned_again
from rochdale.assembly.actions.meetings import ItemDraft, plan_meeting
from rochdale.assembly.actions.motion_rows import (
    MotionDraft,
    MotionRow,
    authorise_for,
    held_motion,
    moved_already,
    mover_of,
    record_motion,
    take_motion_step,
    write_motion,
    write_wording,
    written,
)
from rochdale.assembly.models import (
    AgendaItem,
    ItemKind,
    Majority,
    Meeting,
    MeetingKind,
    MeetingStepKind,
    Motion,
    MotionKind,
    MotionSecond,
    MotionStepKind,
)
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, meeting
from rochdale.assembly.queries.motions import (
    MotionSeen,
    motion_of,
    motion_of_item,
    motions_until,
    seconders_needed,
)
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id

_K = MotionStepKind
_PLANNED = {MeetingStepKind.DRAFTED, MeetingStepKind.ADJOURNED}
_DECIDED = {Majority.ORDINARY, Majority.SPECIAL}


@dataclass(frozen=True, slots=True)
class Under:
    """What a motion is to: an item of the agenda by its place, and the motion that it amends, if it amends one.

    With `amends_item` it amends what the item itself moves.
    """

    place: int | None = None
    motion: int | None = None
    amends_item: bool = False


def move_motion(
    *, by: Acting, number: int, person_id: UUID, draft: MotionDraft, under: Under | None = None
) -> int:
    """Move a motion or an amendment, before a meeting or at it; its number.

    One moves oneself; an office writes down what somebody moves at the meeting. The same words of the same member to
    the same end are moved once, while they are open. Raises NotAllowed, MeetingNotFound, AgendaItemNotFound,
    MotionNotFound, MotionWordsMissing, MoverWithoutVoice, MotionTooLate, MotionNotOpen, AmendmentImpossible,
    EffectFaulty.
    """
    asked = under or Under()
    words = written(draft)
    with inside(by.cooperative_id):
        authorise_for(by, person_id, number, needs_office=draft.effect_facts is not None)
        row = lock(number)
        seen = meeting(number)
        at_meeting = seen.stands is MeetingStepKind.OPENED
        member_id = mover_of(by, seen, person_id, at_meeting=at_meeting)
        item = seen.item(asked.place) if asked.place is not None else None
        parent = _parent(by, row, item, asked)
        moved = MotionRow(
            MotionKind.AMENDMENT if parent else MotionKind.MOTION,
            words,
            _under(parent, item, at_meeting=at_meeting),
            parent,
            member_id,
            seconds_needed=seconders_needed(by.on, at_meeting=at_meeting),
        )
        sent = moved_already(row, moved)
        if sent is not None:
            return sent
        if parent is not None:
            _refuse_amendment(by, parent, words)
        _refuse_late(by, seen, at_meeting=at_meeting, amendment=parent is not None)
        if at_meeting and parent is None and item is None:
            raise errors.AgendaItemNotFound(place=0)
        return write_motion(by, row, moved, at_meeting=at_meeting)


def take_item(*, by: Acting, number: int, place: int) -> int:
    """Make a motion of what an item moves, so that it can be amended, split, tabled or referred; its number.

    Twice is once. Raises NotAllowed, MeetingNotFound, AgendaItemNotFound, AmendmentImpossible.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row = lock(number)
        return _of_item(by, row, meeting(number).item(place)).number


def second_motion(*, by: Acting, number: int, motion: int, person_id: UUID) -> int:
    """Second what another moved (INV-109); how many have now.

    Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen, MotionSecondedAlready, MoverWithoutVoice.
    """
    with inside(by.cooperative_id):
        authorise_for(by, person_id, number)
        row, moved = held_motion(number, motion)
        if moved.stands is not _K.MOVED or not moved.is_open or moved.member_id is None:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        seen = meeting(number)
        member_id = mover_of(by, seen, person_id, at_meeting=seen.stands is MeetingStepKind.OPENED)
        known = MotionSecond.objects.filter(motion_id=moved.id, member_id=member_id).exists()
        if known or moved.member_id == member_id:
            raise errors.MotionSecondedAlready
        MotionSecond(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            motion_id=moved.id,
            member_id=member_id,
            on_date=by.on,
            act_id=record_motion(by, "assembly.second_motion", moved.id, meeting=row.number, number=motion),
        ).save(force_insert=True)
        return moved.seconds + 1


def admit_motion(
    *,
    by: Acting,
    number: int,
    motion: int,
    added: MotionDraft | None = None,
    majority: Majority = Majority.ORDINARY,
) -> None:
    """Admit what a member sent: a motion comes onto the agenda by a new plan of the meeting (INV-83, INV-109).

    `added` are its words in further languages; what the author wrote stays. Raises NotAllowed, MeetingNotFound,
    MotionNotFound, MotionNotOpen, SecondersMissing, AmendmentOutdated, MotionTooLate, TitleMissing.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row, moved = held_motion(number, motion)
        if moved.stands is not _K.MOVED or moved.is_from_floor:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        if moved.seconds < moved.seconds_needed:
            raise errors.SecondersMissing(needed=moved.seconds_needed, seconds=moved.seconds)
        _refuse_outdated(row, moved)
        act_id = take_motion_step(by, moved, _K.ADMITTED)
        words = _completed(by, moved, added, act_id)
        if moved.kind is MotionKind.MOTION:
            _place_on_agenda(by, meeting(row.number), words, majority)


def refuse_motion(*, by: Acting, number: int, motion: int, words: str) -> None:
    """Refuse what is moved, saying why: before the meeting by its secretary, at it by the chair (rule Q-34).

    Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen, MotionUnexplained.
    """
    _end(by, number, motion, _K.REFUSED, words)


def table_motion(*, by: Acting, number: int, motion: int, until: str) -> None:
    """Put a motion off, saying until when. Raises as refuse_motion, and AmendmentsWait."""
    _end(by, number, motion, _K.TABLED, until)


def refer_motion(*, by: Acting, number: int, motion: int, whom: str) -> None:
    """Refer a motion, saying to whom. Raises as refuse_motion, and AmendmentsWait."""
    _end(by, number, motion, _K.REFERRED, whom)


def take_up_motion(*, by: Acting, number: int, motion: int) -> None:
    """Go on with what was tabled. Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen."""
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        _row, moved = held_motion(number, motion)
        if moved.stands is not _K.TABLED:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        take_motion_step(by, moved, _K.TAKEN_UP)


def withdraw_motion(*, by: Acting, number: int, motion: int, words: str = "") -> None:
    """Withdraw what one moved; an office writes down that its mover does, or withdraws what an item moves.

    Raises NotMover, NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen.
    """
    with inside(by.cooperative_id):
        _row, moved = held_motion(number, motion)
        if by.person_id is None or moved.person_id != by.person_id:
            try:
                authorise_floor(by, number)
            except NotAllowed as refused:
                raise errors.NotMover from refused
        if not moved.is_open:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        take_motion_step(by, moved, _K.WITHDRAWN, words)


def split_motion(*, by: Acting, number: int, motion: int, parts: Sequence[MotionDraft]) -> list[int]:
    """Split a motion into parts that are voted apart; the numbers of the parts.

    Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen, AmendmentsWait, PartsMissing,
    MotionWordsMissing.
    """
    if len(parts) < 2:  # noqa: PLR2004  # two at least: the rule itself
        raise errors.PartsMissing
    words = [written(part) for part in parts]
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, moved = held_motion(number, motion)
        if not moved.is_open or moved.kind in {MotionKind.AMENDMENT, MotionKind.APPEAL}:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        _refuse_waiting(moved)
        take_motion_step(by, moved, _K.SPLIT)
        item_id = moved.item_id or _item_now(meeting(number), moved)
        at_meeting = meeting(number).stands is MeetingStepKind.OPENED
        drafts = [MotionRow(MotionKind.PART, part, item_id, moved) for part in words]
        return [write_motion(by, row, part, at_meeting=at_meeting) for part in drafts]


def reword_amendment(*, by: Acting, number: int, motion: int, texts: Mapping[str, str]) -> None:
    """Word an amendment anew on the text as it stands, where another one changed it since, with its mover.

    Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen, AmendmentImpossible.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row, moved = held_motion(number, motion)
        if moved.kind is not MotionKind.AMENDMENT or moved.parent is None:
            raise errors.AmendmentImpossible
        if not moved.is_open:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        parent = motion_of(meeting_id=row.id, number=moved.parent)
        words = {language: text.strip() for language, text in texts.items() if text.strip()}
        if parent.texts == moved.base or not words or words == parent.texts:
            raise errors.AmendmentImpossible
        act_id = record_motion(by, "assembly.reword_amendment", moved.id, meeting=number, number=motion)
        titles = {language: moved.title(language) for language in words}
        write_wording(by, moved.id, moved.version + 1, MotionDraft(titles, words), act_id, base=parent.texts)


def _parent(by: Acting, row: Meeting, item: ItemSeen | None, asked: Under) -> MotionSeen | None:
    if asked.motion is not None:
        return motion_of(meeting_id=row.id, number=asked.motion)
    return _of_item(by, row, item) if asked.amends_item and item is not None else None


def _of_item(by: Acting, row: Meeting, item: ItemSeen) -> MotionSeen:
    known = motion_of_item(meeting_id=row.id, item_id=item.id)
    if known is not None:
        return known
    if item.majority not in _DECIDED or not item.texts:
        raise errors.AmendmentImpossible
    words = MotionDraft(item.titles, item.texts)
    at_meeting = meeting(row.number).stands is MeetingStepKind.OPENED
    number = write_motion(by, row, MotionRow(MotionKind.ITEM, words, item.id), at_meeting=at_meeting)
    return motion_of(meeting_id=row.id, number=number)


def _under(parent: MotionSeen | None, item: ItemSeen | None, *, at_meeting: bool) -> UUID | None:
    """The item under which it is treated; what comes before the meeting has none until it is on the agenda."""
    if item is not None and (parent is not None or at_meeting):
        return item.id
    return parent.item_id if parent else None


def _refuse_amendment(by: Acting, parent: MotionSeen, words: MotionDraft) -> None:
    if not parent.is_open or parent.stands is _K.TABLED:
        raise errors.MotionNotOpen(stands=parent.stands.value)
    if parent.is_item and parent.stands is _K.MOVED and parent.kind is MotionKind.MOTION:
        raise errors.MotionNotOpen(stands=parent.stands.value)
    if not parent.texts or all(parent.texts.get(language) == text for language, text in words.texts.items()):
        raise errors.AmendmentImpossible
    if parent.kind is MotionKind.AMENDMENT and _is_deep(parent):
        raise errors.AmendmentImpossible
    if words.effect_facts is not None:
        _refuse_facts(by, parent, words.effect_facts)


def _is_deep(amendment: MotionSeen) -> bool:
    """Whether an amendment is to an amendment already."""
    own = Motion.objects.filter(id=amendment.id).values("parent_id")
    return Motion.objects.filter(id__in=own, kind=MotionKind.AMENDMENT).exists()


def _refuse_facts(by: Acting, parent: MotionSeen, facts: Mapping[str, object]) -> None:
    own = [parent.item_id] if parent.is_item and parent.item_id else []
    item = AgendaItem.objects.filter(id__in=own).first()
    if item is None or not item.effect:
        raise errors.AmendmentImpossible
    kind = MeetingKind(Meeting.objects.get(id=Motion.objects.get(id=parent.id).meeting_id).kind)
    refuse_faulty_effect(name=item.effect, facts=facts, setting=Setting(by.cooperative_id, by.on, kind))


def _refuse_late(by: Acting, seen: MeetingSeen, *, at_meeting: bool, amendment: bool) -> None:
    if at_meeting:
        return
    is_over = seen.stands in {MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}
    if is_over or (not amendment and seen.stands not in _PLANNED):
        raise errors.MotionTooLate(latest=None)
    latest = motions_until(seen.held_on, by.on, amendment=amendment)
    if latest is not None and by.on > latest:
        raise errors.MotionTooLate(latest=latest)


def _refuse_outdated(row: Meeting, moved: MotionSeen) -> None:
    if moved.parent is not None and motion_of(meeting_id=row.id, number=moved.parent).texts != moved.base:
        raise errors.AmendmentOutdated


def _refuse_waiting(moved: MotionSeen) -> None:
    if moved.waits:
        raise errors.AmendmentsWait


def _end(by: Acting, number: int, motion: int, kind: MotionStepKind, words: str) -> None:
    if not words.strip():
        raise errors.MotionUnexplained
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        _row, moved = held_motion(number, motion)
        if not moved.is_open or moved.stands is _K.TABLED:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        if kind is _K.REFUSED:
            if moved.stands is not _K.MOVED or moved.member_id is None:
                raise errors.MotionNotOpen(stands=moved.stands.value)
        else:
            _refuse_waiting(moved)
        take_motion_step(by, moved, kind, words)


def _completed(by: Acting, moved: MotionSeen, added: MotionDraft | None, act_id: UUID) -> MotionDraft:
    """The words of a motion with those that are added in other languages."""
    more = written(added) if added is not None and any(added.titles.values()) else MotionDraft({}, {})
    titles = {**more.titles, **moved.titles}
    texts = {**more.texts, **moved.texts}
    words = MotionDraft(titles, texts)
    if titles != moved.titles:
        write_wording(by, moved.id, moved.version + 1, words, act_id, base=moved.base)
    return words


def _place_on_agenda(by: Acting, seen: MeetingSeen, words: MotionDraft, majority: Majority) -> None:
    if seen.stands not in _PLANNED:
        raise errors.MotionTooLate(latest=None)
    drafted = planned_again(seen)
    items = list(drafted.items)
    last = len(items) - 1 if items and items[-1].kind is ItemKind.CLOSING else len(items)
    items.insert(last, ItemDraft(ItemKind.OTHER, words.titles, words.texts, majority))
    plan_meeting(by=by, number=seen.number, draft=replace(drafted, items=items))


def _item_now(seen: MeetingSeen, moved: MotionSeen) -> UUID:
    """The item that a motion is on the agenda."""
    return next(item.id for item in seen.items if item.titles == moved.titles)
