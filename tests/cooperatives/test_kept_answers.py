"""Answers kept for programs: once under a key, for their time, and then gone (INV-78)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from ledger.books import Raw
from rochdale.cooperatives import actions, errors, queries
from rochdale.cooperatives.actions import GivenAnswer, Request
from rochdale.cooperatives.checks import CHECKS
from rochdale.tenancy.actions import inside

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=8)


def request(caisse: queries.Cooperative, **changed: object) -> Request:
    asked = Request(caisse.id, UUID(int=5), "key-0001", "POST", "/api/v1/x/y", b"{}", NOW)
    return replace(asked, **changed)  # type: ignore[arg-type]  # by name


def keep(asked: Request, content: str = "{}") -> None:
    with inside(asked.cooperative_id):
        actions.keep_answer(request=asked, answer=GivenAnswer(201, content), days=7)


def recall(asked: Request) -> GivenAnswer | None:
    with inside(asked.cooperative_id):
        return actions.recall_answer(request=asked)


@pytest.fixture
def at_hand(owner: Raw, caisse: queries.Cooperative) -> Iterator[Raw]:
    """The owner inside the caisse, in a transaction that is undone in the end."""
    with owner.transaction(force_rollback=True):
        owner.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(caisse.id)])
        yield owner


def test_an_answer_is_given_again_to_the_same_request_of_the_same_person(caisse: queries.Cooperative) -> None:
    asked = request(caisse)
    assert recall(asked) is None
    keep(asked, '{"id": 1}')
    assert recall(asked) == GivenAnswer(201, '{"id": 1}')
    assert recall(replace(asked, person_id=uuid4())) is None
    assert recall(replace(asked, key="key-0002")) is None
    for other in ({"body": b"{ }"}, {"address": "/api/v1/x/z"}, {"method": "PUT"}):
        with pytest.raises(errors.RequestKeyReused):
            recall(replace(asked, **other))  # type: ignore[arg-type]  # by name


def test_an_answer_of_another_cooperative_is_none_here(
    caisse: queries.Cooperative, other: queries.Cooperative
) -> None:
    keep(request(caisse))
    assert recall(request(other)) is None


def test_an_answer_goes_when_its_time_has_come(caisse: queries.Cooperative, at_hand: Raw) -> None:
    keep(request(caisse, at=LONG_AGO), '{"id": 1}')
    keep(request(caisse, at=LONG_AGO, key="key-0002"))
    assert recall(request(caisse)) is None
    keep(request(caisse), '{"id": 2}')
    kept = at_hand.execute("SELECT key, content FROM cooperatives_keptanswer").fetchall()
    assert kept == [("key-0001", '{"id": 2}')]


@pytest.mark.parametrize(
    "statement", ["UPDATE cooperatives_keptanswer SET content = '[]'", "DELETE FROM cooperatives_keptanswer"]
)
def test_the_database_lets_an_answer_stand(caisse: queries.Cooperative, at_hand: Raw, statement: str) -> None:
    keep(request(caisse))
    with pytest.raises(psycopg.errors.Error, match="INV-78"):
        at_hand.execute(statement.encode())


@pytest.mark.parametrize(
    "change", ["status = 409", "request_hash = 'x'", "key = ''", "kept_until = answered_at"]
)
def test_the_database_keeps_whole_answers_alone(
    caisse: queries.Cooperative, at_hand: Raw, change: str
) -> None:
    keep(request(caisse))
    at_hand.execute("ALTER TABLE cooperatives_keptanswer DISABLE TRIGGER answer_stays")
    with pytest.raises(psycopg.errors.CheckViolation):
        at_hand.execute(f"UPDATE cooperatives_keptanswer SET {change}".encode())


def test_a_key_stands_once(caisse: queries.Cooperative) -> None:
    keep(request(caisse))
    with pytest.raises(Exception, match="cooperatives_keptanswer_key"):
        keep(request(caisse))


def test_the_check_notices_a_key_that_stands_twice(caisse: queries.Cooperative, at_hand: Raw) -> None:
    keep(request(caisse))
    (check,) = [each for each in CHECKS if each.invariant == "INV-78"]
    assert at_hand.execute(check.sql.encode()).fetchall() == []
    at_hand.execute("ALTER TABLE cooperatives_keptanswer DROP CONSTRAINT cooperatives_keptanswer_key")
    at_hand.execute(
        "INSERT INTO cooperatives_keptanswer SELECT gen_random_uuid(), cooperative_id, person_id, key,"
        " request_hash, status, content, answered_at, kept_until FROM cooperatives_keptanswer"
    )
    assert len(at_hand.execute(check.sql.encode()).fetchall()) == 1
