"""What the database itself refuses of the dated register, in raw SQL, whoever writes; and how it was brought in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import Newcomer, Particulars, PersonKind, Registered
from rochdale.membership.checks import CHECKS
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import statement

from .conftest import TODAY
from .test_constraints import CHECK, DENIED, EXCLUDED, FOREIGN, UNIQUE, Raw, enter, refused

JOINED = date(2020, 3, 2)
TABLES = ("personversion", "memberversion", "representative", "guardian", "suspension")
VERSION = (
    "INSERT INTO membership_personversion (cooperative_id, person_id, place, recorded_at, recorded_on, effective_from,"
    " changed, is_carried, reason, act_id, given_names, family_name, sorting_name, birth_date, sex, language, email,"
    " telephone, street, town, postal_code)"
    " SELECT cooperative_id, person_id, %(place)s, recorded_at + make_interval(secs => %(secs)s), recorded_on,"
    " %(from)s, '{town}', false, '', act_id, given_names, family_name, sorting_name, birth_date, sex, language, email,"
    " telephone, street, 'X', postal_code FROM membership_personversion WHERE person_id = %(person)s AND place = 1"
)
STAND = (
    "INSERT INTO membership_{} (cooperative_id, {}, person_id, from_on, until_on, mandate, act_id)"
    " VALUES (%s, %s, %s, %s, %s, '', %s)"
)
REPRESENTATIVE, GUARDIAN = (
    STAND.format("representative", "organization_id"),
    STAND.format("guardian", "ward_id"),
)
SUSPENSION = (
    "INSERT INTO membership_suspension (cooperative_id, member_id, person_id, rights, ground, words, from_on,"
    " until_on, months_max, act_id, lifted_words, votes_for, votes_against, votes_abstained, directors)"
    " VALUES (%s, %s, %s, %s, 'fraud', %s, %s, %s, %s, %s, '', {}, {}, {}, {})"
)


@pytest.fixture
def lines(by: Acting) -> list[Registered]:
    """A theatre, a child, a member; each known with a person who could stand for them."""
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=JOINED)
    newcomers = [
        Newcomer(Particulars("Théâtre", kind=PersonKind.ORGANIZATION), JOINED),
        Newcomer(Particulars("Petit", birth_date=date(2015, 5, 5)), JOINED),
        Newcomer(Particulars("Roy"), JOINED),
        Newcomer(Particulars("Chorale", kind=PersonKind.ORGANIZATION), JOINED),
    ]
    return actions.register_members(by=by, newcomers=newcomers)


@pytest.fixture
def act_id(by: Acting, lines: list[Registered]) -> UUID:
    with inside(by.cooperative_id):
        return queries.member(number=1).act_id


def version(
    by: Acting, line: Registered, place: int, secs: int = 1, since: str = "2021-01-01"
) -> dict[str, object]:
    return {"place": place, "secs": secs, "from": since, "person": line.person_id}


def test_versions_follow_one_another(app: Raw, by: Acting, lines: list[Registered]) -> None:
    enter(app, by.cooperative_id)
    roy = lines[2]
    with refused(app, state="RD077"):
        app.execute(VERSION, version(by, roy, 3))
    with refused(app, state="RD077"):
        app.execute(VERSION, version(by, roy, 2, secs=-1))
    with refused(app, state=UNIQUE):
        app.execute(VERSION, version(by, roy, 1, since="0001-01-01"))
    with refused(app, state=CHECK):
        app.execute(VERSION, version(by, roy, 0))
    app.execute(VERSION, version(by, roy, 2))
    (town,) = app.execute("SELECT town FROM membership_person WHERE id = %s", [roy.person_id]).fetchone() or (
        "",
    )
    assert town == "X"


def test_a_version_is_never_changed_but_blanked(
    app: Raw, owner: Raw, by: Acting, lines: list[Registered], act_id: UUID
) -> None:
    enter(app, by.cooperative_id)
    enter(owner, by.cooperative_id)
    for column in ("place", "recorded_at", "effective_from", "changed", "act_id", "language"):
        with refused(app, state=DENIED):
            app.execute(f"UPDATE membership_personversion SET {column} = {column}")
    for setting in (
        "town = 'X'",
        "town = ''",
        "blanked_act_id = act_id",
        "family_name = '—', sorting_name = '', blanked_act_id = act_id, town = 'still here'",
    ):
        with refused(app, state="RD070"):
            app.execute(f"UPDATE membership_personversion SET {setting}")
    for raw, state in ((app, DENIED), (owner, "RD002")):
        with refused(raw, state=state):
            raw.execute("DELETE FROM membership_personversion")
        with refused(raw, state=state):
            raw.execute("UPDATE membership_memberversion SET place = place")
    with refused(owner, state="RD002"):
        owner.execute("TRUNCATE membership_personversion")


def test_a_person_stands_as_the_versions_say(app: Raw, by: Acting, lines: list[Registered]) -> None:
    enter(app, by.cooperative_id)
    app.commit()
    app.execute("UPDATE membership_person SET town = 'X'")
    with pytest.raises(psycopg.Error) as caught:
        app.commit()
    assert caught.value.sqlstate == "RD070"


def test_a_class_stands_as_the_versions_say(
    app: Raw, owner: Raw, by: Acting, lines: list[Registered]
) -> None:
    enter(app, by.cooperative_id)
    enter(owner, by.cooperative_id)
    with refused(app, state=DENIED):
        app.execute("UPDATE membership_member SET member_class = 'auxiliary'")
    with refused(owner, state="RD074"):
        owner.execute("UPDATE membership_member SET member_class = 'auxiliary'")
    with refused(owner, state="RD074"):
        owner.execute("UPDATE membership_member SET out_of_bond_since = '2026-01-01'")


def test_a_person_represents_one_organization_at_a_time(
    app: Raw, by: Acting, lines: list[Registered], act_id: UUID
) -> None:
    enter(app, by.cooperative_id)
    theatre, child, roy, choir = lines

    def represent(organization: UUID, person: UUID, since: str, until: str | None = None) -> None:
        app.execute(REPRESENTATIVE, [by.cooperative_id, organization, person, since, until, act_id])

    represent(theatre.person_id, roy.person_id, "2021-01-01", "2022-01-01")
    with refused(app, state=EXCLUDED):
        represent(choir.person_id, roy.person_id, "2021-12-31")
    with refused(app, state=EXCLUDED):
        represent(theatre.person_id, child.person_id, "2020-12-31", "2021-01-02")
    with refused(app, state="RD071"):
        represent(roy.person_id, child.person_id, "2023-01-01")
    with refused(app, state="RD071"):
        represent(theatre.person_id, choir.person_id, "2023-01-01")
    with refused(app, state=CHECK):
        represent(theatre.person_id, roy.person_id, "2023-01-01", "2023-01-01")
    with refused(app, state=FOREIGN):
        app.execute(
            REPRESENTATIVE,
            [by.cooperative_id, theatre.person_id, roy.person_id, "2024-01-01", None, by.cooperative_id],
        )
    represent(choir.person_id, roy.person_id, "2022-01-01")


def test_of_who_stands_for_another_only_the_end_is_written(
    app: Raw, owner: Raw, by: Acting, lines: list[Registered], act_id: UUID
) -> None:
    theatre, child, _roy, _choir = lines
    actions.name_representative(
        by=by, member_number=theatre.number, particulars=Particulars("Aubin"), from_on=JOINED
    )
    actions.name_guardian(by=by, member_number=child.number, particulars=Particulars("Petit"), from_on=JOINED)
    for table in ("membership_representative", "membership_guardian"):
        for raw in (app, owner):
            enter(raw, by.cooperative_id)
        with refused(app, state=DENIED):
            app.execute(f"UPDATE {table} SET from_on = from_on")
        with refused(owner, state="RD071"):
            owner.execute(f"UPDATE {table} SET from_on = '2019-01-01'")
        with refused(app, state=CHECK):
            app.execute(f"UPDATE {table} SET ended_on = '2021-01-01'")
        with refused(app, state=CHECK):
            app.execute(f"UPDATE {table} SET ended_on = '2019-01-01', ended_act_id = %s", [act_id])
        app.execute(f"UPDATE {table} SET ended_on = '2021-01-01', ended_act_id = %s", [act_id])
        with refused(app, state="RD071"):
            app.execute(f"UPDATE {table} SET ended_on = '2020-12-31', ended_act_id = %s", [act_id])
        app.commit()
        with refused(owner, state="RD002"):
            owner.execute(f"DELETE FROM {table}")


def test_a_guardian_acts_for_a_minor(app: Raw, by: Acting, lines: list[Registered], act_id: UUID) -> None:
    enter(app, by.cooperative_id)
    theatre, child, roy, _choir = lines

    def guard(ward: UUID, person: UUID, since: str) -> None:
        app.execute(GUARDIAN, [by.cooperative_id, ward, person, since, None, act_id])

    for ward, since in ((roy, "2021-01-01"), (theatre, "2021-01-01"), (child, "2033-05-05")):
        with refused(app, state="RD073"):
            guard(ward.person_id, roy.person_id, since)
    with refused(app, state=CHECK):
        guard(child.person_id, child.person_id, "2021-01-01")
    guard(child.person_id, roy.person_id, "2033-05-04")
    with refused(app, state=EXCLUDED):
        guard(child.person_id, roy.person_id, "2021-01-01")


def test_a_suspension_is_what_the_bylaws_allow(
    app: Raw, owner: Raw, by: Acting, lines: list[Registered], act_id: UUID
) -> None:
    enter(app, by.cooperative_id)
    enter(owner, by.cooperative_id)
    roy = lines[2]

    def suspend(
        rights: list[str],
        until: str,
        months: int = 6,
        words: str = "why",
        since: str = "2026-01-31",
        vote: tuple[object, ...] = (4, 1, 0, 5),
    ) -> None:
        values = [
            by.cooperative_id,
            roy.member_id,
            roy.person_id,
            rights,
            words,
            since,
            until,
            months,
            act_id,
        ]
        app.execute(SUSPENSION.format(*vote).encode(), values)

    for rights, until, months in (
        (["vote"], "2026-08-01", 6),
        (["vote"], "2026-08-01", 7),
        (["services"], "2026-03-01", 6),
    ):
        with refused(app, state="RD072"):
            suspend(rights, until, months)
    for rights, until, words in (
        ([], "2026-03-01", "why"),
        (["vote"], "2026-01-31", "why"),
        (["vote"], "2026-03-01", ""),
    ):
        with refused(app, state=CHECK):
            suspend(rights, until, words=words)
    for vote in ((3, 2, 0, 5), (0, 0, 0, 5), ("NULL",) * 4):
        with refused(app, state="RD072"):
            suspend(["vote"], "2026-03-01", vote=vote)
    with refused(app, state=CHECK):
        suspend(["vote"], "2026-03-01", vote=(4, 1, 1, 5))
    suspend(["vote", "attendance"], "2026-07-31")
    with refused(app, state=EXCLUDED):
        suspend(["vote"], "2026-10-01", since="2026-07-30")
    app.commit()
    with refused(owner, state="RD072"):
        owner.execute("UPDATE membership_suspension SET words = 'other'")
    with refused(app, state=CHECK):
        app.execute("UPDATE membership_suspension SET lifted_on = '2026-02-01'")
    with refused(owner, state="RD002"):
        owner.execute("DELETE FROM membership_suspension")


def test_another_cooperative_sees_nothing_of_it(app: Raw, lines: list[Registered], elsewhere: Acting) -> None:
    enter(app, elsewhere.cooperative_id)
    for table in TABLES:
        assert app.execute(f"SELECT count(*) FROM membership_{table}").fetchone() == (0,)


@pytest.mark.slow
def test_what_was_there_before_gets_its_first_version(server: Server, database: str, by: Acting) -> None:
    """The migration's statement, over a register whose versions are taken away."""
    actions.add_persons(by=by, particulars=[Particulars("Staff")])
    newcomers = [Newcomer(Particulars("Roy"), JOINED), Newcomer(Particulars("Côté"), TODAY)]
    actions.register_members(by=by, newcomers=newcomers)
    with psycopg.connect(server.url("postgres", database)) as almighty:
        almighty.execute("SET LOCAL session_replication_role = replica")
        for table in ("person", "member"):
            almighty.execute(
                f"DELETE FROM membership_{table}version WHERE cooperative_id <> gen_random_uuid()"
            )
        almighty.execute("UPDATE membership_member SET joining_cause = 'founding'")
        almighty.execute("SET LOCAL session_replication_role = origin")
        almighty.execute("SET LOCAL ROLE rochdale_owner")
        almighty.execute(statement("membership", "first_versions.sql").encode())
        enter(almighty, by.cooperative_id)
        for check in CHECKS:
            assert almighty.execute(check.sql.encode()).fetchall() == [], check.invariant
        found = almighty.execute("SELECT joining_cause FROM membership_member ORDER BY number").fetchall()
        assert found == [("taken_over",), ("application",)]
        almighty.rollback()
    assert list(differences(by.cooperative_id, CHECKS)) == []
