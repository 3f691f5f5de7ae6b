"""Limits of their own for some acts: the same count as the pages keep, by the same names (`ACCOUNT_RATE_LIMITS`)."""

from __future__ import annotations

from typing import Final

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest

from rochdale.web.api.refusals import TooOften

_SECONDS: Final = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}


def take_turn(request: HttpRequest, *, action: str) -> None:
    """Count one more try from this place, pages and programs together. Raises TooOften."""
    if not ratelimit.consume(request, action=action):
        _most, unit, *_ = settings.ACCOUNT_RATE_LIMITS[action].split("/")
        raise TooOften(seconds=_SECONDS[unit])
