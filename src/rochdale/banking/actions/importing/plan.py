"""All that an import will write, worked out from the files alone before anything is written.

Pure: the bank's own ids stand where the books will have theirs. `plan_of` also finds what can only be seen
once the days are replayed; a plan with faults is never carried out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final

from rochdale.banking.actions.importing.movements import ROUNDING, Movement, movement_of
from rochdale.banking.pkdd99 import tables
from rochdale.banking.pkdd99.reading import Reading
from rochdale.banking.pkdd99.records import BankTransaction
from rochdale.banking.pkdd99.replay import AccountDay, Replay, UnmatchedDay
from rochdale.kernel.errors import Fault

SOURCE: Final = "pkdd99"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Booking:
    """One entry to be: what it adds to the balance of the bank's account `account`, as the owner sees it.

    `row` is the row that it comes from, None for a rounding difference.
    """

    key: str
    day: date
    account: int
    movement: Movement
    change_minor: int
    row: BankTransaction | None


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of the import: founded on the first fact, closed from `first` to `last`, a day open.

    `first` and `last` are None where no transaction was read: then nothing is closed.
    """

    founded_on: date
    first: date | None
    last: date | None
    following: date

    def to_close(self) -> list[date]:
        """Every day to be closed, oldest first: those without an entry as well."""
        if self.first is None or self.last is None:
            return []
        return [self.first + _DAY * passed for passed in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the import will write. `bookings` stand in the order of the journal: by day, account, and replay.

    `overdraft_minor` is how far below zero an account goes, for those that do; `joined_on` the day on which a
    client's first account opened. `unmoved` are rows with an amount of nothing, which are no entries.
    """

    days: Days
    bookings: Sequence[Booking]
    unmoved: Sequence[BankTransaction]
    overdraft_minor: dict[int, int]
    joined_on: dict[int, date]
    closings: Sequence[AccountDay]
    faults: Sequence[Fault]


def plan_of(reading: Reading, replayed: Replay) -> Plan:
    """Work out the import of a reading without faults.

    Faults: unexplained_balance, unknown_movement, client_without_account, holder_repeated, nothing_to_import.
    """
    bookings = _bookings(replayed.days)
    return Plan(
        days=_days(reading),
        bookings=bookings,
        unmoved=[row for row in reading.transactions if row.amount_minor == 0],
        overdraft_minor=_overdrafts(bookings),
        joined_on=_joined(reading),
        closings=replayed.days,
        faults=sorted(_faults(reading, replayed), key=lambda fault: (fault.source, fault.line or 0)),
    )


def _bookings(days: Iterable[AccountDay]) -> list[Booking]:
    return [booking for day in days for booking in chain(_rows_of(day), _rounding_of(day))]


def _rows_of(day: AccountDay) -> Iterable[Booking]:
    for row in day.transactions:
        movement = movement_of(row)
        if row.amount_minor and movement is not None:
            yield Booking(f"{SOURCE}:{row.id}", day.day, day.account_id, movement, row.change_minor, row)


def _rounding_of(day: AccountDay) -> Iterable[Booking]:
    if day.difference_minor:
        key = f"{SOURCE}:rounding:{day.account_id}:{day.day}"
        yield Booking(key, day.day, day.account_id, ROUNDING, day.difference_minor, None)


def _days(reading: Reading) -> Days:
    facts = [account.opened_on for account in reading.accounts]
    booked = [row.booked_on for row in reading.transactions]
    founded_on = min(facts + booked, default=reading.set_aside.before)
    if not booked:
        return Days(founded_on, None, None, founded_on)
    return Days(founded_on, min(booked), max(booked), max(booked) + _DAY)


def _overdrafts(bookings: Iterable[Booking]) -> dict[int, int]:
    """How far below zero each account goes at its lowest: that much must have been agreed."""
    balances: dict[int, int] = defaultdict(int)
    lowest: dict[int, int] = {}
    for booking in bookings:
        balances[booking.account] += booking.change_minor
        if balances[booking.account] < lowest.get(booking.account, 0):
            lowest[booking.account] = balances[booking.account]
    return {account: -minor for account, minor in lowest.items()}


def _joined(reading: Reading) -> dict[int, date]:
    opened = {account.id: account.opened_on for account in reading.accounts}
    joined: dict[int, date] = {}
    for row in reading.dispositions:
        day = opened.get(row.account_id)
        if day is not None and day < joined.get(row.client_id, date.max):
            joined[row.client_id] = day
    return joined


def _faults(reading: Reading, replayed: Replay) -> Iterable[Fault]:
    if not reading.accounts:
        yield Fault(tables.ACCOUNTS.file, None, "nothing_to_import")
    yield from (_unexplained(day) for day in replayed.unmatched)
    for row in reading.transactions:
        if movement_of(row) is None:
            yield Fault(tables.TRANSACTIONS.file, row.line, "unknown_movement", {"id": row.id})
    holding = Counter((row.client_id, row.account_id) for row in reading.dispositions)
    for (client_id, account_id), rows in holding.items():
        if rows > 1:
            facts = {"client_id": client_id, "account_id": account_id}
            yield Fault(tables.DISPOSITIONS.file, None, "holder_repeated", facts)
    holders = {client_id for client_id, _ in holding}
    for client in reading.clients:
        if client.id not in holders:
            yield Fault(tables.CLIENTS.file, None, "client_without_account", {"client_id": client.id})


def _unexplained(day: UnmatchedDay) -> Fault:
    lines = sorted(row.line for row in day.transactions)
    facts = {
        "account_id": day.account_id,
        "day": day.day.isoformat(),
        "why": day.why.value,
        "lines": lines,
    }
    return Fault(tables.TRANSACTIONS.file, lines[0], "unexplained_balance", facts)
