"""What programs send to elections of a meeting and their nominations, and what they are answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Base64Bytes, Field

from rochdale.assembly.api.floor_schemas import Count, MemberNumber
from rochdale.web.api import Answer, Asked, Day, Name, Words
from rochdale.web.api.schemas import OptionalWords

_PHOTO_TEXT_MAX = 4_400_000
_CANDIDATES_MAX = 500
_LINES_MAX = 5000
Seed = Annotated[str, Field(max_length=200)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]{2})?$")]


class SeatPutTold(Answer):
    """A seat to be filled, until the day before `until_on`."""

    seat_id: UUID
    place: int
    electoral_group: str
    months: int
    until_on: date
    is_vacated: bool


class CandidateTold(Answer):
    """Who stands, in the order of the paper, with what he or she says by language."""

    number: int
    name: str
    electoral_group: str
    statements: dict[str, str]
    interests: str
    has_declared: bool
    is_from_floor: bool


class SeatResultTold(Answer):
    """A seat by a result: who has it, by the number of the nomination; nobody where it stays open."""

    seat_id: UUID
    place: int
    number: int | None
    name: str
    until_on: date
    is_given: bool


class ResultTold(Answer):
    """How it was decided, by which rule and lots, and the count stage by stage with candidates by number."""

    electoral_group: str
    how: str
    rule: str
    seed: str
    on: date
    seats: list[SeatResultTold]
    transcript: dict[str, Any]


class ContestTold(Answer):
    """The election of a body at a meeting."""

    code: str
    closes_on: date
    is_open_to_floor: bool
    seconders_needed: int
    method: str
    order: str
    seats: list[SeatPutTold]
    candidates: list[CandidateTold]
    results: list[ResultTold]


class NominationTold(Answer):
    """How a nomination stands, and what speaks against it, for the candidate and who checks."""

    number: int
    name: str
    stands: str
    seconders: int
    reasons: list[str]


class SeatsAsked(Asked):
    """Which seats are put, those that end or are vacant unless told; and the last day, the by-laws' unless told."""

    seats: list[UUID] | None = None
    closes_on: Day | None = None


class CallVersion(Answer):
    """The version of a call for nominations."""

    version: int


class NominatingAsked(Asked):
    """Who is proposed, by member number, and for which electoral group."""

    member_number: MemberNumber
    electoral_group: Name = ""
    is_from_floor: bool = False


class NominationNumber(Answer):
    """A nomination."""

    number: int


class NominationAct(Asked):
    """What one does: accept one's own nomination, give it up, or second another's."""

    act: Literal["accept", "withdraw", "second"]


class CandidateAnswerAsked(Asked):
    """What a candidate answers at the counter or in a signed letter."""

    accepts: bool


class CandidacyAsked(Asked):
    """What a candidate says by language, and the interests; `has_declared` also where there are none."""

    statements: dict[Language, OptionalWords]
    has_declared: bool = False
    interests: OptionalWords = ""


class PhotoAsked(Asked):
    """A JPEG or PNG, in Base64."""

    photo: Annotated[Base64Bytes, Field(max_length=_PHOTO_TEXT_MAX)]


class NominationCheckAsked(Asked):
    """Whether a candidate is admitted or refused, with words beside the reasons of the by-laws."""

    act: Literal["admit", "refuse"]
    words: OptionalWords = ""
    is_of_group: bool = True


class TrainingAsked(Asked):
    """A training that a candidate has done."""

    completed_on: Day
    words: Words


class SeedAsked(Asked):
    """The seed of a lot, published with it."""

    seed: Annotated[str, Field(min_length=1, max_length=200)]


class ContestAsked(Asked):
    """Of which electoral group, and the seed of a lot where equals need one."""

    electoral_group: Name = ""
    seed: Seed = ""


class PuttingElection(Asked):
    """Of which electoral group, and until when, if the vote has a window of its own.

    `by_name` is said where one vote on the roll weighs more than another: the election is open then.
    """

    electoral_group: Name = ""
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    by_name: bool = False


class GivingAsked(Asked):
    """From which day on the seats are given; today unless told."""

    from_on: Day | None = None


class BallotAsked(Asked):
    """Places on the paper, in a ranking the best first; none for a blank ballot."""

    places: Annotated[
        list[Annotated[int, Field(ge=1, le=_CANDIDATES_MAX)]], Field(max_length=_CANDIDATES_MAX)
    ]


class BallotAloud(BallotAsked):
    """A ballot that is said aloud, by whom: the member that votes, or is voted for."""

    member_number: MemberNumber


class SheetLine(Asked):
    """How often these places were marked: one candidate of a choice, or a ballot of a ranking."""

    places: Annotated[
        list[Annotated[int, Field(ge=1, le=_CANDIDATES_MAX)]], Field(min_length=1, max_length=_CANDIDATES_MAX)
    ]
    times: Count


class SheetAsked(Asked):
    """What a teller counted of the papers of an election."""

    lines: Annotated[list[SheetLine], Field(max_length=_LINES_MAX)]
    valid: Count
    blank: Count = 0
    spoilt: Count = 0


class ClosingElection(Asked):
    """The seed of a lot, where candidates are equal."""

    seed: Seed = ""


class Closed(Answer):
    """Whether the election is decided; not without its quorum."""

    is_decided: bool


class ElectionBallotTold(Answer):
    """A ballot under its mark: places on the paper, none for a blank one."""

    mark: str
    places: list[int]


class NamedBallotTold(Answer):
    """A ballot by name, and the votes with which it counts; `votes_for` names the organization that it is cast for."""

    member_number: int
    name: str
    votes_for: str
    votes: int
    places: list[int]


class Ballots(Answer):
    """The ballots of an election that is closed, in the order of the marks; `paper` are the numbers that stood.

    Of an election by name they are in `named`, in the order of the roll.
    """

    paper: list[int]
    items: list[ElectionBallotTold]
    named: list[NamedBallotTold]
