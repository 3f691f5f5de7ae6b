"""Apportionment once more: Hamilton by fractions, and the divisors by looking for one that fits.

A rule of divisors gives each party its votes divided by a common divisor, rounded as the rule rounds: down, to the
nearest, or at the geometric mean. So the result is right if there is such a divisor.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations


def hamilton(votes: Sequence[int], seats: int) -> set[tuple[int, ...]]:
    """Every result that some order of equal remainders can give."""
    shares = [Fraction(figure * seats, sum(votes)) for figure in votes]
    quotas = [share.numerator // share.denominator for share in shares]
    left = seats - sum(quotas)
    results = set()
    for lucky in combinations([place for place, figure in enumerate(votes) if figure], left):
        rest = [place for place in range(len(votes)) if place not in lucky and votes[place]]
        worst = min((shares[place] - quotas[place] for place in lucky), default=Fraction(1))
        if all(shares[place] - quotas[place] <= worst for place in rest):
            results.add(tuple(quota + (place in lucky) for place, quota in enumerate(quotas)))
    return results


def fits(method: str, votes: Sequence[int], shares: Sequence[int]) -> bool:
    """Whether one divisor gives all these shares: the least that some party has is the most that others want."""
    got = [_bound(method, figure, has - 1) for figure, has in zip(votes, shares, strict=True) if has]
    want = [_bound(method, figure, has) for figure, has in zip(votes, shares, strict=True) if figure]
    return all(mine >= theirs for mine in got for theirs in want)


def _bound(method: str, votes: int, seats: int) -> tuple[int, Fraction]:
    """The square of the divisor at which votes go from so many seats to one more; a quotient by 0 is above all."""
    squares = {
        "dhondt": Fraction((seats + 1) ** 2),
        "sainte_lague": Fraction(2 * seats + 1, 2) ** 2,
        "modified_sainte_lague": Fraction(7, 10) ** 2 if seats == 0 else Fraction(2 * seats + 1, 2) ** 2,
        "huntington_hill": Fraction(seats * (seats + 1)),
    }
    square = squares[method]
    return (1, Fraction(votes)) if square == 0 else (0, votes * votes / square)
