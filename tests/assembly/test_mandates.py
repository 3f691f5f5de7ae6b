"""Bodies, seats and mandates: who holds what as of any day; offices that follow; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.decision_cases import (
    ADOPTED,
    NAMES,
    board,
    decided,
    found_wrong,
    holding,
    later,
    members,
    officer,
    old_mandate,
)
from assembly.floor import called, freeze
from assembly.meeting_cases import ITEMS, TODAY, draft, words
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Holder, ItemDraft
from rochdale.assembly.models import (
    BodyKind,
    FilledBy,
    ItemKind,
    Majority,
    Mandate,
    MandateEndKind,
    MandateSource,
    MeetingKind,
)
from rochdale.assembly.queries import Composition
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Particulars
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

RESIGNATION = MandateEndKind.RESIGNATION
YEARS_3 = date(2029, 11, 23)


def fill(
    by: Acting, seat_id: UUID, person_id: UUID, *, kind: MeetingKind = MeetingKind.SPECIAL, **more: str
) -> int:
    number = decided(by, "fill_seats", holding(seat_id, person_id, **more), kind=kind)
    actions.run_effect(by=by, number=number)
    return number


def board_on(by: Acting, on: date) -> Composition:
    with inside(by.cooperative_id):
        return queries.composition("board", on=on)


def holders(by: Acting, on: date) -> list[UUID | None]:
    return [seat.mandate.person_id if seat.mandate else None for seat in board_on(by, on).seats]


def is_director(by: Acting, person_id: UUID, on: date) -> bool:
    with inside(by.cooperative_id):
        return any(each.office is OfficeKind.DIRECTOR for each in institutions.offices_of(person_id, on))


def test_a_resolution_fills_seats_and_gives_the_office(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    number = fill(governed, seats[0], people[0].person_id)
    found = board_on(governed, TODAY)
    mandate = found.seats[0].mandate
    assert mandate is not None
    assert (mandate.resolution, mandate.until_on, mandate.source) == (
        number,
        YEARS_3,
        MandateSource.RESOLUTION,
    )
    assert found.vacancies == 2
    assert is_director(governed, people[0].person_id, TODAY)
    assert found_wrong(governed) == []


def test_the_night_a_mandate_ends_the_director_has_no_access_any_more(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    director = replace(governed, person_id=people[0].person_id, authority="director")
    with inside(governed.cooperative_id):
        last_day = YEARS_3 - timedelta(days=1)
        institutions.require(director.person_id or uuid4(), Permission.DECIDE_ADMISSIONS, last_day)
        with pytest.raises(NotAllowed):
            institutions.require(director.person_id or uuid4(), Permission.DECIDE_ADMISSIONS, YEARS_3)


def test_who_resigns_leaves_the_office_the_same_day(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    mandate = board_on(governed, TODAY).seats[0].mandate
    assert mandate is not None
    day = later(governed, 5)
    with pytest.raises(errors.ReasonsMissing):
        actions.end_mandate(by=day, mandate_id=mandate.id, kind=RESIGNATION, words=" ")
    actions.end_mandate(by=officer(day), mandate_id=mandate.id, kind=RESIGNATION, words="Moves away.")
    assert holders(governed, TODAY)[0] == people[0].person_id
    assert holders(governed, day.on)[0] is None
    assert not is_director(governed, people[0].person_id, day.on)
    with pytest.raises(errors.MandateOver):
        actions.end_mandate(by=day, mandate_id=mandate.id, kind=RESIGNATION, words="Again.")
    with pytest.raises(errors.MandateNotFound):
        actions.end_mandate(by=day, mandate_id=uuid4(), kind=RESIGNATION, words="Nobody.")
    assert found_wrong(governed) == []


def test_the_end_of_a_mandate_lies_within_its_term(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    mandate = board_on(governed, TODAY).seats[0].mandate
    assert mandate is not None
    for day in (TODAY - timedelta(days=1), YEARS_3):
        with pytest.raises(errors.MandateDaysWrong):
            actions.end_mandate(by=governed, mandate_id=mandate.id, kind=RESIGNATION, words="x", on=day)


def test_the_meeting_removes_whom_it_elected_and_the_board_does_not(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    mandate = board_on(governed, TODAY).seats[0].mandate
    assert mandate is not None
    facts = {"mandate_id": str(mandate.id)}
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "remove_from_seat", facts, kind=MeetingKind.BOARD)
    assert caught.value.codes == ("other_body_decides",)
    number = decided(governed, "remove_from_seat", facts)
    actions.run_effect(by=governed, number=number)
    with inside(governed.cooperative_id):
        ended = queries.mandate(mandate.id)
    assert (ended.end_kind, ended.end_resolution) == (MandateEndKind.REMOVAL, number)
    assert not is_director(governed, people[0].person_id, TODAY)
    assert found_wrong(governed) == []


def test_a_seat_has_one_holder_at_a_time(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    with pytest.raises(errors.SeatHeld):
        fill(governed, seats[0], people[1].person_id)
    with pytest.raises(errors.SeatHeldByPerson):
        fill(governed, seats[1], people[0].person_id)
    with pytest.raises(DatabaseError, match="assembly_mandate_seat"), inside(governed.cooperative_id):
        again(person_id=people[1].person_id)
    with pytest.raises(DatabaseError, match="assembly_mandate_holder"), inside(governed.cooperative_id):
        again(seat_id=seats[1])


def again(**facts: Any) -> None:
    """The last mandate once more, with other facts."""
    row = Mandate.objects.latest("id")
    row.id = uuid4()
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save(force_insert=True)


def test_a_renewal_is_a_new_row(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    early = replace(governed, on=YEARS_3 - timedelta(days=20), at=governed.at + timedelta(days=1000))
    fill(early, seats[0], people[0].person_id)
    with inside(governed.cooperative_id):
        found = queries.mandates_of_seat(seats[0])
    assert [each.end_kind for each in found] == [None, MandateEndKind.REPLACED]
    assert found[1].until_on == found[0].from_on == early.on
    assert found_wrong(governed) == []


def test_the_board_co_opts_until_the_next_annual_meeting(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id, kind=MeetingKind.BOARD)
    mandate = board_on(governed, TODAY).seats[0].mandate
    assert mandate is not None
    assert (mandate.source, mandate.until_on) == (MandateSource.CO_OPTION, date(2027, 11, 23))
    with pytest.raises(errors.SeatHeld):
        fill(governed, seats[0], people[1].person_id, kind=MeetingKind.BOARD)
    day = later(governed, 90)
    fill(day, seats[0], people[1].person_id)
    assert holders(governed, day.on)[0] == people[1].person_id
    assert not is_director(governed, people[0].person_id, day.on)
    assert found_wrong(governed) == []


def test_a_co_option_does_not_outlast_the_next_annual_meeting(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    with pytest.raises(errors.MandateDaysWrong):
        fill(governed, seats[0], people[0].person_id, kind=MeetingKind.BOARD, until_on="2028-11-23")


def test_where_the_bylaws_leave_a_vacancy_to_the_members_the_board_does_not_fill_it(governed: Acting) -> None:
    closed = BylawChange("vacancy_filled_by_board", value=False)
    cooperatives.amend_bylaw(by=governed, changes=[closed], effective_from=TODAY, resolution="AGM")
    seats, people = board(governed), members(governed)
    with pytest.raises(errors.CoOptionClosed):
        fill(governed, seats[0], people[0].person_id, kind=MeetingKind.BOARD)


def test_a_committee_fills_no_seat(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    with pytest.raises(errors.EffectFaulty):
        fill(governed, seats[0], people[0].person_id, kind=MeetingKind.COMMITTEE)


def test_the_board_gives_the_seats_of_its_committees_without_an_office(governed: Acting) -> None:
    names = {"fr": "Comité de vérification", "en": "Supervisory committee"}
    actions.make_body(
        by=governed, code="supervisory", kind=BodyKind.SUPERVISORY, names=names, filled_by=FilledBy.BOARD
    )
    seat = actions.open_seat(by=governed, code="supervisory", term_years=1)
    person_id = members(governed, 1)[0].person_id
    fill(governed, seat, person_id, kind=MeetingKind.BOARD)
    with inside(governed.cooperative_id):
        (found,) = queries.composition("supervisory", on=TODAY).seats
        assert found.mandate is not None
        assert found.mandate.source is MandateSource.RESOLUTION
        assert [each.code for each in queries.bodies()] == ["supervisory"]
    assert not is_director(governed, person_id, TODAY)
    assert found_wrong(governed) == []


def test_only_an_eligible_member_holds_a_seat(governed: Acting) -> None:
    seats = board(governed)
    (stranger,) = membership.add_persons(by=governed, particulars=[Particulars("Roy")])
    with pytest.raises(errors.NotEligible):
        fill(governed, seats[0], stranger)


def election(by: Acting, *, held: bool = True) -> int:
    item = ItemDraft(ItemKind.ELECTION, words("Élection", "Election"), {}, Majority.ELECTION)
    if held:
        number = called(by, (ITEMS[0], item), MeetingKind.SPECIAL)
        freeze(by, number)
        actions.open_meeting(by=by, number=number)
        return number
    return actions.draft_meeting(
        by=by, draft=replace(draft(), kind=MeetingKind.SPECIAL, items=(ITEMS[0], item))
    )


def test_who_was_elected_holds_the_seat(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    number = election(governed)
    elected = [
        Holder(seats[0], people[0].person_id),
        Holder(seats[1], people[1].person_id, date(2027, 11, 23)),
    ]
    actions.record_election(by=officer(governed), meeting_number=number, item_place=2, elected=elected)
    found = [seat.mandate for seat in board_on(governed, TODAY).seats if seat.mandate]
    assert [(each.meeting, each.source, each.until_on) for each in found] == [
        (number, MandateSource.ELECTION, YEARS_3),
        (number, MandateSource.ELECTION, date(2027, 11, 23)),
    ]
    assert found_wrong(governed) == []


def test_nobody_is_elected_where_no_election_was_held(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    elected = [Holder(seats[0], people[0].person_id)]
    for number, place in ((election(governed), 1), (election(governed, held=False), 2)):
        with pytest.raises(errors.NoElectionHeld):
            actions.record_election(by=governed, meeting_number=number, item_place=place, elected=elected)


def test_a_board_that_was_in_office_is_taken_over_with_its_offices(governed: Acting) -> None:
    people = members(governed)
    cooperatives.appoint(by=governed, person_id=people[0].person_id, office=OfficeKind.DIRECTOR)
    day = later(governed, 10)
    seats = board(day)
    old_mandate(day, seats[0], people[0].person_id, days_left=100)
    end = day.on + timedelta(days=100)
    assert is_director(governed, people[0].person_id, end - timedelta(days=1))
    assert not is_director(governed, people[0].person_id, end)
    assert [each.name for each in board_on(day, day.on).ending] == ["Marc 0 Roy"]
    assert board_on(day, day.on - timedelta(days=599)).vacancies == 2
    assert found_wrong(governed) == []


def test_once_something_was_decided_nothing_is_taken_over(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    decided(governed, counted=ADOPTED)
    with pytest.raises(errors.MandatesDecidedHere):
        old_mandate(governed, seats[0], people[0].person_id)


def test_a_mandate_that_is_over_is_not_taken_over(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    with pytest.raises(errors.MandateDaysWrong):
        old_mandate(governed, seats[0], people[0].person_id, days_left=0)


def test_once_mandates_are_kept_nobody_is_director_without_one(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    with pytest.raises(DatabaseError, match="INV-94"):
        cooperatives.appoint(by=governed, person_id=people[1].person_id, office=OfficeKind.DIRECTOR)
    with inside(governed.cooperative_id):
        (held,) = institutions.offices_of(people[0].person_id, TODAY)
    with pytest.raises(DatabaseError, match="INV-94"):
        cooperatives.end_office(by=governed, office_id=held.id)


def test_the_database_gives_no_mandate_without_its_source(governed: Acting) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    lost = {"source": MandateSource.TAKEN_OVER, "resolution_id": None}
    for facts in (lost, {"source": MandateSource.CO_OPTION}, {"body_id": uuid4()}):
        with pytest.raises(DatabaseError, match="INV-93"), inside(governed.cooperative_id):
            again(seat_id=seats[1], person_id=people[1].person_id, **facts)
    with pytest.raises(DatabaseError, match="INV-94"), inside(governed.cooperative_id):
        again(seat_id=seats[1], person_id=people[1].person_id, office_id=None)


def test_of_a_mandate_only_the_end_is_written_later(governed: Acting, app: psycopg.Connection[Any]) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    for statement in ("UPDATE assembly_mandate SET until_on = '2040-01-01'", "DELETE FROM assembly_mandate"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
            app.execute(statement)  # type: ignore[call-overload]  # a list of texts
    with pytest.raises(psycopg.errors.DatabaseError, match="INV-93"), app.transaction():
        app.execute("UPDATE assembly_mandate SET end_words = 'x'")


def test_the_audit_finds_a_director_whose_mandate_was_bent(
    governed: Acting, owner: psycopg.Connection[Any]
) -> None:
    seats, people = board(governed), members(governed)
    fill(governed, seats[0], people[0].person_id)
    fill(governed, seats[1], people[1].person_id)
    owner.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    owner.execute("ALTER TABLE assembly_mandate DISABLE TRIGGER USER")
    owner.execute("UPDATE assembly_mandate SET until_on = '2040-01-01' WHERE seat_id = %s", [seats[0]])
    owner.execute("ALTER TABLE assembly_mandate ENABLE TRIGGER USER")
    assert found_wrong(governed) == ["INV-94"]


def test_the_board_is_as_large_as_the_bylaws_allow(governed: Acting) -> None:
    smaller = BylawChange("board_seats_max", 3)
    cooperatives.amend_bylaw(by=governed, changes=[smaller], effective_from=TODAY, resolution="AGM")
    board(governed)
    with pytest.raises(errors.BoardTooLarge):
        actions.open_seat(by=governed, code="board", term_years=3)


def test_a_body_has_its_name_once_and_in_both_languages(governed: Acting) -> None:
    board(governed)
    for code in ("board", "second-board"):
        with pytest.raises(errors.BodyFound):
            actions.make_body(
                by=governed, code=code, kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
            )
    with pytest.raises(errors.TitleMissing):
        actions.make_body(
            by=governed, code="youth", kind=BodyKind.OTHER, names={"en": "Youth"}, filled_by=FilledBy.BOARD
        )
    with pytest.raises(errors.BodyNotFound):
        actions.open_seat(by=governed, code="nobody", term_years=3)
    with pytest.raises(errors.SeatNotFound), inside(governed.cooperative_id):
        queries.mandates_of_seat(uuid4())


def test_only_who_may_changes_seats(governed: Acting) -> None:
    teller = officer(governed, OfficeKind.TELLER)
    board(governed)
    with pytest.raises(NotAllowed):
        actions.open_seat(by=teller, code="board", term_years=3)
    with pytest.raises(NotAllowed):
        actions.take_over_mandates(by=officer(governed), mandates=[])
