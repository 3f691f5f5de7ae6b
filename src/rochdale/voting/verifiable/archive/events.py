"""Events (section 5): what happened, one after the other, each naming the hash of the one before.

The hash of the last event, the head, fixes the whole history: publish it after each event.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason, Unsound


class Kind(StrEnum):
    """The types of event; any other makes an archive unreadable."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    SHUFFLE = "Shuffle"
    END_SHUFFLES = "EndShuffles"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


WITHOUT_PAYLOAD: Final = frozenset({Kind.END_BALLOTS, Kind.END_SHUFFLES})
PARTS: Final = {
    Kind.SETUP: 4,  # election, trustees, credentials, and what refers to them
    Kind.BALLOT: 1,
    Kind.END_BALLOTS: 0,
    Kind.ENCRYPTED_TALLY: 2,  # the tally, and its size
    Kind.SHUFFLE: 2,  # the shuffle, and whose it is
    Kind.END_SHUFFLES: 0,
    Kind.PARTIAL_DECRYPTION: 2,  # the factors, and whose they are
    Kind.RESULT: 1,
}
"""How many records come immediately before an event; its payload is the hash of the last."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event."""

    parent: str | None
    """Hash of the event before; None in the first."""
    height: int
    """How many events came before."""
    kind: Kind
    payload: str | None
    """Hash of what happened; None where a period ends."""

    def encode(self) -> bytes:
        written: dict[str, Json] = {} if self.parent is None else {"parent": self.parent}
        written |= {"height": self.height, "type": self.kind.value}
        if self.payload is not None:
            written["payload"] = self.payload
        return canonical.encode(written)

    @property
    def hash(self) -> str:
        """What the next event names as its parent."""
        return hex_of(self.encode())


def read_event(content: bytes, at: str) -> Event:
    """An event in its one spelling. Raises Unsound."""
    found = canonical.fields(
        canonical.parse_canonical(content, at),
        at,
        "parent",
        "height",
        "type",
        "payload",
        optional=("parent", "payload"),
    )
    kind = canonical.text(found["type"], f"{at}.type")
    if kind not in set(Kind):
        raise Unsound(Reason.EVENT_KIND_UNKNOWN, at=at)
    return Event(
        _optional_text(found, "parent", at),
        canonical.count(found["height"], f"{at}.height"),
        Kind(kind),
        _optional_text(found, "payload", at),
    )


def _optional_text(found: dict[str, Json], name: str, at: str) -> str | None:
    return canonical.text(found[name], f"{at}.{name}") if name in found else None
