"""What members hold, and who may use it. Asked inside a cooperative; answers are frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from rochdale.banking.errors import ProductNotFound, RoleNotFilled
from rochdale.banking.models import HolderRole
from rochdale.banking.queries.numbering import read_account_number
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import rows

Names = Mapping[str, str]


def in_own_language(names: Names) -> str:
    """The name in the reader's language, or in the first one that it has."""
    return names.get((get_language() or "en")[:2]) or next(iter(names.values()), "")


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of account that the cooperative offers, and the account of the chart that sums it."""

    code: str
    names: Names
    control_id: UUID
    account_class: str
    currency: Currency

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_own_language(self.names)


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """An account of a member: own side, so that what a member has, or owes on a loan, is positive.

    `available` is the balance less what is held, plus the agreed overdraft.
    """

    account_id: UUID
    number: str
    names: Names
    side: int
    state: str
    product: str
    role: HolderRole
    owner_id: UUID
    opened_on: date
    balance: Money
    held: Money
    overdraft: Money

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_own_language(self.names)

    @property
    def available(self) -> Money:
        """What may be drawn now."""
        return self.balance - self.held + self.overdraft

    @property
    def worth(self) -> Money:
        """What it adds to what the member has: a loan takes away."""
        return -self.balance if self.side > 0 else self.balance


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A person who may use an account, from `since` until the day before `until`."""

    person_id: UUID
    role: HolderRole
    since: date
    until: date | None


def products() -> list[Product]:
    """What the cooperative offers, in its order."""
    return [
        Product(code, names, control_id, account_class, Currency.of(currency))
        for code, names, control_id, account_class, currency in rows("banking", "products.sql", {})
    ]


def product(code: str) -> Product:
    """One kind of account. Raises ProductNotFound."""
    for offered in products():
        if offered.code == code:
            return offered
    raise ProductNotFound(product=code)


def account_of_role(role: str, currency: Currency) -> UUID:
    """The account of the chart that serves a purpose: "cash", "rounding". Raises RoleNotFilled."""
    found = accounts_by_role(currency).get(role)
    if found is None:
        raise RoleNotFilled(role=role, currency=currency.code)
    return found


def accounts_by_role(currency: Currency) -> dict[str, UUID]:
    """Every account of the chart in this currency that has a role."""
    found = rows("banking", "accounts_by_role.sql", {})
    return {role: account_id for role, code, account_id in found if code == currency.code}


def accounts_of(person_id: UUID, on: date) -> list[HeldAccount]:
    """The accounts that a person may use on a day, with what is on them now; closed ones last."""
    return _held(person_id=person_id, on=on)


def account_held(account_id: UUID) -> HeldAccount | None:
    """An account of a member as its owner has it; None for an account of the chart, or of nobody."""
    return next(iter(_held(account_id=account_id)), None)


def account_numbered(number: str) -> HeldAccount | None:
    """The account of a member with this number, however its parts were typed."""
    typed = number.strip().replace("\0", "")
    for written in (typed, read_account_number(typed) or typed):
        found = _held(number=written)
        if found:
            return found[0]
    return None


def _held(
    *,
    person_id: UUID | None = None,
    on: date | None = None,
    account_id: UUID | None = None,
    number: str | None = None,
) -> list[HeldAccount]:
    wanted = {"person_id": person_id, "on": on, "account_id": account_id, "number": number}
    return [_held_account(row) for row in rows("banking", "accounts_of.sql", wanted)]


def _held_account(row: tuple[Any, ...]) -> HeldAccount:
    account_id, number, names, code, side, state, product_code, role, owner_id, opened_on, *minors = row
    currency = Currency.of(code)
    balance, held, overdraft = (Money(minor, currency) for minor in minors)
    return HeldAccount(
        account_id=account_id,
        number=number,
        names=names,
        side=side,
        state=state,
        product=product_code,
        role=HolderRole(role),
        owner_id=owner_id,
        opened_on=opened_on,
        balance=balance,
        held=held,
        overdraft=overdraft,
    )


def holders_of(account_id: UUID) -> list[HolderLine]:
    """Who may use an account, now or formerly, the owner first."""
    found = rows("banking", "holders_of.sql", {"account_id": account_id})
    return [HolderLine(person_id, HolderRole(role), since, until) for person_id, role, since, until in found]
