"""Identifiers stand in the order in which they were asked for, also within a millisecond and between threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

from rochdale.kernel.ids import made_at
from rochdale.tenancy.actions import new_id, new_ids

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_ids_of_one_instant_stand_in_the_order_of_their_making() -> None:
    ids = [new_id(NOON), *new_ids(NOON, 3), new_id(NOON), *new_ids(NOON, 2)]
    assert ids == sorted(set(ids))
    assert {made_at(each) for each in ids} == {NOON}
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}


def test_a_later_instant_stands_later_and_begins_anew() -> None:
    before, after = new_id(NOON), new_id(NOON + timedelta(milliseconds=1))
    assert before < after
    assert after.int & 0xFFFF_FFFF != (before.int + 1) & 0xFFFF_FFFF


def test_threads_never_share_an_id() -> None:
    def take(_: int) -> list[UUID]:
        return new_ids(NOON, 50)

    with ThreadPoolExecutor(8) as pool:
        ids = [each for taken in pool.map(take, range(200)) for each in taken]
    assert len(set(ids)) == 10_000
