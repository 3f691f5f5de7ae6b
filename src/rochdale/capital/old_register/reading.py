"""The reader itself: a file in, its lines and all its faults out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rochdale.capital.old_register import checks
from rochdale.capital.old_register.columns import Columns, columns_of, separator_of
from rochdale.capital.old_register.faults import Faults
from rochdale.capital.old_register.fields import (
    NUMBER_MAX,
    Cell,
    Dates,
    day_in,
    email_in,
    name_in,
    number_in,
    quantity_in,
    text_in,
    word_in,
)
from rochdale.capital.old_register.lines import (
    SEPARATORS,
    Encoding,
    Row,
    content_of,
    physical_lines,
    rows,
)
from rochdale.capital.old_register.records import OldLine, OldShares


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written. `separator` empty is found out from the header."""

    encoding: Encoding = Encoding.UTF_8
    separator: str = ""
    dates: Dates = Dates.ISO


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file in order, the classes of shares of its columns, and what is wrong with it.

    `digest` tells one content from another, in hexadecimal; `heading_line` is where the columns are named.
    """

    digest: str
    heading_line: int
    share_codes: tuple[str, ...]
    lines: tuple[OldLine, ...]
    faults: Faults


def read_register(path: Path, *, layout: Layout, today: date) -> Reading:
    """Read the file at `path`; every fault is in the answer, those of a missing file as well."""
    faults = Faults(path.name)
    return _read(content_of(path, faults), layout, today, faults)


def read_content(content: bytes, *, source: str, layout: Layout, today: date) -> Reading:
    """Read a content that is at hand; `source` names it in faults."""
    return _read(content, layout, today, Faults(source))


def _read(content: bytes, layout: Layout, today: date, faults: Faults) -> Reading:
    digest = hashlib.sha256(content).hexdigest()
    texts = physical_lines(content, layout.encoding, faults) if not faults.count else []
    separator = layout.separator or separator_of(_heading(texts), SEPARATORS)
    found = rows(texts, separator, faults)
    header = next((row for row in found if not _is_hint(row)), None)
    if header is None:
        if not faults.count:
            faults.blame(None, "empty_file")
        return Reading(digest, 1, (), (), faults)
    before = faults.count
    columns = columns_of(header.line, header.fields, faults)
    if faults.count > before:
        # What a line means hangs on its columns: with these in doubt, its faults would be guesses.
        return Reading(digest, header.line, tuple(columns.shares), (), faults)
    lines = tuple(_lines(found, columns, layout.dates, today, faults))
    if not lines and not faults.count:
        faults.blame(None, "no_lines")
    checks.judge(lines, faults)
    return Reading(digest, header.line, tuple(columns.shares), lines, faults)


def _is_hint(row: Row) -> bool:
    """Whether this is the line by which a spreadsheet is told the separator: "sep=;"."""
    return row.line == 1 and row.fields[0].casefold().startswith("sep=")


def _heading(texts: list[str | None]) -> str:
    for text in texts[:10]:
        if text is not None and text.strip() and not text.casefold().startswith("sep="):
            return text
    return ""


def _lines(
    found: Iterator[Row], columns: Columns, dates: Dates, today: date, faults: Faults
) -> Iterator[OldLine]:
    for row in found:
        # A spreadsheet leaves empty fields at the end; those are nobody's.
        if len(row.fields) < columns.width or any(row.fields[columns.width :]):
            faults.blame(row.line, "wrong_width", found=len(row.fields), expected=columns.width)
            continue
        yield _line(row, columns, dates, today, faults)


def _line(row: Row, columns: Columns, dates: Dates, today: date, faults: Faults) -> OldLine:
    def cell(name: str) -> Cell:
        place = columns.places.get(name)
        return Cell(row.line, name, "" if place is None else row.fields[place], faults)

    joined = cell("joined_on")
    if not joined.text:
        joined.blame("missing")
    line = OldLine(
        line=row.line,
        number=number_in(cell("number"), NUMBER_MAX),
        kind=word_in(cell("kind"), "natural"),
        given_names=text_in(cell("given_names")),
        family_name=name_in(cell("family_name")),
        birth_date=day_in(cell("birth_date"), dates, today),
        language=word_in(cell("language"), ""),
        email=email_in(cell("email")),
        takes_email=word_in(cell("electronic_letters"), "no") == "yes",
        telephone=text_in(cell("telephone")),
        street=text_in(cell("street")),
        town=text_in(cell("town")),
        postal_code=text_in(cell("postal_code")),
        member_class=word_in(cell("member_class"), "full"),
        joined_on=day_in(joined, dates, today),
        left_on=day_in(cell("left_on"), dates, today),
        cause=word_in(cell("cause"), ""),
        source_key=text_in(cell("source_key")),
        shares=tuple(_shares(row, columns, dates, today, faults)),
    )
    checks.judge_line(
        line, has_number=bool(cell("number").text), has_key=bool(cell("source_key").text), faults=faults
    )
    return line


def _shares(row: Row, columns: Columns, dates: Dates, today: date, faults: Faults) -> Iterator[OldShares]:
    for code, place in columns.shares.items():
        quantity = quantity_in(Cell(row.line, f"shares:{code}", row.fields[place], faults))
        since_place = columns.since.get(code)
        since = Cell(
            row.line, f"since:{code}", "" if since_place is None else row.fields[since_place], faults
        )
        since_on = day_in(since, dates, today)
        if since_on is not None and not quantity and not row.fields[place].strip("0"):
            since.blame("since_without_shares")
        if quantity:
            yield OldShares(code, quantity, since_on)
