"""Who is preferred to whom, Schulze and ranked pairs once more, from their definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

Ballots = list[tuple[tuple[int, ...], ...]]


def place(ballot: tuple[tuple[int, ...], ...], one: int) -> int:
    """The place that a ballot gives a candidate, the last where it gives none."""
    return next((number for number, tier in enumerate(ballot) if one in tier), len(ballot))


def prefer(ballots: Ballots, one: int, other: int) -> int:
    """How many ballots prefer one candidate to another."""
    return sum(1 for ballot in ballots if place(ballot, one) < place(ballot, other))


def chains(standing: tuple[int, ...], one: int, other: int) -> Iterator[tuple[int, ...]]:
    """Every way from one candidate to another without passing anybody twice."""
    rest = [each for each in standing if each not in (one, other)]
    for length in range(len(rest) + 1):
        for between in permutations(rest, length):
            yield (one, *between, other)


def strength(standing: tuple[int, ...], ballots: Ballots, one: int, other: int) -> int:
    """Schulze's: the best chain, where a chain is worth its weakest duel and a lost duel nothing."""

    def duel(winner: int, loser: int) -> int:
        ours, theirs = prefer(ballots, winner, loser), prefer(ballots, loser, winner)
        return ours if ours > theirs else 0

    return max(
        min(duel(chain[step], chain[step + 1]) for step in range(len(chain) - 1))
        for chain in chains(standing, one, other)
    )


def schulze(standing: tuple[int, ...], ballots: Ballots) -> set[int]:
    """Those whom nobody beats."""
    worth = {pair: strength(standing, ballots, *pair) for pair in permutations(standing, 2)}
    return {
        one
        for one in standing
        if all(worth[one, other] >= worth[other, one] for other in standing if other != one)
    }


def stacks(standing: tuple[int, ...], ballots: Ballots) -> list[tuple[int, ...]]:
    """The orders that ranked pairs can give, however ties are broken.

    In a stack whoever stands before another reaches that one down the order by duels, none of them weaker than
    the duel the other way (Zavist and Tideman, 1989).
    """
    margin = {
        (one, other): prefer(ballots, one, other) - prefer(ballots, other, one)
        for one, other in permutations(standing, 2)
    }
    return [order for order in permutations(standing) if _is_stack(order, margin)]


def _is_stack(order: tuple[int, ...], margin: dict[tuple[int, int], int]) -> bool:
    for high in range(len(order)):
        for low in range(high + 1, len(order)):
            against = margin[order[low], order[high]]
            reached = {high}
            for step in range(high, low):
                if step in reached:
                    reached |= {
                        further for further in range(step + 1, low + 1)
                        if margin[order[step], order[further]] >= against
                    }  # fmt: skip
            if low not in reached:
                return False
    return True
