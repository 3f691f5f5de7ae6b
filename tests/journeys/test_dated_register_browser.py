"""The dated register in Chromium: what axe finds on its pages, in both languages, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser

from browsing import axe_finds, opened, serving_pages
from needs import needs_program
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import actions
from rochdale.membership.actions import Newcomer, Particulars, PersonKind, Right
from visiting import enter

from .conftest import TODAY, Caisse

pytestmark = [pytest.mark.browser, needs_program("chromium")]
PATHS = (
    "register/?on=2026-01-01&known=2026-11-23 register/ register/2/ register/2/history/ register/2/particulars/"
    " register/2/class/ register/2/bond/ register/2/suspend/ register/4/ register/4/representative/"
    " lists/ lists/notice/ lists/movements/"
)


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.fixture
def lived(caisse: Caisse) -> Caisse:
    """Somebody renamed and without a vote, an organization with a representative."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    cooperatives.appoint(by=by, person_id=caisse.officer_id, office=OfficeKind.CHAIR)
    theatre = Newcomer(Particulars("Théâtre", kind=PersonKind.ORGANIZATION), date(2020, 1, 1))
    (line,) = actions.register_members(by=by, newcomers=[theatre])
    who = Particulars("Aubin", "Léa")
    actions.name_representative(by=by, member_number=line.number, particulars=who, from_on=TODAY, mandate="7")
    actions.change_particulars(
        by=by, person_id=caisse.members[1].person_id, particulars=Particulars("Hébert"), reason="told"
    )
    actions.suspend_rights(
        by=by,
        number=2,
        rights=[Right.VOTE],
        until_on=date(2027, 1, 31),
        ground="fraud",
        words="Resolution 12.",
        vote=actions.BoardVote(4, 1, 0, 5),
    )
    return caisse


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1280, "light"), ("en", 360, "dark"), ("fr", 360, "light")]
)
def test_axe_finds_nothing_on_the_pages_of_the_register(
    lived: Caisse, browser: Browser, site: str, language: str, width: int, scheme: str
) -> None:
    client = Client()
    enter(client, lived.email("officer"))
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"django_language": language}
    for path in PATHS.split():
        with opened(
            browser,
            f"{site}{lived.at(path)}",
            width=width,
            language=language,
            scheme="dark" if scheme == "dark" else "light",
            cookies=cookies,
        ) as (page, said):
            assert axe_finds(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert said == [], path
