"""`rochdale bench ballots` gives its figures with ratio and goal; how fast they are is asked elsewhere."""

from __future__ import annotations

import json
import shutil

import click
import pytest

from needs import needs_program
from rochdale.config.bench import ballots


@pytest.mark.slow
@needs_program("belenios-tool")
def test_every_figure_has_its_yardstick() -> None:
    figures = [each.as_json() for each in ballots.run(ballots=3, closing=6)]
    assert json.loads(json.dumps(figures)) == figures
    names = [each["name"] for each in figures]
    assert names == ["encrypt", "verify_on_arrival", "verify_archive", "tally", "close"]
    assert all(each["yardstick_value"] and each["goal"] for each in figures)


def test_without_the_tool_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(click.ClickException, match="apt install belenios-tool"):
        next(ballots.run())
