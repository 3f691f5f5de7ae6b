"""Finding the cooperative that one would join, among few or hundreds."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting

from .conftest import TODAY

pytestmark = pytest.mark.slow
DOOR = re.compile(r'href="/([a-z0-9-]+)/join/"')
COUNT = 53
PAGE = 50
STATEMENTS = 2  # the places of a page, and what stands there


@pytest.fixture(scope="module")
def town(database: str) -> list[str]:
    """More caisses than a page holds, of one made-up town, by slug, in the order of their names."""
    mark = f"zq{uuid.uuid4().hex[:10]}"
    slugs = [f"{mark}-{place}" for place in range(COUNT)]
    for place, slug in enumerate(slugs):
        by = Acting(uuid.uuid4(), None, None, "test", TODAY, datetime(2026, 11, 23, 15, tzinfo=UTC))
        cooperatives.found_cooperative(
            by=by,
            slug=slug,
            name=f"Caisse Émélie {mark} n{place:02}",
            tier=Tier.PRIMARY,
            currency="CAD",
            languages=["fr", "en"],
            time_zone="America/Toronto",
            holidays="CA-QC",
        )
    return slugs


@pytest.fixture
def visitor() -> Client:
    """Somebody who reads English."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def test_one_turns_the_pages(town: list[str], visitor: Client) -> None:
    search, seen = town[0].split("-")[0], []
    address = f"?q={search}"
    while address:
        with CaptureQueriesContext(connection) as asked:
            page = visitor.get(f"/join/{address}").content.decode()
        assert len(asked) == STATEMENTS
        seen.append(DOOR.findall(page))
        assert ("Previous" in page) is (len(seen) > 1)
        following = re.search(r'href="(\?[^"]*)" rel="next"', page)
        address = unescape(following[1]) if following else ""
    assert seen == [town[:PAGE], town[PAGE:]]


def test_one_finds_it_by_a_part_of_its_name(town: list[str], visitor: Client) -> None:
    mark = town[0].split("-")[0]
    for search in (f"emelie {mark} n02", f"N02 ÉMÉLIE {mark.upper()}"):
        page = visitor.get("/join/", {"q": search}).content.decode()
        assert DOOR.findall(page) == [town[2]]


def test_what_nobody_is_called_is_said_and_leads_back(town: list[str], visitor: Client) -> None:
    page = visitor.get("/join/", {"q": "<b>nowhere\0"}).content.decode()
    assert "answers to “&lt;b&gt;nowhere" in page
    assert 'href="/join/">Show every cooperative' in page


def test_a_place_that_is_none_is_an_empty_page(town: list[str], visitor: Client) -> None:
    page = visitor.get("/join/", {"after": "made-up"}).content.decode()
    assert not DOOR.findall(page)
    assert "Show every cooperative" in page
