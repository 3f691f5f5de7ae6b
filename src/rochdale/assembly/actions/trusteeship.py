"""What trustees give to a ballot: checked before it counts, and kept with the reason where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.ballot_work import (
    asked_again,
    end_work,
    is_open,
    leave_work,
    refuse_while_working,
)
from rochdale.assembly.actions.board import append_event, record_ballot, take_ballot
from rochdale.assembly.errors.ballots import PartNotPublic
from rochdale.assembly.models import BallotPart, BallotPartKind, BallotStepKind, BallotWorkKind
from rochdale.assembly.queries.ballot_works import WorkAsked
from rochdale.assembly.queries.ballots import BallotSeen, ballot_named, ballot_of, trustees_of, trustees_stand
from rochdale.assembly.queries.trustee_parts import checked_part, wrapped
from rochdale.assembly.queries.trusteeship import LOST_LATER, Standing
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Unsound
from rochdale.web.uploads import PART_BYTES_MAX

_MEGABYTE = 1024 * 1024
_WORKS = {
    BallotPartKind.SHUFFLE: BallotWorkKind.SHUFFLE,
    BallotPartKind.DECRYPTION: BallotWorkKind.DECRYPTION,
}
_EVENTS = {BallotPartKind.SHUFFLE: Kind.SHUFFLE, BallotPartKind.DECRYPTION: Kind.PARTIAL_DECRYPTION}
_ROUNDS = {BallotPartKind.CERTIFICATE, BallotPartKind.DEALING, BallotPartKind.SHARE}
_BEFORE = {BallotStepKind.SET_UP, BallotStepKind.CODES_MADE}
_OVER = {BallotStepKind.COUNTED, BallotStepKind.GIVEN_UP}


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """Whether what a trustee gave counts: `fault` is empty, or the code of the reason and where it is.

    `since` says that it is kept and being judged since then.
    """

    fault: str = ""
    fault_at: str = ""
    since: datetime | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether it counts; what is not judged does not yet."""
        return self.since is None and not self.fault


def give_part(
    *, by: Acting, uuid: str, trustee_id: UUID, kind: BallotPartKind, content: bytes
) -> PartVerdict:
    """Take what a trustee gives, if it is what the protocol asks; the reason is kept where it is not.

    A key may be given anew until the ballot is opened; a round given anew makes those after it void. A shuffle or a
    part of the opening is kept and left to the worker; the same sent again meanwhile is answered the same. The caller
    knows that the trustee asks. Raises BallotNotFound, BallotPartTooLarge, PartNotPublic, PartOutOfTurn,
    BallotWorkWaits.
    """
    assert kind is not BallotPartKind.LOST
    if len(content) > PART_BYTES_MAX:
        raise errors.BallotPartTooLarge(megabytes_max=PART_BYTES_MAX // _MEGABYTE)
    _refuse_private(content)
    with inside(by.cooperative_id):
        take_ballot(ballot_named(uuid=uuid).id)
        seen = ballot_named(uuid=uuid)
        if kind in _WORKS:
            return PartVerdict(since=_left(by, seen, trustee_id, kind, content))
        standing = trustees_stand(seen)
        place = _place(seen, trustee_id)
        _require_turn(seen, standing, place, kind)
        text, verdict = _judged(seen, standing, place, kind, content)
        _write_part(by, seen, trustee_id, kind, text, verdict)
        return verdict


def _refuse_private(content: bytes) -> None:
    """Let no private key in by mistake: as files they are a text alone, and all that is public is an object."""
    if not content.lstrip().startswith(b"{"):
        raise PartNotPublic


def _left(by: Acting, seen: BallotSeen, trustee_id: UUID, kind: BallotPartKind, content: bytes) -> datetime:
    """Leave what takes long to judge to the worker; since when it is judged."""
    again = asked_again(by, seen, trustee_id=trustee_id, content=content, seed="", casting_vote="")
    if again is not None:
        return again.since
    # One shuffles after the other, from what the last one left; parts of the opening come in any order.
    refuse_while_working(seen, {BallotWorkKind.COUNT, BallotWorkKind.SHUFFLE}, trustee_id)
    _require_turn(seen, trustees_stand(seen), _place(seen, trustee_id), kind)
    leave_work(by, seen, _WORKS[kind], trustee_id=trustee_id, content=content)
    return by.at


def judge_part(*, by: Acting, work: WorkAsked) -> None:
    """Judge a shuffle or a part of the opening, and put it on the board where it is good. The worker's own verb.

    Raises PartOutOfTurn where it is not awaited any more.
    """
    assert work.trustee_id is not None
    kind = BallotPartKind(work.kind.value)
    with inside(by.cooperative_id):
        # The proofs first: nobody waits for the ballot meanwhile.
        seen = ballot_named(uuid=work.uuid)
        before, place = trustees_stand(seen), _place(seen, work.trustee_id)
        _require_turn(seen, before, place, kind)
        text, verdict = _judged(seen, before, place, kind, work.content)
    with inside(by.cooperative_id):
        take_ballot(seen.id)
        if not is_open(work):
            return
        seen = ballot_named(uuid=work.uuid)
        standing = trustees_stand(seen)
        _require_turn(seen, standing, place, kind)
        # INV-115: no other shuffle was at work.
        assert standing.given[BallotPartKind.SHUFFLE] == before.given[BallotPartKind.SHUFFLE]
        act_id = _write_part(by, seen, work.trustee_id, kind, text, verdict)
        if verdict.is_accepted:
            append_event(by, seen.id, _EVENTS[kind], wrapped(standing, place, text))
        end_work(by, work, act_id)


def _judged(
    seen: BallotSeen, standing: Standing, place: int, kind: BallotPartKind, content: bytes
) -> tuple[str, PartVerdict]:
    """What is kept of what was given, and whether it counts.

    Of what does not count its hash is kept: it tells the file again, and nothing that should not have been sent.
    """
    try:
        return checked_part(seen, standing, place, kind, content), PartVerdict()
    except Unsound as unsound:
        return hex_of(content), PartVerdict(unsound.reason.value, str(unsound.known.get("at", "")))


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
) -> UUID:
    """Write down what was given; by which act."""
    facts = {"kind": kind.value, "fault": verdict.fault}
    act_id = record_ballot(by, "assembly.give_part", seen.id, **facts)
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
        act_id=act_id,
    ).save(force_insert=True)
    return act_id
