"""What the database itself refuses of the books, in raw SQL as the application's role, whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import pytest

from ledger.books import DAY, NOON, Books, Raw, account, enter, money, new_key
from rochdale.audit.models import Act
from rochdale.ledger import actions, queries
from rochdale.ledger.models import AccountState
from rochdale.tenancy.actions import inside, new_id

DENIED, CHECK, UNIQUE, FOREIGN = "42501", "23514", "23505", "23503"
NEXT = DAY + timedelta(days=1)
ENTRY = """
    WITH entry AS (
        INSERT INTO ledger_entry (cooperative_id, id, booking_date, value_date, kind, text, idempotency_key,
            request_hash, act_id, reverses_id, posted_at)
        SELECT tenancy_current(), %(id)s, %(booked)s, %(valued)s, 'x', '', %(key)s, sha256(''), %(act)s,
            %(reverses)s, now()
        WHERE %(with_entry)s
    )
    INSERT INTO ledger_posting (cooperative_id, entry_id, line, account_id, currency, amount_minor, booking_date,
        value_date)
    SELECT tenancy_current(), %(id)s, posting.*
    FROM unnest(%(lines)s::smallint[], %(accounts)s::uuid[], %(currencies)s::text[], %(amounts)s::bigint[],
        %(booking_dates)s::date[], %(value_dates)s::date[]) AS posting
