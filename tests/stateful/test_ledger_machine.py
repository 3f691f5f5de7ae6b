"""Random operations on the books, against a model of a ledger that fits on a page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger.books import DAY, Books, new_key, open_books
from rochdale.kernel.errors import Refusal
from rochdale.ledger import actions, errors, queries
from rochdale.ledger.actions import EntryRequest
from rochdale.ledger.models import AccountState

Move = tuple[str, str, int]
CASH = "cash"


@dataclass
class Purse:
    """What the model knows of an account: no more than these five."""

    own: int = 0
    held: int = 0
    overdraft: int = 0
    state: str = "open"
    limited: bool = True

    @property
    def room(self) -> int:
        return self.own - self.held + self.overdraft


@dataclass
class Model:
    """A ledger on a page: purses by name, answers by key, holds by id, entries by id, one open day."""

    purses: dict[str, Purse] = field(default_factory=lambda: {CASH: Purse(limited=False)})
    answers: dict[str, Move] = field(default_factory=dict)
    holds: dict[uuid.UUID, tuple[str, int]] = field(default_factory=dict)
    entries: dict[uuid.UUID, Move] = field(default_factory=dict)
    reversed: set[uuid.UUID] = field(default_factory=set)

    def refusal(self, move: Move, *, reverses: bool = False) -> str:
        """The code with which the books must refuse a move, or nothing.

        The lines of an entry are judged in their order, and a reversal keeps that of the entry it mirrors.
        """
        payer, payee, amount = self.purses[move[0]], self.purses[move[1]], move[2]
        # Cash is an asset: what comes in debits it, so both sides are frozen the other way around.
        sides = [(payer, "debit_frozen"), (payee, "credit_frozen")]
        for purse, frozen in reversed(sides) if reverses else sides:
            if purse.state == "closed":
                return "account_closed"
            if purse.state in {"frozen", frozen}:
                return "account_frozen"
        takes = payer.limited and move[0] != move[1]
        return "insufficient_funds" if takes and amount > payer.room else ""

    def move(self, move: Move) -> None:
        """Let money change its purse."""
        self.purses[move[0]].own -= move[2]
        self.purses[move[1]].own += move[2]


class LedgerMachine(RuleBasedStateMachine):
    """Plays tellers, members and mistakes on one cooperative; `Model` says what must come of each."""

    names: ClassVar[list[str]] = ["odile", "rosaire"]
    amounts = st.integers(1, 6_000)
    picks = st.integers(0, 1_000_000)

    def __init__(self) -> None:
        super().__init__()
        self.books: Books = open_books(f"machine-{uuid.uuid4().hex[:16]}")
        self.model = Model()
        self.day = DAY

    @initialize()
    def members_with_money(self) -> None:
        for name in ("odile", "rosaire"):
            self.model.purses[name] = Purse()
            self._ask((CASH, name, 10_000), new_key())

    def _name(self, pick: int) -> str:
        names = sorted(self.model.purses)
        return names[pick % len(names)]

    def _request(self, move: Move, key: str) -> EntryRequest:
        amount = f"{move[2] / 100:.2f}"
        return self.books.request(move[0], move[1], amount, key=key, on=self.day)

    def _ask(self, move: Move, key: str) -> None:
        wanted = self.model.refusal(move)
        outcome = self._outcome(
            lambda: actions.post(by=self.books.on(self.day), request=self._request(move, key))
        )
        assert outcome == wanted, (move, wanted, outcome)
        if not wanted:
            self.model.move(move)
            self.model.answers[key] = move
            entry_id = queries.entry_by_key(self.books.id, key)
            assert entry_id is not None
            self.model.entries[entry_id] = move

    def _outcome(self, act: object) -> str:
        assert callable(act)
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return ""

    @precondition(lambda self: len(self.model.purses) < 7)
    @rule()
    def open_account(self) -> None:
        name = f"m{len(self.model.purses)}"
        self.books.open_member(name)
        self.model.purses[name] = Purse()

    @rule(payer=picks, payee=picks, amount=amounts)
    def transfer(self, payer: int, payee: int, amount: int) -> None:
        self._ask((self._name(payer), self._name(payee), amount), new_key())

    @precondition(lambda self: self.model.answers)
    @rule(pick=picks, extra=st.sampled_from([0, 0, 1]))
    def ask_again(self, pick: int, extra: int) -> None:
        """The same key with the same facts changes nothing; with other facts it is refused."""
        key = sorted(self.model.answers)[pick % len(self.model.answers)]
        payer, payee, amount = self.model.answers[key]
        entry = queries.entry(self.books.id, queries.entry_by_key(self.books.id, key) or uuid.uuid4())
        request = self.books.request(
            payer, payee, f"{(amount + extra) / 100:.2f}", key=key, on=entry.booking_date
        )
        outcome = self._outcome(lambda: actions.post(by=self.books.by, request=request))
        assert outcome == ("idempotency_key_reused" if extra else "")

    @rule(picks=st.lists(st.tuples(picks, picks, amounts), min_size=1, max_size=6))
    def batch(self, picks: list[tuple[int, int, int]]) -> None:
        moves = {new_key(): (self._name(payer), self._name(payee), amount) for payer, payee, amount in picks}
        before = {name: purse.own for name, purse in self.model.purses.items()}
        refused = {}
        for place, move in enumerate(moves.values()):
            if wanted := self.model.refusal(move):
                refused[place] = wanted
            else:
                self.model.move(move)
        requests = [self._request(move, key) for key, move in moves.items()]
        try:
            posted = actions.post_batch(by=self.books.by, requests=requests)
        except errors.BatchRefused as refusal:
            found = {place: each.code for place, each in refusal.refusals.items()}
            assert found == refused
            for name, own in before.items():
                self.model.purses[name].own = own
        else:
            assert not refused
            self.model.answers |= moves
            self.model.entries |= zip((each.entry_id for each in posted), moves.values(), strict=True)

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks)
    def reverse(self, pick: int) -> None:
        entry_id = sorted(self.model.entries)[pick % len(self.model.entries)]
        payer, payee, amount = self.model.entries[entry_id]
        back = (payee, payer, amount)
        wanted = (
            "entry_already_reversed"
            if entry_id in self.model.reversed
            else self.model.refusal(back, reverses=True)
        )
        by = self.books.on(self.day)
        outcome = self._outcome(lambda: actions.reverse_entry(by=by, entry_id=entry_id, key=new_key()))
        assert outcome == wanted, (back, wanted, outcome)
        if not wanted:
            self.model.move(back)
            self.model.reversed.add(entry_id)

    @rule(pick=picks, amount=amounts)
    def hold(self, pick: int, amount: int) -> None:
        name = self._name(pick)
        purse = self.model.purses[name]
        wanted = "account_not_found" if not purse.limited else ""
        wanted = wanted or ("account_frozen" if purse.state in {"frozen", "debit_frozen"} else "")
        wanted = wanted or ("account_closed" if purse.state == "closed" else "")
        wanted = wanted or ("insufficient_funds" if amount > purse.room else "")
        made: list[uuid.UUID] = []
        outcome = self._outcome(lambda: made.append(self.books.hold(name, f"{amount / 100:.2f}")))
        assert outcome == wanted
        if made:
            purse.held += amount
            self.model.holds[made[0]] = (name, amount)

    @precondition(lambda self: self.model.holds)
    @rule(pick=picks, payee=picks, amount=amounts, captures=st.booleans())
    def take_from_hold(self, pick: int, payee: int, amount: int, captures: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
        hold_id = sorted(self.model.holds)[pick % len(self.model.holds)]
        name, left = self.model.holds[hold_id]
        purse, move = self.model.purses[name], (name, self._name(payee), amount)
        wanted = "hold_exceeded" if amount > left else ""
        if not wanted:
            purse.held -= amount
            wanted = self.model.refusal(move) if captures else ""
            purse.held += amount
        by, key = self.books.on(self.day), new_key()
        if captures:
            request = self._request(move, key)
            outcome = self._outcome(
                lambda: actions.capture_hold(by=by, hold_id=hold_id, amount_minor=amount, request=request)
            )
        else:
            outcome = self._outcome(lambda: actions.release_hold(by=by, hold_id=hold_id, amount_minor=amount))
        assert outcome == wanted
        if not wanted:
            purse.held -= amount
            self.model.holds[hold_id] = (name, left - amount)
            if captures:
                self.model.move(move)
                self.model.answers[key] = move

    @rule(pick=picks, state=st.sampled_from([*AccountState, AccountState.OPEN, AccountState.OPEN]))
    def set_state(self, pick: int, state: AccountState) -> None:
        name = self._name(pick)
        purse = self.model.purses[name]
        if name == CASH:
            return
        wanted = "account_closed" if purse.state == "closed" else ""
        empties = state != AccountState.CLOSED or (purse.own, purse.held) == (0, 0)
        wanted = wanted or ("" if empties else "account_not_empty")
        account_id = self.books.accounts[name]
        outcome = self._outcome(
            lambda: actions.set_state(by=self.books.by, account_id=account_id, state=state)
        )
        assert outcome == wanted
        if not wanted:
            purse.state = state.value

    @rule(pick=picks, amount=st.sampled_from([0, 500, 5_000]))
    def agree_overdraft(self, pick: int, amount: int) -> None:
        name = self._name(pick)
        purse = self.model.purses[name]
        account_id = self.books.accounts[name]
        outcome = self._outcome(
            lambda: actions.agree_overdraft(by=self.books.by, account_id=account_id, overdraft_minor=amount)
        )
        assert outcome == ("" if purse.limited else "account_not_found")
        if purse.limited:
            purse.overdraft = amount

    @rule()
    def close_day(self) -> None:
        by = self.books.on(self.day)
        actions.close_days(by=by, through=self.day)
        self.day += timedelta(days=1)
        actions.open_days(by=by, days=[self.day])

    @rule(payer=picks, payee=picks)
    def book_into_the_past(self, payer: int, payee: int) -> None:
        names = (self._name(payer), self._name(payee))
        request = self.books.request(*names, "0.01", on=self.day - timedelta(days=1))
        assert self._outcome(lambda: actions.post(by=self.books.by, request=request)) == "day_not_open"

    @invariant()
    def balances_and_holds_agree(self) -> None:
        ids = {name: self.books.accounts[name] for name in self.model.purses}
        found = queries.available(self.books.id, ids.values())
        for name, purse in self.model.purses.items():
            if purse.limited:
                kept = found[ids[name]]
                standing = (kept.own_balance_minor, kept.held_minor, kept.overdraft_minor)
                assert standing == (purse.own, purse.held, purse.overdraft), name
        assert queries.balance_on(self.books.id, ids[CASH], self.day) == -self.model.purses[CASH].own

    def teardown(self) -> None:
        assert self.books.differences() == []
        trial = queries.trial_balance(self.books.id, self.day)
        assert sum(line.balance_minor for line in trial) == 0
        super().teardown()


def test_the_books_agree_with_their_model(database: str) -> None:
    limits = settings(
        max_examples=12,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LedgerMachine, settings=limits)


@pytest.mark.slow
def test_the_books_agree_with_their_model_for_longer(database: str) -> None:
    limits = settings(
        max_examples=25,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LedgerMachine, settings=limits)
