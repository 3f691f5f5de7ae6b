"""Leaving: withdrawal, exclusion with its hearing, majority and appeal, death; and what the database refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import (
    BoardVote,
    DepartureCause,
    Newcomer,
    Particulars,
    PersonKind,
    Registered,
)
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import DepartureFile, DepartureStepKind
from rochdale.membership.queries.departing import FOLLOWS, votes_needed
from rochdale.tenancy.actions import inside

from .conftest import TODAY

Raw = psycopg.Connection[tuple[object, ...]]
JOINED = date(2020, 2, 29)
SEVEN_FOR = BoardVote(5, 2, 0, 7)


@pytest.fixture
def governed(by: Acting) -> Acting:
    """The caisse, with the by-laws of Quebec and some notice for leavers."""
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=JOINED)
    changes = [BylawChange("withdrawal_notice_days", 30, rule="Q-22")]
    changes.append(BylawChange("expulsion_notice_min_days", 10, rule="Q-19"))
    cooperatives.amend_bylaw(by=by, changes=changes, effective_from=by.on, resolution="AGM")
    return by


@pytest.fixture
def member(governed: Acting) -> Registered:
    newcomers = [Newcomer(Particulars("Roy", "Marc"), JOINED)]
    return actions.register_members(by=governed, newcomers=newcomers)[0]


def officer(governed: Acting, office: OfficeKind) -> Acting:
    (person_id,) = actions.add_persons(by=governed, particulars=[Particulars(office.value)])
    cooperatives.appoint(by=governed, person_id=person_id, office=office)
    return replace(governed, person_id=person_id, authority=office.value)


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def file_of(by: Acting, departure_id: UUID) -> DepartureFile:
    with inside(by.cooperative_id):
        return queries.departure(departure_id=departure_id)


def left_on(by: Acting, number: int) -> date | None:
    with inside(by.cooperative_id):
        return queries.member(number=number).left_on


def clean(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def test_a_member_leaves_after_the_notice_of_the_bylaws(governed: Acting, member: Registered) -> None:
    own = replace(governed, person_id=member.person_id, authority="member")
    leaving = actions.ask_to_leave(by=own, number=member.number, words="moving away")
    found = file_of(governed, leaving)
    assert (found.last.kind, found.earliest_end) == (DepartureStepKind.ASKED, TODAY + timedelta(days=30))
    with pytest.raises(errors.TooEarly):
        actions.end_departure(by=later(governed, 29), departure_id=leaving)
    with pytest.raises(errors.OwnDeparture):
        actions.end_departure(by=later(own, 30), departure_id=leaving)
    assert left_on(governed, member.number) is None
    actions.end_departure(by=later(governed, 30), departure_id=leaving)
    assert left_on(governed, member.number) == TODAY + timedelta(days=30)
    with pytest.raises(errors.StepOutOfOrder):
        actions.take_back(by=own, departure_id=leaving)
    assert clean(governed)


def test_a_withdrawal_is_taken_back_and_asked_again(governed: Acting, member: Registered) -> None:
    own = replace(governed, person_id=member.person_id, authority="member")
    leaving = actions.ask_to_leave(by=own, number=member.number)
    with pytest.raises(errors.DepartureUnderWay):
        actions.ask_to_leave(by=governed, number=member.number)
    actions.take_back(by=own, departure_id=leaving)
    with inside(governed.cooperative_id):
        assert queries.departure_under_way(member_number=member.number) is None
    again = actions.ask_to_leave(by=own, number=member.number)
    with inside(governed.cooperative_id):
        assert [line.id for line in queries.departures_under_way()] == [again]
        assert queries.departure_under_way(member_number=member.number) == again
    assert clean(governed)


def _heard(chair: Acting, member: Registered) -> UUID:
    case = actions.propose_exclusion(by=chair, number=member.number, ground="fraud", words="forged orders")
    with pytest.raises(errors.NoticeTooShort):
        actions.notify_hearing(by=chair, departure_id=case, hearing_on=later(chair, 9).on, words="9 h")
    actions.notify_hearing(by=chair, departure_id=case, hearing_on=later(chair, 10).on, words="9 h, hall")
    with pytest.raises(errors.TooEarly):
        actions.hear(by=later(chair, 9), departure_id=case, words="came")
    actions.hear(by=later(chair, 10), departure_id=case, words="came, and denied it")
    return case


def test_an_exclusion_takes_notice_hearing_two_thirds_reasons_and_leaves_an_appeal(
    governed: Acting, member: Registered
) -> None:
    chair, secretary = officer(governed, OfficeKind.CHAIR), officer(governed, OfficeKind.SECRETARY)
    case = _heard(chair, member)
    there = later(chair, 10)
    assert actions.decide_exclusion(by=there, departure_id=case, vote=SEVEN_FOR, words="proved")
    told = later(chair, 15)
    actions.tell_decision(by=told, departure_id=case, effective_on=told.on, words="for these reasons")
    assert file_of(governed, case).next_by == told.on + timedelta(days=30)
    with pytest.raises(errors.TooEarly):
        actions.end_departure(by=later(told, 30), departure_id=case)
    with pytest.raises(errors.TooLate):
        actions.appeal_exclusion(by=later(secretary, 46), departure_id=case, words="too late")
    own = replace(later(governed, 45), person_id=member.person_id, authority="member")
    actions.appeal_exclusion(by=own, departure_id=case, words="it was not me")
    with pytest.raises(errors.StepOutOfOrder):
        actions.end_departure(by=later(told, 31), departure_id=case)
    actions.decide_appeal(by=later(chair, 60), departure_id=case, is_upheld=True, words="nothing new")
    actions.end_departure(by=later(chair, 60), departure_id=case)
    assert left_on(governed, member.number) == later(chair, 60).on
    assert clean(governed)


def test_an_overturned_exclusion_leaves_the_membership_as_it_was(
    governed: Acting, member: Registered
) -> None:
    chair = officer(governed, OfficeKind.CHAIR)
    case = _heard(chair, member)
    actions.decide_exclusion(by=later(chair, 10), departure_id=case, vote=SEVEN_FOR, words="proved")
    told = later(chair, 11)
    actions.tell_decision(by=told, departure_id=case, effective_on=told.on, words="reasons")
    actions.appeal_exclusion(by=later(governed, 12), departure_id=case, words="no")
    actions.decide_appeal(by=later(chair, 20), departure_id=case, is_upheld=False, words="new proof")
    assert not file_of(governed, case).is_under_way
    assert left_on(governed, member.number) is None


@pytest.mark.parametrize(
    ("for_", "against", "passes"), [(4, 3, False), (5, 2, True), (2, 1, True), (1, 1, False)]
)
def test_the_majority_is_counted_in_whole_votes(
    governed: Acting, member: Registered, for_: int, against: int, *, passes: bool
) -> None:
    chair = officer(governed, OfficeKind.CHAIR)
    case = _heard(chair, member)
    vote = BoardVote(for_, against, 0, 7)
    there = later(chair, 10)
    assert actions.decide_exclusion(by=there, departure_id=case, vote=vote, words="so it was") is passes
    last = file_of(governed, case).last
    assert last.kind is (DepartureStepKind.DECIDED if passes else DepartureStepKind.DISMISSED)
    assert (last.votes_for, last.votes_against, last.directors) == (for_, against, 7)
    assert clean(governed)


def test_what_an_exclusion_refuses(governed: Acting, member: Registered) -> None:
    chair, manager = officer(governed, OfficeKind.CHAIR), officer(governed, OfficeKind.MANAGER)
    ask = {"number": member.number, "ground": "fraud", "words": "why"}
    with pytest.raises(NotAllowed):
        actions.propose_exclusion(by=manager, **ask)  # type: ignore[arg-type]  # facts by name
    with pytest.raises(errors.GroundNotInBylaws):
        actions.propose_exclusion(by=chair, number=member.number, ground="religion", words="why")
    with pytest.raises(errors.WordsMissing):
        actions.propose_exclusion(by=chair, number=member.number, ground="fraud", words=" ")
    case = _heard(chair, member)
    for vote in (BoardVote(0, 0, 3, 7), BoardVote(6, 2, 0, 7)):
        with pytest.raises(errors.VotesImpossible):
            actions.decide_exclusion(by=later(chair, 10), departure_id=case, vote=vote, words="so")
    with pytest.raises(errors.StepOutOfOrder):
        actions.take_back(by=later(chair, 10), departure_id=case)
    with inside(governed.cooperative_id), pytest.raises(errors.DepartureNotFound):
        queries.departure(departure_id=uuid4())


def test_a_director_takes_no_part_in_the_own_exclusion(governed: Acting, member: Registered) -> None:
    cooperatives.appoint(by=governed, person_id=member.person_id, office=OfficeKind.DIRECTOR)
    own = replace(governed, person_id=member.person_id, authority="director")
    chair = officer(governed, OfficeKind.CHAIR)
    case = _heard(chair, member)
    with pytest.raises(errors.OwnDeparture):
        actions.decide_exclusion(
            by=later(own, 10), departure_id=case, vote=BoardVote(1, 9, 0, 10), words="no"
        )


def test_death_ends_the_membership_on_its_day(governed: Acting, member: Registered) -> None:
    secretary = officer(governed, OfficeKind.SECRETARY)
    died = TODAY - timedelta(days=40)
    with pytest.raises(errors.LeavesInFuture):
        actions.report_end(
            by=secretary,
            number=member.number,
            cause=DepartureCause.DEATH,
            on=later(governed, 1).on,
            words="x",
        )
    with pytest.raises(errors.LeavesBeforeJoining):
        actions.report_end(
            by=secretary, number=member.number, cause=DepartureCause.DEATH, on=date(2020, 2, 28), words="x"
        )
    case = actions.report_end(
        by=secretary, number=member.number, cause=DepartureCause.DEATH, on=died, words="certificate seen"
    )
    actions.end_departure(by=secretary, departure_id=case)
    assert left_on(governed, member.number) == died
    with pytest.raises(errors.MembershipEnded):
        actions.ask_to_leave(by=secretary, number=member.number)
    with pytest.raises(errors.MemberNotFound):
        actions.ask_to_leave(by=secretary, number=999)
    assert clean(governed)


def test_an_organization_ends_and_a_person_dies(governed: Acting, member: Registered, app: Raw) -> None:
    choir = Newcomer(Particulars("Chorale", kind=PersonKind.ORGANIZATION), date(2020, 2, 29))
    (line,) = actions.register_members(by=governed, newcomers=[choir])
    unfit = {member.number: DepartureCause.END_OF_ORGANIZATION, line.number: DepartureCause.DEATH}
    for number, cause in unfit.items():
        with pytest.raises(errors.CauseUnfit) as refused:
            actions.report_end(by=governed, number=number, cause=cause, on=TODAY, words="x")
        assert refused.value.message()
    case = actions.report_end(
        by=governed,
        number=line.number,
        cause=DepartureCause.END_OF_ORGANIZATION,
        on=TODAY,
        words="struck off",
    )
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    with pytest.raises(psycopg.Error) as unfit_row:
        app.execute(
            "INSERT INTO membership_departure (cooperative_id, id, member_id, person_id, cause, ground, opened_on,"
            " bylaw_version, act_id) SELECT cooperative_id, uuidv7(), %s, %s, 'end_of_organization', '', opened_on,"
            " bylaw_version, act_id FROM membership_departure WHERE id = %s",
            [member.member_id, member.person_id, case],
        )
    assert unfit_row.value.sqlstate == "RD075"
    app.rollback()
    actions.end_departure(by=governed, departure_id=case)
    assert left_on(governed, line.number) == TODAY
    assert clean(governed)


@given(st.integers(1, 400), st.integers(1, 9), st.integers(0, 1000))
def test_the_fewest_votes_reach_the_majority_and_one_less_does_not(of: int, den: int, num: int) -> None:
    majority = Fraction(num % den + 1, den)
    needed = votes_needed(majority, of_votes=of)
    assert needed * majority.denominator >= majority.numerator * of
    assert (needed - 1) * majority.denominator < majority.numerator * of


def test_what_nobody_votes_for_is_not_decided() -> None:
    assert votes_needed(Fraction(0), of_votes=5) == 1


def test_the_database_knows_the_same_order(governed: Acting, app: Raw) -> None:
    """Every pair of steps, put to the trigger: it lets through what FOLLOWS lets through."""
    app.autocommit = True
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    act_id = app.execute(
        "SELECT id FROM audit_act WHERE cooperative_id = tenancy_current() LIMIT 1"
    ).fetchone()
    assert act_id is not None
    members = actions.register_members(
        by=governed, newcomers=[Newcomer(Particulars(f"P{n}"), JOINED) for n in range(1)]
    )
    first = members[0]
    for last in DepartureStepKind:
        allowed = {
            step for step in DepartureStepKind if _is_let_in(app, governed, first, act_id[0], last, step)
        }
        assert allowed == FOLLOWS.get(last, frozenset()), last


_PATHS = {
    "asked": ["asked"],
    "taken_back": ["asked", "taken_back"],
    "proposed": ["proposed"],
    "notified": ["proposed", "notified"],
    "heard": ["proposed", "notified", "heard"],
    "decided": ["proposed", "notified", "heard", "decided"],
    "dismissed": ["proposed", "notified", "heard", "dismissed"],
    "told": ["proposed", "notified", "heard", "decided", "told"],
    "appealed": ["proposed", "notified", "heard", "decided", "told", "appealed"],
    "upheld": ["proposed", "notified", "heard", "decided", "told", "appealed", "upheld"],
    "overturned": ["proposed", "notified", "heard", "decided", "told", "appealed", "overturned"],
    "reported": ["reported"],
    "ended": ["reported", "ended"],
}
_CAUSES = {"asked": "withdrawal", "proposed": "exclusion", "reported": "death"}


def _is_let_in(raw: Raw, by: Acting, member: Registered, act_id: object, last: str, step: str) -> bool:
    path = [*_PATHS[last], str(step)]
    cause = _CAUSES[path[0]]
    departure = uuid4()
    try:
        with raw.transaction(force_rollback=True):
            raw.execute(
                "INSERT INTO membership_departure (cooperative_id, id, member_id, person_id, cause, ground,"
                " opened_on, act_id) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    by.cooperative_id,
                    departure,
                    member.member_id,
                    member.person_id,
                    cause,
                    "fraud" if cause == "exclusion" else "",
                    TODAY,
                    act_id,
                ],
            )
            for place, kind in enumerate(path, start=1):
                votes = [1, 0, 0, 1] if kind in {"decided", "dismissed"} else [None] * 4
                raw.execute(
                    "INSERT INTO membership_departurestep (cooperative_id, id, departure_id, place, kind, on_date,"
                    " at, votes_for, votes_against, votes_abstained, directors, act_id)"
                    " VALUES (%s, %s, %s, %s, %s, %s, now(), %s, %s, %s, %s, %s)",
                    [by.cooperative_id, uuid4(), departure, place, kind, TODAY, *votes, act_id],
                )
    except psycopg.Error as refused:
        if refused.sqlstate != "RD075":
            raise
        return False
    return True


def test_two_departures_of_one_membership_are_refused_by_the_database(
    governed: Acting, member: Registered, app: Raw
) -> None:
    actions.ask_to_leave(by=governed, number=member.number)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(
            "INSERT INTO membership_departure (cooperative_id, id, member_id, person_id, cause, opened_on, act_id)"
            " SELECT cooperative_id, uuidv7(), member_id, person_id, cause, opened_on, act_id"
            " FROM membership_departure WHERE cooperative_id = tenancy_current()"
        )
    assert refused.value.sqlstate == "RD076"
