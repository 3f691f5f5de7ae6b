"""Passkeys in a real browser with a made-up authenticator, and what axe finds on the pages of the account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from browsing import Scheme, axe_finds, follow, opened, serving_pages
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from screens import PHONE, seated
from visiting import enter

from .conftest import PASSWORD, Caisse

pytestmark = pytest.mark.browser


@pytest.fixture
def site(caisse: Caisse) -> Iterator[str]:
    """A passkey belongs to a name, and an address in numbers is none."""
    with serving_pages() as address:
        yield address.replace("127.0.0.1", "localhost")


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main form:first-of-type button.button:not(.second)"))


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/account/logout/")
    follow(page.locator("main form button.button:not(.second)"))


def test_a_passkey_is_made_and_opens_alone_and_beside_the_password(
    caisse: Caisse, browser: Browser, site: str
) -> None:
    with opened(browser, f"{site}/account/login/") as (page, said):
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
        able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind | able})
        sign_in(page, site, caisse.email("2"))
        page.goto(f"{site}/account/2fa/passkeys/add/")
        page.fill("[name=password]", PASSWORD)
        follow(page.locator("main form button.button:not(.second)"))
        page.fill("[name=name]", "My key")
        page.click("[data-passkey-button]")
        page.wait_for_url("**/2fa/recovery-codes/")
        assert axe_finds(page) == []
        page.goto(f"{site}/account/security/")
        assert "My key" in page.inner_text("main")
        sign_out(page, site)
        page.goto(f"{site}/account/login/")
        page.click("[data-passkey-button]")
        page.wait_for_url(f"**/{caisse.slug}/**")
        sign_out(page, site)
        sign_in(page, site, caisse.email("2"))
        page.wait_for_url("**/2fa/code/")
        page.click("[data-passkey-button]")
        page.wait_for_url(f"**/{caisse.slug}/**")
        assert [text for text in said if "403" not in text] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_pages_of_the_account(
    caisse: Caisse, browser: Browser, site: str, language: str, width: int
) -> None:
    client = Client()
    enter(client, caisse.email("officer"))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"django_language": language}
    paths = "security/ sessions/ second-factor/ reauthenticate/ reauthenticate/code/ 2fa/passkeys/add/"
    paths += " 2fa/app/remove/ 2fa/recovery-codes/new/ password/change/ logout/ address/ address/x/"
    stranger = {"django_language": language}
    for path, known in [*((path, cookies) for path in paths.split()), ("login/", stranger)]:
        with opened(browser, f"{site}/account/{path}", width=width, language=language, cookies=known) as (
            page,
            said,
        ):
            assert page.locator("html").get_attribute("lang") == f"{language}-CA", path
            assert axe_finds(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert said == [], path


@pytest.mark.parametrize(
    ("language", "scheme"), [("fr", "light"), ("fr", "dark"), ("en", "light"), ("en", "dark")]
)
def test_the_head_of_an_officer_is_two_lines_on_a_phone(
    caisse: Caisse, browser: Browser, site: str, language: str, scheme: Scheme
) -> None:
    for office in (OfficeKind.SECRETARY, OfficeKind.TREASURER):
        cooperatives.appoint(by=caisse.by, person_id=caisse.members[1].person_id, office=office)
    client = Client()
    enter(client, caisse.email("2"))
    home, reader = f"{site}/{caisse.slug}/", (PHONE, language)
    with seated(browser, home, reader, client, at="applications/", scheme=scheme) as here:
        head = here.page.locator(".head")
        assert head.bounding_box()["height"] <= 2 * 50 + 8  # type: ignore[index]  # two lines that a thumb can hit
        assert here.page.locator("main").bounding_box()["y"] <= 2 * 50 + 8  # type: ignore[index]
        assert head.locator("strong").inner_text().lower() == here.words("officer")
        for each in (".head .me", ".desk"):
            assert not here.page.locator(each).is_visible()
        for mark in head.locator("[aria-current]").all():
            assert mark.bounding_box()["x"] < PHONE  # type: ignore[index]
        head.get_by_role("link", name=here.words("Menu"), exact=True).click()
        here.look()
        assert axe_finds(here.page) == []
        for each in (".head .me", ".desk .hat"):
            assert here.page.locator(each).is_visible()
        here.open("my-file/")
        head.get_by_role("link", name=here.words("Menu"), exact=True).click()
        here.go(here.page.locator(".desk .hat button"))
        assert head.locator("strong").inner_text().lower() == here.words("member")
        head.get_by_role("link", name=here.words("Menu"), exact=True).click()
        head.get_by_role("link", name=here.words("Close"), exact=True).click()
        assert not here.page.locator(".head .me").is_visible()


def test_the_head_unfolds_without_a_script(caisse: Caisse, browser: Browser, site: str) -> None:
    client = Client()
    enter(client, caisse.email("officer"))
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    address = f"{site}/{caisse.slug}/register/"
    with opened(browser, address, width=PHONE, cookies=cookies, java_script_enabled=False) as (page, _said):
        assert not page.locator(".head .me").is_visible()
        page.get_by_role("link", name="Menu").click()
        assert page.locator(".head .me").is_visible()
        assert page.locator(".desk").is_visible()
