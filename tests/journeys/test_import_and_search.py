"""Fifty thousand members come from a file on the command line, and an officer finds each of them on the page."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.audit.checks import differences
from rochdale.banking import actions as banking
from rochdale.capital import actions as capital
from rochdale.capital import queries as shares
from rochdale.config import runtime
from rochdale.config.bench import register as bench
from rochdale.config.bench.old_register import write_register
from rochdale.config.checks import ALL
from rochdale.config.cli import main
from rochdale.cooperatives import actions as cooperatives
from rochdale.membership import queries
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse

Enter = Callable[[Caisse, str], Client]
LINES, FIRST = 50_000, 101


@pytest.fixture
def running(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests, in the place of one that the command would start."""

    @contextmanager
    def ready() -> Iterator[None]:
        yield None

    monkeypatch.setattr(runtime, "ready", ready)


def run(path: Path, caisse: Caisse, *options: str) -> dict[str, object]:
    own = ["--cooperative", caisse.slug, "--json", "--despite-namesakes"]
    result = CliRunner().invoke(main, ["import", "members", str(path), *own, *options])
    assert result.exit_code == 0, result.output[-2_000:]
    report: dict[str, object] = json.loads(result.stdout)
    return report


@pytest.mark.slow
def test_fifty_thousand_members_are_imported_and_found(
    caisse: Caisse, enter: Enter, running: None, owner: psycopg.Connection, tmp_path: Path
) -> None:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse")
    banking.open_books(by=caisse.by)
    capital.open_qualifying_class(by=caisse.by)
    path = tmp_path / "register.csv"
    write_register(path, members=LINES, dice=random.Random(1937), first=FIRST)
    trial = run(path, caisse)
    assert trial["written"] is False
    done = run(path, caisse, "--yes")
    assert (done["written"], done["lines"]) == (True, LINES)
    assert run(path, caisse, "--yes")["already_there"] is True
    owner.execute("ANALYZE")

    client = enter(caisse, "officer")
    with inside(caisse.by.cooperative_id):
        last = queries.member(number=FIRST + LINES - 1)
        totals = shares.share_totals(on=TODAY)
    assert [each.shares for each in totals] == [done["present"]]
    counts = set()
    for asked in (
        str(last.number),
        last.particulars.family_name,
        last.name[:4],
        "tremb",
        f"membre{FIRST}@example.org",
    ):
        with CaptureQueriesContext(connection) as captured:
            page = client.get(caisse.at("register/"), {"q": asked})
        assert page.status_code == 200
        counts.add(len(captured))
        if asked in {str(last.number), last.particulars.family_name}:
            assert last.particulars.family_name in page.content.decode()
    assert len(counts) == 1
    assert counts.pop() <= 12
    assert client.get(caisse.at(f"register/{last.number}/")).status_code == 200

    with inside(caisse.by.cooperative_id):
        names, _ = bench.sample(caisse.by)
        assert all(bench.reads_by_index(each) for each in bench.questions(caisse.by, names, LINES))
    assert list(differences(caisse.by.cooperative_id, ALL)) == []
