"""Neither the order of ballots, nor that of the ballot paper, nor what candidates are called decides anything.

For the rules that count marks, scores and points; those that count rankings have the same beside their second count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .budgeting import pointed
from .conftest import a_few, contests
from .marking import marked

pytestmark = pytest.mark.slow

CHOICE, RANKING, SCORES = BallotKind.CHOICE, BallotKind.RANKING, BallotKind.SCORES
SEED = "4 8 15 16 23 42"
KINDS = [
    ("approval", CHOICE),
    ("block_vote", CHOICE),
    ("limited_vote", CHOICE),
    ("absolute_majority", CHOICE),
    ("two_rounds", CHOICE),
    ("score", SCORES),
    ("budget_greedy_points", RANKING),
    ("budget_greedy_points", SCORES),
]
# Of this alphabet none is of the names that the contests have, so that no lot comes out the same by accident.
OTHERWISE = ("Zoé", "Yves", "Xavier", "Wanda", "Victor", "Ursule", "Théo", "Solange")
Cast = tuple[Contest, Sequence[Any]]


@st.composite
def scored(draw: st.DrawFn) -> Cast:
    """Scores of which many are alike, and some say nothing."""
    contest = draw(contests(seats_max=3, candidates_max=5))
    ballot = st.tuples(*[st.none() | st.integers(-1, 2)] * len(contest.candidates))
    return contest, draw(st.lists(ballot, max_size=10))


def cast(rule: str, kind: BallotKind) -> st.SearchStrategy[Any]:
    if rule == "budget_greedy_points":
        return pointed(kind)
    return scored() if rule == "score" else marked(rule)


def counted(rule: str, kind: BallotKind, contest: Contest, ballots: Sequence[Any]) -> Outcome:
    return tally(rule, contest, Profile.of(Counter(ballots)), kind, seed=SEED)


def turned_about(contest: Contest, turned: Sequence[int]) -> Contest:
    """The same candidates in another order: whoever stood at a place stands at `turned[place]`."""
    moved: dict[str, Any] = {
        "candidates": in_order(contest.candidates, turned),
        "withdrawn": frozenset(turned[one] for one in contest.withdrawn),
    }
    if isinstance(contest, BudgetContest):
        moved["costs"] = in_order(contest.costs, turned)
    return replace(contest, **moved)


def in_order(values: Sequence[Any], turned: Sequence[int]) -> tuple[Any, ...]:
    after = {turned[one]: value for one, value in enumerate(values)}
    return tuple(after[one] for one in range(len(values)))


def ballot_about(kind: BallotKind, ballot: Any, turned: Sequence[int]) -> Any:
    """What a ballot says, on a ballot paper in another order."""
    if kind is SCORES:
        return in_order(ballot, turned)
    if kind is RANKING:
        return tuple(tuple(sorted(turned[one] for one in tier)) for tier in ballot)
    return tuple(sorted(turned[one] for one in ballot))


def figures(outcome: Outcome) -> Mapping[str, Any]:
    """What each candidate has, by name."""
    return {
        outcome.candidates[line.subject]: line.after
        for line in outcome.stages[0].table
        if isinstance(line.subject, int)
    }


@pytest.mark.parametrize(("rule", "kind"), KINDS)
@a_few
@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_of_the_ballot_paper_does_not_matter(
    rule: str, kind: BallotKind, data: st.DataObject, chance: Random
) -> None:
    contest, ballots = data.draw(cast(rule, kind))
    turned = list(range(len(contest.candidates)))
    chance.shuffle(turned)
    moved = [ballot_about(kind, ballot, turned) for ballot in ballots]
    chance.shuffle(moved)
    before = counted(rule, kind, contest, ballots)
    after = counted(rule, kind, turned_about(contest, turned), moved)
    # The lot goes by names, and these have not changed: equals are parted as before.
    assert before.lots == after.lots
    assert set(before.elected_names) == set(after.elected_names)
    assert set(before.facts.get("second_round", ())) == set(after.facts.get("second_round", ()))
    assert figures(before) == figures(after)


@pytest.mark.parametrize(("rule", "kind"), KINDS)
@a_few
@given(data=st.data())
def test_what_candidates_are_called_does_not_matter_but_to_a_lot(
    rule: str, kind: BallotKind, data: st.DataObject
) -> None:
    contest, ballots = data.draw(cast(rule, kind))
    renamed = replace(contest, candidates=OTHERWISE[: len(contest.candidates)])
    before = counted(rule, kind, contest, ballots)
    after = counted(rule, kind, renamed, ballots)
    assert before.order == after.order
    assert before.stages[0].table == after.stages[0].table
    assert [lot.occasion for lot in before.lots] == [lot.occasion for lot in after.lots]
    if not before.lots:
        assert before.elected == after.elected
