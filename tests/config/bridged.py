"""`python bridged.py PORT`: a small application behind Granian's own interface, which tells what it was sent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from rochdale.config.bridge import Pages

LONG_PARTS, PART = 1000, b"p" * 4096


class _Answer(list[bytes]):
    def close(self) -> None:
        """Nothing is open."""


def _told(environ: dict[str, Any], start: Callable[..., object]) -> _Answer:
    if environ["PATH_INFO"] == "/long":
        start("200 OK", [("Content-Type", "text/plain")])
        return _Answer([PART] * LONG_PARTS)
    try:
        size = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    except ConnectionError:
        size = -1
    sys.stdout.write(f"{environ['REQUEST_METHOD']} {size}\n")
    sys.stdout.flush()
    told = f"{environ['REQUEST_METHOD']} {size}".encode()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(told)))])
    return _Answer([told])


class _Door:
    def __init__(self) -> None:
        self._pages = Pages(_told, threads=2)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        await self._pages.answer(scope, protocol)


application = _Door()

if __name__ == "__main__":
    Granian(
        "config.bridged:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.RSGI,
        log_level=LogLevels.error,
    ).serve()
