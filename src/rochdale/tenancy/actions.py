"""Entering a cooperative: the only way in which its rows become visible."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from rochdale.kernel.ids import uuid7


def new_id(at: datetime) -> UUID:
    """An identifier for a row that is made at `at`."""
    return uuid7(at, secrets.token_bytes(10))


@contextmanager
def inside(cooperative_id: UUID) -> Iterator[None]:
    """Run a block in one transaction that sees and writes the rows of `cooperative_id` alone.

    Blocks may nest. Where a longer transaction goes on afterwards, it is put back where it stood.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _enter(str(cooperative_id))
        yield
        if nested and before != str(cooperative_id):
            _enter(before)


def _enter(cooperative_id: str) -> str:
    """Set the current cooperative until the transaction ends; answer with the one that was set before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('rochdale.cooperative_id', true), ''), "
            "set_config('rochdale.cooperative_id', %s, true)",
            [cooperative_id],
        )
        before: str = cursor.fetchone()[0]
    return before


@contextmanager
def signed_in(sign_in_id: UUID) -> Iterator[None]:
    """Run a block in a transaction that sees the doors of one sign-in: the cooperatives it may enter."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rochdale.sign_in_id', %s, true)", [str(sign_in_id)])
        yield
