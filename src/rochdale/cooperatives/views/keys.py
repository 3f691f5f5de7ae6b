"""The key that a program sends with a request that writes, so that a repeated request does nothing twice."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest

from rochdale.cooperatives.views.visits import visit_of
from rochdale.web.api.refusals import KeyMalformed, KeyMissing

HEADER: Final = "Idempotency-Key"
PATTERN: Final = r"^[A-Za-z0-9_.:\-]{8,100}$"


def request_key(request: HttpRequest) -> str:
    """The key as it was sent. Raises KeyMissing, KeyMalformed."""
    key = request.headers.get(HEADER, "")
    if not key:
        raise KeyMissing
    if re.fullmatch(PATTERN, key, re.ASCII) is None:
        raise KeyMalformed
    return key


def key_of(request: HttpRequest) -> str:
    """The key for an action that keeps keys itself: two persons who chose the same one do not meet."""
    return f"api:{visit_of(request).person_id}:{request_key(request)}"
