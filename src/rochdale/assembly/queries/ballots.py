"""Verifiable ballots of meetings as verbs and pages ask for them. Asked inside a cooperative."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from rochdale.assembly.errors import BallotNotFound, TrusteeUnknown
from rochdale.assembly.models import (
    Ballot,
    BallotCredential,
    BallotEvent,
    BallotOutcome,
    BallotPart,
    BallotParticipation,
    BallotPartKind,
    BallotStep,
    BallotStepKind,
    BallotTrustee,
    Meeting,
    VoteWay,
)
from rochdale.assembly.queries.balloting import Asked, AskedKind
from rochdale.assembly.queries.floor import voting_line
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.trusteeship import Given, Standing, standing
from rochdale.membership.queries.sealing import token_hash
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.records import write_record
from rochdale.voting.verifiable.archive.writing import header
from rochdale.voting.verifiable.ballots import Ballot as BallotCast
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.election import Election, read_election
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, Group
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.tracking import number_of

_BALLOTS_LISTED = 200


@dataclass(frozen=True, slots=True)
class BallotStepSeen:
    """What happened to a ballot."""

    kind: BallotStepKind
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class BallotSeen:
    """One ballot as it was announced, and what happened to it."""

    id: UUID
    uuid: str
    number: int
    meeting_id: UUID
    item_id: UUID
    roll_id: UUID
    language: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    questions: tuple[Asked, ...]
    opens_at: datetime
    closes_at: datetime
    threshold: int | None
    entitled: int
    steps: tuple[BallotStepSeen, ...]

    @property
    def stands(self) -> BallotStepKind:
        """The last thing that happened to it."""
        return self.steps[-1].kind

    @property
    def ranks(self) -> bool:
        """Whether some question asks for an order."""
        return any(asked.kind is AskedKind.RANKING for asked in self.questions)

    @property
    def group(self) -> Group:
        """In which group it is voted: orders need the larger one."""
        return RFC_3526_2048 if self.ranks else BELENIOS_2048

    def name(self, language: str) -> str:
        """What it is called, in a language or else in the first of those that there are."""
        return in_language(self.names, language)

    def step(self, kind: BallotStepKind) -> BallotStepSeen | None:
        """When something happened to it, if it did."""
        return next((step for step in self.steps if step.kind is kind), None)

    def takes_votes(self, at: datetime) -> bool:
        """Whether votes are taken at an instant."""
        return self.stands is BallotStepKind.OPENED and self.opens_at <= at < self.closes_at

    @property
    def is_public(self) -> bool:
        """Whether its board is for everybody: once it was opened, be it given up since."""
        return self.step(BallotStepKind.OPENED) is not None


@dataclass(frozen=True, slots=True)
class TrusteeSeen:
    """A trustee of a ballot, with the last thing that was given; `fault` is why it was not accepted."""

    id: UUID
    place: int
    name: str
    language: str
    person_id: UUID | None
    is_mandatory: bool
    last: BallotPartKind | None
    last_at: datetime | None
    fault: str
    fault_at: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """An event of the board; of a ballot with its tracking number, and whether it counts so far."""

    height: int
    kind: Kind
    head: str
    tracker: str
    number: str
    counts: bool


def ballot_of(*, meeting_id: UUID, number: int) -> BallotSeen:
    """One ballot of a meeting. Raises BallotNotFound."""
    return _one(Ballot.objects.filter(meeting_id=meeting_id, number=number).first())


def ballot_named(*, uuid: str) -> BallotSeen:
    """One ballot by its name in its archive. Raises BallotNotFound."""
    return _one(Ballot.objects.filter(uuid=uuid).first())


def ballots_of(*, meeting_id: UUID) -> list[BallotSeen]:
    """The ballots of a meeting in their order, in two statements."""
    return _all(list(Ballot.objects.filter(meeting_id=meeting_id).order_by("number")))


def ballots_due(*, at: datetime) -> list[tuple[UUID, int]]:
    """The meetings and numbers of the ballots that are open and whose window has run out."""
    ended = Ballot.objects.filter(closes_at__lte=at).order_by("id")
    return [(each.meeting_id, each.number) for each in _all(list(ended)) if _is_open(each)]


def _is_open(seen: BallotSeen) -> bool:
    return seen.stands is BallotStepKind.OPENED


def _one(row: Ballot | None) -> BallotSeen:
    if row is None:
        raise BallotNotFound
    return _all([row])[0]


def _all(found: Sequence[Ballot]) -> list[BallotSeen]:
    steps: dict[UUID, list[BallotStepSeen]] = {}
    for step in BallotStep.objects.filter(ballot_id__in=[row.id for row in found]).order_by("place"):
        seen = BallotStepSeen(BallotStepKind(step.kind), step.at, step.words)
        steps.setdefault(step.ballot_id, []).append(seen)
    return [_seen(row, tuple(steps[row.id])) for row in found]


def _seen(row: Ballot, steps: tuple[BallotStepSeen, ...]) -> BallotSeen:
    return BallotSeen(
        id=row.id,
        uuid=row.uuid,
        number=row.number,
        meeting_id=row.meeting_id,
        item_id=row.item_id,
        roll_id=row.roll_id,
        language=row.language,
        names=row.names,
        descriptions=row.descriptions,
        questions=tuple(Asked.from_json(kept) for kept in row.questions),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        threshold=row.threshold,
        entitled=row.entitled,
        steps=steps,
    )


def trustees_of(*, ballot_id: UUID) -> list[TrusteeSeen]:
    """The trustees of a ballot in their order, each with the last thing given, in two statements."""
    last: dict[UUID, BallotPart] = {}
    for part in BallotPart.objects.filter(ballot_id=ballot_id).order_by("place").defer("content"):
        last[part.trustee_id] = part
    found = BallotTrustee.objects.filter(ballot_id=ballot_id).order_by("place")
    return [_trustee(row, last.get(row.id)) for row in found]


def _trustee(row: BallotTrustee, last: BallotPart | None) -> TrusteeSeen:
    return TrusteeSeen(
        id=row.id,
        place=row.place,
        name=row.name,
        language=row.language,
        person_id=row.person_id,
        is_mandatory=row.is_mandatory,
        last=BallotPartKind(last.kind) if last else None,
        last_at=last.at if last else None,
        fault=last.fault if last else "",
        fault_at=last.fault_at if last else "",
    )


def trustee_by_link(*, ballot_id: UUID, token: str) -> TrusteeSeen:
    """The trustee who has this secret link. Raises TrusteeUnknown."""
    row = BallotTrustee.objects.filter(ballot_id=ballot_id, token_hash=token_hash(token)).first()
    return _known_trustee(ballot_id, row)


def trustee_by_person(*, ballot_id: UUID, person_id: UUID) -> TrusteeSeen:
    """The trustee that a person of the register is. Raises TrusteeUnknown."""
    row = BallotTrustee.objects.filter(ballot_id=ballot_id, person_id=person_id).first()
    return _known_trustee(ballot_id, row)


def _known_trustee(ballot_id: UUID, row: BallotTrustee | None) -> TrusteeSeen:
    if row is None:
        raise TrusteeUnknown
    return trustees_of(ballot_id=ballot_id)[row.place - 1]


def trustees_stand(seen: BallotSeen) -> Standing:
    """Where the trustees of a ballot stand, by all that they gave."""
    trustees = {row.id: row for row in BallotTrustee.objects.filter(ballot_id=seen.id)}
    parts = BallotPart.objects.filter(ballot_id=seen.id, fault="").order_by("place")
    return standing(
        {row.place: row.is_mandatory for row in trustees.values()},
        seen.threshold,
        [Given(trustees[part.trustee_id].place, BallotPartKind(part.kind), part.content) for part in parts],
    )


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


def own_digest(*, ballot_id: UUID, line_id: UUID) -> str:
    """By what the voting code of a line is known in the booth; empty where it has none."""
    found = BallotCredential.objects.filter(ballot_id=ballot_id, line_id=line_id).first()
    return found.digest if found else ""


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """A ballot for one voter: whether they have a vote in it, and by which way they voted."""

    line_id: UUID | None
    way: VoteWay | None
    digest: str


def own_ballot(seen: BallotSeen, *, person_id: UUID) -> OwnBallot:
    """What a ballot is for one person."""
    line = voting_line(meeting_id=seen.meeting_id, person_id=person_id)
    if line is None:
        return OwnBallot(None, None, "")
    taken = BallotParticipation.objects.filter(ballot_id=seen.id, line_id=line.id).first()
    digest = own_digest(ballot_id=seen.id, line_id=line.id)
    return OwnBallot(line.id, VoteWay(taken.way) if taken else None, digest)


def ballots_for(*, person_id: UUID, at: datetime) -> list[tuple[int, BallotSeen, bool]]:
    """The ballots in which a person can vote at an instant: the meeting's number, the ballot, whether they have."""
    found = Ballot.objects.filter(opens_at__lte=at, closes_at__gt=at).order_by("closes_at")
    open_ones = [each for each in _all(list(found)) if each.takes_votes(at)]
    numbers = dict(
        Meeting.objects.filter(id__in=[each.meeting_id for each in open_ones]).values_list("id", "number")
    )
    own = [(each, own_ballot(each, person_id=person_id)) for each in open_ones]
    return [
        (numbers[each.meeting_id], each, mine.way is not None)
        for each, mine in own
        if mine.line_id is not None
    ]


