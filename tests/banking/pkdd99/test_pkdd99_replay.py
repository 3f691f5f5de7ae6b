"""Recovering the order of an account's day: what was shuffled is found, what was damaged is named."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.banking.pkdd99.ordering import STATES_MAX
from rochdale.banking.pkdd99.records import BankTransaction, Direction
from rochdale.banking.pkdd99.replay import AccountDay, Replay, WhyUnmatched, replay

FIRST_DAY = date(1993, 1, 1)


def booked(
    row_id: int, change_minor: int, printed_minor: int, *, day: int = 0, account_id: int = 2
) -> BankTransaction:
    """A row of which only the figures, the day and the account matter."""
    return BankTransaction(
        id=row_id,
        account_id=account_id,
        booked_on=FIRST_DAY + timedelta(days=day),
        direction=Direction.CREDIT if change_minor >= 0 else Direction.DEBIT,
        operation=None,
        amount_minor=abs(change_minor),
        printed_balance_minor=printed_minor,
        purpose=None,
        counterparty_bank=None,
        counterparty_account=None,
        line=row_id,
    )


def history(*days: list[tuple[int, int]]) -> list[BankTransaction]:
    """An account's rows in order: each a change and the rounding that the bank hid in its printed balance."""
    rows: list[BankTransaction] = []
    balance = 0
    for day, changes in enumerate(days):
        for change, hidden in changes:
            balance += change + hidden
            rows.append(booked(len(rows) + 1, change, balance, day=day))
    return rows


CHANGES = st.one_of(st.integers(-(10**7), 10**7), st.integers(-30, 30), st.sampled_from([-1460, 1460]))
STEPS = st.tuples(CHANGES, st.integers(-10, 10))
DAYS = st.lists(st.lists(STEPS, min_size=1, max_size=6), min_size=1, max_size=5)


def assert_explains(found: Replay, rows: list[BankTransaction]) -> None:
    """Every row is used once, each printed balance follows, days join, and differences make up the rest."""
    assert found.unmatched == ()
    used = [row for day in found.days for row in day.transactions]
    assert sorted(row.id for row in used) == sorted(row.id for row in rows)
    balance = 0
    ours = 0
    for day in found.days:
        assert day.opening_minor == balance
        for row in day.transactions:
            assert row.booked_on == day.day
            assert abs(row.printed_balance_minor - balance - row.change_minor) <= 10
            balance = row.printed_balance_minor
            ours += row.change_minor
        ours += day.difference_minor
        assert ours == day.closing_minor == balance


@given(days=DAYS, random=st.randoms(use_true_random=False))
def test_shuffled_days_are_put_in_an_order_that_explains_them(
    days: list[list[tuple[int, int]]], random: Random
) -> None:
    rows = history(*days)
    shuffled = list(rows)
    random.shuffle(shuffled)
    found = replay(shuffled)
    assert_explains(found, rows)
    assert found == replay(rows), "the order of the input does not matter"


@given(changes=st.lists(st.integers(1_000, 10**7), min_size=1, max_size=7, unique=True), random=st.randoms())
def test_where_only_one_order_explains_a_day_it_is_recovered(changes: list[int], random: Random) -> None:
    rows = history([(change, 0) for change in changes])
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert list(replay(shuffled).days[0].transactions) == rows


@given(days=DAYS, data=st.data())
def test_a_corrupted_printed_balance_leaves_exactly_its_day_unmatched(
    days: list[list[tuple[int, int]]], data: st.DataObject
) -> None:
    rows = history(*days)
    victim = data.draw(st.integers(0, len(rows) - 1))
    out_of_reach = sum(row.amount_minor for row in rows) + 10 * len(rows) + 100
    damaged = replace(
        rows[victim], printed_balance_minor=rows[victim].printed_balance_minor + 2 * out_of_reach
    )
    rows[victim] = damaged
    found = replay(rows)
    assert [(day.account_id, day.day, day.why) for day in found.unmatched] == [
        (2, damaged.booked_on, WhyUnmatched.NO_ORDER)
    ]
    assert damaged in found.unmatched[0].transactions
    left = {row.id for day in found.days for row in day.transactions}
    assert left == {row.id for row in rows if row.booked_on != damaged.booked_on}


