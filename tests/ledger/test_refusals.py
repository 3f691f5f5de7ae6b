"""One row per way to fail: what was done before, what is asked, what comes of it.

Each row founds nothing new but uses books of its own, in which odile has 100.00, rosaire 50.00, and euros and
yens have accounts. The words are those of `Teller` below; what follows a refusal's code are its facts.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from ledger.books import Books, account, money, new_key
from rochdale.kernel.errors import Refusal
from rochdale.ledger import actions, errors
from rochdale.ledger.models import AccountClass, AccountState
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

POSTING = """
                           | transfer odile rosaire 100.00      | done
                           | transfer odile rosaire 100.01      | insufficient_funds available=100.00 wanted=100.01
                           | transfer odile cash 100.01         | insufficient_funds
                           | transfer cash odile 1000000.00     | done
                           | transfer odile odile 5.00          | done
                           | transfer odile odile 500.00        | done
                           | transfer nobody odile 5.00         | account_not_found
                           | transfer odile nobody 5.00         | account_not_found
                           | transfer deposits odile 5.00       | control_account
                           | transfer odile deposits 5.00       | control_account
                           | transfer odile euros 5.00          | currency_mismatch currency=CAD account_currency=EUR
                           | transfer yens odile 5.00           | currency_mismatch currency=CAD account_currency=JPY
                           | entry                              | entry_too_short postings=0
                           | entry odile 0.01                   | entry_too_short postings=1
                           | entry odile 0.00 cash 0.00         | entry_too_short postings=2
                           | entry odile 1.00 cash -1.00 rosaire 0.00 | entry_too_short postings=3
                           | entry odile 1.00 cash -0.99        | entry_unbalanced currency=CAD difference_minor=1
                           | entry odile -1.00 cash 0.98        | entry_unbalanced currency=CAD difference_minor=-2
                           | entry odile 1.00 euros -1.00       | currency_mismatch
                           | entry odile 60.00 rosaire -60.00 odile 40.00 cash -40.00 | done
 | entry odile 60.00 rosaire -60.00 odile 40.01 cash -40.01 | insufficient_funds wanted=100.01
                           | entry odile 500.00 odile -450.00 cash -50.00 | done
                           | transfer odile cash 1.00 on 2026-03-03 | day_not_open booking_date=2026-03-03
                           | transfer odile cash 1.00 on 2026-03-01 | day_not_open
    close-day 2026-03-02   | transfer odile cash 1.00           | day_not_open booking_date=2026-03-02
    state odile debit_frozen | transfer odile cash 1.00           | account_frozen state=debit_frozen
    state odile debit_frozen | transfer cash odile 1.00           | done
    state odile credit_frozen | transfer odile cash 1.00           | done
    state odile credit_frozen | transfer cash odile 1.00           | account_frozen state=credit_frozen
    state odile frozen     | transfer odile cash 1.00           | account_frozen state=frozen
    state odile frozen     | transfer cash odile 1.00           | account_frozen
    state odile frozen; state odile open | transfer odile cash 1.00           | done
    state cash debit_frozen | transfer cash odile 1.00           | account_frozen
    state cash credit_frozen | transfer cash odile 1.00           | done
    transfer odile cash 100.00; state odile closed | transfer cash odile 1.00           | account_closed
    transfer odile cash 100.00; state odile closed | entry odile 1.00 cash -1.00        | account_closed
    overdraft odile 20.00  | transfer odile cash 120.00         | done
    overdraft odile 20.00  | transfer odile cash 120.01         | insufficient_funds available=120.00
    overdraft odile 2.00; transfer odile cash 101.00; overdraft odile 0.00 | hold odile 0.01 | insufficient_funds
    overdraft odile 20.00; transfer odile cash 110.00; overdraft odile 0.00 | transfer cash odile 1.00 | done
    hold odile 30.00       | transfer odile cash 70.00          | done
    hold odile 30.00       | transfer odile cash 70.01          | insufficient_funds available=70.00
    hold odile 30.00; overdraft odile 5.00 | transfer odile cash 75.00          | done
    hold odile 30.00; overdraft odile 5.00 | transfer odile cash 75.01          | insufficient_funds available=75.00
    transfer odile cash 1.00 key k | transfer odile cash 1.00 key k     | done
    transfer odile cash 1.00 key k | transfer odile cash 2.00 key k     | idempotency_key_reused idempotency_key=k
    transfer odile cash 1.00 key k | transfer rosaire cash 1.00 key k   | idempotency_key_reused
    transfer odile cash 1.00 key k | transfer odile rosaire 1.00 key k  | idempotency_key_reused
    transfer odile cash 1.00 key k; close-day 2026-03-02 | transfer odile cash 1.00 key k     | done
    transfer odile cash 1.00 key k; state odile frozen | transfer odile cash 1.00 key k     | done
