"""Opening the books and the accounts of members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from rochdale.banking import actions, errors, queries
from rochdale.banking.actions import HolderRequest, MemberAccountRequest
from rochdale.banking.queries import HolderRole
from rochdale.cooperatives.errors import NotAllowed
from rochdale.ledger.errors import AccountNumberTaken
from rochdale.tenancy.actions import inside

from .conftest import CAD, TODAY, Caisse


def test_the_chart_has_what_other_rooms_ask_for(caisse: Caisse) -> None:
    with inside(caisse.id):
        roles = queries.accounts_by_role(CAD)
        products = queries.products()
    assert {"cash", "settlement", "rounding", "suspense", "interest_expense", "general_reserve"} <= set(roles)
    assert [product.code for product in products] == ["everyday", "savings", "term", "loan"]
    assert products[0].control_id == roles["demand_deposits"]


def test_books_are_opened_once(caisse: Caisse) -> None:
    with pytest.raises(errors.BooksAlreadyOpen) as refused:
        actions.open_books(by=caisse.program)
    assert "open already" in refused.value.message()


def test_a_chart_that_is_not_there(caisse: Caisse) -> None:
    with pytest.raises(errors.ChartNotFound) as refused:
        actions.open_books(by=caisse.program, chart="../secrets")
    assert "../secrets" in refused.value.message()


def test_every_chart_names_every_account_in_both_languages() -> None:
    for code in queries.chart_codes():
        chart = queries.chart(code)
        named = [account.names for account in chart.accounts] + [product.names for product in chart.products]
        assert all(names.keys() >= {"en", "fr"} for names in named)
        roles = {account.role for account in chart.accounts if account.is_control}
        assert {product.control_role for product in chart.products} <= roles
        assert len({account.role for account in chart.accounts}) == len(chart.accounts)


def test_accounts_are_numbered_by_member(caisse: Caisse) -> None:
    assert (caisse.everyday.number, caisse.savings.number) == (
        queries.account_number(member_number=1, serial=1),
        "1-02-4",
    )
    assert caisse.armands.number == queries.account_number(member_number=2, serial=1)
    later = actions.open_member_accounts(
        by=caisse.program, requests=[MemberAccountRequest(caisse.odile_id, "term")]
    )
    assert later[0].number == queries.account_number(member_number=1, serial=3)


def test_what_a_person_holds(caisse: Caisse) -> None:
    joint = HolderRequest(caisse.armand_id, HolderRole.JOINT)
    request = MemberAccountRequest(
        caisse.odile_id, "savings", date(2026, 1, 5), (joint,), overdraft_minor=5000, number="2207"
    )
    opened = actions.open_member_accounts(by=caisse.program, requests=[request])[0]
    with inside(caisse.id):
        mine = queries.accounts_of(caisse.armand_id, TODAY)
        holders = queries.holders_of(opened.account_id)
    assert [(account.number, account.role) for account in mine] == [
        (caisse.armands.number, HolderRole.OWNER),
        ("2207", HolderRole.JOINT),
    ]
    assert mine[1].available.minor == 5000
    assert [(line.person_id, line.role) for line in holders] == [
        (caisse.odile_id, HolderRole.OWNER),
        (caisse.armand_id, HolderRole.JOINT),
    ]


def test_nothing_asked_opens_nothing(caisse: Caisse) -> None:
    assert actions.open_member_accounts(by=caisse.program, requests=[]) == []


def test_who_may_not_open_accounts(caisse: Caisse) -> None:
    with pytest.raises(NotAllowed):
        actions.open_member_accounts(
            by=caisse.teller, requests=[MemberAccountRequest(caisse.odile_id, "savings")]
        )


def test_refusals_open_nothing(caisse: Caisse) -> None:
    again = HolderRequest(caisse.odile_id, HolderRole.SIGNATORY)
    stranger = HolderRequest(uuid4(), HolderRole.SIGNATORY)
    wrong = {
        errors.ProductNotFound: MemberAccountRequest(caisse.odile_id, "bearer"),
        errors.NotAMember: MemberAccountRequest(caisse.teller.person_id or uuid4(), "savings"),
        errors.HolderTwice: MemberAccountRequest(caisse.odile_id, "savings", holders=(again,)),
        errors.HolderUnknown: MemberAccountRequest(caisse.odile_id, "savings", holders=(stranger,)),
        AccountNumberTaken: MemberAccountRequest(caisse.odile_id, "savings", number=caisse.everyday.number),
    }
    sound = MemberAccountRequest(caisse.odile_id, "savings")
    for refusal, request in wrong.items():
        with pytest.raises(refusal) as refused:
            actions.open_member_accounts(by=caisse.program, requests=[sound, request])
        assert refused.value.message()
    with inside(caisse.id):
        assert len(queries.accounts_of(caisse.odile_id, TODAY)) == 2


def test_a_member_has_99_accounts_at_most(caisse: Caisse) -> None:
    requests = [MemberAccountRequest(caisse.armand_id, "savings")] * 98
    opened = actions.open_member_accounts(by=caisse.program, requests=requests)
    assert opened[-1].number.startswith("2-99-")
    with pytest.raises(errors.TooManyAccounts):
        actions.open_member_accounts(by=replace(caisse.program), requests=requests[:1])
