"""The pages of nominations and of an election in Chromium: what axe finds on a phone in French and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from playwright.sync_api import Browser

from assembly.floor import freeze
from browsing import Scheme, axe_finds, opened, serving_pages
from needs import needs_program
from rochdale.assembly import actions

from .test_nominations import Assembly, E, assembly, put_seats, stand

pytestmark = [pytest.mark.browser, needs_program("chromium")]
__all__ = ["assembly"]


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "fr", "light"), (1280, "en", "dark")])
def test_axe_finds_nothing_from_the_seats_to_the_count(
    browser: Browser, site: str, assembly: Assembly, width: int, language: str, scheme: Scheme
) -> None:
    def look(who: Client, *paths: str) -> None:
        cookies = {name: morsel.value for name, morsel in who.cookies.items()}
        for path in paths:
            address = f"{site}{assembly.at(path)}"
            with opened(browser, address, width=width, language=language, scheme=scheme, cookies=cookies) as (
                page,
                said,
            ):
                assert axe_finds(page) == [], path
                assert said == [], path
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    member, secretary = assembly.members[0], assembly.secretary
    for who in (member, secretary):
        who.get(f"/language/{language}")
    look(secretary, f"{E}seats/")
    put_seats(assembly)
    stand(assembly, 0, 1, 1)
    stand(assembly, 1, 0, 2)
    look(member, E, f"{E}nominate/", f"{E}nominations/1/", f"{E}nominations/1/mine/")
    look(secretary, E, f"{E}nominate-for/", f"{E}nominations/2/")
    for number in (1, 2):
        assembly.sends(secretary, f"{E}nominations/{number}/check/", act="admit", **{"check-words": ""})
    freeze(assembly.caisse.by, 1, assembly.caisse.members[-1].number)
    for client in assembly.members[:2]:
        assembly.sends(client, "now/come/", act="come")
    actions.open_meeting(by=replace(assembly.caisse.by, at=datetime.now(UTC)), number=1)
    look(secretary, E)
    assembly.sends(secretary, f"{E}hold/", act="put", group="", **{"put-closes_at": ""})
    look(member, E, "now/", "votes/1/")
    look(secretary, "floor/", "desk/?q=1")
    member.post(assembly.at("votes/1/ballot/"), {"vote1-chosen": "1"})
    assembly.sends(secretary, "floor/votes/1/close-election/", **{"close1-seed": ""})
    look(member, E, "votes/1/")
    look(secretary, E, "floor/", "wall/")
