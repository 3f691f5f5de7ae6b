"""A real browser looks at the pages: accessible, quiet under the policy, narrow enough, driven by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened

pytestmark = pytest.mark.browser
PAGES = (
    "/design", "/design/member", "/design/statement", "/design/counter", "/design/confirm", "/design/meeting",
    "/design/wall", "/design/none",
)  # fmt: skip


@pytest.mark.parametrize("reader", [(1280, "en", "light"), (390, "fr", "dark"), (390, "en", "light")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, path: str, reader: tuple[int, str, Scheme]) -> None:
    width, language, scheme = reader
    with opened(browser, site + path, width=width, language=language, scheme=scheme) as (page, said):
        assert axe_finds(page) == []
        assert [text for text in said if "404" not in text] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_narrowest_screen(browser: Browser, site: str, path: str) -> None:
    with opened(browser, site + path, width=320, language="fr") as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/design", "/design/member", "/design/counter"])
def test_targets_are_large_enough_for_a_thumb(browser: Browser, site: str, path: str) -> None:
    small = """[...document.querySelectorAll(
        '.button, .plain, .head a, summary, .choices label, input, select')]
        .filter((one) => one.offsetParent && !['radio', 'checkbox'].includes(one.type))
        .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
    with opened(browser, site + path, width=390, language="fr") as (page, _):
        assert page.evaluate(small) == []


def test_the_page_is_whole_without_scripts(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design?hat=officer", java_script_enabled=False) as (page, _):
        assert page.get_by_role("heading", name="Forms").is_visible()
        page.get_by_text("Show the figures").click()
        assert page.get_by_role("cell", name="$3,050.27").last.is_visible()


def test_keys_of_an_officer(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design/counter") as (page, _):
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.press("ArrowDown")
        assert "Armand" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("ArrowDown")
        assert "Maëlle" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("End")
        assert "Jean-Guy" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("?")
        assert page.get_by_role("dialog", name="Keys").is_visible()
        page.get_by_role("button", name="Turn single keys off").click()
        page.get_by_role("button", name="Close").click()
        page.keyboard.press("?")
        assert not page.get_by_role("dialog", name="Keys").is_visible()
        page.reload()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") != "search"


def test_members_have_no_single_keys(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design") as (page, _):
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_dialog_asks_once_more(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design") as (page, _):
        page.get_by_label("How much?").first.fill("12")
        send = page.locator("form[data-confirm] button")
        send.click()
        dialog = page.get_by_role("dialog", name="Send the transfer?")
        dialog.get_by_role("button", name="Not yet").click()
        assert "amount=12" not in page.url
        send.click()
        dialog.get_by_role("button", name="Send").click()
        page.wait_for_url("**amount=12**")


def test_a_form_is_sent_once(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design/confirm") as (page, _):
        page.get_by_label("Why?").fill("A slip")
        page.evaluate("""document.querySelector('form[data-once]').addEventListener('submit', (event) => {
            window.sent = (window.sent || 0) + (event.defaultPrevented ? 0 : 1);
            event.preventDefault(); })""")
        button = page.get_by_role("button", name="Ask for the reversal")
        button.click()
        assert page.evaluate("window.sent") == 1


def test_without_light_dark_the_page_is_simply_light(browser: Browser, site: str) -> None:
    """An old tablet that prefers the dark, and does not know light-dark(), still shows ink on paper."""

    def without(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        css = response.text().replace("light-dark(", "unknown-to-old(")
        route.fulfill(response=response, body=css)  # type: ignore[attr-defined]

    with opened(browser, site + "/design/wall", scheme="dark") as (page, _):
        page.route("**/rochdale.css", without)
        page.reload()
        assert (
            page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            == "rgb(251, 250, 245)"
        )
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 35, 32)"


def test_paper_shows_the_statement_alone(browser: Browser, site: str) -> None:
    with opened(browser, site + "/design/statement", scheme="dark") as (page, _):
        page.emulate_media(media="print")
        assert not page.locator(".head nav").is_visible() or not page.locator(".head ul").first.is_visible()
        assert not page.locator(".actions").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 35, 32)"
