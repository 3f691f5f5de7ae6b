"""Ballots and keys that our scripts make in a real browser, judged by a program that we did not write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assembly.booth_urls import Fed
from assembly.conftest import Call
from assembly.stock import Refused, Stock
from assembly.trustee_page import FIRST, THIRD, begin, deal, make_key, take
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
    voters = [script(f'ballot.credentialOf(group, "{UUID}", "{code}")') for code in CODES]
    fed.election = found.open_ballot(uuid=UUID, trustees=keys, credentials=voters, questions=QUESTIONS)
    return found


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
    trustee.get_by_role("region", name="Open the result").get_by_label(
        "The archive of the vote (.bel)"
    ).set_input_files(stock.archive)
    trustee.get_by_role("region", name="Open the result").get_by_label(
        "Your private key (.privkey)"
    ).set_input_files(stock.folder / "mine")
    trustee.get_by_role("button", name="Compute my part").click()
    part = trustee.get_by_label("Your part, with its proof")
    part.wait_for()
    facts = {
        one.get_attribute("data-fact"): one.inner_text()
        for one in trustee.get_by_role("region", name="Open the result").locator("[data-fact]").all()
    }
    assert facts | {"head": ""} == {
        "name": "Assemblée «été»", "entitled": "3", "received": "4", "counted": "3", "owner": "2",
        "shufflers": "", "head": "",
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


def shared_key(page: Page, stock: Stock) -> str:
    """Three trustees make a key of which two suffice; the answer is what the archive says of it."""
    certificates = [begin(page, place, stock.folder) for place in (1, 2, 3)]
    stock.write("certificates", "\n".join(certificates))
    dealings = [deal(page, place, stock.folder) for place in (1, 2, 3)]
    stock.write("dealings", "\n".join(dealings))
    shares = [take(page, place, stock.folder) for place in (1, 2, 3)]
    for place, share in enumerate(shares, start=1):
        stock.write(f"{place}.dkey", json.loads(share)["private_key"])
    body = {
        "threshold": 2,
        "certs": [json.loads(one) for one in certificates],
        "coefexps": [json.loads(one)["coefexps"] for one in dealings],
        "signatures": [json.loads(one)["signature"] for one in dealings],
        "verification_keys": [json.loads(one)["public_key"] for one in shares],
    }
    return json.dumps([["Pedersen", body]], separators=(",", ":"))


@pytest.mark.slow
def test_two_of_three_who_shared_a_key_on_our_page_open_the_vote(
    browser: Browser, site: str, fed: Fed, tmp_path: Path, trustee: Page, script: Call
) -> None:
    """One with our page, and one with the tool, which reads what our page closed for it."""
    stock = Stock(tmp_path)
    trustees = shared_key(trustee, stock)
    voters = [script(f'ballot.credentialOf(group, "{UUID}", "{CODES[0]}")')]
    fed.election = stock.open_ballot(uuid=UUID, trustees=trustees, credentials=voters, questions=QUESTIONS)
    vote(browser, site, CODES[0], [["Non"], ["A"], ["C"], ["A"]])
    stock.add("Ballot", fed.cast[0])
    stock.close()
    trustee.get_by_role("region", name="Open the result").get_by_label(
        "The archive of the vote (.bel)"
    ).set_input_files(stock.archive)
    trustee.get_by_role("region", name="Open the result").get_by_label(
        "Your private key (.privkey)"
    ).set_input_files(tmp_path / "3.share")
    trustee.get_by_role("button", name="Compute my part").click()
    part = trustee.get_by_label("Your part, with its proof")
    part.wait_for()
    stock.add("PartialDecryption", part.input_value())
    words = ("--key", "1.key", "--decryption-key", "1.dkey", "--trustee-id", "1")
    stock.add("PartialDecryption", stock.run("election", "decrypt-threshold", also=words))
    assert stock.result() == [[0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 1, 0]]


@pytest.mark.slow
def test_who_deals_or_certifies_falsely_is_named(tmp_path: Path, trustee: Page) -> None:
    stock = Stock(tmp_path)
    shared_key(trustee, stock)
    part = trustee.get_by_role("region", name=THIRD)
    dealings = (tmp_path / "dealings").read_text().splitlines()
    two = json.loads(dealings[1])
    two["secrets"][0], two["secrets"][2] = two["secrets"][2], two["secrets"][0]
    three, again = json.loads(dealings[2]), json.loads(deal(trustee, 3, tmp_path))
    faulty = [
        ("place 2 dealt is false", [dealings[0], json.dumps(two), dealings[2]]),
        ("place 1 dealt is false", [dealings[1], dealings[0], dealings[2]]),
        # Each part is the dealer's own, signed and closed as it should be; they do not belong together.
        ("place 3 dealt is false", [*dealings[:2], json.dumps(three | {"secrets": again["secrets"]})]),
        ("place 3 dealt is false", [*dealings[:2], json.dumps(three | {"signature": again["signature"]})]),
        ("not as many dealings", dealings[:2]),
    ]
    for said, lines in faulty:
        stock.write("spoilt", "\n".join(lines))
        part.get_by_label("Your file of the first round").set_input_files(tmp_path / "1.key")
        part.get_by_label("The dealings of all").set_input_files(tmp_path / "spoilt")
        part.get_by_role("button", name="Take my share").click()
        part.get_by_text(said).wait_for()
        assert not part.get_by_role("button", name="Save the private key").is_visible()
    certificates = (tmp_path / "certificates").read_text().splitlines()
    stock.write("swapped", "\n".join([certificates[0], certificates[2], certificates[1]]))
    part.get_by_label("The certificates of all").set_input_files(tmp_path / "swapped")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_text("The certificate in place 2 is false").wait_for()
    stock.write("broken", "\n".join([*certificates[:2], '{"message":"{"}']))
    part.get_by_label("The certificates of all").set_input_files(tmp_path / "broken")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_text("The certificate in place 3 is false").wait_for()
    stock.write("none.key", "none")
    part.get_by_label("Your file of the first round").set_input_files(tmp_path / "none.key")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_text("not the one of the first round").wait_for()
    stock.write("other.key", "123456789ABCDEFGHJKLMN")
    part.get_by_label("Your file of the first round").set_input_files(tmp_path / "other.key")
    part.get_by_label("The certificates of all").set_input_files(tmp_path / "certificates")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_text("None of these certificates is yours").wait_for()


def test_places_that_do_not_fit_begin_nothing(trustee: Page) -> None:
    part = trustee.get_by_role("region", name=FIRST)
    for place in ("", "0", "6"):
        part.get_by_label("Your place, from 1").fill(place)
        part.get_by_role("button", name="Begin").click()
        part.get_by_text("do not fit together").wait_for()
    assert not part.get_by_role("button", name="Save the private key").is_visible()
