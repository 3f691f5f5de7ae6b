"""Live screens in Chromium before a real program: told by a stream, and asking where none comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browsing import opened
from config.killing import run
from config.streaming import PROGRAM, Meeting, meeting_of, served
from needs import needs_program

pytestmark = [pytest.mark.slow, pytest.mark.browser, needs_program("chromium")]
LIVE, STREAM = "**/vote/live/**", "**/vote/stream/**"
STATE = "document.querySelector('[data-live]').dataset.state"
MEMBERS = 6


@pytest.fixture(scope="module")
def meeting() -> Iterator[Meeting]:
    with meeting_of(MEMBERS) as under_way:
        yield under_way


@pytest.fixture(scope="module")
def port(meeting: Meeting) -> Iterator[int]:
    with served(meeting) as (_program, open_at):
        yield open_at


@contextmanager
def _screen(browser: Browser, meeting: Meeting, port: int, path: str, member: int = 0) -> Iterator[Page]:
    address = f"http://127.0.0.1:{port}/{meeting.slug}/meetings/1/{path}"
    with opened(browser, address, cookies={"sessionid": meeting.sessions[member]}) as (page, _said):
        yield page


def _await_other_state(page: Page, before: str) -> None:
    page.wait_for_function(f"before => {STATE} !== before", arg=before)


def test_the_wall_changes_when_it_is_told_and_asks_nothing(
    browser: Browser, meeting: Meeting, port: int
) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    with _screen(browser, meeting, port, "wall/") as page:
        page.route(LIVE, refuse)
        with page.expect_response(STREAM) as stream:
            page.reload()
        assert stream.value.status == 200
        before = page.evaluate(STATE)
        meeting.come(port, 1)
        page.wait_for_function(f"before => {STATE} !== before", arg=before, timeout=5_000)
        assert asked == []


def test_where_the_stream_is_refused_the_wall_asks(browser: Browser, meeting: Meeting, port: int) -> None:
    with _screen(browser, meeting, port, "wall/") as page:
        page.route(STREAM, lambda route: route.fulfill(status=503))
        page.reload()
        before = page.evaluate(STATE)
        meeting.come(port, 2)
        with page.expect_response(LIVE):
            _await_other_state(page, before)


def test_where_something_keeps_the_stream_back_the_wall_asks(
    browser: Browser, meeting: Meeting, port: int
) -> None:
    with _screen(browser, meeting, port, "wall/") as page:
        page.clock.install()
        page.route(STREAM, lambda _route: None)  # a proxy that waits for the end
        page.reload()
        before = page.evaluate(STATE)
        meeting.come(port, 3)
        with page.expect_response(LIVE):
            page.clock.fast_forward(9_000)
            page.clock.fast_forward(6_000)
            _await_other_state(page, before)


def test_who_has_chosen_something_is_told_and_loses_nothing(
    browser: Browser, meeting: Meeting, port: int
) -> None:
    meeting.come(port, 4)
    meeting.come(port, 5)
    with (
        _screen(browser, meeting, port, "now/", 4) as choosing,
        _screen(browser, meeting, port, "now/", 5) as looking,
    ):
        choice = choosing.locator("[name=vote1-choice][value=no]")
        choice.check()
        before = looking.evaluate(STATE)
        run(meeting.home, PROGRAM, "read")  # the vote is closed
        _await_other_state(looking, before)
        expect(looking.locator("[name=vote1-choice]")).to_have_count(0)
        expect(choosing.locator("[data-live-news]")).to_be_visible()
        expect(choice).to_be_checked()
        choosing.locator("[data-live-news] button").click()
        expect(choosing.locator("[name=vote1-choice]")).to_have_count(0)
