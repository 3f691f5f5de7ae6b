"""What the database itself refuses of the register, in raw SQL, whoever writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest

from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import Newcomer, Particulars, Registered
from rochdale.tenancy.actions import inside

from .conftest import TODAY

Raw = psycopg.Connection[tuple[object, ...]]
DENIED, CHECK, FOREIGN, UNIQUE, EXCLUDED = "42501", "23514", "23503", "23505", "23P01"
TABLES = ("membership_person", "membership_nameword", "membership_member", "membership_door")
MEMBER = (
    "INSERT INTO membership_member (cooperative_id, number, person_id, member_class, joined_on, act_id)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)
DOOR = "INSERT INTO membership_door (cooperative_id, sign_in_id, person_id, act_id) VALUES (%s, %s, %s, %s)"


def enter(raw: Raw, cooperative_id: UUID) -> None:
    raw.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(cooperative_id)])


@contextmanager
def refused(raw: Raw, *, state: str) -> Iterator[None]:
    """The statements of the block are refused with this SQLSTATE."""
    with pytest.raises(psycopg.Error) as caught, raw.transaction():
        yield
    assert caught.value.sqlstate == state, caught.value


@pytest.fixture
def line(by: Acting) -> Registered:
    """A member of the cooperative, with a way in."""
    (registered,) = actions.register_members(by=by, newcomers=[Newcomer(Particulars("Roy"), TODAY)])
    actions.give_sign_in(by=by, person_id=registered.person_id, email=f"{uuid4().hex}@example.org")
    return registered


@pytest.fixture
def act_id(by: Acting, line: Registered) -> UUID:
    with inside(by.cooperative_id):
        return queries.member(number=line.number).act_id


def test_without_a_cooperative_nothing_is_seen(app: Raw, line: Registered) -> None:
    for table in TABLES:
        assert app.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_another_cooperative_sees_and_changes_nothing(app: Raw, line: Registered, elsewhere: Acting) -> None:
    enter(app, elsewhere.cooperative_id)
    for table in TABLES:
        assert app.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert app.execute("UPDATE membership_person SET town = 'X'").rowcount == 0
    assert app.execute("DELETE FROM membership_door").rowcount == 0


def test_no_row_is_written_for_another_cooperative(
    app: Raw, by: Acting, line: Registered, act_id: UUID, elsewhere: Acting
) -> None:
    enter(app, elsewhere.cooperative_id)
    with refused(app, state=DENIED):
        app.execute(MEMBER, [by.cooperative_id, 99, line.person_id, "full", TODAY, act_id])
    with refused(app, state=FOREIGN):
        app.execute(MEMBER, [elsewhere.cooperative_id, 99, line.person_id, "full", TODAY, act_id])


def test_a_number_is_given_once(app: Raw, by: Acting, line: Registered, act_id: UUID) -> None:
    enter(app, by.cooperative_id)
    (other,) = actions.add_persons(by=by, particulars=[Particulars("Côté")])
    with refused(app, state=UNIQUE):
        app.execute(MEMBER, [by.cooperative_id, line.number, other, "full", TODAY, act_id])
    with refused(app, state=CHECK):
        app.execute(MEMBER, [by.cooperative_id, 0, other, "full", TODAY, act_id])
    with refused(app, state=CHECK):
        app.execute(MEMBER, [by.cooperative_id, 99, other, "half", TODAY, act_id])
    with refused(app, state=FOREIGN):
        app.execute(MEMBER, [by.cooperative_id, 99, other, "full", TODAY, uuid4()])
    with refused(app, state=FOREIGN):
        app.execute(MEMBER, [by.cooperative_id, 99, uuid4(), "full", TODAY, act_id])


def test_nobody_is_a_member_twice_on_one_day(app: Raw, by: Acting, line: Registered, act_id: UUID) -> None:
    enter(app, by.cooperative_id)
    with refused(app, state=UNIQUE):
        app.execute(MEMBER, [by.cooperative_id, 99, line.person_id, "full", TODAY, act_id])
    actions.end_membership(by=by, number=line.number, left_on=TODAY)
    (again,) = actions.enrol_persons(by=by, enrolments=[actions.Enrolment(line.person_id, TODAY)])
    assert again.number == line.number + 1
    actions.end_membership(by=by, number=again.number, left_on=TODAY)
    early = [by.cooperative_id, 98, line.person_id, "full", "1999-01-01", act_id]
    app.execute(MEMBER, early)
    with refused(app, state=UNIQUE):
        app.execute(MEMBER, [by.cooperative_id, 97, line.person_id, "full", "1998-01-01", act_id])


@pytest.mark.parametrize("column", ["number", "person_id", "joined_on", "member_class", "act_id"])
def test_the_application_may_write_the_end_of_a_line_only(
    app: Raw, by: Acting, line: Registered, column: str
) -> None:
    enter(app, by.cooperative_id)
    with refused(app, state=DENIED):
        app.execute(f"UPDATE membership_member SET {column} = {column}")


def test_a_line_is_ended_once_and_never_goes_away(
    owner: Raw, app: Raw, by: Acting, line: Registered, act_id: UUID
) -> None:
    enter(owner, by.cooperative_id)
    with refused(owner, state="RD031"):
        owner.execute("UPDATE membership_member SET number = 77")
    with refused(owner, state="RD031"):
        owner.execute("UPDATE membership_member SET left_on = %s, left_act_id = act_id", [TODAY])
    with refused(owner, state=CHECK):
        owner.execute("UPDATE membership_member SET left_on = %s", [TODAY])
    actions.end_membership(by=by, number=line.number, left_on=TODAY)
    with refused(owner, state="RD031"):
        owner.execute("UPDATE membership_member SET left_on = NULL, left_act_id = NULL")
    with refused(owner, state="RD002"):
        owner.execute("DELETE FROM membership_member")
    with refused(owner, state="RD002"):
        owner.execute("TRUNCATE membership_member CASCADE")
    enter(app, by.cooperative_id)
    with refused(app, state=DENIED):
        app.execute("DELETE FROM membership_member")


def test_a_person_stays_and_keeps_its_source(app: Raw, by: Acting, line: Registered) -> None:
    enter(app, by.cooperative_id)
    with refused(app, state=DENIED):
        app.execute("DELETE FROM membership_person")
    with refused(app, state="RD002"):
        app.execute("UPDATE membership_person SET source_key = 'elsewhere'")
    for column in ("kind", "cooperative_id"):
        with refused(app, state=DENIED):
            app.execute(f"UPDATE membership_person SET {column} = {column}")
    with refused(app, state=CHECK):
        app.execute("UPDATE membership_person SET family_name = ''")


def test_a_door_leads_from_a_sign_in_to_one_person(
    app: Raw, by: Acting, line: Registered, act_id: UUID
) -> None:
    enter(app, by.cooperative_id)
    (other,) = actions.add_persons(by=by, particulars=[Particulars("Côté")])
    row = app.execute("SELECT sign_in_id FROM membership_door").fetchone()
    assert row is not None
    with refused(app, state=UNIQUE):
        app.execute(DOOR, [by.cooperative_id, row[0], other, act_id])
    with refused(app, state=FOREIGN):
        app.execute(DOOR, [by.cooperative_id, uuid4(), other, act_id])
    with refused(app, state=DENIED):
        app.execute("UPDATE membership_door SET person_id = %s", [other])


def test_a_sign_in_sees_its_own_doors_and_can_do_no_more(
    app: Raw, by: Acting, line: Registered, act_id: UUID, elsewhere: Acting
) -> None:
    enter(app, by.cooperative_id)
    row = app.execute("SELECT sign_in_id FROM membership_door").fetchone()
    assert row is not None
    enter(app, elsewhere.cooperative_id)
    app.execute("SELECT set_config('rochdale.sign_in_id', %s, false)", [str(row[0])])
    assert app.execute("SELECT count(*) FROM membership_door").fetchone() == (1,)
    assert app.execute("DELETE FROM membership_door").rowcount == 0
    with refused(app, state=DENIED):
        app.execute(DOOR, [by.cooperative_id, row[0], line.person_id, act_id])
    assert app.execute("SELECT count(*) FROM membership_person").fetchone() == (0,)


def test_an_address_is_written_in_one_way(app: Raw, database: str) -> None:
    with refused(app, state=CHECK):
        app.execute(
            "INSERT INTO membership_signin (password, email, language, is_active, date_joined)"
            " VALUES ('', 'Someone@Example.org', 'fr', true, now())"
        )
    with refused(app, state=DENIED):
        app.execute("DELETE FROM membership_signin")
