"""Each paper with a ballot that it takes, and with one that has every fault it can have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting import papers
from rochdale.voting.ballots import Ballot, BallotKind, Paper, faults_of, is_blank

from .conftest import rankings

GOOD: list[tuple[str, Paper, list[Ballot]]] = [
    ("open motion", papers.open_motion(), [(papers.YES,), (papers.NO,), (papers.ABSTAIN,)]),
    ("choose one", papers.choose_one(4), [(0,), (3,)]),
    ("choose up to two", papers.choose_up_to(4, 2), [(1,), (0, 3)]),
    ("choose two", papers.choose_up_to(4, 2, 2), [(0, 3)]),
    ("approval", papers.approval(3), [(0,), (0, 1, 2)]),
    ("ranked", papers.ranked(3), [((2,),), ((2,), (0,), (1,))]),
    ("ranked whole", papers.ranked(3, marks_min=3), [((2,), (0,), (1,))]),
    ("ranked with ties", papers.ranked(3, ties=True), [((0, 2), (1,)), ((0, 1, 2),)]),
    ("score", papers.score(3, 5, -5), [(5, -5, None), (0, 0, 0)]),
    ("points", papers.points(3, 10), [(10, None, None), (3, 3, 4)]),
    ("points not all given", papers.points(3, 10, 4), [(4, 0, 0), (5, 5, None)]),
    ("budget", papers.budget([500, 300, 200], 700), [(0, 2), (1, 2)]),
]
FAULTY: list[tuple[str, Paper, Ballot, set[str]]] = [
    ("open motion", papers.open_motion(), (papers.YES, papers.NO), {"marks_too_many"}),
    ("choose one", papers.choose_one(4), (9, 4), {"candidate_unknown", "marks_too_many", "choice_unsorted"}),
    ("a negative place", papers.choose_one(4), (-1,), {"candidate_unknown"}),
    ("twice the same", papers.choose_up_to(4, 2), (1, 1), {"candidate_repeated"}),
    ("too few", papers.choose_up_to(4, 3, 2), (1,), {"marks_too_few"}),
    ("ranked", papers.ranked(3), ((2,), (), (2, 7)),
     {"candidate_unknown", "candidate_repeated", "tier_empty", "tie_not_allowed"}),
    ("ranked too long", papers.ranked(2, ties=True), ((0, 1), (0,)), {"candidate_repeated", "marks_too_many"}),
    ("ranked in part", papers.ranked(3, marks_min=3), ((2,),), {"marks_too_few"}),
    ("score", papers.score(3, 5), (6, -1), {"scores_miscounted", "score_out_of_range"}),
    ("points", papers.points(3, 10), (6, 5, None), {"points_miscounted"}),
    ("points left over", papers.points(3, 10), (6, None, None), {"points_miscounted"}),
    ("points hardly given", papers.points(3, 10, 4), (3, 0, 0), {"points_miscounted"}),
    ("a point taken away", papers.points(3, 10), (11, -1, None), {"score_out_of_range"}),
    ("budget", papers.budget([500, 300, 200], 700), (0, 1, 5), {"cost_too_high", "candidate_unknown"}),
]  # fmt: skip


@pytest.mark.parametrize(("paper", "ballots"), [case[1:] for case in GOOD], ids=[case[0] for case in GOOD])
def test_a_good_ballot_has_no_fault(paper: Paper, ballots: list[Ballot]) -> None:
    assert [faults_of(ballot, paper) for ballot in ballots] == [[] for _ in ballots]


@pytest.mark.parametrize(
    ("paper", "ballot", "codes"), [case[1:] for case in FAULTY], ids=[case[0] for case in FAULTY]
)
def test_all_faults_of_a_ballot_are_told_at_once(paper: Paper, ballot: Ballot, codes: set[str]) -> None:
    assert {fault.code for fault in faults_of(ballot, paper)} == codes


def test_a_fault_says_where_and_what() -> None:
    fault, *_ = faults_of((0, 1), papers.choose_one(2), "urn 3", 17)
    assert (fault.source, fault.line) == ("urn 3", 17)
    assert fault.facts == {"marks": 2, "marks_max": 1}
    cost, *_ = faults_of((0, 1), papers.budget([5, 6], 10))
    assert cost.facts == {"cost": 11, "cost_max": 10}


@pytest.mark.parametrize("paper", [case[1] for case in GOOD], ids=[case[0] for case in GOOD])
def test_a_blank_ballot_says_nothing_and_is_no_fault(paper: Paper) -> None:
    blank: Ballot = (None,) * paper.candidates if paper.kind == BallotKind.SCORES else ()
    assert is_blank(blank)
    assert faults_of(blank, paper) == []


def test_a_score_of_nothing_is_not_a_score_of_zero() -> None:
    assert is_blank((None, None))
    assert not is_blank((0, None))


@given(st.data())
def test_every_ranking_has_its_paper(data: st.DataObject) -> None:
    ties = data.draw(st.booleans())
    ballot = data.draw(rankings(5, ties=ties))
    assert faults_of(ballot, papers.ranked(5, ties=ties)) == []
