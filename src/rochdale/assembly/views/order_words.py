"""The order of a meeting as its screens show it: agenda with its times, who speaks, who waits, and motions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.assembly.queries import ItemSeen, MeetingSeen, MotionKind, MotionSeen, MotionStepKind
from rochdale.assembly.queries.speaking import floor_of, late_by, points_of, speaking_minutes
from rochdale.assembly.queries.speaking_rules import FloorNow, Turn
from rochdale.assembly.views.seen import language_now, zone_of
from rochdale.cooperatives.views import Visit
from rochdale.membership.queries import names_of
from rochdale.web.values import Fact


def order_shown(visit: Visit, seen: MeetingSeen) -> dict[str, Any]:
    """Where a meeting is: the item treated, how late it is, who speaks and who waits."""
    now = floor_of(meeting_id=seen.id)
    people = [each.person_id for each in now.waiting]
    if now.speaking is not None:
        people.append(now.speaking.person_id)
    names = names_of(person_ids=people)
    treated = next((item for item in seen.items if item.id == now.item_id), None)
    return {
        "item": f"{treated.place}. {treated.title(language_now())}" if treated else "",
        "begun_at": now.begun_at.get(now.item_id) if now.item_id else None,
        "late": _late_words(visit, seen, now),
        "list_closed": now.list_closed,
        "speaking": _speaking(visit, now.speaking, names) if now.speaking else None,
        "waiting": [
            {
                "name": names.get(each.person_id, ""),
                "is_point": each.is_point,
                "asked": each.asked,
                "first": each.turns == 0 and not each.is_point,
            }
            for each in now.waiting
        ],
    }


def _speaking(visit: Visit, turn: Turn, names: Mapping[UUID, str]) -> dict[str, Any]:
    most = speaking_minutes(visit.today)
    minutes = int((visit.at - turn.begun_at).total_seconds() // 60)
    return {
        "name": names.get(turn.person_id, ""),
        "is_point": turn.is_point,
        "since": turn.begun_at,
        "most": most,
        "is_over": most is not None and minutes >= most and not turn.is_point,
    }


def place_in_line(now: FloorNow, person_id: UUID) -> int | None:
    """How many speak before a person who waits; None for who does not wait."""
    for place, each in enumerate(now.waiting):
        if each.person_id == person_id:
            return place
    return None


def _late_words(visit: Visit, seen: MeetingSeen, now: FloorNow) -> str:
    """How the meeting keeps its times, where its agenda plans any."""
    if now.item_id is None or not any(item.minutes_planned for item in seen.items):
        return ""
    before = [item for item in seen.items if item.id in now.begun_at and item.id != now.item_id]
    planned = sum(item.minutes_planned or 0 for item in before)
    began = min(now.begun_at.values())
    own = next((item.minutes_planned for item in seen.items if item.id == now.item_id), None) or 0
    spent = visit.at - now.begun_at[now.item_id]
    over = max(spent - timedelta(minutes=own), timedelta(0))
    late = late_by(timedelta(minutes=planned), now.begun_at[now.item_id] - began) + int(
        over.total_seconds() // 60
    )
    if late > 0:
        return ngettext("%(minutes)s minute late", "%(minutes)s minutes late", late) % {"minutes": late}
    return _("on time")


def item_times(visit: Visit, item: ItemSeen, now: FloorNow) -> str:
    """When an item began and ended, and what was planned for it, in a line."""
    parts = []
    if item.minutes_planned:
        told = {"minutes": item.minutes_planned}
        parts.append(
            ngettext("%(minutes)s minute planned", "%(minutes)s minutes planned", item.minutes_planned) % told
        )
    if item.id in now.begun_at:
        parts.append(_("begun at %(time)s") % {"time": _hour(visit, now.begun_at[item.id])})
    if item.id in now.ended_at:
        parts.append(_("ended at %(time)s") % {"time": _hour(visit, now.ended_at[item.id])})
    return " · ".join(parts)


def _hour(visit: Visit, at: datetime) -> str:
    return f"{at.astimezone(zone_of(visit)):%H:%M}"


def points_shown(seen: MeetingSeen) -> list[dict[str, Any]]:
    """The points of order that were heard, with what the chair ruled."""
    points = points_of(meeting_id=seen.id)
    names = names_of(person_ids=[each.person_id for each in points])
    return [
        {
            "asked": each.asked,
            "name": names.get(each.person_id, ""),
            "waits": each.is_upheld is None,
            "says": "" if each.is_upheld is None else _ruled(is_upheld=each.is_upheld),
            "words": each.words,
        }
        for each in points
    ]


def _ruled(*, is_upheld: bool) -> str:
    return _("The point is well taken") if is_upheld else _("The point is not taken")


def motion_lines(visit: Visit, seen: MeetingSeen, motions: Iterable[MotionSeen]) -> list[Fact]:
    """Motions as lines of a list, those of items left out: the agenda shows them."""
    return [
        Fact(
            _("%(number)s. %(title)s") % {"number": each.number, "title": each.title(language_now())},
            capfirst(stands_words(each)),
            visit.href("assembly-votes:motion", number=seen.number, motion=each.number),
            capfirst(kind_words(each)),
        )
        for each in motions
        if each.kind is not MotionKind.ITEM
    ]


def kind_words(motion: MotionSeen) -> str:
    """What a motion is, and to what."""
    if motion.parent is None or motion.kind is not MotionKind.AMENDMENT:
        return str(motion.kind.label)
    return _("amendment to motion %(number)s") % {"number": motion.parent}


def stands_words(motion: MotionSeen) -> str:
    """Where a motion stands, in a few words."""
    if motion.resolution is not None:
        return _("adopted") if motion.is_adopted else _("lost")
    if motion.is_put:
        return _("being voted on")
    if motion.stands is MotionStepKind.MOVED and motion.seconds < motion.seconds_needed:
        told = {"seconds": motion.seconds, "needed": motion.seconds_needed}
        return _("seconded by %(seconds)s of %(needed)s") % told
    if motion.stands is MotionStepKind.MOVED and not motion.is_from_floor and motion.member_id:
        return _("waits for the secretary")
    return str(motion.stands.label)
