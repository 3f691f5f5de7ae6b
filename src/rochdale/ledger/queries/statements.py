"""An account's statement between two dates, as its owner counts it, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from rochdale.ledger.queries.accounts import account
from rochdale.ledger.queries.balances import balance_on
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows

PAGE_LINES = 100


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One posting as the owner sees it: positive is theirs. `own_balance_minor` is what it left."""

    entry_id: UUID
    line: int
    booking_date: date
    value_date: date
    kind: str
    text: str
    own_amount_minor: int
    own_balance_minor: int
    counterpart_number: str
    counterpart_names: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A page of a statement: the balance before its first line, its lines, and the balance after them.

    `next_after` continues it: the booking date, entry and line of the last line, or None at the end.
    """

    account_id: UUID
    currency: str
    first: date
    last: date
    own_opening_minor: int
    lines: tuple[StatementLine, ...]
    own_closing_minor: int
    next_after: tuple[date, UUID, int] | None


def statement(
    cooperative_id: UUID,
    account_id: UUID,
    first: date,
    last: date,
    *,
    after: tuple[date, UUID, int, int] | None = None,
    limit: int = PAGE_LINES,
) -> StatementPage:
    """The statement of an account from `first` to `last`, both included, without reading what came before.

    `after` is a page's `next_after` and, fourth, its own closing balance, to go on from there.
    Raises AccountNotFound.
    """
    known = account(cooperative_id, account_id)
    with inside(cooperative_id):
        if after is None:
            opening = known.side * balance_on(cooperative_id, account_id, first - timedelta(days=1))
        else:
            opening = after[3]
        found = rows(
            "ledger", "statement.sql", _parameters(cooperative_id, account_id, first, last, after, limit)
        )
    lines = _lines(found[:limit], known.side, opening)
    more = len(found) > limit
    closing = lines[-1].own_balance_minor if lines else opening
    following = (lines[-1].booking_date, lines[-1].entry_id, lines[-1].line) if more else None
    return StatementPage(account_id, known.currency, first, last, opening, lines, closing, following)


def _parameters(
    cooperative_id: UUID,
    account_id: UUID,
    first: date,
    last: date,
    after: tuple[date, UUID, int, int] | None,
    limit: int,
) -> dict[str, object]:
    beginning = after[:3] if after else (first - timedelta(days=1), UUID(int=(1 << 128) - 1), 0)
    names = ("after_date", "after_entry", "after_line")
    return {
        "cooperative_id": cooperative_id,
        "account_id": account_id,
        "last": last,
        "limit": limit + 1,
        **dict(zip(names, beginning, strict=True)),
    }


def _lines(found: list[tuple[Any, ...]], side: int, opening: int) -> tuple[StatementLine, ...]:
    lines: list[StatementLine] = []
    balance = opening
    for row in found:
        amount = row[6]
        assert isinstance(amount, int)
        balance += side * amount
        columns = (*row[:6], side * amount, balance, *row[7:])
        lines.append(StatementLine(**dict(zip(StatementLine.__slots__, columns, strict=True))))
    return tuple(lines)
