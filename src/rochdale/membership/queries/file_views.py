"""Questions about who has looked at a person's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership.models import Departure, FilePart, FileView, Letter, Member
from rochdale.membership.queries.persons import names_of

VIEWS_PAGE = 50


@dataclass(frozen=True, slots=True)
class FileViewLine:
    """One look: who, under which offices, at what, and when."""

    id: UUID
    viewer_id: UUID
    viewer: str
    offices: tuple[OfficeKind, ...]
    part: FilePart
    at: datetime


@dataclass(frozen=True, slots=True)
class FileViewPage:
    """Some looks. `next_after` is the last of them where more follow."""

    lines: tuple[FileViewLine, ...]
    next_after: UUID | None


def file_views_of(*, person_id: UUID, after: UUID | None = None, limit: int = VIEWS_PAGE) -> FileViewPage:
    """Who has looked at a person's file, the newest first, in two statements; `after` is the last one seen."""
    asked = FileView.objects.filter(person_id=person_id)
    if after is not None:
        asked = asked.filter(id__lt=str(after))
    found = list(asked.order_by("-id")[: limit + 1])
    names = names_of(person_ids=[row.viewer_id for row in found[:limit]])
    lines = tuple(
        FileViewLine(
            id=row.id,
            viewer_id=row.viewer_id,
            viewer=names.get(row.viewer_id, ""),
            offices=tuple(OfficeKind(code) for code in row.offices.split(",")),
            part=FilePart(row.part),
            at=row.at,
        )
        for row in found[:limit]
    )
    return FileViewPage(lines, lines[-1].id if len(found) > limit else None)


def persons_behind(
    *, number: int | None = None, departure_id: UUID | None = None, letter_id: UUID | None = None
) -> list[UUID]:
    """The person that a member number, a departure or a letter is about; none where it is about nobody."""
    if number is not None:
        return list(Member.objects.filter(number=number).values_list("person_id", flat=True))
    if departure_id is not None:
        return list(Departure.objects.filter(id=departure_id).values_list("person_id", flat=True))
    if letter_id is None:
        return []
    found = Letter.objects.filter(id=letter_id).values_list("person_id", flat=True)
    return [person_id for person_id in found if person_id is not None]
