"""What of banking holds a person's particulars here: accounts that are open, money or debts on them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import ngettext

from rochdale.banking.queries.accounts import accounts_of
from rochdale.membership.queries import Obstacle


def open_accounts(person_id: UUID, on: date) -> list[Obstacle]:
    """The accounts that the person may use and that are not closed."""
    count = sum(held.state != "closed" for held in accounts_of(person_id, on))
    if not count:
        return []
    words = ngettext("%(count)s account is open", "%(count)s accounts are open", count)
    return [Obstacle("accounts_open", words % {"count": count})]
