"""kill -9 of the database server in the middle: what was confirmed is there once, and nothing is half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("crash_program.py")
TESTS = PROGRAM.parent.parent
WAIT_SECONDS_MAX = 120
POSTING_SECONDS = 1.5


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, that the server's user may enter."""
    with tempfile.TemporaryDirectory(prefix="rochdale-crash-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _start(*arguments: str) -> subprocess.Popen[str]:
    paths = [str(TESTS.parent / "src"), str(TESTS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


@dataclass(frozen=True)
class Said:
    """What the program said before it ended."""

    confirmed: list[str]
    refused: list[str]


def _kill_in_the_middle(home: Path, victim: str) -> Said:
    """Let the program post for a while, then kill -9 the postmaster, or the program itself."""
    lines: list[str] = []
    with _start(str(home)) as program:
        stdout = program.stdout
        assert stdout is not None
        postmaster = int(stdout.readline().removeprefix("postmaster "))
        reader = threading.Thread(target=lambda: lines.extend(stdout), daemon=True)
        reader.start()
        time.sleep(POSTING_SECONDS)
        os.kill(postmaster if victim == "server" else program.pid, signal.SIGKILL)
        program.wait(WAIT_SECONDS_MAX)
        reader.join(WAIT_SECONDS_MAX)
    words = [line.split() for line in lines if line.endswith("\n")]
    return Said(
        [key for word, *keys in words if word == "confirmed" for key in keys],
        [name for word, name, *_ in words if word == "refused"],
    )


def _books_after(home: Path) -> dict[str, list[object]]:
    with _start(str(home), "read") as program:
        answer, _ = program.communicate(timeout=WAIT_SECONDS_MAX)
    assert program.returncode == 0
    found: dict[str, list[object]] = json.loads(answer.splitlines()[-1])
    return found


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["server", "program"])
def test_what_was_confirmed_is_there_once(home: Path, victim: str) -> None:
    said = _kill_in_the_middle(home, victim)
    assert len(said.confirmed) > 20
    assert set(said.refused) <= {"BooksBusy"}
    after = _books_after(home)
    assert len(after["keys"]) == len(set(map(str, after["keys"])))
    assert set(said.confirmed) <= set(map(str, after["keys"]))
    moved = len(after["keys"]) - 1  # the deposit at the beginning is a transfer as well
    assert after["balances"] == sorted([10_000_000 - moved, moved])
    assert after["differences"] == []
