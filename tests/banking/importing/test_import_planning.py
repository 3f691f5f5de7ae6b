"""A cooperative that comes in whole is in no statistics: what the planner is told instead, and that it stays told."""

from __future__ import annotations

import psycopg
import pytest

from rochdale.config import embedded

TABLES = ["ledger_account", "ledger_entry", "ledger_posting", "membership_person", "banking_memberaccount"]


@pytest.mark.parametrize("table", TABLES)
def test_no_measurement_replaces_it(server: embedded.Server, database: str, table: str) -> None:
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute(f"ANALYZE {table}")
        told = connection.execute(
            "SELECT stat.stadistinct FROM pg_statistic AS stat INNER JOIN pg_attribute AS part"
            " ON stat.starelid = part.attrelid AND stat.staattnum = part.attnum"
            " WHERE part.attrelid = %s::regclass AND part.attname = 'cooperative_id'",
            [table],
        ).fetchone()
    assert told == (10.0,)
