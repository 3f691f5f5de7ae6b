"""Where every room finds the SQL it keeps in files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def statement(room: str, name: str) -> str:
    """The text of `room/sql/name`, read once."""
    return (PACKAGE / room / "sql" / name).read_text(encoding="utf-8")
