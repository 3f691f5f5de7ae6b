"""Under which terms the by-laws of a day have a motion decided (rules Q-31, Q-32, Q-42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from uuid import UUID

from rochdale.assembly.models import Ballot, Majority, Resolution, VoteBasis
from rochdale.cooperatives.queries import BylawAnswer, bylaws
from rochdale.voting.motions import MAJORITY, TWO_THIRDS, Basis, Quorum, Terms, Threshold

_BASES = {"cast": Basis.CAST, "present": Basis.PRESENT, "all": Basis.ENTITLED}
# From the easiest to reach to the hardest.
_HARDER = (Basis.CAST, Basis.PRESENT, Basis.ENTITLED)
_USUAL = {Majority.ORDINARY: MAJORITY, Majority.SPECIAL: TWO_THIRDS}


@dataclass(frozen=True, slots=True)
class MotionTerms:
    """How a motion is decided; with `quorum_at_opening` a quorum at the last opening suffices to the end (Q-32)."""

    terms: Terms
    quorum_at_opening: bool


def motion_terms(majority: Majority, on: date, *, is_second_call: bool = False) -> MotionTerms:
    """What the by-laws of a day ask; more than half, or two thirds, of the votes cast where they are silent.

    A meeting that was called again for want of its quorum has the quorum of a second call (rule U-7).
    """
    said = bylaws(on)
    quorum = _quorum(said, "second_call_quorum" if is_second_call and _has_second(said) else "quorum")
    return MotionTerms(
        Terms(_threshold(majority, said), quorum, casting_vote=_is(said, "chair_casting_vote")),
        _is(said, "quorum_at_opening_suffices"),
    )


def body_quorum(seats: int, on: date) -> int:
    """How many holders of so many seats make a quorum of the board or a committee by the by-laws of a day (rule Q-32).

    More than half of them where the by-laws are silent; one at least, and never more than there are.
    """
    said = bylaws(on)
    part = said["board_quorum_fraction"].fraction if "board_quorum_fraction" in said else Fraction(1, 2)
    is_exceeded = _is(said, "board_quorum_exceeded") if "board_quorum_exceeded" in said else True
    least = int(part * seats) + 1 if is_exceeded else ceil(part * seats)
    return min(max(least, 1), max(seats, 1))


def chair_casts(on: date) -> bool:
    """Whether the chair has a further vote in a tie by the by-laws of a day (rule Q-42)."""
    return _is(bylaws(on), "chair_casting_vote")


def chair_casts_in_ballot(ballot_id: UUID) -> bool:
    """Whether the chair has a further vote in a tie of a verifiable ballot: by the by-laws of its opening."""
    return chair_casts(Ballot.objects.get(id=ballot_id).terms_on)


def decided_specially(row: Resolution) -> bool:
    """Whether a resolution was decided by the special majority of its day, or a harder one (INV-122, rule Q-31).

    In step with `assembly_decided_specially` in `sql/bylaws_by_special.sql`.
    """
    asked = motion_terms(Majority.SPECIAL, row.decided_on).terms.threshold
    part = Fraction(row.part_numerator, row.part_denominator)
    basis = Basis(VoteBasis(row.basis).value)
    return (
        row.majority == Majority.SPECIAL
        and part >= asked.part
        and (row.is_exceeded or not asked.exceeded or part > asked.part)
        and _HARDER.index(basis) >= _HARDER.index(asked.basis)
    )


def _threshold(majority: Majority, said: dict[str, BylawAnswer]) -> Threshold:
    name = f"{majority.value}_majority"
    if f"{name}_fraction" not in said:
        return _USUAL[majority]
    basis = said[f"{name}_basis"].text if f"{name}_basis" in said else "cast"
    return Threshold(said[f"{name}_fraction"].fraction, _BASES[basis], exceeded=_is(said, f"{name}_exceeded"))


def _has_second(said: dict[str, BylawAnswer]) -> bool:
    # Where they say nothing of a second call it takes as many as the first.
    return "second_call_quorum_members" in said or "second_call_quorum_fraction" in said


def _quorum(said: dict[str, BylawAnswer], name: str) -> Quorum:
    members, fraction = f"{name}_members", f"{name}_fraction"
    persons = said[members].number if members in said else 0
    part = said[fraction].fraction if fraction in said else Fraction(0)
    return Quorum(persons, part)


def _is(said: dict[str, BylawAnswer], name: str) -> bool:
    return name in said and said[name].allowed
