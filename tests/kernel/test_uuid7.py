"""Ids follow RFC 9562, sort by their instant, and refuse what would make them lie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.ids import ENTROPY_BYTES, made_at, uuid7

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # hypothesis wants its bounds without a zone
instants = st.datetimes(min_value=EPOCH, timezones=st.just(UTC))
entropies = st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES)


def test_the_example_of_the_standard() -> None:
    # RFC 9562, appendix A.6: rand_a CC3, rand_b 18C4DC0C0C07398F.
    at = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    chance = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(ENTROPY_BYTES, "big")
    assert uuid7(at, chance) == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(instants, entropies)
def test_version_variant_and_instant(at: datetime, entropy: bytes) -> None:
    made = uuid7(at, entropy)
    assert (made.version, made.variant) == (7, RFC_4122)
    assert timedelta(0) <= at - made_at(made) < timedelta(milliseconds=1)


@given(instants, instants, entropies, entropies)
def test_ids_sort_by_their_millisecond(first: datetime, second: datetime, one: bytes, two: bytes) -> None:
    ids = uuid7(first, one), uuid7(second, two)
    if made_at(ids[0]) != made_at(ids[1]):
        assert (ids[0] < ids[1]) == (first < second)


@given(instants, entropies, entropies)
def test_74_bits_of_chance_tell_ids_of_one_instant_apart(at: datetime, one: bytes, two: bytes) -> None:
    mask = (1 << 74) - 1
    same_chance = int.from_bytes(one, "big") & mask == int.from_bytes(two, "big") & mask
    assert (uuid7(at, one) == uuid7(at, two)) == same_chance


@pytest.mark.parametrize(
    ("at", "entropy"),
    [
        (EPOCH, bytes(ENTROPY_BYTES)),
        (datetime(1969, 12, 31, tzinfo=UTC), bytes(ENTROPY_BYTES)),
        (datetime(2026, 1, 1, tzinfo=UTC), bytes(ENTROPY_BYTES - 1)),
        (datetime(2026, 1, 1, tzinfo=UTC), bytes(ENTROPY_BYTES + 1)),
    ],
)
def test_what_would_make_an_id_lie_is_refused(at: datetime, entropy: bytes) -> None:
    with pytest.raises(ValueError, match="an id needs"):
        uuid7(at, entropy)


def test_only_version_7_knows_its_instant() -> None:
    with pytest.raises(ValueError, match="version 7"):
        made_at(uuid4())
