"""Approval against the committees that another program expects: 80 profiles of abcvoting, rule `av`."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from needs import needs_real_records, real_records
from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

PROFILES = "abcvoting"
FILES = sorted(real_records(PROFILES).glob("*.yaml"))
pytestmark = [pytest.mark.realdata, pytest.mark.slow, needs_real_records(PROFILES)]


def committees(outcome: Outcome, seats: int) -> set[tuple[int, ...]]:
    """All that a lot could give: the levels that fit whole, and each way to fill what is left from the next."""
    sure: list[int] = []
    for level in outcome.order:
        if len(sure) + len(level) > seats:
            return {tuple(sorted((*sure, *lucky))) for lucky in combinations(level, seats - len(sure))}
        sure += level
    return {tuple(sorted(sure))}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_committees_are_those_expected(file: Path) -> None:
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    expected = next(
        each["result"] for each in told["compute"] if each["rule_id"] == "av" and not each["resolute"]
    )
    if expected is None:
        pytest.skip(f"{file.name} expects no committees by approval")
    names = tuple(f"candidate {one}" for one in range(told["num_cand"]))
    ballots = Counter(tuple(sorted(ballot)) for ballot in told["profile"] if ballot)
    contest = Contest(names, told["committeesize"])
    outcome = tally("approval", contest, Profile.of(ballots), BallotKind.CHOICE, seed="1")
    possible = {tuple(sorted(committee)) for committee in expected}
    assert committees(outcome, contest.seats) == possible
    assert tuple(sorted(outcome.elected)) in possible
