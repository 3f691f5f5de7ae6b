"""Minutes and verifiable ballots: what they tell of one, and that nobody signs before the last is counted (INV-117)."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.ballot_cases import (
    Run,
    asked_motion,
    board_seat,
    draft,
    opened,
    ordered,
    rows_of,
    set_up,
    words,
)
from assembly.floor import Floor, later
from assembly.minutes_cases import AGENDA, close, put, say
from assembly.minutes_cases import opened as opened_floor
from rochdale.assembly import actions
from rochdale.assembly.actions import MotionDraft, Under
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import MeetingMinuted, MinutesProvisional
from rochdale.assembly.models import (
    BallotStepKind,
    ElectedHow,
    FloorRole,
    Majority,
    MinutesSignature,
    MinutesVersion,
    VoteMethod,
)
from rochdale.assembly.queries import meeting
from rochdale.assembly.queries.ballots import provisional_until
from rochdale.assembly.queries.minutes import versions
from rochdale.assembly.queries.minutes_ballots import BallotCounted, BallotHeld
from rochdale.assembly.queries.minutes_draft import parts
from rochdale.assembly.queries.minutes_elections import ElectionHeld
from rochdale.assembly.queries.minutes_facts import Happened, ItemTreated, happened
from rochdale.audit import actions as audit
from rochdale.audit.checks import differences
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent
CHAIR, SECRETARY = 5, 4  # their places among the voters
AUDITOR = 2  # the place of the item
FOR, AGAINST = [1, 0, 0], [0, 1, 0]


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """A meeting that is open, with an item to decide."""
    return opened_floor(governed, AGENDA[:2])


@pytest.fixture
def run(floor: Floor) -> Run:
    """A ballot on its item, open, with two votes, one of them thought over; the meeting is closed."""
    run = opened(floor, asked_motion(), place=AUDITOR)
    for voter, marks in ((0, AGAINST), (1, FOR), (0, FOR)):
        run.vote(voter, marks)
    actions.close_meeting(by=run.at(3), number=floor.number)
    return run


def drafted(run: Run, hours: float, based_on: int = 0) -> int:
    return actions.draft_minutes(by=run.at(hours), number=run.floor.number, based_on=based_on)


def filled(run: Run, hours: float, based_on: int) -> int:
    """The text of the item written over, so that no gap is left."""
    said = {language: {str(AUDITOR): "Decided.", "closing": "Closed."} for language in ("fr", "en")}
    return actions.save_minutes(by=run.at(hours), number=run.floor.number, based_on=based_on, texts=said)


def sign(run: Run, hours: float, version: int, place: int = CHAIR, role: FloorRole = FloorRole.CHAIR) -> None:
    by = run.floor.of(run.floor.voters[place], int(hours * 60))
    actions.sign_minutes(by=by, number=run.floor.number, version=version, role=role)


def counted(run: Run) -> None:
    run.close()
    run.decrypt(1, 2)
    run.count()


def texts(run: Run, language: str = "en", item: int = AUDITOR) -> list[str]:
    with inside(run.by.cooperative_id):
        last = versions(meeting_id=meeting(run.floor.number).id)[-1]
    return [each.text for each in last.content.parts(language)[item].paragraphs]


def until(run: Run) -> datetime | None:
    with inside(run.by.cooperative_id):
        return provisional_until(meeting_id=meeting(run.floor.number).id)


def found_wrong(run: Run) -> list[str]:
    return [each.invariant for each in differences(run.by.cooperative_id, CHECKS)]


def test_while_a_ballot_is_open_the_draft_says_until_when_it_is_provisional(run: Run) -> None:
    drafted(run, 3)
    wording, window, result = texts(run)
    assert wording == "That Roy and Associates be appointed."
    assert window.startswith("Verifiable secret ballot “Ballot of a test”: votes are taken from")
    assert result.startswith("The result is provisional until")
    assert result.endswith("{complete}")
    closing = texts(run, item=-1)
    assert any("provisional until its last ballot" in each for each in closing)
    assert until(run) == run.seen().closes_at


def test_a_ballot_on_an_amended_item_is_told_in_the_words_adopted(floor: Floor) -> None:
    by = later(floor.by, 1)
    words_ = MotionDraft(words("Deux", "Two"), words("Que deux soient nommés.", "That two be appointed."))
    motion = actions.move_motion(
        by=by, number=floor.number, person_id=floor.voters[0], draft=words_,
        under=Under(place=AUDITOR, amends_item=True),
    )  # fmt: skip
    actions.second_motion(by=by, number=floor.number, motion=motion, person_id=floor.voters[1])
    vote = actions.put_motion(by=by, number=floor.number, motion=motion, method=VoteMethod.OPEN)
    say(floor, vote, 2, "yes", "yes")
    close(floor, vote, 3)
    run = set_up(replace(floor, by=later(floor.by, 4)), asked_motion(), place=AUDITOR)
    drafted(run, 1)
    told = texts(run)
    window = next(place for place, each in enumerate(told) if each.startswith("Verifiable secret ballot"))
    assert told[window - 1] == "That two be appointed."


def test_what_was_counted_is_told_with_the_head_that_anybody_compares(run: Run) -> None:
    counted(run)
    drafted(run, run.after)
    told = texts(run)
    assert until(run) is None
    assert told[2] == (
        "Members entitled to vote: 7. Members who voted: 2. Ballots on the board: 3. "
        "Of these counted, the last of each voter: 2."
    )
    assert told[3] == "For: 2. Against: 0. Abstentions: 0."
    assert told[4] == f"Head of the published board, which anybody can compare: {run.archive().chain.head}"
    assert told[5] == "Adopted: resolution 1."
    assert "{complete}" not in " ".join([*told, *texts(run, item=-1)])


@pytest.mark.parametrize("second", [[0, 0, 1, 0], [0, 1, 0, 0]], ids=["equals", "no equals"])
def test_the_seed_is_told_where_lots_were_drawn(floor: Floor, second: list[int]) -> None:
    run = opened(floor, asked_motion(), board_seat(), place=AUDITOR)
    run.vote(0, FOR, [0, 1, 0, 0])
    run.vote(1, FOR, second)
    actions.close_meeting(by=run.at(3), number=floor.number)
    run.close()
    run.decrypt(1, 2)
    run.count(seed="7 13 21 34")
    drafted(run, run.after)
    is_drawn = second[2] == 1
    for language, sentence in (
        ("en", "Lots were drawn from the seed “7 13 21 34”."),
        ("fr", "Le sort a été tiré de la graine « 7 13 21 34 »."),
    ):
        told = " ".join(texts(run, language)).replace("\xa0", " ")
        assert (sentence in told, "7 13" in told) == (is_drawn, is_drawn)


def test_minutes_are_signed_once_the_ballot_is_counted(run: Run) -> None:
    # Who fills the gaps by hand does not sign earlier for that.
    version = filled(run, 3, drafted(run, 3))
    with pytest.raises(MinutesProvisional) as refused:
        sign(run, 4, version)
    assert refused.value.until == run.seen().closes_at
    run.close()
    with pytest.raises(MinutesProvisional):
        sign(run, run.after, version)
    run.decrypt(1, 2)
    run.count()
    version = drafted(run, run.after, version)
    sign(run, run.after + 1, version)
    sign(run, run.after + 1, version, SECRETARY, FloorRole.SECRETARY)
    assert found_wrong(run) == []


def test_minutes_are_signed_once_the_ballot_is_given_up(run: Run) -> None:
    actions.give_up_ballot(by=run.at(4), **run.ids, words="Nobody had a code.")
    version = drafted(run, 5)
    given_up = texts(run)[-1]
    assert "nothing of it counts: Nobody had a code." in given_up
    sign(run, 6, version)
    assert found_wrong(run) == []


def test_a_ballot_that_is_only_prepared_is_waited_for(floor: Floor) -> None:
    run = set_up(floor, asked_motion(), place=AUDITOR)
    actions.close_meeting(by=run.at(3), number=floor.number)
    version = filled(run, 3, drafted(run, 3))
    with pytest.raises(MinutesProvisional):
        sign(run, 4, version)


def test_once_minutes_are_signed_no_ballot_is_set_up(floor: Floor) -> None:
    by = later(floor.by, 1)
    actions.close_meeting(by=by, number=floor.number)
    run = Run(floor, 1, {}, {})
    sign(run, 2, drafted(run, 1))
    with pytest.raises(MeetingMinuted):
        actions.set_up_ballot(
            by=later(floor.by, 200), number=floor.number, place=AUDITOR, draft=draft(by, asked_motion())
        )


def test_the_database_lets_no_ballot_come_after_the_signature(run: Run) -> None:
    actions.give_up_ballot(by=run.at(4), **run.ids, words="Anew.")
    sign(run, 6, drafted(run, 5))
    row = rows_of_inside(run)
    row.id, row.number, row.uuid = new_id(run.at(7).at), 2, "another"
    with pytest.raises(DatabaseError, match="INV-117"), inside(run.by.cooperative_id):
        row.save(force_insert=True)


def rows_of_inside(run: Run) -> Any:
    with inside(run.by.cooperative_id):
        return rows_of(run)


def test_the_database_refuses_a_signature_before_the_count(run: Run) -> None:
    filled(run, 3, drafted(run, 3))
    with pytest.raises(DatabaseError, match="INV-117"), inside(run.by.cooperative_id):
        signature(run, 4).save(force_insert=True)


def signature(run: Run, hours: float) -> MinutesSignature:
    """A signature of the chair with the act that an own one has, past the verb."""
    by = run.floor.of(run.floor.voters[CHAIR], int(hours * 60))
    last = MinutesVersion.objects.order_by("-version")[0]
    act_id = audit.record(by=by, deed=audit.Deed("assembly.sign_minutes", "minutes", last.id, None, {}))
    return MinutesSignature(
        id=new_id(by.at), cooperative_id=by.cooperative_id, version_id=last.id, role=FloorRole.CHAIR,
        person_id=by.person_id, at=by.at, act_id=act_id,
    )  # fmt: skip


def test_the_audit_finds_minutes_that_did_not_wait(run: Run, almighty: psycopg.Connection) -> None:
    counted(run)
    sign(run, run.after + 1, drafted(run, run.after))
    assert found_wrong(run) == []
    almighty.execute(
        "UPDATE assembly_minutessignature SET at = %s WHERE cooperative_id = %s",
        [run.at(4).at, run.by.cooperative_id],
    )
    assert "INV-117" in found_wrong(run)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_end_of_a_ballot_is_told(governed: Acting, language: str) -> None:
    told = with_ballots(governed)
    drafted_ = parts(told, language)
    text = "\n\n".join(
        f"# {part.title or part.place}\n"
        + "\n".join(f"[{each.kind}] {each.text}" for each in part.paragraphs)
        for part in drafted_
    )
    golden = HERE / f"minutes_ballots.{language}.txt"
    if os.environ.get("ROCHDALE_WRITE_GOLDEN"):
        golden.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == golden.read_text(encoding="utf-8")


def with_ballots(by: Acting) -> Happened:
    """A meeting with a vote on the floor, and with ballots that no chance made: one of each end."""
    floor = opened_floor(by, AGENDA[:6])
    put(floor, 2, VoteMethod.OPEN, 1)
    say(floor, 1, 2, "yes", "yes", "no")
    close(floor, 1, 3)
    actions.close_meeting(by=later(by, 60), number=floor.number)
    with inside(by.cooperative_id):
        told = happened(
            seen=meeting(floor.number), cooperative="Caisse du Moulin", time_zone="America/Toronto"
        )
    kinds = (BallotStepKind.OPENED, BallotStepKind.CLOSED, BallotStepKind.GIVEN_UP)
    ended = [
        replace(item, ballots=(held(by, kind),)) for item, kind in zip(told.items[1:4], kinds, strict=True)
    ]
    motion = replace(told.items[4], ballots=(of_motion(by),))
    return replace(told, items=(told.items[0], *ended, motion, elected(by, told.items[5]), unseated(by)))


def held(by: Acting, stands: BallotStepKind) -> BallotHeld:
    opens_at = by.at + timedelta(hours=2)
    return BallotHeld(
        item_id=uuid4(),
        names=words("Scrutin d’essai", "Ballot of a test"),
        texts=words("Que l’auditeur soit nommé.", "That the auditor be appointed."),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=4),
        asked=(asked_motion(),),
        entitled=560,
        stands=stands,
        stood_at=opens_at + timedelta(days=5),
        reason="Une clé est perdue.",
        voted=30,
        on_paper=2,
        received=29,
        counted=None,
    )


def of_motion(by: Acting) -> BallotHeld:
    answer = {"counts": [15, 15, 0], "blank": 1, "spoilt": 1, "rankings": [], "elected": []}
    lost = BallotCounted(28, [answer], "5f" * 32, 7, is_adopted=False)
    return replace(held(by, BallotStepKind.COUNTED), counted=lost)


def of_election(by: Acting) -> BallotHeld:
    rankings = [[1, 2, 0]] * 28
    answer = {"counts": [], "blank": 0, "spoilt": 0, "rankings": rankings, "elected": [0, 1]}
    counted_ = BallotCounted(28, [answer], "a7" * 32, None, None)
    known = replace(held(by, BallotStepKind.COUNTED), counted=counted_, voted=28, on_paper=0)
    return replace(known, asked=(ordered(),), texts={})


def elected(by: Acting, item: ItemTreated) -> ItemTreated:
    names = words("Conseil d’administration", "Board of directors")
    result = ElectionHeld(names, "", ElectedHow.BALLOT, ((2, 41), (5, 12)), None, "")
    return replace(item, majority=Majority.ELECTION, ballots=(of_election(by),), elections=(result,))


def unseated(by: Acting) -> ItemTreated:
    """A ballot that is counted, and whose seats nobody gave yet."""
    titles = words("Comité de surveillance", "Supervisory committee")
    known = of_election(by)
    assert known.counted is not None
    drawn = replace(known, counted=replace(known.counted, seed="7 13 21 34"))
    return ItemTreated(7, titles, Majority.ELECTION, (), (drawn,))
