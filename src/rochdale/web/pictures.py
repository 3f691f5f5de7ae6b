"""Pictures that are sent in: judged by what they hold, and freed of everything that is no picture.

A photograph from a telephone tells where and when it was taken, with which device, and may have a small film or
another picture behind it. Here only the picture stays: of a JPEG the segments that a decoder needs, of a PNG the
critical chunks and those of colour. What was turned in the hand stays turned: its orientation is kept, alone.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIDE_MAX: Final = 6000
SIDE_MIN: Final = 60
_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SOI, _EOI, _SOS, _APP0, _APP1, _APP14, _APP15, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0xEF, 0xFE
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_RESTARTS: Final = range(0xD0, 0xD8)
_SEGMENTS_MAX: Final = 10_000
_CHUNKS_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"})
_UPRIGHT, _ORIENTATIONS, _ORIENTATION_TAG = 1, range(1, 9), 0x0112
_IFD_ENTRY: Final = 12


class PictureUnreadable(ValueError):  # named for the fact
    """No picture of a known kind, or one that is broken off."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with nothing beside it: its media type, its sides in pixels, and its bytes."""

    media_type: str
    width: int
    height: int
    content: bytes

    @property
    def is_sized(self) -> bool:
        """Whether neither side is too small to see or too large to show."""
        return min(self.width, self.height) >= SIDE_MIN and max(self.width, self.height) <= SIDE_MAX


def bare_picture(content: bytes) -> Picture:
    """The picture alone. Raises PictureUnreadable."""
    try:
        if content.startswith(_JPEG):
            return _bare_jpeg(content)
        if content.startswith(_PNG):
            return _bare_png(content)
    except (IndexError, struct.error) as broken:
        raise PictureUnreadable from broken
    raise PictureUnreadable


def _bare_jpeg(content: bytes) -> Picture:
    kept, sides, orientation = [], (0, 0), _UPRIGHT
    for marker, segment in _segments(content):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", segment[5:9])
            sides = (width, height)
        if marker == _APP1:
            orientation = _orientation(segment) or orientation
        if not (_APP0 < marker <= _APP15 and marker != _APP14) and marker != _COM:
            kept.append(segment)
    if 0 in sides:
        raise PictureUnreadable
    turned = [] if orientation == _UPRIGHT else [_turned(orientation)]
    return Picture("image/jpeg", *sides, b"\xff\xd8" + b"".join([*turned, *kept]) + b"\xff\xd9")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments between the beginning and the end of the picture, each with the scan that follows it."""
    place = 2
    for _ in range(_SEGMENTS_MAX):
        if content[place] != 0xFF:  # noqa: PLR2004  # every marker begins so
            raise PictureUnreadable
        while content[place + 1] == 0xFF:  # noqa: PLR2004  # fill bytes
            place += 1
        marker = content[place + 1]
        if marker == _EOI:
            return
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        end = place + 2 + length
        if marker == _SOS:
            end = _scan_end(content, end)
        if end > len(content):
            raise PictureUnreadable
        yield marker, content[place:end]
        place = end
    raise PictureUnreadable


def _scan_end(content: bytes, place: int) -> int:
    """Where the next marker begins: within a scan 0xFF is followed by zero or a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0:
            raise PictureUnreadable
        if content[place + 1] != 0 and content[place + 1] not in _RESTARTS:
            return place
        place += 2


def _orientation(segment: bytes) -> int | None:
    """How the picture is to be turned, where an Exif segment says so."""
    exif = segment[4:]
    if not exif.startswith(b"Exif\x00\x00"):
        return None
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (entries,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for entry in range(entries):
            at = start + 2 + entry * _IFD_ENTRY
            tag, _kind, _count, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == _ORIENTATION_TAG:
                return int(value) if value in _ORIENTATIONS else None
    except struct.error:
        return None
    return None


def _turned(orientation: int) -> bytes:
    """An Exif segment that says how to turn the picture, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION_TAG, 3, 1, orientation, 0)
    exif = b"Exif\x00\x00MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _bare_png(content: bytes) -> Picture:
    kept, sides, ended, place = [], (0, 0), False, len(_PNG)
    while place < len(content) and not ended:
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, chunk = content[place + 4 : place + 8], content[place : place + length + 12]
        if len(chunk) != length + 12 or struct.unpack(">I", chunk[-4:])[0] != zlib.crc32(chunk[4:-4]):
            raise PictureUnreadable
        if kind == b"IHDR":
            sides = struct.unpack(">II", chunk[8:16])
        if kind in _CHUNKS_KEPT:
            kept.append(chunk)
        ended = kind == b"IEND"
        place += length + 12
    if not ended or 0 in sides:
        raise PictureUnreadable
    return Picture("image/png", *sides, _PNG + b"".join(kept))
