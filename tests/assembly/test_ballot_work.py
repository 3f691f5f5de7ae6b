"""The long work of a ballot: kept when it is asked for, done once by the worker, and told where nothing came of it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection

from assembly.ballot_cases import ELECTION, Run, asked_motion, board_seat, opened, ordered
from assembly.floor import open_floor
from rochdale.assembly import actions
from rochdale.assembly.actions import counting, trusteeship
from rochdale.assembly.actions.ballot_work import end_work as end
from rochdale.assembly.errors import BallotPartTooLarge, BallotStepOutOfOrder, BallotWorkWaits, PartOutOfTurn
from rochdale.assembly.models import (
    BallotOutcome,
    BallotPart,
    BallotPartKind,
    BallotStepKind,
    BallotWork,
    BallotWorkKind,
)
from rochdale.assembly.queries.ballot_count import PaperFound
from rochdale.assembly.queries.ballot_works import work_refused, works_open
from rochdale.assembly.queries.ballots import trustees_stand
from rochdale.config import worker
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.web.uploads import PART_BYTES_MAX

pytestmark = pytest.mark.slow
FOR = [1, 0, 0]
SHUFFLE, DECRYPTION = BallotPartKind.SHUFFLE, BallotPartKind.DECRYPTION


@pytest.fixture
def run(governed: Acting) -> Run:
    """A motion that is closed, with one vote."""
    run = opened(open_floor(governed), asked_motion())
    run.vote(0, FOR)
    run.close()
    return run


@pytest.fixture
def orders(governed: Acting) -> Run:
    """An election by orders that is closed."""
    run = opened(open_floor(governed), ordered(), place=ELECTION)
    for voter, order in enumerate(([1, 2, 3], [1, 2, 3], [2, 1, 3])):
        run.vote(voter, order)
    run.close()
    return run


def work_ids(run: Run) -> list[UUID]:
    with inside(run.by.cooperative_id):
        return [each.id for each in works_open(ballot_id=run.seen().id)]


def do(run: Run, work_id: UUID) -> None:
    actions.do_ballot_work(cooperative_id=run.by.cooperative_id, work_id=work_id, at=run.at(run.after).at)


def refused_with(run: Run, trustee_id: UUID | None = None) -> Any:
    with inside(run.by.cooperative_id):
        return work_refused(ballot_id=run.seen().id, trustee_id=trustee_id)


def parts_of(run: Run, kind: BallotPartKind) -> list[BallotPart]:
    with inside(run.by.cooperative_id):
        return list(BallotPart.objects.filter(ballot_id=run.seen().id, kind=kind))


def test_more_than_a_trustee_may_give_is_refused_and_not_kept(run: Run) -> None:
    with pytest.raises(BallotPartTooLarge) as refused:
        run.send(1, DECRYPTION, b"x" * (PART_BYTES_MAX + 1), run.after)
    assert refused.value.megabytes_max == 20
    assert work_ids(run) == []


def test_what_is_given_is_kept_and_judged_once_by_the_worker(run: Run, app: psycopg.Connection) -> None:
    content = run.share_of(1)
    given = run.send(1, DECRYPTION, content, run.after)
    assert (given.since, given.is_accepted) == (run.at(run.after).at, False)
    assert run.send(1, DECRYPTION, content, run.after + 1) == given  # the answer was lost on the way
    with pytest.raises(BallotWorkWaits):
        run.send(1, DECRYPTION, b"{}", run.after)
    with inside(run.by.cooperative_id):
        assert trustees_stand(run.seen()).shares_missing() == 2
    (work_id,) = work_ids(run)
    jobs = app.execute(
        "SELECT task_name FROM procrastinate_jobs WHERE queueing_lock = %s", [str(work_id)]
    ).fetchall()
    assert jobs == [("assembly.do_ballot_work",)]
    for _ in range(2):
        worker.TASKS["assembly.do_ballot_work"](run.by.cooperative_id, work_id, run.at(run.after).at)
    (part,) = parts_of(run, DECRYPTION)
    assert part.fault == ""
    with inside(run.by.cooperative_id):
        assert bytes(BallotWork.objects.get(id=work_id).content) == b""
    with pytest.raises(PartOutOfTurn):
        run.send(1, DECRYPTION, content, run.after)
    assert run.found_wrong() == []


def test_parts_of_the_opening_are_judged_beside_each_other(run: Run) -> None:
    for place in (1, 2):
        run.send(place, DECRYPTION, run.share_of(place), run.after)
    assert len(work_ids(run)) == 2
    with pytest.raises(BallotWorkWaits) as waits:
        run.ask_count()
    assert waits.value.message()
    run.work()
    run.count()
    assert run.found_wrong() == []


def test_one_shuffle_is_judged_after_the_other(orders: Run) -> None:
    orders.send(1, SHUFFLE, b'{"not": "a shuffle"}\x00\xff', orders.after)
    with pytest.raises(BallotWorkWaits):
        orders.send(2, SHUFFLE, orders.shuffled(), orders.after)
    with pytest.raises(BallotWorkWaits):
        actions.end_shuffles(by=orders.at(orders.after), **orders.ids)
    orders.work()
    (part,) = parts_of(orders, SHUFFLE)
    assert part.fault == "json_malformed"
    assert orders.shuffle(2).is_accepted
    assert orders.shuffle(1).is_accepted
    actions.end_shuffles(by=orders.at(orders.after), **orders.ids)
    orders.decrypt(1, 2)
    orders.count()
    assert orders.found_wrong() == []


def test_while_a_ballot_is_counted_nothing_else_comes(governed: Acting) -> None:
    run = opened(open_floor(governed), board_seat(), place=ELECTION)
    run.vote(0, [0, 1, 0, 0])
    run.paper(3)
    first, second = run.floor.tellers()
    run.close()
    run.decrypt(1, 2)
    found = [PaperFound((1, 0, 0))]
    for teller in (first, second):
        actions.enter_paper_count(by=run.then(teller), **run.ids, found=found)
    since = run.ask_count()
    assert actions.count_ballot(by=run.at(run.after + 1), **run.ids) == since
    with pytest.raises(BallotWorkWaits) as waits:
        run.ask_count(seed="7 13")
    assert waits.value.next_step()
    with pytest.raises(BallotWorkWaits):
        actions.enter_paper_count(by=run.then(second), **run.ids, found=found)
    run.work()
    assert run.seen().stands is BallotStepKind.COUNTED
    with pytest.raises(BallotStepOutOfOrder):
        run.ask_count()
    assert run.found_wrong() == []


def test_two_workers_at_the_same_count_write_it_once(run: Run) -> None:
    run.decrypt(1, 2)
    run.ask_count()
    (work_id,) = work_ids(run)

    def at_work() -> None:
        try:
            do(run, work_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=at_work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with inside(run.by.cooperative_id):
        assert BallotOutcome.objects.count() == 1
    assert refused_with(run) is None
    assert run.found_wrong() == []


def test_who_is_stopped_in_the_middle_has_written_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    run.send(1, DECRYPTION, run.share_of(1), run.after)
    (work_id,) = work_ids(run)
    monkeypatch.setattr(trusteeship, "end_work", stopped)
    with pytest.raises(KeyboardInterrupt):
        do(run, work_id)
    assert (parts_of(run, DECRYPTION), work_ids(run)) == ([], [work_id])
    monkeypatch.setattr(trusteeship, "end_work", end)
    run.work()
    run.decrypt(2)
    run.ask_count()
    (work_id,) = work_ids(run)
    monkeypatch.setattr(counting, "end_work", stopped)
    with pytest.raises(KeyboardInterrupt):
        do(run, work_id)
    assert run.seen().stands is BallotStepKind.CLOSED
    monkeypatch.setattr(counting, "end_work", end)
    do(run, work_id)
    assert run.seen().stands is BallotStepKind.COUNTED
    assert run.found_wrong() == []


def test_the_end_of_a_day_takes_up_what_nobody_does(run: Run, almighty: psycopg.Connection) -> None:
    run.send(1, DECRYPTION, run.share_of(1), run.after)
    (work_id,) = work_ids(run)
    almighty.execute(
        "UPDATE procrastinate_jobs SET status = 'failed' WHERE queueing_lock = %s", [str(work_id)]
    )
    assert "INV-115" in run.found_wrong()
    for _ in range(2):
        assert actions.resume_ballot_work(by=run.at(run.after)) == 1
    waiting = almighty.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'", [str(work_id)]
    ).fetchone()
    assert waiting == (1,)
    assert run.found_wrong() == []
    run.work()
    assert actions.resume_ballot_work(by=run.at(run.after)) == 0


def test_work_of_a_ballot_that_was_given_up_ends_with_its_reason(run: Run) -> None:
    run.send(1, DECRYPTION, run.share_of(1), run.after)
    actions.give_up_ballot(by=run.at(run.after), **run.ids, words="The wrong names.")
    run.work()
    assert work_ids(run) == []
    assert isinstance(refused_with(run, run.trustee(1)), PartOutOfTurn)
    assert refused_with(run, run.trustee(2)) is None
    assert parts_of(run, DECRYPTION) == []
    assert run.found_wrong() == []


def slipped(run: Run, **other: Any) -> BallotWork:
    """Work that is written past the verbs, as a faulty program would."""
    seen = run.seen()
    with inside(run.by.cooperative_id):
        known = BallotWork.objects.filter(ballot_id=seen.id).count()
        act_id = BallotPart.objects.filter(ballot_id=seen.id).latest("place").act_id
        row = {
            "id": new_id(run.by.at), "cooperative_id": run.by.cooperative_id, "ballot_id": seen.id,
            "place": known + 1, "kind": BallotWorkKind.COUNT, "asked_at": run.at(run.after).at, "act_id": act_id,
        }  # fmt: skip
        work = BallotWork(**{**row, **other})
        work.save(force_insert=True)
    return work


def test_the_database_refuses_work_out_of_turn(run: Run, governed: Acting) -> None:
    with pytest.raises(DatabaseError, match="waits for nobody"):
        slipped(run)
    with pytest.raises(DatabaseError, match="does not come now"):
        slipped(run, kind=BallotWorkKind.SHUFFLE, trustee_id=run.trustee(1), place=9)
    run.decrypt(1, 2)
    run.ask_count()
    for kind, trustee_id in ((BallotWorkKind.COUNT, None), (BallotWorkKind.DECRYPTION, run.trustee(1))):
        with pytest.raises(DatabaseError, match="does not come now"):
            slipped(run, kind=kind, trustee_id=trustee_id)
    run.work()
    with pytest.raises(DatabaseError, match="does not come now"):
        slipped(run)  # it is counted


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "other"},
        {"content": b"other"},
        {"ended_at": datetime(2300, 1, 1, tzinfo=UTC), "refused": ""},
        {"ended_at": datetime(2001, 1, 1, tzinfo=UTC), "refused": "seed_needed"},
    ],
)
def test_the_database_refuses_an_end_without_its_outcome(run: Run, change: dict[str, Any]) -> None:
    run.decrypt(1, 2)
    run.ask_count()
    (work_id,) = work_ids(run)
    (first, *_) = parts_of(run, DECRYPTION)
    end = {"ended_act_id": first.act_id} if "ended_at" in change else {}
    with pytest.raises(DatabaseError, match=r"INV-115|permission denied"), inside(run.by.cooperative_id):
        BallotWork.objects.filter(id=work_id).update(**change, **end)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assembly_ballotwork SET refused = 'seed_needed' WHERE kind = 'count'",
        "UPDATE assembly_ballotwork SET content = 'kept' WHERE kind = 'count'",
        "UPDATE assembly_ballotwork SET ended_at = NULL, ended_act_id = NULL WHERE kind = 'count'",
    ],
)
def test_the_audit_finds_what_was_let_in(run: Run, almighty: psycopg.Connection, statement: str) -> None:
    run.decrypt(1, 2)
    run.count()
    assert run.found_wrong() == []
    with inside(run.by.cooperative_id):
        ids = [
            str(each)
            for each in BallotWork.objects.filter(ballot_id=run.seen().id).values_list("id", flat=True)
        ]
    almighty.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = ANY(%s)", [ids])
    almighty.execute(f"{statement} AND cooperative_id = %s", [run.by.cooperative_id])
    assert set(run.found_wrong()) == {"INV-115"}
