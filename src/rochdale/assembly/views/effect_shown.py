"""What follows from an item in its words as they stand, shown to who runs the meeting.

Members read it once it is decided: it may name somebody who asks to be admitted, or is to be excluded.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rochdale.assembly.queries import MeetingSeen, MotionSeen
from rochdale.assembly.queries.amended_effects import worded_effect
from rochdale.assembly.queries.motions import motions_of
from rochdale.assembly.views.effect_choosing import described
from rochdale.assembly.views.item_effects import setting_of
from rochdale.cooperatives.views import Visit


def effect_shown(visit: Visit, seen: MeetingSeen, found: MotionSeen) -> dict[str, Any] | None:
    """What follows from the item that a motion is; None for what is no item, or from which nothing could follow."""
    own = worded_effect(seen, found)
    if own is None or not (own.planned_effect or own.is_amended):
        return None
    setting = setting_of(visit, seen)
    return {
        "effects": described(own.effect, own.facts, setting),
        "before": described(own.planned_effect, own.planned_facts, setting) if own.is_amended else [],
        "is_lost": own.is_lost,
        "href": _href(visit, seen, found) if own.is_amended and found.is_open else "",
    }


def effects_lost(visit: Visit, seen: MeetingSeen) -> dict[UUID, str]:
    """The items from which what was planned does not follow any more, each with where to choose it anew."""
    by_titles = [(item.titles, item.id) for item in seen.items]
    lost: dict[UUID, str] = {}
    for found in motions_of(meeting_id=seen.id):
        own = worded_effect(seen, found) if found.is_item and found.is_open else None
        if own is not None and own.is_lost:
            item_id = next(id_ for titles, id_ in by_titles if titles == found.titles)
            lost[item_id] = _href(visit, seen, found)
    return lost


def _href(visit: Visit, seen: MeetingSeen, found: MotionSeen) -> str:
    return visit.href("assembly-votes:amended-effect", number=seen.number, motion=found.number)
