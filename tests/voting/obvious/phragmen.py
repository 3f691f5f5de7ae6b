"""Phragmén's sequential rule once more, as its story is told: money flows to everybody until somebody can be bought."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rochdale.voting.lots import Lots


def soonest(
    ballots: list[tuple[int, ...]], purses: list[Fraction], costs: Mapping[int, int]
) -> tuple[Fraction, list[int]]:
    """How long until the first candidate can be bought, and which can be bought then."""
    waits: dict[int, Fraction] = {}
    for one, cost in costs.items():
        supporters = [voter for voter, ballot in enumerate(ballots) if one in ballot]
        if supporters:
            missing = cost - sum(purses[voter] for voter in supporters)
            waits[one] = missing / Fraction(len(supporters))
    least = min(waits.values(), default=Fraction(0))
    return least, [one for one, wait in waits.items() if wait == least]


def buy(ballots: list[tuple[int, ...]], purses: list[Fraction], wait: Fraction, bought: int) -> None:
    """Let everybody earn for a while, then take all from the supporters of what is bought."""
    for voter, ballot in enumerate(ballots):
        purses[voter] = Fraction(0) if bought in ballot else purses[voter] + wait


def committee(
    ballots: list[tuple[int, ...]],
    candidates: int,
    seats: int,
    lots: Lots,
    names: tuple[str, ...],
    purses: list[Fraction] | None = None,
    elected: list[int] | None = None,
) -> list[int]:
    """Who is elected, in order; after those already elected, with the money that voters already have."""
    elected = [] if elected is None else elected
    purses = [Fraction(0)] * len(ballots) if purses is None else purses
    while len(elected) < min(seats, candidates):
        costs = {one: 1 for one in range(candidates) if one not in elected}
        wait, tied = soonest(ballots, purses, costs)
        if not tied:
            rest = tuple(costs)
            free = seats - len(elected)
            return elected + list(rest if len(rest) <= free else lots.draw("unnamed", rest, names)[:free])
        one = lots.draw(f"seat {len(elected) + 1}", tied, names)[0]
        buy(ballots, purses, wait, one)
        elected.append(one)
    return elected


def budget(
    ballots: list[tuple[int, ...]], costs: tuple[int, ...], budget: int, lots: Lots, names: tuple[str, ...]
) -> list[int]:
    """What is bought, in order, until the next does not fit."""
    funded: list[int] = []
    purses = [Fraction(0)] * len(ballots)
    while True:
        left = {one: cost for one, cost in enumerate(costs) if cost <= budget and one not in funded}
        wait, tied = soonest(ballots, purses, left)
        free = budget - sum(costs[one] for one in funded)
        if not tied or any(costs[one] > free for one in tied):
            return funded
        one = lots.draw(f"project {len(funded) + 1}", tied, names)[0]
        buy(ballots, purses, wait, one)
        funded.append(one)
