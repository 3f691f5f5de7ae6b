"""`rochdale bench counting`: large profiles counted, beside a single pass over the same ballots in Python.

Counting needs no server. Each figure is the time from ballots as voters wrote them, in a list, to the outcome with
its transcript: sorting out the blank and the spoilt, counting equal ones together, and the count itself. It is the
time of one processor, so that what else the machine does meanwhile is not counted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median

from rochdale.config.bench.figures import Figure
from rochdale.voting.ballots import BallotKind, Choice, Paper, Ranking
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.files import blt
from rochdale.voting.profiles import sort_ballots
from rochdale.voting.rules import tally

RANKINGS = 350_000
RANKING_SECONDS_MAX = 3.0
APPROVALS = 100_000
APPROVAL_SECONDS_MAX = 10.0
_RUNS = 3


def run(*, rankings: int = RANKINGS, approvals: int = APPROVALS) -> Iterator[Figure]:
    """Yield each figure as it is measured."""
    yield from _rankings_counted(rankings)
    yield from _budgets_shared(approvals)


def _rankings_counted(rankings: int) -> Iterator[Figure]:
    dice = random.Random(1844)
    cast = _rankings(dice, rankings)
    yield figure("scottish_stv", lambda: _stv(cast), lambda: _pass_over(cast), RANKING_SECONDS_MAX)
    yield figure("meek_stv", lambda: _stv(cast, "meek_stv"), lambda: _pass_over(cast), RANKING_SECONDS_MAX)
    lines = _lines(cast)
    yield figure("read_blt", lambda: blt.read(lines), lambda: _pass_over(cast), RANKING_SECONDS_MAX)
    # The hardest that can be: everybody ranks everybody, and hardly two ballots are alike.
    hard = [tuple(dice.sample(_TIERS, len(_TIERS))) for _ in range(rankings)]
    yield figure("scottish_stv_distinct", lambda: _stv(hard), lambda: _pass_over(hard), RANKING_SECONDS_MAX)


def figure(
    name: str, count: Callable[[], object], yardstick: Callable[[], object], seconds_max: float
) -> Figure:
    """How long a count takes beside its yardstick, each the median of three runs, and the most that is wanted."""
    value, against = _seconds(count), _seconds(yardstick)
    return Figure(
        name=name,
        value=round(value, 3),
        unit="s of one processor",
        yardstick="one pass over the ballots in Python",
        yardstick_value=round(against, 4),
        ratio=round(value / against, 2),
        goal=f"under {seconds_max:g} s",
        met=value < seconds_max,
    )


def _seconds(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(_RUNS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return max(median(taken), 1e-9)


_CONTEST = Contest(tuple(f"Candidate {number}" for number in range(1, 13)), 5)
_TIERS = tuple((one,) for one in range(len(_CONTEST.candidates)))
_LENGTHS = (1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 12)


def _rankings(dice: random.Random, ballots: int) -> list[Ranking]:
    """Rankings as people write them: some candidates are known better, and few voters rank them all."""
    weights = [1 / (place + 1) ** 0.7 for place in range(len(_TIERS))]
    return [_ranking(dice, weights) for _ in range(ballots)]


def _ranking(dice: random.Random, weights: Sequence[float]) -> Ranking:
    keys = [dice.random() ** (1 / weight) for weight in weights]
    ordered = sorted(range(len(weights)), key=keys.__getitem__, reverse=True)
    return tuple(_TIERS[one] for one in ordered[: dice.choice(_LENGTHS)])


def _stv(cast: Sequence[Ranking], rule: str = "scottish_stv") -> object:
    profile = sort_ballots(cast, Paper(BallotKind.RANKING, len(_CONTEST.candidates)))
    return tally(rule, _CONTEST, profile, BallotKind.RANKING, seed="1844")


def _lines(cast: Sequence[Ranking]) -> str:
    """A BLT file with a line for each ballot, as a machine that scans papers writes it."""
    ballots = "".join(f"1 {' '.join(str(one + 1) for (one,) in ranking)} 0\n" for ranking in cast)
    names = "".join(f'"{name}"\n' for name in _CONTEST.candidates)
    return f'{len(_CONTEST.candidates)} {_CONTEST.seats}\n{ballots}0\n{names}"Board"\n'


def _pass_over(cast: Sequence[Ranking]) -> object:
    """Count the first preferences, which is the least that any count can do."""
    firsts: dict[tuple[int, ...], int] = {}
    for ranking in cast:
        first = ranking[0]
        firsts[first] = firsts.get(first, 0) + 1
    return firsts


_PROJECTS = 200
_MARKS_MAX = 20


def _budgets_shared(approvals: int) -> Iterator[Figure]:
    dice = random.Random(1849)
    cast = _approvals(dice, approvals)
    costs = tuple(dice.randint(1_000, 100_000) * 100 for _ in range(_PROJECTS))
    names = tuple(f"Project {number}" for number in range(1, _PROJECTS + 1))
    contest = BudgetContest(candidates=names, costs=costs, budget=sum(costs) // 3)
    for rule in ("budget_equal_shares", "budget_equal_shares_cardinality"):
        yield figure(
            rule, partial(_share, rule, contest, cast), partial(_pass_marks, cast), APPROVAL_SECONDS_MAX
        )


def _approvals(dice: random.Random, ballots: int) -> list[Choice]:
    """Approvals as people give them: some projects are known better, and hardly two ballots are alike."""
    weights = [1 / (place + 10) for place in range(_PROJECTS)]
    return [
        tuple(sorted(set(dice.choices(range(_PROJECTS), weights, k=dice.randint(1, _MARKS_MAX)))))
        for _ in range(ballots)
    ]


def _share(rule: str, contest: BudgetContest, cast: Sequence[Choice]) -> object:
    profile = sort_ballots(cast, Paper(BallotKind.CHOICE, _PROJECTS, marks_max=_MARKS_MAX))
    return tally(rule, contest, profile, BallotKind.CHOICE, seed="1849")


def _pass_marks(cast: Sequence[Choice]) -> object:
    """Count the approvals of each project, which is the least that any count can do."""
    votes = [0] * _PROJECTS
    for chosen in cast:
        for one in chosen:
            votes[one] += 1
    return votes
