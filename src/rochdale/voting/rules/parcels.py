"""Papers in the hands of candidates, in parcels of one value, and how they go on to the next preference.

The next available preference of a paper is the first continuing candidate on it: who was passed over once had been
elected or excluded, and neither comes back. So a paper needs no mark of how far it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from rochdale.voting.rules.rankings import Papers


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel that was moved: its papers, what each was worth, what each is worth now, and where they went.

    `gained` are papers by candidate; `exhausted` are those without a further preference.
    """

    value_before: int
    value: int
    gained: dict[int, int]
    exhausted: int

    @property
    def papers(self) -> int:
        """How many papers were in the parcel."""
        return sum(self.gained.values()) + self.exhausted


@dataclass(slots=True)
class Parcels:
    """The parcels of each candidate, by the value of the papers in them."""

    held: dict[int, dict[int, list[Papers]]] = field(default_factory=dict)

    def deal(self, papers: Iterable[Papers], value: int, continuing: Collection[int]) -> Parcel:
        """Put each paper with the first continuing candidate on it."""
        return self._move(papers, value, value, continuing)

    def transfer(
        self, one: int, value_after: Callable[[int], int], continuing: Collection[int]
    ) -> list[Parcel]:
        """Move all papers of a candidate on, each at what `value_after` makes of its value, the dearest first."""
        parcels = sorted(self.held.pop(one, {}).items(), reverse=True)
        return [self._move(papers, value, value_after(value), continuing) for value, papers in parcels]

    def _move(
        self, papers: Iterable[Papers], value_before: int, value: int, continuing: Collection[int]
    ) -> Parcel:
        piles: dict[int, list[Papers]] = {one: [] for one in continuing}
        exhausted = 0
        for paper in papers:
            for one in paper[0]:
                if one in piles:
                    piles[one].append(paper)
                    break
            else:
                exhausted += paper[1]
        for one, pile in piles.items():
            if pile:
                self.held.setdefault(one, {}).setdefault(value, []).extend(pile)
        gained = {one: sum(times for _, times in pile) for one, pile in piles.items() if pile}
        return Parcel(value_before, value, gained, exhausted)
