"""What is to be decided by counting: the candidates, and how many are elected."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.voting.errors import CandidatesAlike, SeatsImpossible


@dataclass(frozen=True, slots=True)
class Contest:
    """The candidates by name, in the order of the ballot paper, and the seats to fill.

    Everywhere else a candidate is the place in `candidates`, from 0. A candidate who withdrew after the ballots
    were made stays on the paper and is passed over by every rule. Raises CandidatesAlike, SeatsImpossible.
    """

    candidates: tuple[str, ...]
    seats: int = 1
    withdrawn: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(set(self.candidates)) < len(self.candidates):
            raise CandidatesAlike(candidates=self.candidates)
        if not self.candidates or self.seats < 1:
            raise SeatsImpossible(seats=self.seats, candidates=len(self.candidates))
        assert all(0 <= one < len(self.candidates) for one in self.withdrawn)

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates who can be elected, in the order of the ballot paper."""
        return tuple(one for one in range(len(self.candidates)) if one not in self.withdrawn)
