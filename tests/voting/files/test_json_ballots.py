"""Ballots as JSON: what is written is read again, hostile texts are refused with line and reason, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.voting import papers
from rochdale.voting.ballots import BallotKind, Paper
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import Counting
from rochdale.voting.files.json_ballots import read, write
from rochdale.voting.profiles import Profile, sort_ballots
from voting.conftest import rankings

NAMES = ("Ada", "Blaise", "Chloé", "“Dé” \\ ]", "Émile-{", "张伟")

GOOD = """{
  "format": "rochdale-ballots-1",
  "title": "Directors",
  "candidates": ["Ada", "Blaise", "Chloé"],
  "withdrawn": ["Blaise"],
  "seats": 2,
  "paper": {"kind": "choice", "marks_max": 2},
  "ballots": [
    {"count": 12, "choice": ["Chloé", "Ada"]},
    {"choice": ["Ada"]},
    {"count": 2, "choice": []},
    {"count": 3, "choice": ["Ada", "Blaise", "Chloé"]},
    {"choice": ["Ada", "Ada", "Ada"]}
  ],
  "blank": 4,
  "spoilt": {"count": 1, "reasons": {"torn": 1}}
}
"""


def test_a_whole_file_is_read() -> None:
    counting = read(GOOD)
    assert counting.contest == Contest(("Ada", "Blaise", "Chloé"), 2, frozenset({1}))
    assert counting.title == "Directors"
    assert counting.paper == Paper(BallotKind.CHOICE, 3, marks_max=2)
    profile = counting.profile
    assert profile.ballots == (((0,), 1), ((0, 2), 12))
    assert (profile.valid, profile.blank, profile.spoilt_count, profile.cast) == (13, 6, 5, 24)
    assert profile.spoilt == {"candidate_repeated": 1, "marks_too_many": 4, "torn": 1}


@st.composite
def papers_and_ballots(draw: st.DrawFn, candidates: int) -> tuple[Paper, Any]:
    place = st.integers(0, candidates - 1)
    choice = st.lists(place, max_size=candidates + 1).map(lambda marks: tuple(sorted(marks)))
    tier = st.lists(place, max_size=2).map(lambda marks: tuple(sorted(marks)))
    ranking = rankings(candidates) | rankings(candidates, ties=True) | st.lists(tier, max_size=4).map(tuple)
    scores = st.lists(st.none() | st.integers(-3, 12), min_size=candidates, max_size=candidates).map(tuple)
    return draw(
        st.sampled_from(
            [
                (papers.choose_one(candidates), choice),
                (papers.choose_up_to(candidates, 3, 2), choice),
                (papers.approval(candidates), choice),
                (papers.budget(range(candidates), 4), choice),
                (papers.ranked(candidates), ranking),
                (papers.ranked(candidates, ties=True), ranking),
                (papers.score(candidates, 10, -2), scores),
                (papers.points(candidates, 9, 3), scores),
            ]
        )
    )


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    candidates = draw(st.integers(1, len(NAMES)))
    withdrawn = draw(st.frozensets(st.integers(0, candidates - 1)))
    contest = Contest(NAMES[:candidates], draw(st.integers(1, 9)), withdrawn)
    paper, ballot = draw(papers_and_ballots(candidates))
    profile: Profile[Any] = sort_ballots(draw(st.lists(ballot, max_size=12)), paper)
    return Counting(contest, profile, paper.kind, draw(st.sampled_from(["", "Assemblée", 'a "b" \\'])), paper)


@given(countings())
def test_what_is_written_is_read_again(counting: Counting) -> None:
    text = write(counting)
    assert read(text) == counting
    assert write(read(text)) == text
    assert read(json.dumps(json.loads(text))) == counting


@given(countings())
def test_without_a_paper_the_narrowest_is_written(counting: Counting) -> None:
    bare = Counting(counting.contest, counting.profile, counting.kind, counting.title)
    again = read(write(bare))
    assert (again.contest, again.profile, again.kind, again.title) == (
        bare.contest, bare.profile, bare.kind, bare.title,
    )  # fmt: skip


class Priced(Contest):
    """A contest that says more than the format has room for."""


def test_what_the_format_has_no_room_for_is_not_written() -> None:
    counting = Counting(Priced(("Ada",)), Profile.of({}), BallotKind.CHOICE)
    with pytest.raises(BallotsFaulty) as refused:
        write(counting)
    assert [fault.code for fault in refused.value.faults] == ["contest_unwritable"]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


FAULTY = [
    ("", [(1, "json_malformed")]),
    ("[]", [(1, "json_malformed")]),
    ('{"format": ', [(1, "json_malformed")]),
    (GOOD + "x", [(18, "json_malformed")]),
    (changed('"seats": 2,', '"seats": 2'), [(7, "json_malformed")]),
    (changed('{"choice": ["Ada"]}', "{'choice': []}"), [(10, "json_malformed")]),
    (changed('"blank": 4', '"blank": ' + "9" * 5000), [(15, "json_excessive")]),
    (changed('["Chloé", "Ada"]', "[" * 100_000), [(9, "json_excessive")]),
    ("{}", [(None, "member_missing")] * 4 + [(None, "candidates_miscounted")]),
    (changed("rochdale-ballots-1", "rochdale-ballots-2"), [(2, "format_unknown")]),
    (changed('"seats"', '"seat"'), [(6, "member_unknown")]),
    (changed('"blank": 4', '"seats": 4'), [(15, "member_repeated")]),
    (changed('"Directors"', "7"), [(3, "text_wanted")]),
    (changed('"Directors"', '"' + "x" * 201 + '"'), [(3, "text_wanted")]),
    (changed('"Directors"', '"a\\u202eb"'), [(3, "text_wanted")]),
    (changed('["Ada", "Blaise", "Chloé"]', '"Ada"'), [(4, "names_wanted"), (4, "candidates_miscounted")]),
    (changed('["Ada", "Blaise", "Chloé"]', '["Ada", "Blaise", "Chloé", "Ada "]'), [(4, "name_listed_twice")]),
    (changed('["Ada", "Blaise", "Chloé"]', '["Ada", "Blaise", "Chloé", 1.5]'), [(4, "name_wanted")]),
    (changed('["Ada", "Blaise", "Chloé"]', '["Ada", "Blaise", "Chloé", "\\ud800"]'), [(4, "name_wanted")]),
    (changed('["Blaise"]', '["Denis"]'), [(5, "name_unknown")]),
    (changed('"seats": 2', '"seats": 0'), [(6, "number_wanted")]),
    (changed('"seats": 2', '"seats": true'), [(6, "number_wanted")]),
    (changed('"seats": 2', '"seats": 2.0'), [(6, "number_wanted")]),
    (changed('"seats": 2', '"seats": NaN'), [(6, "number_wanted")]),
    (changed('"kind": "choice"', '"kind": "cross"'), [(7, "kind_wanted")]),
    (changed('"kind": "choice"', '"kind": ["choice"]'), [(7, "kind_wanted")]),
    (changed('"marks_max": 2', '"marks_max": -2, "mark": 1'), [(7, "member_unknown"), (7, "number_wanted")]),
    (GOOD.replace('"paper"', '"papers"'), [(7, "member_unknown"), (None, "member_missing")]),
    (changed('"marks_max": 2', '"ties": 1'), [(7, "truth_wanted")]),
    (changed('"marks_max": 2', '"costs": {"Ada": 5, "Blaise": 6}'), [(7, "costs_wanted")]),
    (changed('"marks_max": 2', '"costs": [5, 6, 7]'), [(7, "numbers_wanted"), (7, "costs_wanted")]),
    (changed('"marks_max": 2', '"marks_max": 2, "marks_max": 3'), [(7, "member_repeated")]),
    (changed('{"choice": ["Ada"]}', '["Ada"]'), [(10, "ballot_wanted")]),
    (changed('{"choice": ["Ada"]}', '{"ranking": ["Ada"]}'), [(10, "ballot_wanted")]),
    (changed('{"choice": ["Ada"]}', '{"choice": ["Ada"], "voter": "me"}'), [(10, "ballot_wanted")]),
    (changed('{"choice": ["Ada"]}', '{"choice": ["Ada"], "choice": []}'), [(10, "ballot_wanted")]),
    (changed('{"choice": ["Ada"]}', '{"choice": "Ada"}'), [(10, "choice_wanted")]),
    (changed('{"choice": ["Ada"]}', '{"choice": ["Zoé", 7, null]}'), [(10, "name_unknown")] * 3),
    (changed('"marks_max": 2', '"costs": {"Ada": 5, "Ada": 6, "Blaise": 0, "Chloé": -1}'),
     [(7, "score_repeated"), (7, "costs_wanted")]),
    (GOOD.partition('"ballots"')[0] + '"ballots": 7}', [(8, "ballots_wanted")]),
    (changed('"count": 12', '"count": 0'), [(9, "number_wanted")]),
    (changed('"count": 12', '"count": "12"'), [(9, "number_wanted")]),
    (changed('"count": 12', '"count": 1e3'), [(9, "number_wanted")]),
    (changed('"count": 12', f'"count": {10**15 + 1}'), [(9, "number_wanted")]),
    (changed('"blank": 4', '"blank": -1'), [(15, "number_wanted")]),
    (changed('{"torn": 1}', '{"torn": 2}'), [(16, "spoilt_wanted")]),
    (changed('{"torn": 1}', '["torn"]'), [(16, "spoilt_wanted")]),
    # All faults are told at once.
    (changed('"seats": 2', '"seats": -2').replace('"Ada"]}', '"Zoé"]}', 2).replace("12", "-12"),
     [(6, "number_wanted"), (9, "number_wanted"), (10, "name_unknown")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), FAULTY)
def test_a_broken_file_is_refused_with_line_and_reason(
    text: str, faults: list[tuple[int | None, str]]
) -> None:
    with pytest.raises(BallotsFaulty) as refused:
        read(text, "board.json")
    assert [(fault.line, fault.code) for fault in refused.value.faults] == faults
    assert {fault.source for fault in refused.value.faults} == {"board.json"}


def other_kind(paper: dict[str, object], ballot: object) -> str:
    return json.dumps(
        {"format": "rochdale-ballots-1", "candidates": ["Ada", "Blaise"], "paper": paper, "ballots": [ballot]}
    )


@pytest.mark.parametrize(
    ("paper", "ballot", "code"),
    [
        ({"kind": "ranking"}, {"ranking": {"Ada": 1}}, "ranking_wanted"),
        ({"kind": "ranking"}, {"ranking": [["Ada", "Zoé"]]}, "name_unknown"),
        ({"kind": "ranking"}, {"ranking": [[["Ada"]]]}, "name_unknown"),
        ({"kind": "scores"}, {"scores": ["Ada"]}, "numbers_wanted"),
        ({"kind": "scores"}, {"scores": {"Ada": "5"}}, "number_wanted"),
        ({"kind": "scores"}, {"scores": {"Ada": 5, "Ada ": 6}}, "score_repeated"),
    ],
)
def test_a_broken_ballot_of_each_kind(paper: dict[str, object], ballot: object, code: str) -> None:
    with pytest.raises(BallotsFaulty) as refused:
        read(other_kind(paper, ballot))
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_name_is_the_same_in_any_form_of_unicode() -> None:
    decomposed = GOOD.replace('["Chloé", "Ada"]', '["Chloe\u0301", "Ada"]')
    assert decomposed != GOOD
    assert read(decomposed) == read(GOOD)


def test_an_empty_score_is_nothing_and_a_tie_is_a_list() -> None:
    scored = read(other_kind({"kind": "scores"}, {"scores": {"Ada": 0, "Blaise": None}}))
    assert scored.profile.ballots == (((0, None), 1),)
    ranked = read(other_kind({"kind": "ranking", "ties": True}, {"ranking": [["Blaise", "Ada"]]}))
    assert ranked.profile.ballots == ((((0, 1),), 1),)


def test_of_too_many_faults_only_the_first_thousand_are_told() -> None:
    many = ",\n".join('{"choice": ["Zoé"]}' for _ in range(1500))
    with pytest.raises(BallotsFaulty) as refused:
        read(changed('{"choice": ["Ada"]}', many))
    assert len(refused.value.faults) == 1001
    assert refused.value.faults[-1].facts == {"left_out": 500}
    assert refused.value.faults[999].line == 10 + 999


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 8)))
        text = (
            text[:start]
            + data.draw(st.sampled_from(["", "0", "-", '"', "[", "{", "null", "\\", ",", "é"]))
            + text[end:]
        )
    with suppress(BallotsFaulty):
        counting = read(text)
        assert read(write(counting)) == counting


def test_the_order_of_members_and_of_ballots_does_not_matter() -> None:
    members = json.loads(GOOD)
    members["ballots"].reverse()
    turned = json.dumps(dict(reversed(members.items())))
    assert read(turned) == read(GOOD)
    assert Counter(dict(read(turned).profile.ballots)) == {(0,): 1, (0, 2): 12}
