"""Founding, the directory, business dates and calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from rochdale.audit.models import Act
from rochdale.cooperatives import actions, errors, queries
from rochdale.cooperatives.actions.institutions import RESERVED_SLUGS
from rochdale.kernel.acting import Acting
from rochdale.money.errors import CurrencyUnknown
from rochdale.tenancy.actions import inside

from .conftest import FOUNDED, acting, found


def test_what_was_founded_is_in_the_directory(caisse: queries.Cooperative) -> None:
    assert queries.cooperative(caisse.id) == caisse
    assert queries.cooperative_by_slug(caisse.slug) == caisse
    assert caisse in queries.directory()
    assert (caisse.business_date, caisse.founded_on) == (FOUNDED, FOUNDED)
    assert (caisse.languages, caisse.currency.code) == (("fr", "en"), "CAD")


@pytest.fixture
def neighbours(database: str, slug: str) -> list[str]:
    """Five caisses of one town, known by their slugs in the order of their names."""
    town = slug.replace("-", "")
    names = ("Épargne", "Étoile", "Œuvre", "Voisins", "zèle")
    return [found(f"{slug}-{place}", name=f"{name} {town}").slug for place, name in enumerate(names)]


def read(search: str, limit: int) -> list[str]:
    """Every page of the directory for a search, one after the other."""
    slugs: list[str] = []
    page = queries.directory_page(search=search, limit=limit)
    while page.goes_on:
        slugs += [line.slug for line in page.lines]
        page = queries.directory_page(search=search, after=slugs[-1], limit=limit)
    return slugs + [line.slug for line in page.lines]


@pytest.mark.parametrize("limit", [1, 2, 5, 200])
def test_the_directory_is_read_page_by_page_in_the_order_of_names(neighbours: list[str], limit: int) -> None:
    town = neighbours[0].rsplit("-", 1)[0].replace("-", "")
    assert read(town, limit) == neighbours


def test_the_directory_is_searched_without_regard_to_accents(neighbours: list[str]) -> None:
    town = neighbours[0].rsplit("-", 1)[0].replace("-", "")
    for asked, place in (("epargne", 0), ("ÉTO", 1), ("oeuvre", 2), ("œuv", 2), ("Zele", 4)):
        for search in (f"{asked} {town}", f"{town} {asked}"):
            assert read(search, 5) == [neighbours[place]], search
    assert read(f"{town} %", 5) == read(f"{town} _", 5) == []


@pytest.mark.parametrize("hostile", ["nobody-has-this", "\0", "'; --", "x" * 10_000])
def test_nothing_comes_after_a_line_that_nobody_has(neighbours: list[str], hostile: str) -> None:
    found = queries.directory_page(after=hostile)
    assert (found.lines == ()) is (hostile != "\0")
    assert not queries.directory_page(search=hostile, limit=0).goes_on or hostile == "\0"


def test_a_federation_is_founded_like_a_caisse(database: str, slug: str) -> None:
    federation = found(slug, tier=queries.Tier.FEDERATION, founded_on=date(1932, 5, 3))
    assert federation.tier is queries.Tier.FEDERATION
    assert federation.founded_on == date(1932, 5, 3)


def test_nobody_is_found_by_another_name(database: str) -> None:
    with pytest.raises(errors.CooperativeNotFound):
        queries.cooperative_by_slug("no-such-caisse")
    with pytest.raises(errors.CooperativeNotFound):
        queries.cooperative(uuid4())


@pytest.mark.parametrize(
    "slug", ["", "Moulins", "caisse--x", "-caisse", "caisse_x", "é", "a" * 61, "caisse\n"]
)
def test_a_name_that_cannot_stand_in_an_address_is_refused(database: str, slug: str) -> None:
    with pytest.raises(errors.SlugMalformed):
        found(slug)


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_an_address_of_rochdales_own_is_refused(database: str, slug: str) -> None:
    with pytest.raises(errors.SlugReserved):
        found(slug)


def test_every_page_of_rochdales_own_is_reserved() -> None:
    """A cooperative with the name of another page's first word could never be opened."""
    patterns = [str(found.pattern) for found in _all_patterns(get_resolver().url_patterns)]
    own = {written.split("/")[0] for written in patterns} - {"", "<slug:cooperative>"}
    assert own
    assert own | {settings.STATIC_URL.strip("/")} <= RESERVED_SLUGS


def _all_patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """The patterns with the first word of an address, those of included files too."""
    for each in patterns:
        if isinstance(each, URLResolver) and not str(each.pattern):
            yield from _all_patterns(each.url_patterns)
        else:
            yield each


