"""A screen's picture made small: the browser writes three bytes for each pixel, where few colours are on a page."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = 3  # red, green, blue, a byte each: as Chromium writes a page
_COLOURS_MAX: Final = 256


def with_palette(content: bytes) -> bytes:
    """The same picture with a palette, its colours rounded just so far that they fit into one."""
    width, height, rows = _read(content)
    for bits in range(8):
        mask = 0xFF << bits & 0xFF
        table = bytes(value & mask for value in range(256))
        rounded = [row.translate(table) for row in rows]
        colours = sorted(
            {row[at : at + _CHANNELS] for row in rounded for at in range(0, len(row), _CHANNELS)}
        )
        if len(colours) <= _COLOURS_MAX:
            return _written(width, height, colours, rounded)
    raise AssertionError("one bit of each colour fits into a palette")


def _read(content: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and the rows as they were before they were filtered."""
    assert content.startswith(SIGNATURE)
    chunks = list(_chunks(content))
    head = next(body for kind, body in chunks if kind == b"IHDR")
    width, height, depth, colour, _compression, _filter, interlace = struct.unpack(">IIBBBBB", head)
    assert (depth, colour, interlace) == (8, 2, 0)
    data = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    size = width * _CHANNELS
    rows, before = [], bytes(size)
    for start in range(0, len(data), size + 1):
        before = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + size]), before)
        rows.append(before)
    return width, height, rows


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += size + 12


def _unfiltered(kind: int, row: bytearray, above: bytes) -> bytes:
    """A row as it is without its filter (PNG, section 9.2)."""
    for at in range(len(row)):
        left = row[at - _CHANNELS] if at >= _CHANNELS else 0
        corner = above[at - _CHANNELS] if at >= _CHANNELS else 0
        told = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[kind]
        row[at] = (row[at] + told) & 0xFF
    return bytes(row)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))


def _written(width: int, height: int, colours: list[bytes], rows: list[bytes]) -> bytes:
    places = {colour: place for place, colour in enumerate(colours)}
    lines = b"".join(
        b"\x00" + bytes(places[row[at : at + _CHANNELS]] for at in range(0, len(row), _CHANNELS))
        for row in rows
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(colours)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
