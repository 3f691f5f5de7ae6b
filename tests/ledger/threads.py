"""Real threads with real transactions: started together, each with its own connection, none forgotten."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Answer = TypeVar("Answer")
WAIT_SECONDS_MAX = 60


def together(works: Sequence[Callable[[], Answer]]) -> list[Answer | Exception]:
    """Run every work in a thread of its own, all let go at one instant; what each answered or raised, in order."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Answer]) -> Answer | Exception:
        try:
            start.wait(WAIT_SECONDS_MAX)
            return work()
        except Exception as error:  # noqa: BLE001  # the test judges what each thread met
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(run, work) for work in works]
        return [future.result(WAIT_SECONDS_MAX) for future in futures]


def counted(outcomes: Sequence[object]) -> Counter[str]:
    """How often each kind of outcome came, by the name of its type."""
    return Counter(type(outcome).__name__ for outcome in outcomes)
