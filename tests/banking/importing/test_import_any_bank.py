"""Banks that nobody has seen: whatever one printed, our balance at the end of each account-day was printed then."""

from __future__ import annotations

import tempfile
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banking.importing.conftest import order
from banking.pkdd99.small_bank import SmallBank
from rochdale.audit.checks import differences
from rochdale.banking.actions.importing import import_pkdd99
from rochdale.banking.actions.importing.founding import account_number
from rochdale.config.checks import ALL
from rochdale.ledger import queries as ledger
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows

pytestmark = pytest.mark.slow

FIRST = date(1993, 2, 1)
WAYS = [
    ("PRIJEM", "VKLAD", ""),
    ("PRIJEM", "PREVOD Z UCTU", "DUCHOD"),
    ("PRIJEM", "", "UROK"),
    ("VYDAJ", "VYBER", ""),
    ("VYDAJ", "VYBER", "SLUZBY"),
    ("VYDAJ", "VYBER", "SANKC. UROK"),
    ("VYDAJ", "PREVOD NA UCET", "SIPO"),
    ("VYDAJ", "VYBER KARTOU", ""),
    ("VYBER", "VYBER", ""),
]


@dataclass(frozen=True)
class Printed:
    """A row as the bank printed it: the hidden decimals may show as 0.10 more or less."""

    account: int
    day: date
    way: tuple[str, str, str]
    amount_minor: int
    hidden_minor: int


ROWS = st.builds(
    Printed,
    account=st.sampled_from([2, 4]),
    day=st.integers(0, 9).map(lambda days: FIRST + timedelta(days)),
    way=st.sampled_from(WAYS),
    amount_minor=st.integers(0, 500_000),
    hidden_minor=st.sampled_from([0, 0, 0, 10, -10]),
)


def czk(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def written(printed: list[Printed], shuffle: list[int]) -> tuple[SmallBank, dict[tuple[int, date], set[int]]]:
    """The bank's files, each day's rows in any order; and the balances printed for each account-day."""
    balances: dict[int, int] = defaultdict(int)
    seen: dict[tuple[int, date], set[int]] = defaultdict(set)
    lines = []
    for place, row in enumerate(sorted(printed, key=lambda row: row.day), start=1):
        change = row.amount_minor if row.way[0] == "PRIJEM" else -row.amount_minor
        balances[row.account] += change + row.hidden_minor
        seen[row.account, row.day].add(balances[row.account])
        other = '"AB";"123"' if "PREVOD" in row.way[1] else ";"
        lines.append(
            f'{1000 + place};{row.account};{row.day:%y%m%d};"{row.way[0]}";"{row.way[1]}";'
            f'{czk(row.amount_minor)};{czk(balances[row.account])};"{row.way[2]}";{other}'
        )
    bank = SmallBank()
    mixed = [line for _, line in sorted(zip(shuffle, lines, strict=False))]
    bank.files["trans.asc"][1:] = mixed
    return bank, seen


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printed=st.lists(ROWS, max_size=14), shuffle=st.permutations(range(14)))
def test_our_closing_balances_were_printed(database: str, printed: list[Printed], shuffle: list[int]) -> None:
    bank, seen = written(printed, shuffle)
    with tempfile.TemporaryDirectory() as folder:
        imported = import_pkdd99(
            by=order(), folder=bank.write(Path(folder)), slug=f"any-{uuid.uuid4().hex[:12]}"
        )
    assert imported.closings_checked == len(seen)
    with inside(imported.cooperative_id):
        ids = dict(rows("banking", "imported_accounts.sql", {}))
    accounts = {ids[account_number(number)]: number for number in (2, 4)}
    closings = ledger.daily_balances(imported.cooperative_id, accounts, FIRST, FIRST + timedelta(30))
    for day in closings:
        assert -day.closing_minor in seen[accounts[day.account_id], day.booking_date]
    assert list(differences(imported.cooperative_id, ALL)) == []
