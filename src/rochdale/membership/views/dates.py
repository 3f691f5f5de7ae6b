"""Days that a page is asked for."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest


def day_asked(request: HttpRequest, name: str) -> date | None:
    """A day of the address; None where there is none, or it cannot be read."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
