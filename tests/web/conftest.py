"""The pages of `web` alone: their own addresses, no session, no cooperative, the catalogues compiled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django.fixtures import Settings

import rochdale
from needs import program
from rochdale.web.catalogue import compile_catalogues
from web import page_settings

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_catalogues(Path(rochdale.__file__).parent / "locale")


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> Iterator[None]:
    for name in ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "TIME_ZONE"):
        setattr(settings, name, getattr(page_settings, name))
    settings.SECURE_SSL_REDIRECT = False
    with translation.override("en"):
        yield


@pytest.fixture
def client() -> Client:
    """A reader without a session."""
    return Client()


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # named by its parent
        pass


@pytest.fixture
def site(_alone: None) -> Iterator[str]:
    """The address of a server of these pages, for a browser."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), _Threads, _Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which asks nothing of the network."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program("chromium"), args=list(QUIET))
        yield started
        started.close()
