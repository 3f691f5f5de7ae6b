"""Points of projects once more: each project is looked for on each ballot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rochdale.voting.budgets import BudgetContest


def sums(contest: BudgetContest, ballots: Sequence[Any]) -> dict[int, int]:
    """What each standing project is given by all ballots together."""
    return {one: sum(given(contest, ballot, one) for ballot in ballots) for one in contest.standing}


def given(contest: BudgetContest, ballot: Any, one: int) -> int:
    """What one ballot gives a project: what it writes beside it, or what its place is worth, 0 without either."""
    if not any(isinstance(part, tuple) for part in ballot):
        return ballot[one] or 0
    before = 0
    for tier in ballot:
        if one in tier:
            return worth(contest)[before]
        before += len(tier)
    return 0


def worth(contest: BudgetContest) -> list[int]:
    """The points of every place there is, the first first."""
    projects = len(contest.candidates)
    if not contest.place_points:
        return list(range(projects, 0, -1))
    return [*contest.place_points, *([0] * projects)][:projects]
