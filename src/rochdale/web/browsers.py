"""What a browser calls itself, in words that its owner knows."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

# The first mark that stands in the name decides: most browsers also claim to be the ones further down.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_SHOWN_MAX: Final = 80


def browser_words(user_agent: str) -> str:
    """A browser and its device, "Firefox on Android"; what is not known is shown as it calls itself, cut short.

    A name is what its sender says it is: good enough to know one's own again, and no proof of anything.
    """
    browser, device = _named(_BROWSERS, user_agent), _named(_DEVICES, user_agent)
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    return browser or device or user_agent[:_SHOWN_MAX]


def _named(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
