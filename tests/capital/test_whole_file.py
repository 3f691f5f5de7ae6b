"""What capital and banking say of a person in the whole file, and what of it holds the particulars here."""

from __future__ import annotations

from rochdale.membership import queries
from rochdale.membership.queries import Record
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital

CAD = Currency.of("CAD")


def told(capital: Capital, key: str) -> list[Record]:
    with inside(capital.id):
        sections = queries.whole_file(person_id=capital.odile, on=TODAY)
        return list(next(each for each in sections if each.section.key == key).records)


def obstacles(capital: Capital) -> list[str]:
    with inside(capital.id):
        return [each.code for each in queries.obstacles_to_blanking(person_id=capital.odile, on=TODAY)]


def test_the_shares_and_the_accounts_are_in_the_whole_file(capital: Capital) -> None:
    assert told(capital, "shares") == []
    capital.issue(capital.odile, 3)
    (shares,) = told(capital, "shares")
    assert (shares["class"], shares["shares"], shares["worth"]) == ("permanent", 3, Money(3_000, CAD))
    accounts = told(capital, "accounts")
    assert {line["number"] for line in accounts} == {
        capital.caisse.everyday.number,
        capital.caisse.savings.number,
    }


def test_what_is_open_holds_the_particulars(capital: Capital) -> None:
    assert obstacles(capital) == ["member", "accounts_open"]
    capital.issue(capital.odile, 3)
    assert sorted(obstacles(capital)) == ["accounts_open", "member", "shares_held"]


def test_an_officer_sees_the_sections_that_the_offices_let_through(capital: Capital) -> None:
    with inside(capital.id):
        found = queries.whole_file(person_id=capital.odile, on=TODAY, permissions=frozenset())
    assert not {"shares", "accounts"} & {each.section.key for each in found}
