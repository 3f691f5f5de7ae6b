"""The only division of money: a whole split by weights, whose parts add up to the whole.

Largest remainder (T-3): each part gets its exact share rounded toward zero, and the minor units left over go
one each to the largest remainders. Of equal remainders the earlier in the list goes first, so the caller
settles ties by the order it gives, such as the member number.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from rochdale.money.amount import Money
from rochdale.money.errors import NegativeWeight, NothingToSplitBy

Weight = int | Decimal | Fraction


def split(whole: Money, weights: Sequence[Weight]) -> list[Money]:
    """The parts of `whole`, one for each weight and in their order; a weight of zero gets nothing.

    A negative whole is split as its opposite. Raises NothingToSplitBy, NegativeWeight; TypeError for floats.
    """
    return [Money(minor, whole.currency) for minor in split_minor(whole.minor, weights)]


def split_minor(whole_minor: int, weights: Sequence[Weight]) -> list[int]:
    """As `split`, for a bare number of minor units."""
    if whole_minor < 0:
        return [-part for part in split_minor(-whole_minor, weights)]
    whole_weights = _as_integers(weights)
    divisor = sum(whole_weights)
    if divisor == 0:
        raise NothingToSplitBy
    shares = [divmod(whole_minor * weight, divisor) for weight in whole_weights]
    parts = [part for part, _ in shares]
    by_remainder = sorted(range(len(shares)), key=lambda position: -shares[position][1])
    for position in by_remainder[: whole_minor - sum(parts)]:
        parts[position] += 1
    assert sum(parts) == whole_minor
    return parts


def _as_integers(weights: Sequence[Weight]) -> list[int]:
    exact = [_exact(position, weight) for position, weight in enumerate(weights)]
    denominator = lcm(*(weight.denominator for weight in exact))
    return [weight.numerator * (denominator // weight.denominator) for weight in exact]


def _exact(position: int, weight: Weight) -> Fraction:
    if not isinstance(weight, int | Decimal | Fraction):
        raise TypeError(f"a weight is exact, not {type(weight).__name__}")
    if weight < 0:
        raise NegativeWeight(position=position)
    return Fraction(weight)
