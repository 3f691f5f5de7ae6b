"""Votes that are closed: published once and proven, kept as they are, shown to anyone, verified by two programs."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assembly.voted import voted
from browsing import serving_pages
from ledger.books import Raw, enter
from needs import needs_program, program
from rochdale.assembly import actions, queries
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import ElectionNotFound, ElectionPublished, ElectionUnproven
from rochdale.assembly.queries.verdicts import board_of, kept_report, read_report
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable.verifier.report import VERIFIER
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import spoiling
from voting.verifiable.spoiling import board, ranking

pytestmark = pytest.mark.slow
TITLES = {"fr": "Vote d’essai", "en": "A trial vote"}
CLOSED = datetime(2026, 11, 8, 20, tzinfo=UTC)


@pytest.fixture
def by(database: str, slug: str) -> Acting:
    """The program, in a cooperative that no other test knows."""
    by = Acting(uuid.uuid4(), None, None, "test", date(2026, 11, 23), datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(
        by=by, slug=slug, name=f"Caisse {slug}", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    return by


@pytest.fixture(scope="module")
def demo_archive() -> bytes:
    """The vote of the demo."""
    return voted("tests").archive


def publish(by: Acting, archive: bytes | None = None) -> str:
    return actions.publish_election(
        by=by, titles=TITLES, closed_at=CLOSED, archive=board().archive if archive is None else archive
    )


def english(path: str) -> str:
    client = Client()
    client.cookies["django_language"] = "en"
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def test_the_vote_of_the_demo_proves_its_result(demo_archive: bytes) -> None:
    report = verify(demo_archive)
    assert report.is_sound
    assert report.remarks == ()
    assert report.figures is not None
    assert report.figures.binding is not None
    assert {wording.language for wording in report.figures.wordings} == {"en"}
    assert (report.figures.entitled, report.figures.received, report.figures.counted) == (12, 11, 10)
    assert report.figures.trustees == 2
    assert [answered.blanks for answered in report.figures.answered] == [None, 2]
    assert [ballot.counted for ballot in report.ballots].count(False) == 1


def test_what_is_published_is_kept_to_the_byte_and_found_sound(by: Acting) -> None:
    uuid_ = publish(by)
    with inside(by.cooperative_id):
        assert queries.election_archive(uuid=uuid_) == board().archive
        [listed] = queries.elections()
        assert listed.head == verify(board().archive).heads[-1]
        assert (listed.title("en"), listed.title("de")) == ("A trial vote", "A trial vote")
    assert found_wrong(by) == []


def test_a_vote_that_is_not_proven_is_not_published(by: Acting) -> None:
    with pytest.raises(ElectionUnproven):
        publish(by, spoiling.signature_false())
    with inside(by.cooperative_id):
        assert queries.elections() == []
        with pytest.raises(ElectionNotFound):
            queries.published_election(uuid=board().election.uuid)


def test_a_vote_is_published_once(by: Acting) -> None:
    publish(by)
    with pytest.raises(ElectionPublished):
        publish(by)


def test_somebody_without_an_office_publishes_nothing(by: Acting) -> None:
    with pytest.raises(NotAllowed):
        publish(replace(by, person_id=uuid.uuid4()))


def insert(by: Acting, head: str, archive: bytes, *, judged: bool = True) -> None:
    """A vote past the action: with a board of one event and a verdict on nothing, or with neither."""
    with inside(by.cooperative_id), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO assembly_election (cooperative_id, uuid, titles, closed_at, head, archive, act_id)
            SELECT tenancy_current(), 'other', '{"en": "x"}', now(), %s, %s, id FROM audit_act LIMIT 1
            """,
            [head, archive],
        )
        if judged:
            add_event(cursor, head)
            add_verdict(cursor, events=1)


def add_event(cursor: Any, head: str, height: int = 0) -> None:
    cursor.execute(
        """
        INSERT INTO assembly_boardevent (cooperative_id, election_id, height, head)
        SELECT cooperative_id, id, %s, %s FROM assembly_election WHERE uuid = 'other'
        """,
        [height, head],
    )


def add_verdict(cursor: Any, *, events: int, received: int = 0, verifier: int = 1) -> None:
    report = json.dumps(kept_report(verify(board().archive)))
    cursor.execute(
        """
        INSERT INTO assembly_verdict
            (cooperative_id, election_id, verifier, found_at, events, received, report)
        SELECT cooperative_id, id, %s, now(), %s, %s, %s FROM assembly_election WHERE uuid = 'other'
        """,
        [verifier, events, received, report],
    )


