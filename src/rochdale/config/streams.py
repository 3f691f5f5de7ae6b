"""Streams of server-sent events to the screens of meetings: what changed is told at once, and nobody asks.

All streams of a process live in its event loop and hold no thread. One question to the database in a second and for a
meeting serves all of them, asked by a thread of its own: no page waits for it, and it waits for no page. What a stream
tells is what `live` answers, under the same signed address. Why and at what cost: docs/internals/live.md.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

import psycopg
from django.db import Error, close_old_connections, connections
from granian.rsgi import HTTPProtocol, ProtocolClosed

from rochdale.assembly.queries.live import Screens, screens_of
from rochdale.config import live

BEAT_SECONDS: Final = 15.0
_HEADERS: Final = [
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    # nginx and those who learnt from it pass on at once what says so.
    ("x-accel-buffering", "no"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
]
# An event and no comment: a screen must notice that its stream fell silent, and a script is told of no comment.
_BEAT: Final = b"event: beat\ndata: -\n\n"
_log = logging.getLogger(__name__)


class Streams:
    """The streams of this process. All of it runs in one event loop, but for the question to the database."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open = 0
        self._is_closing = False
        self._watched: dict[Screens, _Watched] = {}
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="streams")
        self._lookouts: set[asyncio.Task[None]] = set()

    def has_room(self) -> bool:
        """Whether one more may be opened."""
        return self._open < self._most and not self._is_closing

    def close(self) -> None:
        """End all streams, and open none any more."""
        self._is_closing = True
        for watched in self._watched.values():
            watched.end()

    async def answer(self, token: str, screens: Screens, protocol: HTTPProtocol) -> None:
        """Tell the screens that an address names what is new, until they go, the address runs out, or all is closed."""
        stream = protocol.response_stream(200, _HEADERS)
        with self._listening(screens) as listener:
            gone = asyncio.ensure_future(_gone(protocol, listener))
            try:
                while listener.is_there:
                    told = await listener.news()
                    # What an address may tell ends with the address.
                    if told is None or screens_of(token) is None:
                        return
                    await stream.send_bytes(told)
            except ProtocolClosed:
                pass  # it went while we told it
            finally:
                gone.cancel()

    @contextmanager
    def _listening(self, screens: Screens) -> Iterator[_Listener]:
        watched = self._watched.get(screens)
        if watched is None:
            watched = self._watched[screens] = _Watched()
            lookout = asyncio.ensure_future(self._look_out(screens, watched))
            self._lookouts.add(lookout)
            lookout.add_done_callback(self._lookouts.discard)
        listener = _Listener(watched)
        watched.listeners.add(listener)
        self._open += 1
        try:
            yield listener
        finally:
            self._open -= 1
            watched.listeners.discard(listener)

    async def _look_out(self, screens: Screens, watched: _Watched) -> None:
        """Ask once in a second how things stand, while somebody listens."""
        loop = asyncio.get_running_loop()
        try:
            while watched.listeners:
                asked = watched.asks()
                watched.tell(await loop.run_in_executor(self._asking, _state, screens), asked)
                await asyncio.sleep(live.FRESH_SECONDS)
        except (Error, psycopg.Error) as fault:
            # The screens ask for themselves meanwhile, and come back.
            _log.warning("Streams end: the database does not answer. %s", fault)
        finally:
            del self._watched[screens]
            watched.end()
        if not self._watched:
            await loop.run_in_executor(self._asking, connections.close_all)


def _state(screens: Screens) -> str:
    close_old_connections()
    return live.state_now(screens)


async def _gone(protocol: HTTPProtocol, listener: _Listener) -> None:
    await protocol.client_disconnect()
    listener.leave()


class _Watched:
    """The screens of one meeting: how often was asked how they stand, and who listens."""

    def __init__(self) -> None:
        self.questions = 0
        self.listeners: set[_Listener] = set()

    def asks(self) -> int:
        """The number of a question that is put now."""
        self.questions += 1
        return self.questions

    def tell(self, state: str, question: int) -> None:
        """Wake those to whom the answer to a question is news."""
        for listener in self.listeners:
            listener.learn(state, question)

    def end(self) -> None:
        for listener in self.listeners:
            listener.leave()


class _Listener:
    """One stream: it sleeps until something is new, and says a beat where nothing is."""

    def __init__(self, watched: _Watched) -> None:
        self.is_there = True
        self._came_after = watched.questions
        self._told: str | None = None
        self._awake = asyncio.Event()

    def learn(self, state: str, question: int) -> None:
        # What was asked before it came may be older than its page, which would then load itself for nothing.
        if question > self._came_after and state != self._told:
            self._told = state
            self._awake.set()

    def leave(self) -> None:
        self.is_there = False
        self._awake.set()

    async def news(self) -> bytes | None:
        """The next thing to tell; None when there is nobody to tell it to, or nothing more to come."""
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                await self._awake.wait()
        except TimeoutError:
            return _BEAT
        self._awake.clear()
        return f"data: {self._told}\n\n".encode() if self.is_there else None