def test_the_step_tolerance_is_ten_minor_units_and_no_more() -> None:
    assert replay(history([(500, 10)])).days[0].difference_minor == 10
    assert replay(history([(500, -10)])).days[0].difference_minor == -10
    assert [day.openings_minor for day in replay(history([(500, 11)])).unmatched] == [(0,)]


def test_hidden_decimals_of_one_day_add_up_in_its_difference() -> None:
    found = replay(history([(500, 10), (-20, 10), (7, -5)], [(100, 0)]))
    assert [day.difference_minor for day in found.days] == [15, 0]


def test_a_day_opens_with_the_balance_printed_the_day_before() -> None:
    # Read in the order of the file, the second day would open 300 too low.
    rows = history([(1000, 0)], [(-300, 0), (500, 0)])
    found = replay([rows[0], rows[2], rows[1]])
    assert found.days[1] == AccountDay(2, FIRST_DAY + timedelta(days=1), (rows[1], rows[2]), 1000)


def test_the_next_day_chooses_between_two_ways_to_close_a_day() -> None:
    # Both orders explain the first day, closing with 0.10 or with 0.05; only the latter leads to 0.17.
    first_day = [booked(1, 5, 5), booked(2, 2, 10)]
    assert replay(first_day).days[0].closing_minor == 10
    found = replay([*first_day, booked(3, 2, 17, day=1)])
    assert found.days[0].closing_minor == 10
    found = replay([*first_day, booked(3, 22, 17, day=1)])
    assert found.unmatched == ()
    assert found.days[0].closing_minor == 5


def test_accounts_are_apart_and_days_come_in_order_of_day_and_account() -> None:
    rows = [
        booked(1, 100, 100, account_id=4),
        booked(2, 200, 200, account_id=2),
        booked(3, -100, 100, account_id=2, day=3),
        booked(4, 50, 150, account_id=4, day=1),
    ]
    found = replay(rows)
    assert [(day.day.day, day.account_id) for day in found.days] == [(1, 2), (1, 4), (2, 4), (4, 2)]
    assert found.unmatched == ()


def test_nothing_replays_to_nothing() -> None:
    assert replay([]) == Replay((), ())


def test_a_missing_row_leaves_one_day_unmatched_and_the_account_goes_on() -> None:
    rows = history([(1000, 0)], [(700, 0)], [(10, 0)], [(20, 0)])
    found = replay([rows[0], rows[2], rows[3]])
    assert [day.day for day in found.unmatched] == [rows[2].booked_on]
    assert found.unmatched[0].transactions == (rows[2],)
    assert [day.transactions for day in found.days] == [(rows[0],), (rows[3],)]


def test_a_corrupted_amount_leaves_one_day_unmatched_and_posts_no_difference() -> None:
    rows = history([(1000, 0)], [(700, 0)], [(10, 0)])
    found = replay([rows[0], replace(rows[1], amount_minor=7000), rows[2]])
    assert [day.day for day in found.unmatched] == [rows[1].booked_on]
    assert [day.difference_minor for day in found.days] == [0, 0]


def test_many_equal_rows_are_no_work() -> None:
    rows = [booked(1, 100_000, 100_000)]
    rows += [booked(2 + 2 * turn, -1460, 98_540) for turn in range(200)]
    rows += [booked(3 + 2 * turn, 1460, 100_000) for turn in range(200)]
    started = time.perf_counter()
    found = replay(reversed(rows))
    assert found.unmatched == ()
    assert len(found.days[0].transactions) == 401
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("spread", [1, 2])
def test_a_day_made_to_explode_is_given_up_and_named(spread: int) -> None:
    # Any of these may follow any other, so that the sets of rows already booked are too many to visit.
    rows = [booked(number, number % 3 * spread, number % 7) for number in range(1, 60)]
    started = time.perf_counter()
    found = replay(rows)
    assert [day.why for day in found.unmatched] == [WhyUnmatched.TOO_MANY_ORDERS]
    assert len(found.unmatched[0].transactions) == 59
    assert time.perf_counter() - started < 10
    assert STATES_MAX < 2**59
