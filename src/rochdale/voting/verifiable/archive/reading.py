"""Reading an archive with suspicion: layout, names, chain and order of events (sections 5 and 8).

The stock tool accepts events in almost any order, and then leaves out ballots without a word. Here the order is

    Setup Ballot* EndBallots EncryptedTally (Shuffle+ EndShuffles)? PartialDecryption+ Result

of which an election that is under way is a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.archive.events import PARTS, WITHOUT_PAYLOAD, Event, Kind, read_event
from rochdale.voting.verifiable.archive.records import Record, read_records
from rochdale.voting.verifiable.archive.writing import Chain, header
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason, Unsound

_FIRST: Final = "BELENIOS"
_NAME: Final = re.compile(r"[0-9a-f]{64}\.(data|event)\.json")
_TIME: Final = re.compile(r"0|[1-9][0-9]{0,10}")
_TIME_MAX: Final = 8**11
_FOLLOWS: Final[dict[Kind | None, frozenset[Kind]]] = {
    None: frozenset({Kind.SETUP}),
    Kind.SETUP: frozenset({Kind.BALLOT, Kind.END_BALLOTS}),
    Kind.BALLOT: frozenset({Kind.BALLOT, Kind.END_BALLOTS}),
    Kind.END_BALLOTS: frozenset({Kind.ENCRYPTED_TALLY}),
    Kind.ENCRYPTED_TALLY: frozenset({Kind.SHUFFLE, Kind.PARTIAL_DECRYPTION}),
    Kind.SHUFFLE: frozenset({Kind.SHUFFLE, Kind.END_SHUFFLES}),
    Kind.END_SHUFFLES: frozenset({Kind.PARTIAL_DECRYPTION}),
    Kind.PARTIAL_DECRYPTION: frozenset({Kind.PARTIAL_DECRYPTION, Kind.RESULT}),
    Kind.RESULT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Step:
    """An event with the records that belong to it."""

    event: Event
    parts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A history without gaps, in the order that the protocol asks."""

    seconds: int
    steps: tuple[Step, ...]

    @property
    def chain(self) -> Chain:
        """Where the archive stands, to append to it."""
        return Chain(self.seconds, self.steps[-1].event)

    @property
    def head(self) -> str:
        """The hash of the last event."""
        return self.steps[-1].event.hash

    @property
    def complete(self) -> bool:
        """Whether the result is in it."""
        return self.steps[-1].event.kind is Kind.RESULT

    def of(self, kind: Kind) -> list[Step]:
        """All steps of a kind, in their order."""
        return [step for step in self.steps if step.event.kind is kind]


def read_archive(content: bytes) -> Archive:
    """The history in an archive. Raises Unsound at the first thing that is out of order."""
    seconds = _time(content)
    records = list(read_records(content, seconds))[1:]
    steps = tuple(_steps(records))
    if not steps:
        raise Unsound(Reason.EVENTS_MISSING)
    return Archive(seconds, steps)


def _time(content: bytes) -> int:
    try:
        first = next(read_records(content), None)
    except Unsound:
        raise Unsound(Reason.HEADER_WRONG) from None
    if first is None or first.name != _FIRST:
        raise Unsound(Reason.HEADER_WRONG)
    found = canonical.parse_canonical(first.content, _FIRST)
    time = found.get("timestamp") if isinstance(found, dict) else None
    if not isinstance(time, str) or not _TIME.fullmatch(time) or int(time) >= _TIME_MAX:
        raise Unsound(Reason.HEADER_WRONG)
    if header(int(time)) != first.content:
        raise Unsound(Reason.HEADER_WRONG)
    return int(time)


def _steps(records: Sequence[Record]) -> Iterator[Step]:
    waiting: list[bytes] = []
    last: Event | None = None
    for record in records:
        match = _NAME.fullmatch(record.name)
        if match is None or record.name.partition(".")[0] != hex_of(record.content):
            raise Unsound(Reason.RECORD_NAME_WRONG, offset=record.offset)
        if match[1] == "data":
            waiting.append(record.content)
            continue
        event = read_event(record.content, f"event at {record.offset}")
        _check(event, last, waiting)
        yield Step(event, tuple(waiting))
        waiting, last = [], event
    if waiting:
        raise Unsound(Reason.RECORDS_WITHOUT_EVENT, records=len(waiting))


def _check(event: Event, last: Event | None, parts: Sequence[bytes]) -> None:
    height = 0 if last is None else last.height + 1
    if event.height != height or event.parent != (None if last is None else last.hash):
        raise Unsound(Reason.CHAIN_BROKEN, height=height)
    if event.kind not in _FOLLOWS[None if last is None else last.kind]:
        raise Unsound(Reason.ORDER_WRONG, height=height, kind=event.kind.value)
    if (event.payload is None) != (event.kind in WITHOUT_PAYLOAD):
        raise Unsound(Reason.PAYLOAD_WRONG, height=height)
    if len(parts) != PARTS[event.kind]:
        raise Unsound(Reason.PARTS_WRONG, height=height, found=len(parts))
    if event.payload is not None and event.payload != hex_of(parts[-1]):
        raise Unsound(Reason.PAYLOAD_WRONG, height=height)
    if event.kind is Kind.SETUP:
        _check_setup(parts)


def _check_setup(parts: Sequence[bytes]) -> None:
    names = ("election", "trustees", "credentials")
    found = canonical.fields(canonical.parse_canonical(parts[3], "setup"), "setup", *names)
    for name, part in zip(names, parts, strict=False):
        if found[name] != hex_of(part):
            raise Unsound(Reason.REFERENCE_FALSE, at=f"setup.{name}")
