"""Streams of a meeting, from outside: a real program, sockets that listen, and a meeting in which something happens."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator

import pytest

from config.killing import SECONDS_MAX, await_that
from config.streaming import Listener, Meeting, meeting_of, served
from rochdale.config.cli.serve import PAGES_STOP_SECONDS, PROCESSES
from rochdale.config.streams import BEAT_SECONDS

pytestmark = pytest.mark.slow
MEMBERS = 12
Listen = Callable[[int, str], Listener]


@pytest.fixture(scope="module")
def meeting() -> Iterator[Meeting]:
    with meeting_of(MEMBERS) as opened:
        yield opened


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Opens streams, and hangs up all of them in the end."""
    held: list[Listener] = []

    def opened(port: int, path: str) -> Listener:
        held.append(Listener(port, path))
        return held[-1]

    yield opened
    for listener in held:
        listener.hang_up()


def test_what_happens_is_told_at_once(meeting: Meeting, listen: Listen) -> None:
    with served(meeting) as (_program, port):
        listener = listen(port, meeting.stream)
        assert (listener.status, listener.header("Content-Type")) == (200, "text/event-stream; charset=utf-8")
        assert (listener.header("Cache-Control"), listener.header("X-Accel-Buffering")) == ("no-store", "no")
        assert listener.header("Set-Cookie") is None
        (before,) = listener.event()
        assert before.startswith("data: ")
        for member in (0, 1):
            meeting.come(port, member)
            came = time.monotonic()
            (after,) = listener.event()
            assert time.monotonic() - came < 2.5
            assert after.startswith("data: ")
            assert after != before
            before = after
        assert f'"{before[6:]}"'.encode() in meeting.asked(port, "GET", meeting.floor)[1]


def test_an_address_that_nobody_signed_opens_nothing(meeting: Meeting, listen: Listen) -> None:
    with served(meeting) as (_program, port):
        assert listen(port, f"{meeting.stream}x").status == 404
        assert listen(port, "/vote/stream/").status == 404
        assert meeting.asked(port, "POST", meeting.stream, 0)[0] == 405
        assert meeting.asked(port, "HEAD", meeting.stream)[0] == 405


def test_beyond_what_there_is_room_for_screens_ask(meeting: Meeting, listen: Listen) -> None:
    with served(meeting, ROCHDALE_STREAMS="1") as (_program, port):
        _fill(port, meeting, listen)
        assert listen(port, meeting.stream).status == 503
        assert meeting.asked(port, "GET", meeting.floor)[0] == 200
        wall = meeting.asked(port, "GET", f"/{meeting.slug}/meetings/1/wall/", 0)
        assert b" data-live-stream" in wall[1]


def test_who_goes_away_makes_room_at_once(meeting: Meeting, listen: Listen) -> None:
    with served(meeting, ROCHDALE_STREAMS="1") as (_program, port):
        held = _fill(port, meeting, listen)
        for listener in held:
            listener.hang_up()
        gone = time.monotonic()
        _fill(port, meeting, listen)
        # And not only when nobody hears the next beat.
        assert time.monotonic() - gone < BEAT_SECONDS / 2


def _fill(port: int, meeting: Meeting, listen: Listen) -> list[Listener]:
    """Open the one stream for which each process has room. Connections find the processes by chance."""
    held: list[Listener] = []

    def is_full() -> bool:
        held.append(listen(port, meeting.stream))
        return sum(listener.status == 200 for listener in held) == PROCESSES

    await_that(is_full)
    return held


def test_the_program_closes_while_streams_are_open(meeting: Meeting, listen: Listen) -> None:
    with served(meeting) as (program, port):
        listeners = [listen(port, meeting.stream) for _ in range(20)]
        for listener in listeners:
            assert listener.event()[0].startswith("data: ")
        told = time.monotonic()
        program.send_signal(signal.SIGTERM)
        assert [listener.event() for listener in listeners] == [[]] * 20
        program.wait(SECONDS_MAX)
        assert time.monotonic() - told < PAGES_STOP_SECONDS
