"""Tracking numbers in words: the 24 digits as one number, in base 2048 (docs/reference/tracking-number.md).

Which words, is told by whoever asks: a list has 2048 of them, none like another without its accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rochdale.voting.verifiable.tracking import Sought, read_sought

WORDS: Final = 8
BASE: Final = 2048
_DIGITS: Final = 24
# Hyphens of any length, commas, and whatever counts as a space.
_BETWEEN: Final = re.compile(r"[\s,\u2010-\u2015-]+")


def in_words(number: str, words: Sequence[str]) -> list[str]:
    """The eight words for the 24 digits of a number, in groups or not; that of the highest place is first."""
    assert len(words) == BASE
    rest, told = int(number.replace(" ", "")), []
    for _place in range(WORDS):
        rest, index = divmod(rest, BASE)
        told.append(words[index])
    return told[::-1]


def places_in(words: Sequence[str]) -> dict[str, int]:
    """Where each word of a list stands, by the word without capitals and accents."""
    return {_plain(word): place for place, word in enumerate(words)}


def read_words(text: str, lists: Iterable[Mapping[str, int]]) -> Sought | None:
    """The number that somebody typed in the words of one of these lists, each as `places_in`. None if it is none.

    Capitals, accents, and what stands between the words make no difference. Some words stand in several lists, and
    then the check digits tell which is meant. Should they allow two readings, neither is taken.
    """
    typed = [word for word in _BETWEEN.split(_plain(text)) if word]
    if len(typed) != WORDS:
        return None
    read = {sought for places in lists if (sought := _read(typed, places)) is not None}
    return read.pop() if len(read) == 1 else None


def _read(typed: Sequence[str], places: Mapping[str, int]) -> Sought | None:
    number = 0
    for word in typed:
        if word not in places:
            return None
        number = number * BASE + places[word]
    return read_sought(
        f"{number:0{_DIGITS}}"
    )  # which refuses more digits, and two that do not check the others


def _plain(text: str) -> str:
    """Without capitals and accents, however these were typed."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(sign)
    )
