"""From bytes to rows: what can be said about a file before knowing what its columns mean.

Fields stand between commas, semicolons or tabs, in double quotes where they hold one of these (RFC 4180); lines
end in LF, CR LF or CR.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from rochdale.capital.old_register.faults import Faults, shorten

FILE_BYTES_MAX: Final = 64 * 1024 * 1024
LINES_MAX: Final = 200_000
LINE_BYTES_MAX: Final = 8_000
SEPARATORS: Final = (",", ";", "\t")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class Encoding(StrEnum):
    """How the bytes of a file are letters."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row, which begins on `line`; a field in quotes may go on over several."""

    line: int
    fields: tuple[str, ...]


def content_of(path: Path, faults: Faults) -> bytes:
    """The file's bytes; nothing, with a fault, where it is missing, too large, or no plain file."""
    try:
        if not path.exists():
            faults.blame(None, "missing_file")
        elif not path.is_file():
            faults.blame(None, "unreadable_file", reason="not a plain file")
        elif (size := path.stat().st_size) > FILE_BYTES_MAX:
            faults.blame(None, "file_too_large", bytes=size, bytes_max=FILE_BYTES_MAX)
        else:
            with path.open("rb") as file:
                return file.read(FILE_BYTES_MAX)
    except OSError as error:
        faults.blame(None, "unreadable_file", reason=error.strerror or "unknown")
    except ValueError:  # a NUL in the name
        faults.blame(None, "missing_file")
    return b""


def physical_lines(content: bytes, encoding: Encoding, faults: Faults) -> list[str | None]:
    """The lines as text; None, with a fault, for one that is no text or too long. Trailing blanks are left out."""
    if content.startswith(_UTF16_MARKS):
        faults.blame(None, "utf16")
        return []
    plain = content.removeprefix(_UTF8_MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = plain.split(b"\n", LINES_MAX + 1)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        faults.blame(None, "empty_file")
    if len(lines) > LINES_MAX:
        faults.blame(None, "too_many_lines", lines_max=LINES_MAX)
        return []
    return [_text(number, line, encoding, faults) for number, line in enumerate(lines, start=1)]


def _text(number: int, line: bytes, encoding: Encoding, faults: Faults) -> str | None:
    if len(line) > LINE_BYTES_MAX:
        faults.blame(number, "line_too_long", bytes=len(line), bytes_max=LINE_BYTES_MAX)
        return None
    try:
        return line.decode("cp1252" if encoding is Encoding.WINDOWS_1252 else "utf-8")
    except UnicodeDecodeError as error:
        code = "not_utf8" if encoding is Encoding.UTF_8 else "not_windows_1252"
        faults.blame(number, code, byte=error.start + 1)
        return None


def rows(lines: list[str | None], separator: str, faults: Faults) -> Iterator[Row]:
    """The rows of the lines in order, the header among them. Blank ones are passed over.

    A quote that never closes spoils its own line and no other: reading goes on with the next.
    """
    place = 0
    while place < len(lines):
        text = lines[place]
        taken = 1
        if text is not None and text.strip():
            fields, taken = _row(lines, place, separator)
            if fields is None:
                code = "open_quote" if text.count('"') % 2 else "stray_quote"
                faults.blame(place + 1, code, found=shorten(text))
            elif any(fields):
                yield Row(place + 1, fields)
        place += taken


def _row(lines: list[str | None], place: int, separator: str) -> tuple[tuple[str, ...] | None, int]:
    """The fields of the row that begins on a line, and over how many lines it goes; None and one if it is none."""
    text = lines[place]
    assert text is not None
    if '"' not in text:
        return tuple([part.strip() for part in text.split(separator)]), 1
    joined = _joined(lines, place)
    if joined is None:
        return None, 1
    whole, taken = joined
    fields = _quoted_fields(whole, separator)
    return fields, taken if fields is not None else 1


def _joined(lines: list[str | None], first: int) -> tuple[str, int] | None:
    """The text from a line on until every quote is closed, and of how many lines it is; None if that never comes."""
    parts: list[str] = []
    quotes = length = 0
    for line in lines[first : first + 50]:
        if line is None or length + len(line) > LINE_BYTES_MAX:
            return None
        parts.append(line)
        length += len(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            return "\n".join(parts), len(parts)
    return None


def _quoted_fields(text: str, separator: str) -> tuple[str, ...] | None:
    """The fields without their quotes and outer blanks; None where a quote stands in the wrong place."""
    try:
        found = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return tuple([part.strip() for row in found for part in row])
