"""The pages before a meeting in Chromium: what axe finds on them, in both languages, on a desk and on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser

from browsing import Scheme, axe_finds, opened, serving_pages
from needs import needs_program
from rochdale.config import demo
from rochdale.config.demo.scenes import VIEUX_MOULIN
from visiting import enter

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
pytestmark = [pytest.mark.browser, needs_program("chromium")]
OFFICER = (
    "", "meetings/", "meetings/1/", "meetings/1/notice/", "meetings/1/notice/list/", "meetings/1/papers/new/",
    "meetings/1/cancel/", "meetings/2/", "meetings/2/plan/", "meetings/2/call/", "meetings/new/",
    "meetings/new/?kind=annual",
)  # fmt: skip
MEMBER = (
    "",
    "meetings/",
    "meetings/1/",
    "meetings/requisitions/",
    "meetings/requisitions/1/",
    "meetings/requisitions/new/",
)
READERS: list[tuple[int, str, Scheme]] = [
    (360, "fr", "light"), (360, "en", "dark"), (1280, "en", "dark"), (1280, "fr", "light"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """A small caisse of the demo, and by which addresses its people sign in."""

    slug: str
    emails: dict[str, str]


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.fixture(scope="module")
def town(database: str) -> Town:
    """The demo's caisse with its meetings."""
    slug = f"assemblee-{os.getpid()}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    scene = replace(VIEUX_MOULIN, slug=slug, cast=cast)
    with override_settings(PASSWORD_HASHERS=QUICK):
        demo.build(scene=scene, members=60, first=date(2026, 8, 3), through=date(2026, 10, 30))
    return Town(slug, {part.role: part.email for part in scene.cast if part.role})


@pytest.mark.parametrize(("width", "language", "scheme"), READERS)
@pytest.mark.parametrize(("role", "paths"), [("secretary", OFFICER), ("member", MEMBER)])
def test_axe_finds_nothing_on_the_pages_of_meetings(
    town: Town,
    browser: Browser,
    site: str,
    width: int,
    language: str,
    scheme: Scheme,
    role: str,
    paths: tuple[str, ...],
) -> None:
    client = Client()
    enter(client, town.emails[role])
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"django_language": language}
    for path in paths:
        address = f"{site}/{town.slug}/{path}"
        with opened(browser, address, width=width, language=language, scheme=scheme, cookies=cookies) as (
            page,
            said,
        ):
            _picture(page, f"{role}-{path}-{width}-{language}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert (axe_finds(page), said) == ([], []), address


def _picture(page: object, name: str) -> None:
    """Keep how the page looks, where a folder is named for it."""
    folder = os.environ.get("ROCHDALE_PICTURES")
    if folder:
        plain = "".join(sign if sign.isalnum() else "-" for sign in name)
        page.screenshot(path=Path(folder) / f"{plain}.png", full_page=True)  # type: ignore[attr-defined]  # a page
