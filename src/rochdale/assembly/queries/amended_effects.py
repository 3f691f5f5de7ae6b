"""What follows from an item in the words in which it stands: the plan's effect, or what was said of amended words.

Asked inside a cooperative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from rochdale.assembly.models import AgendaItem, AmendedEffect
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.motions import MotionSeen, amended_facts, motion_of_item

# Nothing runs, and people see to it: the words alone say what.
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class WordedEffect:
    """What follows from an item once adopted: `planned_` by the plan, and by its words as they stand.

    `is_said` says that somebody said it of the amended words, be it that nothing follows.
    """

    planned_effect: str
    planned_facts: Mapping[str, Any]
    effect: str
    facts: Mapping[str, Any]
    is_amended: bool
    is_said: bool

    @property
    def is_lost(self) -> bool:
        """Whether what the plan says does not follow any more, and nobody said what does."""
        return self.is_amended and self.planned_effect not in {"", OTHER} and not self.is_said


def worded_effect(seen: MeetingSeen, motion: MotionSeen) -> WordedEffect | None:
    """What follows from the item that a motion is; None where it is none of this plan."""
    item = next((each for each in seen.items if motion.is_item and each.titles == motion.titles), None)
    if item is None:
        return None
    is_amended = motion.texts != item.texts
    if not is_amended:
        return WordedEffect(
            item.effect, item.effect_facts, item.effect, item.effect_facts, is_amended=False, is_said=False
        )
    said = _said(seen.id, item.id, motion.id, item.effect, motion.texts)
    effect, facts = said or ("", {})
    return WordedEffect(
        item.effect, item.effect_facts, effect, facts, is_amended=True, is_said=said is not None
    )


def word_as_moved(item: AgendaItem, meeting_id: UUID, texts: Mapping[str, str] | None = None) -> None:
    """Give an item the words in which it is decided, as amended unless told, and what follows from those (INV-121).

    What the plan says that follows is said of the planned words: amended ones have what was said of them, or nothing.
    """
    moved = motion_of_item(meeting_id=meeting_id, item_id=item.id)
    words = texts if texts is not None else moved.texts if moved is not None else item.texts
    if words == item.texts or moved is None:
        return
    said = _said(meeting_id, item.id, moved.id, item.effect, words)
    item.texts = dict(words)
    item.effect, item.effect_facts = said or ("", {})


def _said(
    meeting_id: UUID, item_id: UUID, motion_id: UUID, planned: str, texts: Mapping[str, str]
) -> tuple[str, dict[str, Any]] | None:
    """What was said that follows from amended words: chosen for them, or brought by the amendment."""
    chosen = AmendedEffect.objects.filter(motion_id=motion_id).order_by("-version").first()
    if chosen is not None and chosen.texts == texts:
        return chosen.effect, chosen.effect_facts
    brought = amended_facts(meeting_id=meeting_id, item_id=item_id)
    return (planned, dict(brought)) if brought else None
