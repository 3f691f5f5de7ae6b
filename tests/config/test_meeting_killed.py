"""kill -9 while a meeting votes: what was acknowledged is there once, what was not can be sent again, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rochdale.config.bench.assembly import coming, voting
from rochdale.config.bench.crowd import Crowd, Told
from rochdale.config.bench.hall import Hall

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).with_name("killed_program.py")
SERVE = [sys.executable, "-c", "from rochdale.config.cli import main; main()", "serve", "--no-demo", "--port"]
MEMBERS, VOTING_SECONDS, SECONDS_MAX = 120, 6.0, 120


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, that the server's user may enter; nothing works on it in the end."""
    with tempfile.TemporaryDirectory(prefix="rochdale-killed-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        _await(lambda: not _postmasters(Path(folder)))


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    return kept | {"ROCHDALE_HOME": str(home), "PYTHONPATH": "src"}


def _run(home: Path, *arguments: str) -> str:
    said = subprocess.run(
        [sys.executable, str(PROGRAM), str(home), *arguments],
        env=_environment(home), capture_output=True, text=True, timeout=SECONDS_MAX, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return said.stdout


def _serve(home: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The program in a session of its own, on a port of its own, once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    program = subprocess.Popen(
        [*SERVE, str(port)], env=_environment(home), stdout=subprocess.DEVNULL, start_new_session=True
    )
    _await(lambda: program.poll() is not None or _listens(port))
    assert program.poll() is None
    return program, port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(condition: Any) -> None:
    deadline = time.monotonic() + SECONDS_MAX
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)


def _postmasters(home: Path) -> list[int]:
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


def _kill(program: subprocess.Popen[bytes], home: Path, *, database: bool) -> None:
    """End it all at once: no process of it gets to say a word."""
    if database:
        for postmaster in _postmasters(home):
            os.kill(postmaster, signal.SIGKILL)
    os.killpg(program.pid, signal.SIGKILL)
    program.wait(SECONDS_MAX)


def _vote_until_killed(hall: Hall, home: Path, *, database: bool) -> Told:
    """Let members come and vote, and kill what serves them when about half have voted."""
    program, port = _serve(home)
    crowd = Crowd(port, hall.sessions)
    assert len(crowd.all_do(coming(hall), within_s=2).taken) == MEMBERS
    told: list[Told] = []
    voters = threading.Thread(
        target=lambda: told.append(crowd.all_do(voting(hall), within_s=VOTING_SECONDS, tries=2))
    )
    voters.start()
    time.sleep(VOTING_SECONDS / 2)
    _kill(program, home, database=database)
    voters.join(SECONDS_MAX)
    return told[0]


@pytest.mark.parametrize("database", [False, True], ids=["program", "program and database"])
def test_acknowledged_votes_are_there_once(home: Path, database: bool) -> None:  # noqa: FBT001
    _run(home, "open", str(MEMBERS))
    note = json.loads((home / "meeting.json").read_text())
    hall = Hall(None, note["slug"], tuple(note["sessions"]))  # type: ignore[arg-type]  # over HTTP alone
    first = _vote_until_killed(hall, home, database=database)
    assert 0 < len(first.taken) < MEMBERS
    program, port = _serve(home)
    acknowledged = [hall.sessions[member] for member in first.taken]
    others = [session for session in hall.sessions if session not in set(acknowledged)]
    # Whoever was told so finds the vote received; whoever was not sends it again.
    voted_already = replace(voting(hall), taken=frozenset({409}))
    known = Crowd(port, acknowledged).all_do(voted_already, within_s=1)
    assert (len(known.taken), known.forms[200]) == (len(acknowledged), 0)
    again = Crowd(port, others).all_do(voting(hall), within_s=1)
    assert len(again.taken) == len(others)
    program.send_signal(signal.SIGTERM)
    program.wait(SECONDS_MAX)
    after = json.loads(_run(home, "read").splitlines()[-1])
    assert after == {"participants": MEMBERS, "ballots": MEMBERS, "differences": []}
