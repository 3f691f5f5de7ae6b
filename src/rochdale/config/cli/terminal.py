"""What the terminal says of who sits before it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from pathlib import Path


def language_of_terminal() -> str:
    """The language of Rochdale's that the environment asks for: `fr`, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.startswith("fr") else "en"
    return "en"


def translation(language: str | None) -> Callable[[str], str]:
    """The catalogue's gettext, without Django: for commands that work where nothing is installed or set up."""
    return _catalogue(language).gettext


def counted_translation(language: str | None) -> Callable[[str, str, int], str]:
    """The catalogue's ngettext, for sentences whose words go by a count."""
    return _catalogue(language).ngettext


def _catalogue(language: str | None) -> gettext.NullTranslations:
    folder = Path(__file__).resolve().parents[2] / "locale"
    return gettext.translation("django", folder, [language or language_of_terminal()], fallback=True)
