"""Participatory budgets as most towns decide them: project by project, the most wanted first, while money is left.

A project that no longer fits is skipped, and a cheaper one further down may still be funded. Four rules:

- `budget_greedy`: by the number of approvals;
- `budget_greedy_points`: by the sum of points, of rankings (`BudgetContest.place_points`) or of scores;
- `budget_greedy_per_cost`: by the number of approvals for each unit of cost, so that cheap projects come first;
- `budget_greedy_no_skip`: by the number of approvals, and the first project that does not fit is the end.

A project below the contest's threshold, or that nobody wants, is not funded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import Any

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "budget_greedy"

Scores = Mapping[int, int]
Rank = Callable[[BudgetContest, int, int], Figure]


def count(
    contest: BudgetContest,
    profile: Profile[Any],
    lots: Lots,
    *,
    name: str,
    score: Callable[[BudgetContest, Profile[Any]], Scores],
    rank: Rank,
    skips: bool = True,
) -> Outcome:
    """Fund projects in the order of their rank while the money lasts. Raises LotNeeded."""
    scores = score(contest, profile)
    table = tuple(Line(one, scores[one]) for one in contest.standing)
    first = Stage(Note(f"{name}.counted", {"ballots": profile.valid}), table)
    wanted = [one for one in contest.standing if scores[one] >= max(1, contest.score_min)]
    low = tuple(one for one in contest.standing if 0 < scores[one] < contest.score_min)
    notes = [Note("budget.below", {"candidates": low, "score_min": contest.score_min})] if low else []
    ranks = {one: rank(contest, one, scores[one]) for one in wanted}
    funded: list[int] = []
    notes += fund_in_order(contest, ranks, funded, lots, skips=skips)
    second = Stage(Note("budget.in_order", {"amount_budget": contest.budget}), (), tuple(notes))
    return budget_outcome(name, contest, funded, (first, second), lots)


def approvals(contest: BudgetContest, profile: Profile[Choice]) -> Scores:
    """How many ballots approve of each project."""
    votes: Counter[int] = Counter()
    for chosen, times in profile.ballots:
        for one in chosen:
            votes[one] += times
    return {one: votes[one] for one in contest.standing}


def points(contest: BudgetContest, profile: Profile[Any]) -> Scores:
    """The sum of points of each project, given by place in rankings, or written as scores."""
    total: Counter[int] = Counter()
    for ballot, times in profile.ballots:
        for one, given in _given(contest, ballot):
            total[one] += given * times
    return {one: total[one] for one in contest.standing}


def _given(contest: BudgetContest, ballot: Sequence[Any]) -> Iterator[tuple[int, int]]:
    place = 0
    for one, part in enumerate(ballot):
        if isinstance(part, tuple):
            yield from ((project, contest.points_at(place)) for project in part)
            place += len(part)
        elif part is not None:
            yield one, part


def fund_in_order(
    contest: BudgetContest, ranks: Mapping[int, Figure], funded: list[int], lots: Lots, *, skips: bool = True
) -> list[Note]:
    """Add to `funded` the projects of the highest rank that still fit, and tell of each. Raises LotNeeded.

    Equals need a lot only where not all of them that fit alone fit together.
    """
    notes: list[Note] = []
    free = contest.budget - contest.cost_of(funded)
    for figure, tied in groupby(sorted(ranks, key=lambda one: -ranks[one]), key=lambda one: ranks[one]):
        level, drawn = _in_order(contest, tuple(sorted(tied)), free, f"rank {figure}", lots)
        notes += drawn
        for one in level:
            cost = contest.costs[one]
            facts = {"candidate": one, "amount_cost": cost, "amount_left": free}
            if cost <= free:
                free -= cost
                funded.append(one)
                notes.append(Note("budget.funded", {**facts, "amount_left": free}))
            elif not skips:
                return [*notes, Note("budget.stopped", facts)]
            else:
                notes.append(Note("budget.skipped", facts))
    return notes


def _in_order(
    contest: BudgetContest, tied: tuple[int, ...], free: int, occasion: str, lots: Lots
) -> tuple[Iterable[int], list[Note]]:
    fitting = [one for one in tied if contest.costs[one] <= free]
    if not fitting or contest.cost_of(fitting) <= free:
        # The ones that fit come first; who fits alone and who does not is no question of luck.
        return (*fitting, *(one for one in tied if one not in fitting)), []
    drawn = lots.draw(occasion, tied, contest.candidates)
    return drawn, [Note("budget.drawn", {"candidates_tied": tied, "candidates_drawn": drawn})]


def budget_outcome(
    name: str, contest: BudgetContest, funded: Sequence[int], stages: tuple[Stage, ...], lots: Lots
) -> Outcome:
    """The outcome of a budget: what is funded, in that order, and what it costs. It never costs more than there is."""
    spent = contest.cost_of(funded)
    assert spent <= contest.budget
    facts = {"amount_budget": contest.budget, "amount_spent": spent, "money_decimals": contest.decimals}
    last = Stage(Note("budget.spent", {"amount_spent": spent, "amount_left": contest.budget - spent}))
    drawings = tuple(lots.drawings)
    return Outcome(name, contest.candidates, tuple(funded), (*stages, last), drawings, (), facts)


def _score_itself(_contest: BudgetContest, _one: int, score: int) -> Figure:
    return score


def _score_per_cost(contest: BudgetContest, one: int, score: int) -> Figure:
    return Fraction(score, contest.costs[one])


SENTENCES = {
    "budget.in_order": N_("The budget is %(amount_budget)s. The projects follow in their order."),
    "budget.below": N_("Fewer than %(score_min)s, and so not to be funded: %(candidates)s."),
    "budget.funded": N_(
        "%(candidate)s costs %(amount_cost)s and is funded. Left of the budget: %(amount_left)s."
    ),
    "budget.skipped": N_(
        "%(candidate)s costs %(amount_cost)s, more than the %(amount_left)s left, and is skipped."
    ),
    "budget.stopped": N_(
        "%(candidate)s costs %(amount_cost)s, more than the %(amount_left)s left. Here the rule ends."
    ),
    "budget.drawn": N_("%(candidates_tied)s stand alike. The lot puts %(candidates_drawn)s in this order."),
    "budget.spent": N_("Spent: %(amount_spent)s. Left of the budget: %(amount_left)s."),
}

_COUNTED = {
    NAME: N_("Each ballot counts for every project that it approves of. Valid ballots: %(ballots)s."),
    f"{NAME}_points": N_("Each ballot gives points to projects. Valid ballots: %(ballots)s."),
    f"{NAME}_per_cost": N_(
        "Each ballot counts for every project that it approves of, and a project with more approvals for each unit "
        "of its cost comes first. Valid ballots: %(ballots)s."
    ),
    f"{NAME}_no_skip": N_(
        "Each ballot counts for every project that it approves of, and the first project that does not fit is the "
        "end. Valid ballots: %(ballots)s."
    ),
}


def _rule(name: str, kinds: frozenset[BallotKind], **how: Any) -> Rule:
    sentences = {f"{name}.counted": _COUNTED[name], **SENTENCES}
    return Rule(name, kinds, partial(count, name=name, **how), sentences, several=True, contest=BudgetContest)


_CHOICE = frozenset({BallotKind.CHOICE})
_POINTS = frozenset({BallotKind.RANKING, BallotKind.SCORES})

RULES = (
    _rule(NAME, _CHOICE, score=approvals, rank=_score_itself),
    _rule(f"{NAME}_points", _POINTS, score=points, rank=_score_itself),
    _rule(f"{NAME}_per_cost", _CHOICE, score=approvals, rank=_score_per_cost),
    _rule(f"{NAME}_no_skip", _CHOICE, score=approvals, rank=_score_itself, skips=False),
)
