"""Pages over Granian's interface, without a server: what an application is asked, and what comes of its answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from granian.rsgi import ProtocolClosed

from rochdale.config import bridge
from rochdale.config.bridge import FORM_BYTES_MAX, WHOLE_BYTES_MAX, CutShort, Pages

Asked = dict[str, Any]


class Headers:
    """Headers as they came: a name may stand there twice."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self._pairs = pairs

    def __contains__(self, name: str) -> bool:
        return any(name == each for each, _ in self._pairs)

    def get(self, name: str) -> str | None:
        return dict(self._pairs).get(name)

    def items(self) -> list[tuple[str, str]]:
        return list(self._pairs)


class Wire:
    """A connection: what was sent over it in pieces, and what was answered. It may be cut."""

    def __init__(self, *sent: bytes, is_cut: bool = False) -> None:
        self._sent = sent
        self._is_cut = is_cut
        self._left: Iterator[bytes] | None = None
        self.status = 0
        self.pieces: list[bytes] = []

    async def __call__(self) -> bytes:
        if self._is_cut:
            raise ProtocolClosed
        return b"".join(self._sent)

    def __aiter__(self) -> AsyncIterator[bytes]:
        assert self._left is None, "it is iterated once"
        self._left = iter((*self._sent, b""))
        return self

    async def __anext__(self) -> bytes:
        assert self._left is not None
        for piece in self._left:
            return piece
        raise StopAsyncIteration

    def response_bytes(self, status: int, _headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.pieces = status, [body]

    def response_empty(self, status: int, _headers: list[tuple[str, str]]) -> None:
        self.status = status

    def response_stream(self, status: int, _headers: list[tuple[str, str]]) -> Wire:
        self.status = status
        return self

    async def send_bytes(self, piece: bytes) -> None:
        if self._is_cut:
            raise ProtocolClosed
        self.pieces.append(piece)


class Answer:
    """What an application answers, in parts."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)

    def close(self) -> None:
        self.is_closed = True


def _answered(application: Callable[..., Any], wire: Wire, *headers: tuple[str, str], **scope: Any) -> None:
    known = {
        "method": "POST", "path": "/", "query_string": "", "http_version": "1.1", "scheme": "http", "authority": None,
        "server": "127.0.0.1:8000", "client": "[::1]:5000", "headers": Headers(*headers), **scope,
    }  # fmt: skip
    pages = Pages(application, threads=1, told={"ROCHDALE_STREAMS": True})
    asyncio.run(pages.answer(SimpleNamespace(**known), wire))  # type: ignore[arg-type]  # they act as these


def _says(parts: Iterable[bytes]) -> tuple[Callable[..., Answer], Answer]:
    answer = Answer(parts)

    def application(_environ: Asked, start: Callable[..., object]) -> Answer:
        start("200 OK", [("Content-Type", "text/plain")])
        return answer

    return application, answer


def test_a_request_is_told_in_the_words_of_wsgi() -> None:
    asked: list[Asked] = []

    def application(environ: Asked, start: Callable[..., object]) -> Answer:
        asked.append({**environ, "sent": environ["wsgi.input"].read()})
        start("200 OK", [])
        return Answer([])

    _answered(
        application, Wire(b"a=", b"1"), ("host", "caisse.example"), ("content-length", "3"), ("content-type", "x/y"),
        ("cookie", "one=1"), ("cookie", "two=2"), ("x-forwarded-for", "10.0.0.1"), ("x-forwarded-for", "10.0.0.2"),
        path="/é/", query_string="q=é",
    )  # fmt: skip
    wanted = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/Ã©/", "QUERY_STRING": "q=Ã©", "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "REMOTE_ADDR": "::1", "CONTENT_LENGTH": "3",
        "CONTENT_TYPE": "x/y", "HTTP_HOST": "caisse.example", "HTTP_COOKIE": "one=1; two=2",
        "HTTP_X_FORWARDED_FOR": "10.0.0.1,10.0.0.2", "wsgi.url_scheme": "http", "sent": b"a=1",
        "ROCHDALE_STREAMS": True,
    }  # fmt: skip
    assert asked[0] | wanted == asked[0]


def test_http_2_names_the_host_elsewhere() -> None:
    asked: list[Asked] = []

    def application(environ: Asked, start: Callable[..., object]) -> Answer:
        asked.append(environ)
        start("200 OK", [])
        return Answer([])

    _answered(application, Wire(), authority="caisse.example", http_version="2")
    assert asked[0]["HTTP_HOST"] == "caisse.example"


@pytest.mark.parametrize("is_cut", [True, False], ids=["cut", "too short"])
def test_half_of_a_form_is_not_what_was_meant(is_cut: bool) -> None:  # noqa: FBT001  # a parameter of the cases
    def application(_environ: Asked, _start: Callable[..., object]) -> Answer:
        pytest.fail("nobody was to be asked")

    wire = Wire(b"choice=yes", is_cut=is_cut)
    _answered(application, wire, ("content-length", "40"))
    assert wire.status == 400


@pytest.mark.parametrize("missing", [0, 1])
def test_a_large_sending_is_read_as_it_arrives_and_is_whole_or_nothing(missing: int) -> None:
    sent = [bytes([place]) * 50_000 for place in range(40)]
    size = sum(map(len, sent)) + missing
    assert size > FORM_BYTES_MAX
    read: list[bytes] = []

    def application(environ: Asked, start: Callable[..., object]) -> Answer:
        try:
            read.append(environ["wsgi.input"].read(size))
        except CutShort:
            read.append(b"cut")
        start("200 OK", [])
        return Answer([])

    _answered(application, Wire(*sent), ("content-length", str(size)))
    assert read == [b"cut" if missing else b"".join(sent)]


def test_a_short_answer_goes_out_in_one_piece_and_a_long_one_in_several() -> None:
    short, long = [b"x" * 4096] * 20, [b"y" * 4096] * 600
    assert len(long) * 4096 > WHOLE_BYTES_MAX
    for parts, pieces in ((short, 1), (long, 1 + -(-(600 - 256) // 16))):
        application, answer = _says(parts)
        wire = Wire()
        _answered(application, wire)
        assert (wire.status, b"".join(wire.pieces), len(wire.pieces)) == (200, b"".join(parts), pieces)
        assert answer.is_closed


def test_who_goes_away_is_sent_no_more() -> None:
    taken: list[bytes] = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(b"z" * bridge.WHOLE_BYTES_MAX)
            yield taken[-1]
            assert len(taken) < 10

    application, answer = _says(endless())
    _answered(application, Wire(is_cut=True))
    assert answer.is_closed
