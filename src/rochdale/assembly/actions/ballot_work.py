"""Work of a ballot that takes longer than a page may: kept, left to the worker, and ended once (INV-115).

What is done is in `trusteeship` and `counting`; `ballot_working` is the worker's own verb.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.board import record_ballot
from rochdale.assembly.models import BallotWork, BallotWorkKind
from rochdale.assembly.queries.ballot_works import WorkAsked, WorkSeen, works_open
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import new_id, put_off

BALLOT_JOB: Final = "assembly.do_ballot_work"
_ALL: Final = frozenset(BallotWorkKind)


def refuse_while_working(
    seen: BallotSeen, kinds: Collection[BallotWorkKind] = _ALL, trustee_id: UUID | None = None
) -> None:
    """Refuse what must wait for work of these kinds, or of this trustee. Raises BallotWorkWaits."""
    for work in works_open(ballot_id=seen.id):
        if work.kind in kinds or (work.trustee_id is not None and work.trustee_id == trustee_id):
            raise errors.BallotWorkWaits(kind=work.kind.value, since=work.since)


def leave_work(  # the row's own columns
    by: Acting,
    seen: BallotSeen,
    kind: BallotWorkKind,
    *,
    trustee_id: UUID | None = None,
    content: bytes = b"",
    seed: str = "",
    casting_vote: str = "",
) -> None:
    """Keep what was sent and leave it to the worker, in this transaction. The ballot is taken."""
    work_id = new_id(by.at)
    BallotWork(
        id=work_id,
        cooperative_id=by.cooperative_id,
        ballot_id=seen.id,
        place=BallotWork.objects.filter(ballot_id=seen.id).count() + 1,
        kind=kind,
        trustee_id=trustee_id,
        content=content,
        seed=seed,
        casting_vote=casting_vote,
        asked_at=by.at,
        act_id=record_ballot(by, "assembly.ask_ballot_work", seen.id, kind=kind.value),
    ).save(force_insert=True)
    put_off(job=BALLOT_JOB, cooperative_id=by.cooperative_id, subject_id=work_id)


def asked_again(
    by: Acting, seen: BallotSeen, *, trustee_id: UUID | None, content: bytes, seed: str, casting_vote: str
) -> WorkSeen | None:
    """The work that waits and was asked for by the same words before; a job for it waits again, should it be lost."""
    same = BallotWork.objects.filter(
        ballot_id=seen.id, ended_at=None, trustee_id=trustee_id, content=content, seed=seed,
        casting_vote=casting_vote,
    ).values_list("id", flat=True)  # fmt: skip
    ids = set(same)
    found = next((each for each in works_open(ballot_id=seen.id) if each.id in ids), None)
    if found is not None:
        put_off(job=BALLOT_JOB, cooperative_id=by.cooperative_id, subject_id=found.id)
    return found


def is_open(work: WorkAsked) -> bool:
    """Whether a work is still to be done: another worker may have done it meanwhile. The ballot is taken."""
    return BallotWork.objects.filter(id=work.id, ended_at=None).exists()


def end_work(by: Acting, work: WorkAsked, act_id: UUID) -> None:
    """Write down that a work is done by an act, and let go what was sent."""
    _end(by, work, act_id, "", {})


def refuse_work(by: Acting, work: WorkAsked, ballot_id: UUID, refusal: Refusal) -> None:
    """Write down that nothing came of a work, and why."""
    act_id = record_ballot(by, "assembly.refuse_ballot_work", ballot_id, code=refusal.code)
    _end(by, work, act_id, refusal.code, json.loads(json.dumps(refusal.facts(), default=str)))


def _end(by: Acting, work: WorkAsked, act_id: UUID, refused: str, facts: dict[str, object]) -> None:
    ended = BallotWork.objects.filter(id=work.id, ended_at=None).update(
        content=b"", ended_at=by.at, ended_act_id=act_id, refused=refused, refused_facts=facts
    )
    assert ended == 1, "the ballot is taken, and the work was open"
