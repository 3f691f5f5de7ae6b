"""Elections held: on the floor with devices and papers, by acclamation, by a published ballot; and the mandates."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.utils import translation

from assembly.decision_cases import old_mandate
from assembly.floor import Floor, later
from assembly.nomination_cases import SEED, Election, election, found_wrong
from ledger.books import Raw, enter
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Cast, CastBallot, Holder, Proposal, Tally, Window
from rochdale.assembly.models import (
    BoxBallot,
    Choice,
    ElectedHow,
    ElectionResult,
    ElectionTally,
    Mandate,
    ResultSeat,
    SealedChoice,
    VoteMethod,
)
from rochdale.assembly.queries.contests import ResultSeen, results_of, tally_of
from rochdale.assembly.queries.minutes_elections import election_lines
from rochdale.assembly.queries.minutes_facts import happened
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import member_of
from rochdale.tenancy.actions import inside
from rochdale.voting.elections import Sheet
from voting.verifiable.spoiling import board

pytestmark = pytest.mark.slow


@pytest.fixture
def contested(governed: Acting) -> Election:
    """Four who stand for two seats."""
    held = election(governed)
    held.admit(0, 1, 2, 3)
    held.draw()
    return held


def put(held: Election, group: str = "", minutes: int = 0, window: Window | None = None) -> int:
    return actions.put_election(
        by=later(held.by, minutes), number=held.number, code="board", electoral_group=group, window=window
    )


def say(floor: Floor, voter: int, *places: int, vote: int = 1, minutes: int = 1) -> None:
    ballot = CastBallot(places, f"M{voter}-{vote}")
    by = floor.of(floor.voters[voter], minutes)
    actions.cast_election_vote(by=by, number=floor.number, vote_number=vote, ballot=ballot)


def close(floor: Floor, vote: int = 1, seed: str = "", minutes: int = 5) -> bool:
    return actions.close_election(
        by=later(floor.by, minutes), number=floor.number, vote_number=vote, seed=seed
    )


def results(held: Election) -> list[ResultSeen]:
    with inside(held.by.cooperative_id):
        return results_of(queries.meeting(held.number).id, queries.body("board").id)


def elected(held: Election) -> list[int | None]:
    """The numbers of the nominations, seat by seat, of the last result."""
    return [seat.number for seat in results(held)[-1].seats]


def give(held: Election, minutes: int = 10) -> list[UUID]:
    return actions.seat_elected(by=later(held.by, minutes), meeting_number=held.number, code="board")


def holders(held: Election) -> list[UUID | None]:
    with inside(held.by.cooperative_id):
        seats = queries.composition("board", on=held.by.on).seats
    return [seat.mandate.person_id if seat.mandate else None for seat in seats]


def test_members_elect_on_their_devices_and_the_most_named_have_the_seats(contested: Election) -> None:
    floor = contested.open()
    assert put(contested) == 1
    # The lot put them in this order on the paper: by its places 1 and 3 are named most.
    for voter, places in enumerate([(1, 3), (1, 3), (1, 2), (3,), (4, 1), ()]):
        say(floor, voter, *places)
    assert close(floor)
    (result,) = results(contested)
    on_paper = drawn(contested)
    assert {seat.number for seat in result.elected} == {on_paper[0], on_paper[2]}
    assert (result.how, result.rule) == (ElectedHow.VOTE, "block_vote")
    with inside(contested.by.cooperative_id):
        assert result.vote_id is not None
        tally = tally_of(result.vote_id)
        assert SealedChoice.objects.count() == 0
    assert tally is not None
    assert (tally.valid, tally.blank, tally.spoilt, tally.participants) == (5, 1, 0, 6)
    assert found_wrong(contested.by) == []


def drawn(held: Election, group: str = "") -> list[int]:
    from rochdale.assembly.queries.nominations import admitted, nominations_of

    with inside(held.by.cooperative_id):
        meeting_id, body_id = queries.meeting(held.number).id, queries.body("board").id
        return [
            each.number
            for each in admitted(meeting_id, held.call(), nominations_of(meeting_id, body_id), group)
        ]


def test_who_is_elected_has_the_mandate_of_the_count_and_the_office(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    for voter in range(5):
        say(floor, voter, 1, 2)
    close(floor)
    with pytest.raises(NotAllowed):
        actions.seat_elected(by=floor.of(floor.voters[0], 9), meeting_number=contested.number, code="board")
    assert len(give(contested)) == 2
    with pytest.raises(errors.NobodyElected):
        give(contested)
    (result,) = results(contested)
    assert holders(contested) == [seat.person_id for seat in result.seats]
    with inside(contested.by.cooperative_id):
        assert set(Mandate.objects.values_list("result_id", flat=True)) == {result.id}
        for seat in result.seats:
            offices = institutions.offices_of(seat.person_id or uuid.uuid4(), contested.by.on)
            assert [each.office for each in offices] == [OfficeKind.DIRECTOR]
    assert found_wrong(contested.by) == []


def test_by_hand_nobody_is_elected_where_there_is_a_count(contested: Election) -> None:
    contested.open()
    with pytest.raises(errors.CountDecides):
        actions.record_election(
            by=contested.by,
            meeting_number=contested.number,
            item_place=5,
            elected=[Holder(contested.seats[0], contested.people[0])],
        )


def test_the_database_gives_no_seat_to_who_lost(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    for voter in range(5):
        say(floor, voter, 1, 2)
    close(floor)
    give(contested)
    with inside(contested.by.cooperative_id):
        row = Mandate.objects.filter(seat_id=contested.seats[0]).get()
        result = ElectionResult.objects.get()
    loser = next(person for person in contested.people if person not in holders(contested))
    row.pk, row.person_id, row.from_on = uuid.uuid4(), loser, row.from_on + timedelta(days=4000)
    row.until_on = row.from_on + timedelta(days=1)
    for given in (result.id, None):
        row.result_id = given
        with pytest.raises(DatabaseError, match="INV-108"), inside(contested.by.cooperative_id):
            row.save(force_insert=True)


def test_as_many_candidates_as_seats_are_elected_by_acclamation(governed: Acting) -> None:
    held = election(governed)
    numbers = held.admit(0, 1)
    held.draw()
    held.open()
    with pytest.raises(errors.ElectedWithoutVote):
        put(held)
    actions.declare_elected(by=later(held.by, 1), number=held.number, code="board")
    (result,) = results(held)
    assert (result.how, {seat.number for seat in result.seats}) == (ElectedHow.ACCLAMATION, set(numbers))
    with pytest.raises(errors.SeatsFilled):
        actions.declare_elected(by=later(held.by, 2), number=held.number, code="board")
    assert len(give(held)) == 2
    assert found_wrong(governed) == []


def test_too_few_leave_a_seat_open_for_the_board(governed: Acting) -> None:
    held = election(governed, terms=(3, 1))
    held.admit(0)
    held.open()
    actions.declare_elected(by=later(held.by, 1), number=held.number, code="board")
    assert elected(held) == [1, None]
    give(held)
    assert holders(held) == [held.people[0], None]
    assert found_wrong(governed) == []


def test_nobody_stands_and_the_seats_stay_open(governed: Acting) -> None:
    held = election(governed)
    held.open()
    with pytest.raises(errors.ElectedWithoutVote):
        put(held)
    actions.declare_elected(by=later(held.by, 1), number=held.number, code="board")
    assert elected(held) == [None, None]
    with pytest.raises(errors.NobodyElected):
        give(held)
    assert found_wrong(governed) == []


def test_where_the_bylaws_know_no_acclamation_one_votes(governed: Acting) -> None:
    held = election(governed, acclamation_allowed=False, election_method="absolute_majority")
    held.admit(0, 1)
    held.draw()
    floor = held.open()
    with pytest.raises(errors.VoteNeededForSeats):
        actions.declare_elected(by=held.by, number=held.number, code="board")
    put(held)
    for voter, places in enumerate([(1,), (1, 2), (1,)]):
        say(floor, voter, *places)
    assert close(floor)
    first = drawn(held)[0]
    assert sorted(elected(held), key=str) == [first, None]
    assert found_wrong(governed) == []
    # The seat that stayed open can be voted on again.
    assert put(held, minutes=6) == 2
    for voter in range(3):
        say(floor, voter, 1, vote=2, minutes=7)
    assert close(floor, vote=2, minutes=8)
    assert len(give(held)) == 2
    assert found_wrong(governed) == []


def test_more_candidates_than_seats_are_not_declared(contested: Election) -> None:
    contested.open()
    with pytest.raises(errors.VoteNeededForSeats):
        actions.declare_elected(by=contested.by, number=contested.number, code="board")


def test_a_tie_is_broken_by_a_lot_whose_seed_is_given(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    for voter, places in enumerate([(1, 2), (1, 3), (1, 2), (1, 3)]):
        say(floor, voter, *places)
    with pytest.raises(errors.SeedNeeded):
        close(floor)
    with inside(contested.by.cooperative_id):
        assert (SealedChoice.objects.count(), BoxBallot.objects.count()) == (4, 0)
    assert close(floor, seed=SEED)
    (result,) = results(contested)
    assert result.seed == SEED
    assert len(result.transcript["lots"]) == 1
    assert drawn(contested)[0] in elected(contested)
    assert found_wrong(contested.by) == []


def test_a_seed_that_no_lot_needed_is_not_told(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    say(floor, 0, 1, 2)
    assert close(floor, seed=SEED)
    assert results(contested)[0].seed == ""
    assert found_wrong(contested.by) == []


def test_the_audit_counts_again(contested: Election, owner: Raw) -> None:
    floor = contested.open()
    put(contested)
    say(floor, 0, 1, 2)
    close(floor)
    with owner.transaction():
        enter(owner, contested.by.cooperative_id)
        owner.execute("ALTER TABLE assembly_electionresult DISABLE TRIGGER append_only")
        owner.execute(
            "UPDATE assembly_electionresult SET transcript = jsonb_set(transcript, '{elected}', '[]')"
            " WHERE cooperative_id = %s",
            [contested.by.cooperative_id],
        )
        owner.execute("ALTER TABLE assembly_electionresult ENABLE TRIGGER append_only")
    assert found_wrong(contested.by) == ["INV-107"]


def test_rankings_are_counted_as_a_scottish_council_is(governed: Acting) -> None:
    held = election(governed, election_method="scottish_stv")
    held.admit(0, 1, 2)
    held.draw()
    floor = held.open()
    put(held)
    for voter, places in enumerate([(2, 1), (2, 1), (2, 1), (2, 3), (3,), (3, 1), (1,)]):
        say(floor, voter, *places)
    assert close(floor)
    order = drawn(held)
    (result,) = results(held)
    assert result.rule == "scottish_stv"
    assert result.transcript["elected"][0] == str(order[1])
    assert found_wrong(governed) == []


def test_groups_are_voted_on_apart(governed: Acting) -> None:
    held = election(governed, groups=("north", "south", "south"))
    held.admit(0, 1, group="north")
    held.admit(2, 3, group="south")
    held.draw()
    floor = held.open()
    put(held, "north")
    with pytest.raises(errors.VoteUnderWay):
        put(held, "north")
    actions.declare_elected(by=held.by, number=held.number, code="board", electoral_group="south")
    for voter in range(3):
        say(floor, voter, 2)
    assert close(floor)
    assert len(give(held)) == 3
    assert found_wrong(governed) == []


def test_the_longest_terms_go_to_the_most_voted(governed: Acting) -> None:
    held = election(governed, terms=(1, 3))
    held.admit(0, 1, 2)
    held.draw()
    floor = held.open()
    put(held)
    for voter, places in enumerate([(1, 2), (2, 1), (2,)]):
        say(floor, voter, *places)
    close(floor)
    first, second, _third = drawn(held)
    assert elected(held) == [first, second]
    give(held)
    assert found_wrong(governed) == []


def test_who_is_elected_again_leaves_the_old_seat(governed: Acting) -> None:
    held = election(governed, groups=("", "", ""))
    old_mandate(governed, held.seats[0], held.people[0], days_left=30)
    old_mandate(governed, held.seats[1], held.people[1], days_left=30)
    actions.call_nominations(by=held.then, number=held.number, code="board")
    held.admit(0, 1, 2)
    held.open()
    actions.declare_elected(by=held.by, number=held.number, code="board")
    give(held)
    assert {each for each in holders(held) if each} == set(held.people[:3])
    assert found_wrong(governed) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Election: Board of directors. A secret vote was held. Valid ballots: 2. Blank: 1. Spoilt: 0.",
                "Seat 1: {member %s} is elected.",
            ],
        ),
        ("fr", ["Siège 1\N{NO-BREAK SPACE}: {member %s} est élu."]),
    ],
)
def test_the_minutes_tell_who_is_elected(contested: Election, language: str, told: list[str]) -> None:
    floor = contested.open()
    put(contested)
    for voter, places in enumerate([(1, 2), (1, 2), ()]):
        say(floor, voter, *places)
    with inside(contested.by.cooperative_id):
        seen = queries.meeting(contested.number)
        before = happened(seen=seen, cooperative="Caisse", time_zone="America/Toronto")
        assert before.items[4].elections[0].how is None
    close(floor, seed=SEED)
    with inside(contested.by.cooperative_id):
        facts = happened(seen=seen, cooperative="Caisse", time_zone="America/Toronto")
        number = member_of(person_id=results(contested)[0].seats[0].person_id or uuid.uuid4())
    with translation.override(language):
        lines = [text for held in facts.items[4].elections for _kind, text in election_lines(held, "…")]
    for line in told:
        assert (line % number if "%s" in line else line) in lines


def papers(floor: Floor, *voters: int, vote: int = 1) -> None:
    for voter in voters:
        actions.give_paper(
            by=later(floor.by, 1), number=floor.number, vote_number=vote, voter_id=floor.voters[voter]
        )


def count(floor: Floor, by: Acting, sheet: Sheet, vote: int = 1) -> None:
    actions.enter_sheet(by=by, number=floor.number, vote_number=vote, sheet=sheet)


def test_two_tellers_who_agree_count_the_papers(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    one, other = floor.tellers()
    papers(floor, 0, 1, 2, 3)
    say(floor, 4, 1)
    with pytest.raises(errors.AlreadyVoted):
        say(floor, 0, 1)
    with pytest.raises(errors.TellersDisagree):
        close(floor)
    right = Sheet({"1": 3, "2": 2}, 3, spoilt=1)
    count(floor, one, right)
    count(floor, other, Sheet({"1": 2, "2": 3}, 3, spoilt=1))
    with pytest.raises(errors.TellersDisagree):
        close(floor)
    count(floor, other, right)
    assert close(floor)
    order = drawn(contested)
    assert {seat.number for seat in results(contested)[0].elected} == set(order[:2])
    with inside(contested.by.cooperative_id):
        row = ElectionTally.objects.get()
    assert (row.valid, row.blank, row.spoilt, row.participants) == (4, 0, 1, 5)
    assert found_wrong(contested.by) == []


def test_papers_with_rankings_are_entered_ballot_by_ballot(governed: Acting) -> None:
    held = election(governed, election_method="scottish_stv")
    held.admit(0, 1, 2)
    held.draw()
    floor = held.open()
    put(held)
    papers(floor, 0, 1, 2, 3, 4)
    for teller in floor.tellers():
        count(floor, teller, Sheet({"2 1": 3, "3": 1}, 4, blank=1))
    assert close(floor)
    assert results(held)[0].transcript["elected"][0] == str(drawn(held)[1])
    assert found_wrong(governed) == []


def test_sheets_that_cannot_be_are_refused(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    one, other = floor.tellers()
    papers(floor, 0, 1)
    with pytest.raises(errors.SheetUnfit):
        count(floor, one, Sheet({"1": 3}, 2))
    with pytest.raises(errors.SheetUnfit):
        count(floor, one, Sheet({"7": 2}, 2))
    with pytest.raises(errors.NotTeller):
        count(floor, floor.of(floor.voters[5]), Sheet({"1": 2}, 2))
    for teller in (one, other):
        count(floor, teller, Sheet({"1": 3}, 3))
    with pytest.raises(errors.CountImpossible):
        close(floor)


@pytest.mark.parametrize("places", [(1, 2, 3), (5,), (0,), (1, 1), (-1,)])
def test_a_ballot_that_the_paper_does_not_know_is_refused(
    contested: Election, places: tuple[int, ...]
) -> None:
    floor = contested.open()
    put(contested)
    with pytest.raises(errors.BallotUnfit):
        say(floor, 0, *places)
    say(floor, 0, 1)


def test_an_election_is_no_motion_and_a_motion_no_election(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    actions.put_to_vote(by=floor.by, number=floor.number, place=2, method=VoteMethod.SECRET)
    one, _other = floor.tellers()
    with pytest.raises(errors.OtherWay):
        actions.cast_vote(
            by=floor.of(floor.voters[0], 1), number=floor.number, vote_number=1, cast=Cast(Choice.YES, "A")
        )
    with pytest.raises(errors.OtherWay):
        actions.close_vote(by=later(floor.by, 1), number=floor.number, vote_number=1)
    with pytest.raises(errors.OtherWay):
        actions.enter_count(by=one, number=floor.number, vote_number=1, tally=Tally(1, 0, 0))
    with pytest.raises(errors.OtherWay):
        say(floor, 0, 1, vote=2)
    with pytest.raises(errors.OtherWay):
        close(floor, vote=2)
    with pytest.raises(errors.OtherWay):
        count(floor, one, Sheet({}, 0), vote=2)


def test_an_election_waits_for_the_checks_and_for_the_order(governed: Acting) -> None:
    held = election(governed)
    held.admit(0, 1)
    unchecked = held.stand(2)
    held.open()
    with pytest.raises(errors.NominationsUnchecked):
        put(held)
    with pytest.raises(errors.NominationsUnchecked):
        actions.declare_elected(by=held.by, number=held.number, code="board")
    actions.admit_nomination(by=held.by, named=held.named(unchecked))
    with pytest.raises(errors.OrderNotDrawn):
        put(held)
    held.draw()
    put(held)


def test_nobody_is_elected_before_the_meeting_is_open(contested: Election) -> None:
    with pytest.raises(errors.MeetingNotOpen):
        put(contested)
    with pytest.raises(errors.MeetingNotOpen):
        actions.declare_elected(by=contested.by, number=contested.number, code="board")


def test_what_is_on_a_paper_that_is_out_stays(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    own = floor.of(contested.people[0], 1)
    with pytest.raises(errors.ElectionUnderWay):
        actions.withdraw_nomination(by=own, named=contested.named(1))
    with pytest.raises(errors.ElectionUnderWay):
        actions.state_candidacy(by=own, named=contested.named(1), statements={"fr": "Autre chose."})
    with pytest.raises(errors.ElectionUnderWay):
        actions.refuse_nomination(by=floor.by, named=contested.named(1), is_of_group=False)
    with pytest.raises(errors.ElectionUnderWay):
        actions.call_nominations(by=contested.then, number=contested.number, code="board")
    with pytest.raises(errors.ElectionUnderWay):
        actions.nominate(
            by=contested.of(5), number=contested.number, code="board", proposal=Proposal(contested.people[5])
        )


def test_an_election_that_is_withdrawn_can_be_put_again(contested: Election) -> None:
    floor = contested.open()
    put(contested)
    say(floor, 0, 1)
    actions.withdraw_vote(by=later(floor.by, 2), number=floor.number, vote_number=1, words="Wrong paper.")
    actions.withdraw_nomination(by=floor.of(contested.people[0], 3), named=contested.named(1))
    assert put(contested, minutes=4) == 2
    assert found_wrong(contested.by) == []


def test_a_window_may_end_days_after_the_meeting(contested: Election) -> None:
    floor = contested.open()
    end = later(floor.by, 4 * 24 * 60)
    put(contested, window=Window(closes_at=end.at))
    actions.close_meeting(by=later(floor.by, 30), number=floor.number)
    say(floor, 0, 1, minutes=60)
    with pytest.raises(errors.VoteStillOpen):
        close(floor, minutes=61)
    with pytest.raises(errors.NobodyElected):
        give(contested)
    after = replace(end, on=end.on + timedelta(days=4))
    assert actions.close_election(by=after, number=floor.number, vote_number=1, seed=SEED)
    assert found_wrong(contested.by) == []


def test_without_its_quorum_nobody_is_elected(governed: Acting) -> None:
    held = election(governed, quorum_members=50, quorum_at_opening_suffices=False)
    held.admit(0, 1, 2)
    held.draw()
    floor = held.open()
    put(held)
    say(floor, 0, 1)
    # Of eight members fifty are more than there are: all of them must be there.
    actions.check_out(by=later(floor.by, 2), number=floor.number, person_id=held.people[7])
    assert close(floor) is False
    assert results(held) == []
    assert found_wrong(governed) == []


def test_a_published_ballot_can_be_the_count(contested: Election) -> None:
    floor = contested.open()
    with pytest.raises(errors.ElectionNotFound):
        declare(contested, "11111111111111", [1, 2])
    published = actions.publish_election(
        by=floor.by, titles={"fr": "Vote", "en": "Vote"}, closed_at=floor.by.at, archive=board().archive
    )
    with pytest.raises(errors.NominationNotFound):
        declare(contested, published, [1, 9])
    with pytest.raises(errors.NominationNotFound):
        declare(contested, published, [1, 1])
    actions.close_meeting(by=later(contested.by, 9), number=contested.number)
    declare(contested, published, [3, 1, 2])
    (result,) = results(contested)
    assert (result.how, {seat.number for seat in result.seats}) == (ElectedHow.BALLOT, {1, 3})
    assert len(give(contested, minutes=20)) == 2
    assert found_wrong(contested.by) == []


def declare(held: Election, published: str, elected: Sequence[int]) -> None:
    actions.declare_ballot(
        by=later(held.by, 10), number=held.number, code="board", published=published, elected=elected,
        rule="scottish_stv",
    )  # fmt: skip


def whole(held: Election, statement: str) -> list[dict[str, Any]]:
    with inside(held.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


PARTICIPATIONS = "SELECT xmin::text, ctid::text, * FROM assembly_participation ORDER BY ctid"
SEALED = "SELECT xmin::text, ctid::text, * FROM assembly_sealedchoice ORDER BY ctid"
BOX = "SELECT xmin::text, ctid::text, * FROM assembly_boxballot ORDER BY ctid"


@pytest.fixture
def voted(contested: Election) -> Floor:
    """Six have voted, each otherwise."""
    floor = contested.open()
    put(contested)
    ballots: Sequence[tuple[int, ...]] = [(1, 2), (3,), (), (4, 2), (1,), (2, 3)]
    for voter, (places, mark) in enumerate(zip(ballots, "FBDACE", strict=True)):
        by = floor.of(floor.voters[voter], voter + 1)
        actions.cast_election_vote(
            by=by, number=floor.number, vote_number=1, ballot=CastBallot(places, mark * 4)
        )
    return floor


def test_once_it_is_closed_no_column_joins_voters_and_ballots(contested: Election, voted: Floor) -> None:
    assert close(voted, seed=SEED, minutes=10)
    voters, box = whole(contested, PARTICIPATIONS), whole(contested, BOX)
    assert (len(voters), sorted(row["mark"] for row in box)) == (6, [mark * 4 for mark in "ABCDEF"])
    shared = {"cooperative_id", "vote_id"}
    for ours in voters[0].keys() - shared - {"way", "channel", "is_assisted", "ctid"}:
        told = {str(row[ours]) for row in voters}
        for theirs in box[0].keys() - shared - {"ballot", "ctid"}:
            assert told.isdisjoint({str(row[theirs]) for row in box}), (ours, theirs)
    assert len({row["xmin"] for row in box}) == 1
    kinds = {type(value) for row in (*voters, *box) for value in row.values()}
    assert kinds <= {str, uuid.UUID, bool}
    acts = whole(contested, "SELECT verb FROM audit_act WHERE verb LIKE '%ballot%' OR verb LIKE '%cast%'")
    assert acts == []


def test_while_it_is_open_all_sealed_ballots_look_alike(contested: Election, voted: Floor) -> None:
    assert voted.number == contested.number
    texts = [bytes(row["sealed"]) for row in whole(contested, SEALED)]
    assert len(set(texts)) == len(texts) == 6
    assert len({len(text) for text in texts}) == 1


def test_the_database_takes_no_other_result(contested: Election, voted: Floor) -> None:
    late = BoxBallot(cooperative_id=contested.by.cooperative_id, mark="ZZZZ", ballot="1")
    with inside(contested.by.cooperative_id):
        late.vote_id = SealedChoice.objects.all()[0].vote_id
    with pytest.raises(DatabaseError, match="INV-99"), inside(contested.by.cooperative_id):
        late.save(force_insert=True)
    close(voted, seed=SEED, minutes=10)
    with pytest.raises(DatabaseError, match="INV-99"), inside(contested.by.cooperative_id):
        late.save(force_insert=True)
    with inside(contested.by.cooperative_id):
        result = ElectionResult.objects.get()
        seats = list(ResultSeat.objects.all())
    result.pk, result.place = uuid.uuid4(), 2
    with pytest.raises(DatabaseError, match="INV-107"):
        _write(contested, result, seats)


def _write(held: Election, result: ElectionResult, seats: Sequence[ResultSeat]) -> None:
    with inside(held.by.cooperative_id):
        result.save(force_insert=True)
        for seat in seats:
            seat.result_id = result.id
            seat.save(force_insert=True)
