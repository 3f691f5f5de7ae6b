"""Books whose acts the record holds."""

from __future__ import annotations

import pytest

from ledger.books import Books, open_books


@pytest.fixture
def books(database: str, slug: str) -> Books:
    """A cooperative with its books open on one day."""
    return open_books(slug)
