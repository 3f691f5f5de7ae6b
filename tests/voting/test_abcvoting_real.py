"""Eighty approval profiles with the committees that another program expects: ours must be just those.

They are those of `abcvoting` (M. Lackner and others, MIT). Of its 28 rules these are the ones that we have,
beside plain approval.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from needs import needs_real_records, real_records
from rochdale.voting.contests import Contest
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import RULES

from .budgeting import ByName, reachable

FILES = sorted(real_records("abcvoting").glob("*.yaml"))
pytestmark = [pytest.mark.realdata, pytest.mark.slow, needs_real_records("abcvoting")]

# Every tied committee is listed: they must be exactly those that our lots can reach.
ALL_TIED = {
    "seqphragmen": "phragmen",
    "equal-shares": "equal_shares",
    "equal-shares-with-av-completion": "equal_shares_approval",
}
# One committee is listed, where the first by number wins every tie.
FIRST_ALONE = {"equal-shares-with-increment-completion": "equal_shares_increment"}


@cache
def _instance(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def _question(path: Path) -> tuple[Contest, Profile[tuple[int, ...]]]:
    instance = _instance(path)
    names = tuple(f"{one:03}" for one in range(instance["num_cand"]))
    ballots = Counter(tuple(sorted(ballot)) for ballot in instance["profile"])
    return Contest(names, instance["committeesize"]), Profile.of(ballots)


def _expected(path: Path, rule: str, *, resolute: bool) -> set[frozenset[int]]:
    (found,) = (
        entry["result"]
        for entry in _instance(path)["compute"]
        if entry["rule_id"] == rule and entry["resolute"] == resolute
    )
    return {frozenset(committee) for committee in found}


def test_none_of_the_eighty_is_missing() -> None:
    assert len(FILES) == 80


@pytest.mark.parametrize("rule", ALL_TIED)
def test_what_the_lots_can_reach_is_what_is_expected(rule: str) -> None:
    wrong = [
        path.name
        for path in FILES
        if reachable(ALL_TIED[rule], *_question(path)) != _expected(path, rule, resolute=False)
    ]
    assert not wrong


@pytest.mark.parametrize("rule", FIRST_ALONE)
def test_the_one_committee_is_the_one_expected(rule: str) -> None:
    wrong = [
        path.name
        for path in FILES
        if {frozenset(RULES[FIRST_ALONE[rule]].count(*_question(path), ByName()).elected)}
        != _expected(path, rule, resolute=True)
    ]
    assert not wrong
