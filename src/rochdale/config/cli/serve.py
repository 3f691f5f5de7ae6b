"""`rochdale serve`: the whole program on one machine; Ctrl-C stops it cleanly."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from rochdale.config.runtime import NotReady

PAGES_STOP_SECONDS = 15  # then a page that is still being made is cut; its transaction is undone
ENDING = (signal.SIGINT, signal.SIGTERM)
WORKER_STOP_SECONDS = 30  # longer than the worker gives to a letter that is on its way
OPENING_SECONDS = 60
# A page is made by one processor. More than a few processes would only wait for the one database.
PROCESSES = min(os.cpu_count() or 1, 4)
# Connections that one process holds open beside its streams: browsers keep theirs for a while.
CONNECTIONS = 1024


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="ROCHDALE_HOST")
@click.option(
    "--port", default=8000, show_default=True, envvar="ROCHDALE_PORT", type=click.IntRange(1, 65535)
)
@click.option("--demo/--no-demo", default=True, help="Build the demo cooperatives when there is none.")
def command(host: str, port: int, *, demo: bool) -> None:
    """Start the database, bring it up to date, and serve Rochdale until Ctrl-C."""
    from rochdale.config import runtime

    console = Console(highlight=False, soft_wrap=True)
    address = f"http://{host}:{port}"
    with _only_one(runtime.home(), address):
        _require_free(host, port)
        with runtime.ready():
            if demo:
                _demo(console)
            _close_connections()
            _tell_once_open(console, host, port, address)
            with _worker():
                _serve(host, port)
        console.print("Rochdale is closed. Everything is kept for the next start.")


@contextmanager
def _only_one(home: Path, address: str) -> Iterator[None]:
    """Hold this home for one serving program; the note in the lock tells a second one where the first is."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "serve.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise NotReady(
            f"Rochdale cannot write in {home}: {error.strerror}. Set ROCHDALE_HOME to another folder."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            known = json.loads(lock.read() or "{}")
            raise NotReady(
                f"Rochdale is already open at {known.get('address', 'this home')} (process {known.get('process')}). "
                "Nothing was started."
            ) from error
        lock.truncate(0)
        lock.write(json.dumps({"address": address, "process": os.getpid()}))
        lock.flush()
        yield


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotReady(
                f"Rochdale cannot open {host}:{port}: {error.strerror}. Nothing was started. "
                "Choose another port: `ROCHDALE_PORT=8001 make run`."
            ) from error


def _demo(console: Console) -> None:
    from rochdale.config import demo
    from rochdale.config.cli.demo import SECOND_FACTOR, build_with_progress
    from rochdale.cooperatives import queries as cooperatives

    if not cooperatives.directory():
        build_with_progress(console)
    for role, email, password in demo.people():
        console.print(f"  {role:<14} {email:<34} {password}")
    console.print(SECOND_FACTOR)


def _tell_once_open(console: Console, host: str, port: int, address: str) -> None:
    """Say that Rochdale is open once a page was answered, not before: a reader who opens it then waits for nothing."""

    def wait_and_tell() -> None:
        reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # asked for, not bound here
        if _answers(reached, port):
            console.print(f"\n  Rochdale is open at [bold green]{address}[/]  (Ctrl-C closes it)\n")
        else:
            console.print(f"\n  Rochdale does not answer at {address} yet. Ctrl-C closes it.\n")

    threading.Thread(target=wait_and_tell, daemon=True).start()


def _answers(host: str, port: int) -> bool:
    """Whether a page is answered within the time that a start may take."""
    until = time.monotonic() + OPENING_SECONDS
    while time.monotonic() < until:
        visitor = http.client.HTTPConnection(host, port, timeout=OPENING_SECONDS)
        try:
            visitor.request("HEAD", "/account/login/")
            visitor.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return True
        finally:
            visitor.close()
    return False


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


@contextmanager
def _worker() -> Iterator[None]:
    """A worker beside the pages. It is in a session of its own, so that Ctrl-C reaches it once, by us; it also
    stops by itself when we are gone, because it reads the end of our pipe."""
    command = [sys.executable, "-m", "rochdale.config.cli.worker_beside"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as worker:
        try:
            yield
        finally:
            assert worker.stdin is not None
            worker.stdin.close()
            try:
                worker.wait(WORKER_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                worker.kill()


def _serve(host: str, port: int) -> None:
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["ROCHDALE_SERVED"] = "1"
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ENDING),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING),
        after_in_child=_begin_page_process,
    )
    Granian(
        "rochdale.config.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=PROCESSES,
        backpressure=CONNECTIONS + settings.STREAMS_MAX,
        workers_kill_timeout=PAGES_STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


def _begin_page_process() -> None:
    """What a process that makes pages does first: it takes the word to end for its own, and goes with its maker.

    It may also hold as many connections open as the machine allows: what programs begin with is less than a hall.
    """
    # It begins with its maker's signal handlers. Told to end before it has its own, it would stay.
    for told in ENDING:
        signal.signal(told, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    _few, many = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (many, many))
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(maker: int) -> None:
    """End this process once the one that made it is gone, killed without a word."""
    while os.getppid() == maker:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
