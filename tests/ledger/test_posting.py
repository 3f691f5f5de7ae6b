"""Entries as they should be: many lines, several currencies, keys, batches, reversals, holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import DAY, Books, account, money, new_key
from ledger.threads import counted, together
from rochdale.ledger import actions, errors, queries
from rochdale.ledger.actions import EntryRequest, Line
from rochdale.ledger.models import AccountClass
from rochdale.money.currency import Currency
from rochdale.money.errors import CurrencyUnknown
from rochdale.tenancy.actions import inside

CODES = ["CAD", "JPY", "KWD", "BHD", "CLF"]


@pytest.fixture
def worldly(books: Books) -> Books:
    """Books with two accounts in each of five currencies, of 0, 2, 3 and 4 decimals."""
    books.open_all(
        *(account(f"vault {code}", AccountClass.ASSET, currency=code) for code in CODES),
        *(account(f"owed {code}", currency=code, keeps_balance=True) for code in CODES),
    )
    return books


@pytest.mark.parametrize(
    ("code", "amount", "minor"),
    [
        ("JPY", "1500", 1500),
        ("CAD", "15.25", 1525),
        ("KWD", "1.255", 1255),
        ("BHD", "0.001", 1),
        ("CLF", "2.0001", 20001),
    ],
)
def test_money_of_any_decimals_is_kept_exactly(worldly: Books, code: str, amount: str, minor: int) -> None:
    assert money(amount, code).minor == minor
    worldly.transfer(f"vault {code}", f"owed {code}", amount, currency=code)
    page = queries.statement(worldly.id, worldly.accounts[f"owed {code}"], DAY, DAY)
    assert (page.currency, page.own_closing_minor) == (code, minor)
    with pytest.raises(errors.InsufficientFunds) as caught:
        worldly.transfer(
            f"owed {code}",
            f"vault {code}",
            str(money(amount, code).plain()).replace(".", "") + "1",
            currency=code,
        )
    assert caught.value.available == money(amount, code)
    assert worldly.differences() == []


def test_one_entry_may_have_many_lines_in_many_currencies(worldly: Books) -> None:
    lines = [Line(worldly.accounts[f"vault {code}"], 40 * place, code) for place, code in enumerate(CODES, 1)]
    lines += [
        Line(worldly.accounts[f"owed {code}"], -place, code)
        for place, code in enumerate(CODES, 1)
        for _ in range(40)
    ]
    request = EntryRequest(new_key(), DAY, DAY, "exchange", "", tuple(lines))
    entry = queries.entry(worldly.id, actions.post(by=worldly.by, request=request).entry_id)
    assert [posting.line for posting in entry.postings] == list(range(1, 206))
    assert [(posting.account_id, posting.amount_minor, posting.currency) for posting in entry.postings] == [
        (line.account_id, line.amount_minor, line.currency) for line in lines
    ]
    trial = queries.trial_balance(worldly.id, DAY)
    for code in CODES:
        assert sum(line.balance_minor for line in trial if line.currency == code) == 0
    assert worldly.differences() == []


def test_currencies_do_not_make_up_for_each_other(worldly: Books) -> None:
    lines = (Line(worldly.accounts["vault CAD"], 100, "CAD"), Line(worldly.accounts["owed JPY"], -100, "JPY"))
    request = EntryRequest(new_key(), DAY, DAY, "exchange", "", lines)
    with pytest.raises(errors.EntryUnbalanced) as caught:
        actions.post(by=worldly.by, request=request)
    assert (caught.value.currency, caught.value.difference_minor) == ("CAD", 100)


def test_amounts_may_be_as_large_as_the_database_holds(worldly: Books) -> None:
    worldly.transfer("vault CLF", "owed CLF", "400000000000000.0000", currency="CLF")
    assert worldly.balances()["owed CLF"] == 4 * 10**18
    assert worldly.differences() == []


def test_an_unknown_currency_opens_no_account(books: Books) -> None:
    with pytest.raises(CurrencyUnknown):
        books.open("doubloons", currency="DBL")


def test_a_key_asked_again_is_answered_as_the_first_time(books: Books) -> None:
    request = books.request("cash", "odile", "5.00")
    first = actions.post(by=books.by, request=request)
    assert not first.again
    for verb in (actions.post, actions.post_entry):
        again = verb(by=books.by, request=request)
        assert (again.entry_id, again.again) == (first.entry_id, True)
    (batched,) = actions.post_batch(by=books.by, requests=[request])
    assert (batched.entry_id, batched.again) == (first.entry_id, True)
    assert books.balances()["odile"] == 500


CHANGED = ["kind", "text", "value_date", "lines", "reverses_id"]


@pytest.mark.parametrize("fact", CHANGED)
def test_a_key_with_any_other_fact_is_refused(books: Books, fact: str) -> None:
    request = books.request("cash", "odile", "5.00")
    posted = actions.post(by=books.by, request=request)
    other = {
        "kind": "fee",
        "text": "other",
        "value_date": DAY - timedelta(days=1),
        "lines": request.lines[::-1],
        "reverses_id": posted.entry_id,
    }[fact]
    with pytest.raises(errors.IdempotencyKeyReused) as caught:
        actions.post(by=books.by, request=replace(request, **{fact: other}))  # type: ignore[arg-type]  # one fact by name
    assert caught.value.idempotency_key == request.idempotency_key


def test_a_key_belongs_to_its_cooperative(books: Books, slug: str) -> None:
    from ledger.books import open_books

    other = open_books(f"{slug}-b")
    assert books.deposit("odile", "5.00", key="k") != other.deposit("odile", "5.00", key="k")


def test_a_refused_key_may_be_asked_again(books: Books) -> None:
    request = books.request("odile", "cash", "5.00")
    with pytest.raises(errors.InsufficientFunds):
        actions.post(by=books.by, request=request)
    books.deposit("odile", "5.00")
    assert not actions.post(by=books.by, request=request).again


def test_a_batch_answers_in_order_and_counts_its_own_entries(books: Books) -> None:
    first = books.request("cash", "odile", "10.00")
    requests = [
        first,
        books.request("odile", "rosaire", "10.00"),
        books.request("rosaire", "cash", "9.00"),
        first,
    ]
    posted = actions.post_batch(by=books.by, requests=requests)
    assert [each.again for each in posted] == [False, False, False, True]
    assert posted[0].entry_id == posted[3].entry_id
    page = queries.entries_of_day(books.id, DAY)
    assert [entry.id for entry in page] == [each.entry_id for each in posted[:3]]
    assert len({entry.act_id for entry in page}) == 1
    assert books.balances() == {"odile": 0, "rosaire": 100}


def test_a_batch_is_all_or_nothing(books: Books) -> None:
    requests = [books.request("cash", "odile", "1.00") for _ in range(20)]
    bad = [books.request("odile", "cash", "500.00"), books.request("cash", "deposits", "1.00")]
    twice = replace(requests[0], text="other")
    with pytest.raises(errors.BatchRefused) as caught:
        actions.post_batch(by=books.by, requests=[*requests[:10], *bad, *requests[10:], twice])
    assert {place: each.code for place, each in caught.value.refusals.items()} == {
        10: "insufficient_funds",
        11: "control_account",
        22: "idempotency_key_reused",
    }
    assert queries.entries_of_day(books.id, DAY) == []
    assert books.differences() == []


def test_each_of_several_stands_or_falls_alone(books: Books) -> None:
    requests = [books.request("cash", "odile", "1.00"), books.request("odile", "cash", "5.00")]
    requests += [books.request("odile", "rosaire", "1.00"), requests[1]]
    outcomes = actions.post_each(asked=[(books.by, request) for request in requests])
    assert counted(outcomes) == {"Posted": 2, "InsufficientFunds": 2}
    assert books.balances() == {"odile": 0, "rosaire": 100}
    acts = {entry.act_id for entry in queries.entries_of_day(books.id, DAY)}
    assert len(acts) == 2


@contextmanager
def _counting() -> Iterator[list[str]]:
    """Every statement that goes to the server on this connection, whichever way it takes."""
    seen: list[str] = []
    execute: Callable[..., object] = psycopg.Cursor.execute

    def counting(self: psycopg.Cursor[object], query: object, *rest: object, **named: object) -> object:
        seen.append(str(query)[:80])
        return execute(self, query, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", counting)
        yield seen


def test_a_batch_of_any_size_costs_the_same_statements(books: Books) -> None:
    counts = set()
    for size in (1, 10, 500):
        requests = [books.request("cash", "odile", "1.00") for _ in range(size)]
        with _counting() as seen:
            actions.post_batch(by=books.by, requests=requests)
        counts.add(len(seen))
    assert len(counts) == 1
    assert max(counts) <= 6


def test_opening_many_accounts_costs_the_same_statements(books: Books) -> None:
    counts = set()
    for size in (1, 50):
        requests = [books.member(f"{size}-{number}", overdraft_minor=5) for number in range(size)]
        with _counting() as seen:
            books.open_all(*requests)
        counts.add(len(seen))
    assert len(counts) == 1


def test_many_threads_share_a_commit_and_keep_their_own_outcomes(books: Books) -> None:
    books.deposit("odile", "10.00")
    requests = [books.request("odile", "rosaire", "1.00") for _ in range(15)]
    outcomes = together([partial(actions.post, by=books.by, request=request) for request in requests])
    assert counted(outcomes) == {"Posted": 10, "InsufficientFunds": 5}
    assert books.differences() == []


def test_inside_a_longer_transaction_a_posting_ends_with_it(books: Books) -> None:
    with inside(books.id):
        books.deposit("odile", "1.00")
        connection.set_rollback(True)
    assert books.balances()["odile"] == 0
    books.deposit("odile", "1.00")
    with inside(books.id):
        with pytest.raises(errors.InsufficientFunds):
            books.transfer("odile", "cash", "1.01")
        books.transfer("odile", "cash", "0.40")
    assert books.balances()["odile"] == 60


def test_a_reversal_mirrors_its_entry_under_its_own_act(books: Books) -> None:
    request = books.entry(odile="-30.00", rosaire="-20.00", cash="50.00")
    first = actions.post(by=books.by, request=request).entry_id
    reversal = actions.reverse_entry(by=books.by, entry_id=first, key=new_key()).entry_id
    found, original = queries.entry(books.id, reversal), queries.entry(books.id, first)
    assert (found.reverses_id, original.reversed_by_id) == (first, reversal)
    assert [(line.line, line.account_id, -line.amount_minor) for line in found.postings] == [
        (line.line, line.account_id, line.amount_minor) for line in original.postings
    ]
    assert found.act_id != original.act_id
    assert books.balances() == {"odile": 0, "rosaire": 0}
    again = actions.reverse_entry(by=books.by, entry_id=reversal, key=new_key())
    assert not again.again
    assert books.balances() == {"odile": 3000, "rosaire": 2000}
    assert books.differences() == []


def test_a_reversal_has_the_value_date_of_its_entry_unless_told(books: Books) -> None:
    early, told = DAY - timedelta(days=40), DAY - timedelta(days=3)
    actions.open_days(by=books.by, days=[DAY + timedelta(days=1)])
    first = [books.deposit("odile", "1.00", value_date=early) for _ in range(2)]
    actions.close_days(by=books.by, through=DAY)
    by = books.on(DAY + timedelta(days=1))
    usual = actions.reverse_entry(by=by, entry_id=first[0], key=new_key()).entry_id
    other = actions.reverse_entry(by=by, entry_id=first[1], key=new_key(), value_date=told).entry_id
    dates = [queries.entry(books.id, entry_id) for entry_id in (usual, other)]
    assert [(entry.booking_date, entry.value_date) for entry in dates] == [(by.on, early), (by.on, told)]
    assert queries.value_balance_on(books.id, books.accounts["odile"], early) == -100
    assert queries.value_balance_on(books.id, books.accounts["odile"], told) == 0


def test_a_hold_gives_way_to_its_entry(books: Books) -> None:
    books.deposit("odile", "10.00")
    hold_id = books.hold("odile", "10.00")
    request = books.request("odile", "rosaire", "6.00")
    capture = partial(actions.capture_hold, by=books.by, hold_id=hold_id, amount_minor=600, request=request)
    first = capture()
    assert (books.own("odile").held_minor, books.own("odile").available_minor) == (400, 0)
    assert capture().entry_id == first.entry_id
    assert books.own("odile").held_minor == 400
    assert actions.release_hold(by=books.by, hold_id=hold_id) == 400
    assert books.own("odile").available_minor == 400
    assert books.differences() == []


def test_a_capture_that_is_refused_leaves_the_hold(books: Books) -> None:
    books.deposit("odile", "10.00")
    hold_id = books.hold("odile", "10.00")
    request = books.request("odile", "rosaire", "10.01")
    with pytest.raises(errors.InsufficientFunds):
        actions.capture_hold(by=books.by, hold_id=hold_id, amount_minor=1000, request=request)
    assert books.own("odile").held_minor == 1000
    assert books.differences() == []


def test_holds_expire_when_their_time_is_up(books: Books) -> None:
    books.deposit("odile", "10.00")
    now = books.by.at
    for amount, minutes in (("1.00", -1), ("2.00", 0), ("4.00", 1)):
        books.hold("odile", amount, expires_at=now + timedelta(minutes=minutes))
    books.deposit("rosaire", "1.00")
    books.hold("rosaire", "0.01")
    assert actions.expire_holds(by=books.by) == 2
    assert actions.expire_holds(by=books.by) == 0
    assert books.own("odile").held_minor == 400
    assert actions.expire_holds(by=replace(books.by, at=now + timedelta(minutes=1))) == 1
    assert (books.own("odile").held_minor, books.own("rosaire").held_minor) == (0, 1)
    assert books.differences() == []


AMOUNTS = st.lists(st.integers(-(10**9), 10**9).filter(bool), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=AMOUNTS)
def test_any_balanced_entry_is_taken_and_conserves_the_total(books: Books, amounts: list[int]) -> None:
    rest = -sum(amounts)
    cash, code = books.accounts["cash"], Currency.of("CAD").code
    lines = tuple(Line(cash, amount, code) for amount in [*amounts, *([rest] if rest else [])])
    request = EntryRequest(new_key(), DAY, DAY, "adjustment", "", lines)
    if len(lines) < 2:
        with pytest.raises(errors.EntryTooShort):
            actions.post(by=books.by, request=request)
    else:
        actions.post(by=books.by, request=request)
    assert queries.balance_on(books.id, cash, DAY) == 0
