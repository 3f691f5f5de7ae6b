"""The drawing of lots: anybody can repeat it, nobody can steer it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.errors import LotNeeded
from rochdale.voting.lots import Lot, Lots

from .conftest import NAMES


def test_the_lot_is_what_the_published_recipe_gives() -> None:
    lots = Lots("14 23 31 38 45")
    drawn = lots.draw("seat", (0, 2, 4), NAMES)
    digests = {sha256(f"14 23 31 38 45|seat|{NAMES[one]}".encode()).hexdigest(): one for one in (0, 2, 4)}
    assert list(drawn) == [digests[digest] for digest in sorted(digests)]
    assert lots.drawings == [Lot("seat", tuple(NAMES[one] for one in drawn))]


@given(st.text(max_size=8), st.permutations(range(5)))
def test_neither_the_order_asked_nor_the_places_matter(seed: str, order: list[int]) -> None:
    names = tuple(NAMES[one] for one in order)
    as_asked = Lots(seed).draw("seat", range(5), NAMES)
    moved = Lots(seed).draw("seat", reversed(range(5)), names)
    assert [NAMES[one] for one in as_asked] == [names[one] for one in moved]


def test_every_occasion_and_every_seed_is_another_lot() -> None:
    by_seed = {Lots(str(seed)).draw("seat", range(4), NAMES) for seed in range(200)}
    by_occasion = {Lots("1").draw(str(occasion), range(4), NAMES) for occasion in range(200)}
    assert len(by_seed) == len(by_occasion) == 24  # all orders of four


def test_nobody_is_favoured_by_the_name() -> None:
    first = Counter(Lots(str(seed)).draw("seat", range(4), NAMES)[0] for seed in range(2000))
    assert all(430 <= first[one] <= 570 for one in range(4)), first


def test_one_alone_needs_no_lot() -> None:
    lots = Lots()
    assert lots.draw("seat", [3], NAMES) == (3,)
    assert lots.draw("seat", [], NAMES) == ()
    assert lots.drawings == []


def test_without_a_published_seed_no_lot_is_drawn() -> None:
    with pytest.raises(LotNeeded) as refused:
        Lots().draw("elimination 3", (4, 1), NAMES)
    assert refused.value.occasion == "elimination 3"
    assert set(refused.value.candidates) == {"Blaise", "Émilie"}
