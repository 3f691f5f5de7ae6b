"""Questions about who may come in: the doors of a sign-in, and the person behind one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.membership.models import Door, MemberClass
from rochdale.tenancy.actions import signed_in
from rochdale.tenancy.queries import packed_rows


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A cooperative that a sign-in may enter, and as which person."""

    cooperative_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class EnteredPerson:
    """Who came in: the name, the present membership if there is one, and whether a second factor was shown."""

    person_id: UUID
    name: str
    member_id: UUID | None
    member_number: int | None
    member_class: MemberClass | None
    joined_on: date | None
    second_factor: bool = False


def doors_of(*, sign_in_id: UUID) -> list[OpenDoor]:
    """Every door of one sign-in, in every cooperative; in a transaction of its own."""
    with signed_in(sign_in_id):
        found = (
            Door.objects.filter(sign_in_id=sign_in_id)
            .order_by("id")
            .values_list("cooperative_id", "person_id")
        )
        return [OpenDoor(*row) for row in found]


def entered_by(*, sign_in_id: UUID, authenticator_ids: Sequence[int] = ()) -> EnteredPerson | None:
    """The person as whom a sign-in enters the current cooperative, in one statement; None if it may not.

    `authenticator_ids` are the second factors that the session has shown; one that was taken off since counts
    no more.
    """
    facts = {"sign_in_id": sign_in_id, "authenticator_ids": list(authenticator_ids)}
    found = packed_rows("membership", "entered.sql", facts)
    if not found:
        return None
    person_id, given, family, member_id, number, member_class, joined_on, second_factor = found[0]
    return EnteredPerson(
        person_id=person_id,
        name=f"{given} {family}".strip(),
        member_id=member_id,
        member_number=number,
        member_class=MemberClass(member_class) if member_class else None,
        joined_on=joined_on,
        second_factor=second_factor,
    )
