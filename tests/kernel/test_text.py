"""What is shown of a text from elsewhere is what can be seen of it."""

from __future__ import annotations

import pytest

from rochdale.kernel.text import shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Élection nº 4\N{NO-BREAK SPACE}: 過半数", "Élection nº 4\N{NO-BREAK SPACE}: 過半数"),
        ("a\x1b[2J\x9b1A\x7f", "a�[2J�1A�"),
        ("one\ntwo\tthree\u2028four\r", "one�two�three�four�"),
        ("\u202eesialB\u202c \u2067x\u2069 \ud800", "�esialB� �x� �"),
    ],
)
def test_a_line_keeps_what_can_be_seen(text: str, seen: str) -> None:
    assert shown(text) == seen
