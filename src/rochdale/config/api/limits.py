"""How many requests a program may send in a minute, and how many wrong tokens a place may try.

Counted for all processes that serve, as the tries of passwords are (`config.tries`).
"""

from __future__ import annotations

import hashlib
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from rochdale.web.api.refusals import TooManyRequests

_MINUTE: Final = 60
WRONG_TOKENS_MAX: Final = 30


def count_request(request: HttpRequest) -> None:
    """Count a request for who sends it: a token, a session, or a place. Raises TooManyRequests."""
    _count("asked", _who(request), settings.API_REQUESTS_PER_MINUTE)


def _who(request: HttpRequest) -> str:
    """A made-up session is nobody's: it counts for the place that sends it. So do wrong tokens, further down."""
    shown = request.headers.get("Authorization")
    if shown:
        return hashlib.sha256(shown.encode()).hexdigest()
    return str(request.user.pk) if request.user.is_authenticated else _place(request)


def count_wrong_token(request: HttpRequest) -> None:
    """Count a token that opens nothing, for the place it came from. Raises TooManyRequests.

    A token that opens something is never kept waiting by those that guess beside it: chance finds none anyway.
    """
    _count("wrong", _place(request), WRONG_TOKENS_MAX)


def _count(what: str, who: str, most: int) -> None:
    second = int(timezone.now().timestamp())
    key = _key(what, who, second)
    cache.add(key, 0, timeout=2 * _MINUTE)
    if cache.incr(key) > most:
        raise TooManyRequests(seconds=_MINUTE - second % _MINUTE)


def _key(what: str, who: str, second: int) -> str:
    return f"api:{what}:{who}:{second // _MINUTE}"


def _place(request: HttpRequest) -> str:
    place: str = get_adapter(request).get_client_ip(request)
    return place
