"""The worker: does the jobs that rooms put off, in the order in which they may be done, until it is told to stop.

A job names its cooperative and its subject by id; the room's task enters the cooperative itself. What it waits
for is in the database, so any number of workers may run, and one that dies leaves its job to the next.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from django.db import connections
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as waiting
from procrastinate.exceptions import ConnectorException

from rochdale.assembly import tasks as assembly
from rochdale.membership import tasks as membership

Task = Callable[[UUID, UUID, datetime], None]
# A job's name and what does it. The same names are given to `tenancy.actions.put_off`.
TASKS: dict[str, Task] = {
    "membership.send_letter": membership.send_letter,
    "assembly.do_ballot_work": assembly.do_ballot_work,
}
_AT_ONCE = 2  # a letter does not wait for a ballot that is counted
STOP_SECONDS = 25.0  # longer than a mail server may take to answer
_LOST_SECONDS = 20.0
_AGAIN_SECONDS = 5.0
# Where a task itself fails, for want of the database or by a mistake of ours: it is tried again within two days.
_RETRIES = RetryStrategy(max_attempts=12, exponential_wait=3)
_log = logging.getLogger(__name__)


def knowing_tasks() -> App:
    """Procrastinate, with every task by its name and a connection that can listen."""
    working = App(connector=waiting.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's
    for name, task in TASKS.items():
        working.task(name=name, retry=_RETRIES)(_performed(task))
    return working


def _performed(task: Task) -> Callable[..., None]:
    def perform(cooperative_id: str, subject_id: str) -> None:
        try:
            task(UUID(cooperative_id), UUID(subject_id), datetime.now(UTC))
        finally:
            connections.close_all()  # of this thread, which may do nothing more for days

    return perform


def work(*, until_empty: bool = False) -> None:
    """Do what waits, until SIGINT or SIGTERM; with `until_empty` until nothing is due."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    asyncio.run(_work(until_empty=until_empty))


async def _work(*, until_empty: bool) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    while not stopping.is_set():
        try:
            await _work_connected(stopping, until_empty=until_empty)
        except ConnectorException:
            if until_empty:
                raise
            _log.warning("The database does not answer; the worker tries again.")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), _AGAIN_SECONDS)
        else:
            return


async def _work_connected(stopping: asyncio.Event, *, until_empty: bool) -> None:
    working = knowing_tasks()
    async with working.open_async():
        await _take_up_lost(working)
        job_loop = asyncio.ensure_future(
            working.run_worker_async(
                wait=not until_empty,
                concurrency=_AT_ONCE,
                install_signal_handlers=False,
                delete_jobs="successful",
                shutdown_graceful_timeout=STOP_SECONDS,
            )
        )
        beside = [asyncio.ensure_future(each) for each in (_watch(working), _stop(stopping, job_loop))]
        try:
            await job_loop
        except asyncio.CancelledError:
            # The worker finished what was under its hands, and was told to stop.
            assert stopping.is_set()
        finally:
            for each in beside:
                each.cancel()


async def _stop(stopping: asyncio.Event, job_loop: asyncio.Future[None]) -> None:
    await stopping.wait()
    job_loop.cancel()


async def _watch(working: App) -> None:
    while True:
        await asyncio.sleep(_LOST_SECONDS)
        with suppress(ConnectorException):
            await _take_up_lost(working)


async def _take_up_lost(working: App) -> None:
    """Give the jobs of workers that died to those that live: a letter is sent at least once, a ballot counted once."""
    for job in await working.job_manager.get_stalled_jobs():
        await working.job_manager.retry_job(job)
