"""The queue of redemptions, and the capital test that it waits for (rule Q-22)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from rochdale.capital.errors import RedemptionNotFound
from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.cooperatives.queries import bylaw_or_none, cooperative
from rochdale.ledger import queries as ledger
from rochdale.ledger.errors import AccountNotFound
from rochdale.ledger.queries import TrialLine
from rochdale.membership.queries import spoken_name
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import rows

QUEUE_LISTED_MAX = 500
_CAPITAL_CLASSES = frozenset({"equity", "income", "expense"})


@dataclass(frozen=True, slots=True)
class CapitalTest:
    """Capital and assets at the end of a day, in the cooperative's currency, and the floor of the by-laws.

    Capital is equity with the result of the year so far; shares that are subscribed and not paid count on neither
    side. `floor` is a part of the assets, nothing where the by-laws say nothing.
    """

    capital: Money
    assets: Money
    floor: Fraction

    def passes_after(self, paid_out: Money) -> bool:
        """Whether enough is left after a repayment, which takes from both. Whole numbers throughout."""
        capital, assets = self.capital.minor - paid_out.minor, self.assets.minor - paid_out.minor
        return capital * self.floor.denominator >= self.floor.numerator * assets

    def needed_after(self, paid_out: Money) -> Money:
        """The least capital that passes after a repayment."""
        assets = max(self.assets.minor - paid_out.minor, 0)
        return Money(-(-self.floor.numerator * assets // self.floor.denominator), self.assets.currency)

    @property
    def payable(self) -> Money:
        """The most that may be repaid today."""
        above = self.capital.minor * self.floor.denominator - self.floor.numerator * self.assets.minor
        apart = self.floor.denominator - self.floor.numerator
        most = self.capital.minor if apart <= 0 else min(above // apart, self.capital.minor)
        return Money(max(most if above >= 0 else 0, 0), self.capital.currency)


@dataclass(frozen=True, slots=True)
class QueuedRedemption:
    """A request that waits: its place, who asked, how many come `before`, and what all up to it are worth."""

    id: UUID
    place: int
    before: int
    worth_with_it: Money
    share_class: ShareClassFacts
    holder_id: UUID
    holder: str
    quantity: int
    asked_on: date
    member_number: int | None

    @property
    def worth(self) -> Money:
        """What is asked for, at par."""
        return self.share_class.worth(self.quantity)


@dataclass(frozen=True, slots=True)
class RepaidRequest:
    """A request that was repaid, by which movement, in which entry."""

    request_id: UUID
    movement_id: UUID
    entry_id: UUID


def capital_test(*, cooperative_id: UUID, on: date) -> CapitalTest:
    """Capital against assets, from the books of a day."""
    books = _books(cooperative_id, on)
    assets = sum(each.balance_minor for each in books.lines if each.account_class == "asset")
    return CapitalTest(books.paid_in(books.capital), books.paid_in(assets), _floor(on))


@dataclass(frozen=True, slots=True)
class _Books:
    """The chart at the end of a day in the cooperative's currency, and what is `unpaid` of subscribed shares.

    What is not paid is a claim on members, and no capital that anybody could lose.
    """

    currency: Currency
    lines: tuple[TrialLine, ...]
    unpaid: int

    @property
    def capital(self) -> int:
        """Equity with the result of the year so far, in minor units."""
        return -sum(each.balance_minor for each in self.lines if each.account_class in _CAPITAL_CLASSES)

    def paid_in(self, minor: int) -> Money:
        """A figure of the books without what is subscribed and not paid."""
        return Money(minor - self.unpaid, self.currency)


def _books(cooperative_id: UUID, on: date) -> _Books:
    currency = cooperative(cooperative_id).currency
    lines = tuple(each for each in ledger.trial_balance(cooperative_id, on) if each.currency == currency.code)
    return _Books(currency, lines, _unpaid(cooperative_id, currency, on))


@dataclass(frozen=True, slots=True)
class PriceLimit:
    """What losses allow for shares that are repaid (rules Q-13, Q-22), from the books of a day.

    `net_worth` is equity with the result so far, `outstanding` the par that was paid in on all shares; neither counts
    what is still owed. All classes stand alike behind the losses. With `is_at_par` the by-laws let none count.
    """

    net_worth: Money
    outstanding: Money
    is_at_par: bool

    @property
    def is_reduced(self) -> bool:
        """Whether less than par stands behind the shares."""
        return not self.is_at_par and self.net_worth < self.outstanding

    def highest(self, worth: Money, owed: int = 0) -> Money:
        """The most for shares worth so much at par, of which so much is owed still: rounded down, never above par."""
        if not self.is_reduced:
            return worth
        paid_in, behind = worth.minor - owed, max(self.net_worth.minor, 0)
        return Money(owed + paid_in * behind // self.outstanding.minor, worth.currency)


def price_limit(*, cooperative_id: UUID, on: date) -> PriceLimit:
    """The net worth against the par paid in, and what the by-law `share_repayment_price_basis` makes of it.

    Where the by-laws say nothing, losses count.
    """
    books = _books(cooperative_id, on)
    accounts = {each.account_id for each in share_classes()}
    par = -sum(each.balance_minor for each in books.lines if each.account_id in accounts)
    return PriceLimit(books.paid_in(books.capital), books.paid_in(par), _is_at_par(on))


def _is_at_par(on: date) -> bool:
    basis = bylaw_or_none("share_repayment_price_basis", on)
    return basis is not None and basis.text == "par"


def _unpaid(cooperative_id: UUID, currency: Currency, on: date) -> int:
    try:
        account = ledger.account_by_role(cooperative_id, "share_subscriptions", currency.code)
    except AccountNotFound:
        return 0
    return ledger.balance_on(cooperative_id, account.id, on)


def _floor(on: date) -> Fraction:
    floor = bylaw_or_none("capital_floor_fraction", on)
    return floor.fraction if floor else Fraction(0)


def redemption_queue(
    *, holder_id: UUID | None = None, after: int = 0, limit: int = QUEUE_LISTED_MAX
) -> list[QueuedRedemption]:
    """The requests that wait behind a place, the first first, in two statements; of one holder, with true places."""
    return _queued(holder_id=holder_id, after=after, lines=max(1, min(limit, QUEUE_LISTED_MAX)))


def queued_redemption(*, request_id: UUID) -> QueuedRedemption:
    """One request that waits. Raises RedemptionNotFound, for one that has ended as well."""
    found = _queued(request_id=request_id)
    if not found:
        raise RedemptionNotFound(request_id=request_id)
    return found[0]


def repaid_requests(*, request_ids: Collection[UUID]) -> tuple[RepaidRequest, ...]:
    """Those of some requests that were repaid, in the order of the queue, in one statement."""
    found = rows("capital", "repaid_requests.sql", {"request_ids": list(request_ids)})
    return tuple(RepaidRequest(*row) for row in found)


def _queued(
    *, holder_id: UUID | None = None, request_id: UUID | None = None, after: int = 0, lines: int = 1
) -> list[QueuedRedemption]:
    classes = {each.id: each for each in share_classes()}
    parameters = {"holder_id": holder_id, "request_id": request_id, "after": after, "lines": lines}
    return [_line(row, classes) for row in rows("capital", "redemption_queue.sql", parameters)]


def _line(row: tuple[Any, ...], classes: dict[UUID, ShareClassFacts]) -> QueuedRedemption:
    id_, place, before, minor_with_it, class_id, holder_id, quantity, asked_on, given, family, number = row
    own = classes[class_id]
    return QueuedRedemption(
        id=id_,
        place=place,
        before=before,
        worth_with_it=Money(int(minor_with_it), own.par.currency),
        share_class=own,
        holder_id=holder_id,
        holder=spoken_name(given, family),
        quantity=quantity,
        asked_on=asked_on,
        member_number=number,
    )
