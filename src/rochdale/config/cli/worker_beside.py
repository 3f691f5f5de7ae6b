"""The worker that `rochdale serve` starts beside itself: it stops when the pipe from there ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

ORPHAN_SECONDS = 5


def _stop_with(parent: int) -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGINT)
    if os.getppid() != parent:
        # It was killed, and the database goes with it: whatever waits for that waits in vain.
        time.sleep(ORPHAN_SECONDS)
        os._exit(1)


def main() -> None:
    """Work until the standard input ends. The database is the one that the environment names."""
    from rochdale.config import runtime

    parent = os.getppid()
    with runtime.ready(up_to_date=False):
        from rochdale.config import verdicts, worker

        # A start brings the tables up to date; votes kept before there were verdicts are judged as it goes on.
        threading.Thread(target=verdicts.judge_aside, daemon=True).start()
        # Daemonic, and begun where an interrupt is awaited: none comes before there is somebody to take it.
        threading.Thread(target=_stop_with, args=(parent,), daemon=True).start()
        worker.work()


if __name__ == "__main__":
    main()
