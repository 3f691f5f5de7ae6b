"""Receives programs: by a token or a browser's session, inside the wall, in one transaction, once for each key.

Who is let in is decided where it is decided for the pages (`cooperatives.views.verdict`). Every refusal is a
problem of RFC 9457: never a page, never a way to one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja.operation import Operation
from ninja.utils import check_csrf

from rochdale.config.api import limits
from rochdale.config.api.rooms import doors_of, parameters_of, takes_files
from rochdale.config.arrivals import cooperative_named, visit_by_session, visit_by_token
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotLetIn, NotSignedIn, TokenRefused
from rochdale.cooperatives.queries import Cooperative
from rochdale.cooperatives.views import Visit, admit_program, posts_by_itself
from rochdale.cooperatives.views.keys import request_key
from rochdale.kernel.errors import Refusal
from rochdale.membership.views.applications import secret_link
from rochdale.tenancy.actions import inside
from rochdale.web.api import BODY_BYTES_MAX, JSON, operation_told, problem
from rochdale.web.api.refusals import (
    BodyTooLarge,
    CsrfFailed,
    MediaTypeUnsupported,
    MethodNotAllowed,
    NotHere,
    RequestInvalid,
)
from rochdale.web.uploads import UPLOAD_BYTES_MAX

SLUG: Final = "cooperative"
REPLAYED: Final = "Idempotent-Replay"
MULTIPART: Final = "multipart/form-data"
_NOBODY: Final = UUID(int=0)
_APPLICANTS: Final = UUID("0199c0de-5a11-7000-8000-000000000065")
_BEARER: Final = "Bearer "


def is_for_programs(view: Callable[..., object]) -> bool:
    """Whether a view is one of the API."""
    return doors_of(view) is not None


def received(
    request: HttpRequest, view: Callable[..., HttpResponse], named: Mapping[str, Any]
) -> HttpResponse:
    """What the API answers to a request. By the time a refusal is told, what was begun is undone."""
    try:
        response = _received(request, view, named)
    except Refusal as refusal:
        return problem(refusal)
    except (Http404, PermissionDenied) as shut:
        return problem(NotHere() if isinstance(shut, Http404) else NotLetIn())
    except RequestDataTooBig:
        return problem(BodyTooLarge(bytes_max=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _received(
    request: HttpRequest, view: Callable[..., HttpResponse], named: Mapping[str, Any]
) -> HttpResponse:
    operation = _operation(request, view)
    limits.count_request(request)
    _refuse_form(request, operation)
    values = {name: value for name, value in named.items() if name != SLUG}

    def respond() -> HttpResponse:
        return view(request, **values)

    if SLUG not in named:
        return respond()
    cooperative = cooperative_named(named[SLUG])
    with timezone.override(ZoneInfo(cooperative.time_zone)):
        return _inside(request, cooperative, operation, respond)


def _operation(request: HttpRequest, view: Callable[..., object]) -> Operation:
    doors = doors_of(view)
    assert doors is not None
    operation = doors.get(request.method or "")
    if operation is None:
        raise MethodNotAllowed(allowed=sorted(doors))
    return operation


def _refuse_form(request: HttpRequest, operation: Operation) -> None:
    """Refuse what no room could read: too long a body, one of another kind, parameters that nobody knows."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    files = takes_files(operation)
    told = operation_told(operation.view_func)
    own = told.body_bytes_max if told else BODY_BYTES_MAX
    most = own + (UPLOAD_BYTES_MAX if files else 0)
    if length > most:
        raise BodyTooLarge(bytes_max=most)
    if request.method == "POST" and request.content_type != (MULTIPART if files else JSON):
        raise MediaTypeUnsupported(media_type=MULTIPART if files else JSON)
    unknown = sorted(set(request.GET) - parameters_of(operation))
    if unknown:
        raise RequestInvalid(faults=[_unknown(name) for name in unknown[:10]])


def _unknown(name: str) -> dict[str, str]:
    return {"in": "query", "at": f"/{name[:100]}", "code": "extra_forbidden"}


def _inside(
    request: HttpRequest, cooperative: Cooperative, operation: Operation, respond: Callable[[], HttpResponse]
) -> HttpResponse:
    told = operation_told(operation.view_func)
    once = told is not None and told.is_verb and told.is_kept
    alone = posts_by_itself(operation.view_func)
    try:
        with inside(cooperative.id):
            visit = _admitted(request, cooperative, operation)
            if once:
                request_key(request)
            if not alone:
                return _once(request, visit, respond) if once else respond()
    except TokenRefused:
        limits.count_wrong_token(request)
        raise
    return respond()


def _admitted(request: HttpRequest, cooperative: Cooperative, operation: Operation) -> Visit:
    visit = _visit(request, cooperative)
    request.rochdale = visit  # type: ignore[attr-defined]  # visit_of is the typed way to it
    admit_program(visit, operation.view_func, request.resolver_match.kwargs if request.resolver_match else {})
    by_browser = visit.token_id is None and visit.sign_in_id is not None
    if by_browser and request.method == "POST" and check_csrf(request) is not None:
        raise CsrfFailed
    return visit


def _visit(request: HttpRequest, cooperative: Cooperative) -> Visit:
    """By the token where there is one: a session that is sent along counts for nothing then."""
    shown = request.headers.get("Authorization", "")
    if not shown:
        return visit_by_session(request, cooperative)
    if not shown.startswith(_BEARER):
        raise NotSignedIn
    return visit_by_token(cooperative, shown.removeprefix(_BEARER).strip())


def _once(request: HttpRequest, visit: Visit, respond: Callable[[], HttpResponse]) -> HttpResponse:
    """Do what is asked and keep the answer under its key, or answer as before (INV-78)."""
    asked = cooperatives.Request(
        cooperative_id=visit.cooperative.id,
        person_id=_asker(request, visit),
        key=request_key(request),
        method=request.method or "",
        address=request.get_full_path(),
        body=_sent(request),
        at=visit.at,
    )
    earlier = cooperatives.recall_answer(request=asked)
    if earlier is not None:
        again = HttpResponse(earlier.content, status=earlier.status, content_type=JSON)
        again.headers[REPLAYED] = "true"
        return again
    response = respond()
    given = cooperatives.GivenAnswer(response.status_code, response.content.decode())
    cooperatives.keep_answer(request=asked, answer=given, days=settings.API_ANSWER_DAYS)
    return response


def _asker(request: HttpRequest, visit: Visit) -> UUID:
    """Whose key it is: keys of two persons do not meet, nor those of who holds two applications' secrets."""
    secret = request.headers.get(secret_link.HEADER, "")
    if secret:
        return uuid5(_APPLICANTS, f"{visit.person_id}:{secret}")
    return visit.person_id or _NOBODY


def _sent(request: HttpRequest) -> bytes:
    """All that a request brings; of a form with files what was typed, and a hash of each file."""
    if request.content_type != MULTIPART:
        return request.body
    sent = [f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values]
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            sent.append(f"{name}:{sha256(file.read()).hexdigest()}")
            file.seek(0)
    return "\0".join(sent).encode()
