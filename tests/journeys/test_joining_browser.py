"""Joining on a phone in a real browser, and what axe finds on every page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from browsing import axe_finds, follow, opened, serving_pages
from rochdale.cooperatives.queries import OfficeKind

from .test_joining import AGREED, IDENTITY, PERSON, WHO, Place, act, pay, place, send

__all__ = ["place"]
pytestmark = pytest.mark.browser
PHONE = 390


@pytest.fixture
def site(place: Place) -> Iterator[str]:
    with serving_pages() as address:
        yield address


def go_on(page: Page) -> None:
    follow(page.locator("main form .button:not(.second)"))


def answer(page: Page, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        field = page.locator(f"[name={name}]").first
        kind = field.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            page.check(f"[name={name}][value={value}]")
        elif field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def is_good(page: Page, said: list[str], language: str) -> None:
    assert axe_finds(page) == [], page.url
    assert page.locator("html").get_attribute("lang") == f"{language}-CA", page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, page.url
    assert said == [], page.url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_applies_on_a_phone_without_a_script(
    place: Place, browser: Browser, site: str, language: str
) -> None:
    cookies = {"django_language": language}
    with opened(
        browser, f"{site}/{place.slug}/join/", width=PHONE, language=language, cookies=cookies,
        java_script_enabled=False,
    ) as (page, _said):  # fmt: skip
        follow(page.locator("main a.button").first)
        go_on(page)
        answer(page, WHO)
        go_on(page)
        answer(page, PERSON)
        go_on(page)
        answer(page, IDENTITY)
        go_on(page)
        paper = {"name": "me.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n me"}
        page.set_input_files("[name=paper]", files=[paper])  # type: ignore[list-item]  # as Playwright reads it
        follow(page.locator("form[enctype] button"))
        follow(page.locator("main .actions > a.button:not(.second)"))
        go_on(page)
        answer(page, {name: str(value) for name, value in AGREED.items() if name != "consents"})
        go_on(page)
        assert "AB 123-456" in page.inner_text("main")
        go_on(page)
        assert page.url.endswith("/join/mine/")
    found = place.file()
    assert found.name == "Anaïs Nguyen"
    assert [each.media_type for each in found.documents] == ["image/png"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_on_the_applicants_pages(
    place: Place, browser: Browser, site: str, language: str
) -> None:
    cookies = {"django_language": language}
    for path in ("", "bylaws/", "apply/", "mine/"):
        address = f"{site}/{place.slug}/join/{path}"
        with opened(browser, address, width=PHONE, language=language, cookies=cookies) as (page, said):
            is_good(page, said, language)
    address = f"{site}/{place.slug}/join/apply/"
    with opened(browser, address, width=PHONE, language=language, cookies=cookies) as (page, said):
        go_on(page)
        for told in (
            WHO,
            PERSON | {"birth_date": "2018-05-06"},
            {"given_names": "A", "family_name": "B"},
            IDENTITY,
        ):
            is_good(page, said, language)
            answer(page, told)
            go_on(page)
        is_good(page, said, language)
        follow(page.locator("main .actions > a.button:not(.second)"))
        for told in ({"shares": "1"}, {"bylaws": "yes", "truth": "yes"}):
            is_good(page, said, language)
            answer(page, told)
            go_on(page)
        is_good(page, said, language)
        go_on(page)
        is_good(page, said, language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_officers_pages(
    place: Place, browser: Browser, site: str, language: str, scheme: str
) -> None:
    applicant = send(place, papers=True)
    manager = place.officer(OfficeKind.MANAGER)
    cookies = {name: morsel.value for name, morsel in manager.cookies.items()} | {"django_language": language}
    file = f"applications/{place.file().id}/"
    paths = [
        "",
        "applications/",
        "applications/?state=all",
        "applications/new/",
        "applications/figures/",
        file,
    ]
    look(place, browser, site, language, scheme, paths, cookies)
    act(manager, place, "accepted", words="Bienvenue")
    look(place, browser, site, language, scheme, [file, f"{file}pay/"], cookies)
    pay(manager, place)
    look(place, browser, site, language, scheme, [file], cookies)
    theirs = {name: morsel.value for name, morsel in applicant.cookies.items()} | {
        "django_language": language
    }
    look(place, browser, site, language, scheme, ["join/mine/"], theirs)


def look(
    place: Place,
    browser: Browser,
    site: str,
    language: str,
    scheme: str,
    paths: list[str],
    cookies: dict[str, str],
) -> None:
    for path in paths:
        address = f"{site}/{place.slug}/{path}"
        with opened(
            browser,
            address,
            width=PHONE,
            language=language,
            cookies=cookies,
            scheme=scheme,  # type: ignore[arg-type]  # one of two
        ) as (page, said):
            is_good(page, said, language)


def test_a_page_of_joining_is_light(place: Place) -> None:
    client = Client()
    for path in ("join/", "join/bylaws/", "join/apply/"):
        page = client.get(place.at(path)).content
        assert len(page) < 100_000, path
        assert not re.search(rb"(?:src|href)=\"https?://", page), path
