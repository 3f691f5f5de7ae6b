"""Refusals on the wire: problem details of RFC 9457, in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.errors import Refusal
from rochdale.web.api.refusals import MethodNotAllowed, RequestInvalid, TooManyRequests
from rochdale.web.errors import SpokenRefusal, words_of

PROBLEM_TYPE: Final = "application/problem+json"
CONFLICT: Final = 409
TITLES: Final[dict[int, Promise]] = {
    400: _("The request cannot be read"),
    401: _("Show first who you are"),
    403: _("This is not yours to do"),
    404: _("This is not here"),
    405: _("Not in this way"),
    409: _("As things stand, this cannot be done"),
    413: _("The request is too large"),
    415: _("The request is of another kind"),
    422: _("The request has faults"),
    429: _("Too many requests"),
    500: _("Something broke on our side"),
}
# By how codes end, so that a new refusal of a room has its status without a word here.
_BY_ENDING: Final = (("_not_found", 404), ("_key_reused", 422))


# What is wrong with one value, by how pydantic's codes begin; the first that fits is taken.
_FAULTS: Final[tuple[tuple[str, Promise], ...]] = (
    ("missing", _("This is needed, and was not sent.")),
    ("extra_forbidden", _("Nothing of this name is taken here.")),
    ("string_too_long", _("This is too long.")),
    ("string_too_short", _("This is too short.")),
    ("string_pattern", _("This has signs that are not taken here.")),
    ("less_than", _("This is too much.")),
    ("greater_than", _("This is too little.")),
    ("date", _("This is not a date as 2026-01-31.")),
    ("uuid", _("This is not a UUID.")),
    ("int", _("This is not a whole number.")),
    ("literal", _("This is none of the words that are taken here.")),
    ("", _("This cannot be taken here.")),
)


def _told(fault: dict[str, str]) -> dict[str, str]:
    words = next(words for beginning, words in _FAULTS if fault["code"].startswith(beginning))
    return {"detail": str(words), **fault}


def code_of(refusal: type[Refusal] | Refusal) -> str:
    """The last word of a problem's type."""
    return refusal.code


def problem_type(code: str) -> str:
    """The address that names a kind of problem, and explains it."""
    return f"/problems/{code}"


def status_of(refusal: type[Refusal] | Refusal) -> int:
    """The status of an answer that refuses: the refusal's own, or by its code, or 409: things stand otherwise."""
    own: int | None = getattr(refusal, "status", None)
    if own is not None:
        return own
    found = (status for ending, status in _BY_ENDING if refusal.code.endswith(ending))
    return next(found, CONFLICT)


def problem(refusal: Refusal) -> HttpResponse:
    """The answer that says what happened, what did not, and what to do next."""
    status = status_of(refusal)
    told = words_of(refusal)
    body: dict[str, Any] = {
        "type": problem_type(refusal.code),
        "title": str(TITLES[status]),
        "status": status,
        "detail": " ".join(str(words) for words in (told.happened, told.unchanged) if words),
        "next_step": str(told.next_step),
    }
    if isinstance(refusal, RequestInvalid):
        body["faults"] = [_told(each) for each in refusal.faults]
    elif isinstance(refusal, SpokenRefusal) and (several := refusal.each_fault()):
        body["faults"] = several
    response = JsonResponse(body, status=status, content_type=PROBLEM_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    _write_headers(response, refusal, status)
    return response


def _write_headers(response: HttpResponse, refusal: Refusal, status: int) -> None:
    if status == 401:  # noqa: PLR2004  # RFC 9110, section 15.5.2
        response.headers["WWW-Authenticate"] = 'Bearer realm="rochdale"'
    if isinstance(refusal, TooManyRequests):
        response.headers["Retry-After"] = str(refusal.seconds)
    if isinstance(refusal, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(refusal.allowed)
