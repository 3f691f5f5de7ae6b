"""The short cuts in sorting ballots out change nothing: neither what is spoilt nor the order of the profile."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Paper, Ranking, faults_of, is_blank, is_plain
from rochdale.voting.profiles import Profile, sort_ballots

TIER = st.lists(st.integers(-1, 300), max_size=2).map(tuple)
LOOSE: st.SearchStrategy[list[Ranking]] = st.lists(st.lists(TIER, max_size=4).map(tuple), max_size=12)
ALONE = st.integers(0, 255).map(lambda one: (one,))
STRICT: st.SearchStrategy[list[Ranking]] = st.lists(st.lists(ALONE, max_size=4).map(tuple), max_size=12)
PAPERS = st.builds(
    Paper,
    st.just(BallotKind.RANKING),
    st.sampled_from([2, 256, 301]),
    marks_min=st.sampled_from([0, 2]),
    marks_max=st.sampled_from([None, 3]),
    ties=st.booleans(),
)


@given(LOOSE | STRICT, PAPERS)
def test_a_ballot_that_is_plainly_good_has_no_fault(ballots: list[Ranking], paper: Paper) -> None:
    assert all(not faults_of(ballot, paper) for ballot in ballots if is_plain(ballot, paper))


@given(LOOSE | STRICT, PAPERS)
def test_ballots_are_sorted_out_as_one_by_one(ballots: list[Ranking], paper: Paper) -> None:
    profile = sort_ballots(ballots, paper)
    blank = [ballot for ballot in ballots if is_blank(ballot)]
    spoilt = [ballot for ballot in ballots if not is_blank(ballot) and faults_of(ballot, paper)]
    good = [ballot for ballot in ballots if not is_blank(ballot) and not faults_of(ballot, paper)]
    assert (profile.blank, profile.spoilt_count, profile.valid) == (len(blank), len(spoilt), len(good))
    assert profile.ballots == tuple(sorted(Counter(good).items()))


@given(st.lists(st.lists(st.none() | st.integers(-3, 3), min_size=3, max_size=3).map(tuple), max_size=12))
def test_scores_that_were_not_written_come_before_every_score(ballots: list[tuple[int | None, ...]]) -> None:
    ordered = sorted(set(ballots), key=lambda ballot: [-9 if part is None else part for part in ballot])
    assert [ballot for ballot, _times in Profile.of(Counter(ballots)).ballots] == ordered


def test_what_nobody_cast_is_no_ballot_of_a_profile() -> None:
    assert Profile.of({(0,): 0, (1,): 2}).ballots == (((1,), 2),)
