"""From bytes to rows: what can be said about a file before knowing what its columns mean.

A file is a header and rows of fields between semicolons, in double quotes or not; lines end in CR LF or LF,
and the last one need not. Nothing here raises on bad content: every line becomes a row, a fault or both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rochdale.kernel.errors import Fault

# The whole file of the challenge, of which ours is the first part, has 67 MB.
FILE_BYTES_MAX: Final = 256 * 1024 * 1024
LINE_BYTES_MAX: Final = 1_000
_QUOTED_MAX: Final = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """The name of a file and its columns, in order. The first column is the row's id."""

    file: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line's fields without their quotes, of any number."""

    line: int
    fields: tuple[str, ...]

    def is_cut(self, layout: Layout) -> bool:
        """Whether the line stops too early: fields are missing, or a quote stays open in the last one."""
        return len(self.fields) < len(layout.columns) or self.fields[-1].startswith('"')


@dataclass(slots=True)
class FileRows:
    """The rows of one file and what is wrong with its lines. `read` is False if no row can be trusted."""

    layout: Layout
    read: bool = False
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, line: int | None, code: str, **facts: object) -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(self.layout.file, line, code, facts))


def shorten(text: str) -> str:
    """Text from the file as a fault quotes it: never longer than a line of a report."""
    return text if len(text) <= _QUOTED_MAX else text[: _QUOTED_MAX - 1] + "…"


def read_rows(folder: Path, layout: Layout) -> FileRows:
    """The rows of `folder`'s file, and what is wrong with its lines.

    Faults: missing_file, unreadable_file, file_too_large, wrong_header, not_utf8, nul_byte, line_too_long,
    and blank_line for a blank line between two others.
    """
    found = FileRows(layout)
    content = _content(folder / layout.file, found)
    if content is None:
        return found
    lines = content.split(b"\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not _has_header(lines, found):
        return found
    found.read = True
    for number, line in enumerate(lines[1:], start=2):
        row = _row(number, line, found)
        if row is not None:
            found.rows.append(row)
    return found


def _content(path: Path, found: FileRows) -> bytes | None:
    """The file's bytes, or None and the reason why not."""
    try:
        if not path.exists():
            found.blame(None, "missing_file")
        elif not path.is_file():
            found.blame(None, "unreadable_file", reason="not a plain file")
        elif (size := path.stat().st_size) > FILE_BYTES_MAX:
            found.blame(None, "file_too_large", bytes=size, bytes_max=FILE_BYTES_MAX)
        else:
            return path.read_bytes()
    except OSError as error:
        found.blame(None, "unreadable_file", reason=error.strerror or "unknown")
    return None


def _has_header(lines: list[bytes], found: FileRows) -> bool:
    """Whether the first line names exactly the columns that we know."""
    first = lines[0] if lines else b""
    text = first.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\r").decode("utf-8", errors="replace")
    names = tuple(name.strip('"') for name in text.split(";"))
    if names != found.layout.columns:
        found.blame(1, "wrong_header", expected=";".join(found.layout.columns), found=shorten(text))
    return names == found.layout.columns


def _row(number: int, line: bytes, found: FileRows) -> Row | None:
    """The row on this line, or None where the line cannot be one."""
    text = _text(number, line, found)
    if text is None:
        return None
    return Row(number, tuple([_unquoted(part) if '"' in part else part for part in text.split(";")]))


def _text(number: int, line: bytes, found: FileRows) -> str | None:
    """The line as text, or None with the reason."""
    if len(line) > LINE_BYTES_MAX:
        found.blame(number, "line_too_long", bytes=len(line), bytes_max=LINE_BYTES_MAX)
        return None
    if b"\0" in line:
        found.blame(number, "nul_byte")
        return None
    try:
        text = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError as error:
        found.blame(number, "not_utf8", byte=error.start + 1)
        return None
    if not text.strip():
        found.blame(number, "blank_line")
        return None
    return text


def _unquoted(part: str) -> str:
    return part[1:-1] if len(part) > 1 and part[0] == '"' and part[-1] == '"' else part
