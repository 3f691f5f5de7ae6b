"""What was opened of a verifiable ballot, as ballots: ranks as tiers, sums as ballots of one mark."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.opened import counting_of, profile_of_counts, profile_of_rankings, ranking_of
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally
from rochdale.voting.verifiable.questions import Ranking


def test_ranks_are_tiers_from_the_best() -> None:
    assert ranking_of([2, 0, 1]) == ((2,), (0,))
    assert ranking_of([1, 1, 2]) == ((0, 1), (2,))
    assert ranking_of([0, 9, 4]) == ((2,), (1,))  # of another program, which left numbers out
    assert ranking_of([0, 0]) == ()


def test_blank_orders_and_those_that_are_none_stand_apart() -> None:
    profile = profile_of_rankings([(1, 2), (1, 2), (0, 0), (1, 1)], 2)
    assert profile.ballots == ((((0,), (1,)), 2),)
    assert (profile.blank, profile.spoilt_count, dict(profile.spoilt)) == (1, 1, {"tie_not_allowed": 1})


def test_a_file_of_orders_names_its_question() -> None:
    counting = counting_of(Ranking("Who?", ("Ada", "Bea")), ((1, 2),), 1)
    assert (counting.title, counting.contest.candidates, counting.kind) == (
        "Who?",
        ("Ada", "Bea"),
        BallotKind.RANKING,
    )


@given(st.lists(st.sets(st.integers(0, 3), min_size=1).map(lambda marks: tuple(sorted(marks))), max_size=30))
def test_sums_elect_whom_the_ballots_themselves_elect(ballots: Sequence[tuple[int, ...]]) -> None:
    contest = Contest(("Ada", "Bea", "Cyd", "Dan"), 2)
    sums = [sum(one in ballot for ballot in ballots) for one in range(4)]
    counted: dict[tuple[int, ...], int] = {}
    for ballot in ballots:
        counted[ballot] = counted.get(ballot, 0) + 1
    whole = tally("approval", contest, Profile.of(counted), BallotKind.CHOICE, seed="7")
    again = tally("approval", contest, profile_of_counts(sums), BallotKind.CHOICE, seed="7")
    assert whole.elected == again.elected
