"""What axe finds on the pages of letters, consents, one's file and the counter, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened, serving_pages
from rochdale.membership import actions, queries
from rochdale.membership.actions import ConsentPurpose
from rochdale.tenancy.actions import inside
from visiting import enter

from .conftest import Caisse

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [(360, "fr", "light"), (1280, "en", "dark")]


@pytest.fixture
def site(lived: Caisse) -> Iterator[str]:
    """The pages of the caisse."""
    with serving_pages() as address:
        yield f"{address}/{lived.slug}/"


@pytest.fixture
def lived(caisse: Caisse) -> Caisse:
    """A caisse in which somebody leaves, asks for a name, and agreed to something."""
    person_id = caisse.members[1].person_id
    actions.give_consents(by=caisse.by, person_id=person_id, purposes=list(ConsentPurpose))
    actions.ask_to_leave(by=caisse.by, number=2)
    actions.ask_for_name(
        by=caisse.by,
        person_id=person_id,
        given_names="Marc",
        family_name="Royer",
        birth_date=None,
        words="seen",
    )
    return caisse


def pages_of(caisse: Caisse) -> dict[str, list[str]]:
    person_id: UUID = caisse.members[1].person_id
    with inside(caisse.by.cooperative_id):
        letter = queries.letters_of(person_id=person_id).lines[0].id
    own = [f"my-file/{page}" for page in ("", "letters/", "consents/", "looked/", "contact/", "name/")]
    of_person = [f"persons/{person_id}/{page}" for page in ("consents/", "looked/", "counter/", "blank/")]
    return {
        "officer": [
            "letters/",
            f"letters/{letter}/",
            "corrections/",
            "retention/",
            "register/2/",
            *of_person,
        ],
        "2": [*own, f"letters/{letter}/"],
    }


@pytest.mark.parametrize("reader", READERS)
def test_axe_finds_nothing_and_no_page_overflows(
    lived: Caisse, browser: Browser, site: str, reader: tuple[int, str, Scheme]
) -> None:
    width, language, scheme = reader
    for who, addresses in pages_of(lived).items():
        client = Client()
        enter(client, lived.email(who), second_factor=who == "officer")
        cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {
            "django_language": language
        }
        for path in addresses:
            with opened(
                browser, site + path, width=width, language=language, scheme=scheme, cookies=cookies
            ) as (page, said):
                assert page.locator("html").get_attribute("lang") == f"{language}-CA", path
                assert axe_finds(page) == [], path
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert said == [], path
