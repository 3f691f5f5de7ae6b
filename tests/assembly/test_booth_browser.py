"""The booth as members have it: on a phone and at a desk, by thumb and by key, in both languages, light and dark."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from assembly.booth_urls import Fed
from assembly.conftest import Call
from browsing import Scheme, axe_finds, opened
from rochdale.assembly.queries import practice
from screens import Screen

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [
    (360, "fr", "light"),
    (360, "en", "dark"),
    (1280, "fr", "dark"),
    (1280, "en", "light"),
]
WEIGHT_MAX = 36_000  # of these some 7,500 are the list of words, which comes only once the ballot is cast


@pytest.fixture
def booth(browser: Browser, site: str, fed: Fed) -> Iterator[Screen]:
    """The booth as a later room may feed it, on a phone, in English."""
    fed.election, fed.credential = practice.ELECTION, practice.CREDENTIAL
    with opened(browser, f"{site}/booth/", width=360) as (page, said):
        yield Screen(page, f"{site}/booth/", (360, "en"), said)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def here(page: Page) -> str:
    """What stands over the step where one is."""
    return page.locator("section:not([hidden]) h2").inner_text()


def answered(page: Page) -> None:
    """From the welcome to the review."""
    press(page, "Begin")
    page.get_by_label("Voting code").fill(practice.CODE)
    press(page, "Continue")
    for answer in ("Yes", "Trees along the canal", "Malik Benali"):
        page.locator("section:not([hidden])").locator("label, .rank").filter(has_text=answer).click()
        press(page, "Continue")
    assert here(page) == "Is this your ballot?"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["", "ranking/"], ids=["choices", "ranking"])
@pytest.mark.parametrize("reader", READERS)
def test_every_step_of_practice_reads_well(
    browser: Browser, site: str, reader: tuple[int, str, Scheme], path: str
) -> None:
    width, language, scheme = reader
    with opened(browser, f"{site}/vote/practice/{path}", width=width, language=language, scheme=scheme) as (
        page,
        said,
    ):
        screen = Screen(page, site, (width, language), said)

        def look() -> None:
            screen.look()
            assert axe_finds(page) == []
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")

        def on(name: str) -> None:
            look()
            press(page, screen.words(name))

        on("Begin")
        on("Continue")
        for places in ([0], [3, 1], [-1]):
            marks = page.locator("[data-step=question]:not([hidden])").locator("label, .rank")
            for place in places:
                marks.nth(place).click()
            on("Continue")
        on("Cast my ballot")
        page.locator("[data-worded] span").first.wait_for()
        look()


def test_the_keyboard_is_enough(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/practice/") as (page, _):
        press_key = page.keyboard.press
        page.get_by_role("button", name="Begin").focus()
        press_key("Enter")
        assert page.evaluate("document.activeElement.textContent") == "Your voting code"
        press_key("Tab")
        press_key("Enter")
        page.locator("#question-1:focus").wait_for()
        press_key("Tab")
        press_key("ArrowDown")
        press_key("Tab")
        press_key("Enter")
        page.locator("#question-2:focus").wait_for()
        for _ in range(3):
            press_key("Tab")
        press_key("Space")
        for _ in range(4):
            press_key("Tab")
        press_key("Enter")
        page.locator("#question-3:focus").wait_for()
        press_key("Tab")
        press_key("Space")
        press_key("Tab")
        press_key("Enter")
        page.get_by_role("heading", name="Is this your ballot?").wait_for()
        assert page.locator("[data-reviewed] li").all_inner_texts() == [
            "No", "The repair workshop", "Rosalie Tremblay"
        ]  # fmt: skip


def test_what_cannot_be_cast_is_said_where_it_stands(booth: Screen, fed: Fed) -> None:
    page = booth.page
    press(page, "Begin")
    field = page.get_by_label("Voting code")
    for typed, said in [
        ("", "This is no voting code"),
        (practice.CODE[:-1], "This is no voting code"),
        (practice.CODE.replace("7", "0"), "This is no voting code"),
        (practice.CODE.swapcase().replace("O", "P"), "This is not your code"),
    ]:
        field.fill(typed)
        press(page, "Continue")
        page.get_by_text(said).wait_for()
    field.fill(practice.CODE)
    press(page, "Continue")
    press(page, "Continue")
    assert page.get_by_role("alert").inner_text() == "Not yet: Choose one answer."
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    for answer in ("The repair workshop", "A ramp for the library", "Trees along the canal"):
        page.get_by_label(answer).check()
    page.get_by_label("A van for the volunteer drivers").check()
    press(page, "Continue")
    assert page.get_by_role("alert").inner_text() == "Not yet: Tick from 1 to 3 answers, or a blank vote."
    page.locator("section:not([hidden])").get_by_label("Blank: none of these").check()
    assert page.locator("section:not([hidden]) input:checked").count() == 1
    page.get_by_label("The repair workshop").check()
    assert page.locator("section:not([hidden]) input:checked").count() == 1
    assert fed.cast == []


def test_a_way_back_loses_nothing_and_a_change_returns_to_the_review(booth: Screen) -> None:
    page = booth.page
    answered(page)
    page.go_back()
    assert here(page) == "Who shall represent us at the federation?"
    assert page.get_by_label("Malik Benali").is_checked()
    press(page, "Back")
    assert here(page) == "Which projects shall the community fund support this year?"
    page.go_forward()
    page.go_forward()
    page.get_by_role("button", name="Change").first.click()
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    assert here(page) == "Is this your ballot?"
    assert page.locator("[data-reviewed] li").first.inner_text() == "No"


def test_an_impatient_thumb_skips_no_question_and_casts_once(booth: Screen, fed: Fed) -> None:
    page = booth.page
    page.evaluate(
        "document.querySelector('[data-next]').click(), document.querySelector('[data-next]').click()"
    )
    page.get_by_role("heading", name="Your voting code").wait_for()
    page.go_back()
    answered(page)
    page.evaluate(
        "document.querySelector('[data-send]').click(), document.querySelector('[data-send]').click()"
    )
    page.get_by_role("heading", name="Your ballot is cast").wait_for()
    assert len(fed.cast) == 1


def test_a_ballot_that_did_not_arrive_is_sent_again_and_is_the_same(booth: Screen, fed: Fed) -> None:
    page = booth.page
    answered(page)
    sent: list[str | None] = []
    page.route("**/cast/", lambda route: (sent.append(route.request.post_data), route.abort())[1])
    press(page, "Cast my ballot")
    page.get_by_text("could not be delivered").wait_for()
    page.unroute("**/cast/")
    press(page, "Cast my ballot")
    page.get_by_role("heading", name="Your ballot is cast").wait_for()
    assert fed.cast == sent
    booth.said.clear()  # the browser has noted that a request was stopped


def test_a_refusal_is_shown_in_its_words_and_another_tracker_gives_the_alarm(booth: Screen, fed: Fed) -> None:
    page = booth.page
    answered(page)
    fed.refusal = "The vote closed at 20:00. Your ballot was not cast."
    press(page, "Cast my ballot")
    page.get_by_text(fed.refusal).wait_for()
    fed.refusal, fed.alters = "", True
    press(page, "Cast my ballot")
    page.get_by_text("What arrived is not what this device sent").wait_for()
    assert here(page) == "Is this your ballot?"


def test_the_receipt_names_the_ballot_that_was_cast_and_stays(booth: Screen, fed: Fed, script: Call) -> None:
    page = booth.page
    answered(page)
    press(page, "Cast my ballot")
    page.get_by_role("heading", name="Your ballot is cast").wait_for()
    (ballot,) = fed.cast
    number = " ".join(page.locator("[data-number]").inner_text().split())
    assert number == script(f"tracking.trackingNumber({json.dumps(ballot)})")
    page.get_by_text("The whole tracker").click()
    assert page.locator("[data-tracker]").inner_text() == script(f"sha256.base64({json.dumps(ballot)})")
    page.go_back()
    assert here(page) == "Your ballot is cast"
    assert page.locator("input:checked").count() == 0
    assert page.locator("#code").input_value() == ""
    page.emulate_media(media="print")
    assert page.locator("[data-number]").is_visible()
    assert page.locator("[data-worded] span").count() == 8
    assert page.locator("[data-worded]").is_visible()
    assert page.locator("svg.qr").is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()


def test_the_code_to_photograph_leads_to_where_a_number_is_looked_up(
    browser: Browser, site: str, fed: Fed, script: Call
) -> None:
    fed.election, fed.check_url = practice.ELECTION, "/vote/check/"
    with opened(browser, f"{site}/booth/") as (page, _):
        answered(page)
        press(page, "Cast my ballot")
        page.get_by_role("heading", name="Your ballot is cast").wait_for()
        number = "".join(page.locator("[data-number]").inner_text().split())
        drawn = page.locator("[data-qr]").get_attribute("d")
        assert drawn == script(f"qr.path('{site}/vote/check/?number={number}')")
        assert (
            page.get_by_role("link", name="Look up a tracking number").get_attribute("href") == "/vote/check/"
        )


def test_a_ballot_names_neither_the_member_nor_the_code(booth: Screen, fed: Fed) -> None:
    page = booth.page
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url + (request.post_data or "")))
    answered(page)
    press(page, "Cast my ballot")
    page.get_by_role("heading", name="Your ballot is cast").wait_for()
    assert list(json.loads(fed.cast[0])) == [
        "election_uuid", "election_hash", "credential", "answers", "signature"
    ]  # fmt: skip
    assert not [sent for sent in requests if practice.CODE in sent or "Malik" in sent]


def test_a_letter_s_code_comes_by_the_address_and_leaves_it(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/practice/#{practice.CODE.replace('7', '8')}") as (page, _):
        assert page.locator("#code").input_value() == practice.CODE.replace("7", "8")
        assert page.url == f"{site}/vote/practice/"


def test_without_scripts_the_page_can_be_read_and_says_what_needs_them(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/practice/", java_script_enabled=False) as (page, _):
        assert page.get_by_role("heading", name="Voting here needs JavaScript").is_visible()
        assert page.get_by_role("listitem").filter(has_text="Trees along the canal").is_visible()
        assert not page.get_by_role("button").all()


# A worker that never begins, as in browsers that know none made of modules.
NO_WORKER = """window.Worker = class {
    constructor() { setTimeout(() => this.onerror(new Event('error', { cancelable: true }))); }
    postMessage() {}
    terminate() {}
}"""


@pytest.mark.parametrize("path", ["", "ranking/"])
def test_where_a_browser_has_no_module_workers_the_page_computes_itself(
    browser: Browser, site: str, path: str
) -> None:
    with opened(browser, f"{site}/vote/practice/{path}") as (page, _):
        page.add_init_script(NO_WORKER)
        page.reload()
        answered(page)
        press(page, "Cast my ballot")
        page.get_by_role("heading", name="Your practice ballot arrived").wait_for()


def test_a_device_that_cannot_lock_a_ballot_says_so_at_once(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/practice/") as (page, _):
        page.route(
            "**/booth_worker.js", lambda route: route.fulfill(body="import {", content_type="text/javascript")
        )
        page.reload()
        press(page, "Begin")
        press(page, "Continue")
        page.get_by_text("This device could not lock the ballot").wait_for()
        assert here(page) == "Your voting code"
        assert page.get_by_role("button", name="Continue").get_attribute("aria-disabled") is None


def test_a_browser_too_old_for_the_script_is_told(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/vote/practice/") as (page, _):
        page.route(
            "**/booth.js", lambda route: route.fulfill(body="import {", content_type="text/javascript")
        )
        page.reload()
        assert page.get_by_text("this browser cannot lock a ballot").is_visible()
        page.unroute("**/booth.js")
        page.reload()
        assert not page.get_by_text("this browser cannot lock a ballot").is_visible()


def long_election(language: str) -> str:
    """Three questions with ten answers each, all of them in two languages, none of them short."""
    words = [
        (f"Who shall represent us at the federation for the term of {2027 + place}?",
         [f"Marie-Josephe Lachance-Gagnon {answer}" for answer in range(10)])
        for place in range(3)
    ]  # fmt: skip
    told = json.loads(practice.ELECTION)
    told["questions"] = [
        {"answers": answers, "blank": True, "min": 1, "max": 3, "question": asked} for asked, answers in words
    ]
    questions = [{"question": asked, "answers": answers} for asked, answers in words]
    told["translations"] = {language: {**told["translations"]["fr"], "questions": questions}}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False)


def weigh(page: Page, address: str, walk: Callable[[], None], language: str) -> dict[str, int]:
    """What a member loads from the first page to the receipt, by address."""
    arrived: set[str] = set()

    def note(response: Response) -> None:
        if re.match(r"text/(html|javascript)", response.headers.get("content-type", "")):
            arrived.add(response.url)

    page.context.on("response", note)
    page.goto(address)
    walk()
    page.locator("[data-worded] span").first.wait_for()
    return {url: on_the_wire(url, language) for url in sorted(arrived)}


def on_the_wire(url: str, language: str) -> int:
    """How many bytes a browser is sent; asked again, because a browser tells only what it unpacked."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", "Accept-Language": language})  # noqa: S310  # ours
    with urllib.request.urlopen(asked, timeout=20) as response:  # noqa: S310  # ours
        return len(response.read())


