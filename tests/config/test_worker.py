"""`rochdale worker`: sends what waits, from a process of its own, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    return kept | {"ROCHDALE_HOME": str(home), "PYTHONPATH": "src"}


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o055)
    return folder


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
