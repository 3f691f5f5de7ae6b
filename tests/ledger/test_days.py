"""Days: opened, closed for good, numbered without gaps; and what accounts held at any date, past or present."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import DAY, Books, Raw, account, enter, new_key, open_books
from rochdale.audit.models import Act
from rochdale.ledger import actions, errors, queries
from rochdale.ledger.actions import ClosedDay
from rochdale.ledger.models import AccountClass, AccountState, DailyBalance, EntryNumber
from rochdale.tenancy.actions import inside

DAYS = [DAY + timedelta(days=place) for place in range(5)]


@pytest.fixture
def week(database: str, slug: str) -> Books:
    """Books with five days open, and cash that is not under a control account."""
    return open_books(slug, DAYS)


def _numbers(books: Books) -> list[tuple[int, date]]:
    with inside(books.id):
        return list(EntryNumber.objects.order_by("number").values_list("number", "booking_date"))


def test_numbers_run_from_one_in_the_order_of_days(week: Books) -> None:
    for day in (DAYS[2], DAYS[0], DAYS[2], DAYS[0], DAYS[3]):
        week.deposit("odile", "1.00", on=day)
    assert actions.close_days(by=week.by, through=DAYS[0]) == [ClosedDay(DAYS[0], 1, 2)]
    assert actions.close_days(by=week.by, through=DAYS[3]) == [
        ClosedDay(DAYS[1], None, None),
        ClosedDay(DAYS[2], 3, 4),
        ClosedDay(DAYS[3], 5, 5),
    ]
    assert _numbers(week) == [(1, DAYS[0]), (2, DAYS[0]), (3, DAYS[2]), (4, DAYS[2]), (5, DAYS[3])]
    numbered = [entry.number for entry in queries.journal(week.id, DAYS[0], DAYS[4])]
    assert numbered == [1, 2, 3, 4, 5]
    assert week.differences() == []


def test_days_tell_what_became_of_them(week: Books) -> None:
    week.deposit("odile", "1.00", on=DAYS[1])
    actions.close_days(by=week.by, through=DAYS[1])
    found = queries.days(week.id)
    assert [day.booking_date for day in found] == DAYS[::-1]
    assert [(day.is_closed, day.entries) for day in found] == [(False, 0)] * 3 + [(True, 1), (True, 0)]
    assert queries.days(week.id, before=DAYS[1], limit=1)[0].booking_date == DAYS[0]
    assert queries.open_days(week.id) == DAYS[2:]


def test_the_close_of_an_empty_day_is_an_act_like_any_other(books: Books) -> None:
    assert actions.close_days(by=books.by, through=DAY) == [ClosedDay(DAY, None, None)]
    with inside(books.id):
        act = Act.objects.get(verb="ledger.close_days")
    assert act.facts["first"] == str(DAY)
    assert books.differences() == []


def test_a_closed_day_takes_no_entry_but_a_value_date_may_lie_in_it(week: Books) -> None:
    actions.close_days(by=week.by, through=DAYS[1])
    with pytest.raises(errors.DayNotOpen):
        week.deposit("odile", "1.00", on=DAYS[1])
    week.deposit("odile", "1.00", on=DAYS[2], value_date=DAYS[0])
    odile = week.accounts["odile"]
    assert [queries.balance_on(week.id, odile, day) for day in DAYS] == [0, 0, -100, -100, -100]
    assert [queries.value_balance_on(week.id, odile, day) for day in DAYS] == [-100] * 5
    actions.close_days(by=week.by, through=DAYS[4])
    assert [queries.value_balance_on(week.id, odile, day) for day in DAYS] == [-100] * 5


def test_a_value_date_may_lie_ahead(week: Books) -> None:
    week.deposit("odile", "1.00", on=DAYS[0], value_date=DAYS[3])
    odile = week.accounts["odile"]
    assert [queries.value_balance_on(week.id, odile, day) for day in DAYS] == [0, 0, 0, -100, -100]
    assert queries.balance_on(week.id, odile, DAYS[0]) == -100


def _frozen(books: Books) -> list[tuple[str, date, int, int, int]]:
    names = {id_: name for name, id_ in books.accounts.items()}
    with inside(books.id):
        rows = DailyBalance.objects.order_by("booking_date", "account_id")
        return sorted(
            (names[row.account_id], row.booking_date, row.debit_minor, row.credit_minor, row.closing_minor)
            for row in rows
        )


def _some_business(books: Books) -> None:
    books.open_member("zoe")
    for place, day in enumerate(DAYS[:4]):
        if place != 2:
            books.deposit("odile", f"{10 + place}.00", on=day)
            books.transfer("odile", "rosaire", f"{place + 1}.50", on=day)
    books.deposit("zoe", "1.00", on=DAYS[3])


def test_closing_several_days_at_once_is_closing_them_one_by_one(database: str, slug: str) -> None:
    once, apart = (open_books(f"{slug}-{way}", DAYS) for way in "ab")
    for books in (once, apart):
        _some_business(books)
    closed = actions.close_days(by=once.by, through=DAYS[4])
    assert closed == [actions.close_days(by=apart.by, through=day)[0] for day in DAYS]
    assert _frozen(once) == _frozen(apart)
    assert _numbers(once) == _numbers(apart)
    assert once.differences() + apart.differences() == []


def test_a_control_account_is_the_sum_of_those_under_it(week: Books) -> None:
    _some_business(week)
    for through in (None, DAYS[1], DAYS[4]):
        if through is not None:
            actions.close_days(by=week.by, through=through)
        for day in DAYS:
            trial = {line.number: line for line in queries.trial_balance(week.id, day)}
            members = [
                queries.balance_on(week.id, week.accounts[name], day) for name in ("odile", "rosaire", "zoe")
            ]
            assert trial["deposits"].balance_minor == sum(members), (through, day)
            assert trial["cash"].balance_minor == -sum(members)
            assert trial["deposits"].is_control
            assert set(trial) == {"deposits", "cash"}


def test_a_closed_account_keeps_its_history(week: Books) -> None:
    week.deposit("odile", "5.00", on=DAYS[0])
    week.transfer("odile", "cash", "5.00", on=DAYS[1])
    actions.close_days(by=week.by, through=DAYS[1])
    odile = week.accounts["odile"]
    actions.set_state(by=week.by, account_id=odile, state=AccountState.CLOSED)
    assert queries.account(week.id, odile).closed_on == week.day
    assert queries.balance_on(week.id, odile, DAYS[0]) == -500
    assert week.differences() == []


@dataclass(frozen=True)
class Happened:
    """One transfer as the brute-force model keeps it: days are counted from the first."""

    booked: int
    valued: int
    payer: str
    payee: str
    minor: int


NAMES = ["cash", "odile", "rosaire"]
HAPPENED = st.builds(
    Happened,
    st.integers(0, 4),
    st.integers(-3, 7),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.integers(1, 10_000),
)


def _day(place: int) -> date:
    return DAY + timedelta(days=place)


def _posted(happened: list[Happened], closing: list[int]) -> Books:
    """Books in which all of it happened, days closed in between: `closing` are the last days of each closing."""
    books = open_books(f"dates-{uuid.uuid4().hex[:16]}", DAYS)
    for name in NAMES[1:]:
        actions.agree_overdraft(by=books.by, account_id=books.accounts[name], overdraft_minor=10**9)
    waiting = sorted(happened, key=lambda each: each.booked)
    for through in [*sorted(set(closing)), None]:
        now = [each for each in waiting if through is None or each.booked <= through]
        waiting = [each for each in waiting if each not in now]
        requests = [
            books.request(
                each.payer,
                each.payee,
                f"{each.minor / 100:.2f}",
                on=_day(each.booked),
                value_date=_day(each.valued),
            )
            for each in now
        ]
        if requests:
            actions.post_batch(by=books.by, requests=requests)
        if through is not None:
            actions.close_days(by=books.by, through=_day(through))
    return books


def _amounts(happened: list[Happened], name: str) -> Iterator[tuple[Happened, int]]:
    for each in happened:
        yield each, (each.payer == name) * each.minor - (each.payee == name) * each.minor


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(happened=st.lists(HAPPENED, max_size=14), closing=st.lists(st.integers(0, 4), max_size=2))
def test_balances_at_any_date_are_those_of_the_whole_history(
    database: str, happened: list[Happened], closing: list[int]
) -> None:
    books = _posted(happened, closing)
    for name in NAMES:
        account_id = books.accounts[name]
        for place in range(-4, 9):
            booked = sum(amount for each, amount in _amounts(happened, name) if each.booked <= place)
            valued = sum(amount for each, amount in _amounts(happened, name) if each.valued <= place)
            assert queries.balance_on(books.id, account_id, _day(place)) == booked
            assert queries.value_balance_on(books.id, account_id, _day(place)) == valued
    _daily_balances_agree(books, happened)
    _statements_agree(books, happened)
    assert books.differences() == []


def _daily_balances_agree(books: Books, happened: list[Happened]) -> None:
    ids = {books.accounts[name]: name for name in NAMES}
    found = queries.daily_balances(books.id, list(ids), _day(1), _day(3))
    booked = [each for each in happened if 1 <= each.booked <= 3]
    wanted = {(each.booked, name) for each in booked for name in (each.payer, each.payee)}
    assert {((day.booking_date - DAY).days, ids[day.account_id]) for day in found} == wanted
    assert [day.booking_date for day in found] == sorted(day.booking_date for day in found)
    for day in found:
        place, name = (day.booking_date - DAY).days, ids[day.account_id]
        then = [each for each in booked if each.booked == place]
        assert day.debit_minor == sum(each.minor for each in then if each.payer == name)
        assert day.credit_minor == sum(each.minor for each in then if each.payee == name)
        assert day.closing_minor == sum(
            amount for each, amount in _amounts(happened, name) if each.booked <= place
        )


def _statements_agree(books: Books, happened: list[Happened]) -> None:
    account_id = books.accounts["odile"]
    page = queries.statement(books.id, account_id, _day(1), _day(3), limit=2)
    before = -sum(amount for each, amount in _amounts(happened, "odile") if each.booked < 1)
    assert page.own_opening_minor == before
    amounts = []
    while True:
        balance = page.own_opening_minor
        for line in page.lines:
            balance += line.own_amount_minor
            assert line.own_balance_minor == balance
            amounts.append(line.own_amount_minor)
        assert page.own_closing_minor == balance
        if page.next_after is None:
            break
        after = (*page.next_after, page.own_closing_minor)
        page = queries.statement(books.id, account_id, _day(1), _day(3), after=after, limit=2)
    wanted = [
        minor
        for each in happened
        if 1 <= each.booked <= 3
        for name, minor in ((each.payer, -each.minor), (each.payee, each.minor))
        if name == "odile"
    ]
    assert sorted(amounts) == sorted(wanted)
    assert page.own_closing_minor == -queries.balance_on(books.id, account_id, _day(3))


def test_a_statement_says_where_money_came_from(week: Books) -> None:
    week.open_all(account("fees", AccountClass.INCOME))
    week.deposit("odile", "50.00", on=DAYS[0], text="Dépôt")
    request = week.entry(odile="10.00", rosaire="-9.00", fees="-1.00")
    actions.post(by=week.by, request=request)
    page = queries.statement(week.id, week.accounts["odile"], DAYS[0], DAYS[0])
    assert [(line.own_amount_minor, line.counterpart_number, line.text) for line in page.lines] == [
        (5000, "cash", "Dépôt"),
        (-1000, "rosaire", ""),
    ]
    assert (page.own_opening_minor, page.own_closing_minor, page.next_after) == (0, 4000, None)


def test_a_statement_of_an_account_elsewhere_is_refused(week: Books, slug: str) -> None:
    other = open_books(f"{slug}-b")
    for account_id in (other.accounts["odile"], uuid.uuid4()):
        with pytest.raises(errors.AccountNotFound):
            queries.statement(week.id, account_id, DAYS[0], DAYS[1])
        with pytest.raises(errors.AccountNotFound):
            queries.account(week.id, account_id)
    with pytest.raises(errors.EntryNotFound):
        queries.entry(week.id, other.deposit("odile", "1.00"))
    assert queries.accounts(week.id, [other.accounts["odile"]]) == {}
    assert queries.available(week.id, [other.accounts["odile"]]) == {}


def test_old_balances_are_read_without_the_history(week: Books, raw_week: Raw) -> None:
    """With everything closed, a balance touches as many rows after a thousand entries as after ten."""
    reads = []
    for count, day in ((10, DAYS[0]), (1_000, DAYS[1])):
        requests = [week.request("cash", "odile", "0.01", on=day, key=new_key()) for _ in range(count)]
        actions.post_batch(by=week.by, requests=requests)
        actions.close_days(by=week.by, through=day)
        reads.append(_rows_read(raw_week, str(week.accounts["odile"]), day))
    assert reads[1] <= reads[0] + 2
    assert reads[1] < 20


@pytest.fixture
def raw_week(app: Raw, week: Books) -> Raw:
    """The application's role inside the week's books."""
    app.autocommit = True
    enter(app, week.id)
    # Of a table that is still small the planner may as well read every row: what is asked is how the index is read.
    app.execute("SET enable_seqscan = off")
    app.execute("SET enable_bitmapscan = off")
    return app


def _rows_read(raw: Raw, account_id: str, day: date) -> int:
    """Rows that the plan of the balance's parts visits, counted by the server itself."""
    question = (
        "EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) SELECT closing_minor FROM ledger_dailybalance"
        f" WHERE cooperative_id = tenancy_current() AND account_id = '{account_id}' AND booking_date <= '{day}'"
        " ORDER BY booking_date DESC LIMIT 1"
    )
    tail = (
        "EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) SELECT sum(amount_minor) FROM ledger_posting"
        f" WHERE cooperative_id = tenancy_current() AND account_id = '{account_id}'"
        f" AND booking_date > ledger_closed_through() AND booking_date <= '{day}'"
    )
    return sum(_visited(raw.execute(each.encode()).fetchone()) for each in (question, tail))


def _visited(answer: object) -> int:
    assert isinstance(answer, tuple)

    def walk(node: dict[str, object]) -> int:
        below = node.get("Plans", [])
        assert isinstance(below, list)
        own = Decimal(str(node["Actual Rows"])) + Decimal(str(node.get("Rows Removed by Filter", 0)))
        return int(own) + sum(walk(each) for each in below)

    return walk(answer[0][0]["Plan"])
