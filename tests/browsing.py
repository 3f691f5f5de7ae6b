"""A server of our pages for a browser, and the browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from types import MappingProxyType
from typing import Any, Literal
from unittest.mock import patch
from urllib.parse import urljoin
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from axe_core_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from needs import program

Scheme = Literal["light", "dark"]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()  # each answer has a thread of its own, and Django keeps one for each


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # named by its parent
        pass


@contextmanager
def serving_pages() -> Iterator[str]:
    """The address of a server of the pages that the settings name."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), _Threads, _Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which asks nothing of the network."""
    # Playwright keeps a loop running in this thread, which Django takes for a coroutine that would block; none does.
    allowed = patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="yes")
    with allowed, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program("chromium"), args=list(QUIET))
        yield started
        started.close()


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    language: str = "en",
    scheme: Scheme = "light",
    cookies: Mapping[str, str] = MappingProxyType({}),
    **options: Any,
) -> Iterator[tuple[Page, list[str]]]:
    """The page at `address` as a reader would have it, and what the browser's console says of it."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        locale=f"{language}-CA",
        color_scheme=scheme,
        **options,
    )
    context.add_cookies(
        [{"name": name, "value": value, "url": urljoin(address, "/")} for name, value in cookies.items()]
    )
    page, said = context.new_page(), []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    yield page, said
    context.close()


def follow(mark: Locator) -> None:
    """Press a mark that leads to another page, and wait for that page: until then a look would see the one left."""
    with mark.page.expect_navigation():
        mark.click()


_AXE = Axe()
# What passes is told in one line each, not mark by mark: it is long, and nobody reads it.
_FAULTS_ALONE = {"resultTypes": ["violations"]}


def axe_finds(page: Page, rules: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """What axe-core has against the page with all its details open: the rule, and the first marks that break it.

    All rules, or these alone.
    """
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return [
        (fault["id"], [node["html"] for node in fault["nodes"]][:3])
        for fault in _AXE.run(page, options=_FAULTS_ALONE | options)["violations"]
    ]
