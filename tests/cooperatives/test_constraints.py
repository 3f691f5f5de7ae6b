"""What the database itself refuses of this room, in raw SQL, to the application and to the tables' owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID, uuid4

import psycopg
import pytest

from rochdale.cooperatives import actions, queries
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

Raw = psycopg.Connection[tuple[object, ...]]
VERSION = (
    "INSERT INTO cooperatives_bylawversion (cooperative_id, version, effective_from, adopted_on, source,"
    " pack, resolution, values_stated, act_id) VALUES (%s, %s, %s, '2024-02-26', 'by-law', '', 'AGM', %s, %s)"
)
VALUE = (
    "INSERT INTO cooperatives_bylawvalue (cooperative_id, version, name, kind, value, unit, rule, source)"
    " VALUES (%s, %s, %s, 'days', '9', 'days', %s, %s)"
)
OFFICE = (
    "INSERT INTO cooperatives_office (cooperative_id, person_id, office, since_on, act_id)"
    " VALUES (%s, %s, %s, %s, %s)"
)


def enter(raw: Raw, cooperative_id: UUID) -> None:
    raw.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(cooperative_id)])


@contextmanager
def refused(raw: Raw, *, state: str) -> Iterator[None]:
    """The statements of the block are refused with this SQLSTATE, at the latest when they are committed."""
    with pytest.raises(psycopg.Error) as caught, raw.transaction():
        yield
    assert caught.value.sqlstate == state, caught.value


DENIED, POLICY, CHECK, FOREIGN, UNIQUE, EXCLUDED = "42501", "42501", "23514", "23503", "23505", "23P01"


@pytest.fixture
def act_id(governed: Acting) -> UUID:
    with inside(governed.cooperative_id):
        return queries.bylaw_adoptions()[0].act_id


@pytest.fixture
def mine(app: Raw, governed: Acting) -> Raw:
    """The application's role inside the caisse."""
    app.autocommit = True
    enter(app, governed.cooperative_id)
    return app


@pytest.fixture
def owned(owner: Raw, governed: Acting) -> Raw:
    """The owner of the tables inside the caisse."""
    enter(owner, governed.cooperative_id)
    return owner


def test_the_directory_is_read_from_everywhere(app: Raw, caisse: queries.Cooperative) -> None:
    found = app.execute("SELECT name FROM cooperatives_cooperative WHERE id = %s", [caisse.id]).fetchone()
    assert found == (caisse.name,)


LINE = (
    "INSERT INTO cooperatives_cooperative (id, slug, name, tier, currency, languages, time_zone, holidays,"
    " business_date, founded_on) VALUES (%s, %s, 'X', %s, 'CAD', '{fr}', 'UTC', 'CA', %s, '2024-02-26')"
)


@pytest.mark.parametrize("connection_name", ["mine", "owned"])
def test_nobody_writes_the_line_of_another(
    connection_name: str, request: pytest.FixtureRequest, other: queries.Cooperative, slug: str
) -> None:
    raw: Raw = request.getfixturevalue(connection_name)
    with refused(raw, state=POLICY):
        raw.execute(LINE, [uuid4(), f"{slug}-c", "primary", "2024-02-26"])
    touched = raw.execute(
        "UPDATE cooperatives_cooperative SET business_date = '2030-01-01' WHERE id = %s", [other.id]
    )
    assert touched.rowcount == 0
    assert queries.cooperative(other.id).business_date == date(2024, 2, 26)


def test_nobody_writes_a_line_without_being_inside(app: Raw, caisse: queries.Cooperative, slug: str) -> None:
    app.autocommit = True
    with refused(app, state=POLICY):
        app.execute(LINE, [uuid4(), f"{slug}-c", "primary", "2024-02-26"])
    assert app.execute("UPDATE cooperatives_cooperative SET business_date = '2030-01-01'").rowcount == 0


