"""What an import asks of the register before it writes: which numbers are taken, and who is here already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.membership.models import DepartureCause, Member, OldEnding
from rochdale.tenancy.queries import array_of_days, array_of_numbers, array_of_texts, rows


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person whom an import brought in before, with the numbers that he or she has or had."""

    person_id: UUID
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sought:
    """A folded name with a birth date; None, of an organization, is found by its name alone."""

    sorting_name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody of the same name and birth date; `number` is the newest, None for who was never a member."""

    place: int
    person_id: UUID
    number: int | None


def taken_numbers(*, numbers: Iterable[int]) -> set[int]:
    """Those of the numbers that are or were a member's, in one statement."""
    found = rows("membership", "taken_numbers.sql", {"numbers": array_of_numbers(numbers)})
    return {number for (number,) in found}


def known_by_source(*, source_keys: Iterable[str]) -> dict[str, KnownPerson]:
    """The persons whom imports brought in under these keys with their numbers, in one statement."""
    found = rows("membership", "known_by_source.sql", {"source_keys": array_of_texts(source_keys)})
    return {key: KnownPerson(person_id, frozenset(numbers)) for key, person_id, numbers in found}


def namesakes(*, sought: Sequence[Sought]) -> list[Namesake]:
    """Who carries the name and birth date of those sought already; `place` counts them from 0. One statement."""
    names = array_of_texts(each.sorting_name for each in sought)
    born = array_of_days(each.birth_date for each in sought)
    found = rows("membership", "namesakes.sql", {"names": names, "born": born})
    return [Namesake(place, person_id, number) for place, person_id, number in found]


def cause_taken_over(*, member_id: UUID) -> DepartureCause | None:
    """Why a membership ended, where an older register says so; None for one that ended here."""
    found = OldEnding.objects.filter(member_id=member_id).values_list("cause", flat=True).first()
    return DepartureCause(found) if found else None


def highest_number(*, cooperative_id: UUID) -> int:
    """The highest number ever given, 0 where there is none; nothing is held for whoever asks."""
    return (
        Member.objects.filter(cooperative_id=cooperative_id)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )
