"""What can be decided by counting, and what cannot."""

from __future__ import annotations

import pytest

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import CandidatesAlike, SeatsImpossible
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally


def test_two_candidates_of_one_name_are_refused() -> None:
    with pytest.raises(CandidatesAlike) as refused:
        Contest(("Ada", "Blaise", "Ada"))
    assert refused.value.candidates == ("Ada", "Blaise", "Ada")


@pytest.mark.parametrize(("candidates", "seats"), [((), 1), (("Ada",), 0), (("Ada",), -1)])
def test_nobody_or_nothing_to_elect_is_refused(candidates: tuple[str, ...], seats: int) -> None:
    with pytest.raises(SeatsImpossible) as refused:
        Contest(candidates, seats)
    assert (refused.value.seats, refused.value.candidates) == (seats, len(candidates))


def test_nobody_left_to_elect_is_refused() -> None:
    contest, one = Contest(("Ada", "Blaise"), 1, frozenset({0, 1})), {(0,): 1}
    with pytest.raises(SeatsImpossible):
        tally("plurality", contest, Profile.of(one), BallotKind.CHOICE)


def test_who_withdrew_stays_on_the_paper_and_is_passed_over() -> None:
    contest = Contest(("Ada", "Blaise", "Chloé"), 1, frozenset({1}))
    assert contest.standing == (0, 2)
    outcome = tally("plurality", contest, Profile.of({(1,): 9, (2,): 1}), BallotKind.CHOICE)
    assert outcome.elected_names == ("Chloé",)
    assert [line.subject for line in outcome.stages[0].table] == [0, 2]
