"""The counter: what is posted, what waits for a second person, and what is refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import connection

from rochdale.audit.models import Act
from rochdale.banking import actions, errors, queries
from rochdale.banking.models import Decision, Pending
from rochdale.capital import actions as capital
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.errors import Refusal
from rochdale.ledger import queries as ledger
from rochdale.ledger.errors import (
    EntryAlreadyReversed,
    EntryNotFound,
    IdempotencyKeyReused,
    InsufficientFunds,
)
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse, cad, key


def standing(caisse: Caisse, account_id: UUID) -> tuple[str, str]:
    """What is on an account of a member, and what of it may be drawn."""
    with inside(caisse.id):
        held = queries.accounts_of(caisse.odile_id, TODAY) + queries.accounts_of(caisse.armand_id, TODAY)
    found = next(account for account in held if account.account_id == account_id)
    return found.balance.plain(), found.available.plain()


def deposit(caisse: Caisse, text: str) -> actions.Operation:
    return actions.deposit(
        by=caisse.teller, key=key(), account_id=caisse.everyday.account_id, amount=cad(text)
    )


def pending_withdrawal(caisse: Caisse) -> UUID:
    """An operation that waits: 6,000 of 9,000."""
    deposit(caisse, "4500")
    deposit(caisse, "4500")
    asked = actions.withdraw(
        by=replace(caisse.teller, reason="A tractor."),
        key=key(),
        account_id=caisse.everyday.account_id,
        amount=cad("6000"),
    )
    assert asked.pending_id is not None
    return asked.pending_id


def test_money_in_over_and_out(caisse: Caisse) -> None:
    deposit(caisse, "100.00")
    everyday, armands = caisse.everyday.account_id, caisse.armands.account_id
    actions.transfer(by=caisse.teller, key=key(), from_id=everyday, to_id=armands, amount=cad("30.25"))
    actions.withdraw(by=caisse.teller, key=key(), account_id=armands, amount=cad("0.25"))
    assert standing(caisse, everyday) == ("69.75", "69.75")
    assert standing(caisse, armands) == ("30.00", "30.00")


def test_each_operation_is_one_act_under_the_tellers_office(caisse: Caisse) -> None:
    deposit(caisse, "100.00")
    with inside(caisse.id):
        acts = Act.objects.filter(verb="ledger.deposit")
        assert [(act.person_id, act.authority) for act in acts] == [
            (caisse.teller.person_id, caisse.teller.authority)
        ]


def test_a_retry_answers_as_the_first_time(caisse: Caisse) -> None:
    everyday, once = caisse.everyday.account_id, key()
    first = actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("10"))
    again = actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("10"))
    assert (again.entry_id, again.again) == (first.entry_id, True)
    with pytest.raises(IdempotencyKeyReused):
        actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("11"))
    assert standing(caisse, everyday)[0] == "10.00"


def test_what_the_counter_refuses(caisse: Caisse) -> None:
    everyday = caisse.everyday.account_id
    auditor = replace(caisse.teller, person_id=caisse.odile_id)
    with pytest.raises(errors.AmountNotPositive):
        deposit(caisse, "0")
    with pytest.raises(errors.AccountNotHeld):
        actions.deposit(by=caisse.teller, key=key(), account_id=uuid4(), amount=cad("1"))
    with pytest.raises(errors.AccountsSame):
        actions.transfer(by=caisse.teller, key=key(), from_id=everyday, to_id=everyday, amount=cad("1"))
    with pytest.raises(NotAllowed):
        actions.deposit(by=auditor, key=key(), account_id=everyday, amount=cad("1"))
    with pytest.raises(InsufficientFunds):
        actions.withdraw(by=caisse.teller, key=key(), account_id=everyday, amount=cad("1"))
    yen = Money(100, Currency.of("JPY"))
    with pytest.raises(errors.RoleNotFilled) as unfilled:
        actions.deposit(by=caisse.teller, key=key(), account_id=everyday, amount=yen)
    assert "JPY" in unfilled.value.message()
    assert standing(caisse, everyday)[0] == "0.00"


def test_over_the_limit_waits_and_holds(caisse: Caisse) -> None:
    pending_withdrawal(caisse)
    assert standing(caisse, caisse.everyday.account_id) == ("9000.00", "3000.00")
    with pytest.raises(InsufficientFunds):
        actions.withdraw(
            by=caisse.teller, key=key(), account_id=caisse.everyday.account_id, amount=cad("3000.01")
        )


def test_a_deposit_over_the_limit_waits_without_a_hold(caisse: Caisse) -> None:
    asked = deposit(caisse, "5000.01")
    assert asked.waits
    assert standing(caisse, caisse.everyday.account_id) == ("0.00", "0.00")
    actions.approve(by=caisse.manager, pending_id=asked.pending_id or uuid4())
    assert standing(caisse, caisse.everyday.account_id) == ("5000.01", "5000.01")


def test_exactly_the_limit_needs_nobody_else(caisse: Caisse) -> None:
    assert not deposit(caisse, "5000.00").waits


def test_asking_twice_asks_once(caisse: Caisse) -> None:
    once, everyday = key(), caisse.everyday.account_id
    first = actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("7000"))
    again = actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("7000"))
    assert (again.pending_id, again.again) == (first.pending_id, True)
    with pytest.raises(errors.OperationKeyReused) as refused:
        actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("7001"))
    assert refused.value.message()
    approved = actions.approve(by=caisse.manager, pending_id=first.pending_id or uuid4())
    later = actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("7000"))
    assert later.entry_id == approved.entry_id


def test_the_program_itself_asks_nobody(caisse: Caisse) -> None:
    with pytest.raises(errors.AskerUnknown) as refused:
        actions.deposit(
            by=caisse.program, key=key(), account_id=caisse.everyday.account_id, amount=cad("5000.01")
        )
    assert refused.value.message()


def test_approval_posts_and_captures(caisse: Caisse) -> None:
    pending_id = pending_withdrawal(caisse)
    done = actions.approve(by=caisse.manager, pending_id=pending_id)
    assert done.entry_id is not None
    assert standing(caisse, caisse.everyday.account_id) == ("3000.00", "3000.00")
    with inside(caisse.id):
        decision = Decision.objects.get(pending_id=pending_id)
        verbs = set(Act.objects.filter(id=decision.act_id).values_list("verb", flat=True))
    assert (decision.decided_by, decision.entry_id, verbs) == (
        caisse.manager.person_id,
        done.entry_id,
        {"banking.approve"},
    )


def test_refusal_releases(caisse: Caisse) -> None:
    pending_id = pending_withdrawal(caisse)
    with pytest.raises(errors.ReasonMissing) as refused:
        actions.refuse(by=caisse.manager, pending_id=pending_id)
    assert refused.value.message()
    actions.refuse(by=replace(caisse.manager, reason="No paper was shown."), pending_id=pending_id)
    assert standing(caisse, caisse.everyday.account_id) == ("9000.00", "9000.00")
    with pytest.raises(errors.AlreadyDecided) as late:
        actions.approve(by=caisse.manager, pending_id=pending_id)
    assert late.value.message()


def test_who_asked_does_not_decide(caisse: Caisse) -> None:
    by = replace(caisse.manager, reason="For the till.")
    asked = actions.deposit(by=by, key=key(), account_id=caisse.everyday.account_id, amount=cad("9000"))
    assert asked.pending_id is not None
    for decide in (actions.approve, actions.refuse):
        with pytest.raises(errors.SecondPersonNeeded) as refused:
            decide(by=by, pending_id=asked.pending_id)
        assert refused.value.message()
    with pytest.raises(NotAllowed):
        actions.approve(by=caisse.teller, pending_id=asked.pending_id)
    with pytest.raises(errors.PendingNotFound) as unknown:
        actions.approve(by=caisse.manager, pending_id=uuid4())
    assert unknown.value.message()


def _together(calls: list[Callable[[], object]]) -> list[object]:
    outcomes: list[object] = []

    def run(call: Callable[[], object]) -> None:
        try:
            outcomes.append(call())
        except Refusal as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_who_decide_at_once_one_wins(caisse: Caisse) -> None:
    pending_id = pending_withdrawal(caisse)
    by = replace(caisse.manager, reason="Seen.")
    calls = [lambda: actions.approve(by=by, pending_id=pending_id)] * 2
    calls += [lambda: actions.refuse(by=by, pending_id=pending_id)] * 2  # type: ignore[list-item]  # None
    outcomes = _together(list(calls))
    assert sum(isinstance(outcome, errors.AlreadyDecided) for outcome in outcomes) == 3
    assert standing(caisse, caisse.everyday.account_id)[0] in {"3000.00", "9000.00"}


def test_one_request_sent_twice_at_once_asks_once(caisse: Caisse) -> None:
    once, everyday = key(), caisse.everyday.account_id
    calls = [lambda: actions.deposit(by=caisse.teller, key=once, account_id=everyday, amount=cad("7000"))]
    outcomes = _together(list(calls * 4))
    assert len({outcome.pending_id for outcome in outcomes if isinstance(outcome, actions.Operation)}) == 1
    with inside(caisse.id):
        assert Pending.objects.count() == 1


def test_a_reversal_undoes_and_says_why(caisse: Caisse) -> None:
    done = deposit(caisse, "100")
    assert done.entry_id is not None
    with pytest.raises(errors.ReasonMissing):
        actions.reverse(by=caisse.manager, key=key(), entry_id=done.entry_id)
    by, once = replace(caisse.manager, reason="Wrong account."), key()
    first = actions.reverse(by=by, key=once, entry_id=done.entry_id)
    again = actions.reverse(by=by, key=once, entry_id=done.entry_id)
    assert (again.entry_id, again.again) == (first.entry_id, True)
    assert standing(caisse, caisse.everyday.account_id)[0] == "0.00"
    with pytest.raises(EntryAlreadyReversed):
        actions.reverse(by=by, key=key(), entry_id=done.entry_id)
    with pytest.raises(EntryNotFound):
        actions.reverse(by=by, key=key(), entry_id=uuid4())
    with pytest.raises(NotAllowed):
        actions.reverse(by=replace(caisse.teller, reason="x"), key=key(), entry_id=first.entry_id or uuid4())


def test_a_large_reversal_waits_for_a_second_person(caisse: Caisse) -> None:
    asked = deposit(caisse, "8000")
    done = actions.approve(by=caisse.manager, pending_id=asked.pending_id or uuid4())
    by = replace(caisse.manager, reason="Counterfeit.")
    undo = actions.reverse(by=by, key=key(), entry_id=done.entry_id or uuid4())
    assert undo.waits
    assert standing(caisse, caisse.everyday.account_id) == ("8000.00", "0.00")
    second = replace(caisse.program, person_id=caisse.treasurer.person_id)
    actions.approve(by=second, pending_id=undo.pending_id or uuid4())
    assert standing(caisse, caisse.everyday.account_id) == ("0.00", "0.00")


def test_the_day_ends_and_the_next_begins(caisse: Caisse) -> None:
    deposit(caisse, "100")
    with pytest.raises(NotAllowed):
        actions.close_day(by=caisse.teller)
    following = actions.close_day(by=caisse.manager)
    assert following > TODAY
    with pytest.raises(Refusal):
        deposit(caisse, "1")
    tomorrow = replace(caisse.teller, on=following)
    actions.deposit(by=tomorrow, key=key(), account_id=caisse.everyday.account_id, amount=cad("1"))
    assert standing(caisse, caisse.everyday.account_id)[0] == "101.00"


def test_an_entry_that_carries_shares_is_reversed_in_the_share_register(caisse: Caisse) -> None:
    capital.open_qualifying_class(by=caisse.program)
    cash = ledger.account_by_role(caisse.id, "cash", "CAD").id
    issue = capital.Issue(key(), caisse.odile_id, capital.QUALIFYING, 1, cad("5"), cash)
    done = capital.issue_shares(by=caisse.treasurer, issues=[issue])[0]
    with pytest.raises(errors.EntryCarriesShares):
        actions.reverse(by=replace(caisse.manager, reason="Mistake."), key=key(), entry_id=done.entry_id)
    assert ledger.entry(caisse.id, done.entry_id).reversed_by_id is None
