"""A cooperative that comes in whole is in no statistics: what the planner is told instead, and that it stays told."""

from __future__ import annotations

import psycopg

from ledger.books import Raw
from rochdale.config import embedded
from rochdale.config.database import SHARED_TABLES
from tenancy.catalogue import tables


def test_no_measurement_replaces_it(server: embedded.Server, database: str, app: Raw) -> None:
    walled = set(tables(app)) - SHARED_TABLES.keys()
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute("ANALYZE")
        told = connection.execute(
            "SELECT relation.relname, stat.stadistinct FROM pg_statistic AS stat"
            " INNER JOIN pg_attribute AS part ON stat.starelid = part.attrelid AND stat.staattnum = part.attnum"
            " INNER JOIN pg_class AS relation ON relation.oid = part.attrelid AND relation.relkind = 'r'"
            " WHERE part.attname = 'cooperative_id'"
        ).fetchall()
    assert dict(told) == dict.fromkeys(walled, 10.0)
