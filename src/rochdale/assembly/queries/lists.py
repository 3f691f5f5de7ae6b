"""The list of meetings: what comes, what is under way, and what is over, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rochdale.assembly.models import MeetingKind, MeetingMode, MeetingStepKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.tenancy.queries import rows

MEETINGS_PAGE: Final = 30
_COMING_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list, as it is planned last."""

    number: int
    kind: MeetingKind
    titles: Mapping[str, str]
    mode: MeetingMode
    held_on: date
    record_date: date
    stands: MeetingStepKind

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Some meetings. `next_before` is the last of them, by day and number, where more follow."""

    lines: tuple[MeetingLine, ...]
    next_before: tuple[date, int] | None


@dataclass(frozen=True, slots=True)
class MeetingsRead:
    """Which meetings are listed: besides those of the members, called ones of bodies, or everything with drafts."""

    of_bodies: bool = False
    with_drafts: bool = False


def meetings_coming(read: MeetingsRead) -> tuple[MeetingLine, ...]:
    """The meetings that are not over, the soonest first, in one statement."""
    return _page(read, is_over=False, before=None, limit=_COMING_MAX).lines


def meetings_over(
    read: MeetingsRead, *, before: tuple[date, int] | None = None, limit: int = MEETINGS_PAGE
) -> MeetingPage:
    """The meetings that are over, the latest first, in one statement; `before` is the last one seen."""
    return _page(read, is_over=True, before=before, limit=limit)


def _page(read: MeetingsRead, *, is_over: bool, before: tuple[date, int] | None, limit: int) -> MeetingPage:
    asked = {
        "is_over": is_over,
        "of_bodies": read.of_bodies,
        "with_drafts": read.with_drafts,
        "before_day": before[0] if before else None,
        "before_number": before[1] if before else None,
        "lines": limit + 1,
    }
    found = rows("assembly", "meetings_page.sql", asked)
    lines = tuple(_line(row) for row in found[:limit])
    following = (lines[-1].held_on, lines[-1].number) if len(found) > limit else None
    return MeetingPage(lines, following)


def _line(row: tuple[Any, ...]) -> MeetingLine:
    number, kind, titles, mode, held_on, stands, record_date = row
    return MeetingLine(
        number=number,
        kind=MeetingKind(kind),
        titles=titles,
        mode=MeetingMode(mode),
        held_on=held_on,
        record_date=record_date,
        stands=MeetingStepKind(stands),
    )
