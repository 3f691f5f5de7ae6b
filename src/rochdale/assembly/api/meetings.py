"""Meetings as programs ask for them: prepared, called, opened, adjourned, closed and cancelled, as on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest
from ninja import Query

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.api.meeting_schemas import (
    FaultTold,
    FileTold,
    ItemEffectAsked,
    ItemTold,
    Letters,
    MeetingAsked,
    MeetingListed,
    MeetingPaperTold,
    Meetings,
    MeetingTold,
    Number,
    PlanAsked,
    ReadinessTold,
    SittingTold,
    StepTold,
    Version,
    WhyAsked,
)
from rochdale.assembly.errors import holding
from rochdale.assembly.queries import (
    ItemSeen,
    MeetingGround,
    MeetingLine,
    MeetingSeen,
)
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.seen import meeting_seen, meetings_read
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.web.api import (
    Cursors,
    Done,
    Nothing,
    PageAsked,
    Routes,
)

ROUTES: Final = Routes("meetings")
_OVER = Cursors("meetings")
_STEP: tuple[type[Refusal], ...] = (NotAllowed, errors.MeetingNotFound, errors.MeetingStepOutOfOrder)
_DRAFT: tuple[type[Refusal], ...] = (NotAllowed, errors.SittingsMissing, errors.TitleMissing)


@ROUTES.question("meetings", Meetings)
@insiders_only
def meetings(request: HttpRequest, asked: Query[PageAsked]) -> Meetings:
    """The meetings to which members were called; for whose offices see them also those of bodies, and drafts."""
    visit = visit_of(request)
    place = _OVER.read(visit.cooperative.id, asked.after)
    before = (date.fromisoformat(place[0]), int(place[1])) if place else None
    coming = () if before else queries.meetings_coming(meetings_read(visit))
    over = queries.meetings_over(meetings_read(visit), before=before, limit=asked.limit)
    following = [over.next_before[0].isoformat(), over.next_before[1]] if over.next_before else None
    return Meetings(
        coming=[MeetingListed(**_listed(line)) for line in coming],
        over=[MeetingListed(**_listed(line)) for line in over.lines],
        next_cursor=_OVER.written(visit.cooperative.id, following),
    )


def _listed(found: MeetingLine | MeetingSeen) -> dict[str, Any]:
    return {
        "number": found.number,
        "kind": found.kind.value,
        "titles": dict(found.titles),
        "mode": found.mode.value,
        "held_on": found.held_on,
        "record_date": found.record_date,
        "stands": found.stands.value,
    }


@ROUTES.question("meetings/{int:number}", MeetingTold)
@insiders_only
def meeting(request: HttpRequest, number: int) -> MeetingTold:
    """One meeting to which you were called, or any for who runs them."""
    return _told(meeting_seen(visit_of(request), number))


def _told(found: MeetingSeen) -> MeetingTold:
    asked = queries.requisition_of(meeting_id=found.id)
    return MeetingTold(
        **_listed(found),
        ground=found.ground.value,
        ground_words=found.ground_words,
        requisition=asked.number if asked else None,
        version=found.version,
        sittings=[
            SittingTold(
                place=each.place, starts_at=each.starts_at, venue=each.venue, online_url=each.online_url
            )
            for each in found.sittings
        ],
        items=[_item(each) for each in found.items],
        papers=_papers(found),
        steps=[
            StepTold(kind=each.kind.value, on=each.on_date, at=each.at, words=each.words)
            for each in found.steps
        ],
    )


def _item(item: ItemSeen) -> ItemTold:
    return ItemTold(
        id=item.id,
        place=item.place,
        kind=item.kind.value,
        titles=dict(item.titles),
        texts=dict(item.texts),
        majority=item.majority.value,
        minutes_planned=item.minutes_planned,
        effect=item.effect,
        effect_facts=dict(item.effect_facts),
    )


def _papers(found: MeetingSeen) -> list[MeetingPaperTold]:
    return [
        MeetingPaperTold(
            number=each.number,
            version=each.version,
            added_on=each.added_on,
            replaces=each.replaces,
            replaced_by=each.replaced_by,
            files=[
                FileTold(
                    language=file.language,
                    title=file.title,
                    media_type=file.media_type,
                    size=file.size,
                    digest=file.digest,
                )
                for file in each.files
            ],
        )
        for each in queries.documents(meeting_id=found.id)
    ]


@ROUTES.question("meetings/{int:number}/readiness", ReadinessTold)
@requires(Permission.RUN_MEETINGS)
def readiness(request: HttpRequest, number: int) -> ReadinessTold:
    """Whether a meeting can be called today as it is planned, and if not, every reason."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    judged = queries.readiness(found, visit.today)
    members = queries.entitled_to_notice(visit.cooperative.id, found, visit.today)
    return ReadinessTold(
        faults=[_fault(each) for each in judged.faults],
        warnings=[_fault(each) for each in judged.warnings],
        call_from=judged.call_from,
        call_by=judged.call_by,
        least_days=judged.window.least,
        most_days=judged.window.most,
        is_again=judged.is_again,
        letters=len(members),
    )


def _fault(fault: errors.CallFault) -> FaultTold:
    told = fault.plain()
    named = {name: told.pop(name) for name in ("code", "rule", "detail")}
    return FaultTold(**named, facts=told)


