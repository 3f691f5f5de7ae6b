"""By-laws are amended by the special majority alone (INV-122, rule Q-31): in the plan, at the call, at the effect."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError

from assembly.decision_cases import ADOPTED, amendment, decided, found_wrong, resolution
from assembly.floor import open_floor
from assembly.meeting_cases import ITEMS, draft, words
from assembly.test_effects import run_row
from assembly.test_motions import amend, decide, facts, put
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import ItemDraft
from rochdale.assembly.errors import MeetingNotCallable
from rochdale.assembly.errors.holding import BylawsNeedSpecial
from rochdale.assembly.models import ItemKind, Majority, MeetingKind
from rochdale.assembly.queries.calling import asks_special, call_faults, call_laws
from rochdale.assembly.queries.terms import decided_specially
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import MAJORITY, TWO_THIRDS, Basis, Terms, Threshold

pytestmark = pytest.mark.slow

AMENDS = "amend_bylaw"
WORDED = words("Le quorum est de trente.", "The quorum is thirty.")
BYLAW = ItemDraft(ItemKind.BYLAW, words("Quorum", "Quorum"), WORDED, Majority.ORDINARY)
THREE_QUARTERS = Fraction(3, 4)


def planned(by: Acting, item: ItemDraft, kind: MeetingKind = MeetingKind.SPECIAL) -> int:
    return actions.draft_meeting(by=by, draft=replace(draft(), kind=kind, items=(ITEMS[0], item)))


def majority(by: Acting, number: int) -> Majority:
    with inside(by.cooperative_id):
        return queries.meeting(number).items[1].majority


def by_terms(by: Acting, threshold: Threshold) -> int:
    """An amendment that most voted for, under these terms, as somebody counted elsewhere."""
    votes = replace(ADOPTED.votes, yes=100, no=20)
    return decided(by, AMENDS, amendment(by), counted=replace(ADOPTED, votes=votes, terms=Terms(threshold)))


def weaker(by: Acting) -> int:
    """An amendment that was adopted by more than half of those present."""
    return by_terms(by, replace(MAJORITY, basis=Basis.PRESENT))


def spoiled(by: Acting, almighty: psycopg.Connection[Any]) -> int:
    """A meeting that is planned to amend by the ordinary majority, as one could be before."""
    number = planned(by, BYLAW)
    almighty.execute(
        "UPDATE assembly_agendaitem SET majority = 'ordinary' WHERE cooperative_id = %s", [by.cooperative_id]
    )
    return number


def test_an_item_that_amends_is_planned_with_the_special_majority(governed: Acting) -> None:
    assert majority(governed, planned(governed, BYLAW)) is Majority.SPECIAL
    other = replace(ITEMS[1], effect=AMENDS, effect_facts=amendment(governed))
    assert majority(governed, planned(governed, other)) is Majority.SPECIAL
    assert majority(governed, planned(governed, ITEMS[1])) is Majority.ORDINARY


def test_an_effect_that_amends_changes_the_majority_of_its_item(governed: Acting) -> None:
    number = planned(governed, ITEMS[1])
    actions.set_item_effect(by=governed, number=number, place=2, effect=AMENDS, facts=amendment(governed))
    assert majority(governed, number) is Majority.SPECIAL


def test_the_board_recommends_by_its_own_majority(governed: Acting) -> None:
    assert majority(governed, planned(governed, BYLAW, MeetingKind.BOARD)) is Majority.ORDINARY
    assert not asks_special(MeetingKind.COMMITTEE, ItemKind.BYLAW, "")


def test_another_majority_is_a_fault_of_the_plan(governed: Acting) -> None:
    number = planned(governed, BYLAW)
    with inside(governed.cooperative_id):
        seen = queries.meeting(number)
    laws = call_laws({}, is_again=False, kind=MeetingKind.SPECIAL)
    assert call_faults(seen, laws, governed.on) == []
    items = (seen.items[0], replace(seen.items[1], majority=Majority.ORDINARY))
    [fault] = call_faults(replace(seen, items=items), laws, governed.on)
    assert (fault.code, fault.rule, fault.facts) == ("bylaw_majority", "Q-31", {"place": 2})


def test_a_meeting_planned_so_before_is_not_called(
    governed: Acting, almighty: psycopg.Connection[Any]
) -> None:
    number = spoiled(governed, almighty)
    with pytest.raises(MeetingNotCallable) as refused:
        actions.call_meeting(by=governed, number=number)
    assert [fault["code"] for fault in refused.value.each_fault()] == ["bylaw_majority"]
    assert "which takes the special majority" in str(refused.value.message())


def test_the_database_refuses_its_notice(
    governed: Acting, almighty: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = spoiled(governed, almighty)
    monkeypatch.setattr("rochdale.assembly.queries.calling._unspecial", lambda _meeting: ())
    with pytest.raises(DatabaseError, match="INV-122"):
        actions.call_meeting(by=governed, number=number)


def test_an_amendment_by_another_majority_takes_no_effect(governed: Acting) -> None:
    number = weaker(governed)
    with pytest.raises(BylawsNeedSpecial):
        actions.run_effect(by=governed, number=number)


def test_the_database_lets_none_take_effect(governed: Acting) -> None:
    row = resolution(governed, weaker(governed))
    with pytest.raises(DatabaseError, match="INV-122"), inside(governed.cooperative_id):
        run_row(governed, row.id).save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "threshold", "is_special"),
    [
        ({}, Threshold(TWO_THIRDS.part), True),
        ({}, Threshold(THREE_QUARTERS), True),
        ({}, Threshold(Fraction(3, 5)), False),
        ({"special_majority_fraction": THREE_QUARTERS}, Threshold(TWO_THIRDS.part), False),
        ({"special_majority_basis": "present"}, Threshold(TWO_THIRDS.part), False),
        ({"special_majority_basis": "present"}, Threshold(TWO_THIRDS.part, Basis.ENTITLED), True),
        ({"special_majority_exceeded": True}, Threshold(TWO_THIRDS.part), False),
        ({"special_majority_exceeded": True}, Threshold(TWO_THIRDS.part, exceeded=True), True),
        ({"special_majority_exceeded": True}, Threshold(THREE_QUARTERS), True),
    ],
)
def test_code_and_database_judge_alike(
    governed: Acting, changes: dict[str, Any], threshold: Threshold, *, is_special: bool
) -> None:
    if changes:
        told = [BylawChange(name, value) for name, value in changes.items()]
        cooperatives.amend_bylaw(by=governed, changes=told, effective_from=governed.on, resolution="AGM")
    enough = replace(ADOPTED.votes, yes=500, no=10, present=560)
    counted = replace(ADOPTED, votes=enough, terms=Terms(threshold), quorum_present=560)
    row = resolution(governed, decided(governed, AMENDS, amendment(governed), counted=counted))
    with inside(governed.cooperative_id):
        assert decided_specially(row) is is_special
    if is_special:
        run_and_check(governed, row.number)
        return
    with pytest.raises(DatabaseError, match="INV-122"), inside(governed.cooperative_id):
        run_row(governed, row.id).save(force_insert=True)


def run_and_check(by: Acting, number: int) -> None:
    actions.run_effect(by=by, number=number)
    assert found_wrong(by) == []


def test_an_amended_item_of_another_majority_amends_no_bylaws(governed: Acting) -> None:
    floor = open_floor(governed)
    floor.come(*floor.voters[:4])
    decide(floor, put(floor, amend(floor, "That the quorum be 4.")), "yes", "yes")
    with pytest.raises(BylawsNeedSpecial):
        actions.set_amended_effect(by=floor.by, number=floor.number, motion=1, effect=AMENDS, facts=facts(4))


# What someone with every right might do, by what is found.
TAMPERINGS = {
    "UPDATE assembly_resolution SET majority = 'ordinary' WHERE cooperative_id = %s": "INV-122",
    "UPDATE assembly_resolution SET part_numerator = 1, part_denominator = 2 WHERE cooperative_id = %s": "INV-122",
    "UPDATE assembly_agendaitem SET majority = 'ordinary' WHERE cooperative_id = %s AND kind = 'bylaw'": "INV-122",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_by_laws_amended_otherwise(
    governed: Acting, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    actions.call_meeting(by=governed, number=planned(governed, BYLAW))
    actions.run_effect(by=governed, number=decided(governed, AMENDS, amendment(governed)))
    assert found_wrong(governed) == []
    almighty.execute(tampering.encode(), [governed.cooperative_id])
    assert TAMPERINGS[tampering] in found_wrong(governed)
