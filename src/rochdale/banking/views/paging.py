"""Long statements, a page at a time: the place where the next page goes on, and the links to it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest

from rochdale.ledger.queries import StatementPage
from rochdale.web.values import Page

_SALT = "banking.statement"
Place = tuple[date, UUID, int, int]


def cursor_of(text: str) -> Place | None:
    """The place that a page's link names; it is signed, because it brings the balance along."""
    if not text:
        return None
    try:
        day, entry_id, line, minor = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return date.fromisoformat(day), UUID(entry_id), line, minor


def page_of(request: HttpRequest, page: StatementPage, after: Place | None) -> Page:
    """The links to the first page and the next one, for the same dates."""
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    first = f"?{urlencode(asked)}" if after else ""
    if page.next_after is None:
        return Page(previous=first)
    day, entry_id, line = page.next_after
    cursor = signing.dumps([day.isoformat(), str(entry_id), line, page.own_closing_minor], salt=_SALT)
    return Page(previous=first, next=f"?{urlencode(asked | {'after': cursor})}")
