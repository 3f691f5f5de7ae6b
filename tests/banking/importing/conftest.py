"""What tests of the import share: someone under whose order it runs, and a look at everything that is stored."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from rochdale.config import embedded
from rochdale.kernel.acting import Acting

REAL_BANK = Path(__file__).parents[4] / "shared" / "realdata" / "berka"
Census = Callable[[], dict[str, int]]


def order() -> Acting:
    """The order of an import, for a cooperative that is not there yet."""
    return Acting(uuid.uuid4(), None, None, "system: import", date(2026, 11, 23), datetime.now(UTC))


@pytest.fixture
def census(server: embedded.Server, database: str) -> Iterator[Census]:
    """Counts the rows of every table, past all walls."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables)
        yield lambda: dict(connection.execute(query).fetchall())


@pytest.fixture(scope="session")
def real_bank() -> Path:
    """The folder of the PKDD'99 bank; skips where it is not there."""
    if not REAL_BANK.is_dir():
        pytest.skip("../shared/realdata/berka is not there")
    return REAL_BANK
