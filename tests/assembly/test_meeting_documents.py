"""Papers of a meeting: judged by what they hold, kept under their hash, corrected and never taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError

from assembly.meeting_cases import drafted
from assembly.test_meetings import again
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import FileDraft
from rochdale.assembly.actions.documents import MEETING_DOCUMENTS_MAX
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    DocumentKindUnknown,
    MeetingDocumentMissing,
    MeetingDocumentNotFound,
    MeetingDocumentTooLarge,
    MeetingOver,
    TooManyMeetingDocuments,
)
from rochdale.assembly.models import MeetingDocument
from rochdale.config.embedded import Server
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.web.uploads import UPLOAD_BYTES_MAX

pytestmark = pytest.mark.slow

PDF = b"%PDF-1.7 rapport"
BOTH = (FileDraft("fr", "Rapport annuel", PDF), FileDraft("en", "Annual report", b"%PDF-1.7 report"))


def papers(by: Acting, number: int) -> list[queries.DocumentSeen]:
    with inside(by.cooperative_id):
        return queries.documents(meeting_id=queries.meeting(number).id)


def test_a_paper_is_kept_in_both_languages_under_its_hash(governed: Acting) -> None:
    number = drafted(governed)
    assert actions.add_meeting_document(by=governed, number=number, files=BOTH) == 1
    (paper,) = papers(governed, number)
    assert paper.in_language("fr").title == "Rapport annuel"
    assert paper.in_language("fr").digest == hashlib.sha256(PDF).hexdigest()
    assert (paper.in_language("de").language, paper.version) == ("en", 1)
    with inside(governed.cooperative_id):
        meeting_id = queries.meeting(number).id
        opened = queries.document_file(meeting_id=meeting_id, number=1, language="fr")
        assert (opened.content, opened.media_type) == (PDF, "application/pdf")
        with pytest.raises(MeetingDocumentNotFound):
            queries.document_file(meeting_id=meeting_id, number=1, language="de")


def test_a_paper_is_corrected_by_another_even_after_the_call(governed: Acting) -> None:
    number = drafted(governed)
    actions.add_meeting_document(by=governed, number=number, files=BOTH)
    actions.call_meeting(by=governed, number=number)
    assert actions.add_meeting_document(by=governed, number=number, files=BOTH[:1], replaces=1) == 2
    first, second = papers(governed, number)
    assert (first.replaced_by, second.replaces) == (2, 1)


def test_what_cannot_be_kept_is_refused(governed: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted(governed)

    def add(*files: FileDraft, replaces: int | None = None) -> None:
        actions.add_meeting_document(by=governed, number=number, files=files, replaces=replaces)

    for files in ((), (BOTH[0], BOTH[0]), (FileDraft("fr", " ", PDF),)):
        with pytest.raises(MeetingDocumentMissing):
            add(*files)
    with pytest.raises(DocumentKindUnknown):
        add(FileDraft("fr", "Programme", b"MZ\x90 a program"))
    with pytest.raises(MeetingDocumentTooLarge):
        add(FileDraft("fr", "Rapport", PDF + bytes(UPLOAD_BYTES_MAX)))
    with pytest.raises(MeetingDocumentNotFound):
        add(BOTH[0], replaces=1)
    assert papers(governed, number) == []
    monkeypatch.setattr("rochdale.assembly.actions.documents.MEETING_DOCUMENTS_MAX", 1)
    assert MEETING_DOCUMENTS_MAX > 1
    add(BOTH[0])
    with pytest.raises(TooManyMeetingDocuments):
        add(BOTH[0])
    actions.cancel_meeting(by=governed, number=number, words="No.")
    monkeypatch.undo()
    with pytest.raises(MeetingOver):
        add(BOTH[0])


@pytest.mark.parametrize("facts", [{"content": b"%PDF-other"}, {"size": 7}, {"number": 9}])
def test_the_database_keeps_a_paper_as_its_hash_says(governed: Acting, facts: dict[str, object]) -> None:
    actions.add_meeting_document(by=governed, number=drafted(governed), files=BOTH[:1])
    with pytest.raises(DatabaseError, match="INV-83"), inside(governed.cooperative_id):
        again(MeetingDocument, **{"language": "en", **facts})
    with pytest.raises(DatabaseError), inside(governed.cooperative_id):
        MeetingDocument.objects.all().delete()


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def test_the_audit_finds_a_paper_that_was_changed(governed: Acting, almighty: psycopg.Connection) -> None:
    actions.add_meeting_document(by=governed, number=drafted(governed), files=BOTH)
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(governed.cooperative_id)])
    almighty.execute(
        "UPDATE assembly_meetingdocument SET content = '%%PDF-x' WHERE cooperative_id = tenancy_current()"
    )
    almighty.execute("SET LOCAL ROLE rochdale_app")
    found = {check.invariant for check in CHECKS if almighty.execute(check.sql.encode()).fetchall()}
    assert "INV-83" in found
