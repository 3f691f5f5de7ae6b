"""What the database itself refuses across the wall between cooperatives, to the application and to the owner."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from ledger.books import DAY, Books, Raw, enter
from rochdale.audit.models import Act
from rochdale.config.database import SHARED_TABLES
from rochdale.ledger.models import Account, Hold
from rochdale.tenancy.actions import inside, new_id, signed_in
from rochdale.tenancy.queries import rows
from tenancy.catalogue import tables

ROLES = ["raw", "owner"]
CURRENT = "INV-01: rows of .* are written inside a cooperative"
DENIED = psycopg.errors.InsufficientPrivilege
LIVED = [
    "audit_act",
    "ledger_account",
    "ledger_balance",
    "ledger_dailybalance",
    "ledger_day",
    "ledger_entry",
    "ledger_entrynumber",
    "ledger_hold",
    "ledger_holdstep",
    "ledger_posting",
]


@pytest.fixture(params=ROLES)
def anyone(request: pytest.FixtureRequest) -> Raw:
    """The application's role, then the owner of the tables: the walls bind both."""
    connection: Raw = request.getfixturevalue(request.param)
    return connection


def _walled(connection: Raw) -> list[str]:
    return [table for table in tables(connection) if table not in SHARED_TABLES]


def _count(connection: Raw, table: str, cooperative_id: UUID | None = None) -> int:
    statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    if cooperative_id is not None:
        statement += sql.SQL(" WHERE cooperative_id = {}").format(cooperative_id)
    found = connection.execute(statement).fetchone()
    assert found is not None
    assert isinstance(found[0], int)
    return found[0]


def test_the_cooperatives_of_these_tests_have_rows(raw: Raw, ours: Books) -> None:
    enter(raw, ours.id)
    assert [table for table in LIVED if _count(raw, table) == 0] == []


def test_nothing_of_theirs_is_read_or_counted(anyone: Raw, ours: Books, theirs: Books) -> None:
    enter(anyone, ours.id)
    for table in _walled(anyone):
        assert _count(anyone, table, theirs.id) == 0, table
        assert _count(anyone, table) == _count(anyone, table, ours.id), table


def test_outside_of_every_cooperative_nothing_is_seen(anyone: Raw, ours: Books) -> None:
    for table in _walled(anyone):
        assert _count(anyone, table) == 0, table
    enter(anyone, None)
    for table in _walled(anyone):
        assert _count(anyone, table) == 0, table


def test_a_cooperative_that_is_none_shows_nothing(raw: Raw, ours: Books) -> None:
    raw.execute("SELECT set_config('rochdale.cooperative_id', 'everything', false)")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        raw.execute("SELECT count(*) FROM ledger_account")


def test_security_is_not_switched_off(anyone: Raw, ours: Books, theirs: Books) -> None:
    enter(anyone, ours.id)
    anyone.execute("SET row_security = off")
    for table in LIVED:
        with pytest.raises(DENIED):
            _count(anyone, table)


def test_statistics_tell_nothing(raw: Raw, owner: Raw, ours: Books) -> None:
    owner.execute("ANALYZE ledger_account")
    told = raw.execute("SELECT count(*) FROM pg_stats WHERE tablename = ANY (%s)", [LIVED]).fetchone()
    assert told == (0,)