"""

HOLDING = """
                           | hold odile 100.00                  | done
                           | hold odile 100.01                  | insufficient_funds available=100.00 wanted=100.01
    overdraft odile 5.00   | hold odile 105.00                  | done
    overdraft odile 5.00   | hold odile 105.01                  | insufficient_funds
    hold odile 60.00       | hold odile 40.00                   | done
    hold odile 60.00       | hold odile 40.01                   | insufficient_funds available=40.00
                           | hold nobody 1.00                   | account_not_found
                           | hold deposits 1.00                 | account_not_found
                           | hold euros 1.00                    | currency_mismatch currency=CAD account_currency=EUR
    state odile frozen     | hold odile 1.00                    | account_frozen
    state odile debit_frozen | hold odile 1.00                    | account_frozen
    state odile credit_frozen | hold odile 1.00                    | done
    transfer odile cash 100.00; state odile closed | hold odile 1.00                    | account_closed
    hold odile 10.00 key h | hold odile 10.00 key h             | done
    hold odile 10.00 key h | hold odile 11.00 key h             | idempotency_key_reused
    hold odile 10.00 key h | hold rosaire 10.00 key h           | idempotency_key_reused
                           | release 1.00                       | hold_not_found
                           | capture 1.00                       | hold_not_found
    hold odile 10.00       | release 10.00                      | done
    hold odile 10.00       | release 10.01                      | hold_exceeded left_minor=1000 wanted_minor=1001
    hold odile 10.00       | release 0.00                       | hold_exceeded
    hold odile 10.00; release 4.00 | release 6.01                       | hold_exceeded left_minor=600
    hold odile 10.00; release 10.00 | release                            | hold_exceeded left_minor=0
    hold odile 10.00       | capture 10.00                      | done
    hold odile 10.00       | capture 10.01                      | hold_exceeded left_minor=1000
    hold odile 10.00; capture 4.00 | capture 6.00                       | done
    hold odile 10.00; capture 4.00 | capture 6.01                       | hold_exceeded left_minor=600
    hold odile 10.00; state odile frozen | capture 10.00                      | account_frozen
    hold odile 10.00; close-day 2026-03-02 | capture 10.00                      | day_not_open
"""

OTHER = """
                           | state odile closed                 | account_not_empty
                           | state nobody frozen                | account_not_found
    transfer odile cash 100.00 | state odile closed                 | done
    overdraft odile 1.00; transfer odile cash 101.00 | state odile closed                 | account_not_empty
    transfer odile cash 100.00; overdraft odile 9.00; hold odile 5.00 | state odile closed | account_not_empty
    transfer odile cash 100.00; state odile closed | state odile open                   | account_closed
    transfer odile cash 100.00; state odile closed | state odile closed                 | account_closed
                           | overdraft nobody 5.00              | account_not_found
                           | overdraft cash 5.00                | account_not_found
                           | open odile                         | account_number_taken number=odile
                           | open zoe                           | done
                           | open-day 2026-03-02                | day_already_open booking_date=2026-03-02
                           | open-day 2026-02-28                | done
                           | open-day 2026-03-09                | done
    close-day 2026-03-02   | open-day 2026-03-02                | day_out_of_order
    close-day 2026-03-02   | open-day 2026-03-01                | day_out_of_order booking_date=2026-03-01
    close-day 2026-03-02   | close-day 2026-03-02               | day_not_open booking_date=2026-03-02
                           | close-day 2026-03-01               | day_not_open
                           | close-day 2026-03-09               | done
                           | reverse                            | entry_not_found
    transfer odile cash 1.00 | reverse                            | done
    transfer odile cash 1.00; reverse | reverse                            | entry_already_reversed
    transfer odile cash 1.00; reverse key r | reverse key r                      | done
    transfer odile cash 1.00; close-day 2026-03-02 | reverse                            | day_not_open
    transfer cash odile 5.00; transfer odile cash 105.00 | reverse                            | done
    transfer odile rosaire 5.00; hold rosaire 55.00 | reverse                            | insufficient_funds
    transfer odile cash 1.00; state odile credit_frozen | reverse                            | account_frozen
