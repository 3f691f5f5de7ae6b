"""What of a text from elsewhere may be shown: no more than can be seen, and that as it is written."""

from __future__ import annotations

import re
from typing import Final

# What cannot be seen, ends a line, commands a terminal, or makes a name read otherwise than it is written.
INVISIBLE: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")


def shown(text: str) -> str:
    """A line with a mark in place of each character that cannot be seen."""
    return INVISIBLE.sub("�", text)
