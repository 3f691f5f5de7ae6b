"""No table of a cooperative stands without its wall, and the application's role cannot step over one."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from ledger.books import Raw
from rochdale.config.database import SHARED_TABLES, UnsafeRole, require_bound_role
from rochdale.config.embedded import APP_ROLE, Server
from rochdale.tenancy.operations import append_only, wall
from tenancy.catalogue import holes, tables


@pytest.fixture
def making(owner: Raw) -> Iterator[Raw]:
    """The owner in a transaction that is undone in the end."""
    with owner.transaction(force_rollback=True):
        yield owner


def test_every_table_has_its_wall(app: Raw) -> None:
    assert holes(app, SHARED_TABLES) == []


def test_every_shared_table_exists_and_says_why(app: Raw) -> None:
    assert SHARED_TABLES.keys() <= set(tables(app))
    assert all(len(reason) > 10 for reason in SHARED_TABLES.values())


def test_no_shared_table_names_a_cooperative(app: Raw) -> None:
    named = app.execute(
        "SELECT table_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'cooperative_id'"
    ).fetchall()
    assert not SHARED_TABLES.keys() & {name for (name,) in named}


PLAIN = "CREATE TABLE forgotten (id uuid PRIMARY KEY, cooperative_id uuid NOT NULL, act_id uuid)"


REFERENCE_BY_ID = (
    "CREATE UNIQUE INDEX a ON audit_act (id);"
    "ALTER TABLE forgotten ADD CONSTRAINT f FOREIGN KEY (act_id) REFERENCES audit_act (id)"
)


def test_a_table_without_a_wall_is_found(making: Raw) -> None:
    making.execute(PLAIN)
    assert holes(making, SHARED_TABLES) == [
        "forgotten: row-level security is off",
        "forgotten: row-level security is not forced on its owner",
        "forgotten: no policy",
        "forgotten: key forgotten_pkey begins with id",
        "forgotten: no reference to the directory of cooperatives",
    ]


@pytest.mark.parametrize("operation", [wall, append_only])
def test_the_operation_of_migrations_closes_every_hole(making: Raw, operation: type) -> None:
    making.execute(PLAIN)
    making.execute(str(operation("forgotten").sql).encode())
    assert holes(making, SHARED_TABLES) == []


@pytest.mark.parametrize(
    ("damage", "hole"),
    [
        ("ALTER TABLE forgotten DISABLE ROW LEVEL SECURITY", "row-level security is off"),
        (
            "ALTER TABLE forgotten NO FORCE ROW LEVEL SECURITY",
            "row-level security is not forced on its owner",
        ),
        ("DROP POLICY wall ON forgotten", "no policy"),
        (
            "CREATE POLICY gate ON forgotten USING (true)",
            "a policy that does not ask for the current cooperative",
        ),
        ("ALTER TABLE forgotten DROP CONSTRAINT forgotten_pkey", "no primary key"),
        ("CREATE UNIQUE INDEX oracle ON forgotten (id)", "key oracle begins with id"),
        (
            REFERENCE_BY_ID,
            "reference f does not begin with the cooperative",
        ),
        (f"GRANT DELETE ON forgotten TO {APP_ROLE}", "the application may DELETE"),
        (f"GRANT TRUNCATE ON forgotten TO {APP_ROLE}", "the application may TRUNCATE"),
        ("GRANT SELECT ON forgotten TO PUBLIC", "everyone may SELECT"),
    ],
)
def test_each_hole_is_found(making: Raw, damage: str, hole: str) -> None:
    making.execute(PLAIN)
    making.execute(str(wall("forgotten").sql).encode())
    making.execute(damage.encode())
    assert f"forgotten: {hole}" in holes(making, SHARED_TABLES)


def test_a_view_is_a_hole(making: Raw) -> None:
    making.execute("CREATE VIEW through AS SELECT * FROM audit_act")
    assert holes(making, SHARED_TABLES)[0] == "through: not a table: rows would show through it"


APPENDED = [
    "ledger_entry",
    "ledger_posting",
    "ledger_entrynumber",
    "ledger_dailybalance",
    "ledger_hold",
    "ledger_holdstep",
]


@pytest.mark.parametrize("table", APPENDED)
def test_what_is_written_once_may_only_be_read_and_written(app: Raw, table: str) -> None:
    rights = app.execute(
        "SELECT array_agg(privilege_type::text ORDER BY 1) FROM information_schema.table_privileges"
        " WHERE table_name = %s AND grantee = current_user",
        [table],
    ).fetchone()
    columns = app.execute("SELECT has_any_column_privilege(%s, 'UPDATE')", [table]).fetchone()
    assert (rights, columns) == ((["INSERT", "SELECT"],), (False,))


def test_of_an_act_only_the_reason_may_go(app: Raw) -> None:
    rights = app.execute(
        "SELECT array_agg(privilege_type::text ORDER BY 1) FROM information_schema.table_privileges"
        " WHERE table_name = 'audit_act' AND grantee = current_user"
    ).fetchone()
    assert rights == (["INSERT", "SELECT"],)
    # And that only for a dash, with the particulars of who was blanked: tests/membership/test_blanking.py.
    assert app.execute("SELECT has_column_privilege('audit_act', 'reason', 'UPDATE')").fetchone() == (True,)


def test_only_named_columns_of_the_books_may_change(app: Raw) -> None:
    changeable = app.execute(
        "SELECT table_name || '.' || column_name FROM information_schema.column_privileges"
        " WHERE grantee = current_user AND privilege_type = 'UPDATE' AND table_name ~ '^(ledger|audit)_'"
    ).fetchall()
    assert {name for (name,) in changeable} == {
        "audit_act.reason",
        "ledger_account.state",
        "ledger_account.closed_on",
        "ledger_balance.overdraft_minor",
        "ledger_day.closed_act_id",
        "ledger_day.first_number",
        "ledger_day.last_number",
    }


def test_the_application_owns_nothing_and_is_bound(app: Raw) -> None:
    owned = "SELECT count(*) FROM pg_shdepend WHERE refobjid = current_user::regrole AND deptype = 'o'"
    attributes = (
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    )
    memberships = "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"
    assert app.execute(owned).fetchone() == (0,)
    assert app.execute(attributes).fetchone() == (False,) * 5
    assert app.execute(memberships).fetchone() == (0,)


def test_the_application_makes_nothing(app: Raw) -> None:
    app.autocommit = True
    for statement in ("CREATE TABLE own (id int)", "CREATE FUNCTION own() RETURNS int LANGUAGE sql RETURN 1"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


def test_functions_that_run_as_the_owner_only_answer_triggers(app: Raw) -> None:
    others = app.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND prosecdef AND (prorettype <> 'trigger'::regtype OR proconfig IS NULL"
        " OR NOT 'search_path=public, pg_temp' = ANY (proconfig))"
    ).fetchall()
    assert others == []


@pytest.fixture
def serving_as(server: Server, database: str) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test serve as another role, and puts ours back."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    connections["default"].close()


@pytest.mark.parametrize("role", ["postgres", "rochdale_owner"])
def test_a_role_that_the_walls_do_not_bind_is_refused(serving_as: pytest.MonkeyPatch, role: str) -> None:
    require_bound_role()
    connections["default"].close()
    serving_as.setitem(connections["default"].settings_dict, "USER", role)
    with pytest.raises(UnsafeRole, match=role):
        require_bound_role()
