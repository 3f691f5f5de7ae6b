"""The base page learns whose book it is from the request, and lives without."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from django.test import RequestFactory
from django.utils import translation

from rochdale.web.context import page
from rochdale.web.values import Link

LEAVING = Link("/caisse/leaving/", "Leaving")


def test_a_bare_request_has_a_plain_head(rf: RequestFactory) -> None:
    told = page(rf.get("/pay?to=1"))
    head = told["head"]
    assert (head.name, head.home, head.person, head.language) == ("Rochdale", "/", "", "en-CA")
    assert told["navigation"] == []
    assert [(other.tag, other.name) for other in head.other_languages] == [("fr", "Français")]
    assert head.other_languages[0].href == "/language/fr?next=%2Fpay%3Fto%3D1"


def test_what_others_put_on_the_request_is_told(rf: RequestFactory) -> None:
    request = rf.get("/")
    links = (Link("/book", "My book"),)
    request.rochdale = SimpleNamespace(  # type: ignore[attr-defined]
        cooperative_name="Caisse du Vieux-Moulin",
        person_name="Rosaire Côté",
        office_name="Teller",
        business_date=date(2026, 11, 23),
        keyboard=True,
        navigation=links,
        home_url="/counter",
        person_url=None,
    )
    told = page(request)
    head = told["head"]
    assert (head.name, head.person, head.office) == ("Caisse du Vieux-Moulin", "Rosaire Côté", "Teller")
    assert (head.business_date, head.keyboard, head.home) == (date(2026, 11, 23), True, "/counter")
    assert head.person_href == ""
    assert told["navigation"] == list(links)


def test_the_place_where_one_is_is_marked_with_its_chapter(rf: RequestFactory) -> None:
    register = Link(
        "/caisse/register/", "Members", within=(Link("/caisse/register/", "The register"), LEAVING)
    )
    request = rf.get("/caisse/leaving/one/")
    request.rochdale = SimpleNamespace(  # type: ignore[attr-defined]
        navigation=(Link("/caisse/", "My book"), register), home_url="/caisse/"
    )
    home, members = page(request)["navigation"]
    assert (home.current, members.current) == (False, True)
    assert [link.current for link in members.within] == [False, True]
    request.path = "/caisse/"
    assert [link.current for link in page(request)["navigation"]] == [True, False]
    request.path = "/caisse/elsewhere/"
    assert [link.current for link in page(request)["navigation"]] == [False, False]


def test_the_other_language_is_named_in_itself(rf: RequestFactory) -> None:
    with translation.override("fr"):
        head = page(rf.get("/"))["head"]
    assert head.language == "fr-CA"
    assert [other.name for other in head.other_languages] == ["English"]
