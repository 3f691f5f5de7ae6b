"""Who leaves waits for the own shares until capital allows, and is repaid: in real browsers, a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser

from banking.test_leaving import officer
from browsing import serving_pages
from rochdale.banking import actions as banking
from rochdale.cooperatives.queries import OfficeKind
from screens import READERS, Reader, Screen, seated

from .conftest import Capital, cad, key
from .test_pages import visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def home(strained: Capital) -> Iterator[str]:
    """Where the pages of the caisse begin."""
    cache.clear()
    with serving_pages() as address:
        yield f"{address}/{strained.caisse.slug}/"


@pytest.fixture
def strained(capital: Capital) -> Capital:
    """1 000 $ of capital beside 1 000 $ of deposits, of which the by-laws let nothing go."""
    capital.issue(capital.odile, 40)
    capital.issue(capital.armand, 60)
    account = capital.caisse.everyday.account_id
    banking.deposit(by=capital.caisse.teller, key=key(), account_id=account, amount=cad("1000"))
    capital.amend(capital_floor_fraction=Fraction(1, 2))
    return capital


def dollars(screen: Screen, whole: str) -> str:
    """An amount as it is read at this screen: dollars(screen, "1 000") is "$1,000.00" in English."""
    return f"{whole},00 $" if screen.language == "fr" else f"${whole.replace(' ', ',')}.00"


def leave(browser: Browser, odile: Screen, secretary: Client) -> None:
    """The member gives notice, knowing what becomes of the shares, and the secretary writes the end down."""
    odile.open("my-file/leave/")
    odile.sees("So nothing may be repaid today.", dollars(odile, "400"))
    odile.answer({"words": "Je déménage."})
    odile.press("Give notice of leaving")
    with seated(browser, odile.home, odile.reader, secretary, at="leaving/") as office:
        office.go(office.page.locator("main .lines a").first)
        office.sees("Je déménage.")
        office.press("End the membership")


def is_told_to_wait(odile: Screen) -> None:
    """The own page says where the request stands, what it lacks, and what would release it."""
    odile.open("my-shares/")
    told = {"worth": dollars(odile, "400"), "payable": dollars(odile, "0")}
    odile.sees(
        "Your membership has ended. What is still held here is repaid in its turn.",
        "It is the first of those that wait.",
        "It keeps its place until there is more capital: surplus that stays in the cooperative, or new shares.",
    )
    odile.sees("It comes to %(worth)s; %(payable)s may be repaid today.", **told)
    assert odile.page.get_by_role("button", name=odile.words("Withdraw this request")).count() == 0


def is_held_back(browser: Browser, odile: Screen, treasurer: Client) -> None:
    """The queue shows the figures, and does not invite to pay."""
    with seated(browser, odile.home, odile.reader, treasurer, at="shares/queue/") as office:
        office.sees(
            "The capital test lets nobody through today.", "1. Odile Gagnon", dollars(office, "1 000")
        )
        figures = {"capital": dollars(office, "1 000"), "assets": dollars(office, "2 000")}
        office.sees("Today the cooperative has %(capital)s of capital, for %(assets)s of assets.", **figures)
        assert "second" in str(office.mark("Repay the first").get_attribute("class"))


def subscribe(browser: Browser, odile: Screen, teller: Client, capital: Capital) -> None:
    """Another member brings new capital, over the counter."""
    path = f"shares/holders/{capital.armand}/issue/"
    with seated(browser, odile.home, odile.reader, teller, at=path) as counter:
        counter.answer({"code": "permanent", "quantity": "100", "account": str(capital.cash)})
        counter.press("Go on")
        counter.press("Yes, issue them")


def repay(browser: Browser, odile: Screen, clients: dict[str, Client]) -> None:
    """The treasurer asks for it, and the manager sees what it comes to and agrees."""
    with seated(browser, odile.home, odile.reader, clients["treasurer"], at="shares/queue/") as office:
        office.sees("The capital test lets the first through.", dollars(office, "2 000"))
        office.press("Repay the first")
        office.press("Go on")
        office.press("Ask a second person")
    with seated(browser, odile.home, odile.reader, clients["manager"]) as office:
        office.press("Repay shares")
        office.sees("Repaid at par", dollars(office, "400"))
        office.press("Approve and do it")
    with seated(browser, odile.home, odile.reader, clients["treasurer"], at="shares/queue/") as office:
        office.sees("Nobody asks for repayment.")


def is_told_of_it(odile: Screen) -> None:
    """The own pages and the letter say that it is done, and how much came."""
    odile.open("my-shares/")
    odile.sees("No share is held any more.", "The movements below say what became of them.")
    odile.open()
    odile.sees(dollars(odile, "1 400"))
    odile.open("my-file/letters/")
    odile.go(odile.page.locator("main .lines a").first)
    # A letter is in the language that the register has of her, whatever the page is in.
    for told in ("Vos parts ont été remboursées", "40 parts", "Parts permanentes", "400,00 $"):
        odile.sees(told)


@pytest.mark.parametrize("reader", READERS)
def test_who_left_is_repaid_once_there_is_capital(
    strained: Capital, browser: Browser, home: str, reader: Reader
) -> None:
    people = ("odile", "teller", "treasurer", "manager")
    clients = {who: visitor(strained, who).client for who in people}
    secretary = officer(strained.caisse, OfficeKind.SECRETARY).client
    with seated(browser, home, reader, clients["odile"]) as odile:
        leave(browser, odile, secretary)
        is_told_to_wait(odile)
        is_held_back(browser, odile, clients["treasurer"])
        subscribe(browser, odile, clients["teller"], strained)
        odile.open("my-shares/")
        odile.sees("There is enough capital to repay this and what comes before: an officer does it in turn.")
        repay(browser, odile, clients)
        is_told_of_it(odile)
    assert strained.held(strained.odile) == 0
    assert strained.is_clean()
