"""The board of a ballot as it was written: the set-up, the sums, each event, and the archive that they are.

Asked inside a cooperative.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from uuid import UUID

from rochdale.assembly.errors import BallotNotFound
from rochdale.assembly.models import BallotEvent, BallotStepKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.records import write_record
from rochdale.voting.verifiable.archive.writing import header
from rochdale.voting.verifiable.ballots import Ballot as BallotCast
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.election import Election, read_election
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.tracking import number_of


@dataclass(frozen=True, slots=True)
class BoardLine:
    """An event of the board; of a ballot with its tracking number, and whether it counts so far."""

    height: int
    kind: Kind
    head: str
    tracker: str
    number: str
    counts: bool


def election_text(*, ballot_id: UUID) -> bytes:
    """The election object of a ballot that was opened, to the byte. Raises BallotNotFound."""
    return setup_parts(ballot_id=ballot_id)[0]


def setup_parts(*, ballot_id: UUID) -> tuple[bytes, bytes, bytes]:
    """The election object, the trustees and the credentials of the set-up, to the byte. Raises BallotNotFound."""
    first = BallotEvent.objects.filter(ballot_id=ballot_id, height=0).first()
    if first is None:
        raise BallotNotFound
    election, trustees, credentials, _refers = (part.encode() for part in first.parts)
    return election, trustees, credentials


def sums_of(*, ballot_id: UUID) -> tuple[bytes, bytes]:
    """The encrypted sums of a ballot that is closed, and how many ballots they are of. Raises BallotNotFound."""
    found = BallotEvent.objects.filter(ballot_id=ballot_id, kind=Kind.ENCRYPTED_TALLY).first()
    if found is None:
        raise BallotNotFound
    sums, sized = (part.encode() for part in found.parts)
    return sums, sized


@lru_cache(maxsize=16)
def election_read(content: bytes) -> Election:
    """An election object that was checked when the ballot was opened, read once."""
    return read_election(content)


def digest_of(credential: object) -> str:
    """By what a credential is known: SHA-256 of its decimal text, in Base64 without padding."""
    return b64encode(sha256(str(credential).encode()).digest()).decode().rstrip("=")


def events_of(*, ballot_id: UUID, parts: bool = True) -> Iterator[BallotEvent]:
    """The board event by event; without `parts` only what a page shows."""
    found = BallotEvent.objects.filter(ballot_id=ballot_id).order_by("height")
    return (found if parts else found.defer("parts", "text")).iterator(chunk_size=500)


def board_of_ballot(*, ballot_id: UUID) -> list[BoardLine]:
    """The board as everybody sees it: heads and tracking numbers, and no names."""
    found = list(events_of(ballot_id=ballot_id, parts=False))
    latest = {row.digest: row.height for row in found}
    return [
        BoardLine(
            height=row.height,
            kind=Kind(row.kind),
            head=row.head,
            tracker=row.tracker or "",
            number=number_of(row.tracker) if row.tracker else "",
            counts=row.tracker is not None and latest[row.digest] == row.height,
        )
        for row in found
    ]


def ballots_counted(seen: BallotSeen, election: Election) -> list[BallotCast]:
    """The ballots that count, of each voting code the last. Their proofs were checked when they came."""
    last: dict[str | None, str] = {}
    for row in events_of(ballot_id=seen.id):
        if row.kind == Kind.BALLOT:
            last.pop(row.digest, None)
            last[row.digest] = row.parts[0]
    return [read_ballot(election, content.encode()) for content in last.values()]


def ballot_archive(seen: BallotSeen, further: Sequence[BallotEvent] = ()) -> bytes:
    """The archive of a ballot as far as it has come, for anybody; with `further` events that are not written yet.

    Raises BallotNotFound before it is opened.
    """
    opened = seen.step(BallotStepKind.OPENED)
    if opened is None:
        raise BallotNotFound
    seconds = int(opened.at.timestamp())
    written = [write_record("BELENIOS", header(seconds), seconds)]
    for row in chain(events_of(ballot_id=seen.id), further):
        parts = [text.encode() for text in row.parts]
        written += [write_record(f"{hex_of(part)}.data.json", part, seconds) for part in parts]
        written.append(write_record(f"{row.head}.event.json", row.text.encode(), seconds))
    return b"".join(written)
