"""Lists by pages: a page begins after the last line seen, which the address names."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from rochdale.web.values import Page


def after_of(request: HttpRequest) -> UUID | None:
    """The last line seen; one that cannot be read starts again from the first page."""
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


def page_after(here: str, after: UUID | None, next_after: UUID | None) -> Page:
    """The links to the first page and the next one."""
    following = f"{here}?{urlencode({'after': next_after})}" if next_after else ""
    return Page(previous=here if after else "", next=following)
