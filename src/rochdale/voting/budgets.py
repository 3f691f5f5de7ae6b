"""A participatory budget: projects that cost money, and how much money there is to spend on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rochdale.voting.contests import Contest
from rochdale.voting.errors import BudgetImpossible


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetContest(Contest):
    """Projects (the candidates), what each costs, and the budget; there are no seats.

    Amounts are integers of minor units; `decimals` says how many make one unit of the currency (2: a hundred), and
    a whole unit is the step of completions that raise everybody's share. `titles` are the projects' names where the
    candidates are short numbers. `place_points` is what a ranking gives to its first project, its second, and so on
    (none said: as many as there are projects, then one less at each place). A project with less than
    `score_min` cannot be funded where the rule knows a threshold.
    Raises CandidatesAlike, SeatsImpossible, BudgetImpossible.
    """

    costs: tuple[int, ...]
    budget: int
    decimals: int = 2
    currency: str = ""
    titles: tuple[str, ...] = ()
    place_points: tuple[int, ...] = ()
    score_min: int = 0

    def __post_init__(self) -> None:
        Contest.__post_init__(self)
        if self.budget < 1 or len(self.costs) != len(self.candidates) or min(self.costs) < 1:
            raise BudgetImpossible(budget=self.budget, costs=self.costs, projects=len(self.candidates))
        assert not self.titles or len(self.titles) == len(self.candidates)
        assert self.decimals >= 0

    @property
    def fundable(self) -> tuple[int, ...]:
        """The projects that stand and cost no more than the whole budget."""
        return tuple(one for one in self.standing if self.costs[one] <= self.budget)

    def points_at(self, place: int) -> int:
        """What a ranking gives to the project at a place, from 0."""
        if not self.place_points:
            return len(self.candidates) - place
        return self.place_points[place] if place < len(self.place_points) else 0

    def cost_of(self, projects: Iterable[int]) -> int:
        """What these projects cost together, in minor units."""
        return sum(self.costs[one] for one in projects)
