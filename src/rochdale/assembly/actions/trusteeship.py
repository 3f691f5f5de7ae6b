"""What trustees give to a ballot: checked before it counts, and kept with the reason where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.board import append_event, record_ballot, take_ballot
from rochdale.assembly.models import BallotPart, BallotPartKind, BallotStepKind
from rochdale.assembly.queries.ballots import BallotSeen, ballot_named, ballot_of, trustees_of, trustees_stand
from rochdale.assembly.queries.trustee_parts import checked_part, wrapped
from rochdale.assembly.queries.trusteeship import LOST_LATER, Standing
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.refusals import Unsound

PART_BYTES_MAX = 20_000_000
_KEPT_MAX = 2000
_EVENTS = {BallotPartKind.SHUFFLE: Kind.SHUFFLE, BallotPartKind.DECRYPTION: Kind.PARTIAL_DECRYPTION}
_ROUNDS = {BallotPartKind.CERTIFICATE, BallotPartKind.DEALING, BallotPartKind.SHARE}
_BEFORE = {BallotStepKind.SET_UP, BallotStepKind.CODES_MADE}
_OVER = {BallotStepKind.COUNTED, BallotStepKind.GIVEN_UP}


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """Whether what a trustee gave counts: `fault` is empty, or the code of the reason and where it is."""

    fault: str = ""
    fault_at: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether it counts."""
        return not self.fault


def give_part(
    *, by: Acting, uuid: str, trustee_id: UUID, kind: BallotPartKind, content: bytes
) -> PartVerdict:
    """Take what a trustee gives, if it is what the protocol asks; the reason is kept where it is not.

    A key may be given anew until the ballot is opened; a round given anew makes those after it void. The caller
    knows that the trustee asks. Raises BallotNotFound, PartOutOfTurn.
    """
    assert kind is not BallotPartKind.LOST
    with inside(by.cooperative_id):
        take_ballot(ballot_named(uuid=uuid).id)
        seen = ballot_named(uuid=uuid)
        standing = trustees_stand(seen)
        place = _place(seen, trustee_id)
        _require_turn(seen, standing, place, kind)
        try:
            text, verdict = checked_part(seen, standing, place, kind, content), PartVerdict()
        except Unsound as unsound:
            text = content[:_KEPT_MAX].decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
            verdict = PartVerdict(unsound.reason.value, str(unsound.known.get("at", "")))
        _write_part(by, seen, trustee_id, kind, text, verdict)
        if verdict.is_accepted and kind in _EVENTS:
            append_event(by, seen.id, _EVENTS[kind], wrapped(standing, place, text))
        return verdict


def say_key_lost(*, by: Acting, uuid: str, trustee_id: UUID) -> None:
    """A trustee says that the key is lost. Before the opening another takes its place; afterwards none can.

    Raises BallotNotFound, PartOutOfTurn.
    """
    with inside(by.cooperative_id):
        _lose(by, ballot_named(uuid=uuid), trustee_id)


def note_key_lost(*, by: Acting, number: int, ballot: int, place: int) -> None:
    """Who runs the meeting writes down that a trustee's key is lost.

    Raises as say_key_lost, and NotAllowed, MeetingNotFound, TrusteeUnknown.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        seen = ballot_of(meeting_id=meeting.id, number=ballot)
        trustees = {each.place: each.id for each in trustees_of(ballot_id=seen.id)}
        if place not in trustees:
            raise errors.TrusteeUnknown
        _lose(by, seen, trustees[place])


def _lose(by: Acting, found: BallotSeen, trustee_id: UUID) -> None:
    take_ballot(found.id)
    seen = ballot_named(uuid=found.uuid)
    if seen.stands in _OVER:
        raise errors.PartOutOfTurn(kind=BallotPartKind.LOST.value)
    stage = "" if seen.stands in _BEFORE else LOST_LATER
    _write_part(by, seen, trustee_id, BallotPartKind.LOST, stage, PartVerdict())


def _place(seen: BallotSeen, trustee_id: UUID) -> int:
    return next(each.place for each in trustees_of(ballot_id=seen.id) if each.id == trustee_id)


def _require_turn(seen: BallotSeen, standing: Standing, place: int, kind: BallotPartKind) -> None:
    """What is awaited may be given, and before the opening what was given may be given anew."""
    again = seen.stands in _BEFORE and place in standing.given[kind]
    if kind is not standing.awaited(place, seen.stands, ranks=seen.ranks) and not again:
        raise errors.PartOutOfTurn(kind=kind.value)


def _write_part(
    by: Acting, seen: BallotSeen, trustee_id: UUID, kind: BallotPartKind, text: str, verdict: PartVerdict
) -> None:
    facts = {"kind": kind.value, "fault": verdict.fault}
    BallotPart(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        ballot_id=seen.id,
        trustee_id=trustee_id,
        place=BallotPart.objects.filter(ballot_id=seen.id).count() + 1,
        kind=kind,
        content=text,
        fault=verdict.fault,
        fault_at=verdict.fault_at,
        at=by.at,
        act_id=record_ballot(by, "assembly.give_part", seen.id, **facts),
    ).save(force_insert=True)
