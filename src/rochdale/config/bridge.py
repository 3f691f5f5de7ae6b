"""Pages, asked over Granian's own interface (RSGI) and made by a WSGI application in a few threads.

Pages are synchronous by choice: each is made by one thread, with that thread's connections to the database. How many
threads there are bounds the connections, as it does under a WSGI server. What is left to the event loop costs no
thread: waiting for the rest of a form, and the streams (`streams`).
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, TypeVar

from granian._granian import RSGIHTTPStreamTransport as HTTPStreamTransport
from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

# A form is awaited before a thread takes it; a larger sending is read by the thread, so that few are in memory.
FORM_BYTES_MAX: Final = 64 * 1024
# An answer is sent whole where it is no longer than this, and piece by piece else.
WHOLE_BYTES_MAX: Final = 1024 * 1024
_PIECE_BYTES: Final = 64 * 1024
Result = TypeVar("Result")
_BARE: Final = frozenset({"HTTP_CONTENT_LENGTH", "HTTP_CONTENT_TYPE"})
_SAME: Final[dict[str, Any]] = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


# As Django is asked under WSGI; what comes back are parts, and something to close.
Application = Callable[..., Any]


class CutShort(ConnectionError):
    """Whoever sent something went away before all of it was there."""


class Pages:
    """A WSGI application behind Granian's own interface."""

    def __init__(
        self, application: Application, *, threads: int, told: Mapping[str, object] = MappingProxyType({})
    ) -> None:
        """`told` is what the application finds in the environment of every request."""
        self._application = application
        self._told = told
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def answer(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Let a thread answer a request. One whose form was cut is dropped: half of a form is not what was meant."""
        loop = asyncio.get_running_loop()
        try:
            sent = await _sent(scope, protocol, loop)
        except CutShort:
            protocol.response_empty(HTTPStatus.BAD_REQUEST, [])
            return
        environ = {**environ_of(scope, sent), **self._told}
        await loop.run_in_executor(self._threads, self._answered, environ, protocol, loop)

    def _answered(
        self, environ: dict[str, Any], protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop
    ) -> None:
        head = _Head()
        parts = self._application(environ, head)
        try:
            _send(head, _gathered(parts), protocol, loop)
        except ProtocolClosed:
            pass  # nobody is there to read the rest
        finally:
            parts.close()


class _Head:
    """What a WSGI application says before its answer: status and headers."""

    status = 500
    headers: list[tuple[str, str]]

    def __call__(self, status: str, headers: list[tuple[str, str]], _fault: object = None) -> None:
        self.status, self.headers = int(status[:3]), headers


def environ_of(scope: Scope, sent: io.BufferedIOBase) -> dict[str, Any]:
    """A request in the words of WSGI (PEP 3333): text is bytes, read as Latin-1."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        **_SAME,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": _as_bytes(scope.path),
        "QUERY_STRING": _as_bytes(scope.query_string),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.input": sent,
    }
    for name, value in _headers(scope):
        before = environ.get(name)
        # A header that came in several parts is one; those of cookies have a sign of their own (RFC 9113, 8.2.3).
        environ[name] = (
            value if before is None else f"{before}{'; ' if name == 'HTTP_COOKIE' else ','}{value}"
        )
    return environ


def _headers(scope: Scope) -> Iterator[tuple[str, str]]:
    if scope.authority is not None and "host" not in scope.headers:
        yield "HTTP_HOST", scope.authority
    for name, value in scope.headers.items():
        key = f"HTTP_{name.upper().replace('-', '_')}"
        yield key.removeprefix("HTTP_") if key in _BARE else key, value


def _as_bytes(text: str) -> str:
    return text.encode().decode("latin-1")


async def _sent(scope: Scope, protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop) -> io.BufferedIOBase:
    size = int(scope.headers.get("content-length") or 0)
    if size > FORM_BYTES_MAX:
        return io.BufferedReader(_Arriving(protocol, size, loop), _PIECE_BYTES)
    try:
        whole = await protocol() if size else b""
    except ProtocolClosed as closed:
        raise CutShort from closed
    if len(whole) != size:
        raise CutShort
    return io.BytesIO(whole)


class _Arriving(io.RawIOBase):
    """What is sent, read by a thread as it arrives. Raises CutShort where less comes than was announced."""

    def __init__(self, protocol: HTTPProtocol, size: int, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces = aiter(protocol)
        self._missing = size
        self._loop = loop
        self._at_hand = memoryview(b"")

    def readable(self) -> bool:
        """Always: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what is there, waiting for the next piece if nothing is; 0 at the end."""
        if not self._at_hand and self._missing:
            self._at_hand = memoryview(_waited(_next(self._pieces), self._loop))
            self._missing -= len(self._at_hand)
        taken = self._at_hand[: len(buffer)]
        buffer[: len(taken)] = taken
        self._at_hand = self._at_hand[len(taken) :]
        return len(taken)


async def _next(pieces: AsyncIterator[bytes]) -> bytes:
    # Neither `async for`, which would begin anew what is iterated once, nor `anext` with a default: in CPython 3.11
    # that brings the whole process down where what is awaited was not written in Python.
    piece = b""
    while not piece:
        try:
            piece = await anext(pieces)
        except StopAsyncIteration as end:
            raise CutShort from end
    return piece


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same in fewer pieces: all of it in one where it is short."""
    gathered, size, most = [], 0, WHOLE_BYTES_MAX
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size >= most:
            yield b"".join(gathered)
            gathered, size, most = [], 0, _PIECE_BYTES
    yield b"".join(gathered)


def _send(
    head: _Head, pieces: Iterator[bytes], protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop
) -> None:
    first = next(pieces)
    second = next(pieces, None)
    if second is None:
        # From this thread: the loop need not wake for it.
        protocol.response_bytes(head.status, head.headers, first)
        return
    stream = protocol.response_stream(head.status, head.headers)
    for piece in chain((first, second), pieces):
        _waited(_sending(stream, piece), loop)


async def _sending(stream: HTTPStreamTransport, piece: bytes) -> None:
    await stream.send_bytes(piece)


def _waited(work: Coroutine[Any, Any, Result], loop: asyncio.AbstractEventLoop) -> Result:
    """What comes of work of the event loop, awaited by a thread."""
    return asyncio.run_coroutine_threadsafe(work, loop).result()
