"""Ballots put in order: the valid counted together, the blank and the spoilt counted and explained."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting import papers
from rochdale.voting.ballots import Choice, Scores
from rochdale.voting.profiles import Profile, sort_ballots

CAST: list[Choice] = [(0,), (1,), (), (0, 1), (0,), (7, 1), (), (0, 1)]


def test_the_valid_the_blank_and_the_spoilt_are_counted_apart() -> None:
    profile = sort_ballots(CAST, papers.choose_one(2))
    assert profile.ballots == (((0,), 2), ((1,), 1))
    assert (profile.valid, profile.blank, profile.spoilt_count, profile.cast) == (3, 2, 3, 8)


def test_ballots_may_come_with_how_often_they_were_handed_in() -> None:
    paper = papers.choose_one(2)
    assert sort_ballots(Counter(CAST), paper) == sort_ballots(CAST, paper)


def test_every_reason_for_which_ballots_are_spoilt_is_counted() -> None:
    profile = sort_ballots(CAST, papers.choose_one(2))
    assert profile.spoilt == {"candidate_unknown": 1, "choice_unsorted": 1, "marks_too_many": 3}


def test_a_ballot_with_a_fault_twice_is_counted_once_for_it() -> None:
    spoilt: list[Choice] = [(7, 8)]
    profile = sort_ballots(spoilt, papers.choose_up_to(2, 2))
    assert profile.spoilt == {"candidate_unknown": 1}
    assert profile.spoilt_count == 1


def test_scores_with_gaps_have_a_place_in_the_order() -> None:
    cast: list[Scores] = [(3, None), (None, 1), (None, None), (3, 0)]
    profile = sort_ballots(cast, papers.score(2))
    assert [ballot for ballot, _times in profile.ballots] == [(None, 1), (3, None), (3, 0)]
    assert profile.blank == 1


@given(st.lists(st.sampled_from(CAST)), st.randoms(use_true_random=False))
def test_the_order_in_which_ballots_were_cast_is_lost(cast: list[Choice], chance: object) -> None:
    shuffled = list(cast)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    paper = papers.choose_one(2)
    assert sort_ballots(cast, paper) == sort_ballots(shuffled, paper)
    assert sort_ballots(cast, paper).cast == len(cast)


def test_ballots_of_nobody_are_no_ballots() -> None:
    counted: dict[Choice, int] = {(0,): 0, (1,): 2}
    assert Profile.of(counted).ballots == (((1,), 2),)