def test_an_address_is_given_once(caisse: queries.Cooperative) -> None:
    with pytest.raises(errors.SlugTaken):
        found(caisse.slug)


def test_a_cooperative_is_founded_once(caisse: queries.Cooperative) -> None:
    with pytest.raises(errors.CooperativeExists):
        found(f"{caisse.slug}-b", caisse.id)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": "  "}, errors.NameMissing),
        ({"languages": []}, errors.LanguagesUnknown),
        ({"languages": ["fr", "fr"]}, errors.LanguagesUnknown),
        ({"languages": ["french"]}, errors.LanguagesUnknown),
        ({"time_zone": "America/Nowhere"}, errors.TimeZoneUnknown),
        ({"time_zone": "../etc/passwd"}, errors.TimeZoneUnknown),
        ({"time_zone": ""}, errors.TimeZoneUnknown),
        ({"holidays": "XX"}, errors.HolidaysUnknown),
        ({"holidays": "CA-ZZ"}, errors.HolidaysUnknown),
        ({"holidays": ""}, errors.HolidaysUnknown),
        ({"founded_on": date(2024, 2, 27)}, errors.FoundedLater),
        ({"currency": "ABC"}, CurrencyUnknown),
    ],
)
def test_an_unsound_founding_is_refused(
    database: str, slug: str, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        found(slug, **wrong)
    assert slug not in {each.slug for each in queries.directory()}


def test_the_business_date_moves_to_the_leap_day(by: Acting) -> None:
    assert actions.move_business_date(by=by, to=date(2024, 2, 29)) == date(2024, 2, 29)
    assert queries.cooperative(by.cooperative_id).business_date == date(2024, 2, 29)


@pytest.mark.parametrize("to", [FOUNDED, date(2024, 2, 23), date(2023, 12, 29)])
def test_the_business_date_never_stands_or_goes_back(by: Acting, to: date) -> None:
    with pytest.raises(errors.BusinessDateNotLater):
        actions.move_business_date(by=by, to=to)


def test_a_holiday_is_no_business_day_unless_told(by: Acting) -> None:
    good_friday = date(2024, 3, 29)
    with pytest.raises(errors.NotABusinessDay) as refused:
        actions.move_business_date(by=by, to=good_friday)
    assert refused.value.next_business_day == date(2024, 4, 1)
    assert actions.move_business_date(by=by, to=good_friday, although_closed=True) == good_friday


def test_nobody_moves_a_date_without_the_office(by: Acting) -> None:
    with pytest.raises(errors.NotAllowed):
        actions.move_business_date(by=acting(by.cooperative_id, person_id=uuid4()), to=date(2024, 2, 27))


def test_a_date_is_not_moved_where_nothing_was_founded(database: str) -> None:
    with pytest.raises(errors.CooperativeNotFound):
        actions.move_business_date(by=acting(uuid4()), to=date(2024, 2, 27))


def test_the_calendar_knows_the_holidays_of_the_place(caisse: queries.Cooperative) -> None:
    calendar = queries.calendar_of(caisse)
    assert calendar.is_business_day(date(2024, 2, 29))
    assert not calendar.is_business_day(date(2024, 6, 24))  # Saint John the Baptist, in Quebec alone
    assert queries.calendar_of_place("CA-ON", 2024, 2024).is_business_day(date(2024, 6, 24))
    assert calendar.next_business_day(date(2024, 12, 24)) == date(2024, 12, 26)


def test_business_days_beside_the_business_date(caisse: queries.Cooperative) -> None:
    assert queries.next_business_day(caisse) == date(2024, 2, 27)
    assert queries.previous_business_day(caisse) == date(2024, 2, 23)


def test_the_weekend_is_that_of_the_country() -> None:
    calendar = queries.calendar_of_place("EG", 2024, 2024)
    assert not calendar.is_business_day(date(2024, 3, 1))  # a Friday
    assert calendar.is_business_day(date(2024, 3, 3))  # a Sunday


def test_the_act_is_recorded_with_the_date_and_the_authority(by: Acting) -> None:
    actions.move_business_date(by=by, to=date(2024, 2, 27))
    with inside(by.cooperative_id):
        verbs = list(Act.objects.order_by("verb").values_list("verb", "authority", "on_date"))
    assert verbs == [
        ("cooperatives.found", by.authority, FOUNDED),
        ("cooperatives.move_business_date", by.authority, FOUNDED),
    ]
