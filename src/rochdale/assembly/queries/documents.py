"""The documents to which a published vote is bound by their hashes: its notice, its motions and its roll."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.assembly.errors import ElectionDocumentNotFound
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class BoundDocument:
    """A document that anyone may take: `kind` is notice, motions or roll, `sha256` its hash in hexadecimal."""

    kind: str
    media_type: str
    content_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document to the byte."""

    media_type: str
    content: bytes


def election_documents(*, uuid: str) -> list[BoundDocument]:
    """What was published with a vote, in the order notice, motions, roll; empty where nothing was."""
    return [BoundDocument(*found) for found in rows("assembly", "documents.sql", {"uuid": uuid})]


def election_document(*, uuid: str, kind: str) -> DocumentFile:
    """One document of a published vote. Raises ElectionDocumentNotFound."""
    found = rows("assembly", "document.sql", {"uuid": uuid, "kind": kind})
    if not found:
        raise ElectionDocumentNotFound
    media_type, content = found[0]
    return DocumentFile(media_type, bytes(content))