@pytest.mark.parametrize(
    ("head", "cut"),
    [("0" * 64, 0), ("", 512), ("", -512)],
    ids=["another head", "cut off", "something after it"],
)
def test_the_database_refuses_a_head_that_is_not_the_end(by: Acting, head: str, cut: int) -> None:
    publish(by)
    whole = board().archive
    archive = whole[:-cut] if cut > 0 else whole + bytes(-cut)
    with pytest.raises(DatabaseError, match="INV-81"):
        insert(by, head or verify(whole).heads[-1], archive)


def test_the_database_refuses_an_event_that_was_changed(by: Acting) -> None:
    publish(by)
    archive, head = board().archive, verify(board().archive).heads[-1]
    at = archive.index(f"{head}.event.json".encode()) + 512 + 3
    with pytest.raises(DatabaseError, match="INV-81"):
        insert(by, head, archive[:at] + b"#" + archive[at + 1 :])


def test_the_verdict_is_kept_and_read_back_as_it_was(by: Acting) -> None:
    uuid_, report = publish(by), verify(board().archive)
    with inside(by.cooperative_id):
        found = queries.published_election(uuid=uuid_)
        assert found.report == replace(report, heads=(), ballots=())
        assert found.archive_bytes == len(board().archive)
        assert found.kept == queries.KeptVerdict(VERIFIER, by.at)
        kept = queries.board_kept(uuid=uuid_)
    assert [event["head"] for event in kept] == list(report.heads)
    assert [(event["tracker"], event["counted"]) for event in kept if event["tracker"]] == [
        (ballot.tracker, ballot.counted) for ballot in report.ballots
    ]


@pytest.mark.parametrize("archive", [lambda: ranking().archive, spoiling.signature_false])
def test_every_verdict_survives_being_written(archive: Callable[[], bytes]) -> None:
    """A ranking, and one with faults: what is read from JSON is what was found, without the events."""
    report = verify(archive())
    assert read_report(json.loads(json.dumps(kept_report(report)))) == replace(report, heads=(), ballots=())


