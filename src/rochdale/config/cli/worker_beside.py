"""The worker that `rochdale serve` starts beside itself: it stops when the pipe from there ends."""

from __future__ import annotations

import os
import signal
import sys
import threading


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGINT)


def main() -> None:
    """Work until the standard input ends. The database is the one that the environment names."""
    from rochdale.config import runtime

    with runtime.ready(up_to_date=False):
        from rochdale.config import verdicts, worker

        # A start brings the tables up to date; votes kept before there were verdicts are judged as it goes on.
        threading.Thread(target=verdicts.judge_aside, daemon=True).start()
        # Daemonic, and begun where an interrupt is awaited: none comes before there is somebody to take it.
        threading.Thread(target=_stop_with_parent, daemon=True).start()
        worker.work()


if __name__ == "__main__":
    main()
