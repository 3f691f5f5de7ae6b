"""A long motion on a telephone, in a hall whose network drops: nothing typed is lost, and it is moved once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser

from assembly.floor import called, freeze
from browsing import serving_pages
from needs import needs_program
from rochdale.assembly import actions
from rochdale.assembly.models import Channel, Motion, VoteMethod
from rochdale.cooperatives import actions as cooperatives
from rochdale.tenancy.actions import inside
from screens import DESK, PHONE, Screen, seated

from .conftest import Caisse

pytestmark = [pytest.mark.browser, needs_program("chromium")]
UNREACHED = (
    "The network does not answer. Nothing was sent, and what you chose is kept: press again in a moment."
)
AGAIN = "What you typed here before is here again. It was not sent."
LONG = "That Roy and Cyr be appointed. " * 40


@pytest.fixture
def seats(caisse: Caisse, enter: Callable[[Caisse, str], Client], browser: Browser) -> Iterator[list[Screen]]:
    """Two members in a meeting that is open: one on a phone in French, one at a desk in English."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(caisse.by)
    freeze(caisse.by, 1)
    actions.open_meeting(by=caisse.by, number=1)
    with serving_pages() as address, ExitStack() as taken:
        screens = []
        for line, (width, language) in zip(caisse.members, ((PHONE, "fr"), (DESK, "en")), strict=False):
            actions.check_in(by=caisse.by, number=1, person_id=line.person_id, channel=Channel.HALL)
            client = enter(caisse, str(line.number))
            home = f"{address}/{caisse.slug}/"
            screens.append(taken.enter_context(seated(browser, home, (width, language), client)))
        yield screens


@pytest.mark.parametrize("seat", [0, 1])
def test_a_long_motion_outlives_the_network(seats: list[Screen], caisse: Caisse, seat: int) -> None:
    screen = seats[seat]
    page, text = screen.page, screen.page.locator(f"[name=text_{screen.language}]")
    screen.open("meetings/1/motions/new/?item=2")
    screen.answer({"title_en": "Two auditors", "title_fr": "Deux auditeurs", f"text_{screen.language}": LONG})
    page.context.set_offline(True)
    screen.mark("Move it").click()
    page.wait_for_selector("[data-unreached]:visible")
    screen.sees(UNREACHED)
    assert text.input_value() == LONG
    page.context.set_offline(False)
    assert all("ERR_INTERNET_DISCONNECTED" in line for line in screen.said)
    screen.said.clear()

    page.reload()
    screen.look()
    screen.sees(AGAIN)
    assert text.input_value() == LONG
    screen.open("meetings/1/motions/")
    page.go_back()
    screen.sees(AGAIN)
    assert text.input_value() == LONG

    screen.press("Move it")
    assert page.url.endswith("/motions/2/")
    screen.open("meetings/1/motions/new/?item=2")
    screen.does_not_see(AGAIN)
    assert text.input_value() != LONG
    with inside(caisse.by.cooperative_id):
        assert Motion.objects.count() == 2, "what the item moves, and the amendment, once"


def test_words_that_were_refused_are_there_again_and_may_be_forgotten(
    seats: list[Screen], caisse: Caisse
) -> None:
    screen, other = seats
    screen.open("meetings/1/motions/new/?item=2")
    screen.answer({"title_fr": "Two auditors", "text_fr": LONG})
    actions.close_meeting(by=caisse.by, number=1)
    with screen.page.expect_navigation():
        screen.mark("Move it").click()
    screen.sees("This was not done")
    screen.said.clear()  # the browser tells of every answer that refuses
    screen.page.go_back()
    screen.sees(AGAIN)
    assert screen.page.locator("[name=text_fr]").input_value() == LONG
    screen.press("Forget it")
    screen.does_not_see(AGAIN)
    assert screen.page.evaluate("sessionStorage.length") == 0
    assert other.page.evaluate("sessionStorage.length") == 0


def test_no_secret_vote_and_nobody_elses_words_are_kept(seats: list[Screen], caisse: Caisse) -> None:
    phone, desk = seats
    actions.put_to_vote(by=caisse.by, number=1, place=2, method=VoteMethod.SECRET)
    phone.open("meetings/1/now/")
    phone.page.check("[name=vote1-choice][value=yes]")
    assert phone.page.evaluate("sessionStorage.length") == 0
    desk.open("meetings/1/questions/")
    desk.answer({"words": "Why Roy?"})
    assert desk.page.evaluate("sessionStorage.length") == 1
    # Somebody else signs in on this device.
    desk.page.context.clear_cookies()
    desk.page.context.add_cookies(phone.page.context.cookies())
    desk.page.reload()
    assert desk.page.evaluate("sessionStorage.length") == 0
    assert desk.page.locator("[name=words]").input_value() == ""
