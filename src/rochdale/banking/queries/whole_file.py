"""What banking adds to a person's whole file: the accounts that the person may use, with what is on them."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.banking.queries.accounts import accounts_of
from rochdale.cooperatives.queries import Permission
from rochdale.membership.queries import FileSection, Record


def _accounts(person_id: UUID, on: date) -> list[Record]:
    return [
        {
            "number": held.number,
            "name": held.name,
            "product": held.product,
            "role": held.role,
            "state": held.state,
            "opened_on": held.opened_on,
            "worth": held.worth,
            "held": held.held,
        }
        for held in accounts_of(person_id, on)
    ]


ACCOUNTS: Final = FileSection(
    "accounts",
    _("Accounts"),
    {
        "number": _("Number"),
        "name": _("Name"),
        "product": _("Product"),
        "role": _("As"),
        "state": _("State"),
        "opened_on": _("Opened on"),
        "worth": _("Balance"),
        "held": _("Held"),
    },
    _accounts,
    Permission.VIEW_ACCOUNTS,
)
