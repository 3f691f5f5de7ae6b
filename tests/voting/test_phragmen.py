"""Phragmén's rule against his own example, against its story retold, and what holds for every profile."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from rochdale.voting.ballots import BallotKind
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .budgeting import Cast, budgets, committees, few, profile_of, tell
from .obvious import phragmen

CHOICE = BallotKind.CHOICE


def test_the_example_of_phragmen_himself() -> None:
    """Three seats among two parties that split: S. Janson (2016), example 3.2, from Phragmén (1894)."""
    a, b, c, p, q, r = range(6)
    votes = {(a, b, c): 1034, (p, q, r): 519, (a, b, q): 90, (a, p, q): 47}
    contest = Contest(("A", "B", "C", "P", "Q", "R"), 3)
    outcome = tally("phragmen", contest, Profile.of(votes), CHOICE)
    assert outcome.elected_names == ("A", "Q", "B")
    first, second, third = (stage.reason.facts["instant"] for stage in outcome.stages[1:])
    assert first == Fraction(1, 1171)
    assert second == (1 + 137 * first) / 656
    assert third == (1 + 1034 * first + 90 * second) / 1124
    assert "A is elected, and they have nothing again." in tell(outcome)
    # The fractions have no more than two dozen digits, and are cut for the eye only.
    assert outcome.decimals == 6
    assert "at instant 0.000853." in tell(outcome)


@few
@given(committees())
def test_one_more_seat_takes_nobody_away(given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    named = {one for ballot in ballots for one in ballot}
    fewer = tally("phragmen", contest, profile_of(ballots), CHOICE, seed="7")
    larger = Contest(contest.candidates, contest.seats + 1)
    more = tally("phragmen", larger, profile_of(ballots), CHOICE, seed="7")
    assert set(fewer.elected) & named <= set(more.elected)


@few
@given(committees())
def test_the_rule_is_its_story_retold(given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally("phragmen", contest, profile_of(ballots), CHOICE, seed="3 14 15")
    count = len(contest.candidates)
    retold = phragmen.committee(ballots, count, contest.seats, Lots("3 14 15"), contest.candidates)
    assert list(outcome.elected) == retold
    assert tell(outcome)


@few
@given(committees())
def test_neither_the_order_of_candidates_nor_of_ballots_matters(given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    last = len(contest.candidates) - 1
    turned = Contest(tuple(reversed(contest.candidates)), contest.seats)
    moved = [tuple(sorted(last - one for one in ballot)) for ballot in reversed(ballots)]
    before = tally("phragmen", contest, profile_of(ballots), CHOICE, seed="7")
    after = tally("phragmen", turned, profile_of(moved), CHOICE, seed="7")
    # Those whom nobody names come last, in the order of the paper.
    assert set(before.elected_names) == set(after.elected_names)
    assert before.lots == after.lots


@few
@given(committees())
def test_the_instants_never_go_back(given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally("phragmen", contest, profile_of(ballots), CHOICE, seed="7")
    instants = [stage.reason.facts["instant"] for stage in outcome.stages if "instant" in stage.reason.facts]
    assert instants == sorted(instants)
    assert len(outcome.elected) == min(contest.seats, len(contest.candidates))


def test_who_withdrew_is_passed_over_and_who_is_unnamed_comes_last() -> None:
    contest = Contest(("Ada", "Blaise", "Chloé", "Denis"), 3, withdrawn=frozenset({0}))
    outcome = tally("phragmen", contest, Profile.of({(0, 1): 5, (0,): 9}), CHOICE)
    assert outcome.elected == (1, 2, 3)
    assert "no ballot names who is left" in tell(outcome)


@few
@given(budgets())
def test_a_budget_is_the_story_retold(given_: tuple[BudgetContest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally("budget_phragmen", contest, profile_of(ballots), CHOICE, seed="1 2")
    retold = phragmen.budget(ballots, contest.costs, contest.budget, Lots("1 2"), contest.candidates)
    assert list(outcome.elected) == retold
    assert tell(outcome)
