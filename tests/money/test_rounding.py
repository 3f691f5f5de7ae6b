"""Each rounding against the table of its meaning, and against the decimal module of the language."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.money.rounding import Rounding, round_to_minor

HALVES = [Decimal(text) for text in ("-2.5", "-1.5", "-1.2", "-0.5", "0", "0.5", "1.2", "1.5", "2.5", "2.7")]
TABLE = {
    Rounding.HALF_EVEN: [-2, -2, -1, 0, 0, 0, 1, 2, 2, 3],
    Rounding.HALF_UP: [-3, -2, -1, -1, 0, 1, 1, 2, 3, 3],
    Rounding.HALF_DOWN: [-2, -1, -1, 0, 0, 0, 1, 1, 2, 3],
    Rounding.UP: [-3, -2, -2, -1, 0, 1, 2, 2, 3, 3],
    Rounding.DOWN: [-2, -1, -1, 0, 0, 0, 1, 1, 2, 2],
    Rounding.CEILING: [-2, -1, -1, 0, 0, 1, 2, 2, 3, 3],
    Rounding.FLOOR: [-3, -2, -2, -1, 0, 0, 1, 1, 2, 2],
}


def test_the_table_names_every_rounding() -> None:
    assert set(TABLE) == set(Rounding)


@pytest.mark.parametrize("rounding", Rounding)
def test_halves_and_signs(rounding: Rounding) -> None:
    assert [round_to_minor(value, rounding) for value in HALVES] == TABLE[rounding]


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(Rounding))
def test_as_the_decimal_module_rounds(value: Decimal, rounding: Rounding) -> None:
    way = getattr(decimal, f"ROUND_{rounding.name}")
    assert round_to_minor(value, rounding) == int(value.quantize(Decimal(1), rounding=way))


@given(st.fractions(max_denominator=10**6), st.sampled_from(Rounding))
def test_a_rounded_value_is_within_one_unit(value: Fraction, rounding: Rounding) -> None:
    assert abs(round_to_minor(value, rounding) - value) < 1


@given(st.integers(), st.sampled_from(Rounding))
def test_a_whole_number_stays(value: int, rounding: Rounding) -> None:
    assert round_to_minor(Fraction(value), rounding) == value


def test_a_float_is_not_exact() -> None:
    with pytest.raises(TypeError, match="float"):
        round_to_minor(0.5, Rounding.HALF_UP)  # type: ignore[arg-type]


def test_what_is_no_number_cannot_be_rounded() -> None:
    with pytest.raises(ValueError, match="NaN"):
        round_to_minor(Decimal("NaN"), Rounding.HALF_UP)
