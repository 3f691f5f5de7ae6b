"""The board of a ballot: what happened, one event after the other, each naming the one before (INV-101)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.models import BallotEvent, BallotStep, BallotStepKind
from rochdale.assembly.queries.balloting import FOLLOWS
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import lock as take
from rochdale.tenancy.actions import new_id
from rochdale.voting.verifiable.archive.events import WITHOUT_PAYLOAD, Event, Kind
from rochdale.voting.verifiable.hashing import hex_of


def take_ballot(ballot_id: UUID) -> None:
    """Take a ballot until the transaction ends; the database takes the same lock."""
    take(ballot_id, invariant=101)


def append_event(
    by: Acting, ballot_id: UUID, kind: Kind, parts: Sequence[bytes] = (), tracker: str = "", digest: str = ""
) -> str:
    """Put an event on the board, and give its hash: the new head. The ballot is taken."""
    event = next_event(by, ballot_id, kind, parts, tracker, digest)
    event.save(force_insert=True)
    return event.head


def next_event(
    by: Acting, ballot_id: UUID, kind: Kind, parts: Sequence[bytes] = (), tracker: str = "", digest: str = ""
) -> BallotEvent:
    """The event that would come next on the board, not written."""
    last = BallotEvent.objects.filter(ballot_id=ballot_id).order_by("-height").first()
    payload = None if kind in WITHOUT_PAYLOAD else hex_of(parts[-1])
    event = Event(last.head if last else None, last.height + 1 if last else 0, kind, payload)
    return BallotEvent(
        cooperative_id=by.cooperative_id,
        ballot_id=ballot_id,
        height=event.height,
        kind=kind.value,
        head=event.hash,
        text=event.encode().decode(),
        parts=[part.decode() for part in parts],
        tracker=tracker or None,
        digest=digest or None,
    )


def require_step(seen: BallotSeen, kind: BallotStepKind) -> None:
    """Refuse a step that does not follow the last one. Raises BallotStepOutOfOrder."""
    if kind not in FOLLOWS[seen.stands]:
        raise errors.BallotStepOutOfOrder(last=seen.stands.value, step=kind.value)


def write_ballot_step(
    by: Acting, seen: BallotSeen, kind: BallotStepKind, act_id: UUID, words: str = ""
) -> None:
    """Write down what happened to a ballot. Raises BallotStepOutOfOrder."""
    require_step(seen, kind)
    save_step(by, seen.id, len(seen.steps) + 1, kind, act_id, words)


def save_step(
    by: Acting, ballot_id: UUID, place: int, kind: BallotStepKind, act_id: UUID, words: str = ""
) -> None:
    """Write the row of a step."""
    BallotStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        ballot_id=ballot_id,
        place=place,
        kind=kind,
        at=by.at,
        words=words.strip(),
        act_id=act_id,
    ).save(force_insert=True)


def record_ballot(by: Acting, verb: str, ballot_id: UUID, **facts: object) -> UUID:
    """Record an act on a ballot."""
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "ballot", ballot_id, version, facts))
