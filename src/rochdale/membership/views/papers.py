"""What leaves the screen as paper, set by Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from rochdale.membership.queries import LetterFile
from rochdale.web import formatting
from rochdale.web.qr import qr_paper

_ADDRESS: Final = re.compile(r"https?://\S+")
_SHEETS: Final = Path(__file__).resolve().parent.parent / "templates" / "membership"


def letters_pdf(*, cooperative: str, letters: Sequence[LetterFile], at: datetime) -> bytes:
    """Letters as paper, each in its own language on a sheet of its own, the address where a window shows it."""
    told = {"cooperative": cooperative, "letters": [_sheet(each) for each in letters]}
    return sheet("letters.typ", told, at)


def _sheet(letter: LetterFile) -> dict[str, Any]:
    locale = formatting.locale_of(letter.language)
    return {
        "language": locale.language,
        "recipient": letter.recipient.splitlines(),
        "day": formatting.day_text(letter.written_on, locale),
        "subject": letter.subject,
        "paragraphs": [_paragraph(part) for part in letter.body.strip().split("\n\n")],
    }


def _paragraph(part: str) -> dict[str, Any]:
    """Lines; an address that stands alone comes as a code to photograph too, so that nobody has to type it."""
    lines = part.split("\n")
    address = lines[0].strip()
    is_address = len(lines) == 1 and _ADDRESS.fullmatch(address) is not None
    return {"lines": lines, "picture": qr_paper(address) if is_address else ""}


def sheet(name: str, told: dict[str, Any], at: datetime) -> bytes:
    """A PDF of one of this room's sheets; the typefaces are those that Typst brings along."""
    paper: bytes = typst.compile(
        _SHEETS / name,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told)},
        timestamp=int(at.timestamp()),
    )
    return paper
