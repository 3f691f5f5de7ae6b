"""Papers that applicants bring: judged by what they are, not by their names, and sealed before they are kept."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.drafts import draft_row
from rochdale.membership.actions.applications.taking import (
    APPLICANT,
    hold_application,
    record,
    refuse_own,
    require_office,
)
from rochdale.membership.models import ApplicationDocument, DocumentKind
from rochdale.membership.queries import OpenedDocument
from rochdale.membership.queries.sealing import digest, place_of, seal
from rochdale.tenancy.actions import inside, new_id
from rochdale.web.uploads import UPLOAD_BYTES_MAX

DOCUMENTS_MAX: Final = 10
_MEGABYTE: Final = 1024 * 1024
_SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def add_draft_document(*, by: Acting, token: str, kind: DocumentKind, content: bytes) -> UUID:
    """Keep a paper with a draft, sealed.

    Raises DraftNotFound, DocumentKindRefused, DocumentTooLarge, TooManyDocuments.
    """
    with inside(by.cooperative_id):
        row = draft_row(token)
        return _keep(by, kind, content, draft_id=row.id)


def remove_draft_document(*, by: Acting, token: str, document_id: UUID) -> None:
    """Take a paper out of a draft again. Raises DraftNotFound, DocumentNotFound."""
    with inside(by.cooperative_id):
        row = draft_row(token)
        gone, _kinds = ApplicationDocument.objects.filter(id=document_id, draft_id=row.id).delete()
        if not gone:
            raise errors.DocumentNotFound


def add_document(*, by: Acting, application_id: UUID, kind: DocumentKind, content: bytes) -> UUID:
    """Add a paper to an application that is under way: by the applicant, or by an officer.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, DocumentKindRefused,
    DocumentTooLarge, TooManyDocuments.
    """
    with inside(by.cooperative_id):
        hold_application(application_id=application_id)
        found = queries.application(application_id=application_id)
        if by.authority != APPLICANT:
            require_office(by)
            refuse_own(by, found)
        if not found.follows:
            raise errors.ApplicationStepOutOfOrder(last=found.last.kind.value, step="document")
        document_id = _keep(by, kind, content, application_id=application_id)
        record(by, "document_added", application_id, {"document_id": str(document_id)})
        return document_id


def _keep(
    by: Acting,
    kind: DocumentKind,
    content: bytes,
    *,
    draft_id: UUID | None = None,
    application_id: UUID | None = None,
) -> UUID:
    if len(content) > UPLOAD_BYTES_MAX:
        raise errors.DocumentTooLarge(megabytes_max=UPLOAD_BYTES_MAX // _MEGABYTE)
    media_type = next((media for sign, media in _SIGNS if content.startswith(sign)), None)
    if media_type is None:
        raise errors.DocumentKindRefused
    if len(queries.documents_of(draft_id=draft_id, application_id=application_id)) >= DOCUMENTS_MAX:
        raise errors.TooManyDocuments(most=DOCUMENTS_MAX)
    id_ = new_id(by.at)
    ApplicationDocument(
        id=id_,
        cooperative_id=by.cooperative_id,
        draft_id=draft_id,
        application_id=application_id,
        kind=kind,
        media_type=media_type,
        size=len(content),
        digest=digest(content),
        sealed=seal(content, place=place_of(by.cooperative_id, "document", id_)),
        added_at=by.at,
    ).save(force_insert=True)
    return id_


def open_document(*, by: Acting, application_id: UUID, document_id: UUID) -> OpenedDocument:
    """Read a paper by office; the record keeps that it was read, and by whom.

    Raises NotAllowed, DocumentNotFound, DocumentDamaged.
    """
    with inside(by.cooperative_id):
        if by.person_id is None:
            raise NotAllowed(person_id=UUID(int=0), permission="prepare_applications", on=by.on)
        require_office(by)
        found = queries.document_of(application_id=application_id, document_id=document_id)
        record(by, "document_read", application_id, {"document_id": str(document_id)})
        return found
