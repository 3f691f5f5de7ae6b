"""The pages about programs in a real browser: axe, both languages, a telephone and a desk, and their weight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import axe_finds, opened, serving_pages

from .conftest import House

pytestmark = pytest.mark.browser
WEIGHT_MAX_BYTES = 100_000


@pytest.fixture
def site(house: House) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_pages_about_programs(
    house: House, browser: Browser, site: str, language: str, width: int
) -> None:
    client = house.browser("manager").client
    mine = f"/{house.slug}/my-file/programs/"
    client.post(f"{mine}new/", {"name": "Budget", "days": "30", "is_own": "on"})
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"django_language": language}
    with opened(browser, f"{site}/problems/insufficient_funds", width=width, cookies=cookies) as (page, said):
        for path in (
            "/api/",
            "/api/membership/",
            "/problems/insufficient_funds",
            "/problems/",
            mine,
            f"{mine}new/",
        ):
            page.goto(f"{site}{path}")
            assert axe_finds(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            assert page.get_attribute("html", "lang", timeout=1000).startswith(language)  # type: ignore[union-attr]  # it has one
        page.fill("[name=name]", "Market till")
        page.keyboard.press("Enter")
        page.wait_for_selector("code.token")
        assert axe_finds(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert said == []


def test_the_pages_about_programs_are_light(house: House) -> None:
    client = house.browser("manager").client
    for path in (
        "/api/",
        "/api/capital/",
        "/api/membership/",
        "/problems/",
        f"/{house.slug}/my-file/programs/new/",
    ):
        assert len(client.get(path).content) < WEIGHT_MAX_BYTES, path
