"""The figures of an import, and everything left over by name."""

from __future__ import annotations

import json
from pathlib import Path

from banking.pkdd99.small_bank import SmallBank
from rochdale.banking.pkdd99.reading import read_bank
from rochdale.banking.pkdd99.replay import replay
from rochdale.banking.pkdd99.summary import Summary, summarise


def summary_of(bank: SmallBank, folder: Path) -> Summary:
    """What reading and replaying a small bank comes to."""
    reading = read_bank(bank.write(folder))
    return summarise(reading, replay(reading.transactions))


def test_a_whole_bank(tmp_path: Path) -> None:
    summary = summary_of(SmallBank(), tmp_path)
    assert summary.is_whole
    assert json.loads(json.dumps(summary.to_json())) == {
        "rows": 6,
        "accounts": 2,
        "account_days": 5,
        "days_matched": 5,
        "differences_posted": 1,
        "differences_total_minor": 10,
        "differences_absolute_minor": 10,
        "set_aside": {
            "before": "1994-03-31",
            "rows": 1,
            "first_line": 8,
            "last_line": 8,
            "cut_final_line": None,
        },
        "unmatched": [],
        "faults": [],
    }


def test_what_is_left_over_is_named(tmp_path: Path) -> None:
    bank = SmallBank().change("trans.asc", 6, "800.50", "810.50").change("loan.asc", 2, '"B"', '"X"')
    summary = summary_of(bank, tmp_path)
    assert not summary.is_whole
    told = json.loads(json.dumps(summary.to_json()))
    assert told["account_days"] == told["days_matched"] + 1 == 5
    assert told["unmatched"] == [
        {
            "account": 4,
            "day": "1993-02-05",
            "why": "no_order",
            "openings_minor": [100050],
            "rows": [{"id": 105, "line": 6, "change_minor": -20000, "printed_balance_minor": 81050}],
        }
    ]
    assert told["faults"] == [
        {
            "source": "loan.asc",
            "line": 2,
            "code": "unknown_status",
            "facts": {"column": "status", "found": "X"},
        }
    ]
