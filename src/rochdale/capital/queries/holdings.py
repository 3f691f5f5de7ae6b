"""Who holds what, on a day; and the register of shares, page by page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.membership.queries import shown_name
from rochdale.money.amount import Money
from rochdale.tenancy.queries import rows

REGISTER_LINES_MAX = 500


@dataclass(frozen=True, slots=True)
class Holding:
    """What one person holds of a class: `waiting` shares ask to be repaid, `owing` is not paid in yet."""

    holder_id: UUID
    share_class: ShareClassFacts
    held: int
    waiting: int
    owing: Money

    @property
    def free(self) -> int:
        """Shares that may go elsewhere."""
        return self.held - self.waiting

    @property
    def worth(self) -> Money:
        """What is held, at par."""
        return self.share_class.worth(self.held)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A line of the register of shares: a holder with address, and what is held of one class."""

    holder_id: UUID
    name: str
    sorting_name: str
    address: str
    member_number: int | None
    share_class: ShareClassFacts
    held: int
    worth: Money
    since: date


@dataclass(frozen=True, slots=True)
class SharePage:
    """Some lines of the register of shares. `next_cursor` is empty on the last page."""

    lines: tuple[ShareLine, ...]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class ShareTotal:
    """How many shares of a class there are, and in how many hands."""

    share_class: ShareClassFacts
    shares: int
    holders: int

    @property
    def worth(self) -> Money:
        """All of them at par: what the account of the class carries."""
        return self.share_class.worth(self.shares)


def holdings(*, holder_ids: Iterable[UUID], on: date) -> list[Holding]:
    """What persons hold at the end of a day, class by class, in two statements; nothing held is left out."""
    classes = {each.id: each for each in share_classes()}
    found = rows("capital", "holdings.sql", {"holder_ids": list(holder_ids), "on": on})
    return [
        Holding(
            holder_id=holder_id,
            share_class=classes[class_id],
            held=int(held),
            waiting=int(waiting),
            owing=Money(int(owing), classes[class_id].par.currency),
        )
        for holder_id, class_id, held, waiting, owing in found
        if held or owing
    ]


def share_register(*, cooperative_id: UUID, on: date, after: str = "", limit: int = 50) -> SharePage:
    """One page of the register of shares as of a day, by name (rule Q-47), in two statements."""
    classes = {each.code: each for each in share_classes()}
    limit = max(1, min(limit, REGISTER_LINES_MAX))
    # A holder may have a line for each class: a page ends between holders, so that a cursor names one.
    parameters = {"cooperative_id": cooperative_id, "on": on, "lines": limit + max(len(classes), 1)}
    found = rows("capital", "share_register.sql", parameters | _after(after))
    lines = [_line(row, classes) for row in found]
    kept = lines[:limit]
    while kept and len(lines) > len(kept) and lines[len(kept)].holder_id == kept[-1].holder_id:
        kept.append(lines[len(kept)])
    more = len(lines) > len(kept)
    return SharePage(tuple(kept), _cursor(kept[-1]) if more else "")


def _cursor(line: ShareLine) -> str:
    return base64.urlsafe_b64encode(f"{line.holder_id}:{line.sorting_name}".encode()).decode()


def _after(cursor: str) -> dict[str, object]:
    try:
        holder_id, name = base64.urlsafe_b64decode(cursor.encode()).decode().split(":", 1)
        return {"after_name": name.replace("\0", ""), "after_id": UUID(holder_id)}
    except (ValueError, binascii.Error):
        return {"after_name": None, "after_id": None}


def _line(row: tuple[Any, ...], classes: dict[str, ShareClassFacts]) -> ShareLine:
    holder_id, given, family, sorting_name, street, town, postal_code, number, code, held, minor, since = row
    own = classes[code]
    place = " ".join(word for word in (town, postal_code) if word)
    return ShareLine(
        holder_id=holder_id,
        name=f"{family}, {given}" if given else shown_name(family),
        sorting_name=sorting_name,
        address=", ".join(word for word in (street, place) if word),
        member_number=number,
        share_class=own,
        held=int(held),
        worth=Money(int(minor), own.par.currency),
        since=since,
    )


def share_totals(*, on: date) -> list[ShareTotal]:
    """Every class with its shares and holders on a day, in two statements."""
    classes = {each.id: each for each in share_classes()}
    found = rows("capital", "share_totals.sql", {"on": on})
    return [ShareTotal(classes[class_id], int(shares), holders) for class_id, shares, holders in found]


@dataclass(frozen=True, slots=True)
class ClassBooks:
    """A class on a day: shares in the register, movements recorded until then, and what its account carries.

    `later` shares count from the day or before and were written down after it: they are in the register and not
    in the books of that day.
    """

    share_class: ShareClassFacts
    shares: int
    recorded_shares: int
    recorded: Money
    books: Money

    @property
    def later(self) -> int:
        """Shares that were written down after the day from which they count."""
        return self.shares - self.recorded_shares

    @property
    def agree(self) -> bool:
        """Whether the movements recorded until the day are what the account carried (INV-52)."""
        return self.recorded == self.books


def class_books(*, on: date) -> list[ClassBooks]:
    """The register of shares against the books at the end of a day, class by class, in two statements."""
    classes = {each.id: each for each in share_classes()}
    return [
        ClassBooks(
            share_class=classes[class_id],
            shares=int(shares),
            recorded_shares=int(recorded_shares),
            recorded=Money(int(recorded), classes[class_id].par.currency),
            books=Money(int(books), classes[class_id].par.currency),
        )
        for class_id, shares, recorded_shares, recorded, books in rows(
            "capital", "books_of_classes.sql", {"on": on}
        )
    ]
