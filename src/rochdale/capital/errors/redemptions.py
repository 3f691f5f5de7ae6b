"""Refusals about shares that ask to be repaid."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.capital.errors.base import CapitalRefusal
from rochdale.money.amount import Money


class RedemptionNotFound(CapitalRefusal):
    """No such request in the queue, or it has ended."""

    code: ClassVar[str] = "redemption_not_found"

    def __init__(self, *, request_id: UUID) -> None:
        super().__init__()
        self.request_id = request_id

    def message(self) -> str:
        return _("This request does not wait for repayment. Nothing changed.")


class NotFirstInQueue(CapitalRefusal):
    """Others asked before (INV-54)."""

    code: ClassVar[str] = "not_first_in_queue"

    def __init__(self, *, before: int) -> None:
        super().__init__()
        self.before = before

    def message(self) -> str:
        return _("%(before)s asked before and are repaid first. Nothing changed.") % self.words()


class CapitalTestFailed(CapitalRefusal):
    """A repayment would leave less capital than the by-laws ask (rule Q-22)."""

    code: ClassVar[str] = "capital_test_failed"

    def __init__(self, *, capital_after: Money, capital_needed: Money) -> None:
        super().__init__()
        self.capital_after = capital_after
        self.capital_needed = capital_needed

    def message(self) -> str:
        return (
            _(
                "After this repayment the capital would be %(capital_after)s, and the by-laws ask for "
                "%(capital_needed)s. Nothing changed; the request keeps its place."
            )
            % self.words()
        )


class PriceImpossible(CapitalRefusal):
    """A price below nothing or above par, or a set-off larger than the price or not allowed (rule Q-24)."""

    code: ClassVar[str] = "price_impossible"

    def __init__(self, *, par: Money) -> None:
        super().__init__()
        self.par = par

    def message(self) -> str:
        return (
            _("Shares are repaid at %(par)s at most, and no more is set off than is repaid. Nothing changed.")
            % self.words()
        )


class PriceAboveNetWorth(CapitalRefusal):
    """A price above what losses allow: the part of the net worth that stands behind these shares (INV-80)."""

    code: ClassVar[str] = "price_above_net_worth"

    def __init__(self, *, price: Money, highest: Money) -> None:
        super().__init__()
        self.price = price
        self.highest = highest

    def message(self) -> str:
        return (
            _(
                "Losses have reduced these shares: today they are repaid at %(highest)s at most, not at %(price)s. "
                "Nothing changed."
            )
            % self.words()
        )
