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
    # What nobody knows of the ballots is not said: how many of them there were.
    by_sums = profile_of_counts(sums, marks_most=4)
    (stage,) = tally("approval", contest, by_sums, BallotKind.CHOICE, seed="7").stages
    assert (stage.reason.code, stage.reason.facts) == ("marks.summed", {"marks": sum(sums)})
    assert stage.table == whole.stages[0].table


def test_sums_of_several_marks_tell_how_many_voted_where_it_is_known() -> None:
    profile = profile_of_counts((4, 5, 6), 2, marks_most=2, voted=10)
    (stage,) = tally("block_vote", Contest(("Ada", "Bea", "Cyd"), 2), profile, BallotKind.CHOICE).stages
    assert (stage.reason.code, stage.reason.facts) == (
        "marks.summed_of",
        {"voted": 10, "blank": 2, "marks": 15},
    )


def test_sums_of_one_mark_each_are_the_ballots() -> None:
    profile = profile_of_counts((4, 5, 6), 2, voted=17)
    (stage,) = tally("plurality", Contest(("Ada", "Bea", "Cyd"), 1), profile, BallotKind.CHOICE).stages
    assert (stage.reason.code, stage.reason.facts) == ("marks.counted", {"ballots": 15, "marks": 15})
