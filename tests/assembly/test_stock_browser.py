"""Ballots and keys that our scripts make in a real browser, judged by a program that we did not write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assembly.booth_urls import Fed
from assembly.conftest import Call
from assembly.stock import Refused, Stock
from browsing import opened
from needs import needs_program

pytestmark = [pytest.mark.browser, needs_program("belenios-tool")]
UUID = "8Zpmf3uygZefgg"
CODES = ["12345-6789AB-CDEFG-HJKLMN", "2vK9a-Qm3xZt-8Yhd4-WpR7nB", "3vK9a-Qm3xZt-8Yhd4-WpR7nB"]
QUESTIONS = [
    {"answers": ["Oui", "Non", "Abstention"], "min": 1, "max": 1, "question": "Ouvrir le samedi ?"},
    {"answers": ["A", "B", "C", "D"], "min": 0, "max": 3, "question": "Approve of any"},
    {"answers": ["A", "B", "C"], "blank": True, "min": 1, "max": 2, "question": "Two or blank"},
    {"answers": ["A", "B"], "blank": True, "min": 1, "max": 1, "question": "One or blank"},
]
# What each voter ticks, by question; the first votes twice.
VOTES: list[tuple[int, list[list[str]]]] = [
    (0, [["Non"], ["A"], ["C"], ["A"]]),
    (1, [["Oui"], [], ["blank"], ["blank"]]),
    (2, [["Oui"], ["A", "C", "D"], ["A", "B"], ["B"]]),
    (0, [["Abstention"], ["B"], ["B"], ["blank"]]),
]
COUNTS = [[2, 0, 1], [1, 1, 1, 1], [1, 1, 2, 0], [2, 0, 1]]


@pytest.fixture
def trustee(browser: Browser, site: str) -> Page:
    with opened(browser, f"{site}/vote/trustee/", accept_downloads=True) as (page, said):
        yield page
        assert said == []


@pytest.fixture
def stock(tmp_path: Path, fed: Fed, trustee: Page, script: Call) -> Stock:
    """A vote opened by the tool, with one trustee of the tool's and one who used our page."""
    found = Stock(tmp_path)
    keys = [found.make_trustee(), make_key(trustee, tmp_path / "mine")]
    voters = [script(f'ballot.credentialOf("{UUID}", "{code}")') for code in CODES]
    fed.election = found.open_ballot(uuid=UUID, trustees=keys, credentials=voters, questions=QUESTIONS)
    return found


def make_key(page: Page, kept: Path) -> str:
    """Make a key on the page, keep the private half, and bring the public one."""
    page.get_by_label("Your name").fill("Odile Gagnon")
    page.get_by_role("button", name="Make a key").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the private key").click()
    saved.value.save_as(kept)
    page.get_by_label("The file that you just saved").set_input_files(kept)
    page.get_by_role("button", name="Check the file").click()
    return page.get_by_label("Public part of your key").input_value()


def vote(browser: Browser, site: str, code: str, answers: list[list[str]]) -> None:
    """Cast a ballot as a member does, and see it confirmed."""
    with opened(browser, f"{site}/booth/", width=360) as (page, said):
        page.get_by_role("button", name="Begin").click()
        page.get_by_label("Voting code").fill(code.replace("-", " "))
        page.get_by_role("button", name="Continue").click()
        for question, ticks in zip(QUESTIONS, answers, strict=True):
            page.get_by_role("heading", name=str(question["question"])).wait_for()
            for tick in ticks:
                name = "Blank: none of these" if tick == "blank" else tick
                page.locator("section:not([hidden])").get_by_label(name, exact=True).check()
            page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Cast my ballot").click()
        page.get_by_role("heading", name="Your ballot is cast").wait_for()
        assert said == []


@pytest.mark.slow
def test_the_tool_accepts_the_vote_and_the_key_and_counts_what_was_ticked(
    browser: Browser, site: str, fed: Fed, stock: Stock, trustee: Page
) -> None:
    for voter, answers in VOTES:
        vote(browser, site, CODES[voter], answers)
    for ballot in fed.cast:
        stock.add("Ballot", ballot)
    stock.close()
    trustee.get_by_label("The archive of the vote (.bel)").set_input_files(stock.archive)
    trustee.get_by_label("Your private key").set_input_files(stock.folder / "mine")
    trustee.get_by_role("button", name="Compute my part").click()
    part = trustee.get_by_label("Your part, with its proof")
    part.wait_for()
    facts = {one.get_attribute("data-fact"): one.inner_text() for one in trustee.locator("[data-fact]").all()}
    assert facts | {"head": ""} == {
        "name": "Assemblée «été»", "entitled": "3", "received": "4", "counted": "3", "owner": "2", "head": ""
    }  # fmt: skip
    stock.decrypt(1)
    stock.add("PartialDecryption", part.input_value())
    assert stock.result() == COUNTS


@pytest.mark.slow
def test_the_tool_refuses_a_ballot_of_ours_once_a_digit_is_changed(
    stock: Stock, fed: Fed, script: Call
) -> None:
    choices = json.dumps([[1, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0]])
    ballot = script(f"ballot.makeBallot({json.dumps(fed.election)}, {json.dumps(CODES[0])}, {choices})")
    place = ballot.index('"response":"') + len('"response":"')
    stock.add("Ballot", ballot[:place] + str((int(ballot[place]) + 1) % 9 + 1) + ballot[place + 1 :])
    stock.add("EndBallots")
    with pytest.raises(Refused):
        stock.run("election", "verify")
