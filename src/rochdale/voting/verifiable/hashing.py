"""The three ways in which the protocol uses SHA-256 (section 2): challenges, Base64 digests, file names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from rochdale.voting.verifiable.arithmetic import number


def as_number(text: str) -> int:
    """SHA-256 of a text, read as a 256-bit number, the most significant byte first."""
    return number(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"))


def challenge(order: int, prefix: str, elements: Iterable[int]) -> int:
    """H(prefix; e1,...,en): the prefix and the elements in decimal with commas between, modulo the order."""
    return as_number(prefix + ",".join(map(str, elements))) % order


def base64_of(content: bytes) -> str:
    """B64: SHA-256 in standard Base64 without its padding, 43 characters. Fingerprints and trackers."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def hex_of(content: bytes) -> str:
    """HEX: SHA-256 in lower-case hexadecimal. Names of records, parents of events."""
    return hashlib.sha256(content).hexdigest()
