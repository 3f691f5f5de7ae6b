"""Eighty-eight participatory budgets that towns decided, and what another program makes of the small ones.

The files are from pabulib.org (P. Faliszewski and others, 2023). The oracle is pabutools 1.2.3, which breaks every
tie for the project that is first by name; so do these tests, by their lots. It knows no threshold.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from needs import needs_real_records, real_records
from rochdale.voting.ballots import BallotKind
from rochdale.voting.files.pabulib import BudgetFile, read_whole, write
from rochdale.voting.rules import RULES

from .budgeting import ByName, reachable

FOLDER = real_records("pabulib")
FILES = sorted(FOLDER.glob("*.pb"))
pytestmark = [pytest.mark.realdata, pytest.mark.slow, needs_real_records("pabulib")]

ORACLE = {
    "greedy_cost_sat": "budget_greedy",
    "greedy_cardinality_sat": "budget_greedy_per_cost",
    "mes_cost_sat": "budget_equal_shares",
    "mes_cardinality_sat": "budget_equal_shares_cardinality",
    "phragmen": "budget_phragmen",
}

# Which rule of ours is meant by the official one, for votes of approval and for votes of points.
OFFICIAL = {
    "greedy": ("budget_greedy", "budget_greedy_points"),
    "greedy-threshold": ("budget_greedy", "budget_greedy_points"),
    "greedy-no-skip": ("budget_greedy_no_skip", ""),
    # Rules of one town each, which come to the same in the files that we have.
    "greedy-exclusive": ("budget_greedy", ""),
    "greedy-custom": ("budget_greedy", ""),
    "equalshares/add1": ("budget_equal_shares_add1", ""),
    # Wieliczka then compared with greedy, voter by voter, and kept equal shares.
    "equalshares/add1-comparison": ("budget_equal_shares_add1", ""),
}
# Two projects with 40 points each, 24 and 26, and money for one: the town drew 26. Ours is 24 by name, 26 by lot.
DRAWN_OTHERWISE = "Poland_Krakow_2022_Czyzyny.pb"

# A voter who ticked a project twice was counted twice for it by the town, and is counted once by us.
TICKED_TWICE = {
    "Poland_Warszawa_2026_Golabki_Szamoty_Niedzwiadek.pb": {"792": 1},
    "Poland_Warszawa_2026_Miedzylesie_Radosc.pb": {"1232": 1},
    "Poland_Warszawa_2026_Tarchomin.pb": {"1543": 1, "1557": 1},
}


@cache
def _file(path: Path) -> BudgetFile:
    return read_whole(path.read_text(encoding="utf-8"), path.name)


def _recount(file: BudgetFile) -> tuple[Counter[int], Counter[int]]:
    """Who named each project, and the points that it got, ballot by ballot."""
    votes: Counter[int] = Counter()
    points: Counter[int] = Counter()
    for ballot, times in file.counting.profile.ballots:
        for place, part in enumerate(ballot):
            if isinstance(part, tuple):
                votes[part[0]] += times
                points[part[0]] += times * file.contest.points_at(place)
            elif file.counting.kind is BallotKind.SCORES and part is not None:
                votes[place] += times
                points[place] += times * part
            elif isinstance(part, int):
                votes[part] += times
                points[part] += times
    return votes, points


def _funded(file: BudgetFile) -> set[int]:
    return {one for one, selected in enumerate(file.published.selected) if selected == 1}


def test_none_of_the_eighty_eight_is_missing() -> None:
    assert len(FILES) == 88


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_published_votes_are_the_recount(path: Path) -> None:
    file = _file(path)
    votes, points = _recount(file)
    every = range(len(file.contest.candidates))
    twice = {file.contest.candidates[one]: file.ticked_twice[one] for one in every if file.ticked_twice[one]}
    assert twice == TICKED_TWICE.get(path.name, {})
    assert [votes[one] + file.ticked_twice[one] for one in every] == list(file.published.votes)
    if file.published.scores[0] is not None:
        assert [points[one] for one in every] == list(file.published.scores)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_is_read_as_the_same(path: Path) -> None:
    file = _file(path)
    again = read_whole(write(file.counting, _funded(file)))
    assert again.counting == file.counting
    assert _funded(again) == _funded(file)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_official_selection_is_ours(path: Path) -> None:
    file = _file(path)
    by_approval, by_points = OFFICIAL[file.meta["rule"]]
    rule = by_approval if file.counting.kind is BallotKind.CHOICE else by_points
    if path.name == DRAWN_OTHERWISE:
        assert _funded(file) in reachable(rule, file.contest, file.counting.profile)
    else:
        outcome = RULES[rule].count(file.contest, file.counting.profile, ByName())
        assert set(outcome.elected) == _funded(file)


def test_every_kind_of_official_rule_is_there() -> None:
    assert {_file(path).meta["rule"] for path in FILES} == OFFICIAL.keys()


def _oracle() -> dict[str, dict[str, list[str]]]:
    path = FOLDER / "pabutools_expected.json"
    expected: dict[str, dict[str, list[str]]] = (
        json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    )
    return expected


@pytest.mark.parametrize("name", _oracle())
def test_five_rules_give_what_the_oracle_gives(name: str) -> None:
    file = _file(FOLDER / name)
    contest = replace(file.contest, score_min=0)
    for rule, expected in _oracle()[name].items():
        outcome = RULES[ORACLE[rule]].count(contest, file.counting.profile, ByName())
        assert sorted(outcome.elected_names) == sorted(expected), rule
