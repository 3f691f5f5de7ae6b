"""Papers of a meeting: judged by what they are, kept as they were brought, and never taken away again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.models import Meeting, MeetingDocument, MeetingStep, MeetingVersion
from rochdale.assembly.queries.convening import LAST
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_ids
from rochdale.web.uploads import UPLOAD_BYTES_MAX

MEETING_DOCUMENTS_MAX: Final = 40
_MEGABYTE: Final = 1024 * 1024
_SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file in one language, with the title under which members find it."""

    language: str
    title: str
    content: bytes


def add_meeting_document(
    *, by: Acting, number: int, files: Sequence[FileDraft], replaces: int | None = None
) -> int:
    """Add a paper to a meeting, in one language or several; its number. `replaces` names the one it corrects.

    Raises NotAllowed, MeetingNotFound, MeetingOver, MeetingDocumentMissing, MeetingDocumentNotFound,
    DocumentKindUnknown, MeetingDocumentTooLarge, TooManyMeetingDocuments.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        known = _known(row, replaces)
        kinds = _refuse(row, files)
        # The act names the paper by its hashes, and says nothing of what it holds.
        digests = [hashlib.sha256(file.content).hexdigest() for file in files]
        facts = {"number": number, "document": known + 1, "digests": digests}
        version = cooperatives.bylaw_version(by.on)
        act_id = audit.record(
            by=by, deed=audit.Deed("assembly.add_document", "meeting", row.id, version, facts)
        )
        plan = MeetingVersion.objects.filter(meeting_id=row.id).count()
        MeetingDocument.objects.bulk_create(
            MeetingDocument(
                id=id_,
                cooperative_id=by.cooperative_id,
                meeting_id=row.id,
                version=plan,
                number=known + 1,
                language=file.language,
                title=file.title.strip(),
                media_type=kind,
                size=len(file.content),
                digest=digest,
                content=file.content,
                replaces=replaces,
                added_on=by.on,
                added_at=by.at,
                act_id=act_id,
            )
            for id_, file, kind, digest in zip(new_ids(by.at, len(files)), files, kinds, digests, strict=True)
        )
        return known + 1


def _known(row: Meeting, replaces: int | None) -> int:
    """How many papers there are. Raises MeetingDocumentNotFound, TooManyMeetingDocuments."""
    own = MeetingDocument.objects.filter(meeting_id=row.id)
    known = int(own.aggregate(last=Max("number"))["last"] or 0)
    if replaces is not None and not 1 <= replaces <= known:
        raise errors.MeetingDocumentNotFound(number=replaces)
    if known >= MEETING_DOCUMENTS_MAX:
        raise errors.TooManyMeetingDocuments(most=MEETING_DOCUMENTS_MAX)
    return known


def _refuse(row: Meeting, files: Sequence[FileDraft]) -> list[str]:
    """The kind of each file. Raises MeetingOver, MeetingDocumentMissing, -TooLarge, DocumentKindUnknown."""
    if MeetingStep.objects.filter(meeting_id=row.id).latest("place").kind in LAST:
        raise errors.MeetingOver
    languages = {file.language for file in files}
    if not files or len(languages) < len(files) or not all(file.title.strip() for file in files):
        raise errors.MeetingDocumentMissing
    if sum(len(file.content) for file in files) > UPLOAD_BYTES_MAX:
        raise errors.MeetingDocumentTooLarge(megabytes_max=UPLOAD_BYTES_MAX // _MEGABYTE)
    return [_kind(file.content) for file in files]


def _kind(content: bytes) -> str:
    found = next((media for sign, media in _SIGNS if content.startswith(sign)), None)
    if found is None:
        raise errors.DocumentKindUnknown
    return found
