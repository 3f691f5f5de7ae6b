"""The description of the API: OpenAPI 3.1, with every answer of every operation, refusals by their types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from rochdale.config.api.rooms import API, parameters_of
from rochdale.cooperatives.errors import (
    NotLetIn,
    NotSignedIn,
    OtherHat,
    RequestKeyReused,
    SecondFactorNeeded,
    SignInStale,
    TokenRefused,
)
from rochdale.cooperatives.views import audience_of, needs_proof, posts_by_itself
from rochdale.cooperatives.views.keys import HEADER, PATTERN
from rochdale.kernel.errors import Refusal
from rochdale.web.api import JSON, PROBLEM_TYPE, operation_told, problem_type, status_of
from rochdale.web.api.refusals import (
    BodyMalformed,
    BodyTooLarge,
    CsrfFailed,
    CursorUnreadable,
    KeyMalformed,
    KeyMissing,
    MediaTypeUnsupported,
    NotHere,
    RequestInvalid,
    TooManyRequests,
)

PREFIX: Final = "/api/v1/"
_OPEN: Final = (404, 409, 422)
_SLUG: Final = {
    "name": "cooperative",
    "in": "path",
    "required": True,
    "description": "The cooperative's name in addresses.",
    "schema": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60},
}
_KEY: Final = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "A new one for each act, the same one to try again: the act is done once.",
    "schema": {"type": "string", "pattern": PATTERN},
}
_PROBLEM: Final = {
    "title": "Problem",
    "description": "Why not, by RFC 9457, in the language that Accept-Language asks for.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "next_step"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, and what did not."},
        "next_step": {"type": "string", "description": "What to do now."},
        "faults": {
            "type": "array",
            "description": "Each thing that cannot be taken: where, as a pointer of RFC 6901, and what it is. "
            "Or each of several reasons, with its rule and its figures.",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {name: {"type": "string"} for name in ("in", "at", "code", "detail")},
            },
        },
    },
}
_DESCRIPTION: Final = (
    "The questions and verbs of a cooperative's pages, for programs. "
    "Amounts are whole minor units with a currency; dates are ISO 8601; ids are UUIDs. "
    "What is asked on a business day is done on that day."
)


@cache
def description() -> Mapping[str, Any]:
    """The whole description; the same for everybody."""
    schema: dict[str, Any] = dict(OpenAPISchema(API, PREFIX.strip("/") + "/"))
    schema["info"] = {
        "title": "Rochdale",
        "version": API.version,
        "description": _DESCRIPTION,
        "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    }
    for path, method, operation in operations():
        _finish(schema["paths"][path][method], path, operation)
    schemas = {name: _tidied(found) for name, found in schema["components"]["schemas"].items()}
    schema["components"] = {
        "schemas": {**schemas, "Problem": _PROBLEM},
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "An access token."},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        },
    }
    schema.pop("servers", None)
    return schema


def operations() -> Iterator[tuple[str, str, Operation]]:
    """Every operation with its path and method, as the description names them."""
    paths = iter(OpenAPISchema(API, PREFIX.strip("/") + "/")["paths"])
    drawn: dict[str, str] = {}
    for route, operation in routed():
        if route not in drawn:
            drawn[route] = next(paths)
        yield drawn[route], operation.methods[0].lower(), operation


def routed() -> Iterator[tuple[str, Operation]]:
    """Every operation with its route under the prefix, as its room wrote it, with the converters."""
    for bound in API._get_bound_routers():  # noqa: SLF001  # ninja gives no other way to them
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield f"{bound.prefix}/{path}", operation


def _finish(told: dict[str, Any], path: str, operation: Operation) -> None:
    known = operation_told(operation.view_func)
    assert known is not None
    audience = audience_of(operation.view_func)
    told["parameters"] = [_tidied(each) for each in told.get("parameters", [])]
    if "{cooperative}" in path:
        told["parameters"].insert(0, _SLUG)
    if known.is_verb and known.is_kept:
        told["parameters"].append(_KEY)
    told["security"] = [] if audience == "everyone" else [{"token": []}, {"session": []}]
    told["x-audience"] = audience.replace("`", "")
    own = told["responses"].pop(known.status)
    own["description"] = HTTPStatus(known.status).phrase
    own["content"] = {kind: _content(own, kind) for kind in known.media}
    if known.is_verb and known.is_kept:
        own["headers"] = {"Idempotent-Replay": {"schema": {"type": "string", "enum": ["true"]}}}
    told["responses"] = {str(known.status): own, **_problems(refusals_of(path, operation))}


def _content(own: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """An answer in one of its kinds; of a file, no more than what it is."""
    told: Mapping[str, Mapping[str, Any]] = own.get("content", {})
    return told[JSON] if kind == JSON else {"schema": {"contentMediaType": kind}}


def refusals_of(path: str, operation: Operation) -> tuple[type[Refusal], ...]:
    """Every way in which an operation may refuse: those of its room, and those of the reception before it."""
    known = operation_told(operation.view_func)
    assert known is not None
    found: list[type[Refusal]] = [TooManyRequests, RequestInvalid]
    found += [NotHere] if "{" in path else []
    audience = audience_of(operation.view_func)
    # A token that opens nothing is refused at an open door as well: who sends it should know.
    found += [NotSignedIn, TokenRefused] if "{cooperative}" in path else []
    if audience != "everyone":
        found += [NotLetIn, SecondFactorNeeded, OtherHat]
    if needs_proof(operation.view_func):
        found.append(SignInStale)
    if known.is_verb:
        found += [BodyMalformed, CsrfFailed, BodyTooLarge, MediaTypeUnsupported]
        found += [KeyMissing, KeyMalformed] if known.is_kept else []
        found += [RequestKeyReused] if known.is_kept and not posts_by_itself(operation.view_func) else []
    if "after" in parameters_of(operation):
        found.append(CursorUnreadable)
    return tuple(dict.fromkeys([*found, *known.refuses]))


def _problems(refusals: Iterable[type[Refusal]]) -> dict[str, Any]:
    """The answers that refuse, by status. Who names `Refusal` itself does an act of any room: its types are open."""
    by_status: dict[int, set[str]] = {}
    for refusal in refusals:
        if refusal is Refusal:
            by_status.update({status: set() for status in _OPEN})
        elif by_status.get(status_of(refusal)) != set():
            by_status.setdefault(status_of(refusal), set()).add(problem_type(refusal.code))
    return {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {PROBLEM_TYPE: {"schema": _problem(sorted(types))}},
        }
        for status, types in sorted(by_status.items())
    }


def _problem(types: list[str]) -> dict[str, Any]:
    whole: dict[str, Any] = {"allOf": [{"$ref": "#/components/schemas/Problem"}]}
    return whole | {"properties": {"type": {"type": "string", "enum": types}}} if types else whole


def _tidied(found: Any) -> Any:
    """Without the titles that only repeat a name."""
    if isinstance(found, dict):
        return {
            key: _tidied(value)
            for key, value in found.items()
            if not (
                key == "title" and isinstance(value, str) and "type" in found and "properties" not in found
            )
        }
    return [_tidied(each) for each in found] if isinstance(found, list) else found
