"""What the worker does of a ballot: a part is judged, or the ballot is counted and published; each once (INV-115)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.assembly.actions.ballot_work import BALLOT_JOB, is_open, refuse_work
from rochdale.assembly.actions.board import take_ballot
from rochdale.assembly.actions.counting import publish_count
from rochdale.assembly.actions.trusteeship import judge_part
from rochdale.assembly.models import BallotWork, BallotWorkKind
from rochdale.assembly.queries.ballot_works import WorkAsked, work_asked
from rochdale.assembly.queries.ballots import ballot_named
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside, put_off


def do_ballot_work(*, cooperative_id: UUID, work_id: UUID, at: datetime) -> None:
    """Do work that was left. The worker's own verb, which acts for who asked, by that authority.

    Nothing happens where it is done already. Who is stopped in the middle has written nothing: the next begins anew.
    What the world refuses is the end of the work, with its reason.
    """
    with inside(cooperative_id):
        work = work_asked(work_id=work_id)
    if work is None:
        return
    by = Acting(cooperative_id, work.person_id, None, work.authority, work.on, max(at, work.asked_at))
    do = publish_count if work.kind is BallotWorkKind.COUNT else judge_part
    try:
        do(by=by, work=work)
    except Refusal as refusal:
        _refuse(by, work, refusal)


def resume_ballot_work(*, by: Acting) -> int:
    """Let work wait for the worker again that nobody does any more, by the program at the end of a day; how many.

    A job that failed for days is given up by the queue; what it was to do stands, and is tried again.
    """
    with inside(by.cooperative_id):
        open_works = list(BallotWork.objects.filter(ended_at=None).values_list("id", flat=True))
        for work_id in open_works:
            put_off(job=BALLOT_JOB, cooperative_id=by.cooperative_id, subject_id=work_id)
        return len(open_works)


def _refuse(by: Acting, work: WorkAsked, refusal: Refusal) -> None:
    with inside(by.cooperative_id):
        seen = ballot_named(uuid=work.uuid)
        take_ballot(seen.id)
        if is_open(work):
            refuse_work(by, work, seen.id, refusal)
