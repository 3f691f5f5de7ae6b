"""Under which terms the by-laws of a day have a motion decided (rules Q-31, Q-32, Q-42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rochdale.assembly.models import Majority, Resolution, VoteBasis
from rochdale.cooperatives.queries import BylawAnswer, bylaws
from rochdale.voting.motions import MAJORITY, TWO_THIRDS, Basis, Quorum, Terms, Threshold

_BASES = {"cast": Basis.CAST, "present": Basis.PRESENT, "all": Basis.ENTITLED}
# From the easiest to reach to the hardest.
_HARDER = (Basis.CAST, Basis.PRESENT, Basis.ENTITLED)
_USUAL = {Majority.ORDINARY: MAJORITY, Majority.SPECIAL: TWO_THIRDS}


@dataclass(frozen=True, slots=True)
class MotionTerms:
    """How a motion is decided; with `quorum_at_opening` who came at the opening is the quorum to the end (Q-32)."""

    terms: Terms
    quorum_at_opening: bool


def motion_terms(majority: Majority, on: date) -> MotionTerms:
    """What the by-laws of a day ask; more than half, or two thirds, of the votes cast where they are silent."""
    said = bylaws(on)
    return MotionTerms(
        Terms(_threshold(majority, said), _quorum(said), casting_vote=_is(said, "chair_casting_vote")),
        _is(said, "quorum_at_opening_suffices"),
    )


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


def _quorum(said: dict[str, BylawAnswer]) -> Quorum:
    persons = said["quorum_members"].number if "quorum_members" in said else 0
    part = said["quorum_fraction"].fraction if "quorum_fraction" in said else Fraction(0)
    return Quorum(persons, part)


def _is(said: dict[str, BylawAnswer], name: str) -> bool:
    return name in said and said[name].allowed
