"""The papers of a meeting: which there are, and one of them as it was brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import MeetingDocumentNotFound


@dataclass(frozen=True, slots=True)
class MeetingDocumentFile:
    """A paper in one language: its title, kind, size in bytes, and the SHA-256 of what it holds."""

    language: str
    title: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A paper of a meeting, by its number, in its languages. `replaced_by` is the number of its correction."""

    number: int
    files: tuple[MeetingDocumentFile, ...]
    version: int
    added_on: date
    replaces: int | None
    replaced_by: int | None

    def in_language(self, language: str) -> MeetingDocumentFile:
        """The file in a language, or else in the first of those that there are."""
        return next((file for file in self.files if file.language == language), self.files[0])


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file holds."""

    media_type: str
    digest: str
    content: bytes


def documents(*, meeting_id: UUID) -> list[DocumentSeen]:
    """The papers of a meeting in their order, in one statement and without what they hold."""
    found = models.MeetingDocument.objects.filter(meeting_id=meeting_id).defer("content")
    by_number: dict[int, list[models.MeetingDocument]] = {}
    for row in found.order_by("number", "language"):
        by_number.setdefault(row.number, []).append(row)
    corrected = {own[0].replaces: number for number, own in by_number.items() if own[0].replaces}
    return [_document(own, corrected.get(number)) for number, own in by_number.items()]


def _document(own: list[models.MeetingDocument], replaced_by: int | None) -> DocumentSeen:
    first = own[0]
    return DocumentSeen(
        number=first.number,
        files=tuple(_files(own)),
        version=first.version,
        added_on=first.added_on,
        replaces=first.replaces,
        replaced_by=replaced_by,
    )


def _files(own: Iterable[models.MeetingDocument]) -> Iterable[MeetingDocumentFile]:
    for row in own:
        yield MeetingDocumentFile(row.language, row.title, row.media_type, row.size, row.digest)


def document_file(*, meeting_id: UUID, number: int, language: str) -> OpenedFile:
    """A paper in one language. Raises MeetingDocumentNotFound."""
    own = models.MeetingDocument.objects.filter(meeting_id=meeting_id, number=number, language=language)
    row = own.first()
    if row is None:
        raise MeetingDocumentNotFound(number=number)
    return OpenedFile(row.media_type, row.digest, bytes(row.content))
