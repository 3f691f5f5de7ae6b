"""What the terminal says of who sits before it."""

from __future__ import annotations

import os


def language_of_terminal() -> str:
    """The language of Rochdale's that the environment asks for: `fr`, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.startswith("fr") else "en"
    return "en"
