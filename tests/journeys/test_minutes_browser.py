"""What axe finds on the pages of minutes, on a phone and at a desk; with `ROCHDALE_PICTURES` they are kept."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from assembly.minutes_cases import AGENDA
from browsing import Scheme, axe_finds, opened, serving_pages
from rochdale.cooperatives import actions as cooperatives
from visiting import enter

from .conftest import Caisse
from .test_minutes import Book, hold, save_draft

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [(360, "fr", "light"), (1280, "en", "dark")]
PAGES = {
    "officer": ["minutes/", "meetings/1/minutes/", "meetings/1/minutes/edit/", "meetings/2/minutes/"],
    "1": ["meetings/2/minutes/", "minutes/"],
    "3": ["minutes/", "meetings/1/minutes/"],
}


@pytest.fixture
def kept(caisse: Caisse) -> Caisse:
    """Signed minutes of one meeting, and a draft of another."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    hold(caisse, caisse.by, AGENDA[:2])
    hold(caisse, caisse.by, AGENDA[:4])
    clients = [Client() for _each in range(4)]
    for client, who in zip(clients, ("officer", "1", "2", "3"), strict=True):
        enter(client, caisse.email(who), second_factor=who == "officer")
    book = Book(caisse, *clients)
    save_draft(book)
    book.sign()
    assert book.office.post(book.at("draft/", 2), {"version": 0, "words": ""}).status_code == 302
    return caisse


@pytest.mark.parametrize("reader", READERS)
def test_axe_finds_nothing_and_no_page_overflows(
    kept: Caisse, browser: Browser, reader: tuple[int, str, Scheme]
) -> None:
    width, language, scheme = reader
    pictures = os.environ.get("ROCHDALE_PICTURES", "")
    with serving_pages() as address:
        for who, path in ((who, path) for who, paths in PAGES.items() for path in paths):
            cookies = _cookies(kept, who) | {"django_language": language}
            site = f"{address}/{kept.slug}/{path}"
            with opened(browser, site, width=width, language=language, scheme=scheme, cookies=cookies) as (
                page,
                said,
            ):
                assert page.locator("html").get_attribute("lang") == f"{language}-CA", path
                if pictures:
                    name = f"{who}-{path.strip('/').replace('/', '-')}-{language}.png"
                    page.screenshot(path=str(Path(pictures) / name), full_page=True)
                assert axe_finds(page) == [], path
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert said == [], path


def _cookies(kept: Caisse, who: str) -> dict[str, str]:
    client = Client()
    enter(client, kept.email(who), second_factor=who == "officer")
    return {name: morsel.value for name, morsel in client.cookies.items()}
