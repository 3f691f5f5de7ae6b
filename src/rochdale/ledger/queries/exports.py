"""The journal in hledger's and beancount's syntax, so that programs we did not write can check our books.

Accounts are named by class, control account and number; nobody is named. The amounts are exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from rochdale.ledger.models import Account
from rochdale.ledger.queries.journal import EntryFacts, PostingFacts, journal
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

_CLASSES = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
Names = dict[UUID, str]


def export(cooperative_id: UUID, syntax: str, first: date, last: date) -> Iterator[str]:
    """The lines of a journal from `first` to `last`, both included, in `syntax`: "hledger" or "beancount"."""
    names, accounts = _names(cooperative_id)
    heading, transaction = _SYNTAXES[syntax]
    yield from heading(accounts, names)
    for entry in journal(cooperative_id, first, last):
        yield ""
        yield from transaction(entry, names)


def _names(cooperative_id: UUID) -> tuple[Names, list[Account]]:
    with inside(cooperative_id):
        accounts = list(Account.objects.order_by("number"))
    numbers = {account.id: account.number for account in accounts}
    names: Names = {}
    for account in accounts:
        above = [numbers[account.control_id]] if account.control_id else []
        parts = [_CLASSES[account.account_class], *above, account.number]
        names[account.id] = ":".join(_component(part) for part in parts)
    return names, accounts


def _component(part: str) -> str:
    """A part of an account's name that both programs accept: it begins with a capital or a digit."""
    word = re.sub(r"[^A-Za-z0-9-]", "-", part)
    return word if word[:1].isupper() or word[:1].isdigit() else f"N{word}"


def _amount(posting: PostingFacts) -> str:
    currency = Currency.of(posting.currency)
    return f"{Money(posting.amount_minor, currency).plain()} {currency.code}"


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f;|\"]+", " ", text).strip()


def _hledger_heading(accounts: list[Account], names: Names) -> Iterator[str]:
    for code in sorted({account.currency for account in accounts}):
        decimals = Currency.of(code).decimals
        yield f"commodity 1000.{'0' * decimals} {code}"
    for account in accounts:
        yield f"account {names[account.id]}"


def _hledger_transaction(entry: EntryFacts, names: Names) -> Iterator[str]:
    code = f" ({entry.number})" if entry.number else ""
    yield f"{entry.booking_date} *{code} {_one_line(entry.text) or entry.kind}  ; id:{entry.id}, kind:{entry.kind}"
    dated = f"  ; date2:{entry.value_date}" if entry.value_date != entry.booking_date else ""
    for posting in entry.postings:
        yield f"    {names[posting.account_id]}  {_amount(posting)}{dated}"


def _beancount_heading(accounts: list[Account], names: Names) -> Iterator[str]:
    for account in accounts:
        yield f"{account.opened_on} open {names[account.id]} {account.currency}"


def _beancount_transaction(entry: EntryFacts, names: Names) -> Iterator[str]:
    yield f'{entry.booking_date} * "{_one_line(entry.text) or entry.kind}"'
    yield f'  id: "{entry.id}"'
    if entry.value_date != entry.booking_date:
        yield f"  value-date: {entry.value_date}"
    for posting in entry.postings:
        yield f"  {names[posting.account_id]}  {_amount(posting)}"


Heading = Callable[[list[Account], Names], Iterator[str]]
Transaction = Callable[[EntryFacts, Names], Iterator[str]]
_SYNTAXES: dict[str, tuple[Heading, Transaction]] = {
    "hledger": (_hledger_heading, _hledger_transaction),
    "beancount": (_beancount_heading, _beancount_transaction),
}
