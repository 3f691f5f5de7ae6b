"""What programs send about motions, the floor and questions, and what they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from rochdale.assembly.api.floor_schemas import MemberNumber
from rochdale.assembly.api.meeting_schemas import Language
from rochdale.web.api import Answer, Asked, Name, OptionalWords, Words

Place = Annotated[int, Field(ge=1, le=10**6)]
Wording = Annotated[str, Field(min_length=1, max_length=10_000)]
Titles = Annotated[dict[Language, Name], Field(max_length=10)]
Texts = Annotated[dict[Language, Wording], Field(max_length=10)]


class MotionTold(Answer):
    """One motion. `texts` are its wording as amended; `parent` is what it amends or is a part of.

    `is_ready` says that it was seconded enough, and admitted where it came before the meeting; `waits` that amendments
    of it go before. `stands` is what happened last beside votes.
    """

    number: int
    kind: str
    parent: int | None
    mover: int | None
    is_from_floor: bool
    seconds: int
    seconds_needed: int
    titles: dict[str, str]
    texts: dict[str, str]
    base: dict[str, str]
    reason: str
    stands: str
    words: str
    moved_at: datetime
    is_ready: bool
    waits: bool
    resolution: int | None
    is_adopted: bool | None


class Motions(Answer):
    """The motions of a meeting, in the order in which they were moved."""

    items: list[MotionTold]


class Moving(Asked):
    """What is moved, by language: under the item at `item`, or to the motion `motion` as its amendment.

    With `amends_item` it amends what the item itself moves. Without any it comes before the meeting.
    """

    titles: Titles
    texts: Texts
    reason: OptionalWords = ""
    item: Place | None = None
    motion: Place | None = None
    amends_item: bool = False


class MovingFor(Moving):
    """The same for a member in the hall; `effect_facts` are what the effect of the amended item would be told."""

    member_number: MemberNumber
    effect_facts: dict[str, Any] | None = None


class AmendedEffectAsked(Asked):
    """What follows from an item in its amended words; an empty `effect` is nothing. `facts` are its particulars."""

    effect: Annotated[str, Field(max_length=60)]
    facts: dict[str, Any] = {}


class MotionNumber(Answer):
    """The motion, by its number in the meeting."""

    number: int


class MotionNumbers(Answer):
    """Motions, by their numbers in the meeting."""

    numbers: list[int]


class Seconded(Answer):
    """How many have seconded it now."""

    seconds: int


class SecondingFor(Asked):
    """Which member in the hall seconds it."""

    member_number: MemberNumber


class Admitting(Asked):
    """The words of a motion in the languages that its author did not write, and what it needs."""

    titles: Titles = {}
    texts: Texts = {}
    majority: Literal["ordinary", "special"] = "ordinary"


class Ending(Asked):
    """What becomes of a motion short of a vote; `words` say why, until when, or to whom."""

    becomes: Literal["refused", "tabled", "referred", "withdrawn", "taken_up"]
    words: OptionalWords = ""


class PartAsked(Asked):
    """A part of a motion, by language."""

    titles: Titles
    texts: Texts


class Splitting(Asked):
    """The parts, two at least."""

    parts: Annotated[list[PartAsked], Field(max_length=20)]


class Rewording(Asked):
    """An amendment in new words, by language."""

    texts: Texts


class PuttingMotion(Asked):
    """How a motion is voted on."""

    method: Literal["hands", "roll_call", "open", "secret"]


class SpeakerTold(Answer):
    """Somebody who waits or speaks: the place of the request, and whether it is to a point of order."""

    asked: int
    name: str
    is_point: bool


class FloorTold(Answer):
    """The floor now. `item` is the place of the item treated; the next to speak stands first."""

    item: int | None
    list_closed: bool
    speaking: SpeakerTold | None
    speaking_since: datetime | None
    minutes_max: int | None
    waiting: list[SpeakerTold]


class ComingTo(Asked):
    """The item to come to, by its place; None ends the one that is treated."""

    item: Place | None


class AskingToSpeak(Asked):
    """Whether it is to a point of order."""

    is_point: bool = False


class AskingFor(AskingToSpeak):
    """Which member in the hall asks to speak."""

    member_number: MemberNumber


class Request(Answer):
    """A request to speak, by its place on the floor."""

    asked: int


class GivingFloor(Asked):
    """`passes` where the next is not there, so that the one after comes."""

    passes: bool = False


class ClosingList(Asked):
    """Whether the speaking list of the item is closed, or open again."""

    is_closed: bool


class RulingAsked(Asked):
    """What the chair rules on a point of order, and why."""

    is_upheld: bool
    words: Words


class AnswerTold(Answer):
    """What was answered."""

    words: str
    was_at_meeting: bool
    at: datetime


class QuestionTold(Answer):
    """A question with its answers; `name` is empty where the author is not named to you."""

    number: int
    name: str
    is_unnamed: bool
    language: str
    words: str
    at: datetime
    answers: list[AnswerTold]


class Questions(Answer):
    """The questions to a meeting."""

    items: list[QuestionTold]


class Questioning(Asked):
    """A question; `is_unnamed` keeps your name from the other members, not from who runs the meeting."""

    language: Language
    words: Words
    is_unnamed: bool = False


class QuestionNumber(Answer):
    """The question, by its number."""

    number: int


class Answering(Asked):
    """An answer in writing, or what was answered at the meeting."""

    words: Wording
    was_at_meeting: bool = False
