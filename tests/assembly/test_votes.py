"""Votes on the floor: who may, once, in the window; what is counted; and that nobody finds out who said what."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.db.models import Model as DatabaseModel

from assembly.floor import CALLED_ON, MOTION, Floor, called, later, open_floor
from assembly.meeting_cases import drafted
from assembly.roll_cases import federation
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast, Tally, Window
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    AlreadyVoted,
    ChairDecides,
    CountImpossible,
    MeetingInPerson,
    MeetingNotOpen,
    NothingToVote,
    NotOnRoll,
    NotPresent,
    NotTeller,
    OtherWay,
    ResolutionFound,
    RollNotFrozen,
    TellersDisagree,
    VoteNotFound,
    VoteNotOpen,
    VoteStillOpen,
    VoteUnderWay,
    WeightsNeedNames,
    WindowImpossible,
)
from rochdale.assembly.models import (
    BoxChoice,
    Channel,
    Choice,
    Meeting,
    MeetingMode,
    OpenChoice,
    Participation,
    Presence,
    RollLine,
    SealedChoice,
    Vote,
    VoteMethod,
    VoteOutcome,
)
from rochdale.assembly.queries import attendance, vote_of
from rochdale.assembly.queries.floor import VoteSeen
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.voting import motions

pytestmark = pytest.mark.slow

YES, NO, ABSTAIN = Cast(Choice.YES), Cast(Choice.NO), Cast(Choice.ABSTAIN)


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, of whom six are there: four in the hall, two online."""
    floor = open_floor(governed)
    floor.come(*floor.voters[:4])
    floor.come(*floor.voters[4:6], channel=Channel.ONLINE)
    return floor


def put(floor: Floor, method: VoteMethod, window: Window | None = None) -> int:
    return actions.put_to_vote(by=floor.by, number=floor.number, place=MOTION, method=method, window=window)


def say(floor: Floor, voter: int, cast: Cast, minutes: int = 1, vote: int = 1) -> None:
    by = floor.of(floor.voters[voter], minutes)
    actions.cast_vote(by=by, number=floor.number, vote_number=vote, cast=cast)


def close(floor: Floor, minutes: int = 5, vote: int = 1, **facts: Any) -> int | None:
    return actions.close_vote(by=later(floor.by, minutes), number=floor.number, vote_number=vote, **facts)


def seen(floor: Floor, number: int = 1) -> VoteSeen:
    with inside(floor.by.cooperative_id):
        return vote_of(meeting_id=Meeting.objects.get(number=floor.number).id, number=number)


def found_wrong(floor: Floor) -> list[str]:
    return [each.invariant for each in differences(floor.by.cooperative_id, CHECKS)]


