"""Repaying several at once: which requests the capital test lets through together, and to which accounts they go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from rochdale.capital.queries.redemptions import CapitalTest, QueuedRedemption, redemption_queue
from rochdale.ledger import queries as ledger
from rochdale.ledger.queries import AccountFacts
from rochdale.money.currency import Currency

REPAID_TOGETHER_MAX = 200


def passing_together(*, test: CapitalTest) -> list[QueuedRedemption]:
    """The first requests that may be repaid at par under a capital test, all together."""
    found = redemption_queue(limit=REPAID_TOGETHER_MAX)
    return [each for each in found if test.passes_after(each.worth_with_it)]


def payment_accounts(*, cooperative_id: UUID, holder_ids: Iterable[UUID]) -> list[AccountFacts]:
    """The holders' own accounts that money may come from or go to, by number, in one statement."""
    found = ledger.accounts_owned_by(cooperative_id, holder_ids)
    return [each for each in found if each.account_class == "liability" and each.state == "open"]


def payout_accounts(
    *, cooperative_id: UUID, holder_ids: Collection[UUID], currency: Currency
) -> dict[UUID, UUID]:
    """To which account each holder is paid: the first own one that is open, else cash; in two statements."""
    cash = ledger.account_by_role(cooperative_id, "cash", currency.code)
    chosen = dict.fromkeys(holder_ids, cash.id)
    for each in reversed(payment_accounts(cooperative_id=cooperative_id, holder_ids=holder_ids)):
        assert each.owner_id is not None
        chosen[each.owner_id] = each.id
    return chosen
