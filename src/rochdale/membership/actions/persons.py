"""Persons: bringing them in, whether they become members or not, and correcting what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.models import Person
from rochdale.membership.queries import Particulars, persons_by_source, sorting_name
from rochdale.membership.queries.persons import particulars_of
from rochdale.tenancy.actions import inside, new_id

# What an import found a person by, and what kind of person it is, stay as they were first written.
_FIXED = frozenset({"kind", "source_key"})


def add_persons(*, by: Acting, particulars: Sequence[Particulars]) -> list[UUID]:
    """Bring in persons who are not members, as one act; their ids in the order given.

    Constant number of statements. Raises NameMissing, SourceKeyTaken.
    """
    if not particulars:
        return []
    with inside(by.cooperative_id):
        ids = write_persons(by=by, particulars=particulars)
        deed = audit.Deed("membership.add_persons", "person", ids[0], facts={"persons": len(ids)})
        audit.record(by=by, deed=deed)
    return ids


def write_persons(*, by: Acting, particulars: Sequence[Particulars]) -> list[UUID]:
    """The rows of `add_persons`, for an action that records an act of its own."""
    for position, known in enumerate(particulars, start=1):
        if not known.family_name.strip():
            raise errors.NameMissing(position=position)
    persons = [_person(by, known) for known in particulars]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(persons)
    except IntegrityError as error:
        raise _source_taken(error, particulars) from error
    return [person.id for person in persons]


def _person(by: Acting, known: Particulars) -> Person:
    return Person(id=new_id(by.at), cooperative_id=by.cooperative_id, **_columns(known))


def _columns(known: Particulars) -> dict[str, object]:
    tidied = {
        name: value.strip() if isinstance(value, str) else value for name, value in asdict(known).items()
    }
    tidied["email"] = known.email.strip().lower()
    tidied["sorting_name"] = sorting_name(given_names=known.given_names, family_name=known.family_name)
    return tidied


def _source_taken(error: IntegrityError, particulars: Sequence[Particulars]) -> Exception:
    if "membership_person_source" not in str(error):
        return error
    keys = [known.source_key for known in particulars if known.source_key]
    taken = persons_by_source(source_keys=keys)
    twice = [key for key in keys if key in taken or keys.count(key) > 1]
    return errors.SourceKeyTaken(source_key=twice[0])


def change_particulars(*, by: Acting, person_id: UUID, particulars: Particulars) -> tuple[str, ...]:
    """Write a person's particulars anew; answers with the names of those that changed, sorted.

    The kind of person and the key of its source stay. Where nothing differs, nothing is written. The record
    names what changed and never repeats it (rule V-7). Raises PersonNotFound, PersonBlanked, NameMissing.
    """
    if not particulars.family_name.strip():
        raise errors.NameMissing(position=1)
    with inside(by.cooperative_id):
        row = Person.objects.select_for_update().filter(id=person_id).first()
        if row is None:
            raise errors.PersonNotFound(person_id=person_id)
        if row.blanked_act_id is not None:
            raise errors.PersonBlanked(person_id=person_id)
        changed = _changed(row, particulars)
        if changed:
            Person.objects.filter(id=person_id).update(**changed)
            facts = {"changed": sorted(changed.keys() - {"sorting_name"})}
            audit.record(
                by=by, deed=audit.Deed("membership.change_particulars", "person", person_id, facts=facts)
            )
    return tuple(sorted(changed.keys() - {"sorting_name"}))


def _changed(row: Person, particulars: Particulars) -> dict[str, object]:
    before = _columns(particulars_of(row))
    after = _columns(particulars)
    return {name: value for name, value in after.items() if name not in _FIXED and value != before[name]}