def slip_in(floor: Floor, row: DatabaseModel, moment: str = "") -> None:
    """Write a row past the verbs, as a faulty program would, at a moment that it tells."""
    with inside(floor.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rochdale.vote_cast_at', %s, TRUE)", [moment])
        row.save(force_insert=True)


def part_in(floor: Floor, voter_id: UUID) -> Participation:
    """That somebody voted in the first vote, not written yet."""
    with inside(floor.by.cooperative_id):
        vote, line = Vote.objects.get(), RollLine.objects.get(voter_id=voter_id)
    return Participation(
        cooperative_id=floor.by.cooperative_id, vote_id=vote.id, line_id=line.id, way="device", channel="hall"
    )


def test_who_is_there_is_known_at_each_moment(floor: Floor) -> None:
    actions.check_out(by=later(floor.by, 3), number=floor.number, person_id=floor.voters[0])
    actions.let_in_guest(
        by=later(floor.by, 4),
        number=floor.number,
        person_id=floor.outsider,
        channel=Channel.HALL,
        may_speak=True,
    )
    with inside(floor.by.cooperative_id):
        meeting_id = Meeting.objects.get(number=floor.number).id
        before = attendance(meeting_id=meeting_id, at=later(floor.by, 2).at)
        after = attendance(meeting_id=meeting_id, at=later(floor.by, 4).at)
    assert (before.voters, before.online, before.guests) == (6, 2, 0)
    assert (after.voters, after.online, after.guests) == (5, 2, 1)
    replace(floor, by=later(floor.by, 5)).come(floor.voters[0], floor.voters[1])
    assert found_wrong(floor) == []


def test_who_is_not_on_the_roll_is_not_let_in_to_vote(floor: Floor) -> None:
    with pytest.raises(NotOnRoll):
        floor.come(floor.outsider)
    with pytest.raises(NotAllowed):
        actions.check_in(
            by=floor.of(floor.voters[6]), number=floor.number, person_id=floor.voters[6], channel=Channel.HALL
        )
    with inside(floor.by.cooperative_id):
        row = Presence.objects.get(person_id=floor.voters[0])
    row.pk, row.person_id = uuid.uuid4(), floor.outsider
    with pytest.raises(DatabaseError, match="INV-87"):
        slip_in(floor, row)


def test_nobody_comes_online_to_a_meeting_that_is_held_in_a_hall_alone(governed: Acting) -> None:
    floor = open_floor(governed, mode=MeetingMode.IN_PERSON)
    with pytest.raises(MeetingInPerson):
        floor.come(floor.voters[0], channel=Channel.ONLINE)
    floor.come(floor.voters[1])
    with inside(floor.by.cooperative_id):
        row, line = Presence.objects.get(), RollLine.objects.get(voter_id=floor.voters[0])
    row.pk, row.person_id, row.line_id = uuid.uuid4(), floor.voters[0], line.id
    row.channel = Channel.ONLINE
    with pytest.raises(DatabaseError, match="INV-87"):
        slip_in(floor, row)
    row.channel = Channel.HALL
    slip_in(floor, row)


def test_nobody_comes_before_the_roll_is_frozen_or_to_a_draft(floor: Floor) -> None:
    other = drafted(floor.by)
    with pytest.raises(MeetingNotOpen):
        actions.check_in(by=floor.by, number=other, person_id=floor.voters[0], channel=Channel.HALL)
    other = called(floor.by)
    with pytest.raises(RollNotFrozen):
        actions.check_in(by=floor.by, number=other, person_id=floor.voters[0], channel=Channel.HALL)
    with pytest.raises(MeetingNotOpen):
        actions.put_to_vote(by=floor.by, number=other, place=MOTION, method=VoteMethod.OPEN)
    with pytest.raises(RollNotFrozen):
        actions.open_meeting(by=floor.by, number=other)


def test_an_open_vote_is_counted_with_names(floor: Floor) -> None:
    assert put(floor, VoteMethod.OPEN) == 1
    for voter, cast in enumerate((YES, YES, YES, NO, ABSTAIN)):
        say(floor, voter, cast)
    assert close(floor) == 1
    outcome = seen(floor).outcome
    assert outcome is not None
    assert (outcome.yes, outcome.no, outcome.abstain, outcome.present, outcome.is_adopted) == (
        3,
        1,
        1,
        6,
        True,
    )
    with inside(floor.by.cooperative_id):
        assert OpenChoice.objects.filter(choice=Choice.YES).count() == 3
    assert found_wrong(floor) == []
    with pytest.raises(ResolutionFound):
        put(floor, VoteMethod.OPEN)


def test_one_votes_once_over_all_ways(floor: Floor) -> None:
    put(floor, VoteMethod.SECRET)
    say(floor, 0, Cast(Choice.YES, "AAAA"))
    with pytest.raises(AlreadyVoted):
        say(floor, 0, Cast(Choice.NO, "BBBB"))
    with pytest.raises(AlreadyVoted):
        actions.give_paper(
            by=later(floor.by, 2), number=floor.number, vote_number=1, voter_id=floor.voters[0]
        )
    actions.give_paper(by=later(floor.by, 2), number=floor.number, vote_number=1, voter_id=floor.voters[1])
    with pytest.raises(AlreadyVoted):
        say(floor, 1, Cast(Choice.NO, "BBBB"), minutes=3)


def test_of_many_at_once_for_one_voter_one_is_taken(floor: Floor) -> None:
    put(floor, VoteMethod.SECRET)
    taken: list[bool] = []

    def vote(mark: str) -> None:
        try:
            say(floor, 0, Cast(Choice.YES, mark))
        except AlreadyVoted:
            taken.append(False)
        else:
            taken.append(True)
        finally:
            connection.close()

    threads = [threading.Thread(target=vote, args=[f"M{place}"]) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 5 + [True]
    with inside(floor.by.cooperative_id):
        assert (Participation.objects.count(), SealedChoice.objects.count()) == (1, 1)


def test_who_may_not_vote_is_refused(floor: Floor) -> None:
    put(floor, VoteMethod.OPEN)
    with pytest.raises(NotPresent):
        say(floor, 6, YES)
    with pytest.raises(NotOnRoll):
        actions.cast_vote(by=floor.of(floor.outsider, 1), number=floor.number, vote_number=1, cast=YES)
    with pytest.raises(VoteNotFound):
        say(floor, 0, YES, vote=2)
    close(floor)
    with pytest.raises(VoteNotOpen):
        say(floor, 0, YES, minutes=6)


def test_a_line_of_another_meeting_does_not_vote(floor: Floor) -> None:
    elsewhere = open_floor(floor.by, 3)
    put(floor, VoteMethod.OPEN)
    with pytest.raises(DatabaseError, match="INV-98"):
        slip_in(floor, part_in(floor, elsewhere.voters[0]), later(floor.by, 1).at.isoformat())


@pytest.mark.parametrize("minutes", [None, -1, 60])
def test_the_database_takes_no_vote_without_its_moment_or_after_it(floor: Floor, minutes: int | None) -> None:
    put(floor, VoteMethod.OPEN, Window(closes_at=later(floor.by, 60).at))
    moment = "" if minutes is None else later(floor.by, minutes).at.isoformat()
    with pytest.raises(DatabaseError, match="INV-98"):
        slip_in(floor, part_in(floor, floor.voters[0]), moment)


def test_hands_are_counted_by_two_tellers_who_agree(floor: Floor) -> None:
    put(floor, VoteMethod.HANDS)
    one, other = floor.tellers()
    with pytest.raises(NotTeller):
        actions.enter_count(
            by=floor.of(floor.voters[2]), number=floor.number, vote_number=1, tally=Tally(3, 1, 0)
        )
    with pytest.raises(OtherWay):
        say(floor, 0, YES)
    say(floor, 4, NO)  # online: by device
    with pytest.raises(TellersDisagree):
        close(floor)
    actions.enter_count(by=one, number=floor.number, vote_number=1, tally=Tally(3, 1, 0))
    actions.enter_count(by=other, number=floor.number, vote_number=1, tally=Tally(2, 1, 1))
    with pytest.raises(TellersDisagree):
        close(floor)
    actions.enter_count(by=other, number=floor.number, vote_number=1, tally=Tally(3, 1, 0))
    assert close(floor) == 1
    outcome = seen(floor).outcome
    assert outcome is not None
    assert (outcome.yes, outcome.no, outcome.participants) == (3, 2, 1)
    assert found_wrong(floor) == []


def test_more_hands_than_people_are_refused(floor: Floor) -> None:
    put(floor, VoteMethod.HANDS)
    for teller in floor.tellers():
        actions.enter_count(by=teller, number=floor.number, vote_number=1, tally=Tally(6, 1, 0))
    with pytest.raises(CountImpossible):
        close(floor)


def test_papers_are_counted_with_devices_and_never_more_than_were_given(floor: Floor) -> None:
    put(floor, VoteMethod.SECRET)
    one, other = floor.tellers()
    for voter in range(2):
        actions.give_paper(
            by=later(floor.by, 1), number=floor.number, vote_number=1, voter_id=floor.voters[voter],
            is_assisted=voter == 1,
        )  # fmt: skip
    say(floor, 2, Cast(Choice.NO, "QQQQ"))
    for teller in (one, other):
        actions.enter_count(by=teller, number=floor.number, vote_number=1, tally=Tally(1, 1, 0, 0, 1))
    with pytest.raises(CountImpossible):
        close(floor)
    for teller in (one, other):
        actions.enter_count(by=teller, number=floor.number, vote_number=1, tally=Tally(1, 0, 0, 1))
    assert close(floor) == 1
    outcome = seen(floor).outcome
    assert outcome is not None
    assert (outcome.yes, outcome.no, outcome.blank, outcome.participants) == (1, 1, 1, 3)
    assert found_wrong(floor) == []
    with inside(floor.by.cooperative_id):
        assert Participation.objects.filter(is_assisted=True).count() == 1


def test_a_roll_call_is_written_down_by_who_keeps_the_minutes(floor: Floor) -> None:
    put(floor, VoteMethod.ROLL_CALL)
    with pytest.raises(OtherWay):
        say(floor, 0, YES)
    for voter, choice in enumerate((Choice.YES, Choice.NO, Choice.YES)):
        actions.call_out(
            by=later(floor.by, 1),
            number=floor.number,
            vote_number=1,
            voter_id=floor.voters[voter],
            choice=choice,
        )
    assert close(floor) == 1
    assert found_wrong(floor) == []


def test_ways_that_do_not_belong_to_the_method_are_refused(floor: Floor) -> None:
    put(floor, VoteMethod.OPEN)
    voter = {"number": floor.number, "vote_number": 1, "voter_id": floor.voters[0]}
    with pytest.raises(OtherWay):
        actions.give_paper(by=later(floor.by, 1), **voter)
    with pytest.raises(OtherWay):
        actions.call_out(by=later(floor.by, 1), choice=Choice.YES, **voter)
    one, _ = floor.tellers()
    with pytest.raises(OtherWay):
        actions.enter_count(by=one, number=floor.number, vote_number=1, tally=Tally(1, 0, 0))


def test_what_cannot_be_put_is_said(floor: Floor) -> None:
    with pytest.raises(NothingToVote):
        actions.put_to_vote(by=floor.by, number=floor.number, place=1, method=VoteMethod.OPEN)
    with pytest.raises(WindowImpossible):
        put(floor, VoteMethod.OPEN, Window(closes_at=floor.by.at))
    put(floor, VoteMethod.OPEN)
    with pytest.raises(VoteUnderWay):
        put(floor, VoteMethod.SECRET)
    actions.withdraw_vote(
        by=later(floor.by, 1), number=floor.number, vote_number=1, words="The text was wrong."
    )
    with pytest.raises(VoteNotOpen):
        actions.withdraw_vote(by=later(floor.by, 2), number=floor.number, vote_number=1, words="Again.")
    assert put(floor, VoteMethod.SECRET) == 2
    assert found_wrong(floor) == []


def test_a_window_may_lie_after_the_meeting_and_is_kept_to_the_minute(floor: Floor) -> None:
    opens, closes = later(floor.by, 120).at, later(floor.by, 120).at + timedelta(days=4)
    put(floor, VoteMethod.SECRET, Window(opens, closes))
    with pytest.raises(VoteNotOpen):
        say(floor, 0, Cast(Choice.YES, "AAAA"), minutes=119)
    actions.close_meeting(by=later(floor.by, 100), number=floor.number)
    # Who was not at the meeting votes as well (rule Q-36).
    say(floor, 6, Cast(Choice.YES, "BBBB"), minutes=120)
    with pytest.raises(VoteStillOpen):
        close(floor, minutes=121)
    end = 120 + 4 * 24 * 60
    with pytest.raises(VoteNotOpen):
        say(floor, 0, Cast(Choice.YES, "AAAA"), minutes=end)
    assert close(floor, minutes=end) == 1
    outcome = seen(floor).outcome
    assert outcome is not None
    assert outcome.present == 7
    assert found_wrong(floor) == []


def amended(by: Acting, **values: Any) -> Acting:
    cooperatives.amend_bylaw(
        by=by, changes=[BylawChange(name, value) for name, value in values.items()], effective_from=by.on,
        resolution="Test",
    )  # fmt: skip
    return by


def test_without_its_quorum_nothing_is_decided(governed: Acting) -> None:
    floor = open_floor(amended(governed, quorum_members=3, quorum_at_opening_suffices=False))
    floor.come(*floor.voters[:2])
    put(floor, VoteMethod.OPEN)
    say(floor, 0, YES)
    assert close(floor) is None
    outcome = seen(floor).outcome
    assert outcome is not None
    assert (outcome.yes, outcome.resolution) == (1, None)
    assert found_wrong(floor) == []
    assert put(floor, VoteMethod.OPEN) == 2


def test_a_quorum_at_the_opening_suffices_where_the_bylaws_say_so(governed: Acting) -> None:
    floor = open_floor(amended(governed, quorum_members=2))
    # They came before it was opened, at the same instant.
    floor.come(*floor.voters[:3])
    for voter in floor.voters[1:3]:
        actions.check_out(by=later(floor.by, 1), number=floor.number, person_id=voter)
    put(floor, VoteMethod.OPEN)
    say(floor, 0, YES, minutes=2)
    assert close(floor) == 1
    assert found_wrong(floor) == []


def test_the_chair_decides_a_tie_where_the_bylaws_say_so(governed: Acting) -> None:
    floor = open_floor(amended(governed, chair_casting_vote=True))
    floor.come(*floor.voters[:2])
    put(floor, VoteMethod.OPEN)
    say(floor, 0, YES)
    say(floor, 1, NO)
    with pytest.raises(ChairDecides):
        close(floor)
    assert close(floor, casting_vote=motions.Vote.YES) == 1
    outcome = seen(floor).outcome
    assert outcome is not None
    assert outcome.is_adopted is True
    assert found_wrong(floor) == []


def choices(floor: Floor) -> list[Choice]:
    return [Choice.YES, Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.YES, Choice.NO]


@pytest.fixture
def secret(floor: Floor) -> Floor:
    """A secret vote in which six said what `choices` says, and which is closed."""
    put(floor, VoteMethod.SECRET)
    for voter, (choice, mark) in enumerate(zip(choices(floor), "FBDACE", strict=True)):
        say(floor, voter, Cast(choice, mark * 4), minutes=voter + 1)
    return floor


def test_a_secret_vote_gives_each_a_mark_to_find_it_again(secret: Floor) -> None:
    assert close(secret, minutes=10) == 1
    with inside(secret.by.cooperative_id):
        box = dict(BoxChoice.objects.values_list("mark", "choice"))
        assert SealedChoice.objects.count() == 0
    assert box == {mark * 4: choice for mark, choice in zip("FBDACE", choices(secret), strict=True)}
    assert found_wrong(secret) == []


PARTICIPATIONS = "SELECT xmin::text, ctid::text, * FROM assembly_participation ORDER BY ctid"
SEALED = "SELECT xmin::text, ctid::text, * FROM assembly_sealedchoice ORDER BY ctid"
BOX = "SELECT xmin::text, ctid::text, * FROM assembly_boxchoice ORDER BY ctid"


def whole(floor: Floor, statement: str) -> list[dict[str, Any]]:
    """Every column that there is, with those that the database keeps for itself."""
    with inside(floor.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_once_it_is_closed_no_column_joins_voters_and_choices(secret: Floor) -> None:
    close(secret, minutes=10)
    voters, box = whole(secret, PARTICIPATIONS), whole(secret, BOX)
    assert (len(voters), len(box)) == (6, 6)
    shared = {"cooperative_id", "vote_id"}  # the same in all rows
    for ours in voters[0].keys() - shared - {"way", "channel", "is_assisted", "ctid"}:
        told = {str(row[ours]) for row in voters}
        for theirs in box[0].keys() - shared - {"choice", "ctid"}:
            assert told.isdisjoint({str(row[theirs]) for row in box}), (ours, theirs)
    # One transaction wrote the whole box, whatever the order in which they came.
    assert len({row["xmin"] for row in box}) == 1
    # No row tells a time, and no act tells of a voter.
    kinds = {type(value) for row in (*voters, *box) for value in row.values()}
    assert kinds <= {str, uuid.UUID, bool}
    acts = whole(secret, "SELECT verb FROM audit_act WHERE verb LIKE '%vote%' OR verb LIKE '%cast%'")
    assert sorted(act["verb"] for act in acts) == ["assembly.close_vote", "assembly.put_to_vote"]


def test_while_it_is_open_the_database_alone_reads_no_choice(secret: Floor) -> None:
    # What is possible: a sealed choice and its voter are written by one transaction, and so come from it together.
    voters, sealed = whole(secret, PARTICIPATIONS), whole(secret, SEALED)
    order = sorted(
        [(int(row["xmin"]), "sealed") for row in sealed] + [(int(row["xmin"]), "voter") for row in voters]
    )
    assert [kind for _number, kind in order] == ["sealed", "voter"] * len(voters)
    # What is not: to read one. They are of one length, none alike, and have no word in them.
    texts = [bytes(row["sealed"]) for row in sealed]
    assert len({len(text) for text in texts}) == 1
    assert len(set(texts)) == len(texts)
    assert not any(word in text for text in texts for word in (b"yes", b"no", b"abstain", b"AAAA"))


def test_the_database_keeps_the_urn(secret: Floor) -> None:
    with pytest.raises(DatabaseError, match="INV-99"), inside(secret.by.cooperative_id):
        SealedChoice.objects.all().delete()
    with inside(secret.by.cooperative_id):
        row = SealedChoice.objects.filter(vote_id=Vote.objects.get().id)[0]
    row.pk = (row.cooperative_id, row.vote_id, uuid.uuid4())
    with pytest.raises(DatabaseError, match="INV-98"):
        slip_in(secret, row)
    close(secret, minutes=10)
    late = BoxChoice(cooperative_id=row.cooperative_id, vote_id=row.vote_id, mark="ZZZZ", choice=Choice.YES)
    with pytest.raises(DatabaseError, match="INV-99"):
        slip_in(secret, late)


def test_an_outcome_that_says_other_than_the_rows_is_refused(secret: Floor) -> None:
    close(secret, minutes=10)
    put_again = open_floor(secret.by, 2)
    put_again.come(*put_again.voters)
    put(put_again, VoteMethod.OPEN)
    say(put_again, 0, YES)
    with inside(secret.by.cooperative_id):
        known = VoteOutcome.objects.get()
        known.vote_id = Vote.objects.exclude(id=known.vote_id).get().id
    with pytest.raises(DatabaseError, match="INV-99"):
        slip_in(secret, known)


def test_only_who_runs_the_meeting_closes_a_vote(floor: Floor) -> None:
    put(floor, VoteMethod.OPEN)
    with pytest.raises(NotAllowed):
        actions.close_vote(by=floor.of(floor.voters[0], 5), number=floor.number, vote_number=1)
    with pytest.raises(NotAllowed):
        actions.close_vote(
            by=replace(later(floor.by, 5), person_id=uuid.uuid4()), number=floor.number, vote_number=1
        )


def test_delegates_vote_by_name_with_the_weight_of_their_caisse(database: str, slug: str) -> None:
    by = federation(slug)
    cap = Fraction(2, 3)
    amended(replace(by, on=CALLED_ON), delegate_members_step=1000, delegate_votes_cap_fraction=cap)
    number = called(by)
    actions.draw_roll(by=by, number=number, counted={1: 9500, 2: 2100, 3: 999})
    actions.freeze_roll(by=by, number=number)
    actions.open_meeting(by=by, number=number)
    with inside(by.cooperative_id):
        own = {line.number: line.voter_id for line in RollLine.objects.exclude(voter_id=None)}
    voters = tuple(own[place] for place in range(1, 5))
    hall = Floor(by, number, voters, voters[0])
    hall.come(*voters)
    for method in (VoteMethod.HANDS, VoteMethod.SECRET):
        with pytest.raises(WeightsNeedNames):
            put(hall, method)
    put(hall, VoteMethod.OPEN)
    say(hall, 0, NO)
    for voter in (1, 2, 3):
        say(hall, voter, YES)
    assert close(hall) == 1
    outcome = seen(hall).outcome
    assert outcome is not None
    # Three caisses say yes, and the one that says no has more members than they together.
    assert (outcome.yes, outcome.no, outcome.present, outcome.participants) == (5, 10, 15, 4)
    assert outcome.is_adopted is False
    assert found_wrong(hall) == []
