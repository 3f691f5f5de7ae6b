"""A tracking number, or a head, looked up among all published votes: by one probe, across cooperatives."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assembly.voted import voted
from ledger.books import Raw, enter
from rochdale.assembly import actions, queries
from rochdale.assembly.errors import HeadMalformed, TrackingMalformed
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows, statement
from rochdale.voting.verifiable import tracking
from rochdale.voting.verifiable.verifier.report import Report
from rochdale.voting.verifiable.verifier.verification import verify
from rochdale.web.errors import SpokenRefusal

pytestmark = pytest.mark.slow
CLOSED = datetime(2026, 11, 8, 20, tzinfo=UTC)
STRANGE = "7462 9858 2971 6817 0899 6585"  # of a ballot that is on no board
# What seeks, what is found; then of each event the line of the directory, the wall around one question, and its end.
STATEMENTS = 3 + 2 + 5


@dataclass(frozen=True)
class Town:
    """Two caisses that do not know each other, each with a published vote."""

    ours: str
    theirs: str
    cooperative_ids: tuple[uuid.UUID, uuid.UUID]
    reports: tuple[Report, Report]

    def tracker(self, place: int) -> str:
        """The tracker of a ballot of our vote: 3 and 10 are of one voter."""
        return self.reports[0].ballots[place].tracker

    def number(self, place: int) -> str:
        return tracking.number_of(self.tracker(place))

    @property
    def uuid(self) -> str:
        """Our vote's."""
        assert self.reports[0].figures is not None
        return self.reports[0].figures.uuid


def by_program() -> Acting:
    at = datetime(2026, 11, 23, 15, tzinfo=UTC)
    return Acting(uuid.uuid4(), None, None, "test", at.date(), at)


@pytest.fixture(scope="module")
def town(database: str) -> Town:
    # Votes of their own, which no other test publishes.
    slugs = [f"caisse-{uuid.uuid4().hex[:12]}" for _ in range(2)]
    archives = [voted(slug).archive for slug in slugs]
    ids = []
    for slug, archive, title in zip(slugs, archives, ("Roof", "Board"), strict=True):
        by = by_program()
        cooperatives.found_cooperative(
            by=by, slug=slug, name=f"Caisse {slug}", tier=Tier.PRIMARY, currency="CAD",
            languages=["fr", "en"], time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
        )  # fmt: skip
        titles = {"en": f"{title} vote of {slug}", "fr": f"Vote {title} de {slug}"}
        actions.publish_election(by=by, titles=titles, closed_at=CLOSED, archive=archive)
        ids.append(by.cooperative_id)
    reports = [verify(archive) for archive in archives]
    return Town(slugs[0], slugs[1], (ids[0], ids[1]), (reports[0], reports[1]))


@pytest.fixture
def client(town: Town) -> Iterator[Client]:
    cache.clear()
    known = Client()
    known.cookies["django_language"] = "en"
    yield known
    cache.clear()


