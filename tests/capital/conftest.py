"""A caisse with classes of shares, holders, an account to pay from, and officers who act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from banking import conftest as banking
from rochdale.audit.checks import differences
from rochdale.capital import actions, queries
from rochdale.capital.actions import Issue, ShareClassRequest
from rochdale.capital.queries import ShareKind
from rochdale.config.checks import ALL
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as posting
from rochdale.ledger import queries as ledger
from rochdale.membership import actions as membership
from rochdale.membership.queries import ConsentPurpose
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside

TODAY = banking.TODAY
cad = banking.cad
key = banking.key


@dataclass(frozen=True)
class Capital:
    """A caisse whose capital is at work: qualifying shares at 5 $, permanent ones at 10 $."""

    caisse: banking.Caisse
    cash: UUID

    @property
    def id(self) -> UUID:
        return self.caisse.id

    @property
    def treasurer(self) -> Acting:
        return self.caisse.treasurer

    @property
    def odile(self) -> UUID:
        return self.caisse.odile_id

    @property
    def armand(self) -> UUID:
        return self.caisse.armand_id

    def issue(
        self, holder_id: UUID, quantity: int, code: str = "permanent", paid: Money | None = None
    ) -> UUID:
        """Issue shares over the counter; the movement."""
        par = 500 if code == "qualifying" else 1_000
        cost = Money(par * quantity, banking.CAD)
        issue = Issue(key(), holder_id, code, quantity, cost if paid is None else paid, self.cash)
        return actions.issue_shares(by=self.treasurer, issues=[issue])[0].movement_ids[0]

    def held(self, holder_id: UUID, code: str = "permanent", on: date = TODAY) -> int:
        with inside(self.id):
            found = queries.holdings(holder_ids=[holder_id], on=on)
        return sum(each.held for each in found if each.share_class.code == code)

    def balance(self, role: str) -> int:
        """What an account of the chart holds, credit positive."""
        account = ledger.account_by_role(self.id, role, "CAD")
        return -ledger.balance_on(self.id, account.id, TODAY)

    def consent(self) -> None:
        """Both members let officers act for them at the counter."""
        for person_id in (self.odile, self.armand):
            membership.give_consents(
                by=self.caisse.program, person_id=person_id, purposes=[ConsentPurpose.ACTS_AT_COUNTER]
            )

    def lose(self, amount: str) -> None:
        """A loss: the reserve goes down with the cash."""
        reserve = ledger.account_by_role(self.id, "general_reserve", "CAD").id
        minor = cad(amount).minor
        lines = (posting.Line(reserve, minor, "CAD"), posting.Line(self.cash, -minor, "CAD"))
        entry = posting.EntryRequest(key(), TODAY, TODAY, "manual", "", lines)
        posting.post_entry(by=self.treasurer, request=entry)

    def amend(self, **values: object) -> None:
        changes = [BylawChange(name, value) for name, value in values.items()]  # type: ignore[arg-type]  # by name
        cooperatives.amend_bylaw(
            by=self.caisse.program, changes=changes, effective_from=TODAY, resolution="AGM"
        )

    def is_clean(self) -> bool:
        return list(differences(self.id, ALL)) == []


@pytest.fixture
def capital(database: str, slug: str) -> Capital:
    """A caisse that no other test knows, with two classes of shares and no share yet."""
    made = build(slug)
    made.consent()
    return made


def build(slug: str) -> Capital:
    caisse = banking.build(slug)
    program = caisse.program
    actions.open_qualifying_class(by=program)
    names = {"en": "Permanent shares", "fr": "Parts permanentes"}
    asked = ShareClassRequest("permanent", ShareKind.PERMANENT, names, cad("10"), holding_max=500)
    actions.open_share_class(by=program, asked=asked)
    cash = ledger.account_by_role(caisse.id, "cash", "CAD").id
    made = Capital(replace(caisse), cash)
    made.amend(share_instalments_max=4)
    return made
