"""Persons: bringing them in, whether they become members or not, and correcting what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.models import BLANKED_NAME, EVER, Person, PersonVersion
from rochdale.membership.queries import Particulars, persons_by_source, sorting_name
from rochdale.membership.queries.dating import Written, holding, rewritten
from rochdale.membership.queries.versions import PARTICULARS, dated, versions_of_person
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.queries import array_of_days, array_of_ids, array_of_texts, rows

# A change that is announced takes effect when its day is opened; nobody announces one for later than this.
AHEAD_DAYS_MAX: Final = 366
# In step with sql/dated.sql.
_BLANK: Final[Mapping[str, Any]] = {
    **dict.fromkeys(set(PARTICULARS) - {"birth_date", "language"}, ""),
    "family_name": BLANKED_NAME,
    "birth_date": None,
    "sorting_name": "",
    "reason": "",
}
_NAMES: Final = tuple(each.name for each in fields(Particulars))


def add_persons(*, by: Acting, particulars: Sequence[Particulars]) -> list[UUID]:
    """Bring in persons who are not members, as one act; their ids in the order given.

    Constant number of statements. Raises NameMissing, SourceKeyTaken, CooperativeLinked.
    """
    if not particulars:
        return []
    with inside(by.cooperative_id):
        ids = new_ids(by.at, len(particulars))
        deed = audit.Deed("membership.add_persons", "person", ids[0], facts={"persons": len(ids)})
        act_id = audit.record(by=by, deed=deed)
        return write_persons(by=by, particulars=particulars, ids=ids, act_id=act_id)


def write_persons(
    *,
    by: Acting,
    particulars: Sequence[Particulars],
    ids: Sequence[UUID] | None = None,
    act_id: UUID | None = None,
) -> list[UUID]:
    """The rows of `add_persons`, for an action that records an act of its own: `act_id`, where it has it already.

    The database writes everybody's first version with them (INV-70). Raises NameMissing, SourceKeyTaken,
    CooperativeLinked.
    """
    for position, known in enumerate(particulars, start=1):
        if not known.family_name.strip():
            raise errors.NameMissing(position=position)
    own_ids = list(ids or new_ids(by.at, len(particulars)))
    try:
        with transaction.atomic():
            rows("membership", "write_persons.sql", _arrays(by, own_ids, particulars) | {"act_id": act_id})
    except IntegrityError as error:
        raise _known_already(error, particulars) from error
    return own_ids


def _arrays(by: Acting, ids: Sequence[UUID], particulars: Sequence[Particulars]) -> dict[str, object]:
    """One array for each column: ten thousand persons cost one statement, as one does."""
    columns = [_columns(known) for known in particulars]
    texts = {
        name: array_of_texts(each[name] for each in columns) for name in columns[0] if name != "birth_date"
    }
    born = array_of_days(known.birth_date for known in particulars)
    return {
        "cooperative_id": by.cooperative_id,
        "recorded_at": by.at,
        "recorded_on": by.on,
        "id": array_of_ids(ids),
        "birth_date": born,
        **texts,
    }


def _columns(known: Particulars) -> dict[str, Any]:
    tidied: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(known, name)
        tidied[name] = value.strip() if isinstance(value, str) else value
    tidied["email"] = known.email.strip().lower()
    tidied["sorting_name"] = sorting_name(given_names=known.given_names, family_name=known.family_name)
    return tidied


def _known_already(error: IntegrityError, particulars: Sequence[Particulars]) -> Exception:
    if "membership_person_linked" in str(error):
        slugs = [known.cooperative_slug for known in particulars if known.cooperative_slug]
        linked = Person.objects.filter(cooperative_slug__in=slugs).values_list("cooperative_slug", flat=True)
        return errors.CooperativeLinked(slug=linked.first() or slugs[0])
    if "membership_person_source" not in str(error):
        return error
    keys = [known.source_key for known in particulars if known.source_key]
    taken = persons_by_source(source_keys=keys)
    twice = [key for key in keys if key in taken or keys.count(key) > 1]
    return errors.SourceKeyTaken(source_key=twice[0])


def change_particulars(
    *,
    by: Acting,
    person_id: UUID,
    particulars: Particulars,
    effective_on: date | None = None,
    seen: Particulars | None = None,
    reason: str = "",
) -> tuple[str, ...]:
    """Write what is known of a person anew, with effect from a day; answers with the names of what changed, sorted.

    `effective_on` is the business date unless it is given: an earlier day, or one of the coming year. What
    differs from `seen` is changed: from what the one who asks had before them, or else from what holds that day.
    Nothing is overwritten: a new version is added, and a later change of the same facts stays (INV-77). The
    kind of person and the key of its source stay. Where nothing differs, nothing is written. The record names
    what changed and never repeats it (rule V-7). Raises PersonNotFound, NameMissing, TooFarAhead,
    PersonBlanked.
    """
    if not particulars.family_name.strip():
        raise errors.NameMissing(position=1)
    on = effective_on or by.on
    require_near(by, on)
    with inside(by.cooperative_id):
        _lock(person_id)
        known = versions_of_person(person_id)
        if known[-1].blanked_act_id is not None:
            raise errors.PersonBlanked(person_id=person_id)
        before = holding(map(dated, known), on)
        assert before is not None
        facts = {name: value for name, value in _columns(particulars).items() if name in PARTICULARS}
        shown = _columns(seen) if seen else before.facts
        changes = {name: value for name, value in facts.items() if value != shown[name]}
        if changes:
            _write_versions(by, known, changes, on, reason)
    return tuple(sorted(changes))


def require_near(by: Acting, on: date) -> None:
    """Refuse a day that nobody can know yet, or that was before all. Raises TooFarAhead."""
    latest = by.on + timedelta(days=AHEAD_DAYS_MAX)
    if not EVER < on <= latest:
        raise errors.TooFarAhead(latest=latest)


def _lock(person_id: UUID) -> None:
    if Person.objects.select_for_update(no_key=True).filter(id=person_id).first() is None:
        raise errors.PersonNotFound(person_id=person_id)


def _write_versions(
    by: Acting, known: Sequence[PersonVersion], changes: Mapping[str, Any], on: date, reason: str
) -> None:
    facts = {"changed": sorted(changes), "effective_on": on.isoformat()}
    person_id = known[0].person_id
    # The words go into the version, where they can be blanked, and not into the record (rule V-7).
    deed = audit.Deed("membership.change_particulars", "person", person_id, facts=facts)
    act_id = audit.record(by=by, deed=deed)
    PersonVersion.objects.bulk_create(
        PersonVersion(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            person_id=person_id,
            place=place,
            recorded_at=max(by.at, known[-1].recorded_at),
            recorded_on=by.on,
            reason=reason.strip(),
            act_id=act_id,
            **_version_columns(written),
        )
        for place, written in enumerate(rewritten([*map(dated, known)], changes, on), start=len(known) + 1)
    )


def _version_columns(written: Written) -> dict[str, Any]:
    names = {"given_names": written.facts["given_names"], "family_name": written.facts["family_name"]}
    return {
        **written.facts,
        "sorting_name": sorting_name(**names),
        "effective_from": written.effective_from,
        "changed": sorted(written.changed),
        "is_carried": written.is_carried,
    }


def blank_versions(*, person_id: UUID, act_id: UUID) -> int:
    """Blank every version of a person's particulars by an act, for good; how many there were.

    Days, places, acts and the language stay; names, dates, addresses and reasons go, and in place of the name
    stands a dash. The database blanks the person's row with them (INV-63, INV-70). The caller's transaction must
    be open, and decides that it may be done.
    """
    return PersonVersion.objects.filter(person_id=person_id).update(blanked_act_id=act_id, **_BLANK)
