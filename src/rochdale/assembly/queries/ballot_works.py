"""The long work of ballots that the worker does: what waits, and why nothing came of what was asked. Asked inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.assembly.models import BallotWork, BallotWorkKind
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """Work that waits or is being done; of a count nobody is the trustee."""

    id: UUID
    kind: BallotWorkKind
    trustee_id: UUID | None
    since: datetime


@dataclass(frozen=True, slots=True)
class WorkAsked:
    """Work as it is to be done: where, what was sent, and by whom, on which business date and by what authority."""

    id: UUID
    kind: BallotWorkKind
    meeting_number: int
    ballot_number: int
    uuid: str
    trustee_id: UUID | None
    content: bytes
    seed: str
    casting_vote: str
    asked_at: datetime
    person_id: UUID | None
    authority: str
    on: date


def works_open(*, ballot_id: UUID) -> list[WorkSeen]:
    """The work of a ballot that is not done, in the order in which it was asked for."""
    found = BallotWork.objects.filter(ballot_id=ballot_id, ended_at=None).order_by("place")
    return [
        WorkSeen(id_, BallotWorkKind(kind), trustee_id, since)
        for id_, kind, trustee_id, since in found.values_list("id", "kind", "trustee_id", "asked_at")
    ]


def work_asked(*, work_id: UUID) -> WorkAsked | None:
    """Work that is to be done; None once it is."""
    found = rows("assembly", "work_of_ballot.sql", {"work_id": work_id})
    if not found:
        return None
    kind, *told = found[0]
    number, ballot, uuid, trustee_id, content, *rest = told
    return WorkAsked(work_id, BallotWorkKind(kind), number, ballot, uuid, trustee_id, bytes(content), *rest)


def work_refused(*, ballot_id: UUID, trustee_id: UUID | None = None) -> Refusal | None:
    """Why nothing came of what was asked last: of a trustee's part, or without a trustee of a count."""
    last = BallotWork.objects.filter(ballot_id=ballot_id, trustee_id=trustee_id).order_by("place").last()
    if last is None or not last.refused:
        return None
    kind = next((each for each in _kinds(Refusal) if each.code == last.refused), Refusal)
    refusal = kind.__new__(kind)
    vars(refusal).update(last.refused_facts)
    return refusal


def _kinds(above: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in above.__subclasses__():
        yield kind
        yield from _kinds(kind)
