"""The ballot papers that meetings use, each by what it asks of voters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rochdale.voting.ballots import BallotKind, Paper

YES: Final = 0
NO: Final = 1
ABSTAIN: Final = 2


def open_motion() -> Paper:
    """One of yes, no and abstain, in this order (`YES`, `NO`, `ABSTAIN`)."""
    return choose_one(3)


def choose_one(candidates: int) -> Paper:
    """One candidate."""
    return choose_up_to(candidates, 1)


def choose_up_to(candidates: int, marks_max: int, marks_min: int = 1) -> Paper:
    """No more than `marks_max` candidates, and no fewer than `marks_min`: to plump may be forbidden."""
    return Paper(BallotKind.CHOICE, candidates, marks_min, marks_max)


def approval(candidates: int) -> Paper:
    """As many candidates as the voter approves of."""
    return Paper(BallotKind.CHOICE, candidates)


def ranked(candidates: int, *, ties: bool = False, marks_min: int = 1) -> Paper:
    """The candidates in order of preference, as many as the voter likes; several in one place with `ties`."""
    return Paper(BallotKind.RANKING, candidates, marks_min, ties=ties)


def score(candidates: int, score_max: int = 10, score_min: int = 0) -> Paper:
    """A score for each candidate, or none."""
    return Paper(BallotKind.SCORES, candidates, score_min=score_min, score_max=score_max)


def points(candidates: int, total: int, least: int | None = None) -> Paper:
    """So many points to share out among the candidates: all of them, or at least `least`."""
    return Paper(BallotKind.SCORES, candidates, score_max=total, points=total, points_min=least)


def budget(costs: Sequence[int], cost_max: int) -> Paper:
    """Projects whose costs together do not pass the budget, in minor units."""
    return Paper(BallotKind.CHOICE, len(costs), costs=tuple(costs), cost_max=cost_max)
