"""The letters of a nomination: who is proposed is told by whom and how to answer, and who proposed the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from assembly.decision_cases import officer
from assembly.nomination_cases import Election, election, found_wrong
from rochdale.assembly import actions, errors
from rochdale.assembly.actions import Proposal
from rochdale.assembly.actions.nominations_blanked import blank_nominations
from rochdale.assembly.models import Nomination, NominationStepKind
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership.models import Letter
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

ASKED, TOLD = "nomination_proposed", "nomination_answered"


@pytest.fixture
def held(governed: Acting) -> Election:
    """A call in which the last member proposes the first."""
    found = election(governed)
    proposal = Proposal(found.people[0])
    actions.nominate(by=found.of(-1), number=found.number, code="board", proposal=proposal)
    return found


def letters(held: Election, kind: str) -> list[Letter]:
    with inside(held.by.cooperative_id):
        return list(Letter.objects.filter(kind=kind).order_by("id"))


def test_who_is_proposed_is_told_by_whom_and_how_to_answer(held: Election) -> None:
    (letter,) = letters(held, ASKED)
    assert (letter.person_id, letter.language, letter.channel) == (held.people[0], "fr", "paper")
    last = len(held.people) - 1
    for words in (f"Ann{last} Member {last}", "Conseil d’administration", "23 novembre 2026", "comptoir"):
        assert words in letter.body
    with inside(held.by.cooperative_id):
        assert letter.act_id == Nomination.objects.get().act_id
    assert found_wrong(held.by) == []


def test_who_is_proposed_at_the_meeting_gets_one_too_and_who_stands_by_oneself_none(
    governed: Acting,
) -> None:
    held = election(governed, nominations_from_floor=True)
    held.stand(1)
    floor = held.open()
    assert letters(held, ASKED) == []
    proposal = Proposal(held.people[0], is_from_floor=True)
    actions.nominate(by=floor.of(held.people[2], 5), number=held.number, code="board", proposal=proposal)
    (letter,) = letters(held, ASKED)
    assert letter.person_id == held.people[0]
    for words in ("Ann2 Member 2", "à l’assemblée même"):
        assert words in letter.body
    assert "Répondez bientôt" not in letter.body


@pytest.mark.parametrize(
    ("accepts", "told"), [(True, "accepte de se présenter"), (False, "ne se présente pas")]
)
def test_who_proposed_is_told_the_answer(held: Election, *, accepts: bool, told: str) -> None:
    verb = actions.accept_nomination if accepts else actions.withdraw_nomination
    verb(by=held.of(0), named=held.named(1))
    (letter,) = letters(held, TOLD)
    assert letter.person_id == held.people[-1]
    assert told in letter.subject
    assert "Ann0 Member 0" in letter.body
    if accepts:  # what happens later is no answer
        actions.withdraw_nomination(by=held.of(0), named=held.named(1))
        assert len(letters(held, TOLD)) == 1


def test_the_office_writes_down_an_answer_on_paper(held: Election) -> None:
    with pytest.raises(NotAllowed):
        actions.write_answer(by=officer(held.then, OfficeKind.TELLER), named=held.named(1), accepts=True)
    actions.write_answer(by=held.then, named=held.named(1), accepts=True)
    assert held.seen(1).stands is NominationStepKind.ACCEPTED
    assert len(letters(held, TOLD)) == 1
    with pytest.raises(errors.NominationPassed):
        actions.write_answer(by=held.then, named=held.named(1), accepts=True)
    actions.write_answer(by=held.then, named=held.named(1), accepts=False)
    assert held.seen(1).stands is NominationStepKind.WITHDRAWN
    assert found_wrong(held.by) == []


def test_the_letters_go_with_who_is_named_in_them(held: Election) -> None:
    actions.accept_nomination(by=held.of(0), named=held.named(1))
    by = replace(held.by, at=held.by.at + timedelta(hours=1))
    with inside(held.by.cooperative_id):
        act_id = Nomination.objects.get().act_id
        blank_nominations(by, held.people[-1], act_id)
    assert [letter.body for kind in (ASKED, TOLD) for letter in letters(held, kind)] == ["", ""]


@pytest.mark.parametrize("place", [0, -1])
def test_the_audit_finds_a_letter_that_names_who_was_taken_away(
    held: Election, server: Any, database: str, place: int
) -> None:
    assert found_wrong(held.by) == []
    with psycopg.connect(server.url("postgres", database), autocommit=True) as almighty:
        almighty.execute("SET session_replication_role = replica")
        almighty.execute(
            "UPDATE membership_person SET blanked_act_id = act_id, family_name = '—', given_names = '',"
            " sorting_name = '', birth_date = NULL WHERE id = %s",
            [held.people[place]],
        )
    assert "INV-63" in found_wrong(held.by)
