"""`rochdale bench register` gives its figures with ratio, goal and plan; how fast they are is asked elsewhere."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import cast

import pytest

from rochdale.config import embedded
from rochdale.config.bench import register

SEARCHES = (
    "search_letter",
    "search_beginning",
    "search_two_words",
    "search_number",
    "search_email",
    "page",
)


@pytest.mark.slow
def test_every_figure_has_its_yardstick(database: str, server: embedded.Server) -> None:
    here = cast("embedded.Server", SimpleNamespace(url=lambda role: server.url(role, database)))
    figures = [each.as_json() for each in register.run(here, seconds=0.05, members=3_000)]
    assert json.loads(json.dumps(figures)) == figures
    assert [each["name"] for each in figures] == [
        "import",
        *(
            f"{name}_p{percent}"
            for name in (
                "search_letter",
                "search_beginning",
                "search_two_words",
                "search_number",
                "search_email",
                "page",
            )
            for percent in (50, 95)
        ),
    ]
    assert all(each["ratio"] for each in figures)
    assert all("uses_index" in each for each in figures[1:])
    assert "uses_index" not in figures[0]
