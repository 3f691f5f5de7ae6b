"""The printed balances, replayed: the order in which each account's rows explain them, day by day.

The bank printed the rows of one day in no fixed order, and rounded each printed balance from one with hidden
decimals, so a step may miss by up to 0.10. Days follow one another: a day opens with the balance printed last
on the day before, the first one with nothing. Where a day can close with more than one balance, all of them
are carried on and the days that follow choose; so if any choice explains an account, it is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rochdale.banking.pkdd99.ordering import Order, orders_by_closing
from rochdale.banking.pkdd99.records import BankTransaction

STEP_TOLERANCE_MINOR: Final = 10


class WhyUnmatched(StrEnum):
    """Why a day was left over."""

    NO_ORDER = "no_order"
    TOO_MANY_ORDERS = "too_many_orders"


@dataclass(frozen=True, slots=True)
class AccountDay:
    """One account's rows of one day, in the order recovered.

    `difference_minor` is the printed closing balance less the exact one (opening plus every change): what
    must be added to the account, openly, for our balance to equal the printed one at the end of the day.
    """

    account_id: int
    day: date
    transactions: tuple[BankTransaction, ...]
    opening_minor: int

    @property
    def closing_minor(self) -> int:
        """The balance printed on the last row."""
        return self.transactions[-1].printed_balance_minor

    @property
    def exact_minor(self) -> int:
        """The opening balance plus every change of the day."""
        return self.opening_minor + sum(row.change_minor for row in self.transactions)

    @property
    def difference_minor(self) -> int:
        """Printed less exact: positive where the bank printed more."""
        return self.closing_minor - self.exact_minor


@dataclass(frozen=True, slots=True)
class UnmatchedDay:
    """One account's rows of one day that no order explains, as they stand in the file.

    `openings_minor` are the balances with which the day could have opened.
    """

    account_id: int
    day: date
    why: WhyUnmatched
    openings_minor: tuple[int, ...]
    transactions: tuple[BankTransaction, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """All account-days, matched or not, each list in the order of day and account."""

    days: tuple[AccountDay, ...]
    unmatched: tuple[UnmatchedDay, ...]


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is known of a balance with which a day may open.

    What led there missed by `missed_minor`; the first step of the day may miss by `margin_minor` more than
    the steps after it.
    """

    missed_minor: int
    margin_minor: int


@dataclass(frozen=True, slots=True)
class _Link:
    """How a day reached one closing balance."""

    opening_minor: int
    order: Order
    missed_minor: int


_Openings = dict[int, _Opening]
_Links = dict[int, _Link]
_DayRows = tuple[date, list[BankTransaction]]


def replay(
    transactions: Iterable[BankTransaction], *, step_tolerance_minor: int = STEP_TOLERANCE_MINOR
) -> Replay:
    """Recover the order of every account-day from the printed balances.

    The result depends on the rows alone, not on the order in which they are given. A day that no order
    explains is reported once; the next may open with any balance printed on it, or with its exact sum.
    """
    by_account: dict[int, dict[date, list[BankTransaction]]] = defaultdict(lambda: defaultdict(list))
    for row in transactions:
        by_account[row.account_id][row.booked_on].append(row)
    days: list[AccountDay] = []
    unmatched: list[UnmatchedDay] = []
    for account_id in sorted(by_account):
        _replay_account(
            account_id, sorted(by_account[account_id].items()), step_tolerance_minor, days, unmatched
        )
    return Replay(
        days=tuple(sorted(days, key=lambda found: (found.day, found.account_id))),
        unmatched=tuple(sorted(unmatched, key=lambda found: (found.day, found.account_id))),
    )


def _replay_account(
    account_id: int,
    account_days: list[_DayRows],
    tolerance_minor: int,
    days: list[AccountDay],
    unmatched: list[UnmatchedDay],
) -> None:
    """Follow one account from its first day to its last, adding what is found to the two lists."""
    openings: _Openings = {0: _Opening(0, 0)}
    chain: list[tuple[date, _Links]] = []
    for day, unsorted_rows in account_days:
        rows = sorted(unsorted_rows, key=lambda row: (row.line, row.id))
        links, why = _link_day(rows, openings, tolerance_minor)
        if links:
            chain.append((day, links))
            openings = {closing: _Opening(link.missed_minor, 0) for closing, link in links.items()}
            continue
        days += _chosen(account_id, chain)
        chain = []
        unmatched.append(UnmatchedDay(account_id, day, why, tuple(sorted(openings)), tuple(rows)))
        openings = _openings_after_unmatched(rows, openings, tolerance_minor)
    days += _chosen(account_id, chain)


def _link_day(
    rows: list[BankTransaction], openings: _Openings, tolerance_minor: int
) -> tuple[_Links, WhyUnmatched]:
    """Every closing balance that the day can reach from its openings, each by the way that misses least."""
    links: _Links = {}
    why = WhyUnmatched.NO_ORDER
    for opening_minor, opening in sorted(openings.items()):
        orders = orders_by_closing(
            rows,
            opening_minor,
            tolerance_minor=tolerance_minor,
            first_tolerance_minor=tolerance_minor + opening.margin_minor,
        )
        if orders is None:
            why = WhyUnmatched.TOO_MANY_ORDERS
            continue
        for closing, order in orders.items():
            missed = opening.missed_minor + order.missed_minor
            if closing not in links or missed < links[closing].missed_minor:
                links[closing] = _Link(opening_minor, order, missed)
    return links, why


def _openings_after_unmatched(
    rows: list[BankTransaction], openings: _Openings, tolerance_minor: int
) -> _Openings:
    """With what the next day may open: a balance printed that day, or its exact sum.

    Each row of the unmatched day may have hidden as much as a step may miss, which widens the exact sum.
    """
    change = sum(row.change_minor for row in rows)
    after = {row.printed_balance_minor: _Opening(0, 0) for row in rows}
    for opening_minor, opening in openings.items():
        margin = opening.margin_minor + tolerance_minor * len(rows)
        after[opening_minor + change] = _Opening(0, margin)
    return after


def _chosen(account_id: int, chain: list[tuple[date, _Links]]) -> list[AccountDay]:
    """The days of an unbroken chain, by the way that misses least in all, then closes lowest."""
    if not chain:
        return []
    last = chain[-1][1]
    closing = min(last, key=lambda balance: (last[balance].missed_minor, balance))
    found: list[AccountDay] = []
    for day, links in reversed(chain):
        link = links[closing]
        found.append(AccountDay(account_id, day, link.order.transactions, link.opening_minor))
        closing = link.opening_minor
    return found[::-1]
