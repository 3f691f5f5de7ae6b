"""The roll of a meeting: who may vote in it, or every reason why not; and with how many votes.

On the roll of an assembly of delegates stand those whom the members elected, each by a mandate.

What the register says is taken as of the record date; what time alone brings (age, length of membership) is
counted to the day of the meeting, because it is there that one votes (rule Q-16). The register's own reasons come
in as codes: this file adds what depends on the meeting. The published hash is of the text that `text_of` writes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Reason(StrEnum):
    """Why a member is on the roll without a vote."""

    SUSPENDED = "suspended"
    AUXILIARY = "auxiliary"
    MINOR = "minor"
    NO_REPRESENTATIVE = "no_representative"
    HAS_ENDED = "has_ended"  # died, or ceased to exist, by the day of the meeting
    HAS_LEFT = "has_left"  # a member on the record date, and no longer on the day of the meeting
    TOO_RECENT = "too_recent"
    REPRESENTATIVE_IS_MEMBER = "representative_is_member"  # who has a vote of their own, and may not hold two
    REPRESENTS_SEVERAL = "represents_several"
    NOT_MEMBER = "not_member"  # a delegate who on the record date is no member, nor stands for one
    MANDATE_ENDS = "mandate_ends"  # a delegate whose mandate is over by the day of the meeting
    CORRECTED = "corrected"  # another reason, which the words of a correction give


@dataclass(frozen=True, slots=True)
class RollMember:
    """A member of the record date, as the register knows them.

    `missing` are the register's reasons against the vote on that day. `of_age_on` is the day on which a minor
    comes of age; `left_on` and `ended_on` the first day without the membership, and the day of the death, where
    they are known. `voter` is who votes: the member, or the representative of one who `is_represented`.
    `has_class_that_votes` says whether the class of membership has the vote, whatever stands against this member.
    """

    number: int
    joined_on: date
    missing: frozenset[Reason]
    voter: Hashable | None
    is_represented: bool = False
    has_class_that_votes: bool = True
    of_age_on: date | None = None
    left_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class RollLaws:
    """What the by-laws and the meeting say: `membership_days` is how long one has been a member on `held_on`."""

    held_on: date
    membership_days: int


def reasons_of(members: Sequence[RollMember], laws: RollLaws) -> list[tuple[Reason, ...]]:
    """For each member every reason against the vote, in the order of `Reason`; none for who may vote."""
    own_vote = {
        member.voter for member in members if not member.is_represented and member.has_class_that_votes
    }
    mandates = Counter(
        member.voter for member in members if member.is_represented and member.voter is not None
    )
    return [_reasons(member, laws, own_vote, mandates) for member in members]


def _reasons(
    member: RollMember, laws: RollLaws, own_vote: set[Hashable], mandates: Counter[Hashable]
) -> tuple[Reason, ...]:
    found = set(member.missing)
    if member.of_age_on is not None and member.of_age_on <= laws.held_on:
        found.discard(Reason.MINOR)
    if (laws.held_on - member.joined_on).days < laws.membership_days:
        found.add(Reason.TOO_RECENT)
    if member.left_on is not None and member.left_on <= laws.held_on:
        found.add(Reason.HAS_LEFT)
    if member.ended_on is not None and member.ended_on <= laws.held_on:
        found.add(Reason.HAS_ENDED)
    if member.is_represented and member.voter is not None:
        if member.voter in own_vote:
            found.add(Reason.REPRESENTATIVE_IS_MEMBER)
        if mandates[member.voter] > 1:
            found.add(Reason.REPRESENTS_SEVERAL)
    return tuple(reason for reason in Reason if reason in found) if found else ()


@dataclass(frozen=True, slots=True)
class Delegate:
    """Who held a seat of delegates on the record date, and as which member.

    `member` is the delegate, or who is represented; without `is_member` as which he or she was elected, and is not
    any more. `ends_on` is the first day without the mandate, as far as it is known.
    """

    member: RollMember
    ends_on: date
    is_member: bool = True


# A mandate votes, and not a class of membership: what else is asked of a delegate was asked at the election.
_OF_DELEGATES = frozenset({Reason.SUSPENDED, Reason.HAS_ENDED, Reason.HAS_LEFT})


def reasons_of_delegates(delegates: Sequence[Delegate], held_on: date) -> list[tuple[Reason, ...]]:
    """For each delegate every reason against the vote, in the order of `Reason`; none for who may vote."""
    return [_reasons_of_delegate(each, held_on) for each in delegates]


def _reasons_of_delegate(delegate: Delegate, held_on: date) -> tuple[Reason, ...]:
    if delegate.is_member:
        own = _reasons(delegate.member, RollLaws(held_on, 0), set(), Counter())
        found = _OF_DELEGATES.intersection(own)
    else:
        found = frozenset({Reason.NOT_MEMBER})
    if delegate.ends_on <= held_on:
        found |= {Reason.MANDATE_ENDS}
    return tuple(reason for reason in Reason if reason in found)


@dataclass(frozen=True, slots=True)
class DelegateRule:
    """How many votes a cooperative has in its federation (rules I-6, Q-60).

    One, and one more for each full `members_step` of its own members (0: none more); no member of the federation
    holds more than `cap` of all votes, as far as one vote each allows.
    """

    members_step: int
    cap: Fraction

    def __post_init__(self) -> None:
        assert self.members_step >= 0
        assert 0 <= self.cap <= 1


def votes_before_cap(members: int, rule: DelegateRule) -> int:
    """The votes of a cooperative with so many members, before anybody's are capped."""
    return 1 + (members // rule.members_step if rule.members_step else 0)


def level_of(votes: Iterable[int], rule: DelegateRule) -> int:
    """The most votes that one may hold among holders of `votes`; 1 at least, since each holds one.

    It is the greatest level such that, with all that is above it cut to it, no holder has more than the cap's
    part of what is left.
    """
    held = sorted(votes)
    if not held:
        return 1
    low, high = 1, held[-1]
    # Whether a level is within the cap: the total grows ever slower with the level, so that all levels below one
    # that is within it are too.
    while low < high:
        middle = (low + high + 1) // 2
        if _is_within(held, middle, rule.cap):
            low = middle
        else:
            high = middle - 1
    return low


def _is_within(held: Sequence[int], level: int, cap: Fraction) -> bool:
    total = sum(min(votes, level) for votes in held)
    return level * cap.denominator <= cap.numerator * total


@dataclass(frozen=True, slots=True)
class TextLine:
    """What the published text says of a member: the number, the votes, and the reasons of who has none."""

    number: int
    votes: int
    reasons: Sequence[str]


def text_of(
    *, cooperative: str, meeting: int, record_date: date, held_on: date, lines: Iterable[TextLine]
) -> str:
    """The canonical text of a roll, by member number: what its hash is taken of (docs/reference/roll.md)."""
    head = [
        "rochdale-roll 1",
        f"cooperative {cooperative}",
        f"meeting {meeting}",
        f"record-date {record_date.isoformat()}",
        f"held-on {held_on.isoformat()}",
    ]
    told = [_told(line) for line in sorted(lines, key=lambda line: line.number)]
    return "\n".join([*head, *told, ""])


def _told(line: TextLine) -> str:
    if line.reasons:
        return f"{line.number} 0 {','.join(sorted(line.reasons))}"
    return f"{line.number} {line.votes} entitled"


def hash_of(text: str) -> str:
    """The SHA-256 of a roll's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