@pytest.mark.parametrize(
    ("tier", "address", "business_date"),
    [("guild", "x", "2024-02-26"), ("primary", "Bad Slug", "2024-02-26"), ("primary", "x", "2024-02-25")],
)
def test_an_unsound_line_is_refused(
    mine: Raw, slug: str, tier: str, address: str, business_date: str
) -> None:
    new = uuid4()
    enter(mine, new)
    with refused(mine, state=CHECK):
        mine.execute(LINE, [new, slug + address, tier, business_date])


def test_the_business_date_only_moves_forward(mine: Raw, governed: Acting) -> None:
    with refused(mine, state="RD026"):
        mine.execute("UPDATE cooperatives_cooperative SET business_date = '2024-02-26'")
    mine.execute("UPDATE cooperatives_cooperative SET business_date = '2024-02-27'")
    assert queries.cooperative(governed.cooperative_id).business_date == date(2024, 2, 27)


def test_the_rest_of_the_line_stays(mine: Raw, owned: Raw) -> None:
    with refused(mine, state=DENIED):
        mine.execute("UPDATE cooperatives_cooperative SET name = 'Y'")
    with refused(owned, state="RD027"):
        owned.execute("UPDATE cooperatives_cooperative SET name = 'Y', business_date = '2024-03-01'")


@pytest.mark.parametrize(
    "table",
    [
        "cooperatives_cooperative",
        "cooperatives_bylawversion",
        "cooperatives_bylawvalue",
        "cooperatives_office",
    ],
)
def test_nothing_is_removed(mine: Raw, owned: Raw, governed: Acting, table: str) -> None:
    actions.appoint(by=governed, person_id=uuid4(), office=OfficeKind.TELLER)
    with refused(mine, state=DENIED):
        mine.execute(f"DELETE FROM {table}")
    with refused(owned, state="RD002"):
        owned.execute(f"TRUNCATE {table} CASCADE")
    # The directory has a policy for no removal at all: nothing is found to remove.
    if table == "cooperatives_cooperative":
        assert owned.execute(f"DELETE FROM {table}").rowcount == 0
    else:
        with refused(owned, state="RD002"):
            owned.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["cooperatives_bylawversion", "cooperatives_bylawvalue"])
def test_by_laws_are_written_once(mine: Raw, owned: Raw, table: str) -> None:
    with refused(mine, state=DENIED):
        mine.execute(f"UPDATE {table} SET source = 'x'")
    with refused(owned, state="RD002"):
        owned.execute(f"UPDATE {table} SET source = 'x'")


@pytest.mark.parametrize("version", [1, 3, 0])
def test_versions_have_no_gap(mine: Raw, governed: Acting, act_id: UUID, version: int) -> None:
    with refused(mine, state="RD020"):
        mine.execute(VERSION, [governed.cooperative_id, version, "2024-03-01", 1, act_id])


def test_versions_do_not_go_back(mine: Raw, governed: Acting, act_id: UUID) -> None:
    with refused(mine, state="RD020"):
        mine.execute(VERSION, [governed.cooperative_id, 2, "2024-02-25", 1, act_id])


def test_a_version_takes_effect_after_its_adoption(mine: Raw, governed: Acting, act_id: UUID) -> None:
    late = VERSION.replace("'2024-02-26'", "'2024-03-02'")
    with refused(mine, state=CHECK):
        mine.execute(late, [governed.cooperative_id, 2, "2024-03-01", 1, act_id])


def test_a_version_comes_with_its_values(mine: Raw, governed: Acting, act_id: UUID) -> None:
    with refused(mine, state="RD021"):
        mine.execute(VERSION, [governed.cooperative_id, 2, "2024-03-01", 2, act_id])
        mine.execute(VALUE, [governed.cooperative_id, 2, "notice_min_days", "Q-26", "AGM"])


def test_a_version_is_judged_whole_even_after_leaving(mine: Raw, governed: Acting, act_id: UUID) -> None:
    with refused(mine, state="RD021"):
        mine.execute(VERSION, [governed.cooperative_id, 2, "2024-03-01", 2, act_id])
        enter(mine, uuid4())


