"""Opening the books of a cooperative: its chart of accounts, its products, its first days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from rochdale.banking import errors, queries
from rochdale.banking.actions.authority import require
from rochdale.banking.models import Product
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

if TYPE_CHECKING:
    from rochdale.ledger.models import AccountClass


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts of a chart that was opened, by role, in the cooperative's currency."""

    currency: Currency
    accounts: dict[str, UUID]


def open_books(*, by: Acting, chart: str = "financial-cooperative", days: Sequence[date] = ()) -> Books:
    """Open the accounts of a chart in the cooperative's currency, its products, and its first booking dates.

    Without `days` the day of `by` is opened. Raises ChartNotFound, BooksAlreadyOpen, NotAllowed.
    """
    pack = queries.chart(chart)
    with inside(by.cooperative_id):
        require(by, Permission.MANAGE_LIMITS)
        currency = cooperatives.cooperative(by.cooperative_id).currency
        if queries.accounts_by_role(currency):
            raise errors.BooksAlreadyOpen
        ids = ledger.open_accounts(by=by, requests=[_request(account, currency) for account in pack.accounts])
        _write_products(by, pack)
        ledger.open_days(by=by, days=list(days) or [by.on])
    roles = [account.role for account in pack.accounts]
    return Books(currency, dict(zip(roles, ids, strict=True)))


def _request(account: queries.ChartAccount, currency: Currency) -> ledger.AccountRequest:
    return ledger.AccountRequest(
        number=account.number,
        names=account.names,
        account_class=cast("AccountClass", account.account_class),  # the ledger's words, and a check's
        currency=currency.code,
        is_control=account.is_control,
        role=account.role,
    )


def _write_products(by: Acting, pack: queries.Chart) -> None:
    Product.objects.bulk_create(
        Product(
            cooperative_id=by.cooperative_id,
            code=product.code,
            names=dict(product.names),
            control_role=product.control_role,
            position=position,
        )
        for position, product in enumerate(pack.products, start=1)
    )