@pytest.mark.parametrize("path", ["/vote/practice/", "/booth/", "/vote/practice/ranking/"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_and_its_scripts_are_light(
    browser: Browser, site: str, fed: Fed, path: str, language: str
) -> None:
    """Bytes of the page and of every script of a whole vote, as they travel. The stylesheet is that of all pages, and
    was loaded before; /booth/ is a vote of three questions with ten answers each.
    """
    fed.election = long_election(language)

    def walk() -> None:
        page.locator("[data-next]").first.click()
        page.locator("#code").fill(practice.CODE)
        for number in (1, 2, 3):
            page.locator("[data-walk] [data-next]").click()
            page.locator(f"#question-{number}:focus").wait_for()
            page.locator("section:not([hidden])").locator("label, .rank").first.click()
        page.locator("[data-walk] [data-next]").click()
        page.locator("[data-send]").click()

    with opened(browser, "about:blank", language=language) as (page, _):
        loaded = weigh(page, site + path, walk, language)
        modules = {url.rpartition("/")[2] for url in loaded}
        assert {"booth.js", "booth_worker.js", "group.js", "qr.js", f"{language}.js"} <= modules
        assert (
            ("ranking.js" in modules)
            is ("booth_ranking.js" in modules)
            is (path == "/vote/practice/ranking/")
        )
        assert sum(loaded.values()) < WEIGHT_MAX, loaded
