"""What programs send to the floor of a meeting, and what they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from rochdale.web.api import Answer, Asked, Words

_COUNT_MAX = 1_000_000
Count = Annotated[int, Field(ge=0, le=_COUNT_MAX)]
MemberNumber = Annotated[int, Field(ge=1, le=10**9)]


class Attending(Answer):
    """Who is at a meeting now; `entitled` and `quorum`, of what would be put now, are None until the roll is frozen."""

    voters: int
    online: int
    guests: int
    entitled: int | None
    quorum: int | None


class VoteTermsTold(Answer):
    """What a vote needs: more than a `part` such as "1/2" of the `basis` where `is_exceeded`, else as much.

    Of an election the part is "0": its rule says who is elected. A quorum at the last opening suffices with
    `quorum_at_opening`.
    """

    part: str
    is_exceeded: bool
    basis: str
    quorum_needed: int
    quorum_at_opening: bool
    has_casting_vote: bool


class VoteOutcomeTold(Answer):
    """What was counted. `resolution` is its number, None where the quorum was missing."""

    yes: int
    no: int
    abstain: int
    blank: int
    spoilt: int
    participants: int
    present: int
    resolution: int | None
    is_adopted: bool | None


class VoteTold(Answer):
    """One vote of a meeting."""

    number: int
    method: str
    titles: dict[str, str]
    texts: dict[str, str]
    opens_at: datetime
    closes_at: datetime | None
    terms: VoteTermsTold
    stands: str
    participants: int
    outcome: VoteOutcomeTold | None


class Votes(Answer):
    """The votes of a meeting, in their order."""

    items: list[VoteTold]


class NamedChoiceTold(Answer):
    """What somebody voted by name, with how many votes; `votes_for` names the organization that it was cast for."""

    member_number: int
    name: str
    votes_for: str
    votes: int
    choice: str


class Named(Answer):
    """Who voted how, in the order of the roll; nobody while the vote is open, or where it is secret."""

    items: list[NamedChoiceTold]


class ChoiceTold(Answer):
    """A choice under its mark."""

    mark: str
    choice: str


class Box(Answer):
    """Every choice of a secret vote that is closed, in the order of the marks."""

    items: list[ChoiceTold]


class Arriving(Asked):
    """Who comes or goes, by member number or by the code of the notice: `come` to vote, as a `guest`, or to `leave`.

    A guest with `may_speak` has a voice and no vote.
    """

    member_number: MemberNumber | None = None
    entry_code: Annotated[str, Field(max_length=500)] | None = None
    act: Literal["come", "guest", "leave"] = "come"
    may_speak: bool = False

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.member_number is None) == (self.entry_code is None):
            raise ValueError("Give a member number or an entry code, and not both.")
        return self


class ArrivingOneself(Asked):
    """Whether one comes online, or leaves."""

    act: Literal["come", "leave"] = "come"


class Naming(Asked):
    """What a member does in a meeting."""

    member_number: MemberNumber
    role: Literal["chair", "secretary", "teller"]


class Putting(Asked):
    """How an item is put to the vote: from when and until when, if it has a window of its own."""

    place: Annotated[int, Field(ge=1, le=1000)]
    method: Literal["hands", "roll_call", "open", "secret"]
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None


class VoteNumber(Answer):
    """A vote of the meeting."""

    number: int


class Casting(Asked):
    """What one votes."""

    choice: Literal["yes", "no", "abstain"]


class Mark(Answer):
    """The mark by which one finds a secret choice again; empty for an open vote. It is given this once."""

    mark: str


class CallingOut(Casting):
    """What a member answers whose name is called out."""

    member_number: MemberNumber


class PaperFor(Asked):
    """Who is given a paper, and whether somebody helps to fill it in."""

    member_number: MemberNumber
    is_assisted: bool = False


class Counting(Asked):
    """What a teller counted."""

    yes: Count
    no: Count
    abstain: Count
    blank: Count = 0
    spoilt: Count = 0


class Closing(Asked):
    """The chair's further vote, where yes and no are equal and the by-laws give one."""

    casting_vote: Literal["yes", "no"] | None = None


class Withdrawing(Asked):
    """Why a vote is given up."""

    words: Words


class Decided(Answer):
    """The number of the resolution; None where the quorum was missing and nothing was decided."""

    resolution: int | None
