"""The method of equal shares once more: every voter a row with a purse, every price found by trying."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rochdale.voting.lots import Lots


def price(purses: list[Fraction], cost: int) -> Fraction | None:
    """The least x such that the purses pay `cost` together if each gives x, or all it has if that is less."""
    for step, purse in enumerate(sorted(purses)):
        below = sorted(purses)[:step]
        equal_part = (cost - sum(below)) / Fraction(len(purses) - step)
        if equal_part <= purse:
            return equal_part
    return None


def share_out(
    ballots: list[tuple[int, ...]],
    share: Fraction,
    costs: Mapping[int, int],
    worth: Mapping[int, int],
    lots: Lots,
    names: tuple[str, ...],
    what: str,
    at_most: int | None = None,
) -> tuple[list[int], list[Fraction]]:
    """What is bought, in order, and what each voter has left."""
    purses = [share] * len(ballots)
    bought: list[int] = []
    while at_most is None or len(bought) < at_most:
        prices: dict[int, Fraction] = {}
        for one in costs.keys() - set(bought):
            found = price(
                [purses[voter] for voter, ballot in enumerate(ballots) if one in ballot], costs[one]
            )
            if found is not None:
                prices[one] = found
        if not prices:
            break
        least = min(prices[one] / worth[one] for one in prices)
        tied = [one for one in prices if prices[one] / worth[one] == least]
        one = lots.draw(f"{what} {len(bought) + 1}", tied, names)[0]
        for voter, ballot in enumerate(ballots):
            if one in ballot:
                purses[voter] -= min(purses[voter], prices[one])
        bought.append(one)
    return bought, purses


def raise_shares(
    ballots: list[tuple[int, ...]],
    budget: int,
    unit: int,
    costs: Mapping[int, int],
    worth: Mapping[int, int],
    lots: Lots,
    names: tuple[str, ...],
) -> list[int]:
    """What the last share buys before the next whole unit would buy too much, or when all is bought that can be."""
    wanted = {one for one in costs if any(one in ballot for ballot in ballots)}
    share = Fraction(budget, len(ballots))
    bought, _purses = share_out(ballots, share, costs, worth, lots, names, "project")
    while set(bought) != wanted:
        share = Fraction((share // unit + 1) * unit)
        trial, _purses = share_out(ballots, share, costs, worth, lots, names, "project")
        if sum(costs[one] for one in trial) > budget:
            return bought
        bought = trial
    return bought
