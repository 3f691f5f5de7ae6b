"""Participatory budgets: each rule done once more, and what none of them may ever do."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BudgetImpossible, ContestUnfit, LotNeeded
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import RULES, tally

from .budgeting import Cast, budgets, few, pointed, profile_of, tell
from .obvious import budget_greedy, budget_points, equal_shares

pytestmark = pytest.mark.slow

CHOICE = BallotKind.CHOICE
SHARING = tuple(name for name in RULES if name.startswith("budget_equal_shares"))
BY_CHOICE = tuple(
    rule.name for rule in RULES.values() if rule.contest is BudgetContest and CHOICE in rule.kinds
)


def _supported(contest: BudgetContest, ballots: Cast) -> dict[int, int]:
    """The approvals of each project that somebody wants and that the budget could pay."""
    votes = {one: sum(one in ballot for ballot in ballots) for one in contest.fundable}
    return {one: figure for one, figure in votes.items() if figure}


# What every rule holds to


@pytest.mark.parametrize("rule", BY_CHOICE)
@few
@given(given_=budgets())
def test_no_more_is_spent_than_there_is_and_only_on_what_is_wanted(
    rule: str, given_: tuple[BudgetContest, Cast]
) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="5")
    assert outcome.facts["amount_spent"] == contest.cost_of(outcome.elected) <= contest.budget
    assert set(outcome.elected) <= _supported(contest, ballots).keys()
    assert len(set(outcome.elected)) == len(outcome.elected)
    assert tell(outcome)


@pytest.mark.parametrize("rule", BY_CHOICE)
@few
@given(given_=budgets())
def test_neither_the_order_of_projects_nor_of_ballots_matters(
    rule: str, given_: tuple[BudgetContest, Cast]
) -> None:
    contest, ballots = given_
    last = len(contest.candidates) - 1
    turned = BudgetContest(
        candidates=tuple(reversed(contest.candidates)),
        costs=tuple(reversed(contest.costs)),
        budget=contest.budget,
        decimals=contest.decimals,
    )
    moved = [tuple(sorted(last - one for one in ballot)) for ballot in reversed(ballots)]
    before = tally(rule, contest, profile_of(ballots), CHOICE, seed="7")
    after = tally(rule, turned, profile_of(moved), CHOICE, seed="7")
    assert set(before.elected_names) == set(after.elected_names)


@pytest.mark.parametrize(
    "rule", [name for name in BY_CHOICE if name.endswith(("_greedy", "_add1u", "_per_cost"))]
)
@few
@given(given_=budgets())
def test_nothing_more_would_fit(rule: str, given_: tuple[BudgetContest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="5")
    left = contest.budget - contest.cost_of(outcome.elected)
    assert all(
        contest.costs[one] > left for one in _supported(contest, ballots).keys() - set(outcome.elected)
    )


def test_equal_shares_alone_may_leave_what_would_fit() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench"), costs=(60, 40), budget=100, decimals=0)
    profile = Profile.of({(0,): 3, (1,): 2, (): 5})
    assert tally("budget_equal_shares", contest, profile, CHOICE).elected == ()
    assert set(tally("budget_equal_shares_greedy", contest, profile, CHOICE).elected) == {0, 1}
    assert set(tally("budget_equal_shares_add1", contest, profile, CHOICE).elected) == {0, 1}


# Equal shares


def _once_more(rule: str, contest: BudgetContest, ballots: Cast, lots: Lots) -> list[int]:
    if not ballots:
        return []
    costs = {one: contest.costs[one] for one in contest.fundable}
    worth = dict.fromkeys(costs, 1) if "cardinality" in rule else costs
    if rule.endswith(("add1", "add1u")):
        unit = 10**contest.decimals
        bought = equal_shares.raise_shares(
            ballots, contest.budget, unit, costs, worth, lots, contest.candidates
        )
    else:
        share = Fraction(contest.budget, len(ballots))
        bought, _left = equal_shares.share_out(
            ballots, share, costs, worth, lots, contest.candidates, "project"
        )
    return bought


@pytest.mark.parametrize("rule", SHARING)
@few
@given(given_=budgets(projects_max=5))
def test_equal_shares_once_more(rule: str, given_: tuple[BudgetContest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="3 14 15")
    again = _once_more(rule, contest, ballots, Lots("3 14 15"))
    if rule.endswith(("greedy", "add1u")):
        free = contest.budget - contest.cost_of(again)
        rest = {
            one: Fraction(votes) for one, votes in _supported(contest, ballots).items() if one not in again
        }
        filled = budget_greedy.fund(rest, contest.costs, free)
        if filled is not None:
            assert set(outcome.elected) == {*again, *filled}
    else:
        # The raises may go to their end in one step; what is bought is the same, in another order.
        assert set(outcome.elected) == set(again)


def payments(outcome: Outcome, contest: BudgetContest, ballots: Cast) -> list[Fraction]:
    """What each voter has left when the told prices are paid, project by project; fails where they do not add up."""
    shares = [stage.reason.facts for stage in outcome.stages if stage.reason.code.endswith("shares.share")]
    purses = [Fraction(facts["amount_share"]) for facts in shares[-1:] for _ballot in ballots]
    for stage in outcome.stages:
        if not stage.reason.code.startswith("budget_equal_shares.bought"):
            continue
        one, price = stage.reason.facts["candidate"], stage.reason.facts["amount_price"]
        paid = [
            min(purse, price) if one in ballot else 0 for purse, ballot in zip(purses, ballots, strict=True)
        ]
        assert sum(paid) == contest.costs[one]
        purses = [purse - part for purse, part in zip(purses, paid, strict=True)]
        assert sum(purses) == stage.reason.facts["amount_left"]
    return purses


@pytest.mark.parametrize("rule", [name for name in SHARING if not name.endswith(("greedy", "add1u"))])
@few
@given(given_=budgets())
def test_the_voters_prices_add_up_and_nobody_is_left_who_could_pay(
    rule: str, given_: tuple[BudgetContest, Cast]
) -> None:
    """Priceability: D. Peters and P. Skowron, "Proportionality and the Limits of Welfarism" (2020)."""
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="5")
    purses = payments(outcome, contest, ballots)
    for one in _supported(contest, ballots).keys() - set(outcome.elected):
        left = sum(purse for purse, ballot in zip(purses, ballots, strict=True) if one in ballot)
        assert left < contest.costs[one]


def unserved(
    contest: BudgetContest, ballots: Cast, elected: set[int], *, by_cost: bool
) -> list[tuple[int, ...]]:
    """The sets of projects that a group could pay from its shares, while nobody in it gets what they are worth.

    By number of projects it is extended justified representation; by cost it is that up to one project (D. Peters,
    G. Pierczynski and P. Skowron, 2021): with one more project of the set somebody would have more.
    """
    found = []
    worth = dict(enumerate(contest.costs if by_cost else [1] * len(contest.costs)))
    every = range(len(contest.costs))
    for common in chain.from_iterable(combinations(every, size) for size in range(1, len(every) + 1)):
        wanted = sum(worth[one] for one in common)
        spare = max((worth[one] for one in common if one not in elected), default=0) if by_cost else 0
        group = [ballot for ballot in ballots if set(common) <= set(ballot)]
        bad = [
            ballot
            for ballot in group
            if _below(sum(worth[one] for one in elected & set(ballot)), spare, wanted)
        ]
        if bad and len(bad) * contest.budget >= contest.cost_of(common) * len(ballots):
            found.append(common)
    return found


def _below(got: int, spare: int, wanted: int) -> bool:
    return got < wanted and (not spare or got + spare <= wanted)


def test_who_breaks_the_promise_is_found() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench"), costs=(50, 50), budget=50, decimals=0)
    assert unserved(contest, [(0, 1), (0, 1), (0, 1)], set(), by_cost=False) == [(0,), (1,)]


@pytest.mark.parametrize("rule", SHARING)
@few
@given(given_=budgets(projects_max=5))
def test_every_group_gets_its_part(rule: str, given_: tuple[BudgetContest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="5")
    elected = set(outcome.elected)
    assert not unserved(contest, ballots, elected, by_cost="cardinality" not in rule)


def test_a_share_that_is_no_whole_amount_is_told_with_two_more_decimals() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench"), costs=(6000, 9000), budget=10000)
    outcome = tally("budget_equal_shares", contest, Profile.of({(0,): 2, (1,): 1}), CHOICE)
    assert "Everybody's share is 33.3333." in tell(outcome)
    assert "Lamp asks the least of its supporters for what it is worth to them: 30.00 from each of 2" in tell(
        outcome
    )
    assert outcome.facts["amount_spent"] == 6000


def test_shares_are_raised_until_it_would_be_too_much() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench", "Tree"), costs=(50, 40, 60), budget=100, decimals=0)
    profile = Profile.of({(0,): 2, (1,): 1, (2,): 1})
    outcome = tally("budget_equal_shares_cardinality_add1", contest, profile, CHOICE)
    assert outcome.elected_names == ("Lamp", "Bench")
    assert "With a share of 60 the projects would be Lamp, Bench, Tree, at 150" in tell(outcome)


def test_shares_are_raised_one_unit_at_a_time() -> None:
    # 5 each pay for the lamp alone, 6 for the bench as well, and 7 for the tree too, which is more than there is.
    contest = BudgetContest(candidates=("Lamp", "Bench", "Tree"), costs=(5, 6, 7), budget=17, decimals=0)
    profile = Profile.of({(0,): 1, (1,): 1, (2,): 1})
    outcome = tally("budget_equal_shares_cardinality_add1", contest, profile, CHOICE)
    assert set(outcome.elected_names) == {"Lamp", "Bench"}


def test_a_lot_that_every_raise_draws_again_is_told_once() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench", "Tree"), costs=(20, 20, 90), budget=100, decimals=0)
    profile = Profile.of({(0, 1): 2, (2,): 2})
    outcome = tally("budget_equal_shares_add1", contest, profile, CHOICE, seed="1")
    assert outcome.lots
    assert len(set(outcome.lots)) == len(outcome.lots)


def test_of_two_that_could_be_bought_at_once_one_that_does_not_fit_ends_the_count() -> None:
    contest = BudgetContest(candidates=("Bench", "Lamp", "Hall"), costs=(40, 35, 70), budget=100, decimals=0)
    # The bench is bought at 10; at 35 each the lamp would fit into the 60 left, and the hall would not.
    outcome = tally("budget_phragmen", contest, Profile.of({(0,): 4, (1,): 1, (2,): 2}), CHOICE, seed="1")
    assert outcome.elected_names == ("Bench",)
    assert "The next would be Hall, at more than the 60 left. Here the rule ends." in tell(outcome)


def test_shares_are_not_raised_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rochdale.voting.rules.budget_equal_shares.RAISES_MAX", 3)
    contest = BudgetContest(candidates=("Lamp", "Tree"), costs=(90, 90), budget=100, decimals=0)
    outcome = tally("budget_equal_shares_add1", contest, Profile.of({(0,): 1, (1,): 1}), CHOICE)
    assert outcome.elected == ()
    assert "raised 3 times" in tell(outcome)


# Greedy


@pytest.mark.parametrize("rule", ["budget_greedy", "budget_greedy_per_cost", "budget_greedy_no_skip"])
@few
@given(given_=budgets())
def test_greedy_once_more(rule: str, given_: tuple[BudgetContest, Cast]) -> None:
    contest, ballots = given_
    votes = {one: sum(one in ballot for ballot in ballots) for one in contest.standing}
    per = contest.costs if rule.endswith("cost") else [1] * len(votes)
    ranks = {one: Fraction(figure, per[one]) for one, figure in votes.items() if figure}
    again = budget_greedy.fund(ranks, contest.costs, contest.budget, skips=not rule.endswith("skip"))
    if again is None:
        with pytest.raises(LotNeeded):
            tally(rule, contest, profile_of(ballots), CHOICE)
    else:
        assert set(tally(rule, contest, profile_of(ballots), CHOICE).elected) == set(again)


@pytest.mark.parametrize("kind", [BallotKind.RANKING, BallotKind.SCORES])
@settings(max_examples=150)  # a place after equals, which is counted apart, is not in every example
@given(data=st.data())
def test_greedy_by_points_once_more(kind: BallotKind, data: st.DataObject) -> None:
    contest, ballots = data.draw(pointed(kind))
    totals = budget_points.sums(contest, ballots)
    wanted = {one: Fraction(sum_) for one, sum_ in totals.items() if sum_ > 0 and sum_ >= contest.score_min}
    again = budget_greedy.fund(wanted, contest.costs, contest.budget)
    profile = Profile.of(Counter(ballots))
    if again is None:
        with pytest.raises(LotNeeded):
            tally("budget_greedy_points", contest, profile, kind)
        return
    outcome = tally("budget_greedy_points", contest, profile, kind)
    assert {line.subject: line.after for line in outcome.stages[0].table} == totals
    assert set(outcome.elected) == set(again)


def test_places_and_points_are_summed() -> None:
    contest = BudgetContest(
        candidates=("Lamp", "Bench", "Tree"), costs=(1, 2, 3), budget=3, decimals=0, place_points=(3, 1)
    )
    ranked = Profile.of({((2,), (0,), (1,)): 2, ((1,),): 1})
    by_place = tally("budget_greedy_points", contest, ranked, BallotKind.RANKING)
    assert [line.after for line in by_place.stages[0].table] == [2, 3, 6]
    assert by_place.elected_names == ("Tree",)
    scored = Profile.of({(5, None, -2): 1, (0, 4, None): 2})
    by_score = tally("budget_greedy_points", contest, scored, BallotKind.SCORES)
    assert [line.after for line in by_score.stages[0].table] == [5, 8, -2]
    assert by_score.elected_names == ("Bench", "Lamp")


def test_without_points_by_place_the_first_of_three_gets_three() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench", "Tree"), costs=(1, 2, 3), budget=3)
    ranked = Profile.of({((2,), (0,)): 1})
    outcome = tally("budget_greedy_points", contest, ranked, BallotKind.RANKING)
    assert [line.after for line in outcome.stages[0].table] == [2, 0, 3]


def test_what_is_below_the_threshold_is_not_funded_and_is_named() -> None:
    contest = BudgetContest(candidates=("Lamp", "Bench"), costs=(10, 10), budget=30, score_min=2)
    outcome = tally("budget_greedy", contest, Profile.of({(0,): 2, (1,): 1}), CHOICE)
    assert outcome.elected_names == ("Lamp",)
    assert "Fewer than 2, and so not to be funded: Bench." in tell(outcome)


def test_a_project_that_does_not_fit_is_skipped_or_is_the_end() -> None:
    contest = BudgetContest(candidates=("Hall", "Tree", "Lamp"), costs=(90, 20, 5), budget=100, decimals=0)
    profile = Profile.of({(0, 1, 2): 1, (0, 1): 1, (0,): 1})
    assert tally("budget_greedy", contest, profile, CHOICE).elected_names == ("Hall", "Lamp")
    stopped = tally("budget_greedy_no_skip", contest, profile, CHOICE)
    assert stopped.elected_names == ("Hall",)
    assert "Here the rule ends." in tell(stopped)


# What is refused


@pytest.mark.parametrize(("costs", "budget"), [((1,), 10), ((1, 0), 10), ((1, 2), 0)])
def test_an_impossible_budget_is_refused(costs: tuple[int, ...], budget: int) -> None:
    with pytest.raises(BudgetImpossible):
        BudgetContest(candidates=("Lamp", "Bench"), costs=costs, budget=budget)


def test_seats_are_not_a_budget() -> None:
    contest = BudgetContest(candidates=("Lamp",), costs=(1,), budget=1)
    with pytest.raises(ContestUnfit) as refused:
        tally("plurality", contest, Profile.of({}), CHOICE)
    assert refused.value.wanted == "Contest"
    with pytest.raises(ContestUnfit):
        tally("budget_greedy", Contest(("Ada",)), Profile.of({}), CHOICE)
