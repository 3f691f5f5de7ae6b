"""The parts of a split add up to the whole, whatever the weights; fixture T-3."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rochdale.money.amount import Money, total
from rochdale.money.currency import Currency
from rochdale.money.errors import NegativeWeight, NothingToSplitBy
from rochdale.money.split import Weight, split, split_minor

CAD = Currency.of("CAD")
wholes = st.integers(min_value=-(10**15), max_value=10**15)
weights_of_any_kind = st.lists(
    st.one_of(
        st.integers(0, 10**12),
        st.decimals(0, 10**9, places=4),
        st.fractions(0, 10**6, max_denominator=1000),
    ),
    min_size=1,
    max_size=40,
).filter(any)


def test_the_fixture_of_rule_t_3() -> None:
    weights = [Decimal(text) for text in ("1234.56", "789.01", "4321.00", "10.10", "0.99")]
    parts = split(Money.parse("1000.00", CAD), weights)
    assert [part.plain() for part in parts] == ["194.24", "124.14", "679.87", "1.59", "0.16"]


@pytest.mark.parametrize(
    ("whole", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),  # equal remainders: the first of the list goes first
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (1, [1, 1], [1, 0]),
        (1, [1, 2], [0, 1]),  # the larger remainder before the earlier place
        (2, [0, 1, 0, 1, 1], [0, 1, 0, 1, 0]),
        (7, [5], [7]),
        (0, [1, 2, 3], [0, 0, 0]),
    ],
)
def test_who_gets_what_is_left_over(whole: int, weights: list[int], parts: list[int]) -> None:
    assert split_minor(whole, weights) == parts


@given(wholes, weights_of_any_kind)
def test_parts_add_up_to_the_whole(whole: int, weights: list[Weight]) -> None:
    parts = split(Money(whole, CAD), weights)
    assert len(parts) == len(weights)
    assert total(parts, CAD) == Money(whole, CAD)


@given(wholes, weights_of_any_kind)
def test_each_part_is_within_one_minor_unit_of_its_exact_share(whole: int, weights: list[Weight]) -> None:
    divisor = sum(Fraction(weight) for weight in weights)
    for part, weight in zip(split_minor(whole, weights), weights, strict=True):
        assert abs(part - whole * Fraction(weight) / divisor) < 1


@given(wholes, weights_of_any_kind)
def test_nothing_for_a_weight_of_nothing(whole: int, weights: list[Weight]) -> None:
    for part, weight in zip(split_minor(whole, weights), weights, strict=True):
        assert part == 0 or weight != 0


@given(wholes, weights_of_any_kind, st.integers(1, 10**6))
def test_only_proportions_matter(whole: int, weights: list[Weight], factor: int) -> None:
    scaled = [Fraction(weight) * factor for weight in weights]
    assert split_minor(whole, scaled) == split_minor(whole, weights)


@given(st.integers(0, 10**12), weights_of_any_kind)
def test_more_weight_never_gets_less(whole: int, weights: list[Weight]) -> None:
    parts = split_minor(whole, weights)
    by_weight = sorted((Fraction(weight), part) for weight, part in zip(weights, parts, strict=True))
    assume(len(by_weight) > 1)
    for (lighter, less), (heavier, more) in pairwise(by_weight):
        assert lighter == heavier or less <= more


@given(st.integers(0, 10**12), st.integers(2, 30))
def test_equal_weights_favour_the_earlier(whole: int, count: int) -> None:
    parts = split_minor(whole, [1] * count)
    assert parts == sorted(parts, reverse=True)
    assert max(parts) - min(parts) <= 1


@pytest.mark.parametrize("weights", [[], [0], [0, Decimal(0), Fraction(0)]])
def test_no_weight_no_split(weights: list[Weight]) -> None:
    with pytest.raises(NothingToSplitBy):
        split(Money(100, CAD), weights)


def test_a_negative_weight_is_refused_by_its_place() -> None:
    with pytest.raises(NegativeWeight) as caught:
        split(Money(100, CAD), [1, -1])
    assert caught.value.facts() == {"position": 1}


def test_a_float_is_no_weight() -> None:
    with pytest.raises(TypeError, match="float"):
        split(Money(100, CAD), [0.5, 0.5])  # type: ignore[list-item]
