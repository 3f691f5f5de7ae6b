"""A small cooperative with its books open, and the few words in which tests speak to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg

from rochdale.audit.checks import CHECKS as AUDIT_CHECKS
from rochdale.audit.checks import differences
from rochdale.cooperatives.actions import found_cooperative
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions, queries
from rochdale.ledger.checks import CHECKS as LEDGER_CHECKS
from rochdale.ledger.models import AccountClass
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

Raw = psycopg.Connection[tuple[object, ...]]
DAY = date(2026, 3, 2)
CHECKS = [*AUDIT_CHECKS, *LEDGER_CHECKS]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def new_key() -> str:
    """A key that no other request has."""
    return uuid.uuid4().hex


def money(text: str, currency: str = "CAD") -> Money:
    """An amount as people write it."""
    return Money.parse(text, Currency.of(currency))


def account(
    name: str, account_class: AccountClass = AccountClass.LIABILITY, **facts: Any
) -> actions.AccountRequest:
    """What one asks for an account whose number is its name, in the cooperative's currency unless told."""
    usual: dict[str, Any] = {"currency": "CAD"}
    return actions.AccountRequest(name, {"en": name}, account_class, **(usual | facts))


@dataclass
class Books:
    """A cooperative, who acts in it, and its accounts by name."""

    by: Acting
    accounts: dict[str, UUID] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return self.by.cooperative_id

    @property
    def day(self) -> date:
        return self.by.on

    def on(self, day: date) -> Acting:
        """The same acting, on another business date."""
        return replace(self.by, on=day)

    def open_all(self, *requests: actions.AccountRequest) -> None:
        """Open accounts at once, each known by its number."""
        opened = actions.open_accounts(by=self.by, requests=requests)
        self.accounts |= zip([request.number for request in requests], opened, strict=True)

    def open(self, name: str, account_class: AccountClass = AccountClass.LIABILITY, **facts: Any) -> UUID:
        """Open an account whose number is its name; facts as in AccountRequest."""
        self.open_all(account(name, account_class, **facts))
        return self.accounts[name]

    def open_member(self, name: str, **facts: Any) -> UUID:
        """Open a deposit account under the control account, with a limit."""
        self.open_all(self.member(name, **facts))
        return self.accounts[name]

    def member(self, name: str, **facts: Any) -> actions.AccountRequest:
        """What one asks for a deposit account under the control account, with a limit."""
        usual: dict[str, Any] = {"control_id": self.accounts["deposits"], "keeps_balance": True}
        return account(name, **(usual | facts))

    def request(self, payer: str, payee: str, amount: str, **facts: Any) -> actions.EntryRequest:
        """A transfer between two accounts, under a key of its own unless told."""
        usual: dict[str, Any] = {"key": new_key(), "on": self.day, "kind": "transfer", "text": ""}
        currency = str(facts.pop("currency", "CAD"))
        usual |= {"from_id": self.accounts[payer], "to_id": self.accounts[payee]}
        return actions.transfer(amount=money(amount, currency), **(usual | facts))

    def transfer(self, payer: str, payee: str, amount: str, **facts: Any) -> UUID:
        """Post a transfer and answer with its entry."""
        request = self.request(payer, payee, amount, **facts)
        return actions.post(by=self.by, request=request).entry_id

    def deposit(self, name: str, amount: str, **facts: Any) -> UUID:
        """Cash for a member."""
        return self.transfer("cash", name, amount, **facts)

    def hold(self, name: str, amount: str, **facts: Any) -> UUID:
        """Set money aside on a member's account."""
        usual: dict[str, Any] = {"purpose": "card", "key": new_key()}
        return actions.place_hold(
            by=self.by,
            account_id=self.accounts[name],
            amount=money(amount),
            **(usual | facts),
        )

    def entry(self, **amounts: str) -> actions.EntryRequest:
        """An entry of signed amounts in the cooperative's currency, by account."""
        lines = [
            actions.Line(self.accounts[name], money(text).minor, "CAD") for name, text in amounts.items()
        ]
        return actions.EntryRequest(new_key(), self.day, self.day, "adjustment", "", tuple(lines))

    def own(self, name: str) -> queries.Available:
        """What an account with a limit holds now, as its owner counts it."""
        account_id = self.accounts[name]
        return queries.available(self.id, [account_id])[account_id]

    def balances(self) -> dict[str, int]:
        """What each account that keeps its balance holds, by name, as its owner counts it."""
        found = queries.available(self.id, self.accounts.values())
        return {name: found[id_].own_balance_minor for name, id_ in self.accounts.items() if id_ in found}

    def differences(self) -> list[str]:
        """What an audit of this cooperative finds: nothing, while all is well."""
        return [f"{found.invariant} {found.found}" for found in differences(self.id, CHECKS)]


def open_books(slug: str, days: list[date] | None = None) -> Books:
    """Found a cooperative with cash, a control account of deposits, and two members' accounts under it."""
    by = Acting(uuid.uuid4(), None, None, "standing order of the tests", DAY, NOON)
    found_cooperative(
        by=by,
        slug=slug,
        name="Caisse d'essai",
        tier=Tier.PRIMARY,
        currency="CAD",
        languages=["fr", "en"],
        time_zone="America/Toronto",
        holidays="CA-QC",
    )
    books = Books(by)
    actions.open_days(by=by, days=days or [DAY])
    books.open_all(account("deposits", is_control=True), account("cash", AccountClass.ASSET))
    books.open_all(books.member("odile"), books.member("rosaire"))
    return books


def enter(raw: Raw, cooperative_id: UUID | None) -> None:
    """Put a raw connection inside a cooperative, or outside of all."""
    raw.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(cooperative_id or "")])
