"""How names are compared: without accents, case or punctuation, word by word."""

from __future__ import annotations

import re
import unicodedata

_LETTERS_OF_THEIR_OWN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th"}
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case, no accents, words parted by one space: "Côté-Lévesque, Anaïs" is "cote levesque anais"."""
    lowered = text.casefold().translate(_LETTERS_OF_THEIR_OWN)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", bare.casefold()).strip()


def sorting_name(*, given_names: str, family_name: str) -> str:
    """The folded name by which the register is ordered: family name first."""
    return folded(f"{family_name} {given_names}")
