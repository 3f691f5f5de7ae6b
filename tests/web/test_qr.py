"""QR codes as pictures: what is drawn is the code, module by module, and words in it stay words."""

from __future__ import annotations

import re

import qrcode
from hypothesis import given
from hypothesis import strategies as st

from rochdale.web.qr import qr_paper, qr_shown

ADDRESS = "https://caisse.example/anse/meetings/3/entry/4182-XK7P2-M9QRT/"
_BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def dark(svg: str) -> set[tuple[int, int]]:
    """Column and row of each dark module; a bar goes back as far as it went."""
    bars = [tuple(map(int, bar)) for bar in _BAR.findall(svg)]
    assert all(forth == back for _, _, forth, back in bars)
    return {(column, row) for x, row, width, _ in bars for column in range(x, x + width)}


@given(text=st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable()))
def test_the_picture_has_the_modules_of_the_code(text: str) -> None:
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    matrix = code.get_matrix()
    drawn = qr_paper(text)
    assert f'viewBox="0 0 {len(matrix)} {len(matrix)}"' in drawn
    assert dark(drawn) == {(x, y) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}


def test_on_a_page_four_modules_are_left_white_around_it() -> None:
    shown, bare = dark(qr_shown(ADDRESS, label="Code")), dark(qr_paper(ADDRESS))
    assert shown == {(x + 4, y + 4) for x, y in bare}


def test_a_label_is_text_and_nothing_else() -> None:
    assert 'aria-label="&lt;b&gt;&quot;"' in qr_shown(ADDRESS, label='<b>"')
