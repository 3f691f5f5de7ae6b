"""The versions of one person or membership, read as dated facts."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from rochdale.membership.models import MemberVersion, PersonVersion
from rochdale.membership.queries.dating import Dated

# What is dated, by the names of the columns.
PARTICULARS: Final = (
    "given_names",
    "family_name",
    "birth_date",
    "sex",
    "language",
    "email",
    "telephone",
    "street",
    "town",
    "postal_code",
)
STANDING: Final = ("member_class", "bond_ground", "out_of_bond_since")


def versions_of_person(person_id: UUID) -> list[PersonVersion]:
    """Every version of a person of the current cooperative, in the order of recording."""
    return list(PersonVersion.objects.filter(person_id=person_id).order_by("place"))


def versions_of_member(member_id: UUID) -> list[MemberVersion]:
    """Every version of a membership of the current cooperative, in the order of recording."""
    return list(MemberVersion.objects.filter(member_id=member_id).order_by("place"))


def dated(row: PersonVersion | MemberVersion) -> Dated:
    """A row as facts with their dates."""
    names = PARTICULARS if isinstance(row, PersonVersion) else STANDING
    return Dated(
        place=row.place,
        recorded_at=row.recorded_at,
        recorded_on=row.recorded_on,
        effective_from=row.effective_from,
        facts={name: getattr(row, name) for name in names},
        changed=frozenset(row.changed),
        is_carried=row.is_carried,
    )