def page(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()
    return str(answer.content.decode())


@pytest.mark.parametrize(("place", "where"), [(3, "superseded"), (1, "counted"), (10, "counted")])
def test_a_number_alone_finds_its_ballot_and_the_vote(
    client: Client, town: Town, place: int, where: str
) -> None:
    told = page(client.post("/vote/check/", {"number": town.number(place)}))
    assert f'data-place="{where}"' in told
    assert f"Roof vote of {town.ours}" in told
    assert f"Caisse {town.ours}" in told
    assert f"/{town.ours}/elections/{town.uuid}/" in told
    assert town.theirs not in told


def test_whoever_photographs_the_receipt_sees_it_at_once(client: Client, town: Town) -> None:
    told = page(client.get(f"/vote/check/?number={town.number(1).replace(' ', '')}"))
    assert 'data-place="counted"' in told
    assert town.ours in told


def test_it_is_told_in_french(client: Client, town: Town) -> None:
    client.cookies["django_language"] = "fr"
    told = page(client.post("/vote/check/", {"number": town.number(1)}))
    assert "Votre bulletin est au tableau de ce vote, et il compte." in told
    assert f"Vote Roof de {town.ours}" in told


def test_a_whole_tracker_is_looked_up_as_well(client: Client, town: Town) -> None:
    assert 'data-place="counted"' in page(client.post("/vote/check/", {"number": town.tracker(1)}))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_words_are_looked_up_in_either_language(client: Client, town: Town, language: str) -> None:
    words = queries.tracking_words(town.number(1), language)
    told = page(client.post("/vote/check/", {"number": words.upper().replace(" ", ", ")}))
    assert 'data-place="counted"' in told
    assert town.number(1) in told
    assert queries.tracking_words(town.number(1), "en") in told
    [found] = client.get("/api/v1/vote/check", {"number": words}).json()["ballots"]
    assert (found["uuid"], found["place"]) == (town.uuid, "counted")


def test_a_tracker_that_shares_the_number_is_another_ballot(town: Town) -> None:
    """The number has 73 of the 256 bits: a tracker differs where its number agrees."""
    sought = tracking.read_sought(town.number(1))
    assert sought is not None
    assert queries.published_ballots(sought)
    assert queries.published_ballots(replace(sought, tracker="A" * 43)) == []


def test_a_number_of_no_vote_is_missed_and_practice_is_explained(client: Client) -> None:
    told = page(client.post("/vote/check/", {"number": STRANGE}))
    assert 'data-place="absent"' in told
    assert "A practice ballot is kept nowhere" in told
    assert "choose its archive below" in told


def test_a_head_alone_is_found_in_its_vote(client: Client, town: Town) -> None:
    heads = town.reports[1].heads
    told = page(client.post("/vote/check/", {"head": heads[2].upper()}))
    assert 'data-head="known"' in told
    assert "after event 2 of this vote" in told
    assert f"Board vote of {town.theirs}" in told
    assert 'data-place="absent"' not in told


def test_a_head_of_another_past_is_said_to_be(client: Client) -> None:
    told = page(client.get("/vote/check/", {"head": "0" * 64}))
    assert 'data-head="other"' in told
    assert "its past was changed since" in told


def test_a_number_and_a_head_are_looked_up_together(client: Client, town: Town) -> None:
    head = town.reports[0].heads[0]
    told = page(client.post("/vote/check/", {"number": town.number(1), "head": head}))
    assert 'data-place="counted"' in told
    assert 'data-head="known"' in told


def test_an_archive_that_two_published_is_found_in_both(town: Town) -> None:
    # A vote of its own: what is published stays, and the other tests look for theirs.
    twice = voted(f"{town.ours}-twice").archive
    for cooperative_id in town.cooperative_ids:
        by = replace(by_program(), cooperative_id=cooperative_id)
        actions.publish_election(by=by, titles={"en": "The same again"}, closed_at=by.at, archive=twice)
    found = published(tracking.number_of(verify(twice).ballots[5].tracker))
    assert {each.slug for each in found} == {town.ours, town.theirs}


def published(typed: str) -> list[queries.OnBoard]:
    sought = tracking.read_sought(typed)
    assert sought is not None
    return queries.published_ballots(sought)


@pytest.mark.parametrize("path", ["/vote/check/?number={0}", "/api/v1/vote/check?number={0}"])
def test_looking_up_is_a_fixed_number_of_statements(client: Client, town: Town, path: str) -> None:
    at = path.format(tracking.number_of(town.reports[1].ballots[0].tracker).replace(" ", ""))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at).status_code == 200
    told = [query["sql"] for query in asked]
    assert sum("assembly_boardevent" in each for each in told) == 1
    assert len(told) <= STATEMENTS, told
    assert not any("archive" in each for each in told)


def test_the_statement_probes_the_indexes(town: Town) -> None:
    """However few rows there are now: without a scan of the table the planner has a way that needs none."""
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(
            "EXPLAIN " + statement("assembly", "found_on_boards.sql"),
            {"sought": town.number(1).replace(" ", ""), "lines": 10},
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    for index in ("assembly_board_by_number", "assembly_board_by_head"):
        assert f"Bitmap Index Scan on {index}" in plan, plan
    assert "Seq Scan" not in plan


def count_seen(raw: Raw) -> int:
    return len(raw.execute("SELECT FROM assembly_boardevent").fetchall())


def test_the_wall_lets_through_only_what_is_sought(app: Raw, town: Town) -> None:
    app.autocommit = True
    enter(app, None)
    assert count_seen(app) == 0
    app.execute("SELECT set_config('rochdale.sought', %s, false)", [town.number(1).replace(" ", "")])
    seen = app.execute("SELECT DISTINCT number FROM assembly_boardevent").fetchall()
    assert seen == [(town.number(1).replace(" ", ""),)]
    for table in ("assembly_election", "assembly_verdict"):
        assert app.execute(f"SELECT FROM {table}".encode()).fetchall() == []
    app.execute("SELECT set_config('rochdale.sought', '%', false)")
    assert count_seen(app) == 0


def test_nothing_stays_visible_afterwards(town: Town) -> None:
    with inside(town.cooperative_ids[1]):
        before = rows("assembly", "found_on_boards.sql", {"sought": "", "lines": 10})
        assert published(town.number(1))
        asked = {"sought": town.number(1).replace(" ", ""), "lines": 10}
        after = {row[0] for row in rows("assembly", "found_on_boards.sql", asked)}
    assert before == []
    assert town.cooperative_ids[0] not in after


def test_programs_look_up_the_same(client: Client, town: Town) -> None:
    head = town.reports[1].heads[1]
    told = client.get("/api/v1/vote/check", {"number": town.number(3), "head": head}).json()
    [first] = [each for each in told["ballots"] if each["cooperative"] == town.ours]
    assert first["place"] == "superseded"
    assert first["uuid"] == town.uuid
    assert first["titles"]["en"] == f"Roof vote of {town.ours}"
    [second] = told["heads"]
    assert (second["cooperative"], second["height"], second["place"]) == (town.theirs, 1, None)
    assert client.get("/api/v1/vote/check", {"number": STRANGE}).json() == {"ballots": [], "heads": []}


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [({"number": "1234"}, TrackingMalformed), ({"head": "0" * 63}, HeadMalformed)],
)
def test_programs_are_told_what_is_no_number(
    client: Client, asked: dict[str, str], refusal: type[SpokenRefusal]
) -> None:
    answer = client.get("/api/v1/vote/check", asked)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(refusal.code)
