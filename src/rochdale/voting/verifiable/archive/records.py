"""Records of the archive, byte for byte (section 5): a 512-byte header, the content, zeros to the next 512.

An old-style tar file without its closing blocks, so that appending is adding bytes. `tarfile` reads it; it could
not write it. Every header carries the time that the first record says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rochdale.voting.verifiable.refusals import Reason, Unsound

_BLOCK: Final = 512
_NAME: Final = slice(0, 100)
_SIZE: Final = slice(124, 136)
_CHECKSUM: Final = slice(148, 156)
_CONTENT_BYTES_MAX: Final = 8**11 - 1


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the archive."""

    name: str
    content: bytes
    offset: int
    """Where its header begins."""


def write_record(name: str, content: bytes, seconds: int) -> bytes:
    """A record with the time that all records of an archive share, in Unix seconds."""
    assert len(name) < _NAME.stop
    assert 0 <= seconds <= _CONTENT_BYTES_MAX
    assert len(content) <= _CONTENT_BYTES_MAX
    header = bytearray(_BLOCK)
    for offset, field in (
        (0, name.encode("ascii")),
        (100, b"0000644"),
        (108, b"0000000"),
        (116, b"0000000"),
        (124, b"%011o" % len(content)),
        (136, b"%011o" % seconds),
        (148, b" " * 8),
        (156, b"0"),
    ):
        header[offset : offset + len(field)] = field
    header[_CHECKSUM] = b"%06o\0 " % sum(header)
    return bytes(header) + content + bytes(-len(content) % _BLOCK)


def read_records(archive: bytes, seconds: int | None = None) -> Iterator[Record]:
    """The records from the beginning. Raises Unsound at the first byte that we would not have written.

    Without `seconds` only the layout is read, not compared: to learn the time from the first record.
    """
    offset = 0
    while offset < len(archive):
        record = _read(archive, offset)
        end = offset + _length(record)
        if seconds is not None and write_record(record.name, record.content, seconds) != archive[offset:end]:
            raise Unsound(Reason.RECORD_LAYOUT_WRONG, offset=offset)
        yield record
        offset = end


def _length(record: Record) -> int:
    return _BLOCK + len(record.content) + -len(record.content) % _BLOCK


def _read(archive: bytes, offset: int) -> Record:
    header = archive[offset : offset + _BLOCK]
    name, size = header[_NAME].split(b"\0", 1)[0], header[_SIZE].rstrip(b"\0")
    if len(header) < _BLOCK or not name.isascii() or not _is_octal(size):
        raise Unsound(Reason.RECORD_LAYOUT_WRONG, offset=offset)
    start, length = offset + _BLOCK, int(size, 8)
    content = archive[start : start + length]
    record = Record(name.decode("ascii"), content, offset)
    if len(content) != length or offset + _length(record) > len(archive):
        raise Unsound(Reason.ARCHIVE_CUT_OFF, offset=offset)
    return record


def _is_octal(text: bytes) -> bool:
    return len(text) > 0 and set(text) <= set(b"01234567")
