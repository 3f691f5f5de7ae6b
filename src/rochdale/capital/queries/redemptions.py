"""The queue of redemptions, and the capital test that it waits for (rule Q-22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from rochdale.capital.errors import RedemptionNotFound
from rochdale.capital.models import RedemptionEnd, RedemptionRequest
from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import bylaw, cooperative
from rochdale.ledger import queries as ledger
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import rows

QUEUE_LISTED_MAX = 500
_CAPITAL_CLASSES = frozenset({"equity", "income", "expense"})


@dataclass(frozen=True, slots=True)
class CapitalTest:
    """Capital and assets at the end of a day, in the cooperative's currency, and the floor of the by-laws.

    Capital is equity with the result of the year so far. `floor` is a part of the assets, nothing where the
    by-laws say nothing.
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


@dataclass(frozen=True, slots=True)
class QueuedRedemption:
    """A request that waits: its place, who asked, and how much of it comes before."""

    id: UUID
    place: int
    before: int
    share_class: ShareClassFacts
    holder_id: UUID
    holder: str
    quantity: int
    asked_on: date

    @property
    def worth(self) -> Money:
        """What is asked for, at par."""
        return self.share_class.worth(self.quantity)


def capital_test(*, cooperative_id: UUID, on: date) -> CapitalTest:
    """Capital against assets, from the books of a day."""
    currency = Currency.of(cooperative(cooperative_id).currency.code)
    lines = [each for each in ledger.trial_balance(cooperative_id, on) if each.currency == currency.code]
    assets = sum(each.balance_minor for each in lines if each.account_class == "asset")
    capital = -sum(each.balance_minor for each in lines if each.account_class in _CAPITAL_CLASSES)
    return CapitalTest(Money(capital, currency), Money(assets, currency), _floor(on))


def _floor(on: date) -> Fraction:
    try:
        return bylaw("capital_floor_fraction", on).fraction
    except BylawNotInForce:
        return Fraction(0)


def redemption_queue(*, holder_id: UUID | None = None) -> list[QueuedRedemption]:
    """The requests that wait, the first first, in two statements; of one holder alone, with the true places."""
    classes = {each.id: each for each in share_classes()}
    found = rows("capital", "redemption_queue.sql", {"lines": QUEUE_LISTED_MAX})
    waiting = [
        QueuedRedemption(
            id=id_,
            place=place,
            before=before,
            share_class=classes[class_id],
            holder_id=own_id,
            holder=f"{given} {family}".strip(),
            quantity=quantity,
            asked_on=asked_on,
        )
        for before, (id_, place, class_id, own_id, quantity, asked_on, given, family) in enumerate(found)
    ]
    return [each for each in waiting if holder_id in {None, each.holder_id}]


def queued_redemption(*, request_id: UUID) -> QueuedRedemption:
    """One request that waits. Raises RedemptionNotFound, for one that has ended as well."""
    row = RedemptionRequest.objects.filter(id=request_id).first()
    if row is None or RedemptionEnd.objects.filter(request_id=request_id).exists():
        raise RedemptionNotFound(request_id=request_id)
    return next(each for each in redemption_queue(holder_id=row.holder_id) if each.id == request_id)
