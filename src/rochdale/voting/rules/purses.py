"""The heart of the method of equal shares: every voter has a purse, and projects are bought from them.

A project can be bought when its supporters together have what it costs. They pay alike, as far as each can: whoever
has less than the price pays all that is left. The project bought next is the one whose price to a supporter is the
lowest for what it is worth to them. After D. Peters, G. Pierczynski and P. Skowron, "Proportional Participatory
Budgeting with Additive Utilities" (2021); a committee is the case in which every seat costs 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from rochdale.voting.rules.holdings import Holdings, Supporters


@dataclass(frozen=True, slots=True)
class Offer:
    """How the supporters of a project would pay for it.

    `price` is what each pays who can, `full` how many can; `short` have less and pay `short_paid` in all.
    """

    price: Fraction
    full: int
    short: int
    short_paid: Fraction


class Purses:
    """The voters' money while projects are bought. `costs` and `worth` are per project; a cost is positive."""

    def __init__(
        self, supporters: Supporters, share: Fraction, costs: Mapping[int, int], worth: Mapping[int, int]
    ) -> None:
        self._holdings = Holdings(supporters, share)
        self._costs = costs
        self._worth = worth
        votes = supporters.votes
        # Purses only ever grow thinner, so a price that was found once can only rise: it is a bound from below,
        # and a project is looked at again only when its bound is the lowest.
        self._bounds = [
            (Fraction(costs[one], votes[one] * worth[one]), one)
            for one in costs
            if votes[one] and votes[one] * share >= costs[one]
        ]
        heapify(self._bounds)

    def offer(self, one: int) -> Offer | None:
        """How a project would be paid for; None where its supporters have not enough."""
        unit = self._holdings.denominator
        purses = self._holdings.among(one)
        missing, full, short = self._costs[one] * unit, self._holdings.supporters.votes[one], 0
        for purse, voters in purses:
            if purse * full >= missing:
                price = Fraction(missing, full * unit)
                return Offer(price, full, short, self._costs[one] - price * full)
            missing -= purse * voters
            full -= voters
            short += voters
        return None

    def cheapest(self) -> Mapping[int, Offer]:
        """What could be bought next: the projects of the lowest price for their worth, alike to the last digit."""
        best: Fraction | None = None
        tied: dict[int, Offer] = {}
        looked_at: list[tuple[Fraction, int]] = []
        while self._bounds and (best is None or self._bounds[0][0] <= best):
            _bound, one = heappop(self._bounds)
            offer = self.offer(one)
            if offer is None:
                continue  # and never again: nobody's purse is filled up
            ratio = offer.price / self._worth[one]
            looked_at.append((ratio, one))
            if best is None or ratio < best:
                best, tied = ratio, {}
            if ratio == best:
                tied[one] = offer
        for bound in looked_at:
            heappush(self._bounds, bound)
        return tied

    def buy(self, one: int, offer: Offer) -> None:
        """Take the price, or what is left, from each supporter, and the project off the list."""
        price = self._holdings.refine_to(offer.price)
        self._holdings.change(one, lambda purse: max(0, purse - price))
        self._bounds = [bound for bound in self._bounds if bound[1] != one]
        heapify(self._bounds)

    @property
    def holdings(self) -> Holdings:
        """The money left, for a rule that goes on from it."""
        return self._holdings

    def left(self) -> Fraction:
        """The money left in all purses together."""
        return self._holdings.total()
