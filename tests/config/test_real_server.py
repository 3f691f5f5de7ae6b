"""The same program on a PostgreSQL server that is not embedded: another port, passwords, two roles."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from rochdale.config import embedded

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-c", "from rochdale.config.cli import main; main()"]
SET_UP = """
CREATE ROLE rochdale_owner LOGIN PASSWORD 'owner-secret';
CREATE ROLE rochdale_app LOGIN PASSWORD 'app-secret';
"""


@dataclass(frozen=True)
class RealServer:
    """A server on TCP that wants passwords, as a hosting company would give."""

    port: int

    def url(self, role: str, password: str, database: str = "rochdale") -> str:
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def real_server() -> Iterator[RealServer]:
    home = Path(tempfile.mkdtemp(prefix="rochdale-real-"))
    home.chmod(0o755)
    engine = embedded._engine_of(home)
    engine.data.mkdir(mode=0o700)
    embedded._give(engine.data, engine.user)
    secret = home / "secret"
    secret.write_text("super-secret\n")
    secret.chmod(0o644)
    arguments = ["-D", str(engine.data), "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={secret}"]
    made = embedded._run(engine, "initdb", arguments)
    assert made.returncode == 0, made.stderr
    port = _free_port()
    command = [str(embedded.program("postgres")), "-D", str(engine.data), "-p", str(port), "-c", "fsync=off"]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={engine.sockets}"]
    process = subprocess.Popen(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **embedded._as(engine.user)
    )
    try:
        server = RealServer(port)
        _set_up(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _set_up(server: RealServer) -> None:
    """What docs/guides/operator.md tells an operator to do."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection = psycopg.connect(server.url("postgres", "super-secret", "postgres"), autocommit=True)
            break
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    with connection:
        connection.execute(SET_UP)
        connection.execute("CREATE DATABASE rochdale OWNER rochdale_owner")


def _rochdale(
    server: RealServer, *words: str, app: tuple[str, str], home: Path
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    environment = kept | {
        "PYTHONPATH": "src",
        "ROCHDALE_HOME": str(home),
        "ROCHDALE_DATABASE_URL": server.url(*app),
        "ROCHDALE_OWNER_DATABASE_URL": server.url("rochdale_owner", "owner-secret"),
    }
    return subprocess.run(
        [*PROGRAM, *words], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_it_migrates_and_audits_there(real_server: RealServer, tmp_path: Path) -> None:
    app = ("rochdale_app", "app-secret")
    migrated = _rochdale(real_server, "migrate", app=app, home=tmp_path)
    assert migrated.returncode == 0, migrated.stderr
    audited = _rochdale(real_server, "audit", app=app, home=tmp_path)
    assert audited.returncode == 0, audited.stderr
    assert "no differences" in audited.stdout
    assert not (tmp_path / "postgres").exists()


def test_a_role_that_the_walls_do_not_bind_is_refused(real_server: RealServer, tmp_path: Path) -> None:
    refused = _rochdale(real_server, "audit", app=("rochdale_owner", "owner-secret"), home=tmp_path)
    assert refused.returncode == 1
    assert "not bound by the walls" in " ".join(refused.stderr.split())
    assert "owner-secret" not in refused.stderr + refused.stdout


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    nowhere = RealServer(_free_port())
    refused = _rochdale(nowhere, "audit", app=("rochdale_app", "app-secret"), home=tmp_path)
    assert refused.returncode == 1
    assert "cannot be reached" in " ".join(refused.stderr.split())
    assert "app-secret" not in refused.stderr + refused.stdout
    assert "Traceback" not in refused.stderr
