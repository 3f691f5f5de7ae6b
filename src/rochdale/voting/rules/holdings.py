"""An exact figure for every voter, such as the money left to them, kept for many voters at once.

Figures are integers over one common denominator that grows as it must. Voters with the same figure share it, and
equal ballots are one voter counted several times, so that 100,000 ballots cost a few passes over integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd

from rochdale.voting.ballots import Choice
from rochdale.voting.profiles import Profile


class Supporters:
    """Who approves of what: for each candidate the places of the ballots that name it, and how often each was cast."""

    def __init__(self, profile: Profile[Choice], candidates: Iterable[int]) -> None:
        self.voters = profile.valid
        ballots = profile.ballots
        # Where hardly any two ballots are alike it is quicker to count every voter alone, by a plain Counter.
        self.alone = self.voters < 2 * len(ballots)
        if self.alone:
            ballots = tuple((ballot, 1) for ballot, times in ballots for _voter in range(times))
        self.times: Sequence[int] = [times for _ballot, times in ballots]
        of: dict[int, list[int]] = {one: [] for one in candidates}
        for place, (ballot, _times) in enumerate(ballots):
            for one in ballot:
                if one in of:
                    of[one].append(place)
        self.of: Mapping[int, Sequence[int]] = of
        self.votes: Mapping[int, int] = {
            one: sum(map(self.times.__getitem__, places)) for one, places in of.items()
        }


class Holdings:
    """A figure for each ballot of `supporters`, all alike at first."""

    def __init__(self, supporters: Supporters, start: Fraction) -> None:
        self.supporters = supporters
        self.denominator = start.denominator
        # A ballot has a key, and the key stands for a numerator over the denominator. Voters whose figures changed
        # alike so far have one key.
        self._key_of = [0] * len(supporters.times)
        self._numerators = {0: start.numerator}
        self._next_key = 1

    def among(self, one: int) -> list[tuple[int, int]]:
        """The figures of a candidate's supporters, as numerators from the smallest, with how many have each."""
        by_key = self._count(self.supporters.of[one])
        numerators = self._numerators
        return [(numerators[key], by_key[key]) for key in sorted(by_key, key=numerators.__getitem__)]

    def _count(self, places: Sequence[int]) -> Mapping[int, int]:
        if self.supporters.alone:
            return Counter(map(self._key_of.__getitem__, places))
        by_key: dict[int, int] = {}
        for place in places:
            key = self._key_of[place]
            by_key[key] = by_key.get(key, 0) + self.supporters.times[place]
        return by_key

    def refine_to(self, figure: Fraction) -> int:
        """The numerator of a figure, over a denominator that is made as large as this needs."""
        factor = figure.denominator // gcd(figure.denominator, self.denominator)
        if factor > 1:
            self.denominator *= factor
            # Keys that no ballot has any more are left behind.
            self._numerators = {key: self._numerators[key] * factor for key in set(self._key_of)}
        return figure.numerator * (self.denominator // figure.denominator)

    def change(self, one: int, after: Callable[[int], int]) -> None:
        """Give each supporter of a candidate the numerator `after(numerator)`."""
        places, key_of = self.supporters.of[one], self._key_of
        moved: dict[int, int] = {}
        keys: dict[int, int] = {}
        for key in set(map(key_of.__getitem__, places)):
            figure = after(self._numerators[key])
            if figure not in keys:
                keys[figure] = self._next_key
                self._numerators[self._next_key] = figure
                self._next_key += 1
            moved[key] = keys[figure]
        for place in places:
            key_of[place] = moved[key_of[place]]

    def turn_sign(self) -> None:
        """Let every figure have the other sign: what was money to spend becomes a debt to be paid."""
        self._numerators = {key: -figure for key, figure in self._numerators.items()}

    def total(self) -> Fraction:
        """The sum of all voters' figures."""
        by_key = self._count(range(len(self._key_of)))
        whole = sum(self._numerators[key] * voters for key, voters in by_key.items())
        return Fraction(whole, self.denominator)
