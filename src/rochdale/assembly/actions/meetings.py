"""Meetings: drafted, planned anew, opened, adjourned and closed; each step an act, none undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils.translation import get_language

from rochdale.assembly import errors
from rochdale.assembly.actions.answering import answer_requisition
from rochdale.assembly.actions.authority import authorise, authorise_floor, lock
from rochdale.assembly.actions.effects import Setting, refuse_faulty_effect
from rochdale.assembly.errors.holding import AgendaNotCalled, SittingAhead, VoteLeftOpen
from rochdale.assembly.models import (
    AgendaItem,
    ItemKind,
    Majority,
    Meeting,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    Notice,
    Sitting,
    VoteStepKind,
)
from rochdale.assembly.queries.ballots import ballots_waiting
from rochdale.assembly.queries.calling import asks_special
from rochdale.assembly.queries.convening import LAST, day_to_wait_for, may_follow, sat_last
from rochdale.assembly.queries.floor import entitled_of, votes_of
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.readiness import annual_missed
from rochdale.assembly.queries.taking_part import OF_A_BODY
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.actions import lock as take


@dataclass(frozen=True, slots=True)
class SittingDraft:
    """Where and when a meeting sits: in a hall, at an address on the network, or both."""

    starts_at: datetime
    venue: str = ""
    online_url: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item of an agenda: `titles` and `texts` by language.

    One that amends the by-laws is planned with the special majority, whatever it asks for (INV-122, rule Q-31).
    """

    kind: ItemKind
    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    majority: Majority = Majority.NONE
    minutes_planned: int | None = None
    effect: str = ""
    effect_facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as its secretary prepares it; `requisition` is the number of the one on which it is called."""

    kind: MeetingKind
    titles: Mapping[str, str]
    mode: MeetingMode
    record_date: date
    sittings: Sequence[SittingDraft]
    items: Sequence[ItemDraft]
    ground: MeetingGround = MeetingGround.BOARD
    ground_words: str = ""
    requisition: int | None = None


def draft_meeting(*, by: Acting, draft: MeetingDraft) -> int:
    """Write down a meeting that is not called yet; its number.

    Raises NotAllowed (permission run_meetings), SittingsMissing, TitleMissing, EffectUnknown, EffectFaulty; of one
    on a requisition also RequisitionNotFound, RequisitionNotReached, RequisitionAnswered; of one that the federation
    calls FederationSilent, FederationTooEarly.
    """
    with inside(by.cooperative_id):
        authorise(by)
        return write_draft(by=by, draft=draft)


def write_draft(*, by: Acting, draft: MeetingDraft) -> int:
    """The same for who may already: the caller authorised. Raises as draft_meeting."""
    zone = _refuse_draft(by, draft)
    if draft.ground is MeetingGround.FEDERATION:
        _refuse_federation(by, draft)
    meeting_id, number = new_id(by.at), _next_number(by)
    facts = {"number": number, "kind": draft.kind.value, "ground": draft.ground.value}
    act_id = _record(by, "assembly.draft_meeting", meeting_id, facts)
    Meeting(
        id=meeting_id,
        cooperative_id=by.cooperative_id,
        number=number,
        kind=draft.kind,
        ground=draft.ground,
        ground_words=draft.ground_words.strip(),
        act_id=act_id,
    ).save(force_insert=True)
    _write_version(by, meeting_id, 1, draft, zone, act_id)
    _write_step(by, meeting_id, 1, MeetingStepKind.DRAFTED, act_id)
    if draft.requisition is not None:
        answer_requisition(by=by, number=draft.requisition, meeting_id=meeting_id, act_id=act_id)
    return number


def plan_meeting(*, by: Acting, number: int, draft: MeetingDraft) -> int:
    """Plan a meeting anew, before it is called or between two sittings (INV-83); the new version.

    Its kind and ground stay. Raises NotAllowed, MeetingNotFound, MeetingUnderWay, VoteUnderWay, SittingsMissing,
    TitleMissing, EffectUnknown, EffectFaulty.
    """
    with inside(by.cooperative_id):
        authorise(by)
        zone = _refuse_draft(by, draft)
        row = lock(number)
        last = MeetingStep.objects.filter(meeting_id=row.id).latest("place")
        if last.kind not in {MeetingStepKind.DRAFTED, MeetingStepKind.ADJOURNED}:
            raise errors.MeetingUnderWay
        _refuse_while_voting(row.id)
        version = MeetingVersion.objects.filter(meeting_id=row.id).count() + 1
        act_id = _record(by, "assembly.plan_meeting", row.id, {"number": number, "version": version})
        _write_version(by, row.id, version, draft, zone, act_id)
        return version


def _refuse_while_voting(meeting_id: UUID) -> None:
    """INV-103: items are known by the plan that has them, and one votes once on an item."""
    floor = votes_of(meeting_id=meeting_id, with_participants=False)
    if ballots_waiting(meeting_id=meeting_id) or any(vote.stands is VoteStepKind.PUT for vote in floor):
        raise errors.VoteUnderWay


def open_meeting(*, by: Acting, number: int) -> None:
    """Open a meeting that was called, or go on after an adjournment; one of members on its frozen roll (INV-112).

    Raises NotAllowed, MeetingNotFound, MeetingStepOutOfOrder, RollNotFrozen, AgendaNotCalled (INV-124),
    SittingAhead (INV-125).
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row = lock(number)
        last = MeetingStep.objects.filter(meeting_id=row.id).latest("place")
        if may_follow(MeetingStepKind(last.kind), MeetingStepKind.OPENED):
            _refuse_opening(by, row)
        take_step(by=by, row=row, kind=MeetingStepKind.OPENED)


