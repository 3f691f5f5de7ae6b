"""Plurality against the same counted by hand, and what holds for every profile."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit, LotNeeded, RuleUnknown
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .conftest import choices, contests
from .obvious import marks

CHOICE = BallotKind.CHOICE


@st.composite
def cast(draw: st.DrawFn) -> tuple[Contest, list[tuple[int, ...]]]:
    contest = draw(contests(seats_max=3))
    return contest, draw(st.lists(choices(len(contest.candidates), 1), max_size=30))


@given(cast())
def test_the_fast_count_is_the_count_by_hand(given_: tuple[Contest, list[tuple[int, ...]]]) -> None:
    contest, ballots = given_
    outcome = tally("plurality", contest, Profile.of(Counter(ballots)), CHOICE, seed="13 27 41")
    by_hand = marks.count(contest, ballots)
    assert {line.subject: line.after for line in outcome.stages[0].table} == by_hand
    assert len(outcome.elected) == min(contest.seats, len(contest.candidates))
    least = min(by_hand[one] for one in outcome.elected)
    assert all(by_hand[one] <= least for one in contest.standing if one not in outcome.elected)


@given(cast(), st.randoms())
def test_neither_the_order_of_ballots_nor_names_matter(
    given_: tuple[Contest, list[tuple[int, ...]]], chance: object
) -> None:
    contest, ballots = given_
    turned = list(reversed(range(len(contest.candidates))))
    renamed = Contest(tuple(contest.candidates[one] for one in turned), contest.seats)
    moved = [tuple(sorted(turned[one] for one in ballot)) for ballot in reversed(ballots)]
    before = tally("plurality", contest, Profile.of(Counter(ballots)), CHOICE, seed="7")
    after = tally("plurality", renamed, Profile.of(Counter(moved)), CHOICE, seed="7")
    assert set(before.elected_names) == set(after.elected_names)
    assert before.lots == after.lots


def test_a_tie_for_the_last_seat_needs_a_lot() -> None:
    contest = Contest(("Ada", "Blaise", "Chloé"), 1)
    profile = Profile.of({(0,): 2, (1,): 2, (2,): 1})
    with pytest.raises(LotNeeded) as refused:
        tally("plurality", contest, profile, CHOICE)
    assert refused.value.candidates == ("Ada", "Blaise")
    drawn = tally("plurality", contest, profile, CHOICE, seed="1")
    assert drawn.lots[0].drawn[0] == drawn.elected_names[0]


def test_what_is_no_rule_and_what_does_not_fit_is_refused() -> None:
    contest, nothing = Contest(("Ada",)), Profile.of({})
    with pytest.raises(RuleUnknown):
        tally("acclaim", contest, nothing, CHOICE)
    with pytest.raises(BallotsUnfit):
        tally("plurality", contest, nothing, BallotKind.SCORES)
