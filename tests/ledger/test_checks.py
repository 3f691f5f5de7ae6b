"""Each check of the books, shown red: one fact is damaged with every guard switched off, and one number answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest

from ledger.books import CHECKS, DAY, Books, Raw, account, enter, money, new_key
from rochdale.config.embedded import Server
from rochdale.ledger import actions
from rochdale.ledger.checks import CHECKS as LEDGER_CHECKS
from rochdale.ledger.models import AccountState

NEXT = DAY + timedelta(days=1)
ODILE = "account_id = (SELECT id FROM ledger_account WHERE number = 'odile')"
SOME_ENTRY = "(SELECT id FROM ledger_entry WHERE booking_date = '2026-03-02' ORDER BY id LIMIT 1)"
LATE_ENTRY = "(SELECT id FROM ledger_entry WHERE idempotency_key = 'late')"


@dataclass(frozen=True)
class Damage:
    """What someone with every right does to the rows, and the numbers that must answer, no others."""

    sql: str
    answers: frozenset[str]


def damage(sql: str, *answers: str) -> Damage:
    """A damage, and the numbers that must answer."""
    return Damage(sql, frozenset(f"INV-{number}" for number in answers))


DAMAGES = {
    "an act without authority": damage("UPDATE audit_act SET authority = ''", "02"),
    "a posting of another amount": damage(
        f"UPDATE ledger_posting SET amount_minor = amount_minor + 1 WHERE entry_id = {LATE_ENTRY} AND line = 1;"
        "UPDATE ledger_balance SET balance_minor = (SELECT coalesce(sum(amount_minor), 0) FROM ledger_posting AS line"
        " WHERE line.account_id = ledger_balance.account_id)",
        "03",
    ),
    "an entry on a day that never was": damage(
        f"UPDATE ledger_entry SET booking_date = '2026-03-20' WHERE id = {LATE_ENTRY};"
        f"UPDATE ledger_posting SET booking_date = '2026-03-20' WHERE entry_id = (SELECT id FROM ledger_entry"
        " WHERE booking_date = '2026-03-20')",
        "04",
    ),
    "an open day before a closed one": damage(
        "INSERT INTO ledger_day (cooperative_id, booking_date, opened_act_id)"
        " SELECT cooperative_id, '2026-02-02', opened_act_id FROM ledger_day LIMIT 1",
        "04",
    ),
    "money on a closed account": damage(
        "UPDATE ledger_account SET state = 'closed', closed_on = '2026-03-03' WHERE number = 'odile'", "05"
    ),
    "a posting on a control account": damage(
        "UPDATE ledger_account SET is_control = true WHERE number = 'branch'", "05", "09", "10"
    ),
    "an account with a limit that keeps no balance": damage(
        f"DELETE FROM ledger_balance WHERE {ODILE}", "06"
    ),
    "a balance that counts the other way": damage(f"UPDATE ledger_balance SET side = 1 WHERE {ODILE}", "06"),
    "a negative overdraft": damage(
        "ALTER TABLE ledger_balance DROP CONSTRAINT ledger_balance_overdraft;"
        f"UPDATE ledger_balance SET overdraft_minor = -5 WHERE {ODILE}",
        "06",
    ),
    "postings in another currency": damage(
        f"UPDATE ledger_posting SET currency = 'EUR' WHERE entry_id = {LATE_ENTRY}", "07"
    ),
    "a posting on no account": damage("DELETE FROM ledger_account WHERE number = 'branch'", "07", "09", "10"),
    "a number left out": damage("UPDATE ledger_entrynumber SET number = number + 100", "08"),
    "a number taken away": damage(
        "DELETE FROM ledger_entrynumber WHERE number = (SELECT max(number) FROM ledger_entrynumber)", "08"
    ),
    "a number before the day is closed": damage(
        "INSERT INTO ledger_entrynumber (cooperative_id, number, entry_id, booking_date)"
        " SELECT cooperative_id, (SELECT max(number) + 1 FROM ledger_entrynumber), id, booking_date FROM ledger_entry"
        f" WHERE id = {LATE_ENTRY}",
        "08",
    ),
    "a control account that sums otherwise": damage(
        "UPDATE ledger_dailybalance SET debit_minor = debit_minor + 1"
        " WHERE account_id = (SELECT id FROM ledger_account WHERE number = 'deposits')",
        "09",
    ),
    "a control account that lost a day": damage(
        "DELETE FROM ledger_dailybalance"
        " WHERE account_id = (SELECT id FROM ledger_account WHERE number = 'deposits')",
        "09",
    ),
    "a frozen balance of another amount": damage(
        f"UPDATE ledger_dailybalance SET closing_minor = closing_minor + 1 WHERE {ODILE}", "10"
    ),
    "a frozen balance that is gone": damage(
        "DELETE FROM ledger_dailybalance WHERE account_id = (SELECT id FROM ledger_account WHERE number = 'branch')",
        "09",
        "10",
    ),
    "a frozen balance of an open day": damage(
        "INSERT INTO ledger_dailybalance (cooperative_id, account_id, booking_date, debit_minor, credit_minor,"
        " closing_minor) SELECT cooperative_id, account_id, '2026-03-03', 0, 0, closing_minor FROM ledger_dailybalance"
        " WHERE account_id = (SELECT id FROM ledger_account WHERE number = 'branch')",
        "10",
    ),
    "a kept balance edited by hand": damage(
        f"UPDATE ledger_balance SET balance_minor = balance_minor - 5000 WHERE {ODILE}", "11"
    ),
    "more held than the holds hold": damage(
        f"UPDATE ledger_balance SET held_minor = held_minor + 1 WHERE {ODILE}", "11"
    ),
    "a step of a hold that is gone": damage("DELETE FROM ledger_holdstep", "11"),
    "a key used twice": damage(
        "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_key;"
        "UPDATE ledger_entry SET idempotency_key = 'the same'",
        "12",
    ),
    "a hash that is none": damage("UPDATE ledger_entry SET request_hash = 'x'", "12"),
    "an entry without its postings": damage(
        f"DELETE FROM ledger_posting WHERE entry_id = {LATE_ENTRY};"
        "UPDATE ledger_balance SET balance_minor = (SELECT coalesce(sum(amount_minor), 0) FROM ledger_posting AS line"
        " WHERE line.account_id = ledger_balance.account_id)",
        "13",
    ),
    "postings without their entry": damage(f"DELETE FROM ledger_entry WHERE id = {LATE_ENTRY}", "13"),
    "lines that do not count from one": damage(
        f"UPDATE ledger_posting SET line = line + 10 WHERE entry_id = {LATE_ENTRY}", "13"
    ),
    "a posting of another value date": damage(
        f"UPDATE ledger_posting SET value_date = '2026-01-01' WHERE entry_id = {LATE_ENTRY} AND line = 1",
        "13",
    ),
    "an entry without its act": damage(
        f"DELETE FROM audit_act WHERE id = (SELECT act_id FROM ledger_entry WHERE id = {LATE_ENTRY})", "13"
    ),
    "a reversal of another entry": damage(
        f"UPDATE ledger_entry SET reverses_id = {SOME_ENTRY} WHERE reverses_id IS NOT NULL", "14"
    ),
    "a reversal of no entry": damage(
        "UPDATE ledger_entry SET reverses_id = uuidv7() WHERE reverses_id IS NOT NULL", "14"
    ),
}


@pytest.fixture
def lived(books: Books) -> Books:
    """Books that saw a little of everything: two currencies, a reversal, holds, a closed day and an open one."""
    actions.open_days(by=books.by, days=[NEXT])
    books.open_all(account("branch", keeps_balance=False), account("euros", currency="EUR"))
    books.deposit("odile", "100.00")
    books.deposit("rosaire", "12.00")
    books.transfer("cash", "branch", "7.00")
    actions.close_days(by=books.by, through=DAY)
    books.transfer("odile", "rosaire", "3.00", on=NEXT, key="late")
    mistaken = books.transfer("cash", "rosaire", "4.00", on=NEXT)
    actions.reverse_entry(by=books.on(NEXT), entry_id=mistaken, key=new_key())
    hold_id = books.hold("odile", "10.00")
    actions.release_hold(by=books.by, hold_id=hold_id, amount_minor=money("4.00").minor)
    actions.set_state(by=books.by, account_id=books.accounts["rosaire"], state=AccountState.DEBIT_FROZEN)
    return books


@pytest.fixture
def almighty(server: Server, database: str, lived: Books) -> Iterator[Raw]:
    """A superuser for whom no guard stands, in a transaction that is undone; the walls still bind what it sees."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL lock_timeout = '20s'")
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def _answering(raw: Raw) -> set[str]:
    raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
    raw.execute("SET LOCAL ROLE rochdale_app")
    return {check.invariant for check in CHECKS if raw.execute(check.sql.encode()).fetchall()}


def test_sound_books_answer_nothing(lived: Books) -> None:
    assert lived.differences() == []


def test_every_check_is_shown_red() -> None:
    answers = frozenset().union(*(each.answers for each in DAMAGES.values()))
    assert answers >= {check.invariant for check in LEDGER_CHECKS} | {"INV-02"}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_found_by_its_check(almighty: Raw, lived: Books, name: str) -> None:
    # The rows of other cooperatives are out of reach: even a superuser is bound while it plays the owner, whose
    # triggers stay silent in a session that replicates.
    almighty.execute("SET LOCAL ROLE rochdale_owner")
    enter(almighty, lived.id)
    for statement in DAMAGES[name].sql.split(";"):
        almighty.execute(statement.encode())
    assert _answering(almighty) == DAMAGES[name].answers


def test_the_damages_are_undone(lived: Books, almighty: Raw) -> None:
    almighty.execute("SET LOCAL ROLE rochdale_owner")
    enter(almighty, lived.id)
    almighty.execute("UPDATE ledger_balance SET balance_minor = 0")
    almighty.rollback()
    assert lived.differences() == []
