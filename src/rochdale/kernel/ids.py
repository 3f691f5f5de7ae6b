"""Ids: UUID version 7 (RFC 9562, section 5.7), made from an instant and chance that are both passed in.

They sort by the millisecond of their making. An id tells when it was made: never give one to a ballot.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

ENTROPY_BYTES: Final = 10
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_VERSION: Final = 7
_VARIANT: Final = 0b10 << 62


def uuid7(at: datetime, entropy: bytes) -> UUID:
    """The id for the instant `at` (aware, not before 1970) and ten bytes of chance.

    Raises ValueError for a naive or earlier instant, or for more or less entropy.
    """
    if at.tzinfo is None or at < _EPOCH:
        raise ValueError("an id needs an aware instant, not before 1970")
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"an id needs {ENTROPY_BYTES} bytes of entropy")
    milliseconds = (at - _EPOCH) // _MILLISECOND
    chance = int.from_bytes(entropy, "big")
    rand_a = (chance >> 62) & 0xFFF
    rand_b = chance & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | _VERSION << 76 | rand_a << 64 | _VARIANT | rand_b)


def made_at(id_: UUID) -> datetime:
    """When a version 7 id was made, to the millisecond, in UTC. Raises ValueError for other versions."""
    if id_.version != _VERSION:
        raise ValueError("only a version 7 id knows when it was made")
    return _EPOCH + (id_.int >> 80) * _MILLISECOND
