"""Rounding, which is always asked for by name.

The by-law or the product says which way; no function of Rochdale has one as its default.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, trunc
from typing import Final


class Rounding(StrEnum):
    """Which way an exact value goes to the next whole number."""

    HALF_EVEN = "half_even"
    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    UP = "up"
    DOWN = "down"
    CEILING = "ceiling"
    FLOOR = "floor"


def round_to_minor(value: Fraction | Decimal, rounding: Rounding) -> int:
    """The whole number of minor units for the exact `value`, which is in minor units already.

    Up and down, halves included, mean away from zero and toward it; ceiling and floor look at the sign.
    Raises TypeError for a float, ValueError or OverflowError for a decimal that is no number.
    """
    if not isinstance(value, Fraction | Decimal):
        raise TypeError(f"only an exact value can be rounded, not {type(value).__name__}")
    return _WAYS[rounding](Fraction(value))


def _away_from_zero(value: Fraction) -> int:
    return ceil(value) if value > 0 else floor(value)


def _half_up(value: Fraction) -> int:
    magnitude = floor(abs(value) + Fraction(1, 2))
    return magnitude if value > 0 else -magnitude


def _half_down(value: Fraction) -> int:
    magnitude = ceil(abs(value) - Fraction(1, 2))
    return magnitude if value > 0 else -magnitude


def _half_even(value: Fraction) -> int:
    return round(value)


_WAYS: Final[dict[Rounding, Callable[[Fraction], int]]] = {
    Rounding.HALF_EVEN: _half_even,
    Rounding.HALF_UP: _half_up,
    Rounding.HALF_DOWN: _half_down,
    Rounding.UP: _away_from_zero,
    Rounding.DOWN: trunc,
    Rounding.CEILING: ceil,
    Rounding.FLOOR: floor,
}
