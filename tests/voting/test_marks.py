"""The rules that count marks and scores: each against a second count, and where they part from each other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import Ballot, BallotKind, Choice, Scores
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty, LotNeeded, SeatsUnfit
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .conftest import a_few, choices, contests
from .marking import marked, marks_allowed
from .obvious import marks, points, two_rounds

CHOICE, SCORES = BallotKind.CHOICE, BallotKind.SCORES
SEED = "4 8 15 16 23 42"
THREE = Contest(("Ada", "Blaise", "Chloé"))


@st.composite
def cast(draw: st.DrawFn, rule: str) -> tuple[Contest, list[Choice]]:
    contest = draw(contests(seats_max=4).filter(lambda each: rule != "limited_vote" or each.seats > 1))
    allowed = marks_allowed(rule, contest)
    return contest, draw(st.lists(choices(len(contest.candidates), allowed), max_size=20))


def counted(rule: str, contest: Contest, ballots: list[Choice]) -> Outcome:
    return tally(rule, contest, Profile.of(Counter(ballots)), CHOICE, seed=SEED)


@pytest.mark.parametrize("rule", ["block_vote", "limited_vote", "approval"])
@a_few
@given(data=st.data())
def test_the_most_named_get_the_seats(rule: str, data: st.DataObject) -> None:
    contest, ballots = data.draw(cast(rule))
    outcome = counted(rule, contest, ballots)
    by_hand = marks.count(contest, ballots)
    assert {line.subject: line.after for line in outcome.stages[0].table} == by_hand
    assert len(outcome.elected) == contest.seats
    least = min(by_hand[one] for one in outcome.elected)
    assert all(by_hand[one] <= least for one in contest.standing if one not in outcome.elected)
    assert [by_hand[level[0]] for level in outcome.order] == sorted(set(by_hand.values()), reverse=True)


@a_few
@given(st.data())
def test_an_absolute_majority_is_more_than_half_of_the_ballots(data: st.DataObject) -> None:
    contest, ballots = data.draw(cast("block_vote"))
    outcome = counted("absolute_majority", contest, ballots)
    by_hand = marks.count(contest, ballots)
    enough = [one for one in contest.standing if by_hand[one] > len(ballots) - by_hand[one]]
    assert set(outcome.elected) <= set(enough)
    assert len(outcome.elected) == min(len(enough), contest.seats)
    assert outcome.facts["open_seats"] == contest.seats - len(outcome.elected)


def test_exactly_half_is_no_majority() -> None:
    half: dict[Choice, int] = {(0,): 5, (1,): 3, (2,): 2}
    outcome = tally("absolute_majority", THREE, Profile.of(half), CHOICE)
    assert outcome.elected == ()
    assert outcome.facts == {"needed": 6, "open_seats": 1}
    assert outcome.stages[0].notes[-1].code == "absolute_majority.open"
    more: dict[Choice, int] = {(0,): 6, (1,): 3, (2,): 2}
    assert tally("absolute_majority", THREE, Profile.of(more), CHOICE).elected == (0,)


@a_few
@given(marked("two_rounds"))
def test_the_first_of_two_rounds_is_the_count_by_hand(given_: tuple[Contest, list[Choice]]) -> None:
    contest, ballots = given_
    outcome = counted("two_rounds", contest, ballots)
    elected, finalists = two_rounds.first_round(contest, ballots, SEED)
    assert outcome.elected == elected
    assert outcome.facts["second_round"] == tuple(contest.candidates[one] for one in finalists)
    assert {line.subject: line.after for line in outcome.stages[0].table} == marks.count(contest, ballots)


def test_the_first_of_two_rounds_says_who_is_in_the_second() -> None:
    ballots: dict[Choice, int] = {(0,): 5, (1,): 3, (2,): 2}
    outcome = tally("two_rounds", THREE, Profile.of(ballots), CHOICE)
    assert outcome.elected == ()
    assert outcome.facts == {"second_round": ("Ada", "Blaise")}
    alike: dict[Choice, int] = {(0,): 5, (1,): 3, (2,): 3}
    with pytest.raises(LotNeeded) as refused:
        tally("two_rounds", THREE, Profile.of(alike), CHOICE)
    assert refused.value.candidates == ("Blaise", "Chloé")
    drawn = tally("two_rounds", THREE, Profile.of(alike), CHOICE, seed="1")
    assert drawn.facts["second_round"] == ("Ada", drawn.lots[0].drawn[0])


def test_a_second_round_ends_with_somebody_elected() -> None:
    two = Contest(("Ada", "Blaise"))
    clear: dict[Choice, int] = {(0,): 5, (1,): 6}
    assert tally("two_rounds", two, Profile.of(clear), CHOICE).elected == (1,)
    even: dict[Choice, int] = {(0,): 5, (1,): 5}
    outcome = tally("two_rounds", two, Profile.of(even), CHOICE, seed="1")
    assert outcome.elected_names == outcome.lots[0].drawn[:1]
    assert outcome.stages[0].notes[-1].code == "two_rounds.lot"


@pytest.mark.parametrize(
    ("rule", "seats", "marks_max"),
    [("plurality", 2, 1), ("two_rounds", 1, 1), ("block_vote", 2, 2), ("limited_vote", 2, 1),
     ("absolute_majority", 2, 2)],
)  # fmt: skip
def test_a_ballot_of_more_marks_than_the_rule_allows_is_refused(
    rule: str, seats: int, marks_max: int
) -> None:
    contest = Contest(("Ada", "Blaise", "Chloé"), seats)
    good: Choice = tuple(range(marks_max))
    bad: Choice = tuple(range(marks_max + 1))
    tally(rule, contest, Profile.of({good: 3}), CHOICE, seed="1")
    with pytest.raises(BallotsFaulty) as refused:
        tally(rule, contest, Profile.of({good: 3, bad: 2}), CHOICE, seed="1")
    assert [(fault.code, fault.facts) for fault in refused.value.faults] == [
        ("marks_too_many", {"marks": marks_max + 1, "marks_max": marks_max, "times": 2})
    ]


def test_a_limited_vote_needs_two_seats() -> None:
    one: dict[Choice, int] = {(0,): 1}
    with pytest.raises(SeatsUnfit) as refused:
        tally("limited_vote", THREE, Profile.of(one), CHOICE)
    assert refused.value.seats_least == 2


def test_a_minority_wins_a_seat_of_a_limited_vote_and_none_of_a_block_vote() -> None:
    # Sixty members favour Ada, Blaise and Chloé, forty the other two.
    contest = Contest(("Ada", "Blaise", "Chloé", "Denis", "Émilie"), 3)
    block: dict[Choice, int] = {(0, 1, 2): 60, (3, 4): 40}
    limited: dict[Choice, int] = {(0, 1): 20, (1, 2): 20, (0, 2): 20, (3, 4): 40 + 1}
    assert tally("block_vote", contest, Profile.of(block), CHOICE).elected == (0, 1, 2)
    assert {3, 4} <= set(tally("limited_vote", contest, Profile.of(limited), CHOICE, seed="1").elected)


@a_few
@given(st.data())
def test_scores_are_added_up(data: st.DataObject) -> None:
    contest = data.draw(contests(seats_max=3))
    ballot = st.tuples(*[st.none() | st.integers(-3, 9)] * len(contest.candidates))
    ballots: list[Scores] = data.draw(st.lists(ballot, max_size=20))
    outcome = tally("score", contest, Profile.of(Counter(ballots)), SCORES, seed=SEED)
    by_hand = points.score(contest.standing, ballots)
    assert {line.subject: line.after for line in outcome.stages[0].table} == by_hand
    least = min(by_hand[one] for one in outcome.elected)
    assert all(by_hand[one] <= least for one in contest.standing if one not in outcome.elected)


def test_the_broadly_liked_wins_by_score_and_not_by_marks() -> None:
    scores: dict[Ballot, int] = {(10, 7, 0): 55, (0, 9, 10): 45}
    assert tally("score", THREE, Profile.of(scores), SCORES).elected_names == ("Blaise",)
    first: dict[Choice, int] = {(0,): 55, (2,): 45}
    assert tally("plurality", THREE, Profile.of(first), CHOICE).elected_names == ("Ada",)
