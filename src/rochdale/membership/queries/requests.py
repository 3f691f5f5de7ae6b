"""Questions about changes of name that wait, and about what was done for a person at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.membership.models import Assistance, NameRequest
from rochdale.membership.queries.persons import names_of

REQUESTS_PAGE = 50


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A change that waits: what is on file is the person's name now."""

    id: UUID
    person_id: UUID
    name: str
    given_names: str
    family_name: str
    birth_date: date | None
    words: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class NamesAskedPage:
    """Some of them. `next_after` is the last where more follow."""

    lines: tuple[NameAsked, ...]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class AssistanceLine:
    """What an officer did for a person at the counter, and when."""

    officer_id: UUID
    verb: str
    at: datetime


def names_asked(*, after: UUID | None = None, limit: int = REQUESTS_PAGE) -> NamesAskedPage:
    """The changes of name that wait for an officer, the oldest first, in two statements."""
    asked = NameRequest.objects.filter(outcome="").order_by("id")
    if after is not None:
        asked = asked.filter(id__gt=after)
    found = list(asked[: limit + 1])
    lines = _lines(found[:limit])
    return NamesAskedPage(lines, lines[-1].id if len(found) > limit else None)


def name_asked(*, person_id: UUID) -> NameAsked | None:
    """What a person asked for and what waits, or None."""
    return next(iter(_lines(list(NameRequest.objects.filter(person_id=person_id, outcome="")))), None)


def _lines(found: list[NameRequest]) -> tuple[NameAsked, ...]:
    names = names_of(person_ids=[row.person_id for row in found])
    return tuple(
        NameAsked(
            id=row.id,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            given_names=row.given_names,
            family_name=row.family_name,
            birth_date=row.birth_date,
            words=row.words,
            asked_on=row.asked_on,
        )
        for row in found
    )


def assistance_of(*, person_id: UUID, limit: int) -> list[AssistanceLine]:
    """What officers did for a person at the counter, the newest first."""
    found = Assistance.objects.filter(person_id=person_id).order_by("-id")[:limit]
    return [AssistanceLine(row.officer_id, row.verb, row.at) for row in found]
