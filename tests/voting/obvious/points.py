"""Borda and score once more, ballot by ballot and candidate by candidate."""

from __future__ import annotations

from fractions import Fraction

from .duels import Ballots, place


def borda(standing: tuple[int, ...], ballots: Ballots) -> dict[int, Fraction]:
    """A point for each candidate left behind, half a point for each beside."""
    points = {one: Fraction(0) for one in standing}
    for ballot in ballots:
        for one in standing:
            for other in standing:
                if place(ballot, one) < place(ballot, other):
                    points[one] += 1
                elif one != other and place(ballot, one) == place(ballot, other):
                    points[one] += Fraction(1, 2)
    return points


def score(standing: tuple[int, ...], ballots: list[tuple[int | None, ...]]) -> dict[int, int]:
    """The sum of what is written."""
    return {one: sum(ballot[one] for ballot in ballots if ballot[one] is not None) for one in standing}  # type: ignore[misc]