"""


class Teller:
    """Says to the books what a row asks."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.books.accounts["nobody"] = uuid4()
        self.last_entry: UUID = uuid4()
        self.last_hold: UUID = uuid4()

    def say(self, sentence: str) -> None:
        """Do what a sentence asks."""
        word, *rest = shlex.split(sentence)
        verb: Callable[..., None] = getattr(self, word.replace("-", "_"))
        named: dict[str, str] = {}
        for name in ("key", "on"):
            if name in rest:
                place = rest.index(name)
                named[name] = rest[place + 1]
                del rest[place : place + 2]
        verb(*rest, **named)

    def transfer(self, payer: str, payee: str, amount: str, key: str = "", on: str = "2026-03-02") -> None:
        self.last_entry = self.books.transfer(
            payer, payee, amount, key=key or new_key(), on=date.fromisoformat(on)
        )

    def entry(self, *words: str) -> None:
        accounts = [self.books.accounts[name] for name in words[::2]]
        lines = [
            actions.Line(account_id, money(text).minor, "CAD")
            for account_id, text in zip(accounts, words[1::2], strict=True)
        ]
        day = self.books.day
        request = actions.EntryRequest(new_key(), day, day, "adjustment", "", tuple(lines))
        actions.post(by=self.books.by, request=request)

    def hold(self, name: str, amount: str, key: str = "") -> None:
        self.last_hold = self.books.hold(name, amount, key=key or new_key())

    def release(self, amount: str = "") -> None:
        minor = money(amount).minor if amount else None
        actions.release_hold(by=self.books.by, hold_id=self.last_hold, amount_minor=minor)

    def capture(self, amount: str) -> None:
        minor = money(amount).minor
        request = self.books.request("odile", "cash", amount)
        actions.capture_hold(by=self.books.by, hold_id=self.last_hold, amount_minor=minor, request=request)

    def reverse(self, key: str = "") -> None:
        actions.reverse_entry(by=self.books.by, entry_id=self.last_entry, key=key or new_key())

    def state(self, name: str, state: str) -> None:
        account_id = self.books.accounts[name]
        actions.set_state(by=self.books.by, account_id=account_id, state=AccountState(state))

    def overdraft(self, name: str, amount: str) -> None:
        account_id, minor = self.books.accounts[name], money(amount).minor
        actions.agree_overdraft(by=self.books.by, account_id=account_id, overdraft_minor=minor)

    def open(self, name: str) -> None:
        self.books.open_member(name)

    def open_day(self, day: str) -> None:
        actions.open_days(by=self.books.by, days=[date.fromisoformat(day)])

    def close_day(self, day: str) -> None:
        actions.close_days(by=self.books.by, through=date.fromisoformat(day))


@pytest.fixture
def teller(books: Books) -> Teller:
    """Books in which odile has 100.00 and rosaire 50.00, and two foreign currencies have accounts."""
    books.deposit("odile", "100.00")
    books.deposit("rosaire", "50.00")
    euros = account("euros", currency="EUR", keeps_balance=True)
    books.open_all(euros, account("yens", AccountClass.ASSET, currency="JPY"))
    return Teller(books)


