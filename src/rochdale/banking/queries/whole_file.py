"""What banking adds to a person's whole file: the accounts that the person may use, with all that moved on them."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rochdale.banking.queries.accounts import accounts_of
from rochdale.cooperatives.queries import Permission
from rochdale.membership.queries import SECTION_LINES_MAX, FileSection, Record
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.queries import rows


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


def _lines(person_id: UUID, on: date) -> list[Record]:
    return [
        {
            "account": number,
            "booking_date": booked,
            "value_date": valued,
            "kind": kind,
            "text": text,
            "amount": Money(own_minor, Currency.of(currency)),
        }
        for number, booked, valued, kind, text, own_minor, currency in rows(
            "banking", "file_lines.sql", _asked(person_id, on)
        )
    ]


class RecordedKind(TextChoices):
    """What another system had recorded."""

    INSTRUCTION = "instruction", _("a monthly payment")
    LOAN = "loan", _("a loan")
    CARD = "card", _("a card")


def _recorded(person_id: UUID, on: date) -> list[Record]:
    return [
        {
            "kind": RecordedKind(kind),
            "account": number,
            "on": began_on,
            "amount": None if minor is None else Money(minor, Currency.of(currency)),
            "words": words,
        }
        for kind, number, began_on, minor, currency, words in rows(
            "banking", "file_recorded.sql", _asked(person_id, on)
        )
    ]


def _asked(person_id: UUID, on: date) -> dict[str, object]:
    return {"person_id": person_id, "on": on, "lines": SECTION_LINES_MAX + 1}


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
ACCOUNT_LINES: Final = FileSection(
    "account_lines",
    _("What moved on the accounts"),
    {
        "account": _("Account"),
        "booking_date": _("Booked"),
        "value_date": _("Value date"),
        "kind": _("Kind"),
        "text": _("Text"),
        "amount": _("Amount"),
    },
    _lines,
    Permission.VIEW_ACCOUNTS,
)
RECORDED: Final = FileSection(
    "recorded",
    _("Recorded by an earlier system"),
    {
        "kind": _("Kind"),
        "account": _("Account"),
        "on": _("Since"),
        "amount": _("Amount"),
        "words": _("Words"),
    },
    _recorded,
    Permission.VIEW_ACCOUNTS,
)
