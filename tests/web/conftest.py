"""The pages of `web` alone: their own addresses, no session, no cooperative, the catalogues compiled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

import rochdale
from browsing import serving_pages
from rochdale.web.catalogue import compile_catalogues
from web import page_settings


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


@pytest.fixture
def site(_alone: None) -> Iterator[str]:
    """The address of a server of these pages, for a browser."""
    with serving_pages() as address:
        yield address
