"""Accounts as others may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.ledger import errors
from rochdale.ledger.models import Account
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account is; see `ledger.models.Account` for each word."""

    id: UUID
    number: str
    names: dict[str, str]
    account_class: str
    side: int
    currency: str
    is_control: bool
    keeps_balance: bool
    control_id: UUID | None
    owner_id: UUID | None
    role: str
    state: str
    opened_on: date
    closed_on: date | None

    @classmethod
    def of(cls, row: Account) -> AccountFacts:
        """The facts of a row."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})


def account(cooperative_id: UUID, account_id: UUID) -> AccountFacts:
    """One account. Raises AccountNotFound, for another cooperative's as well."""
    with inside(cooperative_id):
        found = Account.objects.filter(id=account_id).first()
    if found is None:
        raise errors.AccountNotFound(account=str(account_id))
    return AccountFacts.of(found)


def accounts(cooperative_id: UUID, account_ids: Iterable[UUID]) -> dict[UUID, AccountFacts]:
    """Several accounts by id, in one statement; those that are not there are left out."""
    with inside(cooperative_id):
        found = Account.objects.filter(id__in=list(account_ids))
        return {row.id: AccountFacts.of(row) for row in found}


def account_by_role(cooperative_id: UUID, role: str, currency: str) -> AccountFacts:
    """The account of the chart that plays a role (`cash`, `rounding`). Raises AccountNotFound."""
    with inside(cooperative_id):
        found = Account.objects.filter(role=role, currency=currency).first()
    if found is None:
        raise errors.AccountNotFound(account=role)
    return AccountFacts.of(found)


def account_by_number(cooperative_id: UUID, number: str) -> AccountFacts:
    """The account of this number, of the chart or of a member. Raises AccountNotFound."""
    with inside(cooperative_id):
        found = Account.objects.filter(number=number).first()
    if found is None:
        raise errors.AccountNotFound(account=number)
    return AccountFacts.of(found)


def accounts_owned_by(cooperative_id: UUID, owner_ids: Iterable[UUID]) -> list[AccountFacts]:
    """The accounts of these owners, by number, in one statement."""
    with inside(cooperative_id):
        return [
            AccountFacts.of(row)
            for row in Account.objects.filter(owner_id__in=list(owner_ids)).order_by("number")
        ]
