"""The words in which tracking numbers are written: the lists of BIP-39, which the package mnemonic brings.

Of that package nothing else is used. A list never changes: receipts on paper are in its words.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from mnemonic import Mnemonic

from rochdale.voting.verifiable.tracking import Sought, read_sought
from rochdale.voting.verifiable.tracking_words import in_words, places_in, read_words

_NAMES: Final = {"fr": "french", "en": "english"}
WORD_LANGUAGES: Final = frozenset(_NAMES)
"""The languages in which a number can be told in words."""


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 2048 words of one of `WORD_LANGUAGES`, in their order."""
    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(_NAMES[language]).wordlist)


@cache
def word_places(language: str) -> dict[str, int]:
    """Where each word of a list stands, as `read_words` asks for it."""
    return places_in(word_list(language))


def tracking_words(number: str, language: str) -> str:
    """A tracking number in the words of a language; empty where that has none."""
    return " ".join(in_words(number, word_list(language))) if language in WORD_LANGUAGES else ""


def read_tracking(text: str) -> Sought | None:
    """What somebody typed: a number in digits or in words of any language, or a whole tracker. None if it is none."""
    return read_sought(text) or read_words(text, map(word_places, WORD_LANGUAGES))
