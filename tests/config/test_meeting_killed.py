"""kill -9 while a meeting votes: what was acknowledged is there once, what was not can be sent again, nothing twice."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.killing import SECONDS_MAX, kill, own_home, run, serve
from rochdale.config.bench.assembly import coming, voting
from rochdale.config.bench.crowd import Crowd, Told
from rochdale.config.bench.hall import Hall

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).with_name("killed_program.py")
MEMBERS, VOTING_SECONDS = 120, 6.0


@pytest.fixture
def home() -> Iterator[Path]:
    with own_home() as folder:
        yield folder


def _vote_until_killed(hall: Hall, home: Path, *, database: bool) -> Told:
    """Let members come and vote, and kill what serves them when about half have voted."""
    program, port = serve(home)
    crowd = Crowd(port, hall.sessions)
    assert len(crowd.all_do(coming(hall), within_s=2).taken) == MEMBERS
    told: list[Told] = []
    voters = threading.Thread(
        target=lambda: told.append(crowd.all_do(voting(hall), within_s=VOTING_SECONDS, tries=2))
    )
    voters.start()
    time.sleep(VOTING_SECONDS / 2)
    kill(program, home, database=database)
    voters.join(SECONDS_MAX)
    return told[0]


@pytest.mark.parametrize("database", [False, True], ids=["program", "program and database"])
def test_acknowledged_votes_are_there_once(home: Path, database: bool) -> None:  # noqa: FBT001  # a parameter of the cases
    run(home, PROGRAM, "open", str(MEMBERS))
    note = json.loads((home / "meeting.json").read_text())
    hall = Hall(None, note["slug"], tuple(note["sessions"]))  # type: ignore[arg-type]  # over HTTP alone
    first = _vote_until_killed(hall, home, database=database)
    assert 0 < len(first.taken) < MEMBERS
    program, port = serve(home)
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
    after = json.loads(run(home, PROGRAM, "read").splitlines()[-1])
    assert after == {"participants": MEMBERS, "ballots": MEMBERS, "differences": []}
