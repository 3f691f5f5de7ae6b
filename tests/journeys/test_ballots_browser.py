"""A whole election in Chromium: keys made on the page, votes in the booth, orders shuffled, opened and published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from assembly.ballot_cases import Run
from assembly.stock import Stock
from assembly.trustee_page import give, make_key
from browsing import axe_finds, follow, opened, serving_pages
from journeys.ballot_hall import Clock, Hall, form, hall_of, links, send_letters
from journeys.conftest import Caisse
from needs import needs_program
from rochdale.config import arrivals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    needs_program("chromium"),
    needs_program("belenios-tool"),
]
NAMES = ("Rosalie Tremblay", "Malik Benali", "Odile Gagnon")


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    with serving_pages() as address:
        yield address


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(arrivals, "timezone", SimpleNamespace(now=told.now))
    return told


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client], clock: Clock) -> Hall:
    """An annual meeting under way, with a ballot on an election that asks for an order."""
    hall = hall_of(caisse, enter, clock)
    hall.post("items/5/", **form(clock, **{"q-0-kind": "order", "q-0-rule": "scottish_stv"}))
    send_letters(caisse)
    return hall


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def reads_well(page: Page, said: list[str]) -> None:
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []


def cookies_of(client: Client, language: str = "en") -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()} | {"django_language": language}


def vote(browser: Browser, site: str, hall: Hall, voter: int, order: tuple[str, ...]) -> None:
    """A member goes from the own page into the booth, and puts names in order."""
    code = hall.run().code_of(hall.caisse.members[voter].person_id).reveal()
    cookies = cookies_of(hall.members[voter])
    with opened(browser, f"{site}{hall.at('1/mine/')}", width=360, cookies=cookies) as (page, said):
        reads_well(page, said)
        follow(page.get_by_role("link", name="Into the booth"))
        press(page, "Begin")
        page.get_by_label("Voting code").fill(code)
        press(page, "Continue")
        for name in order:
            page.locator("section:not([hidden])").locator("label, .rank").filter(has_text=name).click()
        press(page, "Continue")
        press(page, "Cast my ballot")
        page.locator("[data-number] span").first.wait_for()
        number = page.locator("[data-number]").inner_text()
        page.goto(f"{site}{hall.at('1/mine/')}")
        page.get_by_text("Your vote is on the board").wait_for()
        follow(page.get_by_role("link", name="The board that everybody sees"))
        assert "".join(number.split()) in "".join(page.locator("main").inner_text().split())
        reads_well(page, said)


def give_text(page: Page, site: str, address: str, text: str) -> None:
    page.goto(f"{site}{address}")
    page.get_by_label("Or its text").fill(text)
    press(page, "Give it")
    page.get_by_text("it is good").wait_for()


def is_judged(page: Page, run: Run) -> None:
    """What was given is judged, and the page looks by itself whether it is done."""
    page.get_by_text("Being judged since").first.wait_for()
    reads_well(page, [])
    run.work()
    page.get_by_text("it is good").wait_for()


def is_counted(page: Page, run: Run, said: list[str]) -> None:
    """The ballot is counted, and the page looks by itself whether it is done."""
    page.get_by_text("is being opened, counted and published since").wait_for()
    reads_well(page, said)
    run.work()
    page.get_by_text("Malik Benali").first.wait_for()
    reads_well(page, said)


def test_a_whole_election_of_orders(
    hall: Hall, clock: Clock, browser: Browser, site: str, tmp_path: Path
) -> None:
    run = hall.run()
    board, own = hall.caisse.at(f"ballots/{run.uuid}/"), hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    keys = [tmp_path / f"{place}.privkey" for place in (1, 2)]
    secretary = cookies_of(hall.secretary)
    hall.post("1/codes/")
    with opened(browser, f"{site}/vote/trustee/") as (page, said):
        for token, key in zip(links(), keys, strict=True):
            page.goto(f"{site}/vote/trustee/")
            public = make_key(page, key, ranks=True)
            number = page.locator("[data-key-number]").first.inner_text()
            page.goto(f"{site}{own}{token}/")
            give_text(page, site, own, public)
            assert number in page.locator("main").inner_text()
            reads_well(page, said)
    with opened(browser, f"{site}{hall.at()}", cookies=secretary) as (page, said):
        for address in ("", "items/2/", "1/"):
            page.goto(f"{site}{hall.at(address)}")
            reads_well(page, said)
        press(page, "Open the ballot")
        page.get_by_text("Votes are taken until").wait_for()
    vote(browser, site, hall, 0, (NAMES[1], NAMES[0]))
    vote(browser, site, hall, 1, (NAMES[1],))
    clock.hours = run.after
    hall.post("1/close/")
    archive = tmp_path / f"{run.uuid}.bel"

    def by_each_trustee(section: str) -> None:
        for token, key in zip(links(), keys, strict=True):
            archive.write_bytes(run.archive_bytes())
            with opened(browser, f"{site}/vote/trustee/") as (page, _):
                give(page, section, archive, key)
                part = page.get_by_role("region", name=section)
                part.locator("[data-after=give]").wait_for(state="visible", timeout=60_000)
                with page.expect_download() as saved:
                    part.locator("[data-do=savePublic]").click()
                saved.value.save_as(tmp_path / "given")
                page.goto(f"{site}{own}{token}/")
                page.get_by_label("The file that you saved").set_input_files(tmp_path / "given")
                press(page, "Give it")
                is_judged(page, run)

    by_each_trustee("Shuffle the rankings")
    hall.post("1/end-shuffles/")
    by_each_trustee("Open the result")
    with opened(browser, f"{site}{hall.at('1/')}", cookies=secretary) as (page, said):
        press(page, "Count and publish")
        is_counted(page, run, said)
    with opened(browser, f"{site}{board}", width=360, cookies={"django_language": "fr"}) as (page, said):
        reads_well(page, said)
    archive.write_bytes(Client().get(f"{board}{run.uuid}.bel").content)
    assert "all checks passed" in Stock(tmp_path).run("election", "verify")
    assert run.found_wrong() == []
