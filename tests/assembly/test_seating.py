"""A contested election by a verifiable ballot: from the list of candidates to the seats, and nobody types a result."""

from __future__ import annotations

import pytest

from assembly.ballot_cases import ELECTION, Run, asked_motion, board_seat, opened
from assembly.nomination_cases import Election, election
from assembly.test_contests import give, holders, results
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import ElectedHow
from rochdale.assembly.queries.ballot_seats import proposed_questions
from rochdale.assembly.queries.balloting import Asked, AskedKind
from rochdale.audit.checks import differences
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

from .decision_cases import officer

pytestmark = pytest.mark.slow


def contested(by: Acting, **laws: object) -> Election:
    """Four who stand for two seats."""
    held = election(by, **laws)
    held.admit(0, 1, 2, 3)
    held.draw()
    return held


def proposed(held: Election) -> list[Asked]:
    with inside(held.by.cooperative_id):
        meeting = queries.meeting(held.number)
        return proposed_questions(meeting, item_id=meeting.item(ELECTION).id)


def counted(held: Election, *questions: Asked) -> Run:
    """A ballot of which the third and the first answer are marked most; counted and published."""
    run = opened(held.open(), *questions, place=ELECTION)
    for voter, marks in enumerate(([0, 0, 0, 1, 0], [0, 1, 0, 1, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0])):
        run.vote(voter, marks)
    run.close()
    run.decrypt(1, 2)
    run.count()
    return run


def test_the_candidates_are_the_answers_and_get_the_seats(governed: Acting) -> None:
    held = contested(governed)
    (asked,) = proposed(held)
    assert (asked.kind, asked.rule, asked.most, asked.seats) == (AskedKind.CHOICE, "block_vote", 2, 2)
    names = [answer["fr"] for answer in asked.answers]
    assert sorted(names) == ["Ann0 Member 0", "Ann1 Member 1", "Ann2 Member 2", "Ann3 Member 3"]
    run = counted(held, asked)
    with pytest.raises(NotAllowed):
        actions.seat_by_ballot(
            by=officer(run.at(200), OfficeKind.TELLER), number=held.number, ballot=run.number
        )
    assert actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number) == 1
    (result,) = results(held)
    assert result.how is ElectedHow.BALLOT
    assert {seat.number for seat in result.seats} == {int(names[0][3]) + 1, int(names[2][3]) + 1}
    with pytest.raises(errors.AnswersNotCandidates):
        actions.seat_by_ballot(by=run.at(201), number=held.number, ballot=run.number)
    give(held, minutes=60 * 202)
    assert set(holders(held)) == {held.people[int(names[0][3])], held.people[int(names[2][3])]}
    assert [each.invariant for each in differences(governed.cooperative_id, CHECKS)] == []


def test_an_order_is_asked_where_the_by_law_says_so(governed: Acting) -> None:
    (asked,) = proposed(contested(governed, election_method="scottish_stv"))
    assert (asked.kind, asked.rule, asked.most, asked.blank) == (AskedKind.RANKING, "scottish_stv", 1, False)


def test_answers_that_are_no_candidates_fill_nothing(governed: Acting) -> None:
    held = contested(governed)
    run = opened(held.open(), board_seat(), place=ELECTION)
    run.vote(0, [0, 1, 0, 0])
    with pytest.raises(errors.AnswersNotCandidates):
        actions.seat_by_ballot(by=run.at(3), number=held.number, ballot=run.number)
    run.close()
    run.decrypt(1, 2)
    run.count()
    with pytest.raises(errors.AnswersNotCandidates):
        actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number)
    assert results(held) == []


def test_where_nobody_stands_nothing_is_proposed(governed: Acting) -> None:
    held = election(governed)
    assert proposed(held) == []
    run = opened(held.open(), asked_motion())
    with pytest.raises(errors.AnswersNotCandidates):
        actions.seat_by_ballot(by=run.at(2), number=held.number, ballot=run.number)
