"""What the screens of a meeting ask every few seconds where no stream tells them: are they out of date?

One question to the database in a second and for a meeting serves all who look, and no session is read: the address
itself, signed, says which meeting it is, and the answer tells nothing but that something happened. Streams are told
the same (`streams`). Why both: docs/internals/live.md.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from rochdale.assembly.queries.live import Screens, screens_of
from rochdale.tenancy.actions import inside

FRESH_SECONDS: Final = 1.0
_KEPT_MAX: Final = 1000


@dataclass(frozen=True, slots=True)
class _Known:
    at: float
    state: str


_known: dict[Screens, _Known] = {}
_asking = threading.Lock()


@never_cache
@require_safe
def look(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """The state of the screens of the meeting that an address names; when it changes they are out of date."""
    found = screens_of(token)
    if found is None:
        raise Http404
    return JsonResponse({"state": state_of(found)})


@never_cache
@require_GET
def refuse_stream(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """Where no stream is opened: for want of room, or under a server that has none. The screen asks instead."""
    if screens_of(token) is None:
        raise Http404
    return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)


def state_of(screens: Screens) -> str:
    """How the screens of a meeting stand, as it was known within the last second."""
    known = _known.get(screens)
    if known is not None and time.monotonic() - known.at < FRESH_SECONDS:
        return known.state
    # While one asks, the others are content with what was known a moment ago.
    if not _asking.acquire(blocking=known is None):
        assert known is not None, "only who knows something does not wait"
        return known.state
    try:
        return _asked_once(screens)
    finally:
        _asking.release()


def _asked_once(screens: Screens) -> str:
    known = _known.get(screens)
    if known is not None and time.monotonic() - known.at < FRESH_SECONDS:
        return known.state
    return state_now(screens)


def state_now(screens: Screens) -> str:
    """How the screens of a meeting stand, asked anew; who asks within the next second learns it too."""
    with inside(screens.cooperative_id):
        state = screens.state()
    if len(_known) >= _KEPT_MAX:
        _known.clear()
    _known[screens] = _Known(time.monotonic(), state)
    return state


def forget() -> None:
    """Forget what is known, as after a start."""
    _known.clear()
