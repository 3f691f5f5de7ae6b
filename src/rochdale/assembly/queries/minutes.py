"""Minutes as their pages ask for them: the versions of a meeting, the book of all. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import MinutesNotFound
from rochdale.assembly.models import FloorRole, MeetingKind, MinutesApproval, MinutesSignature, MinutesVersion
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.minutes_draft import drafted
from rochdale.assembly.queries.minutes_facts import happened
from rochdale.assembly.queries.minutes_text import Content, Paragraph, members_named, read, spoken
from rochdale.cooperatives.queries import Cooperative, bylaw_or_none
from rochdale.membership.queries import names_of
from rochdale.membership.queries.names import folded
from rochdale.membership.queries.persons import names_by_number
from rochdale.tenancy.queries import rows

SIGNING: Final = (FloorRole.CHAIR, FloorRole.SECRETARY)
BOOK_PAGE: Final = 50
_OF_A_BODY: Final = (MeetingKind.BOARD, MeetingKind.COMMITTEE)


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """Who signed, as what, and when."""

    role: FloorRole
    person_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ApprovalSeen:
    """The resolution of a later meeting that approved a version: its number, the meeting's, and the day."""

    resolution: int
    meeting: int
    decided_on: date


@dataclass(frozen=True, slots=True)
class MinutesSeen:
    """One version of the minutes of a meeting. Version 0 is the draft that is not saved yet."""

    version: int
    content: Content
    hash: str
    corrects: int | None
    words: str
    at: datetime | None
    signatures: tuple[SignatureSeen, ...] = ()
    approval: ApprovalSeen | None = None

    @property
    def is_signed(self) -> bool:
        """Whether both signed it."""
        return {each.role for each in self.signatures} == set(SIGNING)


@dataclass(frozen=True, slots=True)
class BookLine:
    """A meeting in the book of minutes."""

    number: int
    kind: MeetingKind
    titles: Mapping[str, str]
    held_on: date
    version: int
    is_signed: bool
    is_approved: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may read: drafts, who runs meetings; those of the board, its officers and auditors (Q-48)."""

    with_drafts: bool
    with_bodies: bool
    is_let_in: bool

    @property
    def kinds(self) -> list[str]:
        """The kinds of meetings whose minutes are shown."""
        if not self.is_let_in:
            return []
        return [each.value for each in MeetingKind if self.with_bodies or each not in _OF_A_BODY]


def open_to_members(on: date) -> bool:
    """Whether members read the minutes of general meetings; they do where the by-laws are silent."""
    said = bylaw_or_none("minutes_open_to_members", on)
    return said is None or said.allowed


def draft_of(*, seen: MeetingSeen, cooperative: Cooperative) -> Content:
    """The minutes of a meeting as they draft themselves now."""
    told = happened(seen=seen, cooperative=cooperative.name, time_zone=cooperative.time_zone)
    return drafted(told, cooperative.languages)


def versions(*, meeting_id: UUID) -> list[MinutesSeen]:
    """Every version of the minutes of a meeting, the first first, in three statements."""
    found = list(MinutesVersion.objects.filter(meeting_id=meeting_id).order_by("version"))
    ids = [row.id for row in found]
    signatures = list(MinutesSignature.objects.filter(version_id__in=ids).order_by("at"))
    approvals = _approvals(ids)
    return [
        MinutesSeen(
            version=row.version,
            content=read(row.content),
            hash=row.hash,
            corrects=row.corrects,
            words=row.words,
            at=row.at,
            signatures=tuple(
                SignatureSeen(FloorRole(each.role), each.person_id, each.at)
                for each in signatures
                if each.version_id == row.id
            ),
            approval=approvals.get(row.id),
        )
        for row in found
    ]


def signed_before(*, meeting_id: UUID) -> bool:
    """Whether anybody signed minutes of a meeting already."""
    own = MinutesVersion.objects.filter(meeting_id=meeting_id).values("id")
    return MinutesSignature.objects.filter(version_id__in=own).exists()


def last_signed(found: Sequence[MinutesSeen], *, number: int) -> MinutesSeen:
    """The last version that both signed. Raises MinutesNotFound."""
    signed = [each for each in found if each.is_signed]
    if not signed:
        raise MinutesNotFound(number=number)
    return signed[-1]


def _approvals(version_ids: Sequence[UUID]) -> dict[UUID, ApprovalSeen]:
    given = MinutesApproval.objects.filter(version_id__in=version_ids)
    # What was annulled later approves nothing any more.
    annulled = models.Annulment.objects.filter(resolution_id__in=given.values("resolution_id"))
    standing = given.exclude(resolution_id__in=annulled.values("resolution_id"))
    found = {row.version_id: row for row in standing}
    wanted = [row.resolution_id for row in found.values()]
    resolutions = {row.id: row for row in models.Resolution.objects.filter(id__in=wanted)}
    meetings = models.Meeting.objects.filter(id__in=[row.meeting_id for row in resolutions.values()])
    numbers = dict(meetings.values_list("id", "number"))
    return {
        version_id: ApprovalSeen(decided.number, numbers[decided.meeting_id], decided.decided_on)
        for version_id, decided in (
            (version_id, resolutions[row.resolution_id]) for version_id, row in found.items()
        )
    }


def how_spoken(content: Content) -> Callable[[Paragraph], str]:
    """How the paragraphs of a content are read, with the names of the persons as the register has them now."""
    people = {person_id for ids in content.persons.values() for person_id in ids}
    numbers = members_named(content)
    return spoken(
        content,
        by_id=names_of(person_ids=people) if people else {},
        by_number=names_by_number(numbers=numbers) if numbers else {},
    )


def searchable(content: Content) -> str:
    """The words of a content as they are sought: titles and paragraphs in every language, folded."""
    told = (
        text
        for parts in content.texts.values()
        for part in parts
        for text in (part.title, *(each.text for each in part.paragraphs))
    )
    return folded(" ".join(told))


def book(*, reader: Reader, search: str = "", before: int | None = None) -> list[BookLine]:
    """A page of the book of minutes, the latest meeting first, in which every word sought begins a word."""
    asked: dict[str, Any] = {
        "with_drafts": reader.with_drafts,
        "kinds": reader.kinds,
        "before": before,
        "sought": folded(search).split(),
        "limit": BOOK_PAGE,
    }
    return [
        BookLine(number, MeetingKind(kind), titles, held_on, version, is_signed, approved_at is not None)
        for number, kind, titles, held_on, version, is_signed, approved_at in rows(
            "assembly", "minutes_book.sql", asked
        )
    ]


def is_of_a_body(kind: MeetingKind) -> bool:
    """Whether a meeting is of the board or a committee, whose minutes are not for members (rule Q-48)."""
    return kind in _OF_A_BODY
