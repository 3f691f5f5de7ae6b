"""Many browsers at once over one loopback, on a network that drops: what a hall full of phones sends.

Of all that is sent one request in ten goes out twice, and one connection in twenty is cut before its answer; then the
same is sent again, as the member would. How long a request took counts from when it was due, so that a server that
falls behind does not look fast for being asked later.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

REPEATED_OF: Final = 10
CUT_OF: Final = 20
SOCKETS_MAX: Final = 400
TRIES_MAX: Final = 40
ANSWER_SECONDS: Final = 30.0
PAUSE_SECONDS: Final = 0.25
_TOKEN: Final = "b" * 32  # a browser sends the same in its cookie and in its form
LOST: Final = 0  # no answer came
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Act:
    """What every member does once: look at a page, then send a form, whose answer is one of `taken`."""

    page: str
    path: str
    fields: Callable[[random.Random], dict[str, str]]
    taken: frozenset[int]


@dataclass(slots=True)
class Told:
    """What came of it: how long each answer took, who was taken, and how often pages and forms were answered how."""

    seconds: list[float] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    pages: Counter[int] = field(default_factory=Counter)
    forms: Counter[int] = field(default_factory=Counter)
    cut: int = 0
    repeated: int = 0
    took: float = 0.0

    def faults(self, act: Act) -> int:
        """How many answers were neither the page nor that the form was taken."""
        right = self.pages[SHOWN] + sum(self.forms[status] for status in act.taken)
        return self.pages.total() + self.forms.total() - right


class Crowd:
    """Members with their sessions, against one server of this machine."""

    def __init__(self, port: int, sessions: Sequence[str], *, seed: int = 1844) -> None:
        self._port = port
        self._sessions = sessions
        self._seed = seed

    def all_do(self, act: Act, *, within_s: float, tries: int = TRIES_MAX) -> Told:
        """Let each member do the act once, at moments spread over some seconds; who is not taken tries again."""
        return asyncio.run(self._all(act, within_s, tries))

    def alone(self, page: str, *, times: int) -> list[float]:
        """How long one member after the other waits for a page while nobody else asks, in seconds."""
        return asyncio.run(self._alone(page, times))

    async def _alone(self, page: str, times: int) -> list[float]:
        seconds: list[float] = []
        for each in range(times):
            sent = self.request(each % len(self._sessions), page)
            began = time.perf_counter()
            await self.answer(sent)
            seconds.append(time.perf_counter() - began)
        return seconds

    async def _all(self, act: Act, within_s: float, tries: int) -> Told:
        told, dice, room = Told(), random.Random(self._seed), asyncio.Semaphore(SOCKETS_MAX)
        began = time.perf_counter()
        due = sorted(dice.uniform(0, within_s) for _ in self._sessions)
        async with asyncio.TaskGroup() as tasks:
            for member, moment in enumerate(due):
                own = random.Random(self._seed * 1_000_003 + member)
                tasks.create_task(_Member(self, act, told, own, room, tries).do(member, began + moment))
        told.took = time.perf_counter() - began
        return told

    def request(self, member: int, path: str, fields: dict[str, str] | None = None) -> bytes:
        """The bytes that a member's browser sends."""
        body = urlencode({"csrfmiddlewaretoken": _TOKEN, **fields}) if fields is not None else ""
        lines = [
            f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            f"Cookie: sessionid={self._sessions[member]}; csrftoken={_TOKEN}; django_language=fr",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Connection: close",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    async def answer(self, sent: bytes, cut_after: float | None = None) -> int:
        """The status of the answer; of a connection that is cut or refused none."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return LOST
        try:
            writer.write(sent)
            await writer.drain()
            if cut_after is not None:
                await asyncio.sleep(cut_after)
                writer.transport.abort()
                return LOST
            async with asyncio.timeout(ANSWER_SECONDS):
                got = await reader.read(-1)
            return int(got[9:12]) if got.startswith(b"HTTP/1.1 ") else LOST
        except (OSError, TimeoutError):
            return LOST
        finally:
            writer.close()


@dataclass(frozen=True, slots=True)
class _Member:
    """One of the crowd on the way through an act."""

    crowd: Crowd
    act: Act
    told: Told
    dice: random.Random
    room: asyncio.Semaphore
    tries: int

    async def do(self, member: int, due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        async with self.room:
            await self._timed(self.crowd.request(member, self.act.page), due, self.told.pages)
            form = self.crowd.request(member, self.act.path, self.act.fields(self.dice))
            for _ in range(self.tries):
                if await self._sent(form):
                    self.told.taken.append(member)
                    return
                await asyncio.sleep(PAUSE_SECONDS)

    async def _sent(self, form: bytes) -> bool:
        """Whether the form was taken, sent in one of three ways: once, twice at once, or cut."""
        way = self.dice.random()
        if way < 1 / CUT_OF:
            self.told.cut += 1
            await self.crowd.answer(form, cut_after=self.dice.uniform(0, 0.05))
            return False
        now = time.perf_counter()
        if way < 1 / CUT_OF + 1 / REPEATED_OF:
            self.told.repeated += 1
            both = await asyncio.gather(*(self._timed(form, now, self.told.forms) for _ in range(2)))
            return any(status in self.act.taken for status in both)
        return await self._timed(form, now, self.told.forms) in self.act.taken

    async def _timed(self, sent: bytes, due: float, statuses: Counter[int]) -> int:
        status = await self.crowd.answer(sent)
        if status != LOST:
            self.told.seconds.append(time.perf_counter() - due)
            statuses[status] += 1
        return status
