"""Browsers in words."""

from __future__ import annotations

import pytest
from django.utils import translation

from rochdale.web.browsers import browser_words

NAMES = {
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36": (
        "Chrome on Linux"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0": "Firefox on Android",
    "Mozilla/5.0 (Linux; Android 15; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
    "Chrome/130.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 "
    "Safari/537.36 Edg/150.0.0.0": "Edge on Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Safari/605.1.15": "Safari on Mac",
    "curl/8.14.1": "curl/8.14.1",
    "": "",
    "x" * 4000: "x" * 80,
}


@pytest.mark.parametrize(("name", "words"), NAMES.items())
def test_a_browser_is_named_as_its_owner_knows_it(name: str, words: str) -> None:
    assert browser_words(name) == words


def test_in_french() -> None:
    with translation.override("fr"):
        assert browser_words("Firefox/140.0 Android") == "Firefox sur Android"
