"""A home of its own for a test, a program that builds and reads in it, what serves it, and how all of it is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = [sys.executable, "-c", "from rochdale.config.cli import main; main()", "serve", "--no-demo", "--port"]
SECONDS_MAX = 120
_STARTED: list[subprocess.Popen[bytes]] = []


@contextmanager
def own_home() -> Iterator[Path]:
    """A home of its own, that the server's user may enter; nothing works on it in the end."""
    with tempfile.TemporaryDirectory(prefix="rochdale-killed-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        try:
            yield Path(folder)
        finally:
            _end_all()
        await_that(lambda: not postmasters(Path(folder)))


def _end_all() -> None:
    """End what a test that failed left running: no other test is to suffer from it."""
    while _STARTED:
        program = _STARTED.pop()
        program.terminate()
        program.wait(SECONDS_MAX)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    return kept | {"ROCHDALE_HOME": str(home), "PYTHONPATH": "src"}


def run(home: Path, program: Path, *arguments: str) -> str:
    """What a program of the tests prints, working on the home."""
    said = subprocess.run(
        [sys.executable, str(program), str(home), *arguments],
        env=_environment(home), capture_output=True, text=True, timeout=SECONDS_MAX, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return said.stdout


def serve(home: Path, **settings: str) -> tuple[subprocess.Popen[bytes], int]:
    """The program in a session of its own, on a port of its own, once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    program = subprocess.Popen(
        [*SERVE, str(port)],
        env=_environment(home) | settings,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _STARTED.append(program)
    await_that(lambda: program.poll() is not None or _listens(port))
    assert program.poll() is None
    return program, port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def await_that(condition: Callable[[], bool]) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + SECONDS_MAX
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)


def postmasters(home: Path) -> list[int]:
    """The database servers that work on this home, themselves and not their own children."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"bin/postgres") and any(str(home).encode() in word for word in words):
            found.append(int(process.name))
    return found


def kill(program: subprocess.Popen[bytes], home: Path, *, database: bool) -> None:
    """End it all at once: no process of it gets to say a word."""
    if database:
        for postmaster in postmasters(home):
            os.kill(postmaster, signal.SIGKILL)
    os.killpg(program.pid, signal.SIGKILL)
    program.wait(SECONDS_MAX)
