"""Ways out of a membership and a change of name, in a real browser: on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from browsing import Scheme, axe_finds, follow, opened, serving_pages
from rochdale.banking import actions as banking
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.ledger import actions as ledger

from .conftest import TODAY, Caisse, cad, key
from .test_leaving import left_on, officer
from .test_views import Visitor, deposit

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [(1280, "en", "light"), (390, "fr", "dark")]
Reader = tuple[int, str, Scheme]


@pytest.fixture
def site(caisse: Caisse) -> Iterator[str]:
    """The address of the caisse on a server of its own."""
    with serving_pages() as address:
        yield f"{address}/{caisse.slug}/"


@contextmanager
def at(browser: Browser, address: str, who: Visitor, reader: Reader) -> Iterator[Page]:
    """A page as somebody reads it; axe and the width are asked before and after what is done on it."""
    width, language, scheme = reader
    cookies = {name: morsel.value for name, morsel in who.client.cookies.items()}
    with opened(browser, address, width=width, language=language, scheme=scheme, cookies=cookies) as (
        page,
        said,
    ):
        look(page, width)
        yield page
        look(page, width)
        assert [text for text in said if "403" not in text] == []


def look(page: Page, width: int) -> None:
    assert axe_finds(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def send(page: Page, ending: str, sent: dict[str, str]) -> None:
    """Fill the form that goes to an address and send it, as a hand would."""
    asks = f":has([name={next(iter(sent))}])" if sent else ""
    form = page.locator(f'main form[action$="{ending}"]' if ending else f"main form{asks}")
    for name, value in sent.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)
    follow(form.locator(".button").first)


def move_to(caisse: Caisse, on: date) -> None:
    cooperatives.move_business_date(by=caisse.program, to=on)


@pytest.mark.parametrize("reader", READERS)
def test_an_exclusion_is_appealed_and_upheld(
    caisse: Caisse, browser: Browser, site: str, reader: Reader
) -> None:
    chair = officer(caisse, OfficeKind.CHAIR, reader[1])
    armand = Visitor(caisse, caisse.armand_id, reader[1])
    with at(browser, f"{site}register/2/leaving/exclusion/", chair, reader) as page:
        send(page, "", {"ground": "fraud", "words": "A forged cheque."})
        path = page.url
        hearing = TODAY + timedelta(days=21)
        send(page, "/notified/", {"notified-day": hearing.isoformat(), "notified-words": "9 h, at the hall"})
    move_to(caisse, hearing)
    with at(browser, path, chair, reader) as page:
        send(page, "/heard/", {"heard-words": "Armand came and was heard."})
        votes = {"directors": "6", "votes_for": "5", "votes_against": "1", "votes_abstained": "0"}
        send(
            page,
            "/decided/",
            {f"decided-{name}": value for name, value in votes.items()} | {"decided-words": "26-4"},
        )
        send(page, "/told/", {"told-day": hearing.isoformat(), "told-words": "A cheque was forged."})
    with at(browser, path, armand, reader) as page:
        assert "A cheque was forged." in page.inner_text("main")
        send(page, "/appealed/", {"appealed-words": "It was not me."})
    with at(browser, path, chair, reader) as page:
        assert "It was not me." in page.inner_text("main")
        send(page, "/upheld/", {"upheld-words": "The board keeps to it."})
        send(page, "/ended/", {})
    assert left_on(caisse, 2) == hearing


@pytest.mark.parametrize("reader", READERS)
def test_a_death_is_written_down(caisse: Caisse, browser: Browser, site: str, reader: Reader) -> None:
    secretary = officer(caisse, OfficeKind.SECRETARY, reader[1])
    with at(browser, f"{site}register/2/leaving/death/", secretary, reader) as page:
        send(page, "", {"day": TODAY.isoformat(), "words": "certificate 12"})
        assert "certificate 12" in page.inner_text("main")
        send(page, "/ended/", {})
    assert left_on(caisse, 2) == TODAY


@pytest.mark.parametrize("reader", READERS)
def test_who_owes_a_loan_sees_it_before_leaving(
    caisse: Caisse, browser: Browser, site: str, reader: Reader
) -> None:
    deposit(caisse, "120")
    request = banking.MemberAccountRequest(caisse.odile_id, "loan")
    (loan,) = banking.open_member_accounts(by=caisse.program, requests=[request])
    lent = ledger.transfer(
        key=key(), on=TODAY, kind="loan", text="", from_id=loan.account_id,
        to_id=caisse.everyday.account_id, amount=cad("800"),
    )  # fmt: skip
    ledger.post(by=caisse.program, request=lent)
    odile = Visitor(caisse, caisse.odile_id, reader[1])
    with at(browser, f"{site}my-file/leave/", odile, reader) as page:
        text = page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
        assert {"en": "$800.00", "fr": "800,00 $"}[reader[1]] in text
        send(page, "", {"words": "moving"})
        assert "/leaving/" in page.url


@pytest.mark.parametrize("reader", READERS)
def test_a_change_of_name_shows_in_the_register_from_its_day(
    caisse: Caisse, browser: Browser, site: str, reader: Reader
) -> None:
    secretary = officer(caisse, OfficeKind.SECRETARY, reader[1])
    announced = TODAY + timedelta(days=3)
    with at(browser, f"{site}register/1/particulars/", secretary, reader) as page:
        sent = {"family_name": "Gagnon-Roy", "effective_on": announced.isoformat(), "reason": "certificate"}
        send(page, "", sent)
        assert "Gagnon-Roy" not in page.inner_text("h1")
    move_to(caisse, announced)
    for on, name in ((announced - timedelta(days=1), "Gagnon, Odile"), (announced, "Gagnon-Roy, Odile")):
        with at(browser, f"{site}register/?on={on.isoformat()}", secretary, reader) as page:
            assert name in page.inner_text("main")
