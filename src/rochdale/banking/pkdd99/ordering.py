"""In which order the bank must have booked one account's rows of one day.

The search goes forward a row at a time and keeps, for each set of rows already booked and each balance they
can leave, only the way that misses least: ways that meet are walked once. Only rows that can follow are
tried: those whose printed balance, less their own change, is within the tolerance of the balance before. Of
equal rows the later one waits for the earlier one, so a day of equal fees has one order, not a factorial of
them. A real day has one or two states at each step; one made to explode meets `STATES_MAX` and is given up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rochdale.banking.pkdd99.records import BankTransaction

STATES_MAX: Final = 20_000

# The rows already booked, as bits, and the balance that the last of them left.
_State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a day's rows, and by how much its steps miss the printed balances, all added up."""

    transactions: tuple[BankTransaction, ...]
    missed_minor: int


@dataclass(frozen=True, slots=True)
class _Step:
    missed_minor: int
    before: _State
    row: int


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Rows sorted by the balance they ask for, and for each the equal one that goes first, or -1."""

    rows: list[BankTransaction]
    wanted: list[int]
    twins: list[int]


def orders_by_closing(
    rows: Sequence[BankTransaction], opening_minor: int, *, tolerance_minor: int, first_tolerance_minor: int
) -> dict[int, Order] | None:
    """The best order of a day for each balance with which it can close; empty if no order fits.

    Each printed balance must be within `tolerance_minor` of the balance before it plus the row's change; the
    first one within `first_tolerance_minor` of the opening balance. None if the search was given up.
    """
    candidates = _candidates(rows)
    start: _State = (0, opening_minor)
    layers: list[dict[_State, _Step]] = [{start: _Step(0, start, -1)}]
    states = 0
    for position in range(len(rows)):
        tolerance_now = tolerance_minor if position else first_tolerance_minor
        layer = _next_layer(layers[-1], candidates, tolerance_now, STATES_MAX - states)
        if layer is None:
            return None
        layers.append(layer)
        states += len(layer)
    return {
        balance: Order(_walk_back(layers, (taken, balance), candidates.rows), step.missed_minor)
        for (taken, balance), step in sorted(layers[-1].items())
    }


def _candidates(rows: Sequence[BankTransaction]) -> _Candidates:
    ordered = sorted(rows, key=lambda row: (_wanted(row), row.printed_balance_minor, row.line, row.id))
    twins = [-1] * len(ordered)
    for position in range(1, len(ordered)):
        earlier, row = ordered[position - 1], ordered[position]
        if (_wanted(earlier), earlier.printed_balance_minor) == (_wanted(row), row.printed_balance_minor):
            twins[position] = position - 1
    return _Candidates(ordered, [_wanted(row) for row in ordered], twins)


def _wanted(row: BankTransaction) -> int:
    """The balance before the row, if nothing was rounded."""
    return row.printed_balance_minor - row.change_minor


def _next_layer(
    layer: dict[_State, _Step], candidates: _Candidates, tolerance_minor: int, states_left: int
) -> dict[_State, _Step] | None:
    """Every state that one more row can lead to, each by its best way. None if they are too many to keep."""
    reached: dict[_State, _Step] = {}
    for state, step in layer.items():
        taken, balance = state
        first = bisect_left(candidates.wanted, balance - tolerance_minor)
        last = bisect_right(candidates.wanted, balance + tolerance_minor)
        for position in range(first, last):
            if not _may_follow(position, taken, candidates.twins):
                continue
            after = (taken | 1 << position, candidates.rows[position].printed_balance_minor)
            missed = step.missed_minor + abs(candidates.wanted[position] - balance)
            if after not in reached or missed < reached[after].missed_minor:
                reached[after] = _Step(missed, state, position)
        if len(reached) > states_left:
            return None
    return reached


def _may_follow(position: int, taken: int, twins: list[int]) -> bool:
    """Whether the row is still to be booked and the equal one that goes first is not."""
    if taken >> position & 1:
        return False
    return twins[position] < 0 or bool(taken >> twins[position] & 1)


def _walk_back(
    layers: list[dict[_State, _Step]], end: _State, rows: list[BankTransaction]
) -> tuple[BankTransaction, ...]:
    """The rows on the best way to `end`, from the first to the last."""
    found: list[BankTransaction] = []
    state = end
    for layer in reversed(layers[1:]):
        step = layer[state]
        found.append(rows[step.row])
        state = step.before
    return tuple(reversed(found))
