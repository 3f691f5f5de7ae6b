"""The receipt tells the tracking number in words, which the device makes itself once the ballot is cast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import opened
from rochdale.assembly.queries import tracking_words
from screens import Screen

pytestmark = pytest.mark.browser


@pytest.fixture(params=["fr", "en"])
def practice(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Screen]:
    """The booth for practice, in each language."""
    address = f"{site}/vote/practice/"
    with opened(browser, address, language=request.param) as (page, said):
        yield Screen(page, address, (1280, request.param), said)


def press(screen: Screen, name: str) -> None:
    screen.page.get_by_role("button", name=screen.words(name), exact=True).click()


def answered(screen: Screen) -> Page:
    """From the welcome to the review, by the first answers."""
    page = screen.page
    press(screen, "Begin")
    press(screen, "Continue")
    for number in (1, 2, 3):
        page.locator(f"#question-{number}:focus").wait_for()
        page.locator("section:not([hidden])").locator("label").first.click()
        press(screen, "Continue")
    return page


def test_the_words_are_those_of_the_number(practice: Screen) -> None:
    asked: list[str] = []
    practice.page.on("request", lambda request: asked.append(request.url))
    page = answered(practice)
    assert not [url for url in asked if "words" in url]
    press(practice, "Cast my ballot")
    page.locator("[data-worded] span").first.wait_for()
    told = page.locator("[data-worded] .words").inner_text().split()
    language = practice.language
    assert " ".join(told) == tracking_words(page.locator("[data-number]").inner_text(), language)
    assert [url for url in asked if url.endswith(f"/vote/words/{language}.js")]
    page.emulate_media(media="print")
    assert page.locator("[data-worded]").is_visible()


def test_where_the_words_do_not_come_the_digits_are_there(practice: Screen) -> None:
    page = answered(practice)
    page.route("**/vote/words/*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        press(practice, "Cast my ballot")
    page.locator("[data-number] span").first.wait_for()
    assert page.locator("[data-number] span").count() == 6
    assert page.locator("svg.qr").is_visible()
    assert not page.locator("[data-worded]").is_visible()
    assert not page.locator("[data-broken]").is_visible()
    assert [each for each in practice.said if "ERR_FAILED" not in each] == []
