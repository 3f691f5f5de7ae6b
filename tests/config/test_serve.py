"""`rochdale serve` as a person starts it: once, twice, on a taken port, without rights, and killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rochdale.config.cli.serve import PROCESSES

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-c", "from rochdale.config.cli import main; main()"]
SECONDS_MAX = 120
STARTED: list[subprocess.Popen[str]] = []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")}
    return kept | {"ROCHDALE_HOME": str(home), "PYTHONPATH": "src"}


def _start(home: Path, port: int, **settings: str) -> subprocess.Popen[str]:
    command = [*PROGRAM, "serve", "--no-demo", "--port", str(port)]
    program = subprocess.Popen(
        command,
        env=_environment(home) | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    STARTED.append(program)
    return program


def _end_all() -> None:
    """End what a test that failed left running: no other test is to suffer from it."""
    while STARTED:
        with STARTED.pop() as program:
            program.terminate()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/design", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _await(condition: object, *, wanted: bool = True) -> None:
    assert callable(condition)
    deadline = time.monotonic() + SECONDS_MAX
    while bool(condition()) is not wanted:
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.2)


def _await_open(program: subprocess.Popen[str], port: int) -> None:
    """Wait until it answers; one that gave up says why."""
    _await(lambda: program.poll() is not None or _answers(port))
    assert program.poll() is None, program.communicate()[0]


def _command(process: int | str) -> str:
    """The command line of a process; nothing when it is gone."""
    try:
        line = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return ""
    return line.replace(b"\0", b" ").decode(errors="replace")


def _servers(home: Path) -> list[str]:
    """Command lines of the processes that work on this home."""
    commands = [_command(process.name) for process in Path("/proc").glob("[0-9]*")]
    return [command for command in commands if str(home) in command]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o055)
    yield folder
    _end_all()
    _await(lambda: _servers(folder), wanted=False)


def test_it_serves_and_ctrl_c_closes_it(home: Path) -> None:
    port = _free_port()
    program = _start(home, port)
    _await_open(program, port)
    program.send_signal(signal.SIGINT)
    said, _ = program.communicate(timeout=SECONDS_MAX)
    assert program.returncode == 0
    assert "Everything is kept" in said


def _page_processes(program: subprocess.Popen[str]) -> int:
    """How many of its children are forks of the program itself: they make the pages."""
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
    return [_command(child) for child in children].count(_command(program.pid))


def test_ctrl_c_closes_it_before_its_pages_are_ready(home: Path) -> None:
    program = _start(home, _free_port())
    while _page_processes(program) < PROCESSES:
        assert program.poll() is None
    program.send_signal(signal.SIGINT)
    said, _ = program.communicate(timeout=SECONDS_MAX)
    assert program.returncode == 0
    assert "Everything is kept" in said


def test_it_says_that_it_is_open_once_it_answers(home: Path) -> None:
    port = _free_port()
    program = _start(home, port)
    assert program.stdout is not None
    line = next(line for line in program.stdout if "is open at" in line)
    assert f"http://127.0.0.1:{port}" in line
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/design", timeout=1) as response:
        assert response.status == 200
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=SECONDS_MAX)


def _asked(port: int) -> int:
    """The status that a program gets, over a connection of its own."""
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    visitor.request("GET", "/api/v1/none/register", headers={"Connection": "close"})
    status = visitor.getresponse().status
    visitor.close()
    return status


def test_a_process_for_each_processor_and_tries_counted_by_all_together(home: Path) -> None:
    port = _free_port()
    program = _start(home, port, ROCHDALE_API_REQUESTS="30")
    _await_open(program, port)
    assert _page_processes(program) == PROCESSES
    second = time.time() % 60
    # What is counted is a minute of the clock: begin well within one.
    time.sleep(60 - second if second > 45 else 0)
    with ThreadPoolExecutor(6) as crowd:
        answers = Counter(crowd.map(lambda _: _asked(port), range(42)))
    assert answers == {404: 30, 429: 12}
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=SECONDS_MAX)


def test_killed_it_leaves_no_server_and_starts_again(home: Path) -> None:
    port = _free_port()
    program = _start(home, port)
    _await_open(program, port)
    program.kill()
    program.communicate(timeout=SECONDS_MAX)
    _await(lambda: _servers(home), wanted=False)
    # Another port: meanwhile somebody else may have taken the one that was free.
    port = _free_port()
    again = _start(home, port)
    _await_open(again, port)
    again.send_signal(signal.SIGTERM)
    again.communicate(timeout=SECONDS_MAX)


def test_started_twice_it_says_where_the_first_one_is(home: Path) -> None:
    port = _free_port()
    program = _start(home, port)
    _await_open(program, port)
    second = _start(home, _free_port())
    said, _ = second.communicate(timeout=SECONDS_MAX)
    assert second.returncode == 1
    assert f"already open at http://127.0.0.1:{port}" in " ".join(said.split())
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=SECONDS_MAX)


def test_a_taken_port_is_named(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        program = _start(home, taken.getsockname()[1])
        said, _ = program.communicate(timeout=SECONDS_MAX)
    assert program.returncode == 1
    assert "Choose another port" in " ".join(said.split())
    assert "Traceback" not in said


def test_a_home_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    program = _start(blocked / "home", _free_port())
    said, _ = program.communicate(timeout=SECONDS_MAX)
    assert program.returncode == 1
    assert "Set ROCHDALE_HOME" in " ".join(said.split())
    assert "Traceback" not in said
