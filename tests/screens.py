"""A person at a screen: presses and reads what a page says in the own language, while every page is looked at.

With `ROCHDALE_PICTURES` set to a folder, each page that somebody comes to is kept there as a picture.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page

from browsing import Scheme, axe_finds, follow, opened
from journeys.walking import route_of

PHONE, DESK = 360, 1280
Reader = tuple[int, str]
READERS: list[Reader] = [(PHONE, "fr"), (DESK, "en")]
_pictures = itertools.count(1)
_seen_by_axe: set[tuple[Reader, str]] = set()


@dataclass
class Screen:
    """A page of one cooperative, as one person has it. Words are given in English, and looked for as translated."""

    page: Page
    home: str
    reader: Reader
    said: list[str]

    @property
    def language(self) -> str:
        """In which the person reads."""
        return self.reader[1]

    def open(self, path: str = "") -> None:
        """Go to an address of the cooperative."""
        self.page.goto(path if path.startswith("http") else self.home + path)
        self.look()

    def words(self, english: str, /, **told: object) -> str:
        """What the program says for an English message, in the language of who sits here."""
        with translation.override(self.language):
            return translation.gettext(english) % told if told else translation.gettext(english)

    def text(self) -> str:
        """The words of the page, as they are seen."""
        return " ".join(self.page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ").split())

    def sees(self, *english: str, **told: object) -> None:
        """Expect the page to say these; what is no message of the program is looked for as it stands."""
        for each in english:
            wanted = " ".join(self.words(each, **told).replace("\N{NO-BREAK SPACE}", " ").split())
            assert wanted in self.text(), (self.page.url, wanted, self.text())

    def does_not_see(self, english: str) -> None:
        """Expect the page to say no such thing."""
        assert self.words(english) not in self.text(), self.page.url

    def mark(self, english: str) -> Locator:
        """The button or the link that says this."""
        main, name = self.page.locator("main"), self.words(english)
        button, link = (main.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
        return button.or_(link).first

    def press(self, english: str) -> None:
        """Press what says this, and look at the page to which it leads."""
        self.go(self.mark(english))

    def go(self, mark: Locator) -> None:
        """Press a mark, and look at the page to which it leads."""
        follow(mark)
        self.look()

    def send(self) -> None:
        """Send the form of the page."""
        self.go(self.page.locator("main form button").first)

    def unfold(self, english: str) -> None:
        """Open what lies folded under these words."""
        self.page.locator("summary", has_text=self.words(english)).first.click()

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer the questions of a form."""
        for name, value in answers.items():
            answer(self.page, name, value)

    def look(self) -> None:
        """The page is no wider than the screen, in the reader's language, and nothing complains.

        axe looks at the first page of each kind that comes up at a width: the walk shows it all of them.
        """
        _keep(self.page)
        kind = (self.reader, route_of(self.page.url))
        if kind not in _seen_by_axe:
            _seen_by_axe.add(kind)
            self._ask_axe()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.reader[0], self.page.url
        assert self.page.locator("html").get_attribute("lang") == f"{self.language}-CA", self.page.url
        assert self.page.evaluate(_HIDDEN_AND_SEEN) == [], self.page.url
        assert self.page.evaluate(_HERE_AND_UNSEEN) == [], self.page.url
        assert self.said == [], self.page.url

    def _ask_axe(self) -> None:
        closed = self.page.query_selector_all("details:not([open])")
        assert axe_finds(self.page) == [], self.page.url
        for each in closed:
            each.evaluate("one => { one.open = false; }")  # as the reader had it


_HERE_AND_UNSEEN = """[...document.querySelectorAll('.head nav [aria-current]')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML)"""
_HIDDEN_AND_SEEN = """[...document.querySelectorAll('[hidden]')]
    .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""


def answer(page: Page, name: str, value: str) -> None:
    """Answer one question of a form, by the name of its field."""
    asked = page.locator(f"main [name={name}]:not([type=hidden])").first
    if asked.get_attribute("type") in {"radio", "checkbox"}:
        page.check(f"[name={name}][value={value}]")
    elif asked.evaluate("it => it.tagName") == "SELECT":
        asked.select_option(value)
    else:
        asked.fill(value)


def _keep(page: Page) -> None:
    folder = os.environ.get("ROCHDALE_PICTURES")
    if folder:
        test = os.environ["PYTEST_CURRENT_TEST"].split("::")[1].split(" ")[0]
        name = f"{test}-{next(_pictures):03}.png"
        page.screenshot(path=Path(folder) / name, full_page=True)


@contextmanager
def seated(
    browser: Browser,
    home: str,
    reader: Reader,
    client: Client | None = None,
    *,
    at: str = "",
    scheme: Scheme = "light",
) -> Iterator[Screen]:
    """Somebody sits down before a page of the cooperative at `home`: signed in as `client` is, or not at all."""
    width, language = reader
    signed = {name: morsel.value for name, morsel in client.cookies.items()} if client else {}
    cookies = signed | {"django_language": language}
    address = home + at
    with opened(browser, address, width=width, language=language, scheme=scheme, cookies=cookies) as (
        page,
        said,
    ):
        page.set_default_timeout(5_000)
        screen = Screen(page, home, reader, said)
        screen.look()
        yield screen