def _refuse_opening(by: Acting, row: Meeting) -> None:
    if row.kind not in OF_A_BODY and entitled_of(meeting_id=row.id) is None:
        raise errors.RollNotFrozen
    planned = MeetingVersion.objects.filter(meeting_id=row.id).latest("version")
    if not Notice.objects.filter(version_id=planned.id).exists():
        raise AgendaNotCalled
    zone = ZoneInfo(cooperatives.cooperative(by.cooperative_id).time_zone)
    sittings = Sitting.objects.filter(version_id=planned.id).values_list("starts_at", flat=True)
    steps = MeetingStep.objects.filter(meeting_id=row.id).order_by("place").values_list("kind", "on_date")
    sat_on = sat_last((MeetingStepKind(kind), on_date) for kind, on_date in steps)
    ahead = day_to_wait_for([each.astimezone(zone).date() for each in sittings], sat_on, by.on)
    if ahead is not None:
        raise SittingAhead(day=ahead)


def adjourn_meeting(*, by: Acting, number: int, words: str = "") -> None:
    """Interrupt a meeting until another time. Raises NotAllowed, MeetingNotFound, MeetingStepOutOfOrder."""
    _step(by, number, MeetingStepKind.ADJOURNED, words)


def close_meeting(*, by: Acting, number: int) -> None:
    """End a meeting for good; what has a window of its own goes on by itself (rule Q-36).

    Raises NotAllowed, MeetingNotFound, MeetingStepOutOfOrder, VoteLeftOpen (INV-126).
    """
    _step(by, number, MeetingStepKind.CLOSED)


def _step(by: Acting, number: int, kind: MeetingStepKind, words: str = "") -> None:
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        take_step(by=by, row=lock(number), kind=kind, words=words)


def take_step(*, by: Acting, row: Meeting, kind: MeetingStepKind, words: str = "") -> MeetingStep:
    """Write the next step of a meeting that the caller authorised and locked (INV-82).

    Raises MeetingStepOutOfOrder; of the last one VoteLeftOpen (INV-126).
    """
    last = MeetingStep.objects.filter(meeting_id=row.id).latest("place")
    if not may_follow(MeetingStepKind(last.kind), kind):
        raise errors.MeetingStepOutOfOrder(last=last.kind, step=kind.value)
    if kind in LAST:
        _refuse_open_votes(row)
    act_id = _record(by, f"assembly.meeting_{kind.value}", row.id, {"number": row.number})
    return _write_step(by, row.id, last.place + 1, kind, act_id, words)


def _refuse_open_votes(row: Meeting) -> None:
    for vote in votes_of(meeting_id=row.id, with_participants=False):
        if vote.stands is VoteStepKind.PUT and vote.closes_at is None:
            title = in_language(vote.titles, get_language() or "")
            raise VoteLeftOpen(number=vote.number, title=title)


