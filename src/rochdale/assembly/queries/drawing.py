"""Drawing a roll: the members of the record date from the register, put to the pure rule of `voting.rolls`.

The action draws so, and the audit draws again from what the register knew at that instant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from rochdale.assembly.models import MeetingKind
from rochdale.assembly.queries.delegates import HeldSeat, held_seats
from rochdale.cooperatives.queries import BylawAnswer, Tier, bylaws, cooperative
from rochdale.membership.queries import Addressee, MemberClass, PersonKind, Right, addressees_at
from rochdale.voting.rolls import (
    Delegate,
    DelegateRule,
    Reason,
    RollLaws,
    RollMember,
    level_of,
    reasons_of,
    reasons_of_delegates,
    votes_before_cap,
)

# Where the by-laws say nothing.
_CHALLENGE_DAYS: Final = 3
_NO_CAP: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A member of the record date, with what the rule says. `is_blanked`: the day of birth is known no more.

    `mandate_id` is by which mandate a delegate is on the roll.
    """

    member_id: UUID
    number: int
    person_id: UUID
    voter_id: UUID | None
    reasons: tuple[Reason, ...]
    weight: int
    members_counted: int | None
    is_blanked: bool
    mandate_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RollInputs:
    """What the by-laws of the record date give to the rule. `delegates` is None in a primary cooperative.

    `by_mandate` says that those vote who hold a seat of delegates, and not every member.
    """

    membership_days: int
    challenge_days: int
    auxiliary_votes: bool
    delegates: DelegateRule | None
    by_mandate: bool = False

    def encoded(self) -> dict[str, Any]:
        """As a roll keeps them."""
        kept: dict[str, Any] = {
            "membership_days_before_meeting": self.membership_days,
            "roll_challenge_days": self.challenge_days,
            "auxiliary_members_vote": self.auxiliary_votes,
        }
        if self.delegates is not None:
            kept["delegate_members_step"] = self.delegates.members_step
            cap = self.delegates.cap
            kept["delegate_votes_cap_fraction"] = f"{cap.numerator}/{cap.denominator}"
        if self.by_mandate:
            kept["by_mandate"] = True
        return kept

    @classmethod
    def decoded(cls, kept: Mapping[str, Any]) -> RollInputs:
        """What `encoded` wrote."""
        cap = kept.get("delegate_votes_cap_fraction")
        return cls(
            membership_days=kept["membership_days_before_meeting"],
            challenge_days=kept["roll_challenge_days"],
            auxiliary_votes=kept["auxiliary_members_vote"],
            delegates=None if cap is None else DelegateRule(kept["delegate_members_step"], Fraction(cap)),
            by_mandate=kept.get("by_mandate", False),
        )


def inputs_on(cooperative_id: UUID, on: date, kind: MeetingKind) -> RollInputs:
    """What the by-laws of a day say about rolls. Where members found (rule Q-9), none has been one for long.

    To an assembly of delegates of persons come those whom they elected; that of a federation is of its members, which
    are cooperatives, each through its representative (rule I-6).
    """
    stated = bylaws(on)
    is_primary = cooperative(cooperative_id).tier is Tier.PRIMARY
    cap = stated.get("delegate_votes_cap_fraction")
    rule = DelegateRule(_number(stated, "delegate_members_step", 0), cap.fraction if cap else _NO_CAP)
    auxiliary = stated.get("auxiliary_members_vote")
    return RollInputs(
        membership_days=0
        if kind is MeetingKind.ORGANIZATION
        else _number(stated, "membership_days_before_meeting", 0),
        challenge_days=_number(stated, "roll_challenge_days", _CHALLENGE_DAYS),
        auxiliary_votes=auxiliary is not None and auxiliary.allowed,
        delegates=None if is_primary else rule,
        by_mandate=is_primary and kind is MeetingKind.DELEGATES,
    )


def _number(stated: Mapping[str, BylawAnswer], name: str, otherwise: int) -> int:
    return stated[name].number if name in stated else otherwise


def last_challenge_on(inputs: RollInputs, *, held_on: date, on: date) -> date:
    """The last day on which a roll drawn on a day may be challenged: always one, and before the meeting."""
    planned = held_on - timedelta(days=inputs.challenge_days)
    return min(max(planned, on), held_on - timedelta(days=1))


