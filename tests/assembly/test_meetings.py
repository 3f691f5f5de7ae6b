"""Meetings: drafted, called, held and decided; what does not follow is refused by the action and by the database."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.floor import freeze
from assembly.meeting_cases import ITEMS, SITTING, TITLES, draft, drafted, motion, resolved
from rochdale.assembly import actions, queries
from rochdale.assembly.actions.resolutions import Counted
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    AgendaEmpty,
    AgendaItemNotFound,
    MeetingNotFound,
    MeetingStepOutOfOrder,
    MeetingUnderWay,
    QuorumMissing,
    ResolutionFound,
    RollNotFrozen,
    SittingsMissing,
    TitleMissing,
)
from rochdale.assembly.models import (
    AgendaItem,
    ItemKind,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    Resolution,
    Sitting,
)
from rochdale.audit.checks import differences
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import Basis, Quorum, Terms, Threshold, Vote, Votes

_K = MeetingStepKind
TERMS = Terms()


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def test_a_meeting_is_drafted_called_opened_and_closed(governed: Acting) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    with pytest.raises(RollNotFrozen):
        actions.open_meeting(by=governed, number=number)
    with pytest.raises(DatabaseError, match="INV-112"), inside(governed.cooperative_id):
        again(MeetingStep, place=3, kind=_K.OPENED)
    by = replace(governed, on=SITTING.starts_at.date(), at=SITTING.starts_at)
    freeze(by, number)
    actions.open_meeting(by=by, number=number)
    actions.adjourn_meeting(by=by, number=number, words="The hall closes at ten.")
    actions.open_meeting(by=by, number=number)
    actions.close_meeting(by=by, number=number)
    with inside(governed.cooperative_id):
        seen = queries.meeting(number)
    assert [step.kind for step in seen.steps] == [
        _K.DRAFTED, _K.CALLED, _K.OPENED, _K.ADJOURNED, _K.OPENED, _K.CLOSED,
    ]  # fmt: skip
    assert seen.stands is _K.CLOSED
    assert seen.title("fr") == TITLES["fr"]
    assert found_wrong(governed) == []


def test_meetings_are_numbered_one_after_the_other(governed: Acting) -> None:
    assert [drafted(governed), drafted(governed)] == [1, 2]


@pytest.mark.parametrize("verb", [actions.open_meeting, actions.close_meeting])
def test_a_step_that_does_not_follow_is_refused(governed: Acting, verb: Any) -> None:
    number = drafted(governed)
    with pytest.raises(MeetingStepOutOfOrder):
        verb(by=governed, number=number)


def test_the_database_refuses_a_step_out_of_order(governed: Acting) -> None:
    number = drafted(governed)
    assert number == 1
    with pytest.raises(DatabaseError, match="INV-82"), inside(governed.cooperative_id):
        again(MeetingStep, place=2, kind=_K.CLOSED)


def test_a_draft_is_planned_anew_until_it_is_called(governed: Acting) -> None:
    number = drafted(governed)
    assert actions.plan_meeting(by=governed, number=number, draft=replace(draft(), items=ITEMS[1:])) == 2
    actions.call_meeting(by=governed, number=number)
    with inside(governed.cooperative_id):
        assert queries.meeting(number).items[0].kind is ItemKind.AUDITOR
    with pytest.raises(MeetingUnderWay):
        actions.plan_meeting(by=governed, number=number, draft=draft())
    assert found_wrong(governed) == []


def again(table: Any, **facts: object) -> None:
    """The last row of a table once more, with other facts."""
    row = table.objects.latest("id")
    row.pk = None
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save(force_insert=True)


@pytest.mark.parametrize(
    ("table", "facts"),
    [(MeetingVersion, {"version": 2}), (Sitting, {"place": 9}), (AgendaItem, {"place": 9})],
)
def test_the_database_keeps_what_was_called(governed: Acting, table: Any, facts: dict[str, int]) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    with pytest.raises(DatabaseError, match="INV-83"), inside(governed.cooperative_id):
        again(table, **facts)


def test_what_a_draft_lacks_is_said(governed: Acting) -> None:
    with pytest.raises(SittingsMissing):
        actions.draft_meeting(by=governed, draft=replace(draft(), sittings=()))
    with pytest.raises(TitleMissing) as caught:
        actions.draft_meeting(by=governed, draft=replace(draft(), titles={"fr": "Réunion"}))
    assert caught.value.language == "en"
    number = actions.draft_meeting(by=governed, draft=replace(draft(), items=()))
    with pytest.raises(AgendaEmpty):
        actions.call_meeting(by=governed, number=number)
    with pytest.raises(MeetingNotFound):
        actions.call_meeting(by=governed, number=99)
    with pytest.raises(AgendaItemNotFound), inside(governed.cooperative_id):
        queries.meeting(number).item(1)


def test_only_who_runs_meetings_drafts_one(governed: Acting) -> None:
    with pytest.raises(NotAllowed):
        actions.draft_meeting(by=replace(governed, person_id=governed.cooperative_id), draft=draft())


def test_a_sitting_is_somewhere(governed: Acting) -> None:
    with pytest.raises(DatabaseError, match="assembly_sitting_where"):
        actions.draft_meeting(
            by=governed, draft=replace(draft(), sittings=[replace(SITTING, venue="", online_url="")])
        )


def test_a_resolution_says_what_its_figures_say(governed: Acting) -> None:
    row = resolved(governed, Counted(TERMS, Votes(70, 69, 1, 140, 600), 140))
    assert (row.number, row.is_adopted) == (1, True)
    lost = resolved(governed, Counted(TERMS, Votes(69, 70, 1, 140, 600), 140))
    assert (lost.number, lost.is_adopted) == (2, False)
    assert found_wrong(governed) == []


def test_an_item_is_decided_once_and_with_its_quorum(governed: Acting) -> None:
    counted = Counted(TERMS, Votes(2, 1, 0, 3, 600), 3)
    meeting, item = motion(governed)
    resolved(governed, counted, meeting, item)
    with pytest.raises(ResolutionFound):
        resolved(governed, counted, meeting, item)
    with pytest.raises(QuorumMissing) as caught:
        resolved(governed, replace(counted, terms=replace(TERMS, quorum=Quorum(persons=4))))
    assert (caught.value.present, caught.value.needed) == (3, 4)


FIGURES = st.integers(min_value=0, max_value=40)
PARTS = st.fractions(min_value=0, max_value=1, max_denominator=7).filter(lambda part: 0 < part < 1)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    yes=FIGURES, no=FIGURES, abstain=FIGURES, idle=FIGURES, part=PARTS,
    exceeded=st.booleans(), basis=st.sampled_from(Basis), casting=st.sampled_from(Vote),
)  # fmt: skip
def test_the_database_and_the_rule_agree_on_every_figure(
    governed: Acting, yes: int, no: int, abstain: int, idle: int, part: Fraction, exceeded: bool,  # noqa: FBT001  # a figure like the others
    basis: Basis, casting: Vote,
) -> None:  # fmt: skip
    present = yes + no + abstain + idle
    terms = Terms(Threshold(part, basis, exceeded=exceeded), casting_vote=True)
    counted = Counted(terms, Votes(yes, no, abstain, present, present + idle), present, casting)
    row = resolved(governed, counted)
    with pytest.raises(DatabaseError, match="INV-91"), inside(governed.cooperative_id):
        again(Resolution, number=row.number + 1, is_adopted=not row.is_adopted)
