"""Tracking numbers: how people write down which ballot is theirs (docs/reference/tracking-number.md).

A tracker is the hash of a ballot; its number is short enough to copy by hand, and notices a slip of the pen.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Final

_BODY_DIGITS: Final = 22
_DIGITS: Final = _BODY_DIGITS + 2
_MODULUS: Final = 97  # ISO 7064 MOD 97-10, as in an IBAN
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{43}=?")
_HEXADECIMAL: Final = re.compile(r"[0-9A-Fa-f]{64}")
_NUMBER: Final = re.compile(r"[0-9 \u00a0\u202f.-]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """A ballot that somebody looks for: by its 24 digits, and where it was given by its whole tracker."""

    number: str
    tracker: str = ""

    def is_of(self, tracker: str) -> bool:
        """Whether a ballot with this tracker is meant."""
        return self.tracker == tracker if self.tracker else self.number == number_of(tracker)


def number_of(tracker: str) -> str:
    """The 24 digits for a tracker in Base64, in six groups."""
    hashed = b64decode(tracker + "=" * (-len(tracker) % 4), validate=True)
    body = f"{int.from_bytes(hashed, 'big') % 10**_BODY_DIGITS:0{_BODY_DIGITS}}"
    return _grouped(f"{body}{_MODULUS + 1 - int(body) * 100 % _MODULUS:02}")


def read_sought(text: str) -> Sought | None:
    """What somebody typed: a number, or a whole tracker in Base64 or in hexadecimal. None if it is none of these."""
    text = text.strip()
    if _HEXADECIMAL.fullmatch(text):
        return _whole(b64encode(bytes.fromhex(text)).decode().rstrip("="))
    if _BASE64.fullmatch(text):
        return _whole(text.rstrip("="))
    digits = "".join(sign for sign in text if sign in "0123456789")
    if not _NUMBER.fullmatch(text) or len(digits) != _DIGITS or int(digits) % _MODULUS != 1:
        return None
    return Sought(_grouped(digits))


def _whole(tracker: str) -> Sought:
    return Sought(number_of(tracker), tracker)


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
