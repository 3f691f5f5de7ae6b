"""Greedy budgets once more: look through all projects for the best that is not yet judged, again and again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


def fund(
    ranks: Mapping[int, Fraction], costs: tuple[int, ...], budget: int, *, skips: bool = True
) -> list[int] | None:
    """What is funded, or None where two equals cannot both be funded and only a lot could say which."""
    left, funded, judged = budget, [], set[int]()
    while len(judged) < len(ranks):
        best = max(ranks[one] for one in ranks if one not in judged)
        level = [one for one in ranks if one not in judged and ranks[one] == best]
        fitting = [one for one in level if costs[one] <= left]
        if sum(costs[one] for one in fitting) > left:
            return None
        left -= sum(costs[one] for one in fitting)
        funded += fitting
        judged.update(level)
        if not skips and len(fitting) < len(level):
            break
    return funded
