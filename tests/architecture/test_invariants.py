"""Each invariant stands in three places, and the table of docs/reference/invariants.md says where.

One in the code that writes, one where the database refuses, one in the checks that re-read the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from architecture.documents import LINK, table_rows
from architecture.source import PACKAGE, ROOT

TABLE = ROOT / "docs" / "reference" / "invariants.md"
NUMBER = re.compile(r"\bINV-\d{2,3}\b")
PLACES = ("action", "database", "check")


@dataclass(frozen=True, slots=True)
class Invariant:
    """One row of the table: its number, and the files that each place names."""

    number: str
    places: dict[str, list[Path]]


@cache
def invariants() -> tuple[Invariant, ...]:
    rows = [row for row in table_rows(TABLE.read_text(encoding="utf-8")) if NUMBER.fullmatch(row[0])]
    return tuple(Invariant(row[0], dict(zip(PLACES, map(_files, row[2:5]), strict=True))) for row in rows)


def _files(cell: str) -> list[Path]:
    return [(TABLE.parent / target.partition("#")[0]).resolve() for target in LINK.findall(cell)]


def kind_of(path: Path) -> str:
    """Which of the three places a file of the source is."""
    if path.name == "checks.py" or path.parent.name == "checks":
        return "check"
    guards_rows = path.suffix == ".sql" or path.name in {"models.py", "operations.py"}
    if guards_rows or path.parent.name in {"migrations", "models"}:
        return "database"
    return "action"


@cache
def quoted() -> dict[str, set[str]]:
    """Each number in the source, with the kinds of place that quote it."""
    found: dict[str, set[str]] = {}
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.sql")]:
        for number in NUMBER.findall(path.read_text(encoding="utf-8")):
            found.setdefault(number, set()).add(kind_of(path))
    return found


def test_files_are_told_apart() -> None:
    room = PACKAGE / "ledger"
    assert kind_of(room / "checks.py") == "check"
    assert kind_of(room / "sql" / "witness.sql") == "database"
    assert kind_of(room / "actions" / "posting.py") == "action"


@pytest.mark.parametrize("invariant", invariants(), ids=lambda invariant: invariant.number)
def test_an_invariant_stands_in_three_places(invariant: Invariant) -> None:
    assert quoted().get(invariant.number, set()) == set(PLACES)


@pytest.mark.parametrize("invariant", invariants(), ids=lambda invariant: invariant.number)
def test_the_table_names_files_that_quote_the_number(invariant: Invariant) -> None:
    for place, files in invariant.places.items():
        silent = [path.name for path in files if invariant.number not in path.read_text(encoding="utf-8")]
        assert files, f"{invariant.number} names no file for: {place}"
        assert not silent, f"{invariant.number} is not quoted in {silent}"


def test_the_table_is_whole_and_in_order() -> None:
    numbers = [invariant.number for invariant in invariants()]
    assert numbers == sorted(set(numbers), key=lambda number: int(number.removeprefix("INV-")))
    assert quoted().keys() <= set(numbers), "a number in the source is missing from the table"
