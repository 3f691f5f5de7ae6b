"""A meeting that is run, and voted in, by the keyboard alone: no mark is pressed that the Tab key does not come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from assembly.floor import called
from assembly.minutes_cases import AGENDA
from browsing import serving_pages
from needs import needs_program
from rochdale.assembly import actions
from rochdale.assembly.models import MeetingKind
from rochdale.cooperatives import actions as cooperatives
from screens import DESK, Screen, seated

from .conftest import Caisse

pytestmark = [pytest.mark.browser, needs_program("chromium")]
STOPS_MAX = 80
# What a screen reader would say of where the keyboard is, and whether one who looks sees it.
_HERE = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const said = here.getAttribute("aria-label") ?? here.labels?.[0]?.innerText ?? here.innerText ?? "";
  return {
    name: said.replace(/[\\s\\u00a0]+/g, " ").trim(),
    action: here.form?.getAttribute("action") ?? "",
    isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && (style.outlineStyle !== "none" || here === document.body
        || here.type === "datetime-local"), // the browser marks the part of a day or an hour by itself
  };
}"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Somebody with a keyboard and no mouse. Words are given in English, and looked for as translated."""

    screen: Screen

    @property
    def page(self) -> Page:
        """What is shown."""
        return self.screen.page

    def open(self, path: str) -> None:
        """Type an address."""
        self.screen.open(path)

    def reach(self, english: str, *, within: str = "") -> None:
        """Tab until the keyboard is on what says this, in the form that leads there if it is given."""
        wanted, passed = " ".join(self.screen.words(english).split()), []
        for _ in range(STOPS_MAX):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(_HERE)
            assert here["isSeen"], (self.page.url, here)
            if here["name"].startswith(wanted) and here["action"].endswith(within):
                return
            passed.append(here["name"])
        raise AssertionError((self.page.url, wanted, passed))

    def press(self, english: str, *, within: str = "") -> None:
        """Press what says this, and wait for the page to which it leads."""
        self.reach(english, within=within)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.screen.look()

    def unfold(self, english: str) -> None:
        """Open what lies folded under these words."""
        self.reach(english)
        self.page.keyboard.press("Enter")

    def write(self, english: str, text: str, *, within: str = "") -> None:
        """Write into the field of this label; in a list of choices, the beginning of one."""
        self.reach(english, within=within)
        self.page.keyboard.type(text)


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client], browser: Browser) -> Iterator[list[Keys]]:
    """The secretary, and two members who count and sign; their meeting was called three weeks ago."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by, AGENDA[:5], MeetingKind.SPECIAL)
    actions.draw_roll(by=by, number=1)
    people = [("officer", "en"), *((str(line.number), "fr") for line in caisse.members[1:])]
    with serving_pages() as address, ExitStack() as seats:
        home = f"{address}/{caisse.slug}/"
        yield [
            Keys(seats.enter_context(seated(browser, home, (DESK, language), enter(caisse, who))))
            for who, language in people
        ]


def test_a_meeting_is_run_by_the_keyboard_alone(hall: list[Keys], caisse: Caisse) -> None:
    secretary, *tellers = hall
    numbers = [line.number for line in caisse.members[1:]]
    _begins(secretary, numbers)
    _is_decided(secretary, tellers)
    _ends(secretary, tellers)


def _begins(secretary: Keys, numbers: list[int]) -> None:
    """The roll is frozen, two are let in at the desk and named, and the meeting is opened."""
    secretary.open("meetings/1/roll/")
    secretary.press("Freeze the roll")
    secretary.press("Freeze the roll")
    secretary.open("meetings/1/floor/")
    for number, role in zip((*numbers, *numbers), ("Chair", "Secretary", "Teller", "Teller"), strict=True):
        secretary.write("Member number", str(number), within="/officers/")
        secretary.write("Does what", role, within="/officers/")
        secretary.press("Name this member")
    for number in numbers:
        secretary.open("meetings/1/desk/")
        secretary.write("Find a member", str(number))
        with secretary.page.expect_navigation():
            secretary.page.keyboard.press("Enter")
        secretary.press("Let ")
    secretary.open("meetings/1/")
    secretary.press("Open the meeting")
    secretary.press("Open the meeting")


def _is_decided(secretary: Keys, tellers: list[Keys]) -> None:
    """One item on devices, in secret, and one by hands that two count."""
    _put(secretary, 2, "Secret")
    for teller, key in zip(tellers, ("Space", "ArrowDown"), strict=True):  # for, and the one below: against
        teller.open("meetings/1/now/")
        teller.reach("pour")
        teller.page.keyboard.press(key)
        teller.press("Give my vote")
        teller.screen.sees("Your vote was received")
    _close(secretary)
    _put(secretary, 4, "Show of hands")
    for teller in tellers:
        teller.open("meetings/1/now/")
        teller.press("Write down my count")
        for label, count in (("For", "2"), ("Against", "0"), ("Abstentions", "0")):
            teller.write(label, count)
        teller.press("Write it down")
        teller.screen.sees("Your count is written down.")
    _close(secretary)
    secretary.screen.sees("Adopted")


def _put(secretary: Keys, place: int, method: str) -> None:
    secretary.open("meetings/1/floor/")
    own = f"/floor/items/{place}/"
    secretary.reach(f"Come to item {place}")
    secretary.unfold("Put to the vote")
    secretary.write("How the vote is taken", method, within=own)
    secretary.press("Open the vote", within=own)


def _close(secretary: Keys) -> None:
    secretary.open("meetings/1/floor/")
    secretary.press("Close and count")


def _ends(secretary: Keys, tellers: list[Keys]) -> None:
    """The meeting is closed, its minutes are saved as they drafted themselves, and signed by two."""
    secretary.open("meetings/1/")
    secretary.press("Close the meeting")
    secretary.press("Close the meeting")
    secretary.open("meetings/1/minutes/")
    secretary.press("Save this draft")
    signing = ("Sign as chair of the meeting", "Sign as secretary of the meeting")
    for teller, words in zip(tellers, signing, strict=True):
        teller.open("meetings/1/minutes/")
        teller.press(words)
        teller.screen.sees("Your signature is written down.")
