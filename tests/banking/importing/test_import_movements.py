"""What a row of the bank becomes in our books, before any database is asked."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from rochdale.banking.actions.importing import entries, plan
from rochdale.banking.actions.importing.movements import movement_of
from rochdale.banking.pkdd99.reading import Reading, SetAside
from rochdale.banking.pkdd99.records import (
    Account,
    BankTransaction,
    Client,
    Direction,
    Disposition,
    Frequency,
    Operation,
    Purpose,
    Role,
    Sex,
)
from rochdale.banking.pkdd99.replay import replay

DAY = date(1993, 1, 2)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def row(
    change_minor: int,
    printed_minor: int,
    operation: Operation | None = Operation.CASH_DEPOSIT,
    purpose: Purpose | None = None,
    *,
    id_: int = 1,
    day: date = DAY,
) -> BankTransaction:
    """A row of account 7, on line 10 times its id."""
    direction = Direction.CREDIT if change_minor >= 0 else Direction.DEBIT
    amount = abs(change_minor)
    return BankTransaction(
        id_, 7, day, direction, operation, amount, printed_minor, purpose, None, None, id_ * 10
    )


def bank(*transactions: BankTransaction) -> Reading:
    """Client 3 owns account 7; its transactions are these."""
    return Reading(
        districts=(),
        clients=(Client(3, date(1950, 1, 1), Sex.FEMALE, 1),),
        accounts=(Account(7, 1, Frequency.MONTHLY, date(1993, 1, 1)),),
        dispositions=(Disposition(5, 3, 7, Role.OWNER),),
        standing_orders=(),
        loans=(),
        cards=(),
        transactions=transactions,
        set_aside=SetAside(date(1994, 3, 31), 0, None, None, None),
        faults=[],
    )


def planned(*transactions: BankTransaction) -> plan.Plan:
    return plan.plan_of(bank(*transactions), replay(transactions))


@pytest.mark.parametrize(
    ("operation", "purpose", "kind", "role"),
    [
        (Operation.CASH_DEPOSIT, None, "deposit", "cash"),
        (Operation.CASH_WITHDRAWAL, None, "withdrawal", "cash"),
        (Operation.CASH_WITHDRAWAL, Purpose.HOUSEHOLD, "withdrawal", "cash"),
        (Operation.CARD_WITHDRAWAL, None, "card_withdrawal", "settlement"),
        (Operation.TRANSFER_IN, Purpose.PENSION, "transfer_in", "settlement"),
        (Operation.TRANSFER_OUT, Purpose.LOAN_PAYMENT, "transfer_out", "settlement"),
        (None, Purpose.INTEREST, "interest", "interest_expense"),
        # The bank coded what it took itself as cash withdrawals; no cash moved.
        (Operation.CASH_WITHDRAWAL, Purpose.STATEMENT_FEE, "fee", "fee_income"),
        (Operation.CASH_WITHDRAWAL, Purpose.PENALTY_INTEREST, "penalty_interest", "interest_income"),
    ],
)
def test_a_row_has_its_kind_and_its_other_account(
    operation: Operation | None, purpose: Purpose | None, kind: str, role: str
) -> None:
    movement = movement_of(row(100, 100, operation, purpose))
    assert movement is not None
    assert (movement.kind, movement.role) == (kind, role)


def test_every_operation_and_purpose_has_a_movement() -> None:
    for operation in Operation:
        for purpose in (None, *Purpose):
            assert movement_of(row(100, 100, operation, purpose)) is not None


def test_a_row_that_says_neither_how_nor_why_is_a_fault() -> None:
    faults = planned(row(100, 100, None)).faults
    assert [(fault.source, fault.line, fault.code) for fault in faults] == [
        ("trans.asc", 10, "unknown_movement")
    ]


def test_a_deposit_credits_the_member_and_a_withdrawal_debits() -> None:
    made = planned(row(500, 500), row(-200, 300, Operation.CASH_WITHDRAWAL, id_=2))
    member, cash = uuid.uuid4(), uuid.uuid4()
    requests = entries.entries(made.bookings, entries.Chart({7: member}, {"cash": cash}), NOON)
    amounts = [[(line.account_id, line.amount_minor) for line in request.lines] for request in requests]
    assert amounts == [[(member, -500), (cash, 500)], [(member, 200), (cash, -200)]]
    assert [request.idempotency_key for request in requests] == ["pkdd99:1", "pkdd99:2"]
    assert {line.currency for request in requests for line in request.lines} == {"CZK"}


def test_a_rounding_difference_is_an_entry_of_its_own_at_the_end_of_the_day() -> None:
    made = planned(row(500, 510), row(-200, 310, Operation.CASH_WITHDRAWAL, id_=2))
    last = made.bookings[-1]
    assert (last.key, last.movement.role, last.change_minor) == (
        "pkdd99:rounding:7:1993-01-02",
        "rounding",
        10,
    )


def test_the_order_is_that_of_the_printed_balances_not_of_the_file() -> None:
    made = planned(row(-200, 300, Operation.CASH_WITHDRAWAL), row(500, 500, id_=2))
    assert [booking.key for booking in made.bookings] == ["pkdd99:2", "pkdd99:1"]
    assert made.overdraft_minor == {}


def test_the_overdraft_is_the_lowest_own_balance() -> None:
    later = date(1993, 1, 5)
    made = planned(
        row(-200, -200, Operation.CASH_WITHDRAWAL),
        row(-50, -250, Operation.CASH_WITHDRAWAL, id_=2),
        row(900, 650, id_=3, day=later),
    )
    assert made.overdraft_minor == {7: 250}


def test_an_amount_of_nothing_is_named_and_is_no_entry() -> None:
    made = planned(row(0, 0), row(500, 500, id_=2))
    assert [booking.key for booking in made.bookings] == ["pkdd99:2"]
    assert [unmoved.line for unmoved in made.unmoved] == [10]
    assert made.faults == []


def test_days_without_entries_are_closed_as_well_and_the_next_stays_open() -> None:
    days = planned(row(500, 500), row(100, 600, id_=2, day=date(1993, 1, 5))).days
    assert days.founded_on == date(1993, 1, 1)
    assert days.to_close() == [date(1993, 1, number) for number in range(2, 6)]
    assert days.following == date(1993, 1, 6)


def test_a_bank_without_transactions_closes_nothing() -> None:
    days = planned().days
    assert (days.to_close(), days.following) == ([], date(1993, 1, 1))


def test_balances_that_follow_from_no_order_are_a_fault() -> None:
    faults = planned(row(500, 500), row(-200, 700, Operation.CASH_WITHDRAWAL, id_=2)).faults
    assert [(fault.line, fault.code) for fault in faults] == [(10, "unexplained_balance")]
    assert faults[0].facts["lines"] == [10, 20]


def test_ids_of_one_instant_keep_their_order() -> None:
    ids = list(entries.ids_in_order(NOON, 5_000))
    assert ids == sorted(set(ids))
