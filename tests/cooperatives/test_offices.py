"""Offices by date, what each allows, and how they are given and ended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection

from rochdale.cooperatives import actions, errors, queries
from rochdale.cooperatives.queries import PERMISSIONS, READING, WATCHING, OfficeHeld, OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

from .conftest import FOUNDED, acting

LEAP_DAY = date(2024, 2, 29)
MARCH = date(2024, 3, 1)


@pytest.fixture
def person(by: Acting) -> UUID:
    return uuid4()


def appoint(
    by: Acting,
    person_id: UUID,
    office: OfficeKind = OfficeKind.TELLER,
    since: date = LEAP_DAY,
    until: date | None = None,
) -> OfficeHeld:
    return actions.appoint(by=by, person_id=person_id, office=office, since_on=since, until_on=until)


def held(by: Acting, person_id: UUID, on: date) -> list[OfficeKind]:
    with inside(by.cooperative_id):
        return [each.office for each in queries.offices_of(person_id, on)]


def test_an_office_is_held_from_its_first_day_to_before_its_last(by: Acting, person: UUID) -> None:
    appoint(by, person, since=LEAP_DAY, until=date(2024, 3, 31))
    assert held(by, person, date(2024, 2, 28)) == []
    assert held(by, person, LEAP_DAY) == [OfficeKind.TELLER]
    assert held(by, person, date(2024, 3, 30)) == [OfficeKind.TELLER]
    assert held(by, person, date(2024, 3, 31)) == []


def test_an_office_without_a_term_lasts(by: Acting, person: UUID) -> None:
    given = appoint(by, person)
    assert given.until_on is None
    assert held(by, person, date(2060, 2, 29)) == [OfficeKind.TELLER]


def test_the_authority_is_what_the_record_keeps(by: Acting, person: UUID) -> None:
    appoint(by, person)
    appoint(by, person, OfficeKind.MANAGER, since=MARCH)
    with inside(by.cooperative_id):
        assert queries.require(person, Permission.POST_DEPOSIT, LEAP_DAY) == "teller since 2024-02-29"
        assert queries.require(person, Permission.POST_DEPOSIT, MARCH) == "teller since 2024-02-29"
        assert queries.require(person, Permission.CLOSE_DAY, MARCH) == "manager since 2024-03-01"
        with pytest.raises(errors.NotAllowed) as refused:
            queries.require(person, Permission.CLOSE_DAY, LEAP_DAY)
    assert refused.value.facts() == {"person_id": person, "permission": "close_day", "on": LEAP_DAY}


def test_permissions_are_those_of_all_offices_of_the_day(by: Acting, person: UUID) -> None:
    appoint(by, person, OfficeKind.DIRECTOR)
    appoint(by, person, OfficeKind.SECRETARY, since=MARCH)
    with inside(by.cooperative_id):
        assert queries.permissions_of(person, FOUNDED) == frozenset()
        assert queries.permissions_of(person, LEAP_DAY) == PERMISSIONS[OfficeKind.DIRECTOR]
        both = PERMISSIONS[OfficeKind.DIRECTOR] | PERMISSIONS[OfficeKind.SECRETARY]
        assert queries.permissions_of(person, MARCH) == both


def test_every_office_has_its_permissions() -> None:
    assert PERMISSIONS.keys() == set(OfficeKind)
    assert frozenset().union(*PERMISSIONS.values()) == frozenset(Permission)


@pytest.mark.parametrize("office", sorted(WATCHING))
def test_who_watches_reads_everything_and_writes_nothing(office: OfficeKind) -> None:
    assert PERMISSIONS[office] == READING
    assert {each for each in Permission if each.value.startswith("view_")} <= READING
    assert READING - {each for each in Permission if each.value.startswith("view_")} == {
        Permission.EXPORT_BOOKS
    }


def test_the_same_office_is_not_held_twice_on_a_day(by: Acting, person: UUID) -> None:
    appoint(by, person, until=MARCH)
    with pytest.raises(errors.OfficeAlreadyHeld):
        appoint(by, person, since=LEAP_DAY)
    renewed = appoint(by, person, since=MARCH)
    assert held(by, person, MARCH) == [OfficeKind.TELLER]
    assert renewed.since_on == MARCH


def test_two_persons_may_hold_the_same_office(by: Acting, person: UUID) -> None:
    appoint(by, person)
    appoint(by, uuid4())
    with inside(by.cooperative_id):
        assert [each.office for each in queries.officers(LEAP_DAY)] == [OfficeKind.TELLER, OfficeKind.TELLER]


@pytest.mark.parametrize("watching", sorted(WATCHING))
def test_who_watches_does_not_act(by: Acting, person: UUID, watching: OfficeKind) -> None:
    appoint(by, person, until=MARCH)
    with pytest.raises(errors.OfficesIncompatible):
        appoint(by, person, watching)
    appoint(by, person, watching, since=MARCH)
    with pytest.raises(errors.OfficesIncompatible):
        appoint(by, person, OfficeKind.DIRECTOR, since=date(2025, 1, 1))


def test_one_may_audit_and_inspect(by: Acting, person: UUID) -> None:
    appoint(by, person, OfficeKind.AUDITOR)
    appoint(by, person, OfficeKind.INSPECTOR)
    assert held(by, person, LEAP_DAY) == [OfficeKind.AUDITOR, OfficeKind.INSPECTOR]


def test_an_office_ends_on_the_day_of_the_act(by: Acting, person: UUID) -> None:
    given = appoint(by, person)
    ended = actions.end_office(by=acting(by.cooperative_id, MARCH), office_id=given.id)
    assert ended.until_on == MARCH
    assert ended.ended_act_id not in {None, ended.act_id}
    assert held(by, person, LEAP_DAY) == [OfficeKind.TELLER]
    assert held(by, person, MARCH) == []


def test_an_announced_end_is_only_brought_forward(by: Acting, person: UUID) -> None:
    given = appoint(by, person, since=FOUNDED, until=date(2027, 1, 1))
    assert actions.end_office(by=by, office_id=given.id, on=date(2024, 12, 31)).until_on == date(2024, 12, 31)
    assert actions.end_office(by=by, office_id=given.id, on=MARCH).until_on == MARCH
    for later in (MARCH, date(2024, 6, 1), date(2028, 1, 1)):
        with pytest.raises(errors.OfficeAlreadyEnded):
            actions.end_office(by=by, office_id=given.id, on=later)


def test_an_office_taken_back_on_its_first_day_was_never_held(by: Acting, person: UUID) -> None:
    given = appoint(by, person, since=FOUNDED)
    actions.end_office(by=by, office_id=given.id)
    assert held(by, person, FOUNDED) == []
    appoint(by, person, since=FOUNDED)
    with inside(by.cooperative_id):
        assert len(queries.office_history(person)) == 2
        assert len(queries.office_history()) == 2


def test_the_past_keeps_its_authority(by: Acting, person: UUID) -> None:
    with pytest.raises(errors.OfficeBackdated):
        appoint(by, person, since=date(2024, 2, 25))
    given = appoint(by, person, since=FOUNDED)
    with pytest.raises(errors.OfficeBackdated):
        actions.end_office(by=acting(by.cooperative_id, LEAP_DAY), office_id=given.id, on=date(2024, 2, 28))


@pytest.mark.parametrize("until", [LEAP_DAY, date(2024, 2, 28)])
def test_a_term_has_days(by: Acting, person: UUID, until: date) -> None:
    with pytest.raises(errors.TermEmpty):
        appoint(by, person, until=until)


def test_nobody_appoints_oneself(by: Acting, person: UUID) -> None:
    appoint(by, person, OfficeKind.MANAGER, since=FOUNDED)
    with pytest.raises(errors.OfficeForOneself):
        appoint(acting(by.cooperative_id, person_id=person), person, OfficeKind.CHAIR)


def test_only_the_office_gives_and_ends_offices(by: Acting, person: UUID) -> None:
    given = appoint(by, person, since=FOUNDED)
    as_teller = acting(by.cooperative_id, person_id=person)
    with pytest.raises(errors.NotAllowed):
        appoint(as_teller, uuid4())
    with pytest.raises(errors.NotAllowed):
        actions.end_office(by=as_teller, office_id=given.id)


def test_an_office_that_was_never_given_cannot_end(by: Acting) -> None:
    with pytest.raises(errors.OfficeNotFound):
        actions.end_office(by=by, office_id=uuid4())


def test_the_offices_of_another_are_not_seen(by: Acting, person: UUID, other: queries.Cooperative) -> None:
    given = appoint(by, person)
    with inside(other.id):
        assert queries.offices_of(person, LEAP_DAY) == []
        assert queries.officers(LEAP_DAY) == []
        with pytest.raises(errors.NotAllowed):
            queries.require(person, Permission.POST_DEPOSIT, LEAP_DAY)
    with pytest.raises(errors.OfficeNotFound):
        actions.end_office(by=acting(other.id), office_id=given.id)


def test_the_same_appointment_at_the_same_time_is_made_once(by: Acting, person: UUID) -> None:
    def one(_: int) -> str:
        try:
            return appoint(by, person).office.value
        except errors.OfficeAlreadyHeld as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [*["office_already_held"] * 3, "teller"]