"""


@dataclass
class Scene:
    """Books, a raw connection inside them, and a recorded act to refer to."""

    books: Books
    raw: Raw
    act_id: UUID
    entry_id: UUID = field(default_factory=partial(new_id, NOON))

    def write(self, *amounts: tuple[str, int], **changed: Any) -> UUID:
        """Write an entry by hand, as sound as its amounts unless something is changed."""
        entry_id = new_id(self.books.by.at)
        count = len(amounts)
        sound = {
            "id": entry_id,
            "key": new_key(),
            "booked": DAY,
            "valued": DAY,
            "act": self.act_id,
            "reverses": None,
            "with_entry": True,
            "lines": list(range(1, count + 1)),
            "accounts": [self.books.accounts.get(name) for name, _ in amounts],
            "currencies": ["CAD"] * count,
            "amounts": [amount for _, amount in amounts],
            "booking_dates": [changed.get("booked", DAY)] * count,
            "value_dates": [changed.get("valued", DAY)] * count,
        }
        self.raw.execute(ENTRY, sound | changed)
        return entry_id


@pytest.fixture
def scene(books: Books, raw: Raw) -> Scene:
    """Odile has 100.00; cash, a euro account and a second day are there as well."""
    actions.open_days(by=books.by, days=[NEXT])
    books.open_all(account("euros", currency="EUR"))
    entry_id = books.deposit("odile", "100.00")
    with inside(books.id):
        act_id = Act.objects.filter(verb="ledger.open_days").values_list("id", flat=True)[0]
    return Scene(books, raw, act_id, entry_id)


@contextmanager
def refused(raw: Raw, state: str) -> Iterator[None]:
    """The statements of the block are refused with this SQLSTATE, at the latest at their commit."""
    with pytest.raises(psycopg.Error) as caught, raw.transaction():
        yield
    assert caught.value.sqlstate == state, caught.value


def test_a_sound_entry_is_taken(scene: Scene) -> None:
    scene.write(("odile", 2500), ("rosaire", -2500))
    scene.write(("odile", 100), ("cash", -60), ("rosaire", -40), valued=DAY - timedelta(days=40))
    assert scene.books.balances() == {"odile": 7400, "rosaire": 2540}
    assert scene.books.differences() == []


PAIR = (("odile", 5), ("cash", -5))
UNSOUND: dict[str, tuple[str, tuple[tuple[str, int], ...], dict[str, Any]]] = {
    "unbalanced": ("RD003", (("odile", 5), ("cash", -4)), {}),
    "unbalanced in one of two currencies": (
        "RD003",
        (("odile", 5), ("euros", -5)),
        {"currencies": ["CAD", "EUR"]},
    ),
    "an amount of zero": (CHECK, (("odile", 0), ("cash", 0)), {}),
    "one posting": ("RD003", (("odile", 5),), {}),
    "no posting": ("RD013", (), {}),
    "no entry": ("RD013", PAIR, {"with_entry": False}),
    "a line left out": ("RD013", PAIR, {"lines": [1, 3]}),
    "lines from zero": ("RD013", PAIR, {"lines": [0, 1]}),
    "the same line twice": (UNIQUE, PAIR, {"lines": [1, 1]}),
    "another booking date on a posting": ("RD013", PAIR, {"booking_dates": [DAY, NEXT]}),
    "another value date on a posting": ("RD013", PAIR, {"value_dates": [DAY, NEXT]}),
    "a day that was never opened": ("RD004", PAIR, {"booked": DAY + timedelta(days=9)}),
    "an act that does not exist": ("RD013", PAIR, {"act": new_id(NOON)}),
    "an account that does not exist": ("RD005", (("nobody", 5), ("cash", -5)), {"accounts": None}),
    "a control account": ("RD005", (("deposits", 5), ("cash", -5)), {}),
    "another currency than the account's": ("RD007", PAIR, {"currencies": ["EUR", "EUR"]}),
    "over the limit": ("RD006", (("odile", 10001), ("cash", -10001)), {}),
    "over the limit in two lines": ("RD006", (("odile", 9000), ("odile", 1001), ("cash", -10001)), {}),
    "a reversal of nothing": ("RD014", PAIR, {"reverses": new_id(NOON)}),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_entry_is_refused(scene: Scene, name: str) -> None:
    state, amounts, changed = UNSOUND[name]
    if changed.get("accounts", True) is None:
        changed = {"accounts": [new_id(NOON), scene.books.accounts["cash"]]}
    with refused(scene.raw, state):
        scene.write(*amounts, **changed)
    assert scene.books.balances() == {"odile": 10000, "rosaire": 0}
    assert scene.books.differences() == []


@pytest.mark.parametrize(
    "state", [AccountState.FROZEN, AccountState.DEBIT_FROZEN, AccountState.CREDIT_FROZEN]
)
def test_a_frozen_account_takes_no_such_posting(scene: Scene, state: AccountState) -> None:
    books = scene.books
    actions.set_state(by=books.by, account_id=books.accounts["odile"], state=state)
    if state != AccountState.CREDIT_FROZEN:
        with refused(scene.raw, "RD005"):
            scene.write(("odile", 5), ("cash", -5))
    if state != AccountState.DEBIT_FROZEN:
        with refused(scene.raw, "RD005"):
            scene.write(("cash", 5), ("odile", -5))


def test_a_closed_account_takes_nothing_and_stays_closed(scene: Scene) -> None:
    books, raw = scene.books, scene.raw
    actions.set_state(by=books.by, account_id=books.accounts["rosaire"], state=AccountState.CLOSED)
    with refused(raw, "RD005"):
        scene.write(("cash", 5), ("rosaire", -5))
    with refused(raw, "RD005"):
        raw.execute("UPDATE ledger_account SET state = 'open', closed_on = NULL WHERE number = 'rosaire'")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("state = 'closed', closed_on = '2026-03-02'", "RD005"),
        ("state = 'closed'", "RD005"),
        ("state = 'asleep'", CHECK),
        ("closed_on = '2026-03-02'", CHECK),
        ("currency = 'EUR'", DENIED),
        ("side = 1", DENIED),
        ("keeps_balance = false", DENIED),
        ("control_id = NULL", DENIED),
        ("owner_id = NULL", DENIED),
    ],
)
def test_an_account_changes_in_its_state_alone(scene: Scene, change: str, state: str) -> None:
    with refused(scene.raw, state):
        scene.raw.execute(f"UPDATE ledger_account SET {change} WHERE number = 'odile'".encode())


def test_not_even_the_owner_changes_what_an_account_is(scene: Scene, owner: Raw) -> None:
    enter(owner, scene.books.id)
    for change in (
        "currency = 'EUR'",
        "account_class = 'asset', side = 1",
        "number = 'x'",
        "control_id = NULL",
    ):
        with refused(owner, "RD002"):
            owner.execute(f"UPDATE ledger_account SET {change} WHERE number = 'odile'".encode())
    with refused(owner, "RD002"):
        owner.execute("DELETE FROM ledger_account")


WRITTEN_ONCE = [
    "audit_act",
    "ledger_entry",
    "ledger_posting",
    "ledger_entrynumber",
    "ledger_dailybalance",
    "ledger_hold",
    "ledger_holdstep",
]


@pytest.fixture
def lived(scene: Scene) -> Scene:
    """The same, after a hold, a release, and the close of the first day."""
    books = scene.books
    hold_id = books.hold("odile", "10.00")
    actions.release_hold(by=books.by, hold_id=hold_id, amount_minor=money("4.00").minor)
    actions.close_days(by=books.by, through=DAY)
    return scene


@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_what_is_written_once_stays(lived: Scene, owner: Raw, table: str) -> None:
    update = f"UPDATE {table} SET cooperative_id = cooperative_id".encode()
    delete, truncate = f"DELETE FROM {table}".encode(), f"TRUNCATE {table} CASCADE".encode()
    for statement in (update, delete, truncate):
        with refused(lived.raw, DENIED):
            lived.raw.execute(statement)
    enter(owner, lived.books.id)
    for statement in (update, delete, truncate):
        with refused(owner, "RD002"):
            owner.execute(statement)


@pytest.mark.parametrize("table", ["ledger_balance", "ledger_day", "ledger_account"])
def test_nothing_of_the_books_is_removed(lived: Scene, table: str) -> None:
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with refused(lived.raw, DENIED):
            lived.raw.execute(statement.encode())


@pytest.mark.parametrize("column", ["balance_minor", "held_minor", "side", "account_id"])
def test_no_balance_is_edited_by_hand(scene: Scene, column: str) -> None:
    with refused(scene.raw, DENIED):
        scene.raw.execute(f"UPDATE ledger_balance SET {column} = {column}".encode())
    with refused(scene.raw, DENIED):
        scene.raw.execute(
            "INSERT INTO ledger_balance SELECT cooperative_id, %s, side, 500, 0, 0 FROM ledger_balance LIMIT 1",
            [scene.books.accounts["cash"]],
        )


def test_an_overdraft_is_not_negative(scene: Scene) -> None:
    with refused(scene.raw, CHECK):
        scene.raw.execute("UPDATE ledger_balance SET overdraft_minor = -1")


def test_no_line_is_added_to_an_old_entry(scene: Scene) -> None:
    for lines in ([3, 4], [1, 2]):
        with refused(scene.raw, "RD013" if lines == [3, 4] else UNIQUE):
            scene.write(("odile", 5), ("cash", -5), id=scene.entry_id, lines=lines, with_entry=False)


def test_an_entry_in_two_statements_is_refused(scene: Scene) -> None:
    with refused(scene.raw, "RD013"):
        scene.write()
        scene.write(("odile", 5), ("cash", -5))


def test_a_key_stands_once(scene: Scene) -> None:
    scene.write(("odile", 5), ("cash", -5), key="k")
    with refused(scene.raw, UNIQUE):
        scene.write(("odile", 5), ("cash", -5), key="k")


MIRROR = (("cash", -10000), ("odile", 10000))


@pytest.mark.parametrize(
    "amounts",
    [
        (("cash", -9999), ("odile", 9999)),
        (("cash", 10000), ("odile", -10000)),
        (("odile", 10000), ("cash", -10000)),
        (("cash", -10000), ("odile", 9000), ("rosaire", 1000)),
        (("cash", -10000), ("odile", 10000), ("cash", -1), ("odile", 1)),
        (("cash", -10000),),
    ],
)
def test_a_reversal_mirrors_its_entry(scene: Scene, amounts: tuple[tuple[str, int], ...]) -> None:
    scene.books.deposit("odile", "1.00")
    scene.books.deposit("rosaire", "10.00")
    with refused(scene.raw, "RD014" if len(amounts) > 1 else "RD003"):
        scene.write(*amounts, reverses=scene.entry_id)
    scene.write(*MIRROR, reverses=scene.entry_id)
    assert scene.books.differences() == []


def test_an_entry_is_reversed_once(scene: Scene) -> None:
    scene.write(*MIRROR, reverses=scene.entry_id)
    scene.books.deposit("odile", "100.00")
    with refused(scene.raw, UNIQUE):
        scene.write(*MIRROR, reverses=scene.entry_id)


def test_nothing_is_booked_into_a_closed_day(lived: Scene) -> None:
    with refused(lived.raw, "RD004"):
        lived.write(("odile", 5), ("cash", -5))
    lived.write(("odile", 5), ("cash", -5), booked=NEXT, valued=DAY)


@pytest.mark.parametrize(
    "change",
    [
        "closed_act_id = NULL, first_number = NULL, last_number = NULL",
        "closed_act_id = opened_act_id",
        "last_number = 99",
    ],
)
def test_a_day_is_closed_once_and_stays_closed(lived: Scene, change: str) -> None:
    with refused(lived.raw, "RD004"):
        lived.raw.execute(f"UPDATE ledger_day SET {change} WHERE booking_date = '{DAY}'".encode())


def test_days_are_closed_oldest_first(scene: Scene) -> None:
    with refused(scene.raw, "RD004"):
        scene.raw.execute(
            "UPDATE ledger_day SET closed_act_id = opened_act_id WHERE booking_date = %s", [NEXT]
        )


def test_a_day_is_closed_with_a_number_for_every_entry(scene: Scene) -> None:
    with refused(scene.raw, "RD008"):
        scene.raw.execute(
            "UPDATE ledger_day SET closed_act_id = opened_act_id WHERE booking_date = %s", [DAY]
        )


OPEN_DAY = (
    "INSERT INTO ledger_day (cooperative_id, booking_date, opened_act_id) VALUES (tenancy_current(), %s, %s)"
)


def test_a_day_is_opened_after_the_last_closed_one(lived: Scene) -> None:
    for day in (DAY - timedelta(days=1), DAY):
        with refused(lived.raw, "RD004"):
            lived.raw.execute(OPEN_DAY, [day, lived.act_id])
    with refused(lived.raw, UNIQUE):
        lived.raw.execute(OPEN_DAY, [NEXT, lived.act_id])
    with refused(lived.raw, FOREIGN):
        lived.raw.execute(OPEN_DAY, [NEXT + timedelta(days=1), new_id(NOON)])


NUMBER = (
    "INSERT INTO ledger_entrynumber (cooperative_id, number, entry_id, booking_date)"
    " VALUES (tenancy_current(), %s, %s, %s)"
)


@pytest.mark.parametrize("number", [0, 1, 3, -1])
def test_numbers_leave_no_gap(lived: Scene, number: int) -> None:
    entry_id = lived.books.deposit("odile", "1.00", on=NEXT)
    with refused(lived.raw, UNIQUE if number == 1 else "RD008"):
        lived.raw.execute(NUMBER, [number, entry_id, NEXT])


def test_an_entry_has_one_number(lived: Scene) -> None:
    with refused(lived.raw, UNIQUE):
        lived.raw.execute(NUMBER, [2, lived.entry_id, DAY])


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_nothing_is_posted_from_an_old_snapshot(scene: Scene, level: str) -> None:
    with refused(scene.raw, "RD013"):
        scene.raw.execute(f"SET TRANSACTION ISOLATION LEVEL {level}".encode())
        scene.write(("odile", 5), ("cash", -5))


HOLD = (
    "INSERT INTO ledger_hold (cooperative_id, id, account_id, amount_minor, purpose, idempotency_key, act_id,"
    " placed_at) VALUES (tenancy_current(), %s, %s, %s, 'x', %s, %s, now())"
)


@pytest.mark.parametrize(
    ("name", "amount", "state"),
    [
        ("odile", 10001, "RD006"),
        ("rosaire", 1, "RD006"),
        ("cash", 1, "RD006"),
        ("odile", 0, CHECK),
        ("odile", -5, CHECK),
    ],
)
def test_a_hold_keeps_to_the_limit(scene: Scene, name: str, amount: int, state: str) -> None:
    with refused(scene.raw, state):
        values = [new_id(NOON), scene.books.accounts[name], amount, new_key(), scene.act_id]
        scene.raw.execute(HOLD, values)


@pytest.mark.parametrize("state", [AccountState.FROZEN, AccountState.DEBIT_FROZEN])
def test_nothing_is_held_on_a_frozen_account(scene: Scene, state: AccountState) -> None:
    odile = scene.books.accounts["odile"]
    actions.set_state(by=scene.books.by, account_id=odile, state=state)
    with refused(scene.raw, "RD005"):
        scene.raw.execute(HOLD, [new_id(NOON), odile, 1, new_key(), scene.act_id])


STEP = (
    "INSERT INTO ledger_holdstep (cooperative_id, id, hold_id, kind, amount_minor, entry_id, act_id, at)"
    " VALUES (tenancy_current(), uuidv7(), %s, %s, %s, %s, %s, now())"
)


@pytest.mark.parametrize(
    ("kind", "amount", "entry", "state"),
    [
        ("release", 1001, "none", "RD011"),
        ("release", 0, "none", CHECK),
        ("release", -1, "none", CHECK),
        ("release", 5, "posted", CHECK),
        ("capture", 5, "none", CHECK),
        ("vanish", 5, "none", CHECK),
        ("capture", 5, "unknown", FOREIGN),
    ],
)
def test_no_more_leaves_a_hold_than_it_holds(
    scene: Scene, kind: str, amount: int, entry: str, state: str
) -> None:
    hold_id = scene.books.hold("odile", "10.00")
    entry_id = {"posted": scene.entry_id, "unknown": new_id(NOON), "none": None}[entry]
    with refused(scene.raw, state):
        scene.raw.execute(STEP, [hold_id, kind, amount, entry_id, scene.act_id])
    assert scene.books.own("odile").held_minor == 1000


ACCOUNT = (
    "INSERT INTO ledger_account (cooperative_id, id, number, names, account_class, side, currency, is_control,"
    " keeps_balance, control_id, role, state, opened_on)"
    " VALUES (tenancy_current(), uuidv7(), 'new', '{}', %s, %s, %s, %s, %s, %s, '', 'open', '2026-03-02')"
)


@pytest.mark.parametrize(
    ("account_class", "side", "currency", "is_control", "above", "state"),
    [
        ("liability", -1, "EUR", False, "deposits", "RD005"),
        ("asset", 1, "CAD", False, "deposits", "RD005"),
        ("liability", -1, "CAD", False, "odile", "RD005"),
        ("liability", -1, "CAD", True, "deposits", CHECK),
        ("liability", 1, "CAD", False, None, CHECK),
        ("debt", -1, "CAD", False, None, CHECK),
    ],
)
def test_an_unsound_account_is_refused(
    scene: Scene,
    account_class: str,
    side: int,
    currency: str,
    is_control: object,
    above: str | None,
    state: str,
) -> None:
    above_id = scene.books.accounts[above] if above else None
    with refused(scene.raw, state):
        scene.raw.execute(ACCOUNT, [account_class, side, currency, is_control, False, above_id])


def test_an_act_is_recorded_in_the_transaction_of_what_it_says(scene: Scene) -> None:
    books = scene.books
    before = queries.balance_on(books.id, books.accounts["odile"], DAY)
    with inside(books.id):
        acts = Act.objects.count()
    with suppress(ZeroDivisionError), inside(books.id):
        books.deposit("odile", "1.00")
        raise ZeroDivisionError
    with inside(books.id):
        assert Act.objects.count() == acts
    assert queries.balance_on(books.id, books.accounts["odile"], DAY) == before
