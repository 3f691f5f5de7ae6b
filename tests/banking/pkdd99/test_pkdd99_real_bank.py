"""The real bank (PKDD'99 Discovery Challenge, P. Berka and M. Sochorova), read and replayed whole."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from rochdale.banking.pkdd99.reading import Reading, read_bank
from rochdale.banking.pkdd99.records import Frequency, Operation, Purpose, Role, Sex
from rochdale.banking.pkdd99.replay import Replay, replay
from rochdale.banking.pkdd99.summary import summarise

FOLDER = Path(__file__).parents[4] / "shared" / "realdata" / "berka"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.realdata,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/realdata/berka is not there"),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_bank(FOLDER)


@pytest.fixture(scope="module")
def replayed(reading: Reading) -> Replay:
    return replay(reading.transactions)


def test_the_folder_has_no_faults_and_all_its_records(reading: Reading) -> None:
    assert reading.faults == []
    assert len(reading.districts) == 77
    assert len(reading.clients) == 5369
    assert len(reading.accounts) == 4500
    assert Counter(row.role for row in reading.dispositions) == {Role.OWNER: 4500, Role.DISPONENT: 869}
    assert len(reading.standing_orders) == 6471
    assert len(reading.loans) == 682
    assert len(reading.cards) == 892
    assert len(reading.transactions) == 22_927


def test_the_last_day_is_set_aside_and_its_last_row_is_whole(reading: Reading) -> None:
    aside = reading.set_aside
    assert aside.before == date(1994, 3, 31)
    assert (aside.rows, aside.first_line, aside.last_line) == (1005, 22_929, 23_933)
    assert aside.cut_final_line is None


def test_reading_and_replaying_take_a_moment(reading: Reading) -> None:
    started = time.perf_counter()
    replay(read_bank(FOLDER).transactions)
    assert time.perf_counter() - started < 5, "about one second on an idle machine"


def test_every_account_day_replays(reading: Reading, replayed: Replay) -> None:
    summary = summarise(reading, replayed)
    assert summary.is_whole
    assert (summary.rows, summary.accounts) == (22_927, 591)
    assert (summary.account_days, summary.days_matched) == (18_939, 18_939)
    assert summary.differences_posted == 941
    assert summary.differences_total_minor == -2300
    assert summary.differences_absolute_minor == 9420


def test_differences_are_ten_minor_units_a_row_at_most(replayed: Replay) -> None:
    counted = Counter(day.difference_minor for day in replayed.days)
    assert counted == {0: 17_998, -10: 584, 10: 356, -20: 1}


def test_days_of_an_account_join_and_use_every_row_once(reading: Reading, replayed: Replay) -> None:
    used = Counter(row.id for day in replayed.days for row in day.transactions)
    assert used == Counter(row.id for row in reading.transactions)
    by_account = sorted(replayed.days, key=lambda day: (day.account_id, day.day))
    for earlier, later in pairwise(by_account):
        joined = earlier.closing_minor if earlier.account_id == later.account_id else 0
        assert later.opening_minor == joined


def test_the_order_of_the_file_would_not_do(replayed: Replay) -> None:
    reordered = [
        day for day in replayed.days if list(day.transactions) != sorted(day.transactions, key=_line)
    ]
    assert len(reordered) == 1842


def _line(row: object) -> int:
    line = getattr(row, "line", None)
    assert isinstance(line, int)
    return line


def test_fees_are_those_of_the_frequency(reading: Reading) -> None:
    frequency = {account.id: account.frequency for account in reading.accounts}
    fees = Counter(
        (frequency[row.account_id], row.amount_minor)
        for row in reading.transactions
        if row.purpose is Purpose.STATEMENT_FEE
    )
    assert fees == {
        (Frequency.MONTHLY, 1460): 2086,
        (Frequency.WEEKLY, 3000): 129,
        (Frequency.AFTER_TRANSACTION, 10_000): 26,
    }


def test_interest_alone_names_no_operation(reading: Reading) -> None:
    purposes = Counter(row.purpose for row in reading.transactions if row.operation is None)
    assert purposes == {Purpose.INTEREST: 3981}
    operations = Counter(row.operation for row in reading.transactions if row.operation is not None)
    assert operations == {
        Operation.CASH_WITHDRAWAL: 9243,
        Operation.CASH_DEPOSIT: 4596,
        Operation.TRANSFER_OUT: 3200,
        Operation.TRANSFER_IN: 1906,
        Operation.CARD_WITHDRAWAL: 1,
    }


def test_people_are_decoded(reading: Reading) -> None:
    assert Counter(client.sex for client in reading.clients) == {Sex.MALE: 2724, Sex.FEMALE: 2645}
    births = [client.birth_date for client in reading.clients]
    assert (min(births), max(births)) == (date(1911, 8, 20), date(1987, 9, 27))


def test_a_corrupted_balance_is_named_by_account_and_day(reading: Reading) -> None:
    # Line 2: 695247;2378;930101;"PRIJEM";"VKLAD";700.00;700.00;"";;
    folder_rows = [row for row in reading.transactions if row.account_id == 2378]
    assert folder_rows[0].printed_balance_minor == 70_000
    damaged = summarise(reading, replay(folder_rows[1:]))
    assert [(day.account_id, day.transactions[0].line) for day in damaged.unmatched] == [
        (2378, folder_rows[1].line)
    ]


def test_a_file_cut_anywhere_in_its_last_row_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "berka", copy_function=shutil.copyfile))
    path = folder / "trans.asc"
    content = path.read_bytes()
    for kept in (5, 40):
        last_row = content.rindex(b"\n", 0, -1) + 1
        path.write_bytes(content[: last_row + kept])
        cut = read_bank(folder)
        assert cut.faults == []
        assert cut.set_aside.cut_final_line == 23_933
        assert cut.set_aside.rows == 1005


def test_the_summary_is_plain_json(reading: Reading, replayed: Replay) -> None:
    told = json.loads(json.dumps(summarise(reading, replayed).to_json()))
    assert told["days_matched"] == 18_939
    assert told["set_aside"]["rows"] == 1005
    assert told["unmatched"] == told["faults"] == []
