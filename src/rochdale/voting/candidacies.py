"""Who may stand for a seat: every reason why not, at once.

What the register and the by-laws say comes in as plain facts; time (age, length of membership) is counted to the day of
the meeting, because the seat is given there (rules Q-41, Q-43). The register's own reasons come in as codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why somebody may not stand, or not yet."""

    NO_MEMBER = "no_member"
    SUSPENDED = "suspended"
    AUXILIARY = "auxiliary"
    MINOR = "minor"
    NO_REPRESENTATIVE = "no_representative"
    HAS_ENDED = "has_ended"
    TOO_RECENT = "too_recent"
    TOO_YOUNG = "too_young"
    OFFICE_EXCLUDED = "office_excluded"
    SEAT_HELD = "seat_held"
    GROUP_WITHOUT_SEAT = "group_without_seat"
    NOT_OF_GROUP = "not_of_group"  # found by who checks: the register knows no electoral groups
    TOO_LATE = "too_late"
    SECONDERS_MISSING = "seconders_missing"
    CONSENT_MISSING = "consent_missing"
    DECLARATION_MISSING = "declaration_missing"
    TRAINING_MISSING = "training_missing"


# What the candidate, or who seconds, can still bring; the others stand whatever one does.
STILL_TO_BRING = frozenset(
    {Reason.SECONDERS_MISSING, Reason.CONSENT_MISSING, Reason.DECLARATION_MISSING, Reason.TRAINING_MISSING}
)


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate as the register and the papers of the nomination tell.

    `joined_on` is of the member, or of the organization that the candidate stands for; None for who is neither.
    `missing` are the register's reasons against being elected. `offices` are those held on the day of the meeting;
    `holds_seat_until` is the end of a seat of the same body that does not end with this election.
    """

    joined_on: date | None
    missing: frozenset[Reason]
    born_on: date | None
    offices: frozenset[str]
    holds_seat_until: date | None
    electoral_group: str
    is_of_group: bool
    nominated_on: date
    is_from_floor: bool
    seconders: int
    has_consented: bool
    has_declared: bool
    is_trained: bool


@dataclass(frozen=True, slots=True)
class Laws:
    """What the by-laws and the call for nominations say.

    `groups` are the electoral groups that have a seat to be filled. Nominations come in until `closes_on`, that day
    included; later ones are made from the floor, where `is_open_to_floor`.
    """

    held_on: date
    terms_begin_on: date
    groups: frozenset[str]
    closes_on: date
    is_open_to_floor: bool = False
    membership_days: int = 0
    age_years: int = 18
    offices_excluded: frozenset[str] = frozenset()
    seconders_needed: int = 0
    needs_declaration: bool = False
    needs_training: bool = False


def reasons_of(candidacy: Candidacy, laws: Laws) -> tuple[Reason, ...]:
    """Every reason against a candidacy, in the order of `Reason`; none for who may stand."""
    found = {
        **_of_member(candidacy, laws),
        Reason.OFFICE_EXCLUDED: bool(candidacy.offices & laws.offices_excluded),
        Reason.SEAT_HELD: candidacy.holds_seat_until is not None
        and candidacy.holds_seat_until > laws.terms_begin_on,
        Reason.GROUP_WITHOUT_SEAT: candidacy.electoral_group not in laws.groups,
        Reason.NOT_OF_GROUP: not candidacy.is_of_group,
        Reason.TOO_LATE: is_too_late(candidacy.nominated_on, laws, is_from_floor=candidacy.is_from_floor),
        Reason.SECONDERS_MISSING: candidacy.seconders < laws.seconders_needed,
        Reason.CONSENT_MISSING: not candidacy.has_consented,
        Reason.DECLARATION_MISSING: laws.needs_declaration and not candidacy.has_declared,
        Reason.TRAINING_MISSING: laws.needs_training and not candidacy.is_trained,
    }
    return tuple(reason for reason in Reason if found.get(reason) or reason in candidacy.missing)


def _of_member(candidacy: Candidacy, laws: Laws) -> dict[Reason, bool]:
    """What time and the register say of who stands; age is told only where the day of birth is known."""
    joined, born = candidacy.joined_on, candidacy.born_on
    return {
        Reason.NO_MEMBER: joined is None,
        Reason.TOO_RECENT: joined is not None and (laws.held_on - joined).days < laws.membership_days,
        Reason.TOO_YOUNG: born is not None and age_on(born, laws.held_on) < laws.age_years,
    }


def is_too_late(nominated_on: date, laws: Laws, *, is_from_floor: bool) -> bool:
    """Whether a nomination of a day comes after the time for it."""
    return nominated_on > laws.closes_on and not (is_from_floor and laws.is_open_to_floor)


def age_on(born_on: date, day: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March of other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
