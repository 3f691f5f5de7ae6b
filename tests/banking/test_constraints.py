"""What the database itself refuses in banking's tables, as someone with psql would find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from rochdale.banking import actions

from .conftest import Caisse, build, cad, key

TABLES = ("banking_product", "banking_memberaccount", "banking_holder", "banking_pending", "banking_decision")


@contextmanager
def inside(app: psycopg.Connection, caisse: Caisse) -> Iterator[psycopg.Connection]:
    with app.transaction():
        app.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(caisse.id)])
        yield app


def _waiting(caisse: Caisse) -> UUID:
    asked = actions.deposit(
        by=caisse.teller, key=key(), account_id=caisse.everyday.account_id, amount=cad("6000")
    )
    assert asked.pending_id is not None
    return asked.pending_id


def _counts(app: psycopg.Connection, table: str) -> int:
    row = app.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("table", TABLES)
def test_without_a_cooperative_nothing_is_there(caisse: Caisse, app: psycopg.Connection, table: str) -> None:
    actions.refuse(by=replace(caisse.manager, reason="No."), pending_id=_waiting(caisse))
    assert _counts(app, table) == 0
    app.rollback()
    with inside(app, caisse):
        assert _counts(app, table) > 0


@pytest.mark.parametrize("table", TABLES)
def test_another_cooperative_sees_and_writes_nothing(
    caisse: Caisse, app: psycopg.Connection, table: str
) -> None:
    other = build(f"{caisse.slug}-other")
    actions.refuse(by=replace(caisse.manager, reason="No."), pending_id=_waiting(caisse))
    with inside(app, other):
        row = app.execute(f"SELECT count(*) FROM {table} WHERE cooperative_id = %s", [caisse.id]).fetchone()
        assert row == (0,)
    columns = "cooperative_id, account_id, person_id, role, since"
    statement = f"INSERT INTO banking_holder ({columns}) VALUES (%s, %s, %s, %s, %s)"
    values = [caisse.id, caisse.everyday.account_id, caisse.armand_id, "joint", "2026-11-23"]
    with pytest.raises(psycopg.errors.InsufficientPrivilege), inside(app, other):
        app.execute(statement, values)
    with pytest.raises(psycopg.errors.ForeignKeyViolation), inside(app, other):
        app.execute(statement, [other.id, *values[1:]])


REFUSED = {
    "a decision on one's own operation": (
        (
            "INSERT INTO banking_decision "
            "(cooperative_id, pending_id, outcome, reason, decided_by, decided_at, act_id) "
            "SELECT cooperative_id, id, 'refused', 'x', asked_by, asked_at, act_id FROM banking_pending"
        ),
        "RD042",
    ),
    "an approval with another entry": (
        (
            "INSERT INTO banking_decision "
            "(cooperative_id, pending_id, outcome, reason, entry_id, decided_by, decided_at, act_id) "
            "SELECT asked.cooperative_id, asked.id, 'approved', '', "
            "(SELECT id FROM ledger_entry LIMIT 1), "
            "(SELECT person_id FROM banking_memberaccount LIMIT 1), asked.asked_at, asked.act_id "
            "FROM banking_pending AS asked"
        ),
        "RD042",
    ),
    "an approval without an entry": (
        (
            "INSERT INTO banking_decision "
            "(cooperative_id, pending_id, outcome, reason, decided_by, decided_at, act_id) "
            "SELECT cooperative_id, id, 'approved', '', "
            "(SELECT person_id FROM banking_memberaccount LIMIT 1), asked_at, act_id FROM banking_pending"
        ),
        "23514",
    ),
    "a withdrawal that waits without a hold": (
        (
            "INSERT INTO banking_pending SELECT (p).* FROM ("
            "SELECT jsonb_populate_record(asked, jsonb_build_object('id', uuidv7(), 'kind', 'withdrawal', "
            "'account_id', asked.other_account_id, 'other_account_id', asked.account_id, "
            "'idempotency_key', 'another')) AS p FROM banking_pending AS asked) AS changed"
        ),
        "RD043",
    ),
    "a changed request": ("UPDATE banking_pending SET amount_minor = 1", "42501"),
    "a removed request": ("DELETE FROM banking_pending", "42501"),
    "a moved holder": ("UPDATE banking_holder SET role = 'joint'", "42501"),
    "a holder removed": ("DELETE FROM banking_holder", "42501"),
    "an end that is taken back": ("UPDATE banking_holder SET until = NULL", "RD041"),
    "an account of no product": ("UPDATE banking_memberaccount SET product = 'term'", "42501"),
    "a chart account as a member's": (
        (
            "INSERT INTO banking_memberaccount (cooperative_id, account_id, product, person_id, opened_on, act_id) "
            "SELECT account.cooperative_id, account.id, 'everyday', held.person_id, held.opened_on, held.act_id "
            "FROM ledger_account AS account, banking_memberaccount AS held "
            "WHERE account.role = 'suspense' LIMIT 1"
        ),
        "RD040",
    ),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_the_database_refuses(caisse: Caisse, app: psycopg.Connection, what: str) -> None:
    actions.deposit(by=caisse.teller, key=key(), account_id=caisse.everyday.account_id, amount=cad("10"))
    _waiting(caisse)
    statement, code = REFUSED[what]
    with pytest.raises(psycopg.Error) as refused, inside(app, caisse):
        app.execute(statement)
    assert refused.value.sqlstate == code, refused.value


def test_a_decision_leaves_no_hold_behind(caisse: Caisse, app: psycopg.Connection) -> None:
    everyday = caisse.everyday.account_id
    for _ in range(2):
        actions.deposit(by=caisse.teller, key=key(), account_id=everyday, amount=cad("5000"))
    actions.withdraw(by=caisse.teller, key=key(), account_id=everyday, amount=cad("6000"))
    statement = REFUSED["a decision on one's own operation"][0].replace(
        "asked_by,", "(SELECT person_id FROM banking_memberaccount LIMIT 1),", 1
    )
    with pytest.raises(psycopg.Error) as refused, inside(app, caisse):
        app.execute(statement)
    assert refused.value.sqlstate == "RD043"
