"""Classes of shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import get_language

from rochdale.capital.errors import ShareClassNotFound
from rochdale.capital.models import ShareClass, ShareKind
from rochdale.money.amount import Money
from rochdale.money.currency import Currency


@dataclass(frozen=True, slots=True)
class ShareClassFacts:
    """A class of shares. `return_cap` is a part of par a year (rule T-6); `holding_max` None sets no limit."""

    id: UUID
    code: str
    names: Mapping[str, str]
    kind: ShareKind
    par: Money
    open_to: frozenset[str]
    holding_max: int | None
    is_redeemable: bool
    return_cap: Fraction
    account_id: UUID
    opened_on: date

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        language = (get_language() or "en").split("-")[0]
        return self.names.get(language) or self.names["en"]

    def worth(self, quantity: int) -> Money:
        """So many shares at par."""
        return Money(self.par.minor * quantity, self.par.currency)


def share_classes() -> list[ShareClassFacts]:
    """Every class of the current cooperative, the oldest first."""
    return [_facts(row) for row in ShareClass.objects.order_by("opened_on", "code")]


def share_class(*, code: str) -> ShareClassFacts:
    """One class. Raises ShareClassNotFound."""
    row = ShareClass.objects.filter(code=code).first()
    if row is None:
        raise ShareClassNotFound(share_class=code)
    return _facts(row)


def admission_cost(*, shares: int, instalments: int) -> tuple[Money, Money]:
    """What so many qualifying shares cost: the first of the even parts, and all. Raises ShareClassNotFound."""
    most = share_class(code="qualifying").worth(shares)
    return Money(-(-most.minor // max(instalments, 1)), most.currency), most


def _facts(row: ShareClass) -> ShareClassFacts:
    return ShareClassFacts(
        id=row.id,
        code=row.code,
        names=MappingProxyType(dict(row.names)),
        kind=ShareKind(row.kind),
        par=Money(row.par_minor, Currency.of(row.currency)),
        open_to=frozenset(row.open_to),
        holding_max=row.holding_max,
        is_redeemable=row.is_redeemable,
        return_cap=Fraction(row.return_cap),
        account_id=row.account_id,
        opened_on=row.opened_on,
    )
