"""What a resolution on an item of the agenda sets going: said while the meeting is planned (INV-83, INV-92)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rochdale.assembly import queries
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.meetings import ItemDraft, MeetingDraft, SittingDraft, plan_meeting
from rochdale.assembly.queries import MeetingSeen
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


def set_item_effect(*, by: Acting, number: int, place: int, effect: str, facts: Mapping[str, object]) -> int:
    """Say what follows from an item once it is adopted, as a new version of the plan; "" is nothing.

    Raises AgendaItemNotFound, and as plan_meeting.
    """
    with inside(by.cooperative_id):
        authorise(by)
        lock(number)
        found = queries.meeting(number)
        found.item(place)
        drafted = planned_again(found)
        items = [
            replace(item, effect=effect, effect_facts=dict(facts)) if at == place else item
            for at, item in enumerate(drafted.items, start=1)
        ]
        return plan_meeting(by=by, number=number, draft=replace(drafted, items=items))


def planned_again(found: MeetingSeen) -> MeetingDraft:
    """A meeting's plan as it stands, to be planned anew with a change."""
    return MeetingDraft(
        kind=found.kind,
        titles=found.titles,
        mode=found.mode,
        record_date=found.record_date,
        sittings=[SittingDraft(each.starts_at, each.venue, each.online_url) for each in found.sittings],
        items=[
            ItemDraft(
                each.kind,
                each.titles,
                each.texts,
                each.majority,
                each.minutes_planned,
                each.effect,
                each.effect_facts,
            )
            for each in found.items
        ],
        ground=found.ground,
        ground_words=found.ground_words,
    )
