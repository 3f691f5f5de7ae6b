"""Where every room finds the SQL it keeps in files, and runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from psycopg.types.json import JsonbLoader

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def statement(room: str, name: str) -> str:
    """The text of `room/sql/name`, read once."""
    return (PACKAGE / room / "sql" / name).read_text(encoding="utf-8")


@cache
def _packed_statement(room: str, name: str) -> bytes:
    return statement(room, name).encode()


def rows(room: str, name: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a named statement and answer with all its rows."""
    with connection.cursor() as cursor:
        # Django leaves documents as text, because its own fields read them; here they are read at once.
        cursor.cursor.adapters.register_loader("jsonb", JsonbLoader)
        cursor.execute(statement(room, name), parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
    return found


def packed_rows(room: str, name: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Run a named statement whose parameters travel apart from its text, so that the server keeps its plan.

    Raises psycopg's own errors: the caller reads their code to tell which invariant refused.
    """
    with _packed_cursor() as cursor:
        cursor.execute(_packed_statement(room, name), parameters)
        return cursor.fetchall()


def packed_send(room: str, name: str, parameters: Mapping[str, object]) -> None:
    """The same for a statement without an answer: within `one_trip` it is sent and not waited for."""
    with _packed_cursor() as cursor:
        cursor.execute(_packed_statement(room, name), parameters)


def _packed_cursor() -> psycopg.Cursor[tuple[Any, ...]]:
    # As Django does for its own cursors: the first statement of a request notices that the server was started anew.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


@contextmanager
def one_trip() -> Iterator[None]:
    """Send the statements of a block to the server together, and wait only where an answer is read."""
    connection.ensure_connection()
    with connection.connection.pipeline():
        yield


# PostgreSQL's array literals, an order of magnitude cheaper than adapting long lists element by element.


def array_of_ids(values: Iterable[UUID | None]) -> str:
    """An array literal of identifiers."""
    return "{" + ",".join(["NULL" if value is None else value.hex for value in values]) + "}"


def array_of_numbers(values: Iterable[int | None]) -> str:
    """An array literal of integers."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def array_of_days(values: Iterable[date | None]) -> str:
    """An array literal of days."""
    return "{" + ",".join(["NULL" if value is None else value.isoformat() for value in values]) + "}"


def array_of_bytes(values: Iterable[bytes]) -> str:
    """An array literal of byte strings, in hexadecimal."""
    return "{" + ",".join(['"\\\\x' + value.hex() + '"' for value in values]) + "}"


def array_of_texts(values: Iterable[object]) -> str:
    """An array literal of texts, or of what PostgreSQL reads from a text (dates, instants, documents)."""
    return "{" + ",".join(['"' + _escaped(str(value)) + '"' for value in values]) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
