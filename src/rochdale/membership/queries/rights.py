"""Which rights a member has on a day, and why not each of the others (rules Q-14, Q-16, Q-17, Q-21).

Whether somebody joined too recently to vote is left to the roll, which knows the day of its meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from rochdale.cooperatives.queries import BylawAnswer, bylaws
from rochdale.kernel.calendar import months_after
from rochdale.membership.models import MemberClass, PersonKind, Right
from rochdale.membership.queries.standing import AGE_OF_MAJORITY_YEARS
from rochdale.tenancy.queries import rows

_ALL = frozenset(Right)


class WhyNot(StrEnum):
    """Why a member is without a right."""

    SUSPENDED = "suspended"
    AUXILIARY = "auxiliary"
    MINOR = "minor"
    NO_REPRESENTATIVE = "no_representative"
    HAS_ENDED = "has_ended"  # died, or ceased to exist, and the membership is not ended yet


@dataclass(frozen=True, slots=True)
class MemberRights:
    """A member of a day: the rights that hold, and for each of the others every reason."""

    member_id: UUID
    number: int
    person_id: UUID
    kind: PersonKind
    member_class: MemberClass
    representative_id: UUID | None
    holds: frozenset[Right]
    missing: Mapping[Right, tuple[WhyNot, ...]]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A member with name and address of a day, and since when, for a list.

    `of_age_on` is when who is a minor that day comes of age; `left_on` the first day after the membership, and
    `ended_on` the day of a death that was reported, where they are known, be they later. `is_blanked` says that
    the particulars are gone, and with them the day of birth.
    """

    rights: MemberRights
    given_names: str
    family_name: str
    language: str
    email: str
    street: str
    town: str
    postal_code: str
    joined_on: date
    of_age_on: date | None = None
    left_on: date | None = None
    ended_on: date | None = None
    is_blanked: bool = False


@dataclass(frozen=True, slots=True)
class _Laws:
    """What the by-laws of the day say."""

    on: date
    age_years: int
    auxiliary_votes: bool
    auxiliary_is_eligible: bool


def rights_of(*, cooperative_id: UUID, member_id: UUID, on: date) -> MemberRights | None:
    """The rights of one member on a day; None for who was no member that day."""
    found = _members(cooperative_id, on, member_id)
    return next((addressee.rights for addressee in found), None)


def rights_at(*, cooperative_id: UUID, on: date) -> list[MemberRights]:
    """The rights of every member of a day, by name, in one statement besides that for the by-laws."""
    return [addressee.rights for addressee in _members(cooperative_id, on, None)]


def addressees_at(*, cooperative_id: UUID, on: date, known_at: datetime | None = None) -> Iterator[Addressee]:
    """The same with names and addresses of that day; as it is known today, or was at an instant."""
    return _members(cooperative_id, on, None, known_at)


def _members(
    cooperative_id: UUID, on: date, member_id: UUID | None, known_at: datetime | None = None
) -> Iterator[Addressee]:
    laws = _laws(on, bylaws(on))
    asked = {"cooperative_id": cooperative_id, "on": on, "member_id": member_id, "known_at": known_at}
    for row in rows("membership", "rights_at.sql", asked):
        yield _addressee(row, laws)


def _laws(on: date, stated: Mapping[str, BylawAnswer]) -> _Laws:
    def allowed(name: str) -> bool:
        return name in stated and stated[name].allowed

    age = stated.get("voting_age_years")
    return _Laws(
        on=on,
        age_years=age.number if age else AGE_OF_MAJORITY_YEARS,
        auxiliary_votes=allowed("auxiliary_members_vote"),
        auxiliary_is_eligible=allowed("auxiliary_members_eligible"),
    )


def _addressee(row: tuple[Any, ...], laws: _Laws) -> Addressee:
    (member_id, number, person_id, kind, given, family, birth_date, language, email, street, town, postal_code,
     joined_on, member_class, representative_id, suspended, ended_on, left_on, is_blanked) = row  # fmt: skip
    of_age_on = _of_age_on(birth_date, laws) if birth_date is not None else None
    missing = _missing(
        laws,
        PersonKind(kind),
        is_auxiliary=member_class == MemberClass.AUXILIARY,
        is_minor=of_age_on is not None,
        is_represented=representative_id is not None,
        suspended=frozenset(suspended),
        has_ended=ended_on is not None and ended_on <= laws.on,
    )
    rights = MemberRights(
        member_id=member_id,
        number=number,
        person_id=person_id,
        kind=PersonKind(kind),
        member_class=MemberClass(member_class),
        representative_id=representative_id,
        holds=_ALL - missing.keys(),
        missing=missing,
    )
    return Addressee(
        rights,
        given,
        family,
        language,
        email,
        street,
        town,
        postal_code,
        joined_on,
        of_age_on,
        left_on,
        ended_on,
        is_blanked,
    )


def _of_age_on(birth_date: date, laws: _Laws) -> date | None:
    """When who is a minor comes of age; None for who is no minor."""
    # The years decide for nearly everybody.
    if laws.on.year - birth_date.year > laws.age_years:
        return None
    of_age_on = months_after(birth_date, 12 * laws.age_years)
    return of_age_on if of_age_on > laws.on else None


# Thousands of members stand in a handful of ways: each is decided once.
@lru_cache(maxsize=1000)
def _missing(
    laws: _Laws,
    person_kind: PersonKind,
    *,
    is_auxiliary: bool,
    is_minor: bool,
    is_represented: bool,
    suspended: frozenset[str],
    has_ended: bool,
) -> Mapping[Right, tuple[WhyNot, ...]]:
    auxiliary = {Right.VOTE: not laws.auxiliary_votes, Right.ELIGIBILITY: not laws.auxiliary_is_eligible}
    decided_in_person = {Right.VOTE, Right.ELIGIBILITY}
    found: dict[Right, tuple[WhyNot, ...]] = {}
    for right in Right:
        reasons = {
            WhyNot.HAS_ENDED: has_ended,
            WhyNot.SUSPENDED: right.value in suspended,
            WhyNot.AUXILIARY: is_auxiliary and auxiliary.get(right, False),
            WhyNot.MINOR: is_minor and right in decided_in_person,
            WhyNot.NO_REPRESENTATIVE: person_kind is not PersonKind.NATURAL
            and not is_represented
            and right is not Right.SERVICES,
        }
        whys = tuple(why for why, applies in reasons.items() if applies)
        if whys:
            found[right] = whys
    return MappingProxyType(found)
