"""Whether the person who acts may move shares: asked again at the moment of the act."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from rochdale.capital import errors
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as books
from rochdale.money.amount import Money
from rochdale.money.currency import Currency


def require(by: Acting, *holder_ids: UUID, at_counter: bool = False) -> None:
    """Let the act go on if an office carries manage_capital, or at the counter post_deposit.

    An office does not serve for the officer's own shares (INV-28). The program itself (no person: a founding, an
    import) acts under the standing order that it names. Raises NotAllowed, OwnMatter.
    """
    if by.person_id is None:
        return
    allowed = cooperatives.permissions_of(by.person_id, by.on)
    if not (at_counter and Permission.POST_DEPOSIT in allowed):
        cooperatives.require(by.person_id, Permission.MANAGE_CAPITAL, by.on)
    if by.person_id in holder_ids:
        raise OwnMatter(person_id=by.person_id)


def refuse_foreign_accounts(by: Acting, pairs: Collection[tuple[UUID, UUID]]) -> None:
    """Refuse to pay for a holder from, or to, anything but cash and the holder's own accounts.

    `pairs` are an account and the holder. The program is not asked: a surplus that becomes shares comes from an
    account of the chart. Raises PaymentAccountImpossible.
    """
    if by.person_id is None:
        return
    known = books.accounts(by.cooperative_id, {account_id for account_id, _ in pairs})
    for account_id, holder_id in pairs:
        found = known.get(account_id)
        if found is None or not (found.role == "cash" or found.owner_id == holder_id):
            raise errors.PaymentAccountImpossible


def debt_on(by: Acting, account_id: UUID, holder_id: UUID) -> Money | None:
    """What the holder owes on an account, a loan or an overdrawn one; None where the account is not the holder's."""
    found = books.accounts(by.cooperative_id, [account_id]).get(account_id)
    if found is None or found.owner_id != holder_id:
        return None
    return Money(max(books.balance_on(by.cooperative_id, account_id, by.on), 0), Currency.of(found.currency))


def counter_permission(permissions: Collection[Permission]) -> tuple[Permission, str]:
    """Under which right an officer with these takes money in for shares, and how the kind of act ends by it."""
    if Permission.MANAGE_CAPITAL in permissions:
        return Permission.MANAGE_CAPITAL, ""
    return Permission.POST_DEPOSIT, "_at_counter"
