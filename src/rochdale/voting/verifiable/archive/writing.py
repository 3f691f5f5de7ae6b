"""Writing an archive: each step gives the bytes to append, and the chain as it stands after them.

The caller appends, flushes to the disk, and keeps the chain; one writer at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.archive.events import PARTS, WITHOUT_PAYLOAD, Event, Kind
from rochdale.voting.verifiable.archive.records import write_record
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason, Unsound

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """Where an archive stands: all that appending to it needs."""

    seconds: int
    """The time that every header carries, in Unix seconds: when the archive was begun."""
    last: Event | None = None

    @property
    def head(self) -> str:
        """The hash of the last event. Raises AssertionError before the first."""
        assert self.last is not None
        return self.last.hash


@dataclass(frozen=True, slots=True)
class Appended:
    """Bytes to append, and the chain after them."""

    content: bytes
    chain: Chain


def header(seconds: int) -> bytes:
    """The content of the first record."""
    return canonical.encode({"version": _VERSION, "timestamp": str(seconds)})


def begin(seconds: int, election: bytes, trustees: bytes, credentials: bytes) -> Appended:
    """A new archive: its first record, and the event Setup."""
    first = write_record("BELENIOS", header(seconds), seconds)
    refers: Json = {
        "election": hex_of(election),
        "trustees": hex_of(trustees),
        "credentials": hex_of(credentials),
    }
    parts = [election, trustees, credentials, canonical.encode(refers)]
    appended = append(Chain(seconds), Kind.SETUP, parts)
    return Appended(first + appended.content, appended.chain)


def append(chain: Chain, kind: Kind, parts: Sequence[bytes] = ()) -> Appended:
    """An event with the records that it refers to, the last of which is its payload."""
    assert len(parts) == PARTS[kind]
    assert (kind is Kind.SETUP) == (chain.last is None)
    event = Event(
        None if chain.last is None else chain.last.hash,
        0 if chain.last is None else chain.last.height + 1,
        kind,
        None if kind in WITHOUT_PAYLOAD else hex_of(parts[-1]),
    )
    records = [write_record(f"{hex_of(part)}.data.json", part, chain.seconds) for part in parts]
    records.append(write_record(f"{event.hash}.event.json", event.encode(), chain.seconds))
    return Appended(b"".join(records), Chain(chain.seconds, event))


def owned(owner: int, content: bytes) -> bytes:
    """The wrapper that says whose a shuffle or a partial decryption is: `owner` from 1 over all trustees."""
    return canonical.encode({"owner": owner, "payload": hex_of(content)})


def read_owner(content: bytes, of: bytes, at: str, most: int) -> int:
    """Whose a record is, from its wrapper. Raises Unsound."""
    found = canonical.fields(canonical.parse_canonical(content, at), at, "owner", "payload")
    owner = canonical.count(found["owner"], f"{at}.owner")
    if found["payload"] != hex_of(of):
        raise Unsound(Reason.REFERENCE_FALSE, at=f"{at}.payload")
    if not 1 <= owner <= most:
        raise Unsound(Reason.OWNER_UNKNOWN, at=at, owner=owner)
    return owner