CHANGES = [
    "UPDATE ledger_account SET state = 'frozen' WHERE id = %(account)s",
    "UPDATE ledger_balance SET overdraft_minor = 100000 WHERE account_id = %(account)s",
    "UPDATE ledger_day SET closed_act_id = opened_act_id WHERE cooperative_id = %(theirs)s",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_nothing_of_theirs_is_changed(anyone: Raw, ours: Books, theirs: Books, statement: str) -> None:
    before = theirs.balances()
    enter(anyone, ours.id)
    parameters = {"account": theirs.accounts["odile"], "theirs": theirs.id}
    assert anyone.execute(statement.encode(), parameters).rowcount == 0
    enter(anyone, None)
    assert anyone.execute(statement.encode(), parameters).rowcount == 0
    assert (theirs.balances(), theirs.differences()) == (before, [])


@pytest.mark.parametrize("table", LIVED)
def test_nothing_of_theirs_is_removed(raw: Raw, owner: Raw, ours: Books, theirs: Books, table: str) -> None:
    remove = sql.SQL("DELETE FROM {} WHERE cooperative_id = {}").format(sql.Identifier(table), theirs.id)
    enter(raw, ours.id)
    with pytest.raises(DENIED):
        raw.execute(remove)
    enter(owner, ours.id)
    assert owner.execute(remove).rowcount == 0
    enter(raw, theirs.id)
    assert _count(raw, table) > 0


ROWS = {
    "audit_act": "INSERT INTO audit_act (cooperative_id, id, authority, verb, subject_kind, on_date, at, reason, facts)"
    " VALUES (%(cooperative)s, %(id)s, 'me', 'take', 'account', '2026-03-03', now(), '', '{}')",
    "ledger_account": "INSERT INTO ledger_account (cooperative_id, id, number, names, account_class, side, currency,"
    " is_control, keeps_balance, role, state, opened_on)"
    " VALUES (%(cooperative)s, %(id)s, 'x', '{}', 'asset', 1, 'CAD', false, false, '', 'open', '2026-03-03')",
    "ledger_day": "INSERT INTO ledger_day (cooperative_id, booking_date, opened_act_id)"
    " VALUES (%(cooperative)s, '2026-03-09', %(act)s)",
    "ledger_entry": "INSERT INTO ledger_entry (cooperative_id, id, booking_date, value_date, kind, text,"
    " idempotency_key, request_hash, act_id, posted_at)"
    " VALUES (%(cooperative)s, %(id)s, '2026-03-03', '2026-03-03', 'x', '', 'k', '', %(act)s, now())",
    "ledger_posting": "INSERT INTO ledger_posting (cooperative_id, entry_id, line, account_id, currency, amount_minor,"
    " booking_date, value_date)"
    " VALUES (%(cooperative)s, %(id)s, 1, %(account)s, 'CAD', 5, '2026-03-03', '2026-03-03')",
    "ledger_entrynumber": "INSERT INTO ledger_entrynumber (cooperative_id, number, entry_id, booking_date)"
    " VALUES (%(cooperative)s, 4, %(id)s, '2026-03-03')",
    "ledger_dailybalance": "INSERT INTO ledger_dailybalance (cooperative_id, account_id, booking_date, debit_minor,"
    " credit_minor, closing_minor) VALUES (%(cooperative)s, %(account)s, '2026-03-03', 0, 0, 0)",
    "ledger_hold": "INSERT INTO ledger_hold (cooperative_id, id, account_id, amount_minor, purpose, idempotency_key,"
    " act_id, placed_at) VALUES (%(cooperative)s, %(id)s, %(account)s, 1, 'x', 'k', %(act)s, now())",
    "ledger_holdstep": "INSERT INTO ledger_holdstep (cooperative_id, id, hold_id, kind, amount_minor, act_id, at)"
    " VALUES (%(cooperative)s, %(id)s, %(hold)s, 'release', 1, %(act)s, now())",
}


def _names(books: Books) -> dict[str, object]:
    """What a row needs to refer to, all of it in one cooperative."""
    with inside(books.id):
        act, hold = Act.objects.values_list("id", flat=True)[0], Hold.objects.values_list("id", flat=True)[0]
    account = books.accounts["odile"]
    return {"cooperative": books.id, "id": new_id(books.by.at), "act": act, "hold": hold, "account": account}


@pytest.mark.parametrize("table", ROWS)
def test_no_row_is_written_as_theirs(anyone: Raw, ours: Books, theirs: Books, table: str) -> None:
    enter(anyone, ours.id)
    with pytest.raises(DENIED, match="row-level security"), anyone.transaction():
        anyone.execute(ROWS[table].encode(), _names(theirs))


@pytest.mark.parametrize("table", ROWS)
def test_no_row_is_written_outside_of_every_cooperative(anyone: Raw, ours: Books, table: str) -> None:
    with pytest.raises(psycopg.DatabaseError, match=CURRENT) as caught, anyone.transaction():
        anyone.execute(ROWS[table].encode(), _names(ours))
    assert caught.value.sqlstate == "RD001"


def test_no_row_is_written_in_a_cooperative_that_does_not_exist(anyone: Raw, ours: Books) -> None:
    nowhere = new_id(ours.by.at)
    enter(anyone, nowhere)
    for statement in ROWS.values():
        with pytest.raises(psycopg.DatabaseError, match=CURRENT):
            anyone.execute(statement.encode(), _names(ours) | {"cooperative": nowhere})


def test_no_row_moves_to_another_cooperative(owner: Raw, ours: Books, theirs: Books) -> None:
    enter(owner, ours.id)
    for table in ("ledger_account", "ledger_balance", "ledger_day"):
        move = sql.SQL("UPDATE {} SET cooperative_id = {}").format(sql.Identifier(table), theirs.id)
        with pytest.raises(psycopg.Error):
            owner.execute(move)
        assert _count(owner, table) > 0


REFERRING = [
    ("ledger_day", "act"),
    ("ledger_dailybalance", "account"),
    ("ledger_hold", "account"),
    ("ledger_hold", "act"),
    ("ledger_holdstep", "hold"),
    ("ledger_holdstep", "act"),
]


@pytest.mark.parametrize(("table", "name"), REFERRING)
def test_nothing_of_theirs_is_referred_to(
    anyone: Raw, ours: Books, theirs: Books, table: str, name: str
) -> None:
    enter(anyone, ours.id)
    names = _names(ours) | {name: _names(theirs)[name]}
    with pytest.raises(psycopg.Error) as caught:
        anyone.execute(ROWS[table].encode(), names)
    # A limit that is not there refuses before the foreign key is asked.
    assert caught.value.sqlstate in {"23503", "RD006"}


ENTRY = """
    WITH entry AS (
        INSERT INTO ledger_entry (cooperative_id, id, booking_date, value_date, kind, text, idempotency_key,
            request_hash, act_id, reverses_id, posted_at)
        VALUES (%(cooperative)s, %(id)s, %(day)s, %(day)s, 'x', '', 'k', '', %(act)s, %(reverses)s, now())
    )
    INSERT INTO ledger_posting (cooperative_id, entry_id, line, account_id, currency, amount_minor, booking_date,
        value_date)
    VALUES (%(cooperative)s, %(id)s, 1, %(cash)s, 'CAD', 5, %(day)s, %(day)s),
        (%(cooperative)s, %(id)s, 2, %(account)s, 'CAD', -5, %(day)s, %(day)s)
"""


def _entry(books: Books) -> dict[str, object]:
    return _names(books) | {"cash": books.accounts["cash"], "day": DAY.replace(day=3), "reverses": None}


@pytest.fixture
def undone(anyone: Raw) -> Iterator[Raw]:
    """A transaction that is undone in the end."""
    with anyone.transaction(force_rollback=True):
        yield anyone


@pytest.mark.parametrize(
    ("theirs_name", "state"),
    [("account", "RD005"), ("cash", "RD005"), ("act", "RD013"), ("reverses", "RD014")],
)
def test_an_entry_refers_to_nothing_of_theirs(
    undone: Raw, ours: Books, theirs: Books, theirs_name: str, state: str
) -> None:
    enter(undone, ours.id)
    undone.execute("SAVEPOINT before")
    undone.execute(ENTRY, _entry(ours))
    undone.execute("ROLLBACK TO before")
    reversed_id = theirs.deposit("odile", "0.05", on=DAY.replace(day=3))
    foreign = _entry(theirs) | {"reverses": reversed_id}
    with pytest.raises(psycopg.Error) as caught:
        undone.execute(ENTRY, _entry(ours) | {theirs_name: foreign[theirs_name]})
    assert caught.value.sqlstate == state


def test_a_block_ends_where_it_began(ours: Books, theirs: Books) -> None:
    def current() -> object:
        return rows("tenancy", "which.sql", {})[0][0]

    with inside(ours.id):
        with inside(theirs.id):
            assert current() == str(theirs.id)
        assert current() == str(ours.id)
        with inside(ours.id):
            pass
        assert current() == str(ours.id)
    assert current() == ""


def test_a_fault_inside_another_cooperative_does_not_leave_us_there(ours: Books, theirs: Books) -> None:
    with inside(ours.id):
        with pytest.raises(ZeroDivisionError), inside(theirs.id):
            raise ZeroDivisionError
        assert rows("tenancy", "which.sql", {})[0][0] == str(ours.id)


def test_a_sign_in_sees_no_row_of_the_books(ours: Books) -> None:
    with signed_in(new_id(ours.by.at)):
        assert not Account.objects.exists()
