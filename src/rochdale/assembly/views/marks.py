"""Marks: by which a voter finds a secret choice again once the vote is closed."""

from __future__ import annotations

import secrets
from typing import Final

# No letter or digit that is taken for another, read aloud or on paper.
_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH: Final = 10


def new_mark() -> str:
    """A mark drawn by chance: "K7MQ2-XDP4T"."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{drawn[:5]}-{drawn[5:]}"