def drawn(
    *,
    cooperative_id: UUID,
    record_date: date,
    held_on: date,
    inputs: RollInputs,
    counted: Mapping[int, int],
    known_at: datetime | None = None,
) -> list[DrawnLine]:
    """The lines of a roll by member number, as the register is known today, or was known at an instant.

    `counted` has for a member of a federation, by number, how many members it has itself.
    """
    if inputs.by_mandate:
        return _delegates_drawn(cooperative_id, record_date, held_on, inputs, known_at)
    found = list(addressees_at(cooperative_id=cooperative_id, on=record_date, known_at=known_at))
    found.sort(key=lambda each: each.rights.number)
    members = [_member(each, inputs) for each in found]
    reasons = reasons_of(members, RollLaws(held_on, inputs.membership_days))
    weights = _weights(members, reasons, inputs, counted)
    return [
        DrawnLine(
            member_id=each.rights.member_id,
            number=member.number,
            person_id=each.rights.person_id,
            voter_id=_voter(each),
            reasons=whys,
            weight=weight,
            members_counted=None if inputs.delegates is None else counted.get(member.number, 0),
            is_blanked=each.is_blanked,
        )
        for each, member, whys, weight in zip(found, members, reasons, weights, strict=True)
    ]


def _delegates_drawn(
    cooperative_id: UUID, record_date: date, held_on: date, inputs: RollInputs, known_at: datetime | None
) -> list[DrawnLine]:
    """A line for each who held a seat of delegates on the record date; one, also for who held several (INV-130)."""
    seats = held_seats(on=record_date, known_at=known_at)
    known = _by_voter(cooperative_id, record_date, known_at)
    former: dict[date, dict[UUID, Addressee]] = {}
    found: list[tuple[HeldSeat, Addressee, bool]] = []
    for seat in seats:
        each = known.get(seat.person_id)
        if each is not None:
            found.append((seat, each, True))
            continue
        if seat.from_on not in former:
            former[seat.from_on] = _by_voter(cooperative_id, seat.from_on, known_at)
        before = former[seat.from_on].get(seat.person_id)
        # Who never was a member has no number to stand under: a mandate of before this register, taken over.
        if before is not None:
            found.append((seat, before, False))
    rule = [Delegate(_member(each, inputs), seat.ends_on, is_member) for seat, each, is_member in found]
    lines: dict[UUID, DrawnLine] = {}
    for (seat, each, _is), whys in zip(found, reasons_of_delegates(rule, held_on), strict=True):
        line = _delegate_line(seat, each, whys)
        kept = lines.setdefault(line.member_id, line)
        if kept.reasons and not line.reasons:
            lines[line.member_id] = line
    return sorted(lines.values(), key=lambda line: line.number)


def _delegate_line(seat: HeldSeat, each: Addressee, whys: tuple[Reason, ...]) -> DrawnLine:
    return DrawnLine(
        member_id=each.rights.member_id,
        number=each.rights.number,
        person_id=each.rights.person_id,
        voter_id=seat.person_id,
        reasons=whys,
        weight=1,
        members_counted=None,
        is_blanked=each.is_blanked,
        mandate_id=seat.mandate_id,
    )


def _by_voter(cooperative_id: UUID, on: date, known_at: datetime | None) -> dict[UUID, Addressee]:
    """The members of a day by who votes for them; who is a member and represents another too, as a member."""
    found: dict[UUID, Addressee] = {}
    members = addressees_at(cooperative_id=cooperative_id, on=on, known_at=known_at)
    for each in sorted(members, key=lambda each: each.rights.number):
        voter = _voter(each)
        if voter is not None and (voter not in found or voter == each.rights.person_id):
            found[voter] = each
    return found


def _weights(
    members: list[RollMember],
    reasons: list[tuple[Reason, ...]],
    inputs: RollInputs,
    counted: Mapping[int, int],
) -> list[int]:
    if inputs.delegates is None:
        return [1] * len(members)
    votes = [votes_before_cap(counted.get(member.number, 0), inputs.delegates) for member in members]
    level = level_of((vote for vote, whys in zip(votes, reasons, strict=True) if not whys), inputs.delegates)
    return [min(vote, level) for vote in votes]


def _voter(each: Addressee) -> UUID | None:
    is_natural = each.rights.kind is PersonKind.NATURAL
    return each.rights.person_id if is_natural else each.rights.representative_id


def _member(each: Addressee, inputs: RollInputs) -> RollMember:
    rights = each.rights
    return RollMember(
        number=rights.number,
        joined_on=each.joined_on,
        missing=frozenset(Reason(why.value) for why in rights.missing.get(Right.VOTE, ())),
        voter=_voter(each),
        is_represented=rights.kind is not PersonKind.NATURAL,
        has_class_that_votes=rights.member_class is MemberClass.FULL or inputs.auxiliary_votes,
        of_age_on=each.of_age_on,
        left_on=each.left_on,
        ended_on=each.ended_on,
    )
