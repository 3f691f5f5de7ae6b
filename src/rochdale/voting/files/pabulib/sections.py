"""The three sections of a `.pb` text as rows with their line numbers. What the cells mean is said in `reading`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rochdale.kernel.text import INVISIBLE
from rochdale.voting.files.faults import Faults

SECTIONS = ("META", "PROJECTS", "VOTES")
REQUIRED = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
# Faults of the whole rather than of a line.
SHAPELESS = frozenset(
    {"section_missing", "section_repeated", "column_missing", "column_repeated", "lines_too_many"}
)
LINES_MAX = 5_000_000
LINE_LENGTH_MAX = 20_000

_AMOUNT = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]{1,4}))?", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section: its number from 1, and its cells by the name of their column."""

    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The cell of a column without blanks around it; "" where there is none."""
        return self.cells.get(column, "").strip()


def sections_of(text: str, faults: Faults) -> Mapping[str, Sequence[Row]]:
    """The rows of each section. What is no section, no row or no text is a fault."""
    sections: dict[str, list[Row]] = {}
    columns: Sequence[str] | None = None
    section = ""
    for line, cells in _lines(text, faults):
        name = cells[0].strip()
        if len(cells) == 1 and name in SECTIONS:
            if name in sections:
                faults.add(line, "section_repeated", section=name)
            section, columns = name, None
            sections.setdefault(name, [])
        elif not section:
            faults.add(line, "section_missing", text=name)
            section, columns = "?", ()  # told once for all lines before the first section
        elif columns is None:
            columns = _header(line, cells, section, faults)
        elif columns and len(cells) != len(columns):
            faults.add(line, "cells_miscounted", cells=len(cells), cells_wanted=len(columns))
        elif columns:
            sections[section].append(Row(line, dict(zip(columns, cells, strict=True))))
    for name in SECTIONS:
        if name not in sections:
            faults.add(None, "section_missing", section=name)
    return {name: sections.get(name, []) for name in SECTIONS}


def _lines(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    # Not splitlines(): it would also cut at separators that a project's name may contain.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > LINES_MAX:
        faults.add(LINES_MAX + 1, "lines_too_many", lines=len(lines), lines_max=LINES_MAX)
        return
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH_MAX:
            faults.add(number, "line_too_long", length=len(line), length_max=LINE_LENGTH_MAX)
        elif found := INVISIBLE.search(line.replace("\t", " ")):
            faults.add(number, "character_not_allowed", character=f"U+{ord(found[0]):04X}")
        elif line.strip():
            cells = _cells(number, line, faults)
            if cells is not None:
                yield number, cells


def _cells(number: int, line: str, faults: Faults) -> list[str] | None:
    if '"' not in line:
        return line.split(";")
    try:
        # Each line by itself: a quotation mark that is never closed spoils one line and not the rest of the file.
        return next(csv.reader([line], delimiter=";", strict=True))
    except csv.Error:
        faults.add(number, "quotation_malformed", text=line)
        return None


def _header(line: int, cells: Sequence[str], section: str, faults: Faults) -> Sequence[str]:
    """The names of the columns; none where a column is missing or twice, so that its rows are passed over."""
    columns = [cell.strip() for cell in cells]
    missing = [column for column in REQUIRED[section] if column not in columns]
    repeated = sorted(column for column, times in Counter(columns).items() if times > 1)
    for column in missing:
        faults.add(line, "column_missing", section=section, column=column)
    for column in repeated:
        faults.add(line, "column_repeated", section=section, column=column)
    return () if missing or repeated else columns


def amount_of(text: str) -> tuple[int, str] | None:
    """An amount as whole units and the digits after the point; None where it is none."""
    match = _AMOUNT.fullmatch(text)
    return (int(match[1]), match[2] or "") if match else None


def whole_of(text: str) -> int | None:
    """A whole number of at most nine digits; None where it is none."""
    return int(text) if _WHOLE.fullmatch(text) else None
