"""What a vote is bound to: published with it to the byte, refused where it is another, in the reader's language."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from assembly.voted import CLOSES, Voted, voted
from ledger.books import Raw, enter
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Document
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import DocumentUnbound, ElectionDocumentNotFound
from rochdale.audit.checks import differences
from rochdale.config.demo import vote_words
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable.spoiling import board

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def vote() -> Voted:
    return voted("documents")


@pytest.fixture
def by(database: str, slug: str) -> Acting:
    by = Acting(uuid.uuid4(), None, None, "test", date(2026, 11, 23), datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(
        by=by, slug=slug, name=f"Caisse {slug}", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    return by


def publish(by: Acting, vote: Voted, documents: dict[str, Document] | None = None) -> str:
    return actions.publish_election(
        by=by,
        titles=vote_words.TITLES,
        closed_at=CLOSES,
        archive=vote.archive,
        documents=vote.documents if documents is None else documents,
    )


def page(path: str, language: str) -> str:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anyone_takes_the_papers_and_computes_their_hashes(by: Acting, slug: str, vote: Voted) -> None:
    uuid_ = publish(by, vote)
    shown = page(f"/{slug}/elections/{uuid_}/", "en")
    told = Client().get(f"/api/v1/{slug}/elections/{uuid_}").json()["documents"]
    assert [each["kind"] for each in told] == ["notice", "motions", "roll"]
    for each in told:
        kind = each["kind"]
        for path in (
            f"/{slug}/elections/{uuid_}/documents/{kind}",
            f"/api/v1/{slug}/elections/{uuid_}/documents/{kind}",
        ):
            answer = Client().get(path)
            assert answer.content == vote.papers[kind]
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert f"{uuid_}-{kind}.txt" in answer.headers["Content-Disposition"]
            assert hashlib.sha256(answer.content).hexdigest() == each["sha256"]
        assert each["sha256"] in shown
        assert f"sha256sum {uuid_}-{kind}.txt" in shown
        assert each["content_bytes"] == len(vote.papers[kind])
    assert [each.invariant for each in differences(by.cooperative_id, CHECKS)] == []


def test_the_roll_names_nobody(vote: Voted) -> None:
    assert [line for line in vote.papers["roll"].decode().splitlines() if line.isdigit()] == [
        str(number) for number in range(1, 13)
    ]


@pytest.mark.parametrize(
    ("language", "said", "not_said"),
    [("fr", "Doit-on ouvrir le samedi matin?", "Saturday"), ("en", "Shall we open on Saturday", "samedi")],
)
@pytest.mark.parametrize("own", ["fr", "en"])
def test_a_result_is_read_in_the_reader_s_language(
    by: Acting, slug: str, own: str, language: str, said: str, not_said: str
) -> None:
    uuid_ = publish(by, vote := voted(f"documents in {own}", own))
    shown = page(f"/{slug}/elections/{uuid_}/", language)
    assert said in shown
    assert not_said not in shown
    repairs = "L’atelier de réparation" if language == "fr" else "The repair workshop"
    assert f'<th scope="row">{repairs}</th><td class="number">4</td>' in " ".join(shown.split())
    assert verify(vote.archive).is_sound


@pytest.mark.parametrize("kind", ["notice", "motions", "roll"])
def test_another_document_is_not_published(by: Acting, vote: Voted, kind: str) -> None:
    other = vote.documents | {kind: Document("text/plain", vote.papers[kind] + b" ")}
    with pytest.raises(DocumentUnbound):
        publish(by, vote, other)
    with inside(by.cooperative_id):
        assert queries.elections() == []


def test_a_vote_that_binds_nothing_has_no_documents(by: Acting, vote: Voted) -> None:
    with pytest.raises(DocumentUnbound):
        publish(by, replace(vote, archive=board().archive))


def test_what_everybody_may_not_read_is_left_out(by: Acting, slug: str, vote: Voted) -> None:
    documents = vote.documents
    del documents["roll"]
    uuid_ = publish(by, vote, documents)
    with inside(by.cooperative_id):
        assert [each.kind for each in queries.election_documents(uuid=uuid_)] == ["notice", "motions"]
        with pytest.raises(ElectionDocumentNotFound):
            queries.election_document(uuid=uuid_, kind="roll")
    for below in (f"/{slug}", f"/api/v1/{slug}"):
        assert Client().get(f"{below}/elections/{uuid_}/documents/roll").status_code == 404
    assert f"sha256sum {uuid_}-roll" not in page(f"/{slug}/elections/{uuid_}/", "en")


INSERT = """
    INSERT INTO assembly_electiondocument (cooperative_id, election_id, kind, media_type, content)
    SELECT cooperative_id, id, %s, %s, %s FROM assembly_election
"""


@pytest.mark.parametrize(
    ("kind", "media_type", "content", "why"),
    [
        ("roll", "text/plain", b"another", "INV-89"),
        ("minutes", "text/plain", b"another", "INV-89"),
        ("roll", "text/html", None, "assembly_electiondocument_media"),
    ],
)
def test_the_database_refuses_another_document(
    by: Acting, vote: Voted, kind: str, media_type: str, content: bytes | None, why: str
) -> None:
    publish(by, vote, {})
    with pytest.raises(DatabaseError, match=why), inside(by.cooperative_id):
        connection.cursor().execute(INSERT, [kind, media_type, content or vote.papers[kind]])


@pytest.mark.parametrize(
    "change", ["UPDATE assembly_electiondocument SET content = 'x'", "DELETE FROM assembly_electiondocument"]
)
def test_a_document_stays(by: Acting, vote: Voted, change: str) -> None:
    publish(by, vote)
    with pytest.raises(DatabaseError), inside(by.cooperative_id):
        connection.cursor().execute(change)


def test_the_audit_finds_a_document_that_was_exchanged(by: Acting, vote: Voted, owner: Raw) -> None:
    publish(by, vote)
    enter(owner, by.cooperative_id)
    owner.execute("ALTER TABLE assembly_electiondocument DISABLE TRIGGER append_only")
    owner.execute("UPDATE assembly_electiondocument SET content = 'x' WHERE kind = 'roll'")
    owner.execute("ALTER TABLE assembly_electiondocument ENABLE TRIGGER append_only")
    assert [each.invariant for each in differences(by.cooperative_id, CHECKS)] == ["INV-89"]
