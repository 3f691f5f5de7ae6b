"""Motions as pages and verbs ask for them: their words as they stand, and what became of them.

Asked inside a cooperative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any, Final, Literal
from uuid import UUID

from rochdale.assembly.errors import CallFault, MotionNotFound
from rochdale.assembly.models import MotionKind, MotionStepKind
from rochdale.assembly.queries.meetings import MeetingSeen, in_language
from rochdale.cooperatives.queries import BylawAnswer, bylaws
from rochdale.tenancy.queries import rows

# Where the by-laws say nothing, one member seconds another.
_SECONDERS: Final = 1
_WORDS_MAX: Final = 4000


@dataclass(frozen=True, slots=True)
class MotionSeen:
    """One motion. `texts` are its wording as it stands, amended by what was adopted; `own_texts` its own.

    `parent` is the number of what it amends or is a part of; `is_ready` says that it can be put to the vote, once its
    own amendments do not wait (`waits`).
    """

    id: UUID
    number: int
    kind: MotionKind
    parent: int | None
    item_id: UUID | None
    member_id: UUID | None
    person_id: UUID | None
    member_number: int | None
    is_from_floor: bool
    seconds_needed: int
    seconds: int
    is_seconded_by_asker: bool
    reason: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    own_texts: Mapping[str, str]
    base: Mapping[str, str]
    version: int
    stands: MotionStepKind
    words: str
    stood_at: datetime
    moved_at: datetime
    is_ready: bool
    waits: bool
    is_put: bool
    resolution: int | None
    is_adopted: bool | None

    @property
    def is_item(self) -> bool:
        """Whether an item of the agenda is put where this is."""
        return self.kind is MotionKind.ITEM or (self.kind is MotionKind.MOTION and not self.is_from_floor)

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.stands in _OPEN and self.resolution is None and not self.is_put

    @property
    def is_public(self) -> bool:
        """Whether other members see it: unless it was refused before the meeting."""
        return self.stands is not MotionStepKind.REFUSED or self.is_from_floor

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)

    def text(self, language: str) -> str:
        """Its wording in a language, or else in the first of those that there are; or nothing."""
        return in_language(self.texts, language) if self.texts else ""


_OPEN: Final = frozenset(
    {MotionStepKind.MOVED, MotionStepKind.ADMITTED, MotionStepKind.TAKEN_UP, MotionStepKind.TABLED}
)


def motions_of(*, meeting_id: UUID, member_id: UUID | None = None) -> list[MotionSeen]:
    """The motions of a meeting by their numbers, in one statement; `member_id` is who asks."""
    asked = {"meeting_id": meeting_id, "number": None, "member_id": member_id}
    return [_seen(row) for row in rows("assembly", "motions_seen.sql", asked)]


def motion_of(*, meeting_id: UUID, number: int, member_id: UUID | None = None) -> MotionSeen:
    """One motion of a meeting. Raises MotionNotFound."""
    asked = {"meeting_id": meeting_id, "number": number, "member_id": member_id}
    found = rows("assembly", "motions_seen.sql", asked) if number < 2**31 else []
    if not found:
        raise MotionNotFound(number=number)
    return _seen(found[0])


def motion_of_item(*, meeting_id: UUID, item_id: UUID) -> MotionSeen | None:
    """The motion that an item is, once somebody amended, split, tabled or referred it; or the one that it came from."""
    found = rows("assembly", "motion_of_item.sql", {"item_id": item_id})
    return motion_of(meeting_id=meeting_id, number=found[0][0]) if found else None


def item_decided(*, item_id: UUID) -> int | None:
    """The number of the resolution on an item itself, in whichever plan (INV-128); None while it is not decided."""
    found = rows("assembly", "item_decided.sql", {"item_id": item_id})
    return found[0][0] if found else None


def items_decided(*, meeting_id: UUID) -> dict[UUID, int]:
    """The numbers of the resolutions on a meeting's items themselves, by item."""
    return dict(rows("assembly", "items_decided.sql", {"meeting_id": meeting_id}))


def amended_facts(*, meeting_id: UUID, item_id: UUID) -> Mapping[str, object] | None:
    """What the amendment of an item that was adopted last says of the item's effect; None where none says anything."""
    found = rows("assembly", "amended_facts.sql", {"meeting_id": meeting_id, "item_id": item_id})
    return found[0][0] if found else None


def vote_motions(*, meeting_id: UUID) -> dict[UUID, int]:
    """The numbers of the motions that votes of a meeting are on, where that is not the item itself."""
    return dict(rows("assembly", "vote_motions.sql", {"meeting_id": meeting_id}))


def _seen(row: tuple[Any, ...]) -> MotionSeen:
    (id_, number, kind, parent, item_id, member_id, person_id, member_number, from_floor, needed, seconds, seconded,
     reason, titles, texts, own_texts, base, version, stands, *rest) = row  # fmt: skip
    return MotionSeen(
        id_, number, MotionKind(kind), parent, item_id, member_id, person_id, member_number, from_floor, needed,
        seconds, seconded, reason, titles, texts, own_texts, base, version, MotionStepKind(stands), *rest,
    )  # fmt: skip


def seconders_needed(on: date, *, at_meeting: bool) -> int:
    """How many members second a motion, by the by-laws of a day; one where they say nothing."""
    stated = bylaws(on).get("floor_seconders" if at_meeting else "motion_seconders")
    return stated.number if stated else _SECONDERS


def motions_until(held_on: date, on: date, *, amendment: bool) -> date | None:
    """The last day on which members send motions, or amendments, to a meeting; None where the by-laws set none."""
    stated: BylawAnswer | None = bylaws(on).get(
        "amendment_deadline_days" if amendment else "motion_deadline_days"
    )
    return held_on - timedelta(days=stated.number) if stated else None


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text that stays, goes, or comes."""

    kind: Literal["same", "gone", "new"]
    words: str


def changes(before: str, after: str) -> list[Change]:
    """What an amendment changes, word by word; long texts are compared as a whole."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > _WORDS_MAX:
        return [Change("gone", before), Change("new", after)]
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", " ".join(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(Change("gone", " ".join(old[i1:i2])))
        if j1 < j2:
            found.append(Change("new", " ".join(new[j1:j2])))
    return found


def unplaced(seen: MeetingSeen, motions: Iterable[MotionSeen]) -> list[CallFault]:
    """The motions that were admitted and do not stand on the agenda in their words, which the call needs (INV-109)."""
    return [
        CallFault("motion_missing", "Q-27", {"motion": moved.number, "title": moved.title("")})
        for moved in motions
        if moved.kind is MotionKind.MOTION
        and not moved.is_from_floor
        and moved.stands is MotionStepKind.ADMITTED
        and not any(_is_same(item.titles, item.texts, moved) for item in seen.items)
    ]


def _is_same(titles: Mapping[str, str], texts: Mapping[str, str], moved: MotionSeen) -> bool:
    return titles == moved.titles and texts.items() >= moved.own_texts.items()
