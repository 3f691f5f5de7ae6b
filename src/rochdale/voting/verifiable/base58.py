"""Text of the 58 letters and digits that are hard to confuse: names of elections, credentials, seeds."""

from __future__ import annotations

from typing import Final

from rochdale.voting.verifiable.chance import Below

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID_LENGTH_MIN: Final = 14
_UUID_LENGTH_MAX: Final = 64


def draw(length: int, below: Below) -> str:
    """Random text."""
    return "".join(ALPHABET[below(len(ALPHABET))] for _ in range(length))


def consists_of(text: str) -> bool:
    """Whether every character is one of the 58."""
    return set(text) <= set(ALPHABET)


def number_of(text: str) -> int:
    """Text read as a number, the most significant digit first."""
    value = 0
    for character in text:
        value = value * len(ALPHABET) + ALPHABET.index(character)
    return value


def is_uuid(text: str) -> bool:
    """Whether a text can name an election (section 3); it becomes the name of a file."""
    return UUID_LENGTH_MIN <= len(text) <= _UUID_LENGTH_MAX and consists_of(text)
