"""The page that checks a vote, as a browser finds it: accessible in both languages and on both grounds."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened
from voting.verifiable import spoiling
from voting.verifiable.spoiling import board

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("sound", [True, False])
def test_what_is_seen_in_an_archive_is_accessible(
    browser: Browser, site: str, language: str, scheme: Scheme, *, sound: bool
) -> None:
    cache.clear()
    archive = board().archive if sound else spoiling.signature_false()
    with opened(browser, f"{site}/language/{language}?next=/vote/check/", scheme=scheme, width=360) as (
        page,
        _,
    ):
        page.set_input_files("input[type=file]", {"name": "v.bel", "mimeType": "", "buffer": archive})
        page.fill("input[name=number]", "7462 9858 2971 6817 0899 6585")
        page.click("main form button.button")
        page.wait_for_selector("[data-place]")
        assert axe_finds(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
