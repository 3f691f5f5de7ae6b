"""The reader of older registers: whatever the bytes, lines and faults come out, and never an exception."""

from __future__ import annotations

import csv
import io
import os
import tracemalloc
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.capital.actions.importing.sentences import fault_sentence
from rochdale.capital.old_register.columns import HEADINGS, column_named
from rochdale.capital.old_register.faults import FAULTS_KEPT_MAX
from rochdale.capital.old_register.fields import Dates
from rochdale.capital.old_register.lines import FILE_BYTES_MAX, LINES_MAX, Encoding
from rochdale.capital.old_register.reading import Layout, Reading, read_content, read_register

TODAY = date(2026, 11, 23)


def read(content: bytes | str, layout: Layout | None = None) -> Reading:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_content(raw, source="members.csv", layout=layout or Layout(), today=TODAY)


def codes(reading: Reading) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.code) for fault in reading.faults.in_order()]


LAYOUTS = st.builds(
    Layout, st.sampled_from(Encoding), st.sampled_from(["", ",", ";", "\t"]), st.sampled_from(Dates)
)
HEADING = st.sampled_from(
    [word for words in HEADINGS.values() for word in words] + ["shares", "parts permanent depuis", "shares x"]
)
FIELD = st.one_of(
    st.text(max_size=12),
    st.integers(-1, 10**13).map(str),
    st.dates().map(str),
    st.sampled_from(["", '"', "\n", "=1", "person", "full", "fr", "a@b.ca", "death", "1", "0", "\0"]),
)


@given(st.binary(max_size=400), LAYOUTS)
def test_any_bytes_are_lines_or_faults(content: bytes, layout: Layout) -> None:
    reading = read(content, layout)
    assert reading.lines or reading.faults.count
    assert all(fault_sentence(fault) for fault in reading.faults.in_order())


@given(st.lists(HEADING, min_size=1, max_size=8), st.lists(st.lists(FIELD, max_size=9), max_size=6), LAYOUTS)
def test_any_fields_below_known_headings_are_lines_or_faults(
    headings: list[str], lines: list[list[str]], layout: Layout
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=layout.separator or ",").writerows([headings, *lines])
    content = written.getvalue().encode(
        "cp1252" if layout.encoding is Encoding.WINDOWS_1252 else "utf-8", "replace"
    )
    reading = read(content, layout)
    assert reading.lines or reading.faults.count
    assert all(fault_sentence(fault) for fault in reading.faults.in_order())


NAME = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=20)


@given(
    NAME,
    st.dates(date(1900, 1, 1), date(1950, 1, 1)),
    st.dates(date(1950, 1, 2), TODAY),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(Dates),
)
def test_what_is_written_is_read(
    name: str, born_on: date, joined_on: date, separator: str, ending: str, dates: Dates
) -> None:
    pattern = {Dates.ISO: "%Y-%m-%d", Dates.DAY_FIRST: "%d/%m/%Y", Dates.MONTH_FIRST: "%m/%d/%Y"}[dates]

    def written(day: date) -> str:
        return day.strftime(pattern).zfill(10)

    rows = [["Nom", "Numéro", "Né le", "Admis le"], [f'"{name}"', "7", written(born_on), written(joined_on)]]
    content = ending.join(separator.join(row) for row in rows) + ending
    reading = read(content, Layout(dates=dates))
    assert codes(reading) == []
    (line,) = reading.lines
    assert (line.number, line.birth_date, line.joined_on) == (7, born_on, joined_on)
    assert line.family_name.casefold() == name.casefold() or not name.isascii()


def test_both_languages_any_order_and_a_mark_at_the_beginning() -> None:
    reading = read(
        "\ufeffParts permanent depuis;Courriel;PARTS PERMANENT;Admis le;Nom;Numéro\n"
        "2001-01-01;a@b.ca;3;2000-01-01;Roy;4\n"
    )
    assert codes(reading) == []
    (own,) = reading.lines[0].shares
    assert (own.code, own.quantity, own.since_on) == ("permanent", 3, date(2001, 1, 1))
    assert reading.lines[0].email == "a@b.ca"
    assert column_named("shares since") == "since:qualifying"
    assert column_named("date d'admission") == "joined_on"


def test_windows_1252_is_told_and_not_guessed() -> None:
    content = "number,name,joined on\n1,Côté,2000-01-01\n".encode("cp1252")
    assert codes(read(content)) == [(2, "not_utf8")]
    assert read(content, Layout(encoding=Encoding.WINDOWS_1252)).lines[0].family_name == "Côté"
    assert codes(
        read(b"number,name,joined on\n1,\x81,2000-01-01\n", Layout(encoding=Encoding.WINDOWS_1252))
    ) == [(2, "not_windows_1252")]
    assert codes(read("number,name".encode("utf-16"))) == [(None, "utf16")]


def test_letters_are_composed_and_outer_blanks_left_out() -> None:
    reading = read("number,name,joined on\n1,\u00a0 Co\u0302te\u0301 ,2000-01-01\n,,\n")
    assert reading.lines[0].family_name == "Côté"
    assert len(reading.lines) == 1


def test_leap_days_are_days_in_their_years_alone() -> None:
    reading = read("number,name,birth date,joined on\n1,A,2000-02-29,2024-02-29\n2,B,1900-02-29,2023-02-29\n")
    assert codes(reading) == [(3, "impossible_date"), (3, "impossible_date")]


def test_a_spreadsheet_may_name_its_separator() -> None:
    assert len(read("sep=;\nnumber;name;joined on\n1;Roy, père;2000-01-01\n").lines) == 1


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"sep=;\n", b";;;\n", b'"'])
def test_a_file_of_nothing_says_so(content: bytes) -> None:
    assert read(content).faults.count
    assert read(b"number,name,joined on\n").faults.kept[0].code == "no_lines"


def test_a_line_that_never_ends_is_named_and_the_others_are_read() -> None:
    content = "number,name,joined on\n1," + "x" * 9_000 + ",2000-01-01\n2,Roy,20000101\n"
    assert codes(read(content)) == [(2, "line_too_long"), (3, "unread_date")]


def test_files_that_are_none_are_faults(tmp_path: Path) -> None:
    def code(path: Path) -> str:
        return read_register(path, layout=Layout(), today=TODAY).faults.kept[0].code

    assert code(tmp_path / "nobody.csv") == "missing_file"
    assert code(tmp_path) == "unreadable_file"
    assert code(Path("/dev/zero")) == "unreadable_file"
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(FILE_BYTES_MAX + 1)
    assert code(huge) == "file_too_large"
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert code(fifo) == "unreadable_file"


@pytest.mark.slow
def test_a_hundred_megabytes_and_a_million_faults_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write(b"number,name,joined on\n")
        for _ in range(60):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    reading = read_register(path, layout=Layout(), today=TODAY)
    assert codes(reading) == [(2, "line_too_long")]
    assert tracemalloc.get_traced_memory()[1] < 400_000_000
    tracemalloc.stop()
    many = read("number,name,joined on\n" + "x,=,y\n" * (LINES_MAX - 1))
    assert many.faults.count == 3 * (LINES_MAX - 1)
    assert len(many.faults.kept) == FAULTS_KEPT_MAX
    assert codes(read("number,name,joined on\n" + "1,A,2000-01-01\n" * LINES_MAX)) == [
        (None, "too_many_lines")
    ]


def test_a_day_to_come_hangs_on_the_business_date() -> None:
    line = f"number,name,joined on\n1,Roy,{TODAY + timedelta(days=1)}\n"
    assert codes(read(line)) == [(2, "date_to_come")]
