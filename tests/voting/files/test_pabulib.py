"""The `.pb` format: what is read and written, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Paper
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import Counting
from rochdale.voting.files.pabulib import read, read_whole, write
from rochdale.voting.files.pabulib.sections import LINE_LENGTH_MAX
from rochdale.voting.profiles import Profile

# A busy machine is not slow code.
a_few = settings(max_examples=60, deadline=None)

GOOD = """META
key;value
description;A street decides
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
currency;EUR
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;selected
a;300;2;Lamp;1
b;700.5;2;"Bench; with ""back""\";1
c;900;1;Tree;0
VOTES
voter_id;vote
1;a,b
2;b
3;c,a
4;
"""


def faults_in(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(BallotsFaulty) as refused:
        read(text, "street.pb")
    assert all(fault.source == "street.pb" for fault in refused.value.faults)
    return [(fault.line, fault.code) for fault in refused.value.faults]


def test_a_good_file_is_read() -> None:
    file = read_whole(GOOD)
    contest = file.contest
    assert (contest.candidates, contest.titles) == (("a", "b", "c"), ("Lamp", 'Bench; with "back"', "Tree"))
    assert (contest.costs, contest.budget, contest.decimals) == ((30000, 70050, 90000), 100050, 2)
    assert file.counting.kind is BallotKind.CHOICE
    assert dict(file.counting.profile.ballots) == {(0, 1): 1, (1,): 1, (0, 2): 1}
    assert file.counting.profile.blank == 1
    assert file.counting.title == "A street decides"
    assert (file.published.votes, file.published.selected) == ((2, 2, 1), (1, 1, 0))


@pytest.mark.parametrize("turn", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_marks_of_other_systems_do_not_matter(turn: object) -> None:
    assert callable(turn)
    assert read(turn(GOOD)) == read(GOOD)


def test_decimals_are_as_many_as_are_written() -> None:
    file = read_whole(GOOD.replace("1000.50", "1000").replace("700.5", "700,125"))
    assert file.contest.decimals == 3
    assert file.contest.costs[1] == 700125
    assert read_whole(GOOD.replace("1000.50", "1000").replace("700.5", "700")).contest.budget == 1000


def test_a_ranking_gives_points_by_place() -> None:
    file = read_whole(GOOD.replace("vote_type;approval", "vote_type;ordinal"))
    assert file.contest.place_points == (2, 1)
    assert dict(file.counting.profile.ballots) == {((0,), (1,)): 1, ((1,),): 1, ((2,), (0,)): 1}


def test_points_are_read_beside_their_projects() -> None:
    text = GOOD.replace("vote_type;approval", "vote_type;cumulative").replace(
        "max_length;2", "max_sum_points;5"
    )
    text = text.replace("voter_id;vote", "voter_id;vote;points").replace("1;a,b\n", "1;b,a;1,4\n")
    text = text.replace("2;b\n", "2;b;5\n").replace("3;c,a\n", "3;c,a;2,2\n").replace("4;\n", "4;;\n")
    file = read_whole(text)
    assert dict(file.counting.profile.ballots) == {(4, 1, None): 1, (None, 5, None): 1, (2, None, 2): 1}
    assert faults_in(text.replace("5\n3", "6\n3")) == [(19, "points_too_many"), (19, "score_out_of_range")]
    assert faults_in(text.replace(";1,4\n", ";1\n")) == [(18, "points_malformed")]
    assert faults_in(text.replace(";1,4\n", ";1,x\n")) == [(18, "points_malformed")]
    assert faults_in(text.replace("b,a;1,4", "b,b;1,4")) == [(18, "project_named_twice")]


def test_a_threshold_with_decimals_is_the_next_whole_number() -> None:
    text = GOOD.replace("currency;EUR", "min_project_score_threshold;1.5")
    assert read_whole(text).contest.score_min == 2
    assert faults_in(text.replace("1.5", "some")) == [(8, "number_malformed")]


# A project whose line cannot be read is missing wherever it is named.
CELLS = [
    (4, "projects_miscounted"),
    (13, "cells_miscounted"),
    (18, "project_unknown"),
    (20, "project_unknown"),
]


def test_a_project_that_is_ticked_again_is_approved_of_once() -> None:
    file = read_whole(GOOD.replace("1;a,b", "1;a,b,a,a"))
    assert file.ticked_twice == (2, 0, 0)
    assert file.counting.profile == read(GOOD).profile


# What is changed in the good file, and what is then found wrong, with the line.
FAULTS = [
    ("META\nkey", "key", [(1, "section_missing"), (None, "section_missing")]),
    ("PROJECTS\n", "PROJECTS\nPROJECTS\n", [(12, "section_repeated")]),
    ("key;value", "key;worth", [(2, "column_missing")]),
    ("project_id;cost;votes;", "project_id;price;votes;", [(12, "column_missing")]),
    ("voter_id;vote", "voter_id;choice", [(17, "column_missing")]),
    ("cost;votes;", "cost;cost;", [(12, "column_repeated")]),
    ("a;300;2;Lamp;1", "a;300;2;Lamp", CELLS),
    ("currency;EUR", "budget;5", [(8, "key_repeated")]),
    ("budget;1000.50\n", "", [(None, "key_missing")]),
    ("budget;1000.50", "budget;", [(6, "key_missing")]),
    ("budget;1000.50", "budget;-5", [(6, "amount_malformed")]),
    ("budget;1000.50", "budget;0.00", [(6, "amount_malformed")]),
    ("budget;1000.50", "budget;1e5", [(6, "amount_malformed")]),
    ("budget;1000.50", "budget;१००", [(6, "amount_malformed")]),
    ("vote_type;approval\n", "", [(None, "key_missing")]),
    ("vote_type;approval", "vote_type;guess", [(7, "vote_type_unknown")]),
    ("a;300;", "a;;", [(13, "amount_malformed")]),
    ("a;300;", "a;0;", [(13, "amount_malformed")]),
    ("a;300;", "a;nan;", [(13, "amount_malformed")]),
    ("a;300;", "a;1.23456;", [(13, "amount_malformed")]),
    ("a;300;", ";300;", [(13, "project_unnamed"), (18, "project_unknown"), (20, "project_unknown")]),
    ("c;900;", "a;900;", [(15, "project_repeated"), (20, "project_unknown")]),
    ("num_projects;3", "num_projects;4", [(4, "projects_miscounted")]),
    ("num_votes;4", "num_votes;5", [(5, "votes_miscounted")]),
    ("num_votes;4", "num_votes;many", [(5, "number_malformed")]),
    ("currency;EUR", "default_score;1", [(8, "default_score_unsupported")]),
    ("1;a,b", "1;a,z", [(18, "project_unknown")]),
    ("1;a,b", "1;a,,b", [(18, "project_unknown")]),
    ("1;a,b", "1;a,b,c", [(18, "marks_too_many")]),
    ("2;b", "1;b", [(19, "voter_repeated")]),
    ("2;b", '2;"b', [(5, "votes_miscounted"), (19, "quotation_malformed")]),
    ("2;b", "2;\0", [(5, "votes_miscounted"), (19, "character_not_allowed")]),
    ("A street", "A \x1b]0;street", [(3, "character_not_allowed")]),
    ("Lamp", "L\u202eamp", [(4, "projects_miscounted"), (13, "character_not_allowed"), *CELLS[2:]]),
    ("2;b", "2;" + "b" * LINE_LENGTH_MAX, [(5, "votes_miscounted"), (19, "line_too_long")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_a_fault_is_named_with_its_line(old: str, new: str, expected: list[tuple[int | None, str]]) -> None:
    assert old in GOOD
    assert faults_in(GOOD.replace(old, new, 1)) == expected


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = GOOD.replace("a;300;", "a;free;").replace("1;a,b", "1;a,z").replace("num_votes;4", "num_votes;9")
    assert faults_in(text) == [(5, "votes_miscounted"), (13, "amount_malformed"), (18, "project_unknown")]


def test_a_hopeless_file_has_not_more_faults_than_can_be_read() -> None:
    found = faults_in(GOOD + "x;z\n" * 5000)
    assert len(found) == 1001
    assert found[-1] == (None, "faults_too_many")


def test_a_file_too_faulty_to_tell_it_all_is_refused_like_another() -> None:
    head = "META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
    found = faults_in(head + "torn\n" * 1001 + "VOTES\nvoter_id;vote\n")
    assert found[-1] == (None, "faults_too_many")


def test_a_choose_one_vote_names_one() -> None:
    found = faults_in(GOOD.replace("vote_type;approval", "vote_type;choose-1"))
    assert found == [(18, "marks_too_many"), (20, "marks_too_many")]


def test_what_a_fault_quotes_is_cut() -> None:
    with pytest.raises(BallotsFaulty) as refused:
        read(GOOD.replace("1;a,b", "1;" + "z" * 5000))
    assert len(str(refused.value.faults[0])) < 200


@pytest.mark.parametrize("text", ["", "\n\n", "META", "META\nPROJECTS\nVOTES", "VOTES\nvoter_id;vote\n1;a"])
def test_hardly_a_file_is_refused_and_nothing_else_happens(text: str) -> None:
    assert faults_in(text)


def faults_count(text: str) -> int:
    """How many faults a text has: nothing but a refusal that names some may happen."""
    try:
        read(text)
    except BallotsFaulty as refused:
        return len(refused.faults) or -1
    return 0


@a_few
@given(st.text(alphabet='METAPROJCSV;,"\n\r\0a1.é\ufeff\u2028', max_size=200))
def test_whatever_comes_is_refused_with_a_fault(text: str) -> None:
    assert faults_count(text) > 0


@a_few
@given(st.integers(0, len(GOOD) - 1), st.sampled_from([*'\0\n;,"x9-', ""]))
def test_a_good_file_with_one_wrong_character_is_read_or_refused(place: int, character: str) -> None:
    assert faults_count(GOOD[:place] + character + GOOD[place + 1 :]) >= 0


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    """A budget of any kind with its ballots."""
    count = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(BallotKind))
    titles = draw(
        st.lists(st.text(alphabet=' ;"aé,', max_size=6).map(str.strip), min_size=count, max_size=count)
    )
    contest = BudgetContest(
        candidates=tuple(f"p/{one}" for one in range(count)),
        costs=tuple(draw(st.lists(st.integers(1, 10**6), min_size=count, max_size=count))),
        budget=draw(st.integers(1, 10**7)),
        decimals=draw(st.integers(0, 4)),
        currency=draw(st.sampled_from(["", "CAD"])),
        titles=tuple(titles),
        place_points=tuple(range(count, 0, -1)) if kind is BallotKind.RANKING else (),
        score_min=draw(st.integers(0, 3)),
    )
    some = st.lists(st.integers(0, count - 1), unique=True, min_size=1)
    ballots: st.SearchStrategy[tuple[object, ...]] = some.map(lambda chosen: tuple(sorted(chosen)))
    if kind is BallotKind.RANKING:
        ballots = some.map(lambda order: tuple((one,) for one in order))
    if kind is BallotKind.SCORES:
        scores = st.tuples(*[st.none() | st.integers(0, 9)] * count)
        ballots = scores.filter(lambda written: any(one is not None for one in written))
    cast = draw(st.dictionaries(ballots, st.integers(1, 3), max_size=5))
    paper = Paper(kind, count, marks_max=count, score_min=0, score_max=9 if kind is BallotKind.SCORES else 10)
    return Counting(
        contest, Profile.of(cast, blank=draw(st.integers(0, 2))), kind, "A title; of a budget", paper
    )


@a_few
@given(countings())
def test_what_is_written_is_read_as_the_same(counting: Counting) -> None:
    again = read(write(counting, [0]))
    assert again.contest == counting.contest
    assert again.profile == counting.profile
    assert (again.kind, again.title) == (counting.kind, counting.title)


def test_a_line_break_in_a_name_does_not_break_the_file() -> None:
    contest = BudgetContest(candidates=("a",), costs=(1,), budget=1, decimals=0, titles=("Lamp\nMETA\r\n",))
    again = read_whole(write(Counting(contest, Profile.of({(0,): 1}), BallotKind.CHOICE)))
    assert again.contest.titles == ("Lamp META",)


def test_what_the_format_cannot_hold_is_not_written() -> None:
    contest = BudgetContest(candidates=("a,b", " c", "d\n", "e"), costs=(1, 1, 1, 1), budget=1)
    ranked = Counting(contest, Profile.of({((0, 1), (2,)): 1}), BallotKind.RANKING)
    with pytest.raises(BallotsFaulty) as refused:
        write(ranked)
    codes = [fault.code for fault in refused.value.faults]
    assert codes == ["name_unwritable", "name_unwritable", "name_unwritable", "kind_unwritable"]
    committee = Counting(Contest(("Ada", "Blaise")), Profile.of({(0,): 1}), BallotKind.CHOICE)
    with pytest.raises(BallotsFaulty):
        write(committee)
