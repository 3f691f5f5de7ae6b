"""`rochdale bench assembly`: five thousand members come to a meeting and vote in one minute, on a network that drops.

Everything goes over HTTP to `rochdale serve` as it runs everywhere, on this machine's loopback alone, and the crowd
shares the processors with it. Members look at their page before each act, as a browser does. They come five times as
fast as ten minutes would ask; slower runs of fewer members keep that pace. The yardstick is the same page asked alone.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import psycopg
from django.db import connections

from rochdale.assembly import actions
from rochdale.assembly.queries import OutcomeSeen
from rochdale.assembly.queries.floor import attendance, votes_of
from rochdale.assembly.queries.voters import voter_now
from rochdale.config import embedded
from rochdale.config.bench.crowd import Act, Crowd, Told
from rochdale.config.bench.figures import Figure
from rochdale.config.bench.hall import MEETING, Hall, opened
from rochdale.config.bench.processor import seconds_of_children
from rochdale.tenancy.actions import inside

MEMBERS: Final = 5_000
COME_SECONDS: Final = 120.0
# The last may ask at the very end, and is answered within the minute.
VOTE_SECONDS: Final = 57.0
COME_SECONDS_MAX: Final = 600.0
VOTE_SECONDS_MAX: Final = 60.0
CORES: Final = 2
P95_MS_MAX: Final = 1_000.0
_OPENING_SECONDS: Final = 60
_STOP_SECONDS: Final = 60
_ALONE: Final = 200
_SERVE: Final = ("-c", "from rochdale.config.cli import main; main()", "serve", "--no-demo", "--port")
_VOTE = "vote1"


def run(server: embedded.Server, *, members: int = MEMBERS) -> Iterator[Figure]:
    """Yield the figures of the coming, the voting, and what was counted in the end."""
    hall = opened(members)
    with psycopg.connect(server.url(embedded.OWNER_ROLE), autocommit=True) as owner:
        owner.execute("ANALYZE")
    # A connection of ours would stay open in the server's place for nothing.
    connections.close_all()
    share = members / MEMBERS
    with serving() as port:
        crowd = Crowd(port, hall.sessions)
        alone = crowd.alone(_pages(hall), times=_ALONE)
        came = crowd.all_do(coming(hall), within_s=COME_SECONDS * share)
        yield from _figures("check_in", came, alone, COME_SECONDS_MAX * share)
        hall.put()
        connections.close_all()
        before = seconds_of_children()
        voted = crowd.all_do(voting(hall), within_s=VOTE_SECONDS * share)
        took = seconds_of_children() - before
        yield from _figures("vote", voted, alone, VOTE_SECONDS_MAX * share)
        yield _processor_figure(took, members)
        yield from _counted(hall, members, came, voted)


def coming(hall: Hall) -> Act:
    """Check in online, and be led back to the page."""
    pages = _pages(hall)
    return Act(pages, f"{pages}come/", lambda _dice: {"act": "come"}, frozenset({302}))


def voting(hall: Hall) -> Act:
    """Vote; whose first answer was lost learns at the second try that the vote was received."""
    path = f"/{hall.slug}/meetings/{MEETING}/votes/1/cast/"
    return Act(
        _pages(hall),
        path,
        lambda dice: {f"{_VOTE}-choice": dice.choice(["yes", "yes", "no", "abstain"])},
        frozenset({200, 409}),
    )


def _pages(hall: Hall) -> str:
    return f"/{hall.slug}/meetings/{MEETING}/now/"


@contextmanager
def serving() -> Iterator[int]:
    """`rochdale serve` on a free port of the loopback, on the database that is open already; answers with the port."""
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    with subprocess.Popen(
        [sys.executable, *_SERVE, str(port)], env=kept, stdout=subprocess.DEVNULL, start_new_session=True
    ) as program:
        try:
            _await_open(program, port)
            yield port
        finally:
            program.terminate()
            program.wait(_STOP_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _await_open(program: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _OPENING_SECONDS
    while time.monotonic() < until:
        assert program.poll() is None, "rochdale serve gave up"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("rochdale serve does not answer")


def _figures(name: str, told: Told, alone: Sequence[float], most_s: float) -> Iterator[Figure]:
    value, against = percentile(told.seconds, 95) * 1000, percentile(alone, 95) * 1000
    yield Figure(
        name=f"{name}_p95",
        value=round(value, 1),
        unit="ms",
        yardstick="the page of a voter, asked alone (p95)",
        yardstick_value=round(against, 1),
        ratio=round(value / against, 2),
        goal=f"under {P95_MS_MAX:.0f} ms",
        met=value < P95_MS_MAX,
    )
    yield Figure(
        name=f"{name}_time",
        value=round(told.took, 1),
        unit="s",
        yardstick=f"the time that {len(told.taken)} members have",
        yardstick_value=round(most_s, 1),
        ratio=round(told.took / most_s, 3),
        goal=f"in under {most_s:.0f} s",
        met=told.took < most_s,
    )


def _processor_figure(took: float, members: int) -> Figure:
    """What the pages and the database take of the processors for one member; who else is busy here hardly counts."""
    value, most = took / members * 1000, CORES * VOTE_SECONDS_MAX / MEMBERS * 1000
    return Figure(
        name="vote_processor",
        value=round(value, 2),
        unit="ms",
        yardstick=f"what {CORES} processors have in a minute for each of {MEMBERS}",
        yardstick_value=round(most, 2),
        ratio=round(value / most, 3),
        goal="page and vote of a member in less",
        met=value < most,
    )


def percentile(seconds: Sequence[float], percent: int) -> float:
    """The time within which so many percent were answered."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _counted(hall: Hall, members: int, came: Told, voted: Told) -> Iterator[Figure]:
    outcome, present = _outcome(hall)
    refused = 2 * members - len(came.taken) - len(voted.taken)
    faults = came.faults(coming(hall)) + voted.faults(voting(hall))
    yield _exact("present", present, len(came.taken), "members who were let in")
    yield _exact(
        "participants", outcome.participants, len(voted.taken), "members told that their vote was received"
    )
    ballots = outcome.yes + outcome.no + outcome.abstain
    yield _exact("ballots", ballots, outcome.participants, "participants")
    yield Figure(
        name="refused_or_failed",
        value=refused + faults,
        unit="answers",
        yardstick="requests answered, of which some repeated after a cut",
        yardstick_value=len(came.seconds) + len(voted.seconds),
        ratio=round((refused + faults) / (len(came.seconds) + len(voted.seconds)), 6),
        goal="none",
        met=refused + faults == 0,
    )
    disturbed = came.cut + voted.cut + came.repeated + voted.repeated
    yield Figure(
        name="cut_or_sent_twice",
        value=disturbed,
        unit="requests",
        yardstick="acts of members",
        yardstick_value=2 * members,
        ratio=round(disturbed / (2 * members), 3),
        goal="one in twenty cut, one in ten twice",
        met=disturbed > 0,
    )


def _exact(name: str, value: int, against: int, yardstick: str) -> Figure:
    return Figure(
        name=name,
        value=value,
        unit="votes" if name == "ballots" else "members",
        yardstick=yardstick,
        yardstick_value=against,
        ratio=round(value / against, 6) if against else 0.0,
        goal="as many",
        met=value == against > 0,
    )


def _outcome(hall: Hall) -> tuple[OutcomeSeen, int]:
    by = hall.now()
    actions.close_vote(by=by, number=MEETING, vote_number=1)
    with inside(by.cooperative_id):
        meeting_id = voter_now(number=MEETING, person_id=by.cooperative_id).meeting_id
        outcome = votes_of(meeting_id=meeting_id)[0].outcome
        present = attendance(meeting_id=meeting_id, at=by.at).voters
    assert outcome is not None, "the vote was closed just now"
    return outcome, present
