"""Elections in a meeting: what a method means, ballots as texts, and sheets that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, faults_of
from rochdale.voting.elections import (
    Method,
    Sheet,
    adds_up,
    ballot_of,
    is_fit,
    method_of,
    paper_for,
    profile_of,
    text_of,
)
from rochdale.voting.profiles import Profile

CHOICE, RANKING = BallotKind.CHOICE, BallotKind.RANKING
BLOCK = method_of("plurality", 3)
STV = method_of("scottish_stv", 3)
NOTHING = Sheet({}, 0)


@pytest.mark.parametrize(
    ("name", "seats", "found"),
    [
        ("plurality", 1, Method("plurality", CHOICE, 1)),
        ("plurality", 3, Method("block_vote", CHOICE, 3)),
        ("limited_vote", 1, Method("plurality", CHOICE, 1)),
        ("limited_vote", 3, Method("limited_vote", CHOICE, 2)),
        ("absolute_majority", 2, Method("absolute_majority", CHOICE, 2)),
        ("approval", 2, Method("approval", CHOICE, None)),
        ("scottish_stv", 2, Method("scottish_stv", RANKING, None)),
        ("meek_stv", 1, Method("meek_stv", RANKING, None)),
    ],
)
def test_what_a_method_of_the_bylaws_means(name: str, seats: int, found: Method) -> None:
    assert method_of(name, seats) == found


@pytest.mark.parametrize(
    ("text", "method", "fits"),
    [
        ("", BLOCK, True),
        ("1 3 4", BLOCK, True),
        ("1 2 3 4", BLOCK, False),
        ("5", BLOCK, False),
        ("4 1 3 2", STV, True),
        ("4 4", STV, False),
        ("9", STV, False),
    ],
)
def test_a_ballot_names_who_is_on_the_paper_once(text: str, method: Method, *, fits: bool) -> None:
    assert is_fit(text, method, 4) is fits


@given(st.lists(st.integers(1, 8), max_size=8, unique=True), st.sampled_from([CHOICE, RANKING]))
def test_a_text_and_its_ballot_say_the_same(places: list[int], kind: BallotKind) -> None:
    text = text_of(places, kind)
    ballot = ballot_of(text, kind)
    named = [one + 1 for part in ballot for one in (part if isinstance(part, tuple) else (part,))]
    assert named == (sorted(places) if kind is CHOICE else places)


@pytest.mark.parametrize(
    ("sheet", "fits"),
    [
        (Sheet({"1": 4, "2": 3}, 5), True),
        (Sheet({"1": 6, "2": 3}, 5), False),  # more marks of one than papers
        (Sheet({"1": 2}, 5), False),  # papers without a mark are blank
        (Sheet({"1": 2, "2": 2, "3": 2, "4": 2}, 2), False),  # more than three on a paper
        (Sheet({"5": 2}, 2), False),
        (Sheet({"1 2": 2}, 2), False),  # by candidate, where they are chosen
        (Sheet({}, 0, 2, 1), True),
        (Sheet({}, 0, -1, 1), False),
    ],
)
def test_a_sheet_by_candidates_adds_up_with_its_papers(sheet: Sheet, *, fits: bool) -> None:
    assert adds_up(sheet, BLOCK, 4) is fits


def test_a_sheet_of_rankings_has_a_line_for_each_way() -> None:
    assert adds_up(Sheet({"2 1": 3, "4": 1}, 4), STV, 4)
    assert not adds_up(Sheet({"2 1": 3, "4": 1}, 5), STV, 4)
    assert not adds_up(Sheet({"2 2": 3}, 3), STV, 4)


@st.composite
def papers(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """Papers with one to three of four candidates."""
    one = st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True).map(
        lambda each: tuple(sorted(each))
    )
    return draw(st.lists(one, max_size=12))


@given(papers())
def test_papers_counted_by_candidate_give_the_same_marks_and_as_many_papers(
    cast: list[tuple[int, ...]],
) -> None:
    marks = {str(place + 1): sum(place in paper for paper in cast) for place in range(4)}
    sheet = Sheet({text: times for text, times in marks.items() if times}, len(cast))
    assert adds_up(sheet, BLOCK, 4)
    found = profile_of([], Sheet.of(sheet.content(), sheet.valid), BLOCK)
    assert found.valid == len(cast)
    for ballot, _times in found.ballots:
        assert not faults_of(ballot, paper_for(BLOCK, 4))
    for place in range(4):
        assert sum(times for ballot, times in found.ballots if place in ballot) == marks[str(place + 1)]


def test_devices_and_papers_are_counted_together() -> None:
    sheet = Sheet({"2 1": 2}, 2, blank=1, spoilt=3)
    found = profile_of(["1 2", "", "2 1"], sheet, STV)
    assert found == Profile((((((0,), (1,))), 1), ((((1,), (0,))), 3)), 2, 3)
    assert profile_of([], NOTHING, STV).cast == 0


@given(
    st.dictionaries(st.permutations(["1", "2", "3"]).map(" ".join), st.integers(1, 9), max_size=6),
    st.integers(0, 5),
    st.sampled_from([STV, method_of("meek_stv", 2)]),
)
def test_a_ballot_of_weight_w_is_w_ballots_that_are_alike(
    weighed: dict[str, int], blank: int, method: Method
) -> None:
    counted = {**weighed, "": blank}
    one_by_one = [text for text, times in counted.items() for _ in range(times)]
    assert profile_of(counted, NOTHING, method) == profile_of(one_by_one, NOTHING, method)
    assert profile_of(counted, NOTHING, method).valid == sum(weighed.values())
