"""Who stands for seats that a verifiable ballot fills: known by the candidacy, and as they were while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError
from django.db.models import Model
from django.utils import translation

from assembly.ballot_cases import ELECTION, Run, draft, opened, set_up
from assembly.floor import JOINED
from assembly.nomination_cases import BORN, Election, election
from assembly.test_contests import give, holders, results
from assembly.test_seating import contested, counted, proposed
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Proposal
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import (
    BallotCandidate,
    BallotOutcome,
    BallotStep,
    BallotStepKind,
    Nomination,
    NominationCall,
    NominationStep,
    NominationStepKind,
)
from rochdale.assembly.queries.ballot_candidates import candidates_on, withdrawn_from
from rochdale.assembly.queries.ballot_count import Together, outcome_of
from rochdale.assembly.queries.ballot_results import ballot_result
from rochdale.assembly.queries.balloting import Asked, AskedKind
from rochdale.assembly.queries.contests import paper_of
from rochdale.assembly.queries.floor import vote_of
from rochdale.audit.checks import differences
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow


def namesakes(held: Election) -> Election:
    """The same, with two more members of one name."""
    known = [Newcomer(Particulars("Roy", "Jean", birth_date=BORN), JOINED) for _ in range(2)]
    lines = membership.register_members(by=held.by, newcomers=known)
    with inside(held.by.cooperative_id):
        persons = [member(number=line.number).person_id for line in lines]
    return replace(held, people=(*persons, *held.people))


def voting(held: Election) -> Run:
    """A ballot on everybody who stands, which is open."""
    (asked,) = proposed(held)
    return opened(held.open(), asked, place=ELECTION)


def by_candidate(run: Run, held: Election, place: int) -> Acting:
    """A candidate acting while votes are taken."""
    return replace(run.at(3), person_id=held.people[place], authority="member")


def finish(run: Run) -> None:
    run.close()
    run.decrypt(1, 2)
    run.count()


def found_wrong(held: Election) -> list[str]:
    return [each.invariant for each in differences(held.by.cooperative_id, CHECKS)]


def slip(held: Election, row: Model, **facts: Any) -> None:
    """Write a row past the verbs, as a faulty program would."""
    for name, fact in facts.items():
        setattr(row, name, fact)
    with inside(held.by.cooperative_id):
        row.save(force_insert=True)


# Of one name


def test_two_of_one_name_are_told_apart_and_each_gets_the_own_votes(governed: Acting) -> None:
    held = namesakes(election(governed))
    first, second, *_rest = held.admit(0, 1, 2, 3)
    held.draw()
    (asked,) = proposed(held)
    french = [answer["fr"] for answer in asked.answers]
    english = [answer["en"] for answer in asked.answers]
    assert {f"Jean Roy (candidature {first})", f"Jean Roy (candidature {second})"} <= set(french)
    assert f"Jean Roy (nomination {second})" in english
    # Nobody is told by a number who has a name of one's own.
    assert sum("(" in words for words in french) == 2
    run = counted(held, asked)
    with inside(governed.cooperative_id):
        numbers = [each.number for each in candidates_on(run.seen().id)]
    actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number)
    (result,) = results(held)
    assert {seat.number for seat in result.seats} == {numbers[0], numbers[2]}
    assert found_wrong(held) == []


def test_on_the_floor_they_are_told_apart_too(governed: Acting) -> None:
    held = namesakes(election(governed, candidate_order="alphabetical"))
    numbers = held.admit(0, 1, 2)
    floor = held.open()
    put = actions.put_election(by=floor.by, number=held.number, code="board")
    with inside(governed.cooperative_id), translation.override("fr"):
        vote_id = vote_of(meeting_id=queries.meeting(held.number).id, number=put).id
        names = {each.number: each.name for each in paper_of(vote_id).candidates}
    assert [names[number] for number in numbers[:2]] == [
        "Jean Roy (candidature 1)",
        "Jean Roy (candidature 2)",
    ]
    assert "(" not in names[numbers[2]]


# Set up


def test_some_of_those_who_stand_are_no_paper(governed: Acting) -> None:
    held = contested(governed)
    (asked,) = proposed(held)
    floor = held.open()
    for answers in (asked.answers[1:], (*asked.answers[:2], {"fr": "Personne", "en": "Nobody"})):
        with pytest.raises(errors.BallotFaulty) as caught:
            set_up(floor, replace(asked, answers=answers), place=ELECTION)
        assert caught.value.faults == ("candidates_left_out",)


def test_who_came_or_went_since_is_asked_anew_before_it_opens(governed: Acting) -> None:
    held = contested(governed)
    (asked,) = proposed(held)
    run = set_up(held.open(), asked, place=ELECTION)
    run.make_keys(1, 2)
    actions.withdraw_nomination(by=replace(run.at(0.5), person_id=held.people[0]), named=held.named(1))
    actions.make_codes(by=run.at(0.6), **run.ids)
    with pytest.raises(errors.CandidatesChanged):
        actions.open_ballot(by=run.at(0.7), **run.ids)
    with inside(governed.cooperative_id):
        step = BallotStep.objects.filter(ballot_id=run.seen().id).latest("place")
    with pytest.raises(DatabaseError, match="INV-119"):
        slip(held, step, id=uuid4(), place=step.place + 1, kind=BallotStepKind.OPENED)
    actions.give_up_ballot(by=run.at(0.8), **run.ids, words="Ann0 ne se présente plus.")
    (anew,) = proposed(held)
    assert len(anew.answers) == 3
    again = actions.set_up_ballot(
        by=run.at(0.9), number=held.number, place=ELECTION, draft=draft(run.at(0.9), anew)
    )
    assert again == 2


# While it runs


def test_who_stands_stays_while_votes_are_taken(governed: Acting) -> None:
    held = contested(governed)
    late = held.stand(4)
    run = voting(held)
    then = run.at(3)
    refused: list[Callable[[], object]] = [
        lambda: actions.admit_nomination(by=then, named=held.named(late)),
        lambda: actions.refuse_nomination(by=then, named=held.named(1), is_of_group=False),
        lambda: actions.nominate(
            by=replace(then, person_id=held.people[5]), number=held.number, code="board",
            proposal=Proposal(held.people[5]),
        ),
        lambda: actions.call_nominations(by=then, number=held.number, code="board"),
        lambda: actions.draw_candidate_order(by=then, number=held.number, code="board", seed="1"),
        lambda: actions.state_candidacy(
            by=by_candidate(run, held, 0), named=held.named(1), statements={"fr": "Autre chose."}
        ),
    ]  # fmt: skip
    for verb in refused:
        with pytest.raises(errors.ElectionUnderWay):
            verb()
    assert found_wrong(held) == []


def test_who_is_proposed_by_another_accepts_before_the_ballot_opens(governed: Acting) -> None:
    held = contested(governed)
    proposal = Proposal(held.people[4])
    number = actions.nominate(by=held.of(5), number=held.number, code="board", proposal=proposal)
    run = voting(held)
    with pytest.raises(errors.ElectionUnderWay):
        actions.accept_nomination(by=by_candidate(run, held, 4), named=held.named(number))
    # Who is on no paper may still say so.
    actions.withdraw_nomination(by=by_candidate(run, held, 4), named=held.named(number))
    with inside(governed.cooperative_id):
        assert withdrawn_from(run.seen()) == []


def test_a_withdrawal_is_written_down_and_passed_over(governed: Acting) -> None:
    """The most voted withdraws: the ballot stays as it was, and the seats go to the next."""
    held = contested(governed)
    run = voting(held)
    with inside(governed.cooperative_id):
        places = [each.number for each in candidates_on(run.seen().id)]
    for voter, marks in enumerate(([0, 0, 0, 1, 0], [0, 1, 0, 1, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 0])):
        run.vote(voter, marks)
    with pytest.raises(errors.VoteUnderWay):
        actions.put_election(by=run.at(3), number=held.number, code="board")
    gone = held.people[places[2] - 1]
    actions.withdraw_nomination(by=replace(run.at(3), person_id=gone), named=held.named(places[2]))
    with inside(governed.cooperative_id):
        assert withdrawn_from(run.seen()) == [f"Ann{places[2] - 1} Member {places[2] - 1}"]
    finish(run)
    with inside(governed.cooperative_id):
        result = ballot_result(run.seen())
    assert result is not None
    (answered,) = result.answered
    assert (answered.counts, answered.withdrawn, answered.elected) == ((2, 1, 3, 0), (2,), (0, 1))
    for place in (0, 3):
        with pytest.raises(errors.ElectionUnderWay):  # between the count and the seats
            actions.withdraw_nomination(
                by=replace(run.at(150), person_id=held.people[places[place] - 1]),
                named=held.named(places[place]),
            )
    with pytest.raises(errors.VoteUnderWay):
        actions.put_election(by=run.at(150), number=held.number, code="board")
    actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number)
    give(held, minutes=60 * 202)
    assert set(holders(held)) == {held.people[places[0] - 1], held.people[places[1] - 1]}
    assert found_wrong(held) == []


def test_while_it_is_counted_nobody_withdraws(governed: Acting) -> None:
    held = contested(governed)
    run = voting(held)
    run.vote(0, [0, 1, 0, 0, 0])
    run.close()
    run.decrypt(1, 2)
    run.ask_count(seed="4 4 2")
    gone = replace(run.at(150), person_id=held.people[0], authority="member")
    with pytest.raises(errors.ElectionUnderWay):
        actions.withdraw_nomination(by=gone, named=held.named(1))
    run.work()
    actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number)
    assert len(results(held)) == 1
    assert found_wrong(held) == []


def test_in_an_order_the_next_preference_counts() -> None:
    names = tuple({"en": name} for name in "ABC")
    asked = Asked(AskedKind.RANKING, {"en": "In which order?"}, names, rule="scottish_stv", seats=1)
    # Four put A first and then C, three B alone.
    found = Together((), ((1, 0, 2),) * 4 + ((0, 1, 0),) * 3, 0, 0)
    for withdrawn, elected in (((), (0,)), ((0,), (2,)), ((0, 2), (1,))):
        outcome = outcome_of(asked, found, "en", "", withdrawn)
        assert outcome is not None
        assert outcome.elected == elected
    assert outcome_of(asked, found, "en", "", (0, 1, 2)) is None


def test_where_everybody_withdrew_the_seats_stay_open(governed: Acting) -> None:
    held = election(governed, groups=("",), candidate_order="alphabetical", acclamation_allowed=False)
    held.admit(0, 1)
    run = voting(held)
    run.vote(2, [0, 1, 0])
    for place in (0, 1):
        actions.withdraw_nomination(by=by_candidate(run, held, place), named=held.named(place + 1))
    finish(run)
    actions.seat_by_ballot(by=run.at(200), number=held.number, ballot=run.number)
    (result,) = results(held)
    assert [seat.number for seat in result.seats] == [None]
    assert found_wrong(held) == []


# Past the verbs


def test_the_database_keeps_who_stands(governed: Acting) -> None:
    held = contested(governed, nominations_from_floor=True)
    late = held.stand(4)
    run = voting(held)
    with inside(governed.cooperative_id):
        known = Nomination.objects.get(number=late)
        step = NominationStep.objects.filter(nomination_id=known.id).latest("place")
        call = NominationCall.objects.get()
        listed = BallotCandidate.objects.filter(ballot_id=run.seen().id).first()
    assert listed is not None
    refused: list[tuple[Model, dict[str, Any]]] = [
        (step, {"id": uuid4(), "place": step.place + 1, "kind": NominationStepKind.ADMITTED}),
        (known, {"id": uuid4(), "number": late + 1, "person_id": held.people[6], "is_from_floor": True}),
        (call, {"id": uuid4(), "version": 2}),
        (listed, {"answer": 0, "question": 1}),
    ]
    for row, facts in refused:
        with pytest.raises(DatabaseError, match="INV-119"):
            slip(held, row, **facts)


def test_the_database_gives_no_seat_to_who_was_passed_over(governed: Acting) -> None:
    held = contested(governed)
    run = counted(held, *proposed(held))
    with inside(governed.cooperative_id):
        outcome = BallotOutcome.objects.get()
        (answered,) = outcome.answered
        loser = [each.number for each in candidates_on(run.seen().id)][1]
    assert 1 not in answered["elected"]
    with pytest.raises(DatabaseError, match="INV-119"):
        actions.declare_ballot(
            by=run.at(200), number=held.number, code="board", published=run.uuid, elected=[loser],
            rule="block_vote",
        )  # fmt: skip
    assert results(held) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM assembly_ballotcandidate WHERE answer = 3 AND cooperative_id = %s",
        (
            "UPDATE assembly_ballotoutcome SET answered = jsonb_set(answered, '{0,withdrawn}', '[0]')"
            " WHERE cooperative_id = %s"
        ),
        (
            "UPDATE assembly_nominationstep AS step SET at = closed.at FROM assembly_ballotstep AS closed"
            " WHERE closed.kind = 'closed' AND closed.cooperative_id = step.cooperative_id"
            " AND step.kind = 'admitted' AND step.cooperative_id = %s"
        ),
    ],
)
def test_the_audit_finds_a_ballot_whose_candidates_changed(
    governed: Acting, almighty: psycopg.Connection, statement: str
) -> None:
    held = contested(governed)
    run = counted(held, *proposed(held))
    assert found_wrong(held) == []
    # The count ends what the ballot keeps as it is: a little later than the close.
    almighty.execute(
        "UPDATE assembly_ballotstep SET at = at + interval '1 second' WHERE kind = 'counted' AND ballot_id = %s",
        [run.seen().id],
    )
    almighty.execute(statement, [governed.cooperative_id])
    assert "INV-119" in found_wrong(held)
