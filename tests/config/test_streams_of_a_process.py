"""The streams of one process, without a server: what is told, how often is asked, and how a stream ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from django.db import OperationalError
from granian.rsgi import ProtocolClosed

from rochdale.assembly.queries.live import Screens
from rochdale.config import live, streams
from rochdale.config.streams import Streams

SCREENS = Screens(uuid4(), uuid4(), is_for_voters=True)
BEAT = b"event: beat\ndata: -\n\n"


class Browser:
    """What listens at the other end: it keeps what it was told, and may go away."""

    def __init__(self) -> None:
        self.told: list[bytes] = []
        self.has_news = asyncio.Event()
        self.has_gone = asyncio.Event()
        self.is_deaf = False

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Browser:
        assert (status, dict(headers)["content-type"]) == (200, "text/event-stream; charset=utf-8")
        return self

    async def send_bytes(self, data: bytes) -> None:
        if self.is_deaf:
            raise ProtocolClosed
        self.told.append(data)
        self.has_news.set()

    async def client_disconnect(self) -> None:
        await self.has_gone.wait()

    async def hears(self, *told: bytes) -> None:
        """Wait until it was told this and no more."""
        async with asyncio.timeout(5):
            while len(self.told) < len(told):
                self.has_news.clear()
                await self.has_news.wait()
        assert self.told == list(told)


class Hall:
    """Stands for the database: how the meeting stands, and how often that was asked."""

    def __init__(self) -> None:
        self.state = "1"
        self.asked = 0
        self.threads: set[int] = set()
        self.is_lost = False
        self.answers = threading.Event()
        self.answers.set()

    def state_now(self, screens: Screens) -> str:
        assert screens == SCREENS
        self.asked += 1
        self.threads.add(threading.get_ident())
        if self.is_lost:
            raise OperationalError
        seen = self.state
        self.answers.wait(5)
        return seen


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    stands = Hall()
    monkeypatch.setattr(live, "state_now", stands.state_now)
    monkeypatch.setattr(live, "FRESH_SECONDS", 0.02)
    monkeypatch.setattr(streams, "screens_of", {"address": SCREENS}.get)
    return stands


def _played(scene: Callable[[Streams], Awaitable[None]], most: int = 10) -> None:
    async def played() -> None:
        await scene(Streams(most))

    asyncio.run(played())


def _opened(of: Streams, browser: Browser, token: str = "address") -> asyncio.Task[None]:  # noqa: S107  # no secret
    return asyncio.ensure_future(of.answer(token, SCREENS, browser))  # type: ignore[arg-type]  # it acts as one


async def _ended(*opened: asyncio.Task[None]) -> None:
    async with asyncio.timeout(5):
        await asyncio.gather(*opened)


def test_one_question_serves_all_and_only_what_changed_is_told(hall: Hall) -> None:
    async def scene(of: Streams) -> None:
        browsers = [Browser() for _ in range(5)]
        opened = [_opened(of, browser) for browser in browsers]
        for browser in browsers:
            await browser.hears(b"data: 1\n\n")
        before = hall.asked
        await asyncio.sleep(0.1)
        assert 1 <= hall.asked - before <= 6
        hall.state = "2"
        for browser in browsers:
            await browser.hears(b"data: 1\n\n", b"data: 2\n\n")
        late = Browser()
        opened.append(_opened(of, late))
        await late.hears(b"data: 2\n\n")
        assert len(hall.threads) == 1
        assert threading.get_ident() not in hall.threads
        of.close()
        await _ended(*opened)

    _played(scene)


def test_a_page_is_never_told_what_is_older_than_itself(hall: Hall) -> None:
    async def scene(of: Streams) -> None:
        early, late = Browser(), Browser()
        opened = [_opened(of, early)]
        await early.hears(b"data: 1\n\n")
        hall.answers.clear()
        before = hall.asked
        async with asyncio.timeout(5):
            while hall.asked == before:  # noqa: ASYNC110  # another thread asks
                await asyncio.sleep(0.005)
        # The question that is under way saw how things stood before the page of the late one was made.
        hall.state = "2"
        opened.append(_opened(of, late))
        await asyncio.sleep(0.02)
        hall.answers.set()
        await late.hears(b"data: 2\n\n")
        of.close()
        await _ended(*opened)

    _played(scene)


def test_a_stream_that_has_no_news_says_that_it_is_there(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hall.state == "1"
    monkeypatch.setattr(streams, "BEAT_SECONDS", 0.05)

    async def scene(of: Streams) -> None:
        browser = Browser()
        opened = _opened(of, browser)
        await browser.hears(b"data: 1\n\n", BEAT, BEAT)
        of.close()
        await _ended(opened)

    _played(scene)


def test_it_ends_with_the_address_that_opened_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(of: Streams) -> None:
        browser = Browser()
        opened = _opened(of, browser)
        await browser.hears(b"data: 1\n\n")
        monkeypatch.setattr(streams, "screens_of", {}.get)
        hall.state = "2"
        await _ended(opened)
        await browser.hears(b"data: 1\n\n")

    _played(scene)


@pytest.mark.parametrize("goes", ["with a word", "without"])
def test_who_goes_makes_room_and_is_asked_for_no_more(hall: Hall, goes: str) -> None:
    async def scene(of: Streams) -> None:
        browser = Browser()
        opened = _opened(of, browser)
        await browser.hears(b"data: 1\n\n")
        assert not of.has_room()
        if goes == "with a word":
            browser.has_gone.set()
        else:
            browser.is_deaf = True
            hall.state = "2"
        await _ended(opened)
        assert of.has_room()
        await asyncio.sleep(0.1)
        before = hall.asked
        await asyncio.sleep(0.1)
        assert hall.asked == before

    _played(scene, most=1)


def test_without_the_database_streams_end_and_come_back_with_it(hall: Hall) -> None:
    async def scene(of: Streams) -> None:
        hall.is_lost = True
        lost = Browser()
        await _ended(_opened(of, lost))
        assert lost.told == []
        hall.is_lost = False
        found = Browser()
        opened = _opened(of, found)
        await found.hears(b"data: 1\n\n")
        of.close()
        await _ended(opened)

    _played(scene)


def test_what_is_closing_opens_none(hall: Hall) -> None:
    assert hall.asked == 0

    async def scene(of: Streams) -> None:
        assert of.has_room()
        of.close()
        assert not of.has_room()

    _played(scene)
