"""Meetings as their pages ask for them. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import AgendaItemNotFound, MeetingNotFound
from rochdale.assembly.models import (
    ItemKind,
    Majority,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingStepKind,
)


@dataclass(frozen=True, slots=True)
class SittingSeen:
    """One place and time at which a meeting sits."""

    place: int
    starts_at: datetime
    venue: str
    online_url: str


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One item of the agenda, with what its resolution sets going."""

    id: UUID
    place: int
    kind: ItemKind
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    majority: Majority
    minutes_planned: int | None
    effect: str
    effect_facts: Mapping[str, object]

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)

    def text(self, language: str) -> str:
        """The wording put to the vote, in a language or else in the first of those that there are; or nothing."""
        return in_language(self.texts, language) if self.texts else ""


@dataclass(frozen=True, slots=True)
class StepSeen:
    """What happened to a meeting."""

    kind: MeetingStepKind
    on_date: date
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """One meeting as it is planned last, with its sittings, agenda and steps in their order."""

    id: UUID
    number: int
    kind: MeetingKind
    ground: MeetingGround
    ground_words: str
    version: int
    mode: MeetingMode
    titles: Mapping[str, str]
    held_on: date
    record_date: date
    sittings: tuple[SittingSeen, ...]
    items: tuple[ItemSeen, ...]
    steps: tuple[StepSeen, ...]

    @property
    def stands(self) -> MeetingStepKind:
        """The last thing that happened to it."""
        return self.steps[-1].kind

    @property
    def was_called(self) -> bool:
        """Whether members were told of it, be it over or cancelled since."""
        return any(step.kind is MeetingStepKind.CALLED for step in self.steps)

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)

    def item(self, place: int) -> ItemSeen:
        """The item at a place. Raises AgendaItemNotFound."""
        found = next((item for item in self.items if item.place == place), None)
        if found is None:
            raise AgendaItemNotFound(place=place)
        return found


def in_language(words: Mapping[str, str], language: str) -> str:
    """A text in a language, or else in the first of those that there are, by its code."""
    return words.get(language) or words[min(words)]


def meeting(number: int) -> MeetingSeen:
    """One meeting. Raises MeetingNotFound."""
    found = models.Meeting.objects.filter(number=number).first()
    if found is None:
        raise MeetingNotFound(number=number)
    version = models.MeetingVersion.objects.filter(meeting_id=found.id).latest("version")
    return MeetingSeen(
        id=found.id,
        number=found.number,
        kind=MeetingKind(found.kind),
        ground=MeetingGround(found.ground),
        ground_words=found.ground_words,
        version=version.version,
        mode=MeetingMode(version.mode),
        titles=version.titles,
        held_on=version.held_on,
        record_date=version.record_date,
        sittings=_sittings(version.id),
        items=_items(version.id),
        steps=_steps(found.id),
    )


def _sittings(version_id: UUID) -> tuple[SittingSeen, ...]:
    found = models.Sitting.objects.filter(version_id=version_id).order_by("place")
    return tuple(SittingSeen(row.place, row.starts_at, row.venue, row.online_url) for row in found)


def _items(version_id: UUID) -> tuple[ItemSeen, ...]:
    found = models.AgendaItem.objects.filter(version_id=version_id).order_by("place")
    return tuple(
        ItemSeen(
            id=row.id,
            place=row.place,
            kind=ItemKind(row.kind),
            titles=row.titles,
            texts=row.texts,
            majority=Majority(row.majority),
            minutes_planned=row.minutes_planned,
            effect=row.effect,
            effect_facts=row.effect_facts,
        )
        for row in found
    )


def _steps(meeting_id: UUID) -> tuple[StepSeen, ...]:
    found = models.MeetingStep.objects.filter(meeting_id=meeting_id).order_by("place")
    return tuple(StepSeen(MeetingStepKind(row.kind), row.on_date, row.at, row.words) for row in found)
