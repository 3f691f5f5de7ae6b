"""The real bank (PKDD'99 Discovery Challenge, P. Berka and M. Sochorova), brought in whole and looked at again."""

from __future__ import annotations

import csv
import time
from collections import Counter
from datetime import date
from pathlib import Path

import psycopg
import pytest

from banking.importing.conftest import Census, order
from rochdale.audit.checks import differences
from rochdale.banking.actions.importing import Imported, import_pkdd99
from rochdale.config import embedded
from rochdale.config.checks import ALL
from rochdale.ledger import queries as ledger

pytestmark = [pytest.mark.realdata, pytest.mark.slow]
SLUG = "berka-whole"
LAST = date(1994, 3, 30)


@pytest.fixture(scope="module")
def whole(database: str, real_bank: Path) -> tuple[Imported, float]:
    """The import, and how many seconds of processor time ours took of it."""
    started = time.process_time()
    imported = import_pkdd99(by=order(), folder=real_bank, slug=SLUG)
    return imported, time.process_time() - started


@pytest.fixture(scope="module")
def imported(whole: tuple[Imported, float]) -> Imported:
    return whole[0]


def test_every_row_is_in_the_books_and_every_printed_balance_is_ours(imported: Imported) -> None:
    summary = imported.summary
    assert (summary.rows, summary.accounts, summary.account_days) == (22_927, 591, 18_939)
    assert summary.days_matched == imported.closings_checked == 18_939
    assert (summary.differences_posted, summary.differences_total_minor) == (941, -2_300)
    assert imported.entries == 22_927 + 941
    assert (imported.members, imported.accounts, imported.holders) == (5_369, 4_500, 5_369)
    assert (imported.standing_instructions, imported.loans, imported.cards) == (6_471, 682, 892)
    assert imported.counterparties == 5_106
    assert imported.unmoved_lines == ()
    assert (imported.closed_through, imported.open_day) == (LAST, date(1994, 3, 31))


def test_what_is_dated_later_is_counted(imported: Imported) -> None:
    later = imported.dated_later
    assert (later.accounts, later.loans, later.cards) == (3_271, 645, 886)
    assert imported.summary.set_aside.rows == 1_005


def test_the_amounts_of_the_file_are_those_of_the_chart(imported: Imported, real_bank: Path) -> None:
    """Summed here from the file with nothing of ours: the fees, and the last balance of the 591 accounts."""
    with (real_bank / "trans.asc").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["date"] < "940331"]
    sums: Counter[str] = Counter()
    for row in rows:
        minor = int(row["amount"].replace(".", ""))
        sums[row["k_symbol"]] += minor
        sums["all"] += minor if row["type"] == "PRIJEM" else -minor
    trial = {
        line.names["en"]: line.balance_minor for line in ledger.trial_balance(imported.cooperative_id, LAST)
    }
    assert trial["Fee income"] == -sums["SLUZBY"]
    assert trial["Interest expense"] == sums["UROK"]
    assert trial["Interest income"] == -sums["SANKC. UROK"]
    assert trial["Rounding differences"] == -2_300
    assert trial["Demand deposits of members"] == -(sums["all"] - 2_300)


def test_the_last_printed_balances_are_ours_by_raw_sql(
    imported: Imported, server: embedded.Server, database: str
) -> None:
    """Past all walls and actions: 591 accounts moved, 12 of them went below zero, one of them to -3,724.70."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        found = connection.execute(
            "SELECT count(DISTINCT daily.account_id),"
            " count(DISTINCT daily.account_id) FILTER (WHERE kept.overdraft_minor > 0),"
            " max(kept.overdraft_minor) FROM ledger_dailybalance AS daily JOIN ledger_balance AS kept"
            " USING (cooperative_id, account_id) WHERE cooperative_id = %s",
            [imported.cooperative_id],
        ).fetchone()
    assert found == (591, 12, 372_470)


def test_the_audit_finds_nothing(imported: Imported) -> None:
    assert list(differences(imported.cooperative_id, ALL)) == []


def test_a_second_time_changes_nothing(imported: Imported, census: Census, real_bank: Path) -> None:
    before = census()
    again = import_pkdd99(by=order(), folder=real_bank, slug=SLUG)
    assert again.to_json() == imported.to_json() | {"already_there": True}
    assert census() == before


def test_it_takes_seconds(whole: tuple[Imported, float]) -> None:
    assert whole[1] < 20, "our own share is five seconds or so on an idle machine"
