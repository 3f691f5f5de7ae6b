"""What changed about a member, and when: each change with its two days, who wrote it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.membership.models import (
    EVER,
    Guardian,
    Member,
    MemberVersion,
    PersonVersion,
    Representative,
    Right,
    Suspension,
)
from rochdale.membership.queries.dating import holding
from rochdale.membership.queries.persons import names_of
from rochdale.membership.queries.versions import dated, versions_of_member, versions_of_person
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Change:
    """One fact before and after. `effective_from` None is the beginning: what was first written.

    `authority` is the office under which it was written, as the record keeps it; `person_id` who wrote it.
    """

    what: str
    place: int
    before: Any
    after: Any
    effective_from: date | None
    recorded_on: date
    recorded_at: datetime
    reason: str
    authority: str
    person_id: UUID | None
    is_blanked: bool = False


def history(*, person_id: UUID, member_id: UUID | None = None) -> list[Change]:
    """Every change of a person, and of a membership if one is named, the last recorded first.

    Who stood for them, suspended rights and the end of the membership among them. A handful of statements,
    however many changes there are.
    """
    versions: list[Sequence[PersonVersion] | Sequence[MemberVersion]] = [versions_of_person(person_id)]
    if member_id is not None:
        versions.append(versions_of_member(member_id))
    events = [*_stands(person_id), *(_membership(member_id) if member_id else ())]
    ids = {row.act_id for known in versions for row in known if row.act_id is not None}
    told = {
        id_: _Told(who, authority, on_date, at)
        for id_, who, authority, on_date, at in rows(
            "membership", "acts_told.sql", {"ids": [*ids, *(event.act_id for event in events)]}
        )
    }
    changes = [change for known in versions for change in _changes(known, told)]
    changes += [event.told_by(told[event.act_id]) for event in events]
    return sorted(changes, key=lambda each: (each.recorded_at, each.place), reverse=True)


@dataclass(frozen=True, slots=True)
class _Told:
    """Who did an act, under which authority, and when."""

    person_id: UUID | None
    authority: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that an act began or ended."""

    what: str
    after: Any
    from_on: date
    reason: str
    act_id: UUID

    def told_by(self, told: _Told) -> Change:
        return Change(
            what=self.what,
            place=0,
            before=None,
            after=self.after,
            effective_from=self.from_on,
            recorded_on=told.on,
            recorded_at=told.at,
            reason=self.reason,
            authority=told.authority,
            person_id=told.person_id,
        )


def _stands(person_id: UUID) -> Iterator[_Event]:
    """Representatives and guardians: named, and ended by an act of its own."""
    of_person: list[tuple[str, list[Representative] | list[Guardian]]] = [
        ("representative", list(Representative.objects.filter(organization_id=person_id))),
        ("guardian", list(Guardian.objects.filter(ward_id=person_id))),
    ]
    names = names_of(person_ids=[row.person_id for _what, found in of_person for row in found])
    for what, found in of_person:
        naming = {row.act_id for row in found}
        for row in found:
            yield _Event(what, names[row.person_id], row.from_on, row.mandate, row.act_id)
            # Who is followed by another ends with the act that names the other.
            if row.ended_on is not None and row.ended_act_id is not None and row.ended_act_id not in naming:
                yield _Event(f"{what}_ended", names[row.person_id], row.ended_on, "", row.ended_act_id)


def _membership(member_id: UUID) -> Iterator[_Event]:
    """Suspended rights, given back early, and the end of the membership."""
    for row in Suspension.objects.filter(member_id=member_id):
        rights = tuple(right for right in Right if right.value in row.rights)
        yield _Event("suspension", rights, row.from_on, row.words, row.act_id)
        if row.lifted_on is not None and row.lifted_act_id is not None:
            yield _Event("suspension_lifted", rights, row.lifted_on, row.lifted_words, row.lifted_act_id)
    line = Member.objects.filter(id=member_id).first()
    if line is not None and line.left_on is not None and line.left_act_id is not None:
        yield _Event("left", None, line.left_on, "", line.left_act_id)


def _changes(
    known: Sequence[PersonVersion] | Sequence[MemberVersion], told: dict[UUID, _Told]
) -> Iterator[Change]:
    versions = [dated(row) for row in known]
    for position, row in enumerate(known):
        if row.is_carried:
            continue
        by = told.get(row.act_id) if row.act_id else None
        # What held that day as it was known until then: the news are not in it.
        before = holding(versions[:position], row.effective_from)
        for name in sorted(row.changed) or ["first"]:
            yield Change(
                what=name if before else f"first_{'person' if isinstance(row, PersonVersion) else 'member'}",
                place=row.place,
                before=before.facts[name] if before else None,
                after=versions[position].facts.get(name),
                effective_from=None if row.effective_from == EVER else row.effective_from,
                recorded_on=row.recorded_on,
                recorded_at=row.recorded_at,
                reason=row.reason,
                authority=by.authority if by else "",
                person_id=by.person_id if by else None,
                is_blanked=isinstance(row, PersonVersion) and row.blanked_act_id is not None,
            )
