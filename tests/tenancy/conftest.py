"""Two cooperatives, each with rows in most tables."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.books import DAY, Books, Raw, money, new_key, open_books
from rochdale.ledger import actions


def _lived(slug: str) -> Books:
    books = open_books(slug, [DAY, DAY + timedelta(days=1)])
    books.deposit("odile", "100.00")
    actions.reverse_entry(by=books.by, entry_id=books.deposit("rosaire", "5.00"), key=new_key())
    actions.close_days(by=books.by, through=DAY)
    hold_id = books.hold("odile", "10.00")
    actions.release_hold(by=books.by, hold_id=hold_id, amount_minor=money("4.00").minor)
    return books


@pytest.fixture
def ours(database: str, slug: str) -> Books:
    """The cooperative on our side of the wall."""
    return _lived(slug)


@pytest.fixture
def theirs(database: str, slug: str) -> Books:
    """The cooperative on the other side."""
    return _lived(f"{slug}-b")


@pytest.fixture
def raw(app: Raw) -> Raw:
    """The application's role, each statement a transaction of its own."""
    app.autocommit = True
    return app
