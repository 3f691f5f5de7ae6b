"""An old register comes in on the command line, and an officer finds people in it without touching the mouse."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser

from browsing import serving_pages
from rochdale.banking import actions as banking
from rochdale.capital import actions as capital
from rochdale.config.bench.old_register import write_register
from rochdale.cooperatives import actions as cooperatives
from screens import READERS, Reader, Screen, seated

from .conftest import Caisse
from .test_import_and_search import FIRST, run, running

__all__ = ["running"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
LINES = 300


@pytest.fixture
def home(caisse: Caisse) -> Iterator[str]:
    """Where the pages of the caisse begin."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse")
    banking.open_books(by=caisse.by)
    capital.open_qualifying_class(by=caisse.by)
    with serving_pages() as address:
        yield f"{address}/{caisse.slug}/"


def look_for(officer: Screen, asked: str) -> None:
    """The key that goes to the search, what is asked for, and Enter."""
    officer.page.keyboard.press("/")
    officer.page.keyboard.type(asked)
    enter_on(officer)


def open_first(officer: Screen) -> None:
    """From the search down to the first line that was found, and in."""
    officer.page.keyboard.press("/")
    officer.page.keyboard.press("ArrowDown")
    enter_on(officer)


def enter_on(officer: Screen) -> None:
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    officer.look()


def turn_the_page(officer: Screen) -> None:
    """Go by the Tab key to the link to the next lines; as far as from the last line that End leads to."""
    officer.page.keyboard.press("/")
    for key in ("ArrowDown", "End", "Tab"):
        officer.page.keyboard.press(key)
    assert officer.page.evaluate("document.activeElement.textContent") == officer.words("Next")
    enter_on(officer)


def plain(name: str) -> str:
    """How one types a name in haste: small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name.lower()) if sign.isascii())


@pytest.mark.parametrize("reader", READERS)
def test_an_imported_member_is_found_by_keyboard_alone(
    caisse: Caisse,
    enter: Callable[[Caisse, str], Client],
    running: None,
    browser: Browser,
    home: str,
    reader: Reader,
    tmp_path: Path,
) -> None:
    path = tmp_path / "register.csv"
    write_register(path, members=LINES, dice=random.Random(1937), first=FIRST)
    wanted = sought(path)
    number, family_name, email = wanted["number"], wanted["family name"], wanted["e-mail"]
    with seated(browser, home, reader, enter(caisse, "officer"), at="register/") as officer:
        assert run(path, caisse)["written"] is False
        look_for(officer, number)
        officer.sees("Try the beginning of one name only, or the number. Accents and capitals do not matter.")
        assert run(path, caisse, "--yes")["written"] is True
        for asked in (number, plain(family_name)[:8], plain(family_name.split("-")[1]), email):
            look_for(officer, asked)
            officer.sees(f"{family_name}, {wanted['given names']}")
        open_first(officer)
        officer.sees(f"{wanted['given names']} {family_name}", wanted["town"])
        look_for(officer, plain(family_name))  # the search at the head of every page
        assert urlsplit(officer.page.url).path == caisse.at("register/")
        open_first(officer)
        assert urlsplit(officer.page.url).path == caisse.at(f"register/{number}/")
        officer.open("register/")
        first = officer.page.inner_text("main .lines")
        turn_the_page(officer)
        assert officer.page.inner_text("main .lines") != first


def sought(path: Path) -> dict[str, str]:
    """A present member of the file who is a person, has an e-mail address and a name with an accent in it."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(
            line for line in csv.DictReader(file)
            if line["kind"] == "person" and line["e-mail"] and not line["left on"]
            and not line["family name"].isascii()
        )  # fmt: skip