def test_no_value_is_slipped_into_an_old_version(mine: Raw, governed: Acting) -> None:
    with refused(mine, state="RD021"):
        mine.execute(VALUE, [governed.cooperative_id, 1, "expulsion_notice_min_days", "Q-19", "AGM"])


def test_a_value_belongs_to_a_version(mine: Raw, governed: Acting) -> None:
    with refused(mine, state=FOREIGN):
        mine.execute(VALUE, [governed.cooperative_id, 9, "notice_min_days", "Q-26", "AGM"])


@pytest.mark.parametrize(("rule", "source"), [("", "AGM"), ("Q-26", "")])
def test_a_value_has_its_ground(mine: Raw, governed: Acting, act_id: UUID, rule: str, source: str) -> None:
    with refused(mine, state=CHECK):
        mine.execute(VERSION, [governed.cooperative_id, 2, "2024-03-01", 1, act_id])
        mine.execute(VALUE, [governed.cooperative_id, 2, "notice_min_days", rule, source])


def test_a_parameter_is_stated_once_in_a_version(mine: Raw, governed: Acting, act_id: UUID) -> None:
    with refused(mine, state=UNIQUE):
        mine.execute(VERSION, [governed.cooperative_id, 2, "2024-03-01", 2, act_id])
        for _ in range(2):
            mine.execute(VALUE, [governed.cooperative_id, 2, "notice_min_days", "Q-26", "AGM"])


def test_an_office_needs_a_recorded_act_of_this_cooperative(
    mine: Raw, governed: Acting, other: queries.Cooperative, act_id: UUID
) -> None:
    with refused(mine, state=FOREIGN):
        mine.execute(OFFICE, [governed.cooperative_id, uuid4(), "teller", "2024-03-01", uuid4()])
    enter(mine, other.id)
    with refused(mine, state=FOREIGN):
        mine.execute(OFFICE, [other.id, uuid4(), "teller", "2024-03-01", act_id])


def test_offices_do_not_overlap(mine: Raw, governed: Acting, act_id: UUID) -> None:
    person = uuid4()
    mine.execute(OFFICE, [governed.cooperative_id, person, "teller", "2024-03-01", act_id])
    with refused(mine, state=EXCLUDED):
        mine.execute(OFFICE, [governed.cooperative_id, person, "teller", "2024-06-01", act_id])
    with refused(mine, state=EXCLUDED):
        mine.execute(OFFICE, [governed.cooperative_id, person, "auditor", "2024-06-01", act_id])


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("office = 'manager'", DENIED),
        ("since_on = '2020-01-01'", DENIED),
        ("term_until_on = '2040-01-01'", DENIED),
        ("ended_on = '2024-03-01'", "RD023"),
        ("ended_on = '2024-03-01', ended_act_id = act_id", "RD023"),
        ("ended_on = NULL, ended_act_id = NULL", "RD023"),
        ("ended_on = '2024-02-25', ended_act_id = '{new}'", CHECK),
        ("ended_on = '2024-03-01', ended_act_id = '{new}'", FOREIGN),
    ],
)
def test_only_the_end_of_an_office_is_written_later(
    mine: Raw, governed: Acting, change: str, state: str
) -> None:
    actions.appoint(by=governed, person_id=uuid4(), office=OfficeKind.TELLER)
    with refused(mine, state=state):
        mine.execute(f"UPDATE cooperatives_office SET {change.format(new=uuid4())}")


def test_an_end_is_not_undone_or_put_off(mine: Raw, owned: Raw, governed: Acting, act_id: UUID) -> None:
    given = actions.appoint(by=governed, person_id=uuid4(), office=OfficeKind.TELLER)
    actions.end_office(by=governed, office_id=given.id, on=date(2024, 3, 1))
    for change in ("ended_on = NULL, ended_act_id = NULL", "ended_on = '2024-04-01', ended_act_id = %(act)s"):
        for raw in (mine, owned):
            with refused(raw, state="RD023"):
                raw.execute(f"UPDATE cooperatives_office SET {change}", {"act": act_id})
    with refused(owned, state="RD023"):
        owned.execute("UPDATE cooperatives_office SET office = 'manager'")