def rows_of(table: str) -> list[tuple[str, ...]]:
    """The cells of a text table, stripped."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.splitlines() if line.strip()]


def outcome_of(teller: Teller, sentence: str) -> tuple[str, dict[str, str]]:
    """`done`, or the refusal's code; and its facts as texts."""
    try:
        teller.say(sentence)
    except Refusal as refusal:
        facts = refusal.facts().items()
        return refusal.code, {
            name: fact.plain() if isinstance(fact, Money) else str(fact) for name, fact in facts
        }
    return "done", {}


@pytest.mark.parametrize(("before", "asked", "wanted"), rows_of(POSTING) + rows_of(HOLDING) + rows_of(OTHER))
def test_each_way_to_fail(teller: Teller, before: str, asked: str, wanted: str) -> None:
    for sentence in filter(None, before.split(";")):
        teller.say(sentence)
    standing = teller.books.balances()
    code, facts = outcome_of(teller, asked)
    wanted_code, *wanted_facts = wanted.split()
    assert code == wanted_code
    assert {fact.partition("=")[0]: fact.partition("=")[2] for fact in wanted_facts}.items() <= facts.items()
    assert code == "done" or teller.books.balances() == standing
    assert teller.books.differences() == []


def test_a_batch_says_what_is_wrong_with_each_of_its_entries(teller: Teller) -> None:
    books = teller.books
    wrong = [books.request("odile", "nobody", "1.00"), books.request("odile", "cash", "1000.00")]
    requests = [
        books.request("odile", "cash", "1.00"),
        wrong[0],
        books.request("cash", "odile", "1.00"),
        wrong[1],
    ]
    with pytest.raises(errors.BatchRefused) as caught:
        actions.post_batch(by=books.by, requests=requests)
    refusals = caught.value.refusals
    assert {place: refusal.code for place, refusal in refusals.items()} == {
        1: "account_not_found",
        3: "insufficient_funds",
    }
    assert "2" in caught.value.message()
    assert books.balances()["odile"] == money("100.00").minor


CAD = Currency.of("CAD")
SAMPLES: list[errors.LedgerRefusal] = [
    errors.EntryUnbalanced(currency="CAD", difference_minor=1),
    errors.EntryTooShort(postings=1),
    errors.AccountNotFound(account="100-1"),
    errors.AccountClosed(account_id=uuid4()),
    errors.AccountFrozen(account_id=uuid4(), state="frozen"),
    errors.ControlAccount(account_id=uuid4()),
    errors.CurrencyMismatch(account_id=uuid4(), currency="CAD", account_currency="EUR"),
    errors.InsufficientFunds(account_id=uuid4(), available=Money(100, CAD), wanted=Money(101, CAD)),
    errors.DayNotOpen(booking_date=date(2026, 3, 2)),
    errors.DayOutOfOrder(booking_date=date(2026, 3, 2)),
    errors.DayAlreadyOpen(booking_date=date(2026, 3, 2)),
    errors.IdempotencyKeyReused(idempotency_key="k"),
    errors.EntryNotFound(entry_id=uuid4()),
    errors.EntryAlreadyReversed(entry_id=uuid4()),
    errors.HoldNotFound(hold_id=uuid4()),
    errors.HoldExceeded(hold_id=uuid4(), left_minor=1, wanted_minor=2),
    errors.AccountNotEmpty(account_id=uuid4()),
    errors.AccountNumberTaken(number="100-1"),
    errors.BooksBusy(),
    errors.BatchRefused(refusals={0: errors.EntryTooShort(postings=1)}),
]


def test_every_refusal_has_a_sample() -> None:
    def leaves(kind: type[Refusal]) -> set[type[Refusal]]:
        return {kind}.union(*(leaves(below) for below in kind.__subclasses__()))

    known = {kind for kind in leaves(errors.LedgerRefusal) if kind.__module__ == errors.__name__}
    assert known - {errors.LedgerRefusal} == {type(sample) for sample in SAMPLES}
    assert len({sample.code for sample in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.code)
def test_every_refusal_has_words(sample: errors.LedgerRefusal, language: str) -> None:
    with translation.override(language):
        words = sample.message()
    assert words.endswith(".")
    assert "%(" not in words
