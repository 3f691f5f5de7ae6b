"""What changed about a member, and when: each change with its two days, who wrote it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.membership.models import EVER, MemberVersion, PersonVersion
from rochdale.membership.queries.dating import holding
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

    Three statements, however many changes there are.
    """
    versions: list[Sequence[PersonVersion] | Sequence[MemberVersion]] = [versions_of_person(person_id)]
    if member_id is not None:
        versions.append(versions_of_member(member_id))
    ids = {row.act_id for known in versions for row in known if row.act_id is not None}
    told = {
        id_: (who, authority)
        for id_, who, authority, *_ in rows("membership", "acts_told.sql", {"ids": [*ids]})
    }
    changes = [change for known in versions for change in _changes(known, told)]
    return sorted(changes, key=lambda each: (each.recorded_at, each.place), reverse=True)


def _changes(
    known: Sequence[PersonVersion] | Sequence[MemberVersion], told: dict[UUID, tuple[UUID | None, str]]
) -> Iterator[Change]:
    versions = [dated(row) for row in known]
    for position, row in enumerate(known):
        if row.is_carried:
            continue
        who, authority = told.get(row.act_id, (None, "")) if row.act_id else (None, "")
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
                authority=authority,
                person_id=who,
                is_blanked=isinstance(row, PersonVersion) and row.blanked_act_id is not None,
            )
