"""Files with every kind of fault, and what is said of each line, in both languages: `faulty/*.csv` in, `*.txt` out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from rochdale.capital.actions.importing.sentences import fault_sentence
from rochdale.capital.old_register.reading import Layout, read_register

FAULTY = Path(__file__).parent / "faulty"
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("file", sorted(FAULTY.glob("*.csv")), ids=lambda path: path.stem)
def test_every_fault_is_told_with_its_line(file: Path, language: str) -> None:
    faults = read_register(file, layout=Layout(), today=TODAY).faults
    with translation.override(language):
        said = "".join(f"{fault_sentence(fault)}\n" for fault in faults.in_order())
    expected = file.with_suffix(f".{language}.txt")
    if "ROCHDALE_WRITE_GOLDEN" in os.environ:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
