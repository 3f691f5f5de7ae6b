"""Questions about applications that are not sent yet, and what the papers say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.membership.errors import DocumentDamaged, DocumentNotFound, DraftNotFound
from rochdale.membership.models import (
    Application,
    ApplicationDocument,
    ApplicationDraft,
    ApplicationStepKind,
    DocumentKind,
)
from rochdale.membership.queries.application_files import DocumentLine, documents_of
from rochdale.membership.queries.application_links import application_of_link
from rochdale.membership.queries.sealing import digest, place_of, token_hash, unseal

Answers = Mapping[str, Mapping[str, Any]]  # by step, then by the name of what was asked


@dataclass(frozen=True, slots=True)
class Draft:
    """An application that is being filled in: its answers by step, as they were typed, and its papers."""

    id: UUID
    answers: Answers
    begun_on: date
    sign_in_id: UUID | None
    entered_by: UUID | None
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """What a paper says."""

    kind: DocumentKind
    media_type: str
    content: bytes


def draft(*, token: str) -> Draft:
    """The draft that a secret link leads to. Raises DraftNotFound."""
    row = ApplicationDraft.objects.filter(token_hash=token_hash(token)).first()
    if row is None:
        raise DraftNotFound
    return Draft(
        id=row.id,
        answers=answers_of(row),
        begun_on=row.begun_on,
        sign_in_id=row.sign_in_id,
        entered_by=row.entered_by,
        documents=tuple(documents_of(draft_id=row.id)),
    )


def answers_of(row: ApplicationDraft) -> dict[str, dict[str, Any]]:
    """What was answered so far."""
    place = place_of(row.cooperative_id, "draft", row.id)
    told: dict[str, dict[str, Any]] = json.loads(unseal(bytes(row.answers), place=place))
    return told


def document_of_token(*, token: str, document_id: UUID) -> OpenedDocument:
    """A paper of the draft or application that a secret link leads to. Raises DocumentNotFound, DocumentDamaged."""
    row = ApplicationDocument.objects.filter(id=document_id).first()
    if row is None or not _leads_to(token, row):
        raise DocumentNotFound
    return opened(row)


def _leads_to(token: str, row: ApplicationDocument) -> bool:
    """Whether a secret link leads to what a paper belongs to."""
    if row.application_id is None:
        return ApplicationDraft.objects.filter(id__in=[row.draft_id], token_hash=token_hash(token)).exists()
    found = application_of_link(token)
    return found is not None and found.id == row.application_id


def document_of_person(*, person_id: UUID, document_id: UUID) -> OpenedDocument:
    """A paper that a person brought with the application by which the person became a member.

    Raises DocumentNotFound, DocumentDamaged.
    """
    row = ApplicationDocument.objects.filter(id=document_id).first()
    if row is None or row.application_id not in papers_brought_by(person_id):
        raise DocumentNotFound
    return opened(row)


def papers_brought_by(person_id: UUID) -> dict[UUID, list[DocumentLine]]:
    """The papers of each application by which a person became a member, by the application, in two statements."""
    came = Application.objects.filter(person_id=person_id, state=ApplicationStepKind.REGISTERED)
    found: dict[UUID, list[DocumentLine]] = {id_: [] for id_ in came.values_list("id", flat=True)}
    # What they say stays where it is: a paper may have five megabytes.
    for row in (
        ApplicationDocument.objects.filter(application_id__in=list(found)).defer("sealed").order_by("id")
    ):
        assert row.application_id is not None
        line = DocumentLine(row.id, DocumentKind(row.kind), row.media_type, row.size, row.added_at)
        found[row.application_id].append(line)
    return found


def document_of(*, application_id: UUID, document_id: UUID) -> OpenedDocument:
    """A paper of an application. Raises DocumentNotFound, DocumentDamaged."""
    row = ApplicationDocument.objects.filter(id=document_id, application_id=application_id).first()
    if row is None:
        raise DocumentNotFound
    return opened(row)


def opened(row: ApplicationDocument) -> OpenedDocument:
    """What a paper says, if it is what was brought (INV-66). Raises DocumentDamaged."""
    content = unseal(bytes(row.sealed), place=place_of(row.cooperative_id, "document", row.id))
    if len(content) != row.size or digest(content) != bytes(row.digest):
        raise DocumentDamaged
    return OpenedDocument(DocumentKind(row.kind), row.media_type, content)


def unreadable_documents() -> list[dict[str, str]]:
    """The papers that do not open, or open to something else than was brought (INV-66): reads every one."""
    wrong = []
    for id_ in ApplicationDocument.objects.values_list("id", flat=True).order_by("id"):
        row = ApplicationDocument.objects.get(id=id_)
        try:
            opened(row)
        except DocumentDamaged:
            wrong.append({"document_id": str(id_), "application_id": str(row.application_id)})
    return wrong
