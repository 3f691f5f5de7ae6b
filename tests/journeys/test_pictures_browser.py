"""The pictures of the guides, taken of the demo in Chromium. `make pictures` keeps them; else they are only weighed.

No pixel is compared: letters look otherwise on every machine.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page

from browsing import opened, serving_pages
from needs import needs_program
from pictured import BYTES_MAX, FOLDER, LANGUAGES, PICTURES, WIDTH, Picture
from rochdale.config import demo
from rochdale.config.demo.scenes import VIEUX_MOULIN
from small_png import with_palette
from visiting import enter

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
KEEPS = "ROCHDALE_WRITE_PICTURES"
pytestmark = [pytest.mark.slow, pytest.mark.browser, needs_program("chromium")]


@dataclass(frozen=True, slots=True)
class Town:
    """A caisse of the demo with its year of meetings, and who is signed in, by role."""

    slug: str
    cookies: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.fixture(scope="module")
def town(database: str) -> Town:
    slug = f"moulin-{uuid.uuid4().hex[:12]}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    scene = replace(VIEUX_MOULIN, slug=slug, cast=cast)
    with override_settings(PASSWORD_HASHERS=QUICK):
        demo.build(scene=scene, members=120, first=date(2026, 6, 1), through=date(2026, 10, 30))
        emails = {part.role: part.email for part in cast}
        return Town(slug, {who: _signed_in(emails[who], who) for who in {each.who for each in PICTURES}})


def _signed_in(email: str, who: str) -> dict[str, str]:
    client = Client()
    enter(client, email, second_factor=who != "member")
    return {name: morsel.value for name, morsel in client.cookies.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_can_be_taken_and_is_small(
    browser: Browser, site: str, town: Town, picture: Picture, language: str
) -> None:
    cookies = town.cookies[picture.who] | {"django_language": language}
    address = f"{site}/{town.slug}/{picture.path}"
    with opened(browser, address, width=WIDTH, language=language, cookies=cookies) as (page, said):
        taken = _taken(page, picture)
        assert said == []
    assert taken.startswith(b"\x89PNG")
    assert len(taken) <= BYTES_MAX, len(taken)
    if os.environ.get(KEEPS):
        FOLDER.mkdir(exist_ok=True)
        picture.file(language).write_bytes(taken)


def _taken(page: Page, picture: Picture) -> bytes:
    if picture.unfolds:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    first = page.locator(picture.begins).first
    box = first.bounding_box()
    assert box is not None, page.url
    clip = {"x": 0, "y": max(box["y"] - 12, 0), "width": WIDTH, "height": picture.height}
    return with_palette(page.screenshot(full_page=True, clip=clip))  # type: ignore[arg-type]  # a box, as a mapping
