"""What travels of meetings: what is told of one, and what is asked of who prepares one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from rochdale.assembly.queries import ItemKind, Majority, MeetingKind, MeetingMode
from rochdale.web.api import Answer, Asked, Day, Instant, Name, Words

_Spoken = Annotated[dict[str, Words], Field(max_length=8)]
Language = Annotated[str, Field(max_length=8, pattern=r"^[a-z]{2}(-[a-z]+)?$")]


class MeetingListed(Answer):
    """A meeting in a list, as it is planned last."""

    number: int
    kind: str
    titles: dict[str, str]
    mode: str
    held_on: date
    record_date: date
    stands: str


class Meetings(Answer):
    """The meetings that are not over, the soonest first; then a page of those that are, the latest first."""

    coming: list[MeetingListed]
    over: list[MeetingListed]
    next_cursor: str | None


class SittingTold(Answer):
    """Where and when a meeting sits."""

    place: int
    starts_at: datetime
    venue: str
    online_url: str


class ItemTold(Answer):
    """An item of the agenda: `texts` are the wording put to the vote, `effect` what its resolution sets going."""

    id: UUID
    place: int
    kind: str
    titles: dict[str, str]
    texts: dict[str, str]
    majority: str
    minutes_planned: int | None
    effect: str
    effect_facts: dict[str, Any]


class StepTold(Answer):
    """What happened to a meeting."""

    kind: str
    on: date
    at: datetime
    words: str


class FileTold(Answer):
    """A paper in one language, with the SHA-256 of what it holds."""

    language: str
    title: str
    media_type: str
    size: int
    digest: str


class MeetingPaperTold(Answer):
    """A paper of a meeting; `replaced_by` is the number of its correction."""

    number: int
    version: int
    added_on: date
    replaces: int | None
    replaced_by: int | None
    files: list[FileTold]


class MeetingTold(MeetingListed):
    """A meeting with its sittings, agenda, papers and steps. `requisition` is the number of the one it answers."""

    ground: str
    ground_words: str
    requisition: int | None
    version: int
    sittings: list[SittingTold]
    items: list[ItemTold]
    papers: list[MeetingPaperTold]
    steps: list[StepTold]


class FaultTold(Answer):
    """Why a meeting cannot be called, or what is only to be known, with the rule and the figures."""

    code: str
    rule: str
    facts: dict[str, Any]
    detail: str


class ReadinessTold(Answer):
    """Whether a meeting can be called today, from when and by when, and how many members would be written to."""

    faults: list[FaultTold]
    warnings: list[FaultTold]
    call_from: date | None
    call_by: date
    least_days: int | None
    most_days: int | None
    is_again: bool
    letters: int


class SittingAsked(Asked):
    """Where and when: a place, an address online, or both."""

    starts_at: Instant
    venue: Name = ""
    online_url: Annotated[str, Field(max_length=500, pattern=r"^(https?://\S+)?$")] = ""


class ItemAsked(Asked):
    """An item of the agenda, titles and wording by language."""

    kind: ItemKind
    titles: _Spoken
    texts: _Spoken = {}
    majority: Majority = Majority.NONE
    minutes_planned: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None


class PlanAsked(Asked):
    """How a meeting is planned."""

    titles: _Spoken
    mode: MeetingMode
    record_date: Day
    sittings: Annotated[list[SittingAsked], Field(max_length=60)]
    items: Annotated[list[ItemAsked], Field(max_length=60)]


class MeetingAsked(PlanAsked):
    """A meeting that is prepared; with `requisition` on the one of that number.

    `federation_words` say by which letter the federation calls it, where it is not the board who does.
    """

    kind: MeetingKind
    requisition: Annotated[int, Field(ge=1, le=10**6)] | None = None
    federation_words: Annotated[str, Field(max_length=200)] = ""


class ItemEffectAsked(Asked):
    """What an adopted resolution on an item sets going; an empty `effect` is nothing. `facts` are its particulars."""

    effect: Annotated[str, Field(max_length=60)]
    facts: dict[str, Any] = {}


class WhyAsked(Asked):
    """Why; members read it."""

    words: Words


class Number(Answer):
    """The meeting, by its number."""

    number: int


class Version(Answer):
    """The plan, by its number from 1."""

    version: int


class Letters(Answer):
    """How many letters were written."""

    letters: int