def test_an_office_does_not_arrive_ended(mine: Raw, governed: Acting, act_id: UUID) -> None:
    with refused(mine, state="RD023"):
        mine.execute(
            OFFICE.replace("act_id)", "act_id, ended_on, ended_act_id)").replace(
                "%s)", "%s, '2024-03-01', %s)"
            ),
            [governed.cooperative_id, uuid4(), "teller", "2024-03-01", act_id, act_id],
        )


@pytest.mark.parametrize(
    "table", ["cooperatives_bylawversion", "cooperatives_bylawvalue", "cooperatives_office"]
)
@pytest.mark.parametrize("connection_name", ["app", "owner"])
def test_the_rows_of_another_are_neither_seen_nor_counted(
    connection_name: str,
    request: pytest.FixtureRequest,
    table: str,
    governed: Acting,
    other: queries.Cooperative,
) -> None:
    actions.appoint(by=governed, person_id=uuid4(), office=OfficeKind.TELLER)
    raw: Raw = request.getfixturevalue(connection_name)
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    enter(raw, other.id)
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    enter(raw, governed.cooperative_id)
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)


def test_nothing_is_written_across_the_wall(mine: Raw, other: queries.Cooperative, act_id: UUID) -> None:
    for statement, values in (
        (VERSION, [other.id, 1, "2024-03-01", 1, act_id]),
        (OFFICE, [other.id, uuid4(), "teller", "2024-03-01", act_id]),
    ):
        with refused(mine, state=POLICY):
            mine.execute(statement, values)


def test_a_second_person_decides_on_what_was_proposed(mine: Raw, governed: Acting, act_id: UUID) -> None:
    proposal, proposer, other = uuid4(), uuid4(), uuid4()
    mine.execute(
        "INSERT INTO cooperatives_proposedact (cooperative_id, id, kind, facts, permission, bylaw_version,"
        " idempotency_key, proposed_by, proposed_on, proposed_at, act_id)"
        " VALUES (%s, %s, 'redeem_shares', '{}', 'manage_capital', 1, 'k', %s, '2024-02-26', now(), %s)",
        [governed.cooperative_id, proposal, proposer, act_id],
    )
    decision = (
        "INSERT INTO cooperatives_proposaldecision"
        " (cooperative_id, proposal_id, outcome, decided_by, decided_at, act_id) VALUES (%s, %s, %s, %s, now(), %s)"
    )
    for outcome, person in (("approved", proposer), ("refused", proposer), ("withdrawn", other)):
        with refused(mine, state="RD090"):
            mine.execute(decision, [governed.cooperative_id, proposal, outcome, person, act_id])
    mine.execute(decision, [governed.cooperative_id, proposal, "approved", other, act_id])
    with refused(mine, state=UNIQUE):
        mine.execute(decision, [governed.cooperative_id, proposal, "refused", other, act_id])
    with refused(mine, state=DENIED):
        mine.execute("UPDATE cooperatives_proposaldecision SET outcome = 'refused'")


def test_no_act_of_office_is_for_the_officer(governed: Acting, app: Raw) -> None:
    enter(app, governed.cooperative_id)
    statement = (
        "INSERT INTO audit_act (cooperative_id, id, person_id, for_person_id, authority, verb, subject_kind,"
        " on_date, at, reason, facts) VALUES"
        " (%s, %s, %s, %s, %s, 'test.act', 'person', '2024-02-29', now(), '', '{}')"
    )
    officer, member = uuid4(), uuid4()
    with refused(app, state=CHECK):
        app.execute(
            statement, [governed.cooperative_id, uuid4(), officer, officer, "teller since 2024-01-02"]
        )
    for for_person, authority in ((member, "teller since 2024-01-02"), (officer, "member 12")):
        app.execute(statement, [governed.cooperative_id, uuid4(), officer, for_person, authority])
    app.rollback()
