"""The reception: whom it lets in, what it tells a view, and what becomes of a view that refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from rochdale.config.api.rooms import doors_of
from rochdale.membership import queries
from rochdale.tenancy.actions import inside

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]


@pytest.fixture
def more_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = f"{__package__}.reception_urls" if __package__ else "reception_urls"


def pages(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, address)
        else:
            yield address, pattern


def test_every_page_of_a_cooperative_says_whom_it_is_for() -> None:
    silent = [
        address
        for address, page in pages(get_resolver("rochdale.config.urls").url_patterns)
        for view in views_of(page)
        if "<slug:cooperative>" in address and not hasattr(view, "rochdale_admits")
    ]
    assert silent == []


def views_of(page: URLPattern) -> list[Callable[..., object]]:
    """The view of a page; of an address of the API one for each method."""
    doors = doors_of(page.callback)
    return [page.callback] if doors is None else [each.view_func for each in doors.values()]


def test_a_view_that_says_nothing_is_for_nobody(caisse: Caisse, enter: Enter, more_pages: None) -> None:
    for client in (Client(), enter(caisse, "officer"), enter(caisse, "1")):
        assert client.get(caisse.at("unmarked/")).status_code == 403


def test_a_public_page_is_for_everybody(
    caisse: Caisse, neighbour: Caisse, enter: Enter, more_pages: None
) -> None:
    assert Client().get(caisse.at("public/")).content.decode() == f"Caisse {caisse.slug}"
    assert enter(neighbour, "1").get(caisse.at("public/")).status_code == 200


def test_a_view_that_posts_alone_is_in_no_transaction(caisse: Caisse, more_pages: None) -> None:
    assert Client().get(caisse.at("alone/")).content == b"alone"


def test_an_act_tells_its_authority(caisse: Caisse, enter: Enter, more_pages: None) -> None:
    own = enter(caisse, "2").get(caisse.at("own_act/")).content.decode()
    assert own == f"member 2 2026-11-23 because {caisse.members[1].person_id}"
    officer = enter(caisse, "officer")
    assert officer.get(caisse.at("office_act/")).content == b"secretary since 2026-11-23"
    assert officer.get(caisse.at("own_act/")).status_code == 403
    refused = officer.get(caisse.at("beyond_office/"))
    assert refused.status_code == 403
    assert "None of the offices" in refused.content.decode()


def test_a_refusal_is_a_page_and_undoes_what_was_begun(
    caisse: Caisse, enter: Enter, more_pages: None
) -> None:
    answer = enter(caisse, "officer").get(caisse.at("half_done/"))
    assert answer.status_code == 409
    assert "No member has or had the number 404" in answer.content.decode()
    with inside(caisse.by.cooperative_id):
        assert queries.person_by_source(source_key="half") is None


def test_a_template_filled_in_late_is_filled_in_inside_the_wall(caisse: Caisse, more_pages: None) -> None:
    assert "Marc Roy;" in Client().get(caisse.at("late/")).content.decode()


def test_a_page_costs_as_many_statements_for_many_members(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(caisse.at("register/")).status_code == 200
    assert len(seen) <= 11, [query["sql"][:80] for query in seen]
