"""BLT files: what is read, what is refused and on which line, and that nothing is lost on the way back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import Counting, blt
from rochdale.voting.files.faults import FAULTS_MAX
from rochdale.voting.profiles import Profile

SCOTLAND = Path(__file__).parents[4] / "shared" / "realdata" / "scot2017"

# After Hill, Wichmann and Woodall (1987), with everything that we read besides.
WHOLE = """\ufeff# Made by hand
4 2
-3

  7 2 1 4 0
1 1 2=4 0   # a remark
2 2 1 4 0\r
2 0
0
"Ada"
  "Blaise "the boy" Petit"
Chloé Roy (Ind.)
"Denis"
"Board, 2026"
"""


def _faults(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(BallotsFaulty) as refused:
        blt.read(text, "ballots.blt")
    assert all(fault.source == "ballots.blt" for fault in refused.value.faults)
    return [(fault.line, fault.code) for fault in refused.value.faults]


def test_everything_in_a_file_is_read() -> None:
    counting = blt.read(WHOLE)
    assert counting.contest.candidates == ("Ada", 'Blaise "the boy" Petit', "Chloé Roy (Ind.)", "Denis")
    assert counting.contest.seats == 2
    assert counting.contest.withdrawn == {2}
    assert counting.title == "Board, 2026"
    assert counting.kind is BallotKind.RANKING
    assert counting.profile.ballots == ((((0,), (1, 3)), 1), (((1,), (0,), (3,)), 9))
    assert counting.profile.blank == 2
    assert blt.read(blt.write(counting)) == counting


def test_a_file_may_lack_a_title_and_ballots() -> None:
    counting = blt.read("1 1\n0\nAda")
    assert (counting.title, counting.profile.cast) == ("", 0)
    assert blt.write(counting) == '1 1\n0\n"Ada"\n""\n'


# One row per way to fail: what is wrong with the file, and the line and code of each fault.
FAULTY = {
    "": [(None, "file_empty")],
    "# nothing": [(None, "file_empty")],
    "4": [(1, "heading_unreadable")],
    "\n4 2 1": [(2, "heading_unreadable")],
    "٤ 2": [(1, "heading_unreadable")],
    "0 1\n0\nTitle": [(1, "candidates_out_of_range")],
    "999999999 1\n0": [(1, "candidates_out_of_range"), (2, "names_missing")],
    "1 0\n0\nAda": [(1, "seats_missing")],
    "2 1\n-3 -1 -1\n0\nA\nB": [(2, "candidate_unknown"), (2, "withdrawn_repeated")],
    "2 1\n-1\n-2\n0\nA\nB": [(3, "candidates_all_withdrawn")],
    "2 1": [(1, "ballots_unended"), (1, "names_missing")],
    "2 1\n-0\n0\nA\nB": [(2, "candidate_unknown")],
    "2 1\n1 3 0\n1 0 2 0\n0\nA\nB": [(2, "candidate_unknown"), (3, "candidate_unknown")],
    "2 1\n1 3 0\n1 3 0\n0\nA\nB": [(2, "candidate_unknown"), (3, "candidate_unknown")],
    "2 1\n1 2 2 0\n1 1=1 0\n0\nA\nB": [(2, "candidate_repeated"), (3, "candidate_repeated")],
    "2 1\n1 1 2\n0\nA\nB": [(2, "ballot_unreadable")],
    "2 1\n1.5 1 0\n0\nA\nB": [(2, "ballot_unreadable")],
    "2 1\n1 1 -2 0\n0\nA\nB": [(2, "ballot_unreadable")],
    "2 1\n1 1 0\n-2\n0\nA\nB": [(3, "ballot_unreadable")],
    "2 1\n0 1 0\n1 1 0\n0\nA\nB": [(2, "weight_out_of_range")],
    f"2 1\n{'9' * 5000} 1 0\n0\nA\nB": [(2, "weight_out_of_range")],
    "2 1\n1 1 0\nA\nB": [(3, "ballots_unended")],
    "2 1\n1 1 0\n": [(3, "ballots_unended"), (3, "names_missing")],
    "2 1\n0\nA": [(3, "names_missing")],
    "2 1\n0\nA\nA": [(4, "name_repeated")],
    '2 1\n0\nA\n""': [(4, "name_missing")],
    '2 1\n0\n"A\nB': [(3, "quote_unended")],
    '2 1\n0\n"\nB': [(3, "quote_unended"), (3, "name_missing")],
    "2 1\n0\nA\x00B\nB": [(3, "name_unprintable")],
    "2 1\n0\nA\u202eB\nB": [(3, "name_unprintable")],
    "2 1\n0\nA\nB\nTitle\nmore\nand more": [(6, "text_after_title")],
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTY, ids=lambda text: ascii(text[:30]))
def test_a_broken_file_is_refused_with_its_lines(text: str) -> None:
    assert _faults(text) == FAULTY[text]


def test_candidates_in_faults_have_the_numbers_of_the_file() -> None:
    with pytest.raises(BallotsFaulty) as refused:
        blt.read("2 1\n1 7 0\n0\nA\nB", "board.blt")
    assert str(refused.value.faults[0]) == "board.blt:2: candidate_unknown (candidate=7)"


def test_faults_are_kept_to_a_number_that_can_be_read() -> None:
    faults = _faults("1 1\n" + "1 2 0\n" * 3000 + "0\nAda\n")
    assert len(faults) == FAULTS_MAX + 1
    assert faults[-1] == (None, "faults_too_many")


@pytest.mark.parametrize(
    "monster", ["1 " * 200_000, "1=" * 200_000, "9" * 400_000, '"' * 400_000, "1 2 " * 99_999]
)
def test_a_monstrous_line_is_one_of_the_faults(monster: str) -> None:
    assert 2 in [line for line, _code in _faults(f"2 1\n{monster}\n0\nA\nB")]


@given(st.text(alphabet='0123 -="#\nAé\x00\r', max_size=60))
def test_whatever_stands_in_a_file_is_read_or_refused(text: str) -> None:
    try:
        counting = blt.read(text)
    except BallotsFaulty:
        return
    assert blt.read(blt.write(counting)) == counting


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=12)


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    everyone = range(len(names))
    order = st.permutations(everyone).flatmap(lambda all_: st.integers(1, len(names)).map(lambda n: all_[:n]))
    strict: st.SearchStrategy[Ranking] = order.map(lambda some: tuple((one,) for one in some))
    tied: st.SearchStrategy[Ranking] = order.map(lambda some: (tuple(sorted(some)),))
    cast = Counter(draw(st.lists(st.one_of(strict, tied), max_size=10)))
    withdrawn = frozenset(draw(st.sets(st.sampled_from(everyone), max_size=len(names) - 1)))
    contest = Contest(tuple(names), draw(st.integers(1, 9)), withdrawn)
    profile = Profile.of(cast, blank=draw(st.integers(0, 5)))
    return Counting(contest, profile, BallotKind.RANKING, draw(st.one_of(st.just(""), NAMES)))


@given(countings())
def test_what_is_written_is_read_back(counting: Counting) -> None:
    assert blt.read(blt.write(counting)) == counting


@pytest.mark.parametrize("name", ["", "A\nB", "A\tB", "A\u2028B", "A\u2066B"])
def test_a_name_that_the_format_cannot_hold_is_not_written(name: str) -> None:
    counting = Counting(Contest(("Ada", name)), Profile.of({}), BallotKind.RANKING)
    with pytest.raises(BallotsFaulty) as refused:
        blt.write(counting)
    assert [fault.code for fault in refused.value.faults] == ["name_unwritable"]


def test_ballots_that_are_no_rankings_are_not_written() -> None:
    counting = Counting(Contest(("Ada",)), Profile.of({(0,): 1}), BallotKind.CHOICE)
    with pytest.raises(BallotsFaulty) as refused:
        blt.write(counting)
    assert [fault.code for fault in refused.value.faults] == ["kind_unwritable"]


@pytest.mark.realdata
@pytest.mark.skipif(not SCOTLAND.is_dir(), reason="../shared/realdata/scot2017 is not there")
def test_the_files_of_the_scottish_councils_are_read() -> None:
    read = {
        path.name: blt.read(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(SCOTLAND.glob("*2017_ward1.blt"))
    }
    assert len(read) == 4
    fife = read["fife_2017_ward1.blt"]
    assert (len(fife.contest.candidates), fife.contest.seats, fife.profile.valid) == (8, 3, 6211)
    assert all(blt.read(blt.write(counting)) == counting for counting in read.values())
