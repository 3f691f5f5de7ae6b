"""What programs send and are told about the roll of a meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from rochdale.voting.rolls import Reason
from rochdale.web.api import Answer, Asked, Name, PageAsked, Words

Number = Annotated[int, Field(strict=True, ge=1, le=2**62)]
Members = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]


class FrozenTold(Answer):
    """That a roll is closed for good: the SHA-256 of its text in hexadecimal, and how many may vote."""

    hash: str
    entitled: int
    frozen_on: date
    frozen_at: datetime


class RollTold(Answer):
    """The roll of a meeting. Who has several reasons counts under each; `waiting` are challenges without an answer."""

    version: int
    record_date: date
    held_on: date
    challenged_until: date
    drawn_at: datetime
    bylaw_version: int
    lines: int
    entitled: int
    votes: int
    by_reason: dict[str, int]
    corrected: int
    waiting: int
    frozen: FrozenTold | None


class LineTold(Answer):
    """A member on the roll: `reasons` hold, `drawn` were drawn; without a reason there are `votes`.

    `mandate_id` is by what a delegate is on the roll of an assembly of delegates.
    """

    number: int
    person_id: UUID
    voter_id: UUID | None
    votes: int
    reasons: list[str]
    drawn: list[str]
    members_counted: int | None
    mandate_id: UUID | None


class LinesTold(Answer):
    """Some lines of a roll, by number. `next_cursor` is None on the last page."""

    items: list[LineTold]
    next_cursor: str | None


class LinesAsked(PageAsked):
    """All lines, those with a reason, or those of who is entitled."""

    reason: Reason | Literal["entitled"] | None = None


class ChallengeTold(Answer):
    """What was said against a line, and the answer; `is_upheld` is None while there is none."""

    challenge: int
    member_number: int
    words: str
    on_date: date
    is_upheld: bool | None
    answer: str
    answered_on: date | None


class ChallengesTold(Answer):
    """Challenges, those that wait for an answer first."""

    items: list[ChallengeTold]


class MyRoll(Answer):
    """What a roll says of who asks: the own lines, the own challenges, and what is published."""

    record_date: date
    held_on: date
    challenged_until: date
    lines: list[LineTold]
    challenges: list[ChallengeTold]
    frozen: FrozenTold | None


class MembersCounted(Asked):
    """How many members a cooperative has, by its member number in the federation."""

    number: Number
    members: Members


class DrawAsked(Asked):
    """In a federation the members of each cooperative; a cooperative that is not named has one vote."""

    counted: Annotated[list[MembersCounted], Field(max_length=10_000)] = []


class Drawing(Answer):
    """The version of a drawing."""

    version: int


class ChallengeAsked(Asked):
    """About which member, and why the roll is wrong."""

    member_number: Number
    words: Words


class ChallengeMade(Answer):
    """The number of a challenge."""

    challenge: int


class AnswerAsked(Asked):
    """Whether a challenge is right, and why. `reasons` take a vote away; without any it is given."""

    is_upheld: bool
    words: Words
    reasons: Annotated[list[Reason], Field(max_length=20)] = []


class CorrectionAsked(Asked):
    """What the roll is to say of a member: no reason gives the vote; and what shows it."""

    reasons: Annotated[list[Reason], Field(max_length=20)]
    words: Words


class HashTold(Answer):
    """The SHA-256 of a roll's text, in hexadecimal."""

    hash: str


class RollListAsked(Asked):
    """In which form, and what for: the record keeps it, with your name."""

    form: Literal["json", "csv", "pdf"] = "json"
    purpose: Annotated[Name, Field(min_length=1)]


class VoterListed(Answer):
    """Somebody who may vote; `voter_id` is who does."""

    number: int
    given_names: str
    family_name: str
    voter_id: UUID
    votes: int


class VotersListed(Answer):
    """Who may vote, by the name of the record date."""

    record_date: date
    is_final: bool
    lines: int
    items: list[VoterListed]
