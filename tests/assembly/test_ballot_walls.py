"""What the database refuses of a ballot past the verbs, and what the audit finds where it was let in nevertheless."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.db.models import Model

from assembly.ballot_cases import Run, asked_motion, opened, rows_of, set_up
from assembly.floor import open_floor
from rochdale.assembly.models import (
    BallotCredential,
    BallotEvent,
    BallotOutcome,
    BallotPaperCount,
    BallotParticipation,
    BallotStep,
    BallotStepKind,
    Meeting,
    RollLine,
)
from rochdale.assembly.queries.ballot_board import digest_of
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.verifiable.hashing import base64_of

pytestmark = pytest.mark.slow

FOR = [1, 0, 0]


@pytest.fixture
def run(governed: Acting) -> Run:
    """A ballot that is open, with one vote."""
    run = opened(open_floor(governed), asked_motion())
    run.vote(0, FOR)
    return run


def slip_in(run: Run, row: Model, hours: float = 2) -> None:
    """Write a row past the verbs, as a faulty program would, at a moment that it tells."""
    with inside(run.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rochdale.vote_cast_at', %s, TRUE)", [run.at(hours).at.isoformat()])
        row.save(force_insert=True)


def event(run: Run, kind: str, part: str | None = None, **other: Any) -> BallotEvent:
    """The next event of the board, well made as far as it goes."""
    with inside(run.by.cooperative_id):
        last = BallotEvent.objects.filter(ballot_id=run.seen().id).latest("height")
    said = {"parent": last.head, "height": last.height + 1, "type": kind}
    if part is not None:
        said["payload"] = sha256(part.encode()).hexdigest()
    text = json.dumps(said, separators=(",", ":"))
    facts = {
        "cooperative_id": run.by.cooperative_id,
        "ballot_id": last.ballot_id,
        "height": last.height + 1,
        "kind": kind,
        "head": sha256(text.encode()).hexdigest(),
        "text": text,
        "parts": [] if part is None else [part],
    }
    return BallotEvent(**{**facts, **other})


def ballot_event(run: Run, voter: int) -> BallotEvent:
    content = run.ballot(voter, FOR).decode()
    digest = digest_of(json.loads(content)["credential"])
    return event(run, "Ballot", content, tracker=base64_of(content.encode()), digest=digest)


def part_of(run: Run, voter: int, way: str) -> BallotParticipation:
    with inside(run.by.cooperative_id):
        line = run.line(voter)
        ballot_id = run.seen().id
    return BallotParticipation(
        cooperative_id=run.by.cooperative_id, ballot_id=ballot_id, line_id=line.id, way=way
    )


def step(run: Run, kind: BallotStepKind, hours: float) -> BallotStep:
    seen = run.seen()
    return BallotStep(
        id=new_id(run.by.at), cooperative_id=run.by.cooperative_id, ballot_id=seen.id, place=len(seen.steps) + 1,
        kind=kind, at=run.at(hours).at, act_id=act_of(run),
    )  # fmt: skip


def act_of(run: Run) -> Any:
    with inside(run.by.cooperative_id):
        return BallotStep.objects.filter(ballot_id=run.seen().id).latest("place").act_id


def test_the_board_only_grows(run: Run) -> None:
    with inside(run.by.cooperative_id):
        rows = BallotEvent.objects.filter(ballot_id=run.seen().id)
        for change in (rows.delete, lambda: rows.update(tracker=None, digest=None)):
            with pytest.raises(DatabaseError), inside(run.by.cooperative_id):
                change()


def test_an_event_follows_the_one_before_and_says_what_happened(run: Run) -> None:
    good = event(run, "EndBallots")
    gap = event(run, "EndBallots", height=9)
    for wrong in (gap, event(run, "EndBallots", head="0" * 64), event(run, "Result", "{}"), good):
        with pytest.raises(DatabaseError, match="INV-101"):
            slip_in(run, wrong)


def test_a_ballot_comes_in_the_window_with_its_voter(run: Run) -> None:
    with pytest.raises(DatabaseError, match="INV-101"):
        slip_in(run, ballot_event(run, 1))  # nobody took part
    slip_in(run, part_of(run, 1, "device"))
    for hours in (0.9, run.after):
        with pytest.raises(DatabaseError, match="INV-101"):
            slip_in(run, ballot_event(run, 1), hours)
    slip_in(run, ballot_event(run, 1))
    assert run.found_wrong() == []


def test_a_vote_is_of_a_line_of_the_roll_in_the_window_and_once(run: Run) -> None:
    with inside(run.by.cooperative_id):
        outsider = RollLine.objects.get(person_id=run.floor.outsider)
    stranger = part_of(run, 1, "device")
    stranger.line_id = outsider.id
    for row, hours in (
        (stranger, 2),
        (part_of(run, 1, "device"), 0.9),
        (part_of(run, 1, "paper"), run.after),
    ):
        with pytest.raises(DatabaseError, match="INV-103"):
            slip_in(run, row, hours)
    with pytest.raises(DatabaseError, match="pkey"):
        slip_in(run, part_of(run, 0, "paper"))


def test_no_code_is_added_and_none_is_for_another(run: Run) -> None:
    with inside(run.by.cooperative_id):
        line = run.line(1)
        ballot_id = run.seen().id
    late = BallotCredential(
        cooperative_id=run.by.cooperative_id,
        ballot_id=ballot_id,
        line_id=line.id,
        credential="4",
        digest=digest_of(4),
    )
    with pytest.raises(DatabaseError, match="INV-102"):
        slip_in(run, late)


def test_codes_are_for_all_or_for_nobody(governed: Acting) -> None:
    run = set_up(open_floor(governed), asked_motion())
    with pytest.raises(DatabaseError, match="INV-102"):
        slip_in(run, step(run, BallotStepKind.CODES_MADE, 0.5))


@pytest.mark.parametrize(
    ("kind", "hours"),
    [
        (BallotStepKind.CLOSED, 3),
        (BallotStepKind.COUNTED, 200),
        (BallotStepKind.OPENED, 3),
        (BallotStepKind.SHUFFLED, 200),
    ],
)
def test_a_step_has_its_time_and_its_place(run: Run, kind: BallotStepKind, hours: float) -> None:
    with pytest.raises(DatabaseError, match="INV-101"):
        slip_in(run, step(run, kind, hours))


def test_an_item_has_one_ballot_at_a_time(run: Run) -> None:
    with inside(run.by.cooperative_id):
        row = rows_of(run)
        row.id, row.number, row.uuid = new_id(run.by.at), 2, "another"
    with pytest.raises(DatabaseError, match="INV-101"):
        slip_in(run, row)
    row.entitled = 99
    with pytest.raises(DatabaseError, match="INV-102"):
        slip_in(run, row)


def test_tellers_and_outcomes_come_after_the_close(run: Run) -> None:
    seen = run.seen()
    outcome = BallotOutcome(
        cooperative_id=run.by.cooperative_id, ballot_id=seen.id, answered=[], on_devices=1, on_paper=0,
        quorum_present=1, election_id=seen.id, act_id=act_of(run),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="INV-104"):
        slip_in(run, outcome)


def test_another_cooperative_sees_no_ballot(run: Run, other: Acting) -> None:
    with inside(other.cooperative_id):
        assert not BallotEvent.objects.filter(ballot_id=run_id(run)).exists()
        assert not Meeting.objects.exists()


def run_id(run: Run) -> Any:
    return run.seen().id


@pytest.mark.parametrize(
    ("tampering", "invariant"),
    [
        (
            "UPDATE assembly_ballotevent SET parts[1] = replace(parts[1], '1', '2') WHERE kind = 'Ballot'",
            "INV-101",
        ),
        ("UPDATE assembly_ballotstep SET at = at - interval '9 days' WHERE kind = 'opened'", "INV-101"),
        ("DELETE FROM assembly_ballotparticipation", "INV-101"),
        ("UPDATE assembly_ballotcredential SET line_id = gen_random_uuid()", "INV-102"),
        ("UPDATE assembly_ballotparticipation SET way = 'paper'", "INV-103"),
        ("UPDATE assembly_ballotoutcome SET on_paper = 4", "INV-104"),
        ("""UPDATE assembly_ballotoutcome SET answered = jsonb_set(answered, '{0,blank}', '3')""", "INV-104"),
        (
            (
                "UPDATE membership_letter SET subject = 's', body = 'code', recipient = 'r', blanked_act_id = NULL"
                " WHERE kind = 'ballot_code'"
            ),
            "INV-102",
        ),
    ],
)
def test_the_audit_finds_what_was_changed(
    run: Run, almighty: psycopg.Connection, tampering: str, invariant: str
) -> None:
    run.close()
    run.decrypt(1, 2)
    run.count()
    assert run.found_wrong() == []
    where = " AND " if " WHERE " in tampering else " WHERE "
    almighty.execute(f"{tampering}{where}cooperative_id = '{run.by.cooperative_id}'".encode())
    assert invariant in run.found_wrong()


def test_the_audit_finds_a_board_that_verifies_no_more(run: Run, almighty: psycopg.Connection) -> None:
    key = f"cooperative_id = '{run.by.cooperative_id}'"
    almighty.execute(
        f"UPDATE assembly_ballotevent SET parts[2] = '[]' WHERE kind = 'Setup' AND {key}".encode()
    )
    assert "INV-101" in run.found_wrong()


def test_nobody_is_a_teller_by_writing_so(governed: Acting) -> None:
    run = opened(open_floor(governed), asked_motion())
    run.paper(3)
    run.close()
    count = BallotPaperCount(
        id=new_id(run.by.at), cooperative_id=run.by.cooperative_id, ballot_id=run.seen().id,
        teller_id=run.floor.voters[0], place=1, found=[], at=run.by.at + timedelta(days=9), act_id=act_of(run),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="INV-104"):
        slip_in(run, count)
