"""What leaves the screen: tables streamed as CSV, and papers set by Typst, in the reader's language."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import typst
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from rochdale.capital.queries import CertificateFacts, code_groups
from rochdale.cooperatives.views import Visit
from rochdale.tenancy.actions import inside
from rochdale.web import formatting
from rochdale.web.formatting import number_text
from rochdale.web.qr import qr_paper
from rochdale.web.templatetags.rochdale_format import reader_locale

Row = Sequence[str]
_TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates" / "capital"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_streamed(visit: Visit, name: str, rows: Callable[[], Iterable[Row]]) -> StreamingHttpResponse:
    """A table that is written while it is read, so that its size is no matter; headed in the reader's language."""
    language = get_language() or "en"

    def written() -> Iterator[bytes]:
        # The page has left its wall when this begins, and its language with it.
        with override(language), inside(visit.cooperative.id):
            yield b"\xef\xbb\xbf"  # spreadsheets read accents rightly only with it
            for row in rows():
                line = io.StringIO()
                csv.writer(line).writerow([_cell(cell) for cell in row])
                yield line.getvalue().encode()

    response = StreamingHttpResponse(written(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _cell(text: str) -> str:
    """Numbers stay numbers, with their minus; every other text is made harmless."""
    return text if text.removeprefix("-").replace(".", "", 1).isdigit() else harmless(text)


def table_pdf(
    visit: Visit, name: str, *, title: str, notes: Sequence[str], heads: Row, rows: Sequence[Row]
) -> HttpResponse:
    """A table as paper. Everything arrives in words; nothing is reckoned on it."""
    told = {
        "language": reader_locale().language,
        "cooperative": visit.cooperative.name,
        "title": title,
        "notes": list(notes),
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "made": _made(visit.at),
        "page": _("Page"),
    }
    return _file(_set("table.typ", told, visit.at), name)


def _made(at: datetime) -> str:
    moment = formatting.moment_text(timezone.localtime(at), reader_locale())
    return _("Made on %(moment)s from the register of shares.") % {"moment": moment}


def certificate_pdf(
    visit: Visit, paper: CertificateFacts, *, code: str, language: str, address: str
) -> HttpResponse:
    """A certificate in the language of its holder, with the code, and where anyone can verify it."""
    with override(language):
        locale = reader_locale()
        figures = {
            "shares": number_text(paper.quantity, locale),
            "par": formatting.money_text(paper.share_class.par, locale),
            "worth": formatting.money_text(paper.share_class.worth(paper.quantity), locale),
            "day": formatting.day_text(paper.issued_on, locale),
            "class": paper.share_class.name,
            "number": number_text(paper.number, locale),
        }
        told = {
            "language": locale.language,
            "cooperative": visit.cooperative.name,
            "title": _("Share certificate"),
            "number": _("Number %(number)s") % figures,
            "certifies": _("This certifies that"),
            "holder": paper.holder,
            "holds": _("held on %(day)s") % figures,
            "quantity": figures["shares"],
            "class": figures["class"],
            "worth": _("at a par of %(par)s each, worth %(worth)s at par") % figures,
            "verify": _(
                "Whether it is still in force can be verified by anyone, with its number and this code:"
            ),
            "code": code_groups(code),
            "address": address,
            "code_picture": qr_paper(address),
            "ends": _(
                "It is no longer in force once shares of this class move, or a newer certificate is issued."
            ),
        }
    return _file(_set("certificate.typ", told, visit.at), f"certificate-{paper.number}")


def _set(sheet: str, told: Mapping[str, object], at: datetime) -> bytes:
    paper: bytes = typst.compile(
        _TEMPLATES / sheet,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told)},
        timestamp=int(at.timestamp()),
    )
    return paper


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
