"""The register as of a day: as it was effective then, and exactly as it was known at an instant (`known_at`) or at
the end of a business date (`known_on`), where one of these is named.

Two clocks. A move on 1 March that was told on 5 June shows in the register as of 1 April; as of 1 April as it was
known on 1 May it does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.membership.errors import MemberNotFound
from rochdale.membership.models import Member, MemberClass, Person, PersonKind
from rochdale.membership.queries.dating import Dated, holding, known_by
from rochdale.membership.queries.particulars import Particulars
from rochdale.membership.queries.register import PAGE_LINES_MAX, asked, name_asked
from rochdale.membership.queries.versions import dated, versions_of_member, versions_of_person
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class ParticularsAsOf:
    """A person's particulars of a day, and since when they are so."""

    particulars: Particulars
    effective_from: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MemberAsOf:
    """A membership of a day: class, bond and particulars. `left_on` where an end was known."""

    member_id: UUID
    person_id: UUID
    number: int
    joined_on: date
    left_on: date | None
    member_class: MemberClass
    bond_ground: str
    out_of_bond_since: date | None
    particulars: Particulars


@dataclass(frozen=True, slots=True)
class LineAsOf:
    """A line of the register of a day."""

    member_id: UUID
    person_id: UUID
    number: int
    kind: PersonKind
    given_names: str
    family_name: str
    town: str
    member_class: MemberClass
    bond_ground: str
    out_of_bond_since: date | None
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class RegisterAsOf:
    """Some lines of the register of a day, by number. `next_after` is None on the last page."""

    lines: tuple[LineAsOf, ...]
    next_after: int | None


def person_as_of(
    *, person_id: UUID, on: date, known_at: datetime | None = None, known_on: date | None = None
) -> ParticularsAsOf | None:
    """What held of a person on a day, as it is known now or was then; None if nothing was known."""
    row = Person.objects.filter(id=person_id).first()
    found = _holding([dated(each) for each in versions_of_person(person_id)], on, known_at, known_on)
    if row is None or found is None:
        return None
    own: dict[str, Any] = {
        "kind": PersonKind(row.kind),
        "source_key": row.source_key,
        "cooperative_slug": row.cooperative_slug,
    }
    return ParticularsAsOf(Particulars(**found.facts, **own), found.effective_from, found.recorded_at)


def _holding(
    versions: list[Dated], on: date, known_at: datetime | None, known_on: date | None
) -> Dated | None:
    return holding(known_by(versions, known_at, known_on), on)


def member_as_of(
    *, number: int, on: date, known_at: datetime | None = None, known_on: date | None = None
) -> MemberAsOf | None:
    """A membership as it was on a day; None if there was none that day, or none was known.

    Raises MemberNotFound for a number that was never given.
    """
    line = Member.objects.filter(number=number).first() if 0 < number < 2**63 else None
    if line is None:
        raise MemberNotFound(number=number)
    standing = _holding([dated(each) for each in versions_of_member(line.id)], on, known_at, known_on)
    person = person_as_of(person_id=line.person_id, on=on, known_at=known_at, known_on=known_on)
    left_on = line.left_on if _was_known(line, known_at, known_on) else None
    if standing is None or person is None or (left_on is not None and left_on <= on):
        return None
    return MemberAsOf(
        member_id=line.id,
        person_id=line.person_id,
        number=number,
        joined_on=line.joined_on,
        left_on=left_on,
        member_class=MemberClass(standing.facts["member_class"]),
        bond_ground=standing.facts["bond_ground"],
        out_of_bond_since=standing.facts["out_of_bond_since"],
        particulars=person.particulars,
    )


def _was_known(line: Member, known_at: datetime | None, known_on: date | None) -> bool:
    """Whether the end of a membership was recorded by then."""
    if line.left_act_id is None or (known_at is None and known_on is None):
        return True
    ((*_rest, on_date, at),) = rows("membership", "acts_told.sql", {"ids": [line.left_act_id]})
    return (known_at is None or at <= known_at) and (known_on is None or on_date <= known_on)


def register_as_of(
    *,
    cooperative_id: UUID,
    on: date,
    known_at: datetime | None = None,
    known_on: date | None = None,
    search: str = "",
    after_number: int = 0,
    limit: int = 50,
) -> RegisterAsOf:
    """One page of the members of a day, by number, in one statement.

    `search` is a number, words that begin those of today's name, or the beginning of a name of any day.
    """
    limit = max(1, min(limit, PAGE_LINES_MAX))
    parameters: dict[str, Any] = {
        "cooperative_id": cooperative_id,
        "on": on,
        "known_at": known_at,
        "known_on": known_on,
        "after_number": max(0, min(after_number, 2**63 - 1)),
        "lines": limit + 1,
    }
    if search.strip():
        found = rows(
            "membership", "register_as_of_search.sql", parameters | asked(search) | name_asked(search)
        )
    else:
        found = rows("membership", "register_as_of.sql", parameters)
    lines = tuple(_line(row) for row in found[:limit])
    return RegisterAsOf(lines, lines[-1].number if len(found) > limit else None)


def _line(row: tuple[Any, ...]) -> LineAsOf:
    member_id, person_id, number, kind, given, family, town, member_class, *rest = row
    return LineAsOf(
        member_id, person_id, number, PersonKind(kind), given, family, town, MemberClass(member_class), *rest
    )
