"""The bridge between Granian and an application, over real sockets: small and large, whole and cut."""

from __future__ import annotations

import http.client
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.bridged import LONG_PARTS, PART
from config.killing import await_that
from rochdale.config.bridge import FORM_BYTES_MAX

pytestmark = pytest.mark.slow
TESTS = Path(__file__).parents[1]
CUT = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\nonly this"

AT_ONCE = struct.pack("ii", 1, 0)  # no word of farewell: the connection is reset


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[subprocess.Popen[str], int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    paths = os.pathsep.join((str(TESTS), str(TESTS.parent / "src")))
    with subprocess.Popen(
        [sys.executable, "-m", "config.bridged", str(port)],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        await_that(lambda: program.poll() is not None or _listens(port))
        assert program.poll() is None
        yield program, port
        program.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _asked(port: int, method: str, path: str = "/", body: bytes | None = None) -> bytes:
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    visitor.request(method, path, body)
    answer = visitor.getresponse()
    told = answer.read()
    length = answer.getheader("Content-Length")
    visitor.close()
    assert answer.status == 200
    return told or f"{length} and no more".encode()


def test_what_is_sent_arrives_whole_whatever_its_size(served: tuple[subprocess.Popen[str], int]) -> None:
    program, port = served
    assert program.stdout is not None
    for size in (0, 5, FORM_BYTES_MAX, FORM_BYTES_MAX + 1, 21 * 1024 * 1024):
        assert _asked(port, "POST", body=b"x" * size) == f"POST {size}".encode()
        assert program.stdout.readline() == f"POST {size}\n"
    assert _asked(port, "HEAD") == b"6 and no more"
    assert program.stdout.readline() == "HEAD 0\n"
    assert _asked(port, "GET", "/long") == PART * LONG_PARTS


def test_of_what_was_cut_nothing_is_taken(served: tuple[subprocess.Popen[str], int]) -> None:
    program, port = served
    assert program.stdout is not None
    for size in (40, FORM_BYTES_MAX * 2):
        with socket.create_connection(("127.0.0.1", port)) as visitor:
            visitor.sendall(CUT % size)
            visitor.shutdown(socket.SHUT_WR)
            visitor.recv(1000)
    with socket.create_connection(("127.0.0.1", port)) as visitor:
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        visitor.sendall(CUT % (FORM_BYTES_MAX * 2))
    # A form that was cut reaches nobody; of a larger sending it is known while it is read.
    assert [program.stdout.readline() for _ in range(2)] == ["POST -1\n"] * 2
    assert _asked(port, "GET") == b"GET 0"
    assert program.stdout.readline() == "GET 0\n"
