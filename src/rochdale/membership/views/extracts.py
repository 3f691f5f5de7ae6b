"""Lists of members that leave the screen: a table that is written line by line, and paper set by Typst."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import typst
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.membership.errors import ListTooLong
from rochdale.web import formatting
from rochdale.web.templatetags.rochdale_format import reader_locale

# A paper of so many lines is set in under a minute on a small server.
PAPER_LINES_MAX: Final = 50_000
_SHEET: Final = Path(__file__).resolve().parent.parent / "templates" / "membership" / "list.typ"


@dataclass(frozen=True, slots=True)
class Extract:
    """A list in words, ready to be written: its heads and its lines, and what it is of."""

    name: str  # of the file
    title: str
    period: str
    heads: Sequence[str]
    widths: Sequence[
        int
    ]  # of the columns on paper, in proportion: measuring them would take longer than setting
    lines: Sequence[Sequence[str]]


class _Echo:
    """What a writer of tables writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def table(extract: Extract) -> HttpResponse:
    """The list as a table for a spreadsheet, sent as it is written."""
    response = StreamingHttpResponse(_written(extract), content_type="text/csv; charset=utf-8")
    # What is sent as it is written is a response like another to everybody but the types.
    return _named(cast("HttpResponse", response), f"{extract.name}.csv")


def _written(extract: Extract) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # spreadsheets read accents rightly only with it
    for line in (extract.heads, *extract.lines):
        yield writer.writerow([_harmless(cell) for cell in line])


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def paper(extract: Extract, *, cooperative: str, purpose: str, at: datetime) -> HttpResponse:
    """The list as paper, in the reader's language. Raises ListTooLong."""
    require_paper(extract.lines)
    locale = reader_locale()
    told = {
        "language": locale.language,
        "cooperative": cooperative,
        "title": extract.title,
        "period": extract.period,
        "purpose": _("For: %(purpose)s") % {"purpose": purpose},
        "heads": list(extract.heads),
        "widths": list(extract.widths),
        "rows": [list(line) for line in extract.lines],
        "none": _("Nobody."),
        "made": _("Made on %(moment)s.") % {"moment": formatting.moment_text(timezone.localtime(at), locale)},
        "page": _("Page"),
    }
    content: bytes = typst.compile(
        _SHEET,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"list": json.dumps(told)},
        timestamp=int(at.timestamp()),
    )
    return _named(HttpResponse(content, content_type="application/pdf"), f"{extract.name}.pdf")


def require_paper(lines: Iterable[object]) -> None:
    """Refuse a paper that would take minutes to set. Raises ListTooLong."""
    count = sum(1 for _line in lines)
    if count > PAPER_LINES_MAX:
        raise ListTooLong(lines=count, lines_max=PAPER_LINES_MAX)


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
