"""How a cooperative stands: what it owns, what it owes and what is its own, from the books of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.banking.queries.accounts import accounts_by_role, in_own_language
from rochdale.ledger import queries as ledger
from rochdale.ledger.queries import TrialLine
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

_SAVINGS = ("demand_deposits", "savings_deposits", "term_deposits")
_RESULT = frozenset({"income", "expense"})


@dataclass(frozen=True, slots=True)
class Part:
    """An account of the chart by its name, and what is on it as its own side counts."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """The books of one currency at the end of a day, by whose it is; accounts with nothing on them left out.

    What is owned equals what is owed and the capital together (INV-09). `result` is income less expenses that
    no meeting has allocated yet; it is part of the capital.
    """

    on: date
    owned: tuple[Part, ...]
    owed: tuple[Part, ...]
    own: tuple[Part, ...]
    result: Money
    lent: Money
    saved: Money

    @property
    def assets(self) -> Money:
        """All that is owned."""
        return self._sum(self.owned)

    @property
    def debts(self) -> Money:
        """All that is owed: to members who save, and to others."""
        return self._sum(self.owed)

    @property
    def capital(self) -> Money:
        """Shares, reserves and the result so far."""
        return self._sum(self.own) + self.result

    @property
    def capital_ratio(self) -> Decimal | None:
        """Capital by assets, truncated to a thousandth as the field does (rule U-13); None without assets."""
        if not self.assets.is_positive:
            return None
        return Decimal(self.capital.minor * 1000 // self.assets.minor) / 1000

    def _sum(self, parts: Iterable[Part]) -> Money:
        return Money(sum(part.amount.minor for part in parts), self.result.currency)


def standing(cooperative_id: UUID, currency: Currency, on: date) -> Standing:
    """How the cooperative stands at the end of a day, in two statements whatever its size."""
    lines = [each for each in ledger.trial_balance(cooperative_id, on) if each.currency == currency.code]
    roles = accounts_by_role(currency)
    balances = {line.account_id: line.balance_minor for line in lines}
    result = -sum(line.balance_minor for line in lines if line.account_class in _RESULT)
    saved = -sum(balances.get(roles[role], 0) for role in _SAVINGS if role in roles)
    lent = balances.get(roles["loans"], 0) if "loans" in roles else 0
    return Standing(
        on=on,
        owned=_parts(lines, "asset", 1, currency),
        owed=_parts(lines, "liability", -1, currency),
        own=_parts(lines, "equity", -1, currency),
        result=Money(result, currency),
        lent=Money(lent, currency),
        saved=Money(saved, currency),
    )


def _parts(lines: Iterable[TrialLine], account_class: str, side: int, currency: Currency) -> tuple[Part, ...]:
    return tuple(
        Part(in_own_language(line.names), Money(side * line.balance_minor, currency))
        for line in lines
        if line.account_class == account_class and line.balance_minor
    )
