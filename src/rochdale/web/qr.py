"""QR codes as pictures: SVG alone, which a page may show under our policy and Typst sets on paper."""

from __future__ import annotations

from itertools import groupby

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

_QUIET = 4  # modules of white on each side, as ISO/IEC 18004 asks
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><path d="{1}"/></svg>'


def qr_paper(text: str) -> str:
    """The code of a text for a sheet of paper, which is white around it already."""
    return _SVG.format(*_drawn(text, quiet=0))


def qr_shown(text: str, *, label: str) -> SafeString:
    """The code of a text for a page; `label` says what it is to who does not see it."""
    side, path = _drawn(text, quiet=_QUIET)
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        side,
        side,
        label,
        path,
    )


def _drawn(text: str, *, quiet: int) -> tuple[int, str]:
    """How many modules wide it is, and its dark modules as a path, a bar for each run of them in a row."""
    code = qrcode.QRCode(border=quiet)
    code.add_data(text)
    rows = code.get_matrix()
    return len(rows), "".join(
        f"M{run[0]} {y}h{len(run)}v1h-{len(run)}z" for y, row in enumerate(rows) for run in _dark_runs(row)
    )


def _dark_runs(row: list[bool]) -> list[list[int]]:
    runs = groupby(range(len(row)), key=row.__getitem__)
    return [list(places) for is_dark, places in runs if is_dark]
