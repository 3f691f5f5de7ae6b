"""The door for Granian's own interface: streams are answered by the event loop, all else by threads that make pages.

A WSGI server may serve the same pages through `wsgi`; there are no streams then, and screens ask.
"""

from __future__ import annotations

import asyncio
import signal
from types import FrameType
from typing import Final

from django.conf import settings
from granian.rsgi import HTTPProtocol, Scope

from rochdale.config.bridge import Pages
from rochdale.config.wsgi import application as pages

# After the pages, which set Django up.
from rochdale.assembly.queries.live import screens_of  # isort: skip
from rochdale.config.streams import Streams  # isort: skip

PAGE_THREADS: Final = 8  # they wait for the database, and post together while they do
STREAMS: Final = "/vote/stream/"
ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class Door:
    """What Granian calls: once at the start of a process, then for each request."""

    def __init__(self) -> None:
        self._pages = Pages(pages, threads=PAGE_THREADS, told={"ROCHDALE_STREAMS": settings.STREAMS_MAX > 0})
        self._streams = Streams(settings.STREAMS_MAX)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear when the process is told to end: it waits for what is being answered, and a stream is without end."""

        def end_streams(_told: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._streams.close)

        # The loop itself hears of a signal by another way, and still tells Granian.
        for told in ENDING:
            signal.signal(told, end_streams)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer a request."""
        if scope.path.startswith(STREAMS) and scope.method == "GET" and self._streams.has_room():
            token = scope.path.removeprefix(STREAMS)
            screens = screens_of(token)
            if screens is not None:
                await self._streams.answer(token, screens, protocol)
                return
        # A stream that cannot be is refused as a page would be.
        await self._pages.answer(scope, protocol)


application = Door()
