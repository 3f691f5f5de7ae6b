"""The trustee's page: alone with its reader, without the network, and wary of what it is given to open."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assembly.archives import Archive
from assembly.conftest import Call
from browsing import Scheme, axe_finds, opened
from screens import Screen

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [
    (360, "fr", "light"),
    (360, "en", "dark"),
    (1280, "fr", "dark"),
    (1280, "en", "light"),
]
CODES = ["12345-6789AB-CDEFG-HJKLMN", "2vK9a-Qm3xZt-8Yhd4-WpR7nB"]


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with opened(browser, f"{site}/vote/trustee/", accept_downloads=True) as (page, said):
        yield page
        assert said == []


@pytest.fixture
def closed(script: Call) -> Archive:
    """A vote of two members, closed, whose key is "5", and whose archive the tests may spoil."""
    return Archive.of_two(script, private_key=5, codes=CODES)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def saved(page: Page, name: str, kept: Path) -> Path:
    with page.expect_download() as download:
        press(page, name)
    download.value.save_as(kept)
    return kept


def open_(page: Page, tmp_path: Path, archive: bytes, key: str = '"5"') -> None:
    (tmp_path / "vote.bel").write_bytes(archive)
    (tmp_path / "key").write_text(key, encoding="utf-8")
    page.get_by_role("region", name="Open the result").get_by_label(
        "The archive of the vote (.bel)"
    ).set_input_files(tmp_path / "vote.bel")
    page.get_by_role("region", name="Open the result").get_by_label(
        "Your private key (.privkey)"
    ).set_input_files(tmp_path / "key")
    press(page, "Compute my part")


def test_it_makes_a_key_and_opens_a_sum_with_the_network_cut(
    page: Page, closed: Archive, tmp_path: Path, script: Call
) -> None:
    page.context.set_offline(True)
    press(page, "Make a key")
    key = saved(page, "Save the private key", tmp_path / "made")
    page.get_by_label("The file that you just saved").first.set_input_files(key)
    press(page, "Check the file")
    public = page.get_by_label("Public part of your key").input_value()
    assert list(json.loads(public)) == ["pok", "public_key"]
    assert json.loads(public)["public_key"] == script(f"group.powerOfG(BigInt({key.read_text()}))")
    kept = saved(page, "Save the public part", tmp_path / "public")
    assert kept.read_text() == public
    number = page.locator("[data-key-number]").first.inner_text()
    assert number == script(f"tracking.trackingNumber({json.dumps(json.loads(public)['public_key'])})")
    open_(page, tmp_path, closed.to_bytes())
    page.get_by_label("Your part, with its proof").wait_for()
    part, owned = page.get_by_label("Your part, with its proof").input_value().splitlines()
    assert json.loads(owned) == {"owner": 1, "payload": hashlib.sha256(part.encode()).hexdigest()}
    assert saved(page, "Save my part", tmp_path / "part").read_text().splitlines() == [part, owned]


def test_it_asks_for_nothing_once_it_has_come(page: Page, closed: Archive, tmp_path: Path) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    press(page, "Make a key")
    saved(page, "Save the private key", tmp_path / "made")
    open_(page, tmp_path, closed.to_bytes())
    page.get_by_label("Your part, with its proof").wait_for()
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_the_browser_itself_keeps_the_page_from_sending(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/trustee/") as (page, said):
        reached = page.evaluate("fetch('/vote/practice/').then(() => true, () => false)")
        assert reached is False
        assert re.search("Content Security Policy", said[0])
        page.evaluate("navigator.sendBeacon('/vote/practice/', 'x')")
        assert len(said) >= 2


def test_a_public_part_is_given_only_once_the_file_was_read_back(page: Page, tmp_path: Path) -> None:
    press(page, "Make a key")
    assert not page.get_by_label("Public part of your key").is_visible()
    first = saved(page, "Save the private key", tmp_path / "first")
    press(page, "Check the file")
    page.get_by_text("Choose the file first.").first.wait_for()
    press(page, "Make a key")
    saved(page, "Save the private key", tmp_path / "second")
    page.get_by_label("The file that you just saved").first.set_input_files(first)
    press(page, "Check the file")
    page.get_by_text("This file holds another key").first.wait_for()
    for text in ("", "none", '"0"', "5", '"05"', json.dumps("9" * 78)):
        (tmp_path / "none").write_text(text)
        page.get_by_label("The file that you just saved").first.set_input_files(tmp_path / "none")
        press(page, "Check the file")
        page.get_by_text("This file is no private key").first.wait_for()
    assert not page.get_by_label("Public part of your key").is_visible()


SPOILS = {
    "This file is no archive": lambda _: b"none of it" * 100,
    "missing or was exchanged": lambda archive: archive.with_a_byte_changed(),
    "not closed": lambda archive: archive.without("EncryptedTally").to_bytes(),
    "not the sum of the ballots": lambda archive: archive.opening_only_the_first().to_bytes(),
    "could betray your key": lambda archive: archive.outside_the_group().to_bytes(),
    "that this page does not know": lambda archive: archive.in_another_group().to_bytes(),
}


@pytest.mark.parametrize("said", SPOILS)
def test_it_opens_nothing_that_is_not_the_sum(page: Page, closed: Archive, tmp_path: Path, said: str) -> None:
    open_(page, tmp_path, SPOILS[said](closed))
    page.get_by_role("alert").get_by_text(said).wait_for()
    assert not page.get_by_label("Your part, with its proof").is_visible()


def test_a_ballot_without_answers_is_noticed(page: Page, closed: Archive, tmp_path: Path) -> None:
    open_(page, tmp_path, closed.with_a_ballot_that_is_none().to_bytes())
    page.get_by_role("alert").get_by_text("missing or was exchanged").wait_for()


def test_events_out_of_order_are_noticed(page: Page, closed: Archive, tmp_path: Path) -> None:
    open_(page, tmp_path, closed.with_ballots_after_the_end().to_bytes())
    page.get_by_role("alert").get_by_text("not closed").wait_for()


def test_a_key_of_another_vote_opens_nothing(page: Page, closed: Archive, tmp_path: Path) -> None:
    open_(page, tmp_path, closed.to_bytes(), key='"6"')
    page.get_by_role("alert").get_by_text("none of this vote’s keys").wait_for()


def test_without_scripts_it_says_what_needs_them(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/trustee/", java_script_enabled=False) as (page, _):
        assert page.get_by_role("heading", name="This page needs JavaScript").is_visible()
        assert not page.get_by_role("button").all()


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_every_step_reads_well(
    browser: Browser, site: str, closed: Archive, tmp_path: Path, reader: tuple[int, str, Scheme]
) -> None:
    width, language, scheme = reader
    with opened(browser, f"{site}/vote/trustee/", width=width, language=language, scheme=scheme) as (
        page,
        said,
    ):
        screen = Screen(page, site, (width, language), said)
        screen.look()
        press(page, screen.words("Make a key"))
        kept = saved(page, screen.words("Save the private key"), tmp_path / "key")
        page.locator("#make-again").set_input_files(kept)
        press(page, screen.words("Check the file"))
        page.locator("#make-shown").wait_for()
        (tmp_path / "vote.bel").write_bytes(closed.to_bytes())
        (tmp_path / "five").write_text('"5"', encoding="utf-8")
        page.locator("#open-archive").set_input_files(tmp_path / "vote.bel")
        page.locator("#open-key").set_input_files(tmp_path / "five")
        press(page, screen.words("Compute my part"))
        page.locator("#open-shown").wait_for()
        screen.look()
        assert axe_finds(page) == []
