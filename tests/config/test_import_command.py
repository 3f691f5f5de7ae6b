"""`rochdale import pkdd99 DIR`, as a person and as a program see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from banking.pkdd99.small_bank import SmallBank
from rochdale.config import runtime
from rochdale.config.cli import main


@pytest.fixture(autouse=True)
def running(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests, in the place of one that the command would start."""

    @contextmanager
    def ready() -> Iterator[None]:
        yield None

    monkeypatch.setattr(runtime, "ready", ready)


def run(folder: Path, slug: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["import", "pkdd99", str(folder), "--slug", slug, *options])


def test_the_report_is_in_words(slug: str, tmp_path: Path) -> None:
    bank = SmallBank().append("trans.asc", '200;2;930215;"PRIJEM";"VKLAD";0.00;688.70;"";;')
    result = run(bank.write(tmp_path), slug)
    assert result.exit_code == 0, result.output
    for words in (
        f"{slug} was founded.",
        "3 members, 2 accounts, 3 holders; recorded: 2 standing orders, 1 loans, 1 cards.",
        "7 transactions of 2 accounts stand as 7 entries, 1 of them rounding differences of 0.10 CZK in all",
        "6 of 6 account-days close with the balance that the bank printed.",
        "Set aside: 1 transactions dated 1994-03-31 or later (trans.asc, lines 8 to 8).",
        "Transactions of nothing, which are no entries: trans.asc, lines 9.",
        "Days through 1994-03-30 are closed; 1994-03-31 is open.",
    ):
        assert words in result.output


def test_a_program_reads_json_and_twice_says_already_there(slug: str, tmp_path: Path) -> None:
    folder = SmallBank().write(tmp_path)
    first, again = (json.loads(run(folder, slug, "--json").stdout) for _ in range(2))
    assert (first["already_there"], again["already_there"]) == (False, True)
    assert first["days_matched"] == first["closings_checked"] == 5
    assert "was already there; nothing changed" in run(folder, slug).output


def test_every_fault_is_named_and_the_exit_status_is_1(slug: str, tmp_path: Path) -> None:
    bank = SmallBank().drop("card.asc").change("trans.asc", 4, "3.20", "3.2O")
    folder = bank.write(tmp_path)
    result = run(folder, slug)
    assert result.exit_code == 1
    assert "There are 2 faults in these files. Nothing was imported." in result.stderr
    assert "  card.asc: the file is missing" in result.stderr
    assert "  trans.asc, line 4: amount says “3.2O”, which is no amount" in result.stderr
    told = json.loads(run(folder, slug, "--json").stdout)
    assert told["refused"] == "files_faulty"
    assert [fault["line"] for fault in told["faults"]] == [None, 4]
