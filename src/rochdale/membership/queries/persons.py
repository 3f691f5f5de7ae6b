"""Questions about persons, whether members or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rochdale.membership.errors import PersonNotFound
from rochdale.membership.models import Door, Member, Person, PersonKind
from rochdale.membership.queries.doors import doors_of
from rochdale.membership.queries.names import spoken_name
from rochdale.membership.queries.particulars import Particulars
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person: particulars, the number of the present membership if any, and whether a door is open."""

    person_id: UUID
    particulars: Particulars
    member_number: int | None
    can_sign_in: bool
    is_blanked: bool = False

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return self.particulars.name


def person(*, person_id: UUID) -> PersonFile:
    """One person of the current cooperative, in three statements. Raises PersonNotFound."""
    return persons(person_ids=[person_id])[person_id]


def persons(*, person_ids: Iterable[UUID]) -> dict[UUID, PersonFile]:
    """Many persons of the current cooperative, in three statements. Raises PersonNotFound."""
    wanted = set(person_ids)
    found = {row.id: row for row in Person.objects.filter(id__in=wanted)}
    if missing := wanted - found.keys():
        raise PersonNotFound(person_id=min(missing))
    lines = Member.objects.filter(person_id__in=wanted, left_on=None)
    numbers = dict(lines.values_list("person_id", "number"))
    places = {row.cooperative_id for row in found.values()}
    doors = Door.objects.filter(cooperative_id__in=places, person_id__in=wanted)
    known = set(doors.values_list("person_id", flat=True))
    return {
        row.id: PersonFile(
            person_id=row.id,
            particulars=particulars_of(row),
            member_number=numbers.get(row.id),
            can_sign_in=row.id in known,
            is_blanked=row.blanked_act_id is not None,
        )
        for row in found.values()
    }


def particulars_of(row: Person) -> Particulars:
    """The particulars that a row holds."""
    return Particulars(
        family_name=row.family_name,
        given_names=row.given_names,
        kind=PersonKind(row.kind),
        birth_date=row.birth_date,
        sex=row.sex,
        language=row.language,
        email=row.email,
        telephone=row.telephone,
        street=row.street,
        town=row.town,
        postal_code=row.postal_code,
        source_key=row.source_key,
        cooperative_slug=row.cooperative_slug,
    )


def names_of(*, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The spoken names of many persons of the current cooperative, in one statement; unknown ids left out."""
    found = Person.objects.filter(id__in=set(person_ids)).values_list("id", "given_names", "family_name")
    return {id_: spoken_name(given, family) for id_, given, family in found}


def names_by_number(*, numbers: Iterable[int]) -> dict[int, str]:
    """The spoken names of many members, present or former, by their numbers; unknown numbers are left out."""
    lines = dict(Member.objects.filter(number__in=set(numbers)).values_list("number", "person_id"))
    names = names_of(person_ids=lines.values())
    return {number: names[person_id] for number, person_id in lines.items()}


def numbers_of(*, person_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The member numbers of many persons, the last where one came back; who never was a member is left out."""
    lines = Member.objects.filter(person_id__in=set(person_ids)).order_by("number")
    return dict(lines.values_list("person_id", "number"))


def person_by_source(*, source_key: str) -> UUID | None:
    """The person that an import brought in under this key, or None."""
    return persons_by_source(source_keys=[source_key]).get(source_key)


def persons_by_source(*, source_keys: Iterable[str]) -> dict[str, UUID]:
    """The persons that imports brought in under these keys; unknown keys are left out."""
    wanted = {key for key in source_keys if key}
    return dict(Person.objects.filter(source_key__in=wanted).values_list("source_key", "id"))


def particulars_of_sign_in(*, sign_in_id: UUID) -> Particulars | None:
    """What a cooperative knows of the person behind a sign-in, the first that opened a door to it; None for none.

    For who signed in alone: it is shown to the person whom it is about.
    """
    doors = doors_of(sign_in_id=sign_in_id)
    if not doors:
        return None
    with inside(doors[0].cooperative_id):
        return person(person_id=doors[0].person_id).particulars
