"""How the cooperative stands, for everybody who belongs to it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.banking import queries
from rochdale.ledger import actions as ledger
from rochdale.tenancy.actions import inside

from .conftest import CAD, TODAY, Caisse, cad, key
from .test_views import Visitor, deposit


def standing(caisse: Caisse) -> queries.Standing:
    with inside(caisse.id):
        return queries.standing(caisse.id, CAD, TODAY)


def post(caisse: Caisse, debit: str, credit: str, amount: str) -> None:
    with inside(caisse.id):
        roles = queries.accounts_by_role(CAD)
    request = ledger.transfer(
        key=key(),
        on=TODAY,
        kind="opening",
        text="",
        from_id=roles[debit],
        to_id=roles[credit],
        amount=cad(amount),
    )
    ledger.post(by=caisse.program, request=request)


def test_what_is_owned_is_what_is_owed_and_the_capital(caisse: Caisse) -> None:
    deposit(caisse, "1000")
    post(caisse, "investments", "general_reserve", "90.91")
    post(caisse, "salaries", "cash", "25")
    post(caisse, "cash", "fee_income", "30.50")
    known = standing(caisse)
    assert known.saved == cad("1000")
    assert known.assets == known.debts + known.capital == cad("1096.41")
    assert known.result == cad("5.50")
    assert [(part.name, part.amount) for part in known.own] == [("General reserve", cad("90.91"))]


@pytest.mark.parametrize(("reserve", "ratio"), [("75.26", "0.069"), ("75.27", "0.070"), ("0.01", "0.000")])
def test_the_ratio_is_truncated_and_never_rounded_up(caisse: Caisse, reserve: str, ratio: str) -> None:
    deposit(caisse, "1000")
    post(caisse, "investments", "general_reserve", reserve)
    assert standing(caisse).capital_ratio == Decimal(ratio)


def test_empty_books_have_no_ratio(caisse: Caisse) -> None:
    known = standing(caisse)
    assert known.capital_ratio is None
    assert known.owned == known.owed == known.own == ()


def test_it_costs_as_many_statements_for_large_books(caisse: Caisse) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            standing(caisse)
        return len(asked)

    before = cost()
    for _ in range(5):
        deposit(caisse, "10")
    post(caisse, "investments", "general_reserve", "1")
    assert cost() == before


@pytest.mark.parametrize("language", ["en", "fr"])
def test_members_read_how_their_cooperative_is(caisse: Caisse, language: str) -> None:
    deposit(caisse, "1000")
    post(caisse, "investments", "general_reserve", "90.91")
    member = Visitor(caisse, caisse.odile_id, language)
    page, home = member.text("our-cooperative/"), member.text("")
    for said in {
        "en": ["$1,000.00", "8.3 %", "Thérèse Bélanger"],
        "fr": ["1 000,00 $", "8,3 %", "Thérèse Bélanger"],
    }[language]:
        assert said in page
    assert {"en": "What I decide", "fr": "Ce que je décide"}[language] in home
    assert {"en": "8.3 %", "fr": "8,3 %"}[language] in home


def test_staff_who_are_no_members_read_it_too(caisse: Caisse) -> None:
    assert "General meeting" in Visitor(caisse, caisse.teller.person_id).text("our-cooperative/")
