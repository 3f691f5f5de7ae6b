"""`rochdale bench assembly` as a person starts it; how fast it is is asked elsewhere, but nothing may be lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-c", "from rochdale.config.cli import main; main()"]
MEMBERS = 60
SECONDS_MAX = 120


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, Any]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    said = subprocess.run(
        [*PROGRAM, "bench", "assembly", "--members", str(MEMBERS), "--json"],
        env=kept | {"PYTHONPATH": "src"}, capture_output=True, text=True, timeout=SECONDS_MAX, check=False,
    )  # fmt: skip
    assert said.stdout, said.stderr
    return {each["name"]: each for each in json.loads(said.stdout)["results"]}


def test_every_figure_has_its_yardstick(figures: dict[str, dict[str, Any]]) -> None:
    assert list(figures) == [
        "check_in_p95",
        "check_in_time",
        "vote_p95",
        "vote_time",
        "vote_processor",
        "present",
        "participants",
        "ballots",
        "refused_or_failed",
        "cut_or_sent_twice",
    ]
    assert all(each["yardstick_value"] for each in figures.values())


@pytest.mark.parametrize("name", ["present", "participants", "ballots", "refused_or_failed"])
def test_nobody_is_lost_on_a_network_that_drops(figures: dict[str, dict[str, Any]], name: str) -> None:
    assert figures[name]["met"], figures[name]
    assert figures["cut_or_sent_twice"]["value"] > 0


def test_all_members_voted(figures: dict[str, dict[str, Any]]) -> None:
    assert figures["ballots"]["value"] == figures["participants"]["value"] == MEMBERS
