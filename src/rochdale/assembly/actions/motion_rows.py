"""The rows of motions, and who moves them: what the verbs of `actions/motions.py` share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, authorise_floor, lock
from rochdale.assembly.models import (
    Meeting,
    Motion,
    MotionKind,
    MotionStep,
    MotionStepKind,
    MotionWording,
    PresenceRole,
    RollLine,
)
from rochdale.assembly.queries.floor import present_as
from rochdale.assembly.queries.meetings import MeetingSeen, meeting
from rochdale.assembly.queries.motions import (
    MotionSeen,
    motion_of,
    motions_of,
    seconders_needed,
)
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as members
from rochdale.membership.queries import Right
from rochdale.tenancy.actions import new_id

_K = MotionStepKind


@dataclass(frozen=True, slots=True)
class MotionDraft:
    """What is moved: title and wording by language, both in the same ones; why, for who reads it.

    `effect_facts` are what the effect of an item would be told if this amendment of it is adopted; an office says so.
    """

    titles: Mapping[str, str]
    texts: Mapping[str, str]
    reason: str = ""
    effect_facts: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion to be written."""

    kind: MotionKind
    words: MotionDraft
    item_id: UUID | None = None
    parent: MotionSeen | None = None
    member_id: UUID | None = None
    ruling_id: UUID | None = None
    seconds_needed: int = 0


def authorise_for(by: Acting, person_id: UUID, number: int, *, needs_office: bool = False) -> None:
    if needs_office:
        authorise(by)
    elif by.person_id != person_id:
        authorise_floor(by, number)


def written(draft: MotionDraft) -> MotionDraft:
    """The words of a draft without what was left empty. Raises MotionWordsMissing."""
    titles = {language: words.strip() for language, words in draft.titles.items() if words.strip()}
    texts = {language: words.strip() for language, words in draft.texts.items() if words.strip()}
    if not titles or titles.keys() != texts.keys():
        raise errors.MotionWordsMissing
    return MotionDraft(titles, texts, draft.reason.strip(), draft.effect_facts)


def mover_of(by: Acting, seen: MeetingSeen, person_id: UUID, *, at_meeting: bool) -> UUID:
    """The member for whom a person moves or seconds. Raises MoverWithoutVoice."""
    if at_meeting:
        came = present_as(meeting_id=seen.id, person_id=person_id)
        if came is None or came.role != PresenceRole.VOTER:
            raise errors.MoverWithoutVoice
        assert came.line_id is not None, "a voter stands on the roll"
        return RollLine.objects.get(id=came.line_id).member_id
    stands_for = members.represented_by(person_id=person_id, on=by.on) or person_id
    number = members.member_of(person_id=stands_for)
    if number is None:
        raise errors.MoverWithoutVoice
    member_id = members.member(number=number).member_id
    rights = members.rights_of(cooperative_id=by.cooperative_id, member_id=member_id, on=by.on)
    if rights is None or Right.VOTE not in rights.holds:
        raise errors.MoverWithoutVoice
    return member_id


def moved_already(row: Meeting, moved: MotionRow) -> int | None:
    """The number of what the same member moved in the same words, and which is open still; None if there is none."""
    parent = moved.parent.number if moved.parent else None
    facts = (moved.kind, moved.member_id, parent, moved.words.titles, moved.words.texts, moved.words.reason)
    for each in motions_of(meeting_id=row.id):
        told = (each.kind, each.member_id, each.parent, each.titles, each.own_texts, each.reason)
        if each.is_open and told == facts and each.item_id == moved.item_id:
            return each.number
    return None


def held_motion(number: int, motion: int) -> tuple[Meeting, MotionSeen]:
    row = lock(number)
    return row, motion_of(meeting_id=row.id, number=motion)


def write_motion(by: Acting, row: Meeting, moved: MotionRow, *, at_meeting: bool) -> int:
    id_, number = new_id(by.at), Motion.objects.filter(meeting_id=row.id).count() + 1
    facts = {"meeting": row.number, "number": number, "kind": moved.kind.value}
    act_id = record_motion(by, "assembly.move_motion", id_, **facts)
    Motion(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=row.id,
        number=number,
        kind=moved.kind,
        parent_id=moved.parent.id if moved.parent else None,
        item_id=moved.item_id,
        member_id=moved.member_id,
        ruling_id=moved.ruling_id,
        is_from_floor=at_meeting,
        seconds_needed=moved.seconds_needed,
        reason=moved.words.reason,
        act_id=act_id,
    ).save(force_insert=True)
    is_change = moved.kind is MotionKind.AMENDMENT and moved.parent is not None
    base = moved.parent.texts if is_change and moved.parent else {}
    write_wording(by, id_, 1, moved.words, act_id, base=base)
    _write_step(by, id_, 1, _K.MOVED, "", act_id)
    return number


def write_wording(
    by: Acting, motion_id: UUID, version: int, words: MotionDraft, act_id: UUID, *, base: Mapping[str, str]
) -> None:
    MotionWording(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        motion_id=motion_id,
        version=version,
        titles=dict(words.titles),
        texts=dict(words.texts),
        base=dict(base),
        effect_facts=dict(words.effect_facts) if words.effect_facts is not None else None,
        at=by.at,
        act_id=act_id,
    ).save(force_insert=True)


def take_motion_step(by: Acting, moved: MotionSeen, kind: MotionStepKind, words: str = "") -> UUID:
    act_id = record_motion(by, f"assembly.motion_{kind.value}", moved.id, number=moved.number)
    places = MotionStep.objects.filter(motion_id=moved.id).count()
    _write_step(by, moved.id, places + 1, kind, words, act_id)
    return act_id


def _write_step(
    by: Acting, motion_id: UUID, place: int, kind: MotionStepKind, words: str, act_id: UUID
) -> None:
    MotionStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        motion_id=motion_id,
        place=place,
        kind=kind,
        words=words.strip(),
        on_date=by.on,
        at=by.at,
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        act_id=act_id,
    ).save(force_insert=True)


def record_motion(by: Acting, verb: str, motion_id: UUID, **facts: object) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "motion", motion_id, version, facts))


def move_appeal(by: Acting, row: Meeting, person_id: UUID, item_id: UUID, ruling_id: UUID) -> int:
    """An appeal to the meeting against a ruling of the chair, as a motion. Raises MoverWithoutVoice."""
    member_id = mover_of(by, meeting(row.number), person_id, at_meeting=True)
    words = MotionDraft(
        {"en": "Appeal against the ruling of the chair", "fr": "Appel de la décision de la présidence"},
        {
            "en": "That the ruling of the chair not stand.",
            "fr": "Que la décision de la présidence ne soit pas maintenue.",
        },
    )
    needed = seconders_needed(by.on, at_meeting=True)
    moved = MotionRow(
        MotionKind.APPEAL,
        words,
        item_id,
        member_id=member_id,
        ruling_id=ruling_id,
        seconds_needed=needed,
    )
    return write_motion(by, row, moved, at_meeting=True)
