"""Verifiable ballots of meetings as verbs and pages ask for them. Asked inside a cooperative.

Their boards are in `ballot_board`, what came out of them in `ballot_results`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.assembly.errors import BallotNotFound, TrusteeUnknown
from rochdale.assembly.models import (
    Ballot,
    BallotCredential,
    BallotPart,
    BallotParticipation,
    BallotPartKind,
    BallotStep,
    BallotStepKind,
    BallotTrustee,
    Meeting,
    VoteWay,
)
from rochdale.assembly.queries.balloting import OVER, Asked, AskedKind
from rochdale.assembly.queries.floor import voting_line
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.trusteeship import Given, Standing, standing
from rochdale.membership.queries.sealing import token_hash
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, Group

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


def ballot_of(*, meeting_id: UUID, number: int) -> BallotSeen:
    """One ballot of a meeting. Raises BallotNotFound."""
    return _one(Ballot.objects.filter(meeting_id=meeting_id, number=number).first())


def ballot_named(*, uuid: str) -> BallotSeen:
    """One ballot by its name in its archive. Raises BallotNotFound."""
    return _one(Ballot.objects.filter(uuid=uuid).first())


def ballots_of(*, meeting_id: UUID) -> list[BallotSeen]:
    """The ballots of a meeting in their order, in two statements."""
    return seen_of(list(Ballot.objects.filter(meeting_id=meeting_id).order_by("number")))


def ballots_waiting(*, meeting_id: UUID) -> list[BallotSeen]:
    """The ballots of a meeting that are neither counted nor given up: its results are provisional (rule Q-36)."""
    return [each for each in ballots_of(meeting_id=meeting_id) if each.stands not in OVER]


def provisional_until(*, meeting_id: UUID) -> datetime | None:
    """When the last window of a meeting closes whose ballot is not counted yet; None where its results stand."""
    return max((each.closes_at for each in ballots_waiting(meeting_id=meeting_id)), default=None)


def ballots_due(*, at: datetime) -> list[tuple[UUID, int]]:
    """The meetings and numbers of the ballots that are open and whose window has run out."""
    ended = Ballot.objects.filter(closes_at__lte=at).order_by("id")
    return [(each.meeting_id, each.number) for each in seen_of(list(ended)) if _is_open(each)]


def _is_open(seen: BallotSeen) -> bool:
    return seen.stands is BallotStepKind.OPENED


def _one(row: Ballot | None) -> BallotSeen:
    if row is None:
        raise BallotNotFound
    return seen_of([row])[0]


def seen_of(found: Sequence[Ballot]) -> list[BallotSeen]:
    """Rows of ballots with what happened to each, in one more statement."""
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
    """The trustee who has this secret link, the first or one that was sent since (INV-116). Raises TrusteeUnknown."""
    asked = {"ballot_id": ballot_id, "token_hash": token_hash(token)}
    found = rows("assembly", "trustee_of_link.sql", asked)
    return _known_trustee(ballot_id, found[0][0] if found else None)


def trustee_by_person(*, ballot_id: UUID, person_id: UUID) -> TrusteeSeen:
    """The trustee that a person of the register is. Raises TrusteeUnknown."""
    row = BallotTrustee.objects.filter(ballot_id=ballot_id, person_id=person_id).first()
    return _known_trustee(ballot_id, row.place if row else None)


def _known_trustee(ballot_id: UUID, place: int | None) -> TrusteeSeen:
    if place is None:
        raise TrusteeUnknown
    return trustees_of(ballot_id=ballot_id)[place - 1]


def trustees_stand(seen: BallotSeen) -> Standing:
    """Where the trustees of a ballot stand, by all that they gave."""
    trustees = {row.id: row for row in BallotTrustee.objects.filter(ballot_id=seen.id)}
    parts = BallotPart.objects.filter(ballot_id=seen.id, fault="").order_by("place")
    return standing(
        {row.place: row.is_mandatory for row in trustees.values()},
        seen.threshold,
        [Given(trustees[part.trustee_id].place, BallotPartKind(part.kind), part.content) for part in parts],
    )


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
    open_ones = [each for each in seen_of(list(found)) if each.takes_votes(at)]
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


def code_letters(*, ballot_id: UUID) -> dict[str, int]:
    """How many letters with voting codes went out, wait, or could not be delivered."""
    sent, waiting, failed = rows("assembly", "code_letters.sql", {"ballot_id": ballot_id})[0]
    return {"sent": sent, "waiting": waiting, "failed": failed}
