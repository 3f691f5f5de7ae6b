"""Entering a cooperative: the only way in which its rows become visible."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from rochdale.kernel.ids import uuid7
from rochdale.tenancy.queries import one_trip, packed_rows, packed_send, rows


def new_id(at: datetime) -> UUID:
    """An identifier for a row that is made at `at`."""
    return new_ids(at, 1)[0]


def new_ids(at: datetime, count: int) -> list[UUID]:
    """Identifiers for rows that are made together at `at`, in their order: each is greater than the one before.

    They are also greater than those that this process made before in the same millisecond (RFC 9562, section
    6.2), so that what was asked first stands first wherever rows are listed by their identifier.
    """
    return [UUID(int=value) for value in _series.take(at, count)]


class _Series:
    """Counts upwards within a millisecond, from a random start."""

    # The last 62 bits are chance; half of them leave room to count upwards.
    room = 1 << 61

    def __init__(self) -> None:
        self.lock = Lock()
        self.last = 0

    def take(self, at: datetime, count: int) -> range:
        first = uuid7(at, secrets.token_bytes(10)).int & ~self.room
        with self.lock:
            if first >> 80 == self.last >> 80:
                first = self.last + 1
            self.last = first + count - 1
        return range(first, first + count)


_series = _Series()


@contextmanager
def inside(cooperative_id: UUID) -> Iterator[None]:
    """Run a block in one transaction that sees and writes the rows of `cooperative_id` alone.

    INV-01: nothing else makes a row visible. Blocks may nest. Where a longer transaction
    goes on afterwards, it is put back where it stood.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _current() if nested else ""
        _enter(str(cooperative_id))
        yield
        if nested and before != str(cooperative_id):
            _enter(before)


@contextmanager
def inside_in_one_trip(cooperative_id: UUID) -> Iterator[None]:
    """The same, where the block only runs `packed_` statements: they wait for the server as seldom as they can."""
    if connection.in_atomic_block:
        with inside(cooperative_id), one_trip():
            yield
        return
    with transaction.atomic(), one_trip():
        _enter(str(cooperative_id))
        yield


def _current() -> str:
    found: str = packed_rows("tenancy", "which.sql", {})[0][0]
    return found


def _enter(cooperative_id: str) -> None:
    packed_send("tenancy", "enter.sql", {"cooperative_id": cooperative_id})


def lock(name: object, *, invariant: int) -> None:
    """Take a name for the rest of the transaction: who else asks for it waits until then.

    `invariant` is the number of what would break if two went on at once, and keeps the names of one apart from those
    of another. A trigger that takes the same name writes `hashtextextended(name, invariant)`.
    """
    assert connection.in_atomic_block, "a lock lasts until the transaction ends"
    rows("tenancy", "lock.sql", {"name": str(name), "invariant": invariant})


def put_off(*, job: str, cooperative_id: UUID, subject_id: UUID, not_before: datetime | None = None) -> None:
    """Leave work to the worker: `job` on one subject of a cooperative, once this transaction is committed.

    It is written with what the transaction writes, and gone with it. Of one subject one job waits at a time:
    where one does, nothing is added. Its name is known to `config.worker`; ids alone go into it.
    """
    with suppress(AlreadyEnqueued), transaction.atomic():
        put_off_all(job=job, cooperative_id=cooperative_id, subject_ids=[subject_id], not_before=not_before)


def put_off_all(
    *, job: str, cooperative_id: UUID, subject_ids: Sequence[UUID], not_before: datetime | None = None
) -> None:
    """The same for many subjects in one statement. Raises procrastinate's AlreadyEnqueued where one waits already."""
    if not subject_ids:
        return
    jobs = [
        app.configure_task(
            job, queueing_lock=str(subject_id), schedule_at=not_before, queue=job.partition(".")[0]
        ).make_new_job(cooperative_id=str(cooperative_id), subject_id=str(subject_id))
        for subject_id in subject_ids
    ]
    app.job_manager.batch_defer_jobs(jobs=jobs)


@contextmanager
def signed_in(sign_in_id: UUID) -> Iterator[None]:
    """Run a block in a transaction that sees the doors of one sign-in: the cooperatives it may enter."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rochdale.sign_in_id', %s, true)", [str(sign_in_id)])
        yield
