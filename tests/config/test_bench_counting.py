"""`rochdale bench counting` gives its figures with ratio and goal; how fast they are is asked elsewhere."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from rochdale.config.bench import counting
from rochdale.config.cli import bench


def test_every_figure_has_its_yardstick() -> None:
    figures = [each.as_json() for each in counting.run(rankings=2_000, approvals=1_000)]
    assert json.loads(json.dumps(figures)) == figures
    assert [each["name"] for each in figures] == [
        "scottish_stv",
        "meek_stv",
        "read_blt",
        "scottish_stv_distinct",
        "budget_equal_shares",
        "budget_equal_shares_cardinality",
    ]
    assert all(each["ratio"] for each in figures)
    assert all(each["met"] for each in figures)


def test_a_count_slower_than_its_goal_is_not_met() -> None:
    slow = counting.figure("slow", lambda: sum(range(100_000)), lambda: None, 0.0)
    assert not slow.met
    assert slow.goal == "under 0 s"


def test_counting_is_measured_without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    few = list(counting.run(rankings=1_000, approvals=500))
    monkeypatch.setattr(counting, "run", lambda: iter(few))
    printed = CliRunner().invoke(bench.command, ["counting", "--json"])
    report = json.loads(printed.stdout)
    assert printed.exit_code == (0 if all(each["met"] for each in report["results"]) else 1)
    assert "postgresql" not in report["machine"]
