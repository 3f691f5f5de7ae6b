"""What the processes that serve pages count together: tries, and codes that were used."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.cache import cache
from django.db import connections, transaction


@pytest.fixture
def key(database: str) -> str:
    return f"{uuid4()}@192.0.2.7"


def _rows(owner: psycopg.Connection) -> int:
    found = owner.execute("SELECT count(*) FROM tenancy_try").fetchone()
    assert found is not None
    return int(found[0])


def _expire(owner: psycopg.Connection) -> None:
    owner.execute("UPDATE tenancy_try SET expires_at = now() - interval '1 second'")


@pytest.mark.parametrize("value", ["y", True, None, 0, [1764252000.25, 1764252001.5], {"é": ["ok"]}])
def test_a_value_comes_back_until_its_time_is_over(key: str, owner: psycopg.Connection, value: Any) -> None:
    assert cache.get(key, "none") == "none"
    cache.set(key, value, 60)
    assert cache.get(key, "none") == value
    assert cache.touch(key, 120)
    _expire(owner)
    assert cache.get(key, "none") == "none"
    assert not cache.touch(key)
    assert not cache.delete(key)


def test_a_value_for_ever_stays(key: str) -> None:
    cache.set(key, "kept", None)
    assert cache.get(key) == "kept"
    assert cache.delete(key)
    assert not cache.delete(key)


def test_what_was_added_is_not_added_again_before_its_time_is_over(
    key: str, owner: psycopg.Connection
) -> None:
    assert cache.add(key, "first", 60)
    assert not cache.add(key, "second", 60)
    assert cache.get(key) == "first"
    _expire(owner)
    assert cache.add(key, "third", 60)
    assert cache.get(key) == "third"


def test_nothing_is_added_to_what_is_not_counted(key: str) -> None:
    with pytest.raises(ValueError, match="nothing is counted"):
        cache.incr(key)


def test_who_counts_at_the_same_time_counts_once_each(key: str) -> None:
    """As many processes do: each thread has a connection of its own."""

    def tries(_: int) -> list[int]:
        try:
            cache.add(key, 0, 60)
            return [cache.incr(key) for _ in range(25)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        counted = [number for numbers in crowd.map(tries, range(8)) for number in numbers]
    assert sorted(counted) == list(range(1, 201))


def test_a_try_counts_although_what_was_tried_is_undone(key: str) -> None:
    cache.set(key, 1, 60)

    def refused() -> None:
        with transaction.atomic():
            cache.incr(key)
            raise PermissionError

    with pytest.raises(PermissionError):
        refused()
    assert cache.get(key) == 2


def test_the_table_does_not_tell_who_tried_and_does_not_grow(key: str, owner: psycopg.Connection) -> None:
    for each in range(40):
        cache.set(f"{key}/{each}", "y", 60)
    told = owner.execute("SELECT string_agg(key, ' ') FROM tenancy_try").fetchone()
    assert told is not None
    assert "192.0.2.7" not in told[0]
    _expire(owner)
    before = _rows(owner)
    for each in range(before):
        cache.set(f"{key}/again/{each % 3}", "y", 60)
    assert _rows(owner) <= 3
