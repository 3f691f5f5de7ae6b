"""What tests of shared seats and budgets have in common: random questions, and lots that a test decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from hypothesis import settings
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Ranking, Scores
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lot, Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import RULES
from rochdale.voting.words import Words

from .conftest import NAMES, choices, contests, rankings

Cast = list[tuple[int, ...]]
# Many rules hold to the same promises: a few examples of each, every time others. A busy machine is not slow code.
few = settings(max_examples=30, deadline=None)


@st.composite
def committees(draw: st.DrawFn, candidates_max: int = 6) -> tuple[Contest, Cast]:
    """A contest of several seats and its approval ballots, many of them alike."""
    contest = draw(contests(seats_max=4, candidates_max=candidates_max))
    count = len(contest.candidates)
    return contest, draw(st.lists(choices(count, count), max_size=14))


@st.composite
def budgets(draw: st.DrawFn, projects_max: int = 6) -> tuple[BudgetContest, Cast]:
    """A budget, projects of which some cost more than all of it, and approval ballots."""
    count = draw(st.integers(1, projects_max))
    costs = draw(st.lists(st.integers(1, 60), min_size=count, max_size=count))
    contest = BudgetContest(
        candidates=NAMES[:count], costs=tuple(costs), budget=draw(st.integers(1, 100)), decimals=0
    )
    return contest, draw(st.lists(choices(count, count), max_size=14))


@st.composite
def pointed(
    draw: st.DrawFn, kind: BallotKind, projects_max: int = 5
) -> tuple[BudgetContest, list[Ranking] | list[Scores]]:
    """A budget with points by place or without, sometimes with a threshold, and ballots that rank or that score."""
    contest, _approvals = draw(budgets(projects_max=projects_max))
    count = len(contest.candidates)
    contest = replace(
        contest,
        place_points=tuple(draw(st.lists(st.integers(0, 4), max_size=count))),
        score_min=draw(st.sampled_from((0, 0, 4))),
    )
    if kind is BallotKind.RANKING:
        return contest, draw(st.lists(rankings(count, ties=True), max_size=10))
    return contest, draw(st.lists(st.tuples(*[st.none() | st.integers(-1, 3)] * count), max_size=10))


def profile_of(ballots: Iterable[tuple[int, ...]]) -> Profile[tuple[int, ...]]:
    return Profile.of(Counter(ballots))


class ByName(Lots):
    """Who is first by name wins every lot, as many programs break ties."""

    def draw(self, occasion: str, candidates: Iterable[int], names: tuple[str, ...]) -> tuple[int, ...]:
        drawn = tuple(sorted(candidates, key=lambda one: names[one]))
        if len(drawn) > 1:
            self.drawings.append(Lot(occasion, tuple(names[one] for one in drawn)))
        return drawn


class Scripted(Lots):
    """Lots that come out as a script says: the so-manieth of all orders, 0 once the script has ended."""

    def __init__(self, script: list[int]) -> None:
        super().__init__()
        self.script = script
        self.sizes: list[int] = []

    def draw(self, occasion: str, candidates: Iterable[int], names: tuple[str, ...]) -> tuple[int, ...]:
        among = [one for one in range(len(names)) if one in set(candidates)]
        if len(among) == 1:
            return tuple(among)
        orders = list(_orders(among, whole=not occasion.startswith(("seat ", "project "))))
        step = len(self.sizes)
        self.sizes.append(len(orders))
        return orders[self.script[step] if step < len(self.script) else 0]


def _orders(among: list[int], *, whole: bool) -> Iterator[tuple[int, ...]]:
    if whole:
        yield from permutations(among)
    else:  # only who comes out first matters
        yield from ((one, *(other for other in among if other != one)) for one in among)


def reachable(rule: str, contest: Contest, profile: Profile[tuple[int, ...]]) -> set[frozenset[int]]:
    """Every set that the rule can elect, however its lots come out."""
    found: set[frozenset[int]] = set()
    scripts: list[list[int]] = [[]]
    while scripts:
        script = scripts.pop()
        lots = Scripted(script)
        found.add(frozenset(RULES[rule].count(contest, profile, lots).elected))
        for step in range(len(script), len(lots.sizes)):
            gone = [*script, *([0] * (step - len(script)))]
            scripts += [[*gone, order] for order in range(1, lots.sizes[step])]
    return found


def tell(outcome: Outcome) -> str:
    """The whole transcript in English; fails where a sentence or one of its facts is missing."""
    words = Words(RULES[outcome.rule].sentences, str, _figure)
    lines = []
    for reason, stage, notes in words.story(outcome):
        table = [f"{words.subject(line, outcome)}: {line.after}" for line in stage.table]
        lines += [reason, *table, *notes]
    return "\n".join(lines)


def _figure(value: int | Fraction, decimals: int | None) -> str:
    return str(value) if not decimals else f"{int(value * 10**decimals) / 10**decimals:.{decimals}f}"
