"""Threads that cross, crowd, overlap, repeat and are cut off: no deadlock, nothing lost, nothing double."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from ledger.books import DAY, Books, new_key
from ledger.threads import counted, together
from rochdale.kernel.errors import Refusal
from rochdale.ledger import actions, errors, queries
from rochdale.ledger.actions import EntryRequest, Posted
from rochdale.ledger.models import AccountState
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

ROUNDS = 3


@pytest.fixture
def funded(books: Books) -> Books:
    """Six members, each with 100.00."""
    books.open_all(*(books.member(f"m{number}") for number in range(6)))
    requests = [books.request("cash", f"m{number}", "100.00") for number in range(6)]
    actions.post_batch(by=books.by, requests=requests)
    return books


def _sound(books: Books, whole: int = 60_000) -> None:
    assert books.differences() == []
    assert sum(books.balances().values()) == whole


def _in_the_books(books: Books, request: EntryRequest) -> bool:
    return queries.entry_by_key(books.id, request.idempotency_key) is not None


def _agree(books: Books, requests: list[EntryRequest], outcomes: list[object]) -> None:
    """What each thread was told is what stands in the books."""
    for request, outcome in zip(requests, outcomes, strict=True):
        assert isinstance(outcome, Posted | Refusal), repr(outcome)
        assert _in_the_books(books, request) == isinstance(outcome, Posted), (request, outcome)


@pytest.mark.parametrize("verb", [actions.post, actions.post_entry])
def test_transfers_that_cross(funded: Books, verb: Callable[..., Posted]) -> None:
    def work(requests: list[EntryRequest]) -> list[Posted]:
        return [verb(by=funded.by, request=request) for request in requests]

    requests = [
        [funded.request(f"m{(here + way) % 2}", f"m{(here + way + 1) % 2}", "1.00") for way in range(10)]
        for here in range(8)
    ]
    outcomes = together([partial(work, mine) for mine in requests])
    assert counted(outcomes) == {"list": 8}
    assert funded.balances() == {f"m{number}": 10_000 for number in range(6)} | {"odile": 0, "rosaire": 0}
    _sound(funded)


def test_a_hot_account_pays_out_no_more_than_it_has(funded: Books) -> None:
    requests = [funded.request("m0", f"m{1 + turn % 5}", "7.00") for turn in range(24)]
    outcomes = together([partial(actions.post, by=funded.by, request=request) for request in requests])
    assert counted(outcomes) == {"Posted": 14, "InsufficientFunds": 10}
    assert funded.balances()["m0"] == 200
    _agree(funded, requests, list(outcomes))
    _sound(funded)


def test_batches_that_overlap_in_other_orders(funded: Books) -> None:
    dice = random.Random(7)
    batches = []
    for _ in range(6):
        pairs = [dice.sample(range(6), 2) for _ in range(30)]
        batches.append([funded.request(f"m{payer}", f"m{payee}", "0.50") for payer, payee in pairs])
    outcomes = together([partial(actions.post_batch, by=funded.by, requests=batch) for batch in batches])
    for batch, outcome in zip(batches, outcomes, strict=True):
        assert isinstance(outcome, list), repr(outcome)
        assert len(outcome) == 30
        assert all(_in_the_books(funded, request) for request in batch[:3])
    _sound(funded)


def test_batches_of_the_same_entries(funded: Books) -> None:
    batch = [funded.request("m0", "m1", "1.00") for _ in range(20)]
    shuffled = [random.Random(turn).sample(batch, len(batch)) for turn in range(5)]
    outcomes = together(
        [partial(actions.post_batch, by=funded.by, requests=requests) for requests in shuffled]
    )
    assert counted(outcomes) == {"list": 5}
    fresh = [
        posted for outcome in outcomes if isinstance(outcome, list) for posted in outcome if not posted.again
    ]
    assert len(fresh) == 20
    assert funded.balances()["m1"] == 12_000
    _sound(funded)


@pytest.mark.parametrize("verb", [actions.post, actions.post_entry])
def test_one_key_from_many_threads(funded: Books, verb: Callable[..., Posted]) -> None:
    for _ in range(ROUNDS):
        before = funded.balances()["m1"]
        request = funded.request("m0", "m1", "1.00")
        outcomes = together([partial(verb, by=funded.by, request=request)] * 8)
        assert counted(outcomes) == {"Posted": 8}
        posted = [outcome for outcome in outcomes if isinstance(outcome, Posted)]
        assert len({outcome.entry_id for outcome in posted}) == 1
        assert funded.balances()["m1"] == before + 100
    _sound(funded)


def test_one_key_with_other_facts_from_many_threads(funded: Books) -> None:
    key = new_key()
    requests = [funded.request("m0", "m1", f"{amount}.00", key=key) for amount in range(1, 7)]
    outcomes = together([partial(actions.post, by=funded.by, request=request) for request in requests])
    assert counted(outcomes) == {"Posted": 1, "IdempotencyKeyReused": 5}
    _sound(funded)


def test_accounts_without_a_limit_race_on_one_key(funded: Books) -> None:
    funded.open_all(funded.member("free", keeps_balance=False))
    request = funded.request("cash", "free", "1.00")
    outcomes = together([partial(actions.post_entry, by=funded.by, request=request)] * 6)
    assert counted(outcomes) == {"Posted": 6}
    assert queries.balance_on(funded.id, funded.accounts["free"], DAY) == -100
    assert funded.differences() == []


def test_batches_of_the_same_keys_race_without_a_limit(funded: Books) -> None:
    funded.open_all(funded.member("free", keeps_balance=False))
    for turn in range(ROUNDS):
        batch = [funded.request("cash", "free", "1.00") for _ in range(60)]
        shuffled = [random.Random(turn * 10 + place).sample(batch, len(batch)) for place in range(5)]
        outcomes = together([partial(actions.post_batch, by=funded.by, requests=mine) for mine in shuffled])
        assert counted(outcomes) == {"list": 5}, outcomes
    assert queries.balance_on(funded.id, funded.accounts["free"], DAY) == -100 * 60 * ROUNDS
    assert funded.differences() == []


def test_batches_that_share_some_keys_race_without_a_limit(funded: Books) -> None:
    funded.open_all(funded.member("free", keeps_balance=False))
    everything = [funded.request("cash", "free", "1.00") for _ in range(30)]
    dice = random.Random(5)
    batches = [dice.sample(everything, 8) for _ in range(12)]
    works: list[Callable[[], object]] = [
        partial(actions.post_batch, by=funded.by, requests=batch) for batch in batches
    ]
    works += [partial(actions.post, by=funded.by, request=request) for request in everything[:8]]
    outcomes = together(works)
    assert counted(outcomes) == {"list": 12, "Posted": 8}, outcomes
    posted = {request.idempotency_key for batch in [*batches, everything[:8]] for request in batch}
    assert queries.balance_on(funded.id, funded.accounts["free"], DAY) == -100 * len(posted)
    assert funded.differences() == []


def test_a_reversal_happens_once(funded: Books) -> None:
    entry_id = funded.transfer("m0", "m1", "5.00")
    works = [partial(actions.reverse_entry, by=funded.by, entry_id=entry_id, key=new_key()) for _ in range(6)]
    outcomes = together(works)
    assert counted(outcomes) == {"Posted": 1, "EntryAlreadyReversed": 5}
    assert funded.balances()["m0"] == 10_000
    _sound(funded)


def test_a_reversal_repeated_under_one_key_happens_once(funded: Books) -> None:
    entry_id = funded.transfer("m0", "m1", "5.00")
    work = partial(actions.reverse_entry, by=funded.by, entry_id=entry_id, key=new_key())
    outcomes = together([work] * 6)
    assert counted(outcomes) == {"Posted": 6}
    assert len({outcome.entry_id for outcome in outcomes if isinstance(outcome, Posted)}) == 1
    _sound(funded)


def test_holds_and_transfers_share_one_limit(funded: Books) -> None:
    works: list[Callable[[], object]] = []
    for _ in range(8):
        works.append(partial(funded.hold, "m0", "15.00"))
        works.append(partial(funded.transfer, "m0", "m1", "15.00"))
    outcomes = counted(together(works))
    assert outcomes == {"UUID": 6, "InsufficientFunds": 10}
    assert funded.own("m0").available_minor == 1_000
    _sound(funded)


def test_a_hold_placed_again_from_many_threads_is_one(funded: Books) -> None:
    outcomes = together([partial(funded.hold, "m0", "15.00", key="one")] * 6)
    assert counted(outcomes) == {"UUID": 6}
    assert len(set(map(str, outcomes))) == 1
    assert funded.own("m0").held_minor == 1_500
    _sound(funded)


def test_a_hold_is_captured_no_further_than_it_goes(funded: Books) -> None:
    hold_id = funded.hold("m0", "10.00")
    works = [
        partial(
            actions.capture_hold,
            by=funded.by,
            hold_id=hold_id,
            amount_minor=300,
            request=funded.request("m0", "m1", "3.00"),
        )
        for _ in range(6)
    ]
    outcomes = together(works)
    assert counted(outcomes) == {"Posted": 3, "HoldExceeded": 3}
    assert (funded.own("m0").held_minor, funded.balances()["m0"]) == (100, 9_100)
    _sound(funded)


def test_captures_that_cross(funded: Books) -> None:
    for _ in range(ROUNDS * 2):
        works = []
        for payer, payee in (("m0", "m1"), ("m1", "m0")) * 3:
            hold_id, request = funded.hold(payer, "1.00"), funded.request(payer, payee, "1.00")
            capture = partial(
                actions.capture_hold, by=funded.by, hold_id=hold_id, amount_minor=100, request=request
            )
            works.append(capture)
        assert counted(together(works)) == {"Posted": 6}
    _sound(funded)


def test_a_hold_that_expires_while_it_is_released(funded: Books) -> None:
    for _ in range(ROUNDS):
        hold_id = funded.hold("m0", "1.00", expires_at=funded.by.at)
        works: list[Callable[[], int]] = [partial(actions.expire_holds, by=funded.by) for _ in range(3)]
        works.append(partial(actions.release_hold, by=funded.by, hold_id=hold_id))
        outcomes = together(works)
        assert set(counted(outcomes[:3])) == {"int"}, outcomes
        assert set(counted(outcomes[3:])) <= {"int", "HoldExceeded"}
        assert funded.own("m0").held_minor == 0
    _sound(funded)


def test_postings_race_with_the_close_of_the_day(funded: Books) -> None:
    requests = [funded.request("m0", "m1", "0.10") for _ in range(12)]
    posts = [partial(actions.post_entry, by=funded.by, request=request) for request in requests]
    works: list[Callable[[], object]] = [
        *posts[:6],
        partial(actions.close_days, by=funded.by, through=DAY),
        *posts[6:],
    ]
    outcomes = together(works)
    closed = outcomes.pop(6)
    assert isinstance(closed, list), repr(closed)
    assert set(counted(outcomes)) <= {"Posted", "DayNotOpen"}
    _agree(funded, requests, list(outcomes))
    assert closed[0].last_number == 6 + counted(outcomes)["Posted"]
    _sound(funded)


def test_one_day_is_closed_once(funded: Books) -> None:
    outcomes = together([partial(actions.close_days, by=funded.by, through=DAY)] * 4)
    assert counted(outcomes) == {"list": 1, "DayNotOpen": 3}
    _sound(funded)


def test_postings_race_with_a_freeze(funded: Books) -> None:
    odile = funded.accounts["m1"]
    freeze = partial(actions.set_state, by=funded.by, account_id=odile, state=AccountState.FROZEN)
    requests = [funded.request("m0", "m1", "0.10") for _ in range(10)]
    works: list[Callable[[], object]] = [
        partial(actions.post_entry, by=funded.by, request=request) for request in requests
    ]
    works.insert(5, freeze)
    outcomes = together(works)
    assert outcomes.pop(5) is None
    assert set(counted(outcomes)) <= {"Posted", "AccountFrozen"}
    _agree(funded, requests, list(outcomes))
    _sound(funded)


def test_an_emptied_account_is_closed_or_paid_not_both(funded: Books) -> None:
    for number in range(2, 5):
        name = f"m{number}"
        funded.transfer(name, "m0", "100.00")
        close = partial(
            actions.set_state, by=funded.by, account_id=funded.accounts[name], state=AccountState.CLOSED
        )
        outcomes = counted(together([close, partial(funded.transfer, "m0", name, "1.00")]))
        assert outcomes in ({"NoneType": 1, "AccountClosed": 1}, {"AccountNotEmpty": 1, "UUID": 1})
    _sound(funded)


def _post_in_time(books: Books, milliseconds: int, requests: list[EntryRequest]) -> list[Posted]:
    with inside(books.id):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}")
        return actions.post_batch(by=books.by, requests=requests)


def test_a_timeout_in_the_middle_leaves_nothing(funded: Books) -> None:
    whole = [[funded.request("m0", "m1", "0.01") for _ in range(400)] for _ in range(6)]
    outcomes = together(
        [partial(_post_in_time, funded, 3 + 12 * turn, batch) for turn, batch in enumerate(whole)]
    )
    for batch, outcome in zip(whole, outcomes, strict=True):
        assert isinstance(outcome, list | errors.BooksBusy), repr(outcome)
        standing = {_in_the_books(funded, batch[place]) for place in (0, 200, 399)}
        assert standing == {isinstance(outcome, list)}
    _sound(funded)
    for batch in whole:
        actions.post_batch(by=funded.by, requests=batch)
    assert funded.balances()["m0"] == 10_000 - 6 * 400
    _sound(funded)


def test_who_waits_too_long_for_a_lock_is_told_so(funded: Books) -> None:
    with inside(funded.id):
        funded.transfer("m0", "m1", "1.00")
        request = funded.request("m1", "m0", "1.00")
        (outcome,) = together([partial(_post_in_time, funded, 100, [request])])
        assert isinstance(outcome, errors.BooksBusy)
    assert not _in_the_books(funded, request)
    actions.post(by=funded.by, request=request)
    assert _in_the_books(funded, request)
    _sound(funded)


@pytest.mark.slow
def test_everything_at_once(funded: Books) -> None:
    """Eight threads do whatever they like for some seconds; then the books are read from the beginning."""
    deadline = time.monotonic() + 6

    def work(seed: int) -> list[tuple[EntryRequest, object]]:
        dice = random.Random(seed)
        done: list[tuple[EntryRequest, object]] = []
        while time.monotonic() < deadline:
            payer, payee = (f"m{number}" for number in dice.sample(range(6), 2))
            requests = [funded.request(payer, payee, f"{dice.randint(1, 4000) / 100:.2f}")]
            try:
                outcome: object = _one_of_many(funded, dice, payer, requests)
            except Refusal as refusal:
                outcome = refusal
            done += [(request, outcome) for request in requests]
        return done

    for outcome in together([partial(work, seed) for seed in range(8)]):
        assert isinstance(outcome, list), repr(outcome)
        told = {request.idempotency_key: (request, answer) for request, answer in outcome}
        _agree(funded, [request for request, _ in told.values()], [answer for _, answer in told.values()])
    _sound(funded)


def _one_of_many(books: Books, dice: random.Random, payer: str, requests: list[EntryRequest]) -> Posted:
    request = requests[0]
    match dice.randrange(4):
        case 0:
            return actions.post_entry(by=books.by, request=request)
        case 1:
            minor = request.lines[0].amount_minor
            hold_id = books.hold(payer, f"{minor / 100:.2f}")
            try:
                return actions.capture_hold(by=books.by, hold_id=hold_id, amount_minor=minor, request=request)
            finally:
                left = books.own(payer).held_minor
                assert left >= 0
        case 2:
            posted = actions.post(by=books.by, request=request)
            return actions.post(by=books.by, request=request) if not posted.again else posted
        case _:
            return actions.post(by=books.by, request=request)
