"""What a reading and its replay come to, in figures, with everything that is left over by name."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.banking.pkdd99.reading import Reading, SetAside
from rochdale.banking.pkdd99.records import BankTransaction
from rochdale.banking.pkdd99.replay import Replay, UnmatchedDay
from rochdale.kernel.errors import Fault


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of an import. Differences are in minor units of CZK, positive where the bank printed more.

    `differences_total_minor` adds them with their signs, `differences_absolute_minor` without.
    """

    rows: int
    accounts: int
    account_days: int
    days_matched: int
    differences_posted: int
    differences_total_minor: int
    differences_absolute_minor: int
    set_aside: SetAside
    unmatched: tuple[UnmatchedDay, ...]
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong and nothing is left over."""
        return not self.faults and not self.unmatched

    def to_json(self) -> dict[str, object]:
        """The summary in plain values: numbers, text, lists and dictionaries."""
        return {
            "rows": self.rows,
            "accounts": self.accounts,
            "account_days": self.account_days,
            "days_matched": self.days_matched,
            "differences_posted": self.differences_posted,
            "differences_total_minor": self.differences_total_minor,
            "differences_absolute_minor": self.differences_absolute_minor,
            "set_aside": _set_aside_json(self.set_aside),
            "unmatched": [_unmatched_json(day) for day in self.unmatched],
            "faults": [_fault_json(fault) for fault in self.faults],
        }


def summarise(reading: Reading, replayed: Replay) -> Summary:
    """Count what was read and what the replay of its transactions found."""
    differences = [day.difference_minor for day in replayed.days if day.difference_minor]
    return Summary(
        rows=len(reading.transactions),
        accounts=len({row.account_id for row in reading.transactions}),
        account_days=len(replayed.days) + len(replayed.unmatched),
        days_matched=len(replayed.days),
        differences_posted=len(differences),
        differences_total_minor=sum(differences),
        differences_absolute_minor=sum(abs(difference) for difference in differences),
        set_aside=reading.set_aside,
        unmatched=replayed.unmatched,
        faults=tuple(reading.faults),
    )


def _set_aside_json(set_aside: SetAside) -> dict[str, object]:
    return {
        "before": set_aside.before.isoformat(),
        "rows": set_aside.rows,
        "first_line": set_aside.first_line,
        "last_line": set_aside.last_line,
        "cut_final_line": set_aside.cut_final_line,
    }


def _unmatched_json(day: UnmatchedDay) -> dict[str, object]:
    return {
        "account": day.account_id,
        "day": day.day.isoformat(),
        "why": day.why.value,
        "openings_minor": list(day.openings_minor),
        "rows": [_row_json(row) for row in day.transactions],
    }


def _row_json(row: BankTransaction) -> dict[str, object]:
    return {
        "id": row.id,
        "line": row.line,
        "change_minor": row.change_minor,
        "printed_balance_minor": row.printed_balance_minor,
    }


def _fault_json(fault: Fault) -> dict[str, object]:
    return {"source": fault.source, "line": fault.line, "code": fault.code, "facts": dict(fault.facts)}