def test_a_page_reads_the_verdict_and_verifies_nothing(
    by: Acting, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid_ = publish(by)
    within = queries.published_election.__globals__  # `queries.elections` is the question, not the file
    monkeypatch.setitem(within, "verify", lambda *_: pytest.fail("verified on a page"))
    assert f"by version {VERIFIER} of our verifier" in english(f"/{slug}/elections/{uuid_}/")


def test_lists_and_pages_load_no_archive(by: Acting, slug: str) -> None:
    publish(by)
    client = Client()
    with CaptureQueriesContext(connection) as one:
        client.get(f"/{slug}/elections/")
    uuid_ = publish(by, ranking().archive)
    with CaptureQueriesContext(connection) as two:
        client.get(f"/{slug}/elections/")
    assert len(two) == len(one)
    with CaptureQueriesContext(connection) as page:
        client.get(f"/{slug}/elections/{uuid_}/")
    assert len(page) == len(one) + 2  # its documents, and whether lots were drawn in a ballot
    asked = " ".join(query["sql"] for query in [*two, *page]).replace("octet_length(election.archive)", "")
    assert ".archive" not in asked
    assert '"archive"' not in asked


@pytest.fixture
def old(by: Acting, owner: Raw) -> str:
    """A vote that was published before verdicts were kept."""
    return old_and_named(by, owner, board().archive)


def test_an_old_vote_is_verified_when_somebody_looks(by: Acting, slug: str, old: str) -> None:
    with inside(by.cooperative_id):
        found = queries.published_election(uuid=old)
        assert found.kept is None
        assert found.report.is_sound
    assert "it was verified just now" in english(f"/{slug}/elections/{old}/")
    told = Client().get(f"/api/v1/{slug}/elections/{old}").json()
    assert (told["sound"], told["verifier"], told["verified_at"], told["seed"]) == (True, None, None, "")
    # Its act is made up here; that it has no verdict is no fault.
    assert found_wrong(by) == ["INV-81"]


def old_and_named(by: Acting, owner: Raw, archive: bytes) -> str:
    """One from before verdicts, with its own name."""
    report = verify(archive)
    owner.execute("ALTER TABLE assembly_election DISABLE TRIGGER election_is_judged")
    try:
        with inside(by.cooperative_id), connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO assembly_election (cooperative_id, uuid, titles, closed_at, head, archive, act_id)
                SELECT tenancy_current(), %s, '{"en": "x"}', now(), %s, %s, id FROM audit_act LIMIT 1
                """,
                [report.figures.uuid if report.figures else "", report.heads[-1], archive],
            )
    finally:
        owner.execute("ALTER TABLE assembly_election ENABLE TRIGGER election_is_judged")
    return report.figures.uuid if report.figures else ""


def test_old_votes_get_their_verdicts_once(by: Acting, owner: Raw) -> None:
    uuid_ = old_and_named(by, owner, board().archive)
    publish(by, ranking().archive)
    assert actions.keep_missing_verdicts(by=by) == 1
    with inside(by.cooperative_id):
        assert queries.published_election(uuid=uuid_).kept == queries.KeptVerdict(VERIFIER, by.at)
        assert queries.board_kept(uuid=uuid_) == board_of(verify(board().archive))
    assert actions.keep_missing_verdicts(by=by) == 0


def test_what_an_older_verifier_said_is_said_anew_beside_it(by: Acting, server: Any, database: str) -> None:
    uuid_ = publish(by, ranking().archive)
    with psycopg.connect(server.url("postgres", database), autocommit=True) as almighty:
        almighty.execute("SET session_replication_role = replica")
        almighty.execute(
            "UPDATE assembly_verdict SET verifier = 1 WHERE cooperative_id = %s", [by.cooperative_id]
        )
    assert actions.keep_missing_verdicts(by=by) == 1
    with inside(by.cooperative_id):
        assert queries.published_election(uuid=uuid_).kept == queries.KeptVerdict(VERIFIER, by.at)
        assert queries.board_kept(uuid=uuid_) == board_of(verify(ranking().archive))
    assert actions.keep_missing_verdicts(by=by) == 0
    assert found_wrong(by) == []


def test_an_old_vote_that_proves_nothing_gets_none(by: Acting, owner: Raw) -> None:
    old_and_named(by, owner, spoiling.signature_false())
    assert actions.keep_missing_verdicts(by=by) == 0
    assert "INV-81" in found_wrong(by)


def refused(by: Acting, fill: Callable[[Any, str], None]) -> None:
    head = verify(board().archive).heads[-1]
    with pytest.raises(DatabaseError, match="INV-88"):
        publish_by_hand(by, head, fill)


def publish_by_hand(by: Acting, head: str, fill: Callable[[Any, str], None]) -> None:
    with inside(by.cooperative_id), transaction.atomic():
        insert(by, head, board().archive, judged=False)
        with connection.cursor() as cursor:
            fill(cursor, head)


def one_event(cursor: Any, head: str) -> None:
    add_event(cursor, head)


def too_many_events(cursor: Any, head: str) -> None:
    add_event(cursor, head)
    add_verdict(cursor, events=2)


def a_gap(cursor: Any, head: str) -> None:
    add_event(cursor, "0" * 64)
    add_event(cursor, head, 2)
    add_verdict(cursor, events=2)


def beyond_the_end(cursor: Any, head: str) -> None:
    add_event(cursor, head, 1)
    add_event(cursor, "0" * 64, 5)
    add_verdict(cursor, events=2)


def another_end(cursor: Any, head: str) -> None:
    add_event(cursor, head)
    add_event(cursor, "0" * 64, 1)
    add_verdict(cursor, events=2)


def missing_ballots(cursor: Any, head: str) -> None:
    add_event(cursor, head)
    add_verdict(cursor, events=1, received=1)


def one_more_afterwards(cursor: Any, head: str) -> None:
    add_event(cursor, head)
    add_verdict(cursor, events=1)
    add_event(cursor, "0" * 64, 1)


def no_board(cursor: Any, _head: str) -> None:
    add_verdict(cursor, events=1)


@pytest.mark.parametrize(
    "fill",
    [one_event, too_many_events, a_gap, beyond_the_end, another_end, missing_ballots, one_more_afterwards, no_board],
    ids=lambda fill: fill.__name__,
)  # fmt: skip
def test_the_database_refuses_half_a_board(by: Acting, fill: Callable[[Any, str], None]) -> None:
    publish(by, ranking().archive)  # an act to name
    refused(by, fill)


@pytest.mark.parametrize(
    "row", ["NULL, '111', NULL", "'A', NULL, NULL", "NULL, NULL, true", "'A', '111', true"],
)  # fmt: skip
def test_the_database_refuses_half_a_ballot(by: Acting, row: str) -> None:
    publish(by, ranking().archive)
    with pytest.raises(DatabaseError, match="assembly_boardevent_ballot"), inside(by.cooperative_id):
        connection.cursor().execute(
            "INSERT INTO assembly_boardevent"
            " (cooperative_id, election_id, height, head, tracker, number, counted)"
            f" SELECT cooperative_id, id, 9, head, {row} FROM assembly_election"
        )


def test_the_audit_finds_a_board_that_is_another(by: Acting, owner: Raw) -> None:
    uuid_ = publish(by)
    enter(owner, by.cooperative_id)
    owner.execute("ALTER TABLE assembly_boardevent DISABLE TRIGGER append_only")
    owner.execute("UPDATE assembly_boardevent SET counted = NOT counted WHERE tracker IS NOT NULL")
    owner.execute("ALTER TABLE assembly_boardevent ENABLE TRIGGER append_only")
    assert found_wrong(by) == ["INV-88"]
    with inside(by.cooperative_id):
        assert queries.board_kept(uuid=uuid_) != board_of(verify(board().archive))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assembly_election SET head = head",
        "DELETE FROM assembly_election",
        "UPDATE assembly_verdict SET report = report",
        "DELETE FROM assembly_verdict",
        "UPDATE assembly_boardevent SET counted = true",
        "DELETE FROM assembly_boardevent",
    ],
)
def test_what_is_published_stays(by: Acting, change: str) -> None:
    publish(by)
    with pytest.raises(DatabaseError), inside(by.cooperative_id), transaction.atomic():
        connection.cursor().execute(change)


def test_the_audit_finds_what_slipped_in(by: Acting) -> None:
    """A sound end on a spoiled middle passes the database, and not the audit; nor does a publication without act."""
    publish(by)
    spoiled = spoiling.signature_false()
    insert(by, verify(spoiled).heads[-1], spoiled)
    # No act published it; it does not verify; and neither the verdict nor the board is that of its archive.
    assert found_wrong(by) == ["INV-81", "INV-81", "INV-88", "INV-88"]


@pytest.mark.parametrize(("language", "title"), [("en", "A trial vote"), ("fr", "Vote d’essai")])
def test_anyone_sees_the_result_and_takes_the_archive(
    by: Acting, slug: str, language: str, title: str
) -> None:
    uuid_ = publish(by)
    client = Client()
    client.cookies["django_language"] = language
    assert title in client.get(f"/{slug}/elections/").content.decode()
    page = client.get(f"/{slug}/elections/{uuid_}/").content.decode()
    for text in (
        title,
        "Béatrice",
        verify(board().archive).heads[-1],
        f"/{slug}/elections/{uuid_}/{uuid_}.bel",
    ):
        assert text in page
    answer = client.get(f"/{slug}/elections/{uuid_}/{uuid_}.bel")
    assert answer.content == board().archive
    assert answer.headers["Content-Type"] == "application/x-belenios"
    checked = client.post("/vote/check/", {"archive": SimpleUploadedFile("vote.bel", answer.content)})
    assert "notice done" in checked.content.decode()


def test_programs_ask_for_the_same(by: Acting, slug: str) -> None:
    uuid_ = publish(by)
    client, below = Client(), f"/api/v1/{slug}/elections"
    [listed] = client.get(below).json()["items"]
    assert listed == {
        "uuid": uuid_, "titles": TITLES, "closed_at": "2026-11-08T20:00:00Z", "head": verify(board().archive).heads[-1]
    }  # fmt: skip
    told = client.get(f"{below}/{uuid_}").json()
    assert {name: told[name] for name in listed} == listed
    assert (told["sound"], told["entitled"], told["received"], told["voted"]) == (True, 4, 4, 3)
    assert told["outcomes"][2] == {
        "question": "Adopt the by-law?", "answers": [{"answer": "yes", "votes": 1}, {"answer": "no", "votes": 1}],
        "blanks": 1, "rankings": [], "orders": [],
    }  # fmt: skip
    assert client.get(f"{below}/{uuid_}/archive").content == board().archive
    assert (told["verifier"], told["verified_at"]) == (VERIFIER, "2026-11-23T15:00:00Z")
    for missing in (f"{below}/nothing", f"{below}/nothing/archive"):
        answer = client.get(missing)
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("election_not_found")


def test_without_votes_the_page_says_so(by: Acting, slug: str) -> None:
    assert "No vote is published yet." in Client().get(f"/{slug}/elections/").content.decode()


@pytest.mark.parametrize("path", ["nothing/", "nothing/nothing.bel", "nothing/other.bel"])
def test_what_is_not_published_is_not_found(by: Acting, slug: str, path: str) -> None:
    assert Client().get(f"/{slug}/elections/{path}").status_code == 404


@pytest.fixture
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@needs_program("belenios-tool")
def test_the_stock_tool_fetches_and_verifies_it(
    by: Acting, slug: str, site: str, demo_archive: bytes, tmp_path: Path
) -> None:
    uuid_ = publish(by, demo_archive)
    command = [program("belenios-tool"), "election", "verify", "--url", f"{site}/{slug}/elections/{uuid_}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"all checks passed" in done.stderr
