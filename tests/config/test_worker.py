"""`rochdale worker`: sends what waits, from a process of its own, and stops when it is told to."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-c", "from rochdale.config.cli import main; main()"]
WRITING = """
import uuid
from datetime import UTC, date, datetime
from rochdale.config import runtime
with runtime.ready():
    from rochdale.cooperatives import actions as cooperatives
    from rochdale.cooperatives.queries import Tier
    from rochdale.kernel.acting import Acting
    from rochdale.membership import actions
    day = date(2026, 11, 23)
    by = Acting(uuid.uuid4(), None, None, "test", day, datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(by=by, slug="caisse", name="Caisse", tier=Tier.PRIMARY, currency="CAD",
        languages=["fr"], time_zone="America/Toronto", holidays="CA-QC", founded_on=day)
    letter = actions.Letter("membership_ended", "fr", "an@example.org", recipient="Anaïs",
        facts={"number": 1, "left_on": day})
    actions.write_letters(by=by, letters=[letter])
"""
# A vote from before verdicts, which nobody can publish any more.
OLD_VOTE = """
from django.db import connections
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable.spoiling import board
with runtime.ready():
    from rochdale.tenancy.actions import inside
    archive = board().archive
    report = verify(archive)
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE assembly_election DISABLE TRIGGER election_is_judged")
    with inside(by.cooperative_id), connections["default"].cursor() as app:
        app.execute("INSERT INTO assembly_election (cooperative_id, uuid, titles, closed_at, head, archive, act_id) "
            "SELECT tenancy_current(), %s, '{}', now(), %s, %s, id FROM audit_act LIMIT 1",
            [report.figures.uuid, report.heads[-1], archive])
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE assembly_election ENABLE TRIGGER election_is_judged")
"""
COUNTING = """
from rochdale.config import runtime
with runtime.ready(up_to_date=False):
    from rochdale.assembly.models import Verdict
    from rochdale.cooperatives import queries as cooperatives
    from rochdale.tenancy.actions import inside
    with inside(cooperatives.directory()[0].id):
        print(Verdict.objects.count())
"""


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    return kept | {"ROCHDALE_HOME": str(home), "PYTHONPATH": "src:tests"}


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder beside those of pytest, whose rights a second run of it may take back meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="rochdale-worker-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_the_worker_sends_what_waits_and_stops(home: Path) -> None:
    environment = _environment(home)
    subprocess.run([sys.executable, "-c", WRITING], env=environment, check=True, timeout=120)
    assert not (home / "mail").exists()
    told = subprocess.run(
        [*PROGRAM, "worker", "--until-empty"], env=environment, check=False, timeout=120, capture_output=True
    )
    assert told.returncode == 0, told.stderr.decode()
    (sent,) = (home / "mail").glob("*.eml")
    assert b"To: an@example.org" in sent.read_bytes()
    assert b"an@example.org" not in told.stdout + told.stderr
    with subprocess.Popen([*PROGRAM, "worker"], env=environment, stderr=subprocess.PIPE) as waiting:
        time.sleep(6)
        assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        assert waiting.wait(40) == 0
        assert waiting.stderr is not None
        assert waiting.stderr.read() == b""


def test_beside_a_server_it_judges_the_votes_without_verdict(home: Path) -> None:
    environment = _environment(home)
    subprocess.run([sys.executable, "-c", WRITING + OLD_VOTE], env=environment, check=True, timeout=120)
    with subprocess.Popen(
        [sys.executable, "-m", "rochdale.config.cli.worker_beside"], env=environment, stdin=subprocess.PIPE
    ) as worker:
        until = time.monotonic() + 60
        # Its server first: who comes before it would start one, and stop it again under the worker's hands.
        while not list((home / "run").glob(".s.PGSQL.*")) and time.monotonic() < until:
            time.sleep(0.1)
        while _verdicts(environment) == 0 and time.monotonic() < until:
            time.sleep(0.5)
        assert _verdicts(environment) == 1
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(40) == 0


def _verdicts(environment: dict[str, str]) -> int:
    told = subprocess.run(
        [sys.executable, "-c", COUNTING], env=environment, check=True, timeout=60, capture_output=True
    )
    return int(told.stdout)
