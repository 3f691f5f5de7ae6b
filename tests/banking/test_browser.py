"""A real browser looks at the pages of the bank: accessible, quiet, no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened, serving_pages

from .conftest import Caisse
from .test_views import Visitor, deposit

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [
    (1280, "en", "light"),
    (1280, "fr", "dark"),
    (360, "fr", "light"),
    (360, "en", "dark"),
]


@pytest.fixture
def site(caisse: Caisse) -> Iterator[str]:
    """The address of the caisse on a server of its own."""
    with serving_pages() as address:
        yield f"{address}/{caisse.slug}/"


def pages_of(caisse: Caisse) -> dict[str, list[str]]:
    """Whose pages are looked at, by office, and where below the caisse they are."""
    entry_id = deposit(caisse, "1234.50", "Market day")
    account, entry = f"accounts/{caisse.everyday.number}/", f"entries/{entry_id}/"
    return {
        "manager": [
            "",
            "register/",
            "search/?q=Gagnon",
            "books/trial-balance/",
            "books/days/",
            account,
            entry,
        ],
        "teller": [
            "register/1/",
            "counter/deposit/",
            "counter/withdrawal/",
            "counter/transfer/",
            account,
            entry,
        ],
        "member": ["", "my-file/", account, entry, "books/trial-balance/"],
    }


@pytest.mark.parametrize("reader", READERS)
def test_axe_finds_nothing_and_no_page_overflows(
    caisse: Caisse, browser: Browser, site: str, reader: tuple[int, str, Scheme]
) -> None:
    width, language, scheme = reader
    people = {
        "manager": caisse.manager.person_id,
        "teller": caisse.teller.person_id,
        "member": caisse.odile_id,
    }
    for who, addresses in pages_of(caisse).items():
        visitor = Visitor(caisse, people[who], language)
        cookies = {name: morsel.value for name, morsel in visitor.client.cookies.items()}
        for path in addresses:
            with opened(
                browser, site + path, width=width, language=language, scheme=scheme, cookies=cookies
            ) as (page, said):
                assert "/account/login" not in page.url
                assert page.locator("html").get_attribute("lang") == f"{language}-CA"
                assert axe_finds(page) == [], (who, path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (who, path)
                assert [text for text in said if "403" not in text] == [], (who, path)
