"""The heart of Phragmén's sequential rule: who is elected puts a load on those who wanted it.

Every voter earns money at the same steady rate. As soon as the supporters of a candidate have together what it costs
it is bought, and they have nothing again. The load of a voter is the instant at which they last paid; the candidate
bought next is the one whose supporters have its cost first. L. E. Phragmén (1894), in the form of S. Janson,
"Phragmén's and Thiele's election methods" (2016), section 3; a seat costs 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush

from rochdale.voting.rules.holdings import Holdings, Supporters


class Loads:
    """The voters' loads while candidates are bought. `costs` is per candidate, and positive.

    `money` is what voters have at the start, where they have something; it becomes their loads, and is no more.
    """

    def __init__(
        self, supporters: Supporters, costs: Mapping[int, int], money: Holdings | None = None
    ) -> None:
        self._holdings = Holdings(supporters, Fraction(0)) if money is None else money
        if money is not None:
            money.turn_sign()  # who has something left bears a load below zero
        self._costs = costs
        # A load never falls, so an instant that was found once is a bound from below.
        self._bounds = [(self.instant(one), one) for one in costs if supporters.votes[one]]
        heapify(self._bounds)

    def instant(self, one: int) -> Fraction:
        """When the supporters of a candidate, who must have some, have together what it costs."""
        borne = sum(load * voters for load, voters in self._holdings.among(one))
        unit, votes = self._holdings.denominator, self._holdings.supporters.votes[one]
        return Fraction(self._costs[one] * unit + borne, unit * votes)

    def earliest(self) -> tuple[Fraction, tuple[int, ...]]:
        """The next instant, and who can be bought then; nobody where nobody is left that has a supporter."""
        best = Fraction(0)
        tied: list[int] = []
        looked_at: list[tuple[Fraction, int]] = []
        while self._bounds and (not tied or self._bounds[0][0] <= best):
            _bound, one = heappop(self._bounds)
            instant = self.instant(one)
            looked_at.append((instant, one))
            if not tied or instant < best:
                best, tied = instant, []
            if instant == best:
                tied.append(one)
        for bound in looked_at:
            heappush(self._bounds, bound)
        return best, tuple(sorted(tied))

    def buy(self, one: int, instant: Fraction) -> None:
        """Put the instant as their load on the supporters of a candidate, and take it off the list."""
        load = self._holdings.refine_to(instant)
        self._holdings.change(one, lambda _before: load)
        self._bounds = [bound for bound in self._bounds if bound[1] != one]
        heapify(self._bounds)
