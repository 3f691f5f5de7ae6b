"""The pages of the roll in Chromium: what axe finds on them, in both languages, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened, serving_pages
from needs import needs_program
from rochdale.assembly import actions

from .conftest import Caisse
from .test_rolls import UNTIL, later, meeting, move_to

pytestmark = [pytest.mark.browser, needs_program("chromium")]
Enter = Callable[[Caisse, str], Client]
__all__ = ["meeting"]
OFFICER = ("", "?q=roy", "draw/", "freeze/", "list/", "members/2/", "challenges/1/")
MEMBER = ("mine/", "mine/challenge/", "mine/3/challenge/")


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "fr", "light"), (1280, "en", "dark")])
def test_axe_finds_nothing_on_the_pages_of_the_roll(
    browser: Browser,
    site: str,
    caisse: Caisse,
    enter: Enter,
    meeting: str,
    width: int,
    language: str,
    scheme: Scheme,
) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "3")

    def look(who: Client, path: str) -> None:
        cookies = {name: morsel.value for name, morsel in who.cookies.items()}
        address = f"{site}{meeting}{path}"
        with opened(browser, address, width=width, language=language, scheme=scheme, cookies=cookies) as (
            page,
            said,
        ):
            assert axe_finds(page) == []
            assert said == []

    for who in (officer, member):
        who.get(f"/language/{language}")
    look(officer, "")
    look(member, "mine/")
    actions.draw_roll(by=caisse.by, number=1)
    by = replace(caisse.by, person_id=caisse.members[2].person_id, authority="member 3")
    actions.challenge_line(by=by, number=1, member_number=3, words="I asked to be a full member in May.")
    for path in OFFICER:
        look(officer, path)
    for path in MEMBER:
        look(member, path)
    actions.answer_challenge(by=caisse.by, number=1, challenge=1, is_upheld=False, words="Not yet.")
    move_to(caisse, UNTIL + timedelta(days=1))
    actions.freeze_roll(by=later(caisse.by, (UNTIL - caisse.by.on).days + 1), number=1)
    look(officer, "")
    look(member, "mine/")
