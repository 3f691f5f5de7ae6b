"""Books of its own for each test, and raw connections inside them."""

from __future__ import annotations

import pytest

from ledger.books import Books, Raw, enter, open_books


@pytest.fixture
def books(database: str, slug: str) -> Books:
    """A cooperative with its books open on one day."""
    return open_books(slug)


@pytest.fixture
def raw(app: Raw, books: Books) -> Raw:
    """The application's role inside the cooperative, with nothing but SQL in its hands."""
    app.autocommit = True
    enter(app, books.id)
    return app
