"""A meeting served for real, and somebody who listens to its streams over a socket."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from config import killing
from config.killing import own_home, run

PROGRAM = Path(__file__).with_name("killed_program.py")
CSRF = "c" * 32
SECONDS_MAX = 20.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting under way in a home of its own: its members' sessions, and where its floor asks how things stand."""

    home: Path
    slug: str
    sessions: tuple[str, ...]
    floor: str

    @property
    def stream(self) -> str:
        """Where the floor is told what is new."""
        return self.floor.replace("/live/", "/stream/")

    def come(self, port: int, member: int) -> None:
        """A member checks in online, so that the floor is out of date."""
        assert self.asked(port, "POST", f"/{self.slug}/meetings/1/now/come/", member, act="come")[0] == 302

    def asked(
        self, port: int, method: str, path: str, member: int | None = None, **fields: str
    ) -> tuple[int, bytes]:
        """What the program answers to one request."""
        visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_MAX)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if member is not None:
            headers["Cookie"] = f"sessionid={self.sessions[member]}; csrftoken={CSRF}"
        body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}) if method == "POST" else None
        visitor.request(method, path, body, headers)
        answer = visitor.getresponse()
        told = answer.status, answer.read()
        visitor.close()
        return told


@contextmanager
def served(meeting: Meeting, **settings: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program on the meeting's home, and its port; it is closed in the end."""
    program, port = killing.serve(meeting.home, **settings)
    try:
        yield program, port
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(killing.SECONDS_MAX)
    assert program.returncode == 0


@contextmanager
def meeting_of(members: int) -> Iterator[Meeting]:
    """A meeting of so many members, with a motion put to the vote."""
    with own_home() as home:
        run(home, PROGRAM, "open", str(members))
        note = json.loads((home / "meeting.json").read_text())
        yield Meeting(home, note["slug"], tuple(note["sessions"]), note["floor"])


class Listener:
    """One stream, read line by line."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX)
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self._answer = http.client.HTTPResponse(self._socket, method="GET")
        self._answer.begin()
        self.status = self._answer.status

    def header(self, name: str) -> str | None:
        """What the answer says of itself."""
        return self._answer.getheader(name)

    def event(self) -> list[str]:
        """The next event, line by line; none when the stream is at its end."""
        lines: list[str] = []
        while line := self._answer.readline().decode().rstrip("\n"):
            lines.append(line)
        return lines

    def hang_up(self) -> None:
        """Go away without a word."""
        self._answer.close()
        self._socket.close()