def participants_of(*, ballot_id: UUID) -> tuple[int, int]:
    """How many voted on a device, and how many were given a paper."""
    ways = list(BallotParticipation.objects.filter(ballot_id=ballot_id).values_list("way", flat=True))
    return ways.count(VoteWay.DEVICE), ways.count(VoteWay.PAPER)


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


def ballot_archive(seen: BallotSeen) -> bytes:
    """The archive of a ballot as far as it has come, for anybody. Raises BallotNotFound before it is opened."""
    opened = seen.step(BallotStepKind.OPENED)
    if opened is None:
        raise BallotNotFound
    seconds = int(opened.at.timestamp())
    written = [write_record("BELENIOS", header(seconds), seconds)]
    for row in events_of(ballot_id=seen.id):
        parts = [text.encode() for text in row.parts]
        written += [write_record(f"{hex_of(part)}.data.json", part, seconds) for part in parts]
        written.append(write_record(f"{row.head}.event.json", row.text.encode(), seconds))
    return b"".join(written)


@dataclass(frozen=True, slots=True)
class BallotAnswered:
    """What came out of one question: each answer's words by language, its count, and who is elected in order.

    Of an order there are no counts but `rankings`, each ballot's ranks; blank and spoilt ones are counted apart.
    """

    asked: Asked
    counts: tuple[int, ...]
    blank: int
    spoilt: int
    rankings: tuple[tuple[int, ...], ...]
    elected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What came out of a ballot, devices and papers together; `seed` is that of its lots."""

    uuid: str
    answered: tuple[BallotAnswered, ...]
    seed: str
    on_devices: int
    on_paper: int
    resolution_id: UUID | None


def ballot_result(seen: BallotSeen) -> BallotResult | None:
    """What came out of a ballot; None while it is not counted."""
    row = BallotOutcome.objects.filter(ballot_id=seen.id).first()
    if row is None:
        return None
    pairs = zip(seen.questions, row.answered, strict=True)
    return BallotResult(
        uuid=seen.uuid,
        answered=tuple(_answered(asked, kept) for asked, kept in pairs),
        seed=row.seed,
        on_devices=row.on_devices,
        on_paper=row.on_paper,
        resolution_id=row.resolution_id,
    )


def _answered(asked: Asked, kept: Mapping[str, Any]) -> BallotAnswered:
    return BallotAnswered(
        asked,
        tuple(kept["counts"]),
        kept["blank"],
        kept["spoilt"],
        tuple(tuple(ranks) for ranks in kept["rankings"]),
        tuple(kept["elected"]),
    )


def ballot_outcome(*, item_id: UUID) -> BallotResult | None:
    """What the counted ballot on an item of the agenda gave: the elected answers in order; None where none was.

    For who hands out seats: `answered[n].elected` are places in `answered[n].asked.answers`, from 0.
    """
    rows_ = Ballot.objects.filter(item_id=item_id).order_by("number")
    counted = [each for each in _all(list(rows_)) if each.stands is BallotStepKind.COUNTED]
    return ballot_result(counted[-1]) if counted else None


def code_letters(*, ballot_id: UUID) -> dict[str, int]:
    """How many letters with voting codes went out, wait, or could not be delivered."""
    sent, waiting, failed = rows("assembly", "code_letters.sql", {"ballot_id": ballot_id})[0]
    return {"sent": sent, "waiting": waiting, "failed": failed}
