"""Where every room finds the SQL it keeps in files, and runs it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import psycopg
from django.db import connection

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def statement(room: str, name: str) -> str:
    """The text of `room/sql/name`, read once."""
    return (PACKAGE / room / "sql" / name).read_text(encoding="utf-8")


def rows(room: str, name: str, parameters: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Run a named statement and answer with all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement(room, name), parameters)
        found: list[tuple[object, ...]] = cursor.fetchall() if cursor.description else []
    return found


def packed_rows(room: str, name: str, parameters: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Run a named statement whose `%(name)b` parameters travel in binary: ten times less work for long arrays.

    Raises psycopg's own errors: the caller reads their code to tell which invariant refused.
    """
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement(room, name).encode(), parameters)
        return cursor.fetchall() if cursor.description else []
