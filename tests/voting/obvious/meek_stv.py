"""Meek's method once more, ballot by ballot, as Algorithm 123 tells it, with the precision that ours declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from rochdale.voting.contests import Contest

Draw = Callable[[str, list[int]], tuple[int, ...]]
DECIMALS = 10**12


@dataclass
class Count:
    """Who is elected, and at the end of each stage the votes and the keep factors of every candidate."""

    elected: list[int] = field(default_factory=list)
    tables: list[dict[int, Fraction]] = field(default_factory=list)
    weights: list[dict[int, Fraction]] = field(default_factory=list)


def count(contest: Contest, ballots: list[tuple[tuple[int, ...], ...]], draw: Draw) -> Count:
    """The whole count; `draw` draws lots."""
    weight = {one: Fraction(int(one in contest.standing)) for one in range(len(contest.candidates))}
    result = Count()
    hopeful = set(contest.standing)
    while True:
        votes, quota = _compute(ballots, weight, result.elected, contest.seats)
        result.tables.append(votes)
        result.weights.append(dict(weight))
        almost = [one for one in sorted(hopeful) if votes[one] > 0 and votes[one] >= quota]
        while len(result.elected) + len(almost) > contest.seats:
            almost.remove(_lowest(almost, votes, draw, f"quota {len(result.tables)}"))
        if almost:
            for one in sorted(almost, key=lambda one: -votes[one]):
                result.elected.append(one)
                weight[one] = _up(quota / votes[one])
            hopeful -= set(almost)
        elif len(hopeful) + len(result.elected) > contest.seats:
            one = _lowest(sorted(hopeful), votes, draw, f"exclusion {len(result.tables)}")
            hopeful.remove(one)
            weight[one] = Fraction(0)
        if len(result.elected) == contest.seats:
            return result
        if len(result.elected) + len(hopeful) <= contest.seats:
            result.elected += sorted(hopeful, key=lambda one: (-votes[one], one))
            return result


def _compute(
    ballots: list[tuple[tuple[int, ...], ...]], weight: dict[int, Fraction], elected: list[int], seats: int
) -> tuple[dict[int, Fraction], Fraction]:
    for _iteration in range(1000):
        votes = dict.fromkeys(weight, Fraction(0))
        excess = Fraction(0)
        for ballot in ballots:
            value = Fraction(1)
            for (one,) in ballot:
                votes[one] += value * weight[one]
                value -= value * weight[one]
            excess += value
        quota = (len(ballots) - excess) / (seats + 1)
        before = dict(weight)
        if all(abs(votes[one] - quota) <= quota / 10**9 for one in elected):
            break
        after = {
            one: min(Fraction(1), _up(weight[one] * quota / votes[one])) for one in elected if votes[one]
        }
        weight.update(after)
        if weight == before:
            break
    else:
        weight.update(before)
    return votes, quota


def _up(factor: Fraction) -> Fraction:
    return Fraction(ceil(factor * DECIMALS), DECIMALS)


def _lowest(among: list[int], votes: dict[int, Fraction], draw: Draw, occasion: str) -> int:
    tied = [one for one in among if votes[one] == min(votes[other] for other in among)]
    return draw(occasion, tied)[-1] if len(tied) > 1 else tied[0]
