"""What programs send to a verifiable ballot, and what they are answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from rochdale.assembly.api.floor_schemas import Count, MemberNumber
from rochdale.web.api import Answer, Asked, Name, Words
from rochdale.web.api.schemas import Instant
from rochdale.web.uploads import PART_BODY_BYTES_MAX

_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
_Spoken = Annotated[dict[_Language, Words], Field(min_length=1, max_length=10)]
_Small = Annotated[int, Field(ge=0, le=250)]


class QuestionAsked(Asked):
    """One question, by language. `rule` elects `seats` of its answers; of a choice `most` answers may be ticked.

    Where nominations were called for, the answers are the names of everybody who stands for the seats of a group, and
    of nobody else; of two with one name each has the number as well: `Jean Roy (nomination 3)`, or in French
    `Jean Roy (candidature 3)`.
    """

    kind: Literal["choice", "ranking"]
    texts: _Spoken
    answers: Annotated[list[_Spoken], Field(min_length=1, max_length=250)]
    least: _Small = 1
    most: _Small = 1
    blank: bool = False
    rule: Name = ""
    seats: _Small = 0


class TrusteeAsked(Asked):
    """Who shall keep a key, always needed or one of whom some suffice."""

    name: Words
    email: Name
    language: _Language = "fr"
    is_mandatory: bool = True


class SettingUp(Asked):
    """A ballot on an item of the agenda. Where the item is adopted or lost, that is asked before `questions`."""

    place: Annotated[int, Field(ge=1, le=1000)]
    names: _Spoken
    descriptions: _Spoken
    questions: Annotated[list[QuestionAsked], Field(max_length=20)] = []
    opens_at: Instant
    closes_at: Instant
    trustees: Annotated[list[TrusteeAsked], Field(max_length=50)]
    threshold: Annotated[int, Field(ge=1, le=50)] | None = None


class BallotNumber(Answer):
    """The number of a ballot in its meeting."""

    number: int


class CodesMade(Answer):
    """How many voting codes were made and put into letters."""

    codes: int


class Head(Answer):
    """The hash of the last event of the board."""

    head: str


class GivingUp(Asked):
    """Why a ballot is given up."""

    words: Words


class CountingBallot(Asked):
    """The seed of the lots, if equals must be parted, and the chair's vote on a tie."""

    seed: Name = ""
    casting_vote: Literal["yes", "no"] | None = None


class GroupsSeated(Answer):
    """How many electoral groups were given their seats."""

    groups: int


class CountBegun(Answer):
    """Since when the ballot is counted, and the name under which its archive will be published.

    The question about the ballot tells where it stands: `stands` is `counted` in the end, or `refusal` says why not.
    """

    uuid: str
    since: datetime


class WorkTold(Answer):
    """What is being judged or counted, and since when; of what a trustee gave with the trustee's place."""

    kind: str
    trustee: int | None
    since: datetime


class WorkRefused(Answer):
    """Why a count came to nothing: the type of the problem, and what happened, in words."""

    code: str
    detail: str


class BallotPaperFor(Asked):
    """Who is given a paper instead, and whether somebody helps to fill it in."""

    member_number: MemberNumber
    is_assisted: bool = False


class PaperQuestionFound(Asked):
    """What was on the papers for one question: a count for each answer, or each paper's ranks (0: not ranked)."""

    counts: Annotated[list[Count], Field(max_length=250)] = []
    rankings: Annotated[list[list[_Small]], Field(max_length=100_000)] = []
    blank: Count = 0
    spoilt: Count = 0


class PapersFound(Asked):
    """What one teller found, question by question."""

    questions: Annotated[list[PaperQuestionFound], Field(max_length=20)]


class CastingBallot(Asked):
    """A ballot, to the byte, as a program made it that locks ballots."""

    ballot: Annotated[str, Field(min_length=1, max_length=500_000)]


class TrackerTold(Answer):
    """What arrived: its hash in Base64, and the tracking number by which its voter finds it."""

    tracker: str
    number: str


class Giving(Asked):
    """What a trustee made for what is awaited of them."""

    content: Annotated[str, Field(min_length=1, max_length=PART_BODY_BYTES_MAX)]


class Verdict(Answer):
    """Whether it counts; else the code of the reason, as our verifier has it.

    A shuffle or a part of the opening is kept and judged later: then `stands` is `being_judged`, and the question at
    the same address tells what came of it.
    """

    stands: Literal["judged", "being_judged"]
    accepted: bool
    reason: str
    since: datetime | None


class OwnPart(Answer):
    """What is asked of a trustee now, and what came of what was given last; `being_judged_since` until it is judged.

    After the close it is asked for `until` a day.
    """

    stands: str
    awaited: str
    last: str
    accepted: bool
    reason: str
    being_judged_since: datetime | None
    until: date | None
    refusal: WorkRefused | None


class BallotTold(Answer):
    """One ballot of a meeting."""

    number: int
    uuid: str
    names: dict[str, str]
    opens_at: datetime
    closes_at: datetime
    stands: str
    entitled: int
    voted: int
    papers: int


class BallotsTold(Answer):
    """The ballots of a meeting."""

    items: list[BallotTold]


class SendingLink(Asked):
    """Where a trustee is written to anew; empty for the address of the last letter."""

    email: Annotated[str, Field(max_length=254)] = ""


class TrusteeTold(Answer):
    """A trustee: what is awaited now, why what was sent last was not accepted, and what became of the last letter."""

    place: int
    name: str
    is_mandatory: bool
    awaited: str
    is_lost: bool
    reason: str
    letter: str
    written_at: datetime | None


class BallotRun(BallotTold):
    """A ballot for who runs it: who is awaited, how many trustees are still needed, and what is judged or counted.

    `refusal` says why the last count came to nothing.
    """

    trustees: list[TrusteeTold]
    keys_missing: int
    shuffles_missing: int
    shares_missing: int
    can_open: bool
    working: list[WorkTold]
    refusal: WorkRefused | None


class EventTold(Answer):
    """An event of the board; of a ballot its tracking number, and whether it counts so far."""

    height: int
    kind: str
    head: str
    tracker: str
    counts: bool


class LotTold(Answer):
    """A lot: for what it was drawn, and the names in the order in which they came out, as they were drawn."""

    occasion: str
    drawn: list[str]


class AnsweredTold(Answer):
    """What came out of a question, devices and papers together; `elected` are places of answers, from 0.

    `withdrawn` are those of candidates who withdrew while votes were taken: the count passed over them. `lots` were
    drawn from the seed of the board.
    """

    counts: list[int]
    blank: int
    spoilt: int
    orders: int
    elected: list[int]
    withdrawn: list[int]
    lots: list[LotTold]


class Board(Answer):
    """The board of a ballot, and what came out once it is counted.

    `withdrew` are the candidates on it who have withdrawn since it was opened, by name: the count passes over them.
    `seed` is what lots were drawn from, and empty where none was: each name gets the SHA-256 of `seed|occasion|name`.
    """

    uuid: str
    names: dict[str, str]
    stands: str
    opens_at: datetime
    closes_at: datetime
    entitled: int
    withdrew: list[str]
    events: list[EventTold]
    answered: list[AnsweredTold]
    seed: str