def _planned(asked: PlanAsked) -> dict[str, Any]:
    return {
        "titles": asked.titles,
        "mode": asked.mode,
        "record_date": asked.record_date,
        "sittings": sorted(
            (SittingDraft(each.starts_at, each.venue, each.online_url) for each in asked.sittings),
            key=lambda sitting: sitting.starts_at,
        ),
        "items": [
            ItemDraft(each.kind, each.titles, each.texts, each.majority, each.minutes_planned)
            for each in asked.items
        ],
    }


@ROUTES.verb(
    "meetings",
    Number,
    refuses=(
        *_DRAFT,
        errors.RequisitionNotFound,
        errors.RequisitionNotReached,
        errors.RequisitionAnswered,
        errors.FederationTooEarly,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def draft_meeting(request: HttpRequest, asked: MeetingAsked) -> Number:
    """Prepare a meeting. Nobody is written to before it is called."""
    draft = MeetingDraft(
        kind=asked.kind,
        ground=_ground(asked),
        ground_words=asked.federation_words,
        requisition=asked.requisition,
        **_planned(asked),
    )
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return Number(number=actions.draft_meeting(by=by, draft=draft))


def _ground(asked: MeetingAsked) -> MeetingGround:
    if asked.requisition:
        return MeetingGround.REQUISITION
    return MeetingGround.FEDERATION if asked.federation_words.strip() else MeetingGround.BOARD


@ROUTES.verb(
    "meetings/{int:number}/plan",
    Version,
    refuses=(*_DRAFT, errors.MeetingNotFound, errors.MeetingUnderWay, errors.VoteUnderWay),
)
@requires(Permission.RUN_MEETINGS)
def plan_meeting(request: HttpRequest, number: int, asked: PlanAsked) -> Version:
    """Plan a meeting anew, before it is called or after an adjournment. Effects of items stay with their places."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    told = _planned(asked)
    kept: Mapping[int, ItemSeen] = {item.place: item for item in found.items}
    told["items"] = [_with_effect(item, kept.get(place)) for place, item in enumerate(told["items"], start=1)]
    draft = MeetingDraft(kind=found.kind, ground=found.ground, **told)
    by = visit.acting(Permission.RUN_MEETINGS)
    return Version(version=actions.plan_meeting(by=by, number=number, draft=draft))


@ROUTES.verb(
    "meetings/{int:number}/items/{int:place}/effect",
    Version,
    refuses=(
        *_DRAFT,
        errors.MeetingNotFound,
        errors.MeetingUnderWay,
        errors.VoteUnderWay,
        errors.AgendaItemNotFound,
        errors.EffectUnknown,
        errors.EffectFaulty,
    ),
)
@requires(Permission.RUN_MEETINGS)
def set_item_effect(request: HttpRequest, number: int, place: int, asked: ItemEffectAsked) -> Version:
    """Say what follows from an item once it is adopted, as a new version of the plan."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    version = actions.set_item_effect(
        by=by, number=number, place=place, effect=asked.effect, facts=asked.facts
    )
    return Version(version=version)


def _with_effect(item: ItemDraft, before: ItemSeen | None) -> ItemDraft:
    if before is None or before.kind is not item.kind:
        return item
    return ItemDraft(
        item.kind, item.titles, item.texts, item.majority, item.minutes_planned, before.effect,
        before.effect_facts,
    )  # fmt: skip


@ROUTES.verb(
    "meetings/{int:number}/call",
    Letters,
    refuses=(*_STEP, errors.AgendaEmpty, errors.MeetingNotCallable),
)
@requires(Permission.RUN_MEETINGS)
def call_meeting(request: HttpRequest, number: int, asked: Nothing) -> Letters:
    """Call a meeting and write to every member. Where the by-laws do not let it, every reason is told."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return Letters(letters=actions.call_meeting(by=by, number=number))


@ROUTES.verb(
    "meetings/{int:number}/open",
    Done,
    refuses=(*_STEP, errors.RollNotFrozen, holding.AgendaNotCalled, holding.SittingAhead),
)
@for_floor
def open_meeting(request: HttpRequest, number: int, asked: Nothing) -> Done:
    """Open a meeting that was called, or go on with it."""
    actions.open_meeting(by=acting_on_floor(visit_of(request), number), number=number)
    return Done()


@ROUTES.verb("meetings/{int:number}/adjourn", Done, refuses=_STEP)
@for_floor
def adjourn_meeting(request: HttpRequest, number: int, asked: WhyAsked) -> Done:
    """Interrupt a meeting until another time."""
    by = acting_on_floor(visit_of(request), number)
    actions.adjourn_meeting(by=by, number=number, words=asked.words)
    return Done()


@ROUTES.verb("meetings/{int:number}/close", Done, refuses=(*_STEP, holding.VoteLeftOpen))
@for_floor
def close_meeting(request: HttpRequest, number: int, asked: Nothing) -> Done:
    """End a meeting for good."""
    actions.close_meeting(by=acting_on_floor(visit_of(request), number), number=number)
    return Done()


@ROUTES.verb("meetings/{int:number}/cancel", Letters, refuses=(*_STEP, holding.VoteLeftOpen))
@requires(Permission.RUN_MEETINGS)
def cancel_meeting(request: HttpRequest, number: int, asked: WhyAsked) -> Letters:
    """Give up a meeting before it is held, and write to whom it was called."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return Letters(letters=actions.cancel_meeting(by=by, number=number, words=asked.words))
