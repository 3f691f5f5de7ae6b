"""A whole meeting in Chromium: the secretary at a desk, members on phones, a projector, and a network that drops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser

from assembly.floor import called
from assembly.minutes_cases import AGENDA
from browsing import serving_pages
from needs import needs_program
from rochdale.assembly import actions
from rochdale.assembly.models import MeetingKind
from rochdale.cooperatives import actions as cooperatives
from screens import DESK, PHONE, Screen, seated

from .conftest import Caisse

pytestmark = [pytest.mark.browser, needs_program("chromium")]
WALL = 1920
UNREACHED = (
    "The network does not answer. Nothing was sent, and what you chose is kept: press again in a moment."
)
AUDITOR, ALLOWANCES = 2, 4  # places on the agenda


@dataclass(frozen=True, slots=True)
class Hall:
    """Who sits where: the secretary at a desk, Anaïs at home on a phone, two tellers in the hall, and the projector."""

    secretary: Screen
    phone: Screen
    tellers: tuple[Screen, Screen]
    wall: Screen

    def put(self, place: int, method: str) -> None:
        """The secretary puts an item to the vote."""
        self.secretary.open("meetings/1/floor/")
        asked = self.secretary.page.locator(f"form[action$='/floor/items/{place}/']")
        asked.evaluate("form => { form.closest('details').open = true; }")
        asked.locator(f"[name=item{place}-method]").select_option(method)
        self.secretary.go(asked.locator("button"))

    def close(self) -> None:
        """The secretary closes the vote that is open."""
        self.secretary.open("meetings/1/floor/")
        self.secretary.press("Close and count")


@pytest.fixture
def caisse_called(caisse: Caisse) -> Caisse:
    """The caisse of three members, whose meeting was called three weeks ago and whose roll is drawn."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by, AGENDA[:5], MeetingKind.SPECIAL)
    actions.draw_roll(by=by, number=1)
    return caisse


@pytest.fixture
def hall(caisse_called: Caisse, enter: Callable[[Caisse, str], Client], browser: Browser) -> Iterator[Hall]:
    anais, marc, noel = (enter(caisse_called, str(each.number)) for each in caisse_called.members)
    office = enter(caisse_called, "officer")
    with serving_pages() as address, ExitStack() as seats:

        def seat(client: Client, width: int, language: str, at: str = "") -> Screen:
            home = f"{address}/{caisse_called.slug}/"
            return seats.enter_context(seated(browser, home, (width, language), client, at=at))

        secretary = seat(office, DESK, "en", "meetings/1/roll/")
        secretary.press("Freeze the roll")
        secretary.send()
        yield Hall(
            secretary, seat(anais, PHONE, "fr"), (seat(marc, PHONE, "en"), seat(noel, PHONE, "fr")),
            seat(office, WALL, "fr"),
        )  # fmt: skip


def test_a_meeting_from_the_frozen_roll_to_the_signed_minutes(hall: Hall, caisse_called: Caisse) -> None:
    _anais, *others = (each.number for each in caisse_called.members)
    for number, role in zip((*others, *others), ("chair", "secretary", "teller", "teller"), strict=True):
        _name(hall.secretary, number, role)
    for number in others:
        hall.secretary.open(f"meetings/1/desk/?q={number}")
        hall.secretary.go(hall.secretary.page.locator("main button[value=come]").first)
    hall.secretary.open("meetings/1/open/")
    hall.secretary.send()
    hall.phone.open("meetings/1/now/")
    hall.phone.press("I take part online")
    hall.phone.sees("Nothing is put to the vote now")

    hall.put(AUDITOR, "secret")
    _vote_on_a_network_that_drops(hall)
    for teller in hall.tellers:
        _vote(teller, 1, "no")
    hall.close()
    hall.wall.page.goto(f"{hall.wall.home}meetings/1/wall/")
    assert hall.wall.words("Lost") in hall.wall.page.inner_text("body")

    hall.put(ALLOWANCES, "hands")
    _vote(hall.phone, 2, "yes")
    for teller in hall.tellers:
        _count(teller, 2)
    hall.close()
    hall.secretary.sees("Adopted")
    hall.wall.page.reload()
    assert hall.wall.words("Adopted") in hall.wall.page.inner_text("body")
    _write_minutes(hall)
    hall.phone.open("meetings/1/minutes/")
    hall.phone.sees("Signed by chair and secretary")


def _name(secretary: Screen, number: int, role: str) -> None:
    secretary.open("meetings/1/floor/")
    secretary.answer({"member_number": str(number), "role": role})
    secretary.press("Name this member")


def _vote(screen: Screen, vote: int, choice: str) -> None:
    """The page of the meeting shows by itself what is put; one chooses and gives the vote."""
    screen.open("meetings/1/now/")
    screen.page.check(f"[name=vote{vote}-choice][value={choice}]")
    screen.press("Give my vote")
    screen.sees("Your vote was received")


def _vote_on_a_network_that_drops(hall: Hall) -> None:
    """The page finds out by itself that something is put. While the network is away the choice stays as it was."""
    page, choice = hall.phone.page, "[name=vote1-choice][value=yes]"
    page.wait_for_selector(choice, timeout=8_000)
    hall.phone.look()
    page.check(choice)
    page.context.set_offline(True)
    hall.phone.mark("Give my vote").click()
    page.wait_for_selector("[data-unreached]:not([hidden])")
    hall.phone.sees(UNREACHED)
    assert page.is_checked(choice)
    page.context.set_offline(False)
    # That the network was away is what the console says; nothing else may be there.
    assert all("ERR_INTERNET_DISCONNECTED" in line for line in hall.phone.said)
    hall.phone.said.clear()
    hall.phone.press("Give my vote")
    hall.phone.sees("Your vote was received")
    assert re.search(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b", hall.phone.text())
    hall.phone.open("meetings/1/now/")
    hall.phone.does_not_see("Give my vote")


def _count(teller: Screen, vote: int) -> None:
    teller.open("meetings/1/now/")
    teller.press("Write down my count")
    teller.answer({"yes": "1", "no": "1", "abstain": "0"})
    teller.press("Write it down")
    teller.sees("Your count is written down.")


def _write_minutes(hall: Hall) -> None:
    """The meeting is closed, its minutes are saved as they drafted themselves, and signed on two screens."""
    hall.secretary.open("meetings/1/close/")
    hall.secretary.send()
    hall.secretary.open("meetings/1/minutes/")
    hall.secretary.press("Save this draft")
    for teller, words in zip(
        hall.tellers, ("Sign as chair of the meeting", "Sign as secretary of the meeting"), strict=True
    ):
        teller.open("meetings/1/minutes/")
        teller.press(words)
        teller.sees("Your signature is written down.")
