"""Nothing follows from what is provisional: effects wait for the last ballot and window of the meeting (INV-123)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError

from assembly.ballot_cases import Run, asked_motion, opened, set_up
from assembly.decision_cases import ADOPTED, amendment, found_wrong, resolution
from assembly.floor import Floor, later
from assembly.meeting_cases import ITEMS, words
from assembly.minutes_cases import amended, say
from assembly.minutes_cases import opened as opened_floor
from assembly.test_effects import run_row
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, Window
from rochdale.assembly.actions.resolutions import decide_item
from rochdale.assembly.errors.holding import ResultsProvisional
from rochdale.assembly.models import ItemKind, Majority, VoteMethod
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import TWO_THIRDS, Terms, Votes

pytestmark = pytest.mark.slow

AUDITOR, BYLAW, OTHER = 2, 3, 4  # the places of the items
COUNTED = replace(ADOPTED, terms=Terms(TWO_THIRDS), votes=Votes(6, 0, 0, 6, 7), quorum_present=6)


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """A meeting that adopted an amendment of the by-laws, resolution 1, and has two further items to decide."""
    bylaw = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"), words("Que le quorum soit de 3.", "That the quorum be 3."),
        Majority.SPECIAL, effect="amend_bylaw", effect_facts=amendment(governed, 3),
    )  # fmt: skip
    other = ItemDraft(
        ItemKind.OTHER, words("Banc", "Bench"), words("Qu’un banc soit posé.", "That a bench be put up."),
        Majority.ORDINARY,
    )  # fmt: skip
    floor = opened_floor(amended(governed, quorum_members=1), (*ITEMS[:2], bylaw, other))
    assert decide_item(by=floor.by, number=floor.number, place=BYLAW, counted=COUNTED) == 1
    return floor


@pytest.fixture
def run(floor: Floor) -> Run:
    """A ballot on another item of that meeting, open for days; the meeting is closed."""
    run = opened(floor, asked_motion(), place=AUDITOR)
    run.vote(1, [1, 0, 0])
    actions.close_meeting(by=run.at(3), number=floor.number)
    return run


def carry_out(by: Acting) -> None:
    actions.run_effect(by=by, number=1)


def refused_at(by: Acting) -> Any:
    with pytest.raises(ResultsProvisional) as refused:
        carry_out(by)
    return refused.value.until


def counted(run: Run) -> None:
    run.decrypt(1, 2)
    run.count()


def test_an_effect_waits_until_the_ballot_of_its_meeting_is_counted(run: Run) -> None:
    assert refused_at(run.at(4)) == run.seen().closes_at
    run.close()
    assert refused_at(run.at(run.after)) == run.seen().closes_at
    counted(run)
    carry_out(run.at(run.after + 1))
    assert found_wrong(run.by) == []


def test_an_effect_waits_until_the_ballot_is_given_up(run: Run) -> None:
    refused_at(run.at(4))
    actions.give_up_ballot(by=run.at(4), **run.ids, words="Nobody had a code.")
    carry_out(run.at(5))
    assert found_wrong(run.by) == []


def test_a_ballot_that_is_only_prepared_is_waited_for(floor: Floor) -> None:
    run = set_up(floor, asked_motion(), place=AUDITOR)
    refused_at(run.at(4))


def test_an_effect_waits_for_the_window_of_a_vote(floor: Floor) -> None:
    closes_at = floor.by.at + timedelta(hours=3)
    vote = actions.put_to_vote(
        by=floor.by,
        number=floor.number,
        place=OTHER,
        method=VoteMethod.OPEN,
        window=Window(closes_at=closes_at),
    )
    say(floor, vote, 2, "yes", "yes")
    actions.close_meeting(by=later(floor.by, 60), number=floor.number)
    assert refused_at(later(floor.by, 61)) == closes_at
    by = later(floor.by, 181)
    actions.close_vote(by=by, number=floor.number, vote_number=vote)
    carry_out(by)
    assert found_wrong(by) == []


def test_a_vote_that_the_chair_closes_makes_nothing_provisional(floor: Floor) -> None:
    actions.put_to_vote(by=floor.by, number=floor.number, place=OTHER, method=VoteMethod.OPEN)
    carry_out(later(floor.by, 1))
    assert found_wrong(floor.by) == []


def test_the_database_lets_no_effect_run_before_the_count(run: Run) -> None:
    row = resolution(run.by, 1)
    facts = {"facts": row.effect_facts}
    with pytest.raises(DatabaseError, match="INV-123"), inside(run.by.cooperative_id):
        run_row(run.at(4), row.id, **facts).save(force_insert=True)


def test_the_database_lets_no_effect_run_before_a_window_closes(floor: Floor) -> None:
    closes_at = floor.by.at + timedelta(hours=3)
    actions.put_to_vote(
        by=floor.by,
        number=floor.number,
        place=OTHER,
        method=VoteMethod.OPEN,
        window=Window(closes_at=closes_at),
    )
    row = resolution(floor.by, 1)
    with pytest.raises(DatabaseError, match="INV-123"), inside(floor.by.cooperative_id):
        run_row(later(floor.by, 1), row.id, facts=row.effect_facts).save(force_insert=True)


# What someone with every right might do, by what is found.
TAMPERINGS = {
    "UPDATE assembly_effectrun SET at = at - interval '3 days' WHERE cooperative_id = %s": "INV-123",
    "UPDATE assembly_ballotstep SET kind = 'closed' WHERE cooperative_id = %s AND kind = 'counted'": "INV-123",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_an_effect_that_did_not_wait(
    run: Run, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    run.close()
    counted(run)
    carry_out(run.at(run.after + 1))
    assert found_wrong(run.by) == []
    almighty.execute(tampering.encode(), [run.by.cooperative_id])
    assert TAMPERINGS[tampering] in found_wrong(run.by)