def _refuse_draft(by: Acting, draft: MeetingDraft) -> ZoneInfo:
    """Refuse a draft that lacks something; the zone in which its days are counted."""
    cooperative = cooperatives.cooperative(by.cooperative_id)
    if not draft.sittings:
        raise errors.SittingsMissing
    spoken = [draft.titles, *(item.titles for item in draft.items)]
    spoken += [item.texts for item in draft.items if item.texts]
    for language in cooperative.languages:
        if not all(words.get(language, "").strip() for words in spoken):
            raise errors.TitleMissing(language=language)
    for item in draft.items:
        setting = Setting(by.cooperative_id, by.on, draft.kind)
        refuse_faulty_effect(name=item.effect, facts=item.effect_facts, setting=setting)
    return ZoneInfo(cooperative.time_zone)


def _refuse_federation(by: Acting, draft: MeetingDraft) -> None:
    """The federation calls a special meeting, or the annual one that the board did not hold in time (rule Q-29)."""
    if not draft.ground_words.strip():
        raise errors.FederationSilent
    is_late = draft.kind is MeetingKind.ANNUAL and annual_missed(by.on) is not None
    if not is_late and draft.kind is not MeetingKind.SPECIAL:
        raise errors.FederationTooEarly


def _next_number(by: Acting) -> int:
    # One meeting after the other: numbers are given under the cooperative's own lock.
    take(by.cooperative_id, invariant=82)
    return int(Meeting.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _write_version(
    by: Acting, meeting_id: UUID, version: int, draft: MeetingDraft, zone: ZoneInfo, act_id: UUID
) -> None:
    version_id = new_id(by.at)
    MeetingVersion(
        id=version_id,
        cooperative_id=by.cooperative_id,
        meeting_id=meeting_id,
        version=version,
        mode=draft.mode,
        titles=dict(draft.titles),
        held_on=min(sitting.starts_at for sitting in draft.sittings).astimezone(zone).date(),
        record_date=draft.record_date,
        sittings_stated=len(draft.sittings),
        items_stated=len(draft.items),
        act_id=act_id,
    ).save(force_insert=True)
    _write_sittings(by, version_id, draft.sittings)
    _write_items(by, version_id, draft)


def _write_sittings(by: Acting, version_id: UUID, sittings: Sequence[SittingDraft]) -> None:
    ids = new_ids(by.at, len(sittings))
    Sitting.objects.bulk_create(
        Sitting(
            id=id_,
            cooperative_id=by.cooperative_id,
            version_id=version_id,
            place=place,
            starts_at=sitting.starts_at,
            venue=sitting.venue.strip(),
            online_url=sitting.online_url.strip(),
        )
        for place, (id_, sitting) in enumerate(zip(ids, sittings, strict=True), start=1)
    )


def _write_items(by: Acting, version_id: UUID, draft: MeetingDraft) -> None:
    ids = new_ids(by.at, len(draft.items))
    AgendaItem.objects.bulk_create(
        AgendaItem(
            id=id_,
            cooperative_id=by.cooperative_id,
            version_id=version_id,
            place=place,
            kind=item.kind,
            titles=dict(item.titles),
            texts=dict(item.texts),
            # INV-122: by-laws are amended by the special majority, whatever was asked for.
            majority=Majority.SPECIAL if asks_special(draft.kind, item.kind, item.effect) else item.majority,
            minutes_planned=item.minutes_planned,
            effect=item.effect,
            effect_facts=dict(item.effect_facts),
        )
        for place, (id_, item) in enumerate(zip(ids, draft.items, strict=True), start=1)
    )


def _write_step(
    by: Acting, meeting_id: UUID, place: int, kind: MeetingStepKind, act_id: UUID, words: str = ""
) -> MeetingStep:
    step = MeetingStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        meeting_id=meeting_id,
        place=place,
        kind=kind,
        on_date=by.on,
        at=by.at,
        bylaw_version=cooperatives.bylaw_version(by.on),
        words=words.strip(),
        act_id=act_id,
    )
    step.save(force_insert=True)
    return step


def _record(by: Acting, verb: str, meeting_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "meeting", meeting_id, version, facts))
