"""The roll of a meeting: drawn from the register of the record date, challenged, corrected, frozen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext

from assembly.roll_cases import (
    ANNE,
    CHOIR,
    HELD_ON,
    JULES,
    LONG_AGO,
    LUC,
    MARC,
    MILL,
    RECORD_DATE,
    THEATRE,
    ZOE,
    drawn,
    federation,
    found_wrong,
    founded,
    later,
    lines,
    member,
    officer,
    person_of,
    plan,
    reasons,
    seen,
)
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import (
    MeetingKind,
    Roll,
    RollAnswer,
    RollChallenge,
    RollCorrection,
    RollFreeze,
    RollLine,
)
from rochdale.audit.checks import differences
from rochdale.cooperatives.actions import BylawChange, amend_bylaw
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import BoardVote, DepartureCause, Newcomer, Particulars, Right
from rochdale.membership.errors import WordsMissing
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason, hash_of

pytestmark = pytest.mark.slow

DRAWN = {
    LUC: ["too_recent"],
    ZOE: ["minor"],
    MARC: ["auxiliary"],
    THEATRE: ["no_representative"],
    MILL: ["representative_is_member"],
}
UNTIL = HELD_ON - timedelta(days=3)


@pytest.fixture
def caisse(database: str, slug: str) -> Acting:
    """The program in a caisse with a member in each way to stand."""
    return founded(slug)


def on_freezing_day(by: Acting) -> Acting:
    return later(by, days=(UNTIL - by.on).days + 1)


def test_a_roll_tells_who_votes_and_every_reason_why_not(caisse: Acting) -> None:
    number = drawn(caisse)
    assert reasons(caisse, number) == DRAWN
    own = lines(caisse, number)
    assert own[ANNE].voter_id == own[MILL].voter_id == person_of(caisse, ANNE)
    assert own[CHOIR].voter_id not in {None, own[CHOIR].person_id}
    assert {line.votes for line in own.values() if not line.reasons} == {1}
    roll = seen(caisse, number)
    assert (roll.record_date, roll.held_on, roll.challenged_until) == (RECORD_DATE, HELD_ON, UNTIL)
    with inside(caisse.cooperative_id):
        counts = queries.roll_counts(roll.id)
    assert (counts.lines, counts.entitled, counts.votes) == (8, 3, 3)
    assert counts.by_reason[Reason.MINOR] == 1
    assert found_wrong(caisse) == []


def test_several_reasons_are_all_told(caisse: Acting) -> None:
    membership.suspend_rights(
        by=caisse, number=LUC, rights=[Right.VOTE], until_on=date(2027, 5, 20), from_on=caisse.on,
        ground="fraud", words="see", vote=BoardVote(4, 1, 0, 5),
    )  # fmt: skip
    number = drawn(later(caisse, minutes=5), record_date=caisse.on)
    assert reasons(caisse, number)[LUC] == ["suspended", "too_recent"]
    assert found_wrong(caisse) == []


def test_who_joined_on_the_record_date_is_on_the_roll(caisse: Acting) -> None:
    amend_bylaw(
        by=caisse, changes=[BylawChange("membership_days_before_meeting", 0)], effective_from=caisse.on,
        resolution="2026-40",
    )  # fmt: skip
    late = later(caisse, minutes=5)
    membership.register_members(by=late, newcomers=[Newcomer(Particulars("Côté", "Lise"), caisse.on)])
    number = drawn(later(late, minutes=5), record_date=caisse.on)
    assert 9 in lines(caisse, number)
    assert 9 not in reasons(caisse, number)
    assert LUC not in reasons(caisse, number)
    day_before = drawn(later(late, minutes=5), record_date=caisse.on - timedelta(days=1))
    assert 9 not in lines(caisse, day_before)


@pytest.mark.parametrize(
    ("held_on", "is_minor"),
    [(date(2027, 2, 27), True), (date(2027, 2, 28), False), (date(2027, 3, 1), False)],
)
def test_who_was_born_on_a_leap_day_comes_of_age_on_the_last_of_february(
    database: str,
    slug: str,
    held_on: date,
    is_minor: bool,  # noqa: FBT001  # a case of the table
) -> None:
    leap = Particulars("Bélanger", "Noé", birth_date=date(2009, 2, 28).replace(year=2009))
    born = replace(leap, birth_date=date(2008, 2, 29))
    by = founded(slug, people=[Newcomer(born, LONG_AGO.replace(year=2020))])
    eighteen = drawn(by, held_on=held_on.replace(year=2026, month=12, day=20))
    assert reasons(by, eighteen) == {}  # of age since 28 February 2026
    other = founded(f"{slug}-2", people=[Newcomer(leap, LONG_AGO.replace(year=2020))])
    assert (reasons(other, drawn(other, held_on=held_on)) == {1: ["minor"]}) is is_minor


def test_who_left_between_the_record_date_and_the_meeting_has_no_vote(caisse: Acting) -> None:
    tomorrow = later(caisse, days=1)
    membership.end_membership(by=tomorrow, number=ANNE, left_on=tomorrow.on)
    by = later(tomorrow, minutes=5)
    number = drawn(by)
    assert reasons(by, number)[ANNE] == ["has_left"]
    assert found_wrong(by) == []


def test_who_died_before_the_meeting_has_no_vote(caisse: Acting) -> None:
    tomorrow = later(caisse, days=1)
    membership.report_end(
        by=tomorrow, number=ANNE, cause=DepartureCause.DEATH, on=tomorrow.on, words="a letter of the family"
    )
    by = later(tomorrow, minutes=5)
    assert reasons(by, drawn(by))[ANNE] == ["has_ended"]


def test_what_is_learnt_after_the_drawing_changes_no_roll_and_alarms_no_audit(caisse: Acting) -> None:
    number = drawn(caisse)
    after = later(caisse, days=2)
    membership.register_members(
        by=after, newcomers=[Newcomer(Particulars("Côté", "Lise"), RECORD_DATE - timedelta(days=200))]
    )
    membership.change_class(
        by=after, number=ANNE, member_class=membership.MemberClass.AUXILIARY, effective_on=RECORD_DATE
    )
    membership.end_representation(by=after, member_number=CHOIR, on=RECORD_DATE)
    membership.end_membership(by=after, number=JULES, left_on=after.on)
    assert reasons(caisse, number) == DRAWN
    assert found_wrong(after) == []
    # Drawn again today, it is another.
    assert actions.draw_roll(by=later(after, minutes=5), number=number) == 2
    # Anne, auxiliary now, may stand for the mill.
    assert set(reasons(caisse, number)) == {*DRAWN, ANNE, CHOIR, JULES} - {MILL}
    assert 9 in lines(caisse, number)
    assert found_wrong(after) == []


def test_a_roll_needs_its_record_date_and_a_meeting_of_members(caisse: Acting) -> None:
    with pytest.raises(errors.RecordDateAhead) as caught:
        drawn(caisse, record_date=caisse.on + timedelta(days=1))
    assert caught.value.record_date == caisse.on + timedelta(days=1)
    number = actions.draft_meeting(by=caisse, draft=replace(plan(), kind=MeetingKind.BOARD))
    with pytest.raises(errors.RollNotNeeded):
        actions.draw_roll(by=caisse, number=number)
    with pytest.raises(errors.MeetingNotFound):
        actions.draw_roll(by=caisse, number=99)
    with pytest.raises(errors.RollNotDrawn):
        actions.freeze_roll(by=caisse, number=number)
    with pytest.raises(errors.RollNotDrawn), inside(caisse.cooperative_id):
        queries.roll(number)
    with pytest.raises(errors.MeetingNotFound), inside(caisse.cooperative_id):
        queries.roll(99)


def test_founders_vote_from_the_first_day(caisse: Acting) -> None:
    number = actions.draft_meeting(by=caisse, draft=replace(plan(), kind=MeetingKind.ORGANIZATION))
    actions.draw_roll(by=caisse, number=number)
    assert LUC not in reasons(caisse, number)


def test_a_roll_is_not_drawn_of_a_meeting_that_will_not_be_held(caisse: Acting) -> None:
    number = drawn(caisse)
    actions.call_meeting(by=caisse, number=number)
    actions.cancel_meeting(by=caisse, number=number, words="The hall burned.")
    with pytest.raises(errors.RollTooLate):
        actions.draw_roll(by=caisse, number=number)


def test_only_who_runs_meetings_draws_corrects_and_freezes(caisse: Acting) -> None:
    number = drawn(caisse)
    teller = officer(caisse, OfficeKind.TELLER)
    for attempt in (
        lambda: actions.draw_roll(by=teller, number=number),
        lambda: actions.correct_line(by=teller, number=number, member_number=LUC, reasons=(), words="x"),
        lambda: actions.answer_challenge(by=teller, number=number, challenge=1, is_upheld=False, words="x"),
        lambda: actions.freeze_roll(by=teller, number=number),
        lambda: actions.challenge_line(
            by=replace(teller, for_person_id=person_of(caisse, LUC)),
            number=number,
            member_number=LUC,
            words="x",
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_member_challenges_the_own_exclusion_and_is_put_on_the_roll(caisse: Acting) -> None:
    number = drawn(caisse)
    place = actions.challenge_line(
        by=member(caisse, LUC), number=number, member_number=LUC, words="I joined in 2019."
    )
    assert place == 1
    with pytest.raises(errors.ChallengeWaiting):
        actions.challenge_line(by=member(caisse, LUC), number=number, member_number=LUC, words="Again.")
    secretary = officer(later(caisse, days=1))
    actions.answer_challenge(
        by=secretary, number=number, challenge=1, is_upheld=True, words="The old register says so."
    )
    own = lines(caisse, number)[LUC]
    assert (own.drawn, own.reasons, own.votes) == ((Reason.TOO_RECENT,), (), 1)
    with inside(caisse.cooperative_id):
        [told] = queries.challenges(seen(caisse, number).id)
        [beside] = queries.corrections_of(own.id)
    assert (told.is_upheld, told.answer_words, told.challenger_id) == (
        True, "The old register says so.", person_of(caisse, LUC),
    )  # fmt: skip
    assert (beside.reasons, beside.words) == ((), "The old register says so.")
    with pytest.raises(errors.ChallengeAnswered):
        actions.answer_challenge(by=secretary, number=number, challenge=1, is_upheld=False, words="No.")
    with pytest.raises(errors.ChallengeNotFound):
        actions.answer_challenge(by=secretary, number=number, challenge=2, is_upheld=False, words="No.")
    assert found_wrong(secretary) == []


def test_a_member_challenges_that_another_is_on_the_roll(caisse: Acting) -> None:
    number = drawn(caisse)
    rose = replace(caisse, person_id=lines(caisse, number)[CHOIR].voter_id)  # she votes for the choir
    actions.challenge_line(by=rose, number=number, member_number=JULES, words="He moved away.")
    secretary = officer(later(caisse, days=1))
    actions.answer_challenge(
        by=secretary, number=number, challenge=1, is_upheld=False, words="He lives here again."
    )
    assert JULES not in reasons(caisse, number)
    actions.challenge_line(by=later(rose, days=1), number=number, member_number=JULES, words="He does not.")
    actions.answer_challenge(
        by=secretary, number=number, challenge=2, is_upheld=True, words="True.", reasons=[Reason.CORRECTED]
    )
    assert reasons(caisse, number)[JULES] == ["corrected"]
    assert found_wrong(secretary) == []


def test_a_challenge_has_a_point_a_reason_and_a_member(caisse: Acting) -> None:
    number = drawn(caisse)

    def challenge(by: Acting, member_number: int, words: str = "wrong") -> None:
        actions.challenge_line(by=by, number=number, member_number=member_number, words=words)

    with pytest.raises(errors.ChallengePointless):
        challenge(member(caisse, ANNE), ANNE)
    with pytest.raises(errors.ChallengePointless):
        challenge(member(caisse, ANNE), LUC)
    with pytest.raises(errors.RollLineNotFound):
        challenge(member(caisse, ANNE), 99)
    with pytest.raises(errors.NotOnThisRoll):
        challenge(officer(caisse, OfficeKind.TELLER), ANNE)
    with pytest.raises(WordsMissing):
        challenge(member(caisse, LUC), LUC, "  ")
    with pytest.raises(errors.ChallengeTooLate) as caught:
        challenge(on_freezing_day(member(caisse, LUC)), LUC)
    assert caught.value.until == UNTIL
    challenge(later(member(caisse, LUC), days=(UNTIL - caisse.on).days), LUC)


def test_nobody_decides_in_the_own_matter(caisse: Acting) -> None:
    number = drawn(caisse)
    anne = officer(caisse, OfficeKind.SECRETARY, person_of(caisse, ANNE))
    actions.challenge_line(by=anne, number=number, member_number=JULES, words="He moved away.")
    with pytest.raises(OwnMatter):  # she challenged
        actions.answer_challenge(by=anne, number=number, challenge=1, is_upheld=False, words="No.")
    for own in (ANNE, MILL):
        with pytest.raises(OwnMatter):
            actions.correct_line(by=anne, number=number, member_number=own, reasons=(), words="I may.")


def test_a_line_is_corrected_beside_what_was_drawn(caisse: Acting) -> None:
    number = drawn(caisse)

    def correct(member_number: int, *whys: Reason, words: str = "the file") -> None:
        actions.correct_line(by=caisse, number=number, member_number=member_number, reasons=whys, words=words)

    correct(ANNE, Reason.HAS_LEFT)
    assert reasons(caisse, number)[ANNE] == ["has_left"]
    correct(ANNE)
    own = lines(caisse, number)[ANNE]
    assert (own.reasons, own.is_corrected) == ((), False)
    with inside(caisse.cooperative_id):
        assert len(queries.corrections_of(own.id)) == 2
    with pytest.raises(errors.CorrectionPointless):
        correct(ANNE)
    with pytest.raises(errors.VoterMissing):
        correct(THEATRE)
    with pytest.raises(errors.RollLineNotFound):
        correct(99)
    with pytest.raises(WordsMissing):
        correct(LUC, words="")
    assert found_wrong(caisse) == []


def test_what_was_said_about_a_roll_is_not_lost_by_drawing_again(caisse: Acting) -> None:
    number = drawn(caisse)
    assert actions.draw_roll(by=caisse, number=number) == 2
    actions.correct_line(by=caisse, number=number, member_number=LUC, reasons=(), words="the file")
    with pytest.raises(errors.RollContested):
        actions.draw_roll(by=caisse, number=number)
    # A meeting that is moved has another roll.
    actions.plan_meeting(by=caisse, number=number, draft=plan(HELD_ON + timedelta(days=30)))
    with pytest.raises(errors.RollOutOfDate):
        actions.freeze_roll(by=on_freezing_day(caisse), number=number)
    assert actions.draw_roll(by=caisse, number=number) == 3
    assert reasons(caisse, number)[LUC] == ["too_recent"]
    assert found_wrong(caisse) == []


def test_a_roll_is_frozen_when_nothing_waits_and_its_hash_is_that_of_its_text(caisse: Acting) -> None:
    number = drawn(caisse)
    actions.challenge_line(by=member(caisse, LUC), number=number, member_number=LUC, words="I joined before.")
    with pytest.raises(errors.RollStillOpen) as early:
        actions.freeze_roll(by=caisse, number=number)
    assert early.value.until == UNTIL
    by = on_freezing_day(caisse)
    with pytest.raises(errors.ChallengesWaiting) as waiting:
        actions.freeze_roll(by=by, number=number)
    assert waiting.value.waiting == 1
    actions.answer_challenge(by=by, number=number, challenge=1, is_upheld=True, words="True.")
    published = actions.freeze_roll(by=later(by, minutes=1), number=number)
    roll = seen(caisse, number)
    assert roll.frozen is not None
    assert (roll.frozen.hash, roll.frozen.entitled, roll.frozen.frozen_on) == (published, 4, by.on)
    with inside(caisse.cooperative_id):
        text = queries.roll_text(roll, cooperative_id=caisse.cooperative_id)
    assert hash_of(text) == published
    assert "2 1 entitled\n3 0 minor\n" in text
    assert "Tremblay" not in text
    assert found_wrong(by) == []


def frozen(by: Acting) -> int:
    number = drawn(by)
    actions.challenge_line(by=member(by, LUC), number=number, member_number=LUC, words="I joined before.")
    late = on_freezing_day(by)
    actions.answer_challenge(by=late, number=number, challenge=1, is_upheld=False, words="You did not.")
    actions.freeze_roll(by=later(late, minutes=1), number=number)
    return number


def test_nothing_changes_on_a_frozen_roll(caisse: Acting) -> None:
    number = frozen(caisse)
    for attempt in (
        lambda: actions.draw_roll(by=caisse, number=number),
        lambda: actions.challenge_line(by=member(caisse, LUC), number=number, member_number=LUC, words="x"),
        lambda: actions.answer_challenge(by=caisse, number=number, challenge=1, is_upheld=True, words="x"),
        lambda: actions.correct_line(by=caisse, number=number, member_number=LUC, reasons=(), words="x"),
        lambda: actions.freeze_roll(by=caisse, number=number),
    ):
        with pytest.raises(errors.RollFrozen):
            attempt()


def again(by: Acting, row: Any, **facts: object) -> None:
    """A row once more, under another id and with other facts."""
    for name, fact in facts.items():
        setattr(row, name, fact)
    with inside(by.cooperative_id):
        row.save(force_insert=True)


def last(by: Acting, table: Any) -> Any:
    with inside(by.cooperative_id):
        return table.objects.get() if table is not RollLine else table.objects.get(number=LUC)


@pytest.mark.parametrize(
    ("table", "facts"), [(Roll, {"version": 2}), (RollChallenge, {"place": 2}), (RollFreeze, {})]
)
def test_the_database_refuses_what_follows_a_freeze(
    caisse: Acting, table: Any, facts: dict[str, int]
) -> None:
    frozen(caisse)
    row = last(caisse, table)
    if table is not RollFreeze:
        row.id = uuid4()
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, row, **facts)


@pytest.mark.parametrize("place", [0, 9])
def test_the_database_refuses_a_line_that_is_slipped_in(caisse: Acting, place: int) -> None:
    frozen(caisse)
    newcomer = Newcomer(Particulars("Côté", "Lise"), LONG_AGO)
    [added] = membership.register_members(by=caisse, newcomers=[newcomer])
    row = last(caisse, RollLine)
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, row, id=uuid4(), place=place, member_id=added.member_id)


def correction(by: Acting, **facts: object) -> RollCorrection:
    line, roll = last(by, RollLine), last(by, Roll)
    told: dict[str, Any] = {
        "id": uuid4(), "cooperative_id": by.cooperative_id, "roll_id": roll.id, "line_id": line.id, "place": 1,
        "reasons": [], "words": "x", "on_date": by.on, "at": by.at, "act_id": roll.act_id,
    }  # fmt: skip
    return RollCorrection(**told | facts)


def test_the_database_refuses_a_correction_of_a_frozen_roll(caisse: Acting) -> None:
    frozen(caisse)
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, correction(caisse))


def test_the_database_refuses_a_correction_that_nobody_could_use(caisse: Acting) -> None:
    drawn(caisse)
    with inside(caisse.cooperative_id):
        alone = RollLine.objects.get(number=THEATRE)
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, correction(caisse, line_id=alone.id))
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, correction(caisse, place=2))


def test_the_database_upholds_a_challenge_only_with_its_correction(caisse: Acting) -> None:
    number = drawn(caisse)
    actions.challenge_line(by=member(caisse, LUC), number=number, member_number=LUC, words="I joined before.")
    challenge = last(caisse, RollChallenge)
    answer = RollAnswer(
        cooperative_id=caisse.cooperative_id, challenge_id=challenge.id, is_upheld=True, words="x",
        on_date=caisse.on, at=caisse.at, act_id=challenge.act_id,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, answer)


@pytest.mark.parametrize("table", [Roll, RollLine, RollChallenge, RollAnswer, RollFreeze])
def test_no_row_of_a_roll_is_rewritten_or_taken_away(caisse: Acting, table: Any) -> None:
    frozen(caisse)
    with pytest.raises(DatabaseError), inside(caisse.cooperative_id):
        table.objects.update(act_id=caisse.cooperative_id) if table is not RollLine else table.objects.update(
            weight=2
        )
    with pytest.raises(DatabaseError), inside(caisse.cooperative_id):
        table.objects.all().delete()


@pytest.mark.parametrize("facts", [{"hash": "0" * 64}, {"entitled": 4}, {"frozen_on": UNTIL}])
def test_the_database_counts_and_hashes_by_itself(caisse: Acting, facts: dict[str, Any]) -> None:
    roll = seen(caisse, drawn(caisse))
    by = on_freezing_day(caisse)
    with inside(caisse.cooperative_id):
        text = queries.roll_text(roll, cooperative_id=caisse.cooperative_id)
    freeze = RollFreeze(
        cooperative_id=caisse.cooperative_id, roll_id=roll.id, hash=hash_of(text), entitled=3, frozen_on=by.on,
        frozen_at=by.at, act_id=last(caisse, Roll).act_id,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="INV-85"):
        again(caisse, freeze, **facts)


def test_another_cooperative_has_no_part_in_a_roll(caisse: Acting, slug: str) -> None:
    number = drawn(caisse)
    elsewhere = founded(f"{slug}-2")
    with pytest.raises(errors.MeetingNotFound):
        actions.freeze_roll(by=elsewhere, number=number)
    other = drawn(elsewhere)
    theirs = lines(elsewhere, other)[LUC]
    assert theirs.id not in {line.id for line in lines(caisse, number).values()}
    with inside(caisse.cooperative_id):
        assert queries.lines_of_person(seen(caisse, number).id, person_id=theirs.person_id) == ()
        assert queries.roll_lines(seen(elsewhere, other).id).lines == ()
    with pytest.raises(errors.NotOnThisRoll):
        actions.challenge_line(
            by=replace(caisse, person_id=theirs.person_id), number=number, member_number=ANNE, words="x"
        )


def test_a_federation_counts_votes_by_members_under_a_cap(database: str, slug: str) -> None:
    by = federation(slug)
    amend_bylaw(
        by=by, resolution="2026-41", effective_from=by.on,
        changes=[
            BylawChange("delegate_members_step", 1000),
            BylawChange("delegate_votes_cap_fraction", Fraction(2, 5)),
        ],
    )  # fmt: skip
    number = actions.draft_meeting(by=by, draft=plan(record_date=by.on))
    actions.draw_roll(by=by, number=number, counted={1: 9500, 2: 2100, 3: 999, 5: 4000})
    own = lines(by, number)
    # 10, 3, 1 and 1 before the cap: of the first no more than two fifths of all. The fifth has no delegate.
    assert [own[place].votes for place in range(1, 6)] == [3, 3, 1, 1, 0]
    assert [own[place].members_counted for place in range(1, 6)] == [9500, 2100, 999, 0, 4000]
    assert reasons(by, number) == {5: ["no_representative"]}
    assert found_wrong(by) == []


def test_the_database_gives_a_member_of_a_primary_one_vote(caisse: Acting) -> None:
    drawn(caisse)
    roll, line = last(caisse, Roll), last(caisse, RollLine)
    roll.id, roll.version, line.weight = uuid4(), 2, 2
    with pytest.raises(DatabaseError, match="INV-84"), inside(caisse.cooperative_id):
        two_votes(roll, line)


def two_votes(roll: Roll, line: RollLine) -> None:
    roll.save(force_insert=True)
    line.id, line.roll_id = uuid4(), roll.id
    line.save(force_insert=True)


def test_a_challenge_and_a_freeze_at_once_are_one_after_the_other(caisse: Acting) -> None:
    number = drawn(caisse)
    late = on_freezing_day(caisse)
    on_time = replace(member(caisse, LUC), on=UNTIL)

    def attempt(who: int) -> str:
        try:
            if who:
                actions.freeze_roll(by=late, number=number)
            else:
                actions.challenge_line(by=on_time, number=number, member_number=LUC, words="I joined before.")
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, [0, 1]))
    assert told in (["challenges_waiting", "done"], ["done", "roll_frozen"])
    assert found_wrong(late) == []


def test_of_many_who_freeze_at_once_one_does(caisse: Acting) -> None:
    number = drawn(caisse)
    late = on_freezing_day(caisse)

    def attempt(_place: int) -> str:
        try:
            return actions.freeze_roll(by=late, number=number)
        except errors.RollFrozen as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(attempt, range(4)))
    assert told.count("roll_frozen") == 3


def test_fifty_thousand_members_are_drawn_and_frozen_within_seconds(caisse: Acting) -> None:
    crowd = [Newcomer(Particulars(f"Membre {place}"), LONG_AGO) for place in range(50_000)]
    membership.register_members(by=caisse, newcomers=crowd)
    by = later(caisse, minutes=5)
    started = perf_counter()
    number = drawn(by)
    drawn_seconds = perf_counter() - started
    actions.freeze_roll(by=on_freezing_day(by), number=number)
    assert drawn_seconds < 20
    assert perf_counter() - started < 40
    assert len(queries_of(lambda: search(by, number, "membre 49999"))) <= 6


def search(by: Acting, number: int, words: str) -> None:
    with inside(by.cooperative_id):
        [found] = queries.roll_search(queries.roll(number).id, cooperative_id=by.cooperative_id, search=words)
    assert found.votes == 1


def queries_of(asked: Any) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as captured:
        asked()
    return [query for query in captured.captured_queries if query["sql"].startswith("SELECT")]


def test_what_was_said_goes_with_the_particulars_and_the_roll_stays(caisse: Acting) -> None:
    number = drawn(caisse)
    luc = member(caisse, LUC)
    actions.challenge_line(by=luc, number=number, member_number=LUC, words="I, Luc, joined before.")
    actions.challenge_line(by=luc, number=number, member_number=JULES, words="Jules told me, Luc.")
    late = on_freezing_day(caisse)
    for place in (1, 2):
        actions.answer_challenge(
            by=late, number=number, challenge=place, is_upheld=True, words="Luc is right.",
            reasons=[Reason.CORRECTED] if place == 2 else [],
        )  # fmt: skip
    published = actions.freeze_roll(by=later(late, minutes=1), number=number)
    assert luc.person_id is not None
    with inside(caisse.cooperative_id):
        told = {
            each.section.key: each.records
            for each in register.whole_file(person_id=luc.person_id, on=late.on)
        }
    assert [(row["member_number"], row["votes"], row["is_frozen"]) for row in told["rolls"]] == [
        (LUC, 1, True)
    ]
    assert [row["words"] for row in told["roll_challenges"]] == [
        "I, Luc, joined before.",
        "Jules told me, Luc.",
    ]
    left = later(late, days=30)
    membership.end_membership(by=left, number=LUC, left_on=left.on)
    membership.blank_person(by=later(left, days=3000), person_id=luc.person_id)
    with inside(caisse.cooperative_id):
        said = [
            queries.challenges(seen(caisse, number).id),
            *map(queries.corrections_of, _line_ids(caisse, number)),
        ]
    assert {each.words for some in said for each in some} == {"—"}
    assert {each.answer_words for each in said[0]} == {"—"}
    frozen_roll = seen(caisse, number).frozen
    assert frozen_roll is not None
    assert frozen_roll.hash == published
    assert found_wrong(late) == []


def _line_ids(by: Acting, number: int) -> list[UUID]:
    return [line.id for line in lines(by, number).values()]


# What someone with every right might do to a frozen roll, by what is found.
TAMPERINGS = {
    "UPDATE assembly_rollline SET weight = 2 WHERE cooperative_id = %s AND number = 1": {"INV-84", "INV-85"},
    "UPDATE assembly_rollline SET reasons = '{}' WHERE cooperative_id = %s AND number = 2": {"INV-85"},
    "DELETE FROM assembly_rollline WHERE cooperative_id = %s AND number = 2": {"INV-85"},
    "UPDATE assembly_rollfreeze SET hash = repeat('0', 64) WHERE cooperative_id = %s": {"INV-85"},
    "UPDATE assembly_rollfreeze SET entitled = 9 WHERE cooperative_id = %s": {"INV-85"},
    "UPDATE assembly_rollfreeze SET frozen_on = frozen_on - 9 WHERE cooperative_id = %s": {"INV-85"},
    "UPDATE membership_person SET blanked_act_id = act_id, family_name = '—', given_names = '', sorting_name = ''"
    " WHERE cooperative_id = %s AND family_name = 'Gagnon'": {"INV-63"},
    "DELETE FROM assembly_rollanswer WHERE cooperative_id = %s": {"INV-85"},
    "UPDATE assembly_roll SET act_id = id WHERE cooperative_id = %s": {"INV-85"},
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_what_the_guards_would_have_refused(
    caisse: Acting, almighty: psycopg.Connection, tampering: str
) -> None:
    frozen(caisse)
    assert found_wrong(caisse) == []
    almighty.execute(tampering.encode(), [caisse.cooperative_id])
    assert set(found_wrong(caisse)) == TAMPERINGS[tampering]


def test_the_audit_draws_an_open_roll_again(caisse: Acting, almighty: psycopg.Connection) -> None:
    number = drawn(caisse)
    almighty.execute(
        "UPDATE assembly_rollline SET reasons = '{}' WHERE cooperative_id = %s AND number = 2",
        [caisse.cooperative_id],
    )
    [told] = [each.found for each in differences(caisse.cooperative_id, CHECKS)]
    assert told == {"meeting": str(number), "version": "1", "member": "2"}
