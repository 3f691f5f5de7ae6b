"""The rooms' questions and verbs put together as one API, and what each of its addresses answers to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NoReturn, cast

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.parser import Parser
from ninja.types import DictStrAny

from rochdale.assembly import api as assembly
from rochdale.banking import api as banking
from rochdale.capital import api as capital
from rochdale.cooperatives import api as cooperatives
from rochdale.membership import api as membership
from rochdale.web.api import Routes
from rochdale.web.api.refusals import BodyMalformed, RequestInvalid

VERSION: Final = "1.0"
# Below /api/v1/<cooperative>/: a room that learns something new adds its routes here.
ROOMS: Final[tuple[Routes, ...]] = (
    cooperatives.ROUTES,
    *membership.ROUTES,
    capital.ROUTES,
    *banking.ROUTES,
    *assembly.ROUTES,
)
_FAULTS_TOLD: Final = 20
_DOORS: Final = "rochdale_doors"


class _Json(Parser):
    """Reads a body as JSON, and nothing else as anything."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body. Raises BodyMalformed, for one that is nested without end as well."""
        try:
            return cast("DictStrAny", json.loads(request.body, parse_constant=_refuse_constant))
        except (ValueError, RecursionError) as fault:
            raise BodyMalformed from fault


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _raise(request: HttpRequest, fault: Exception | type[Exception]) -> NoReturn:  # ninja's
    """Let the reception tell it, once everything is undone that was begun."""
    match fault:
        case ValidationError():
            raise RequestInvalid(faults=[_fault(each) for each in fault.errors[:_FAULTS_TOLD]]) from fault
        case HttpError():  # ninja says it of a body that cannot be read
            raise BodyMalformed from fault
        case _:
            raise fault


def _fault(found: Mapping[str, Any]) -> dict[str, str]:
    """Where something is wrong, as a pointer of RFC 6901, and what: the value itself is not repeated."""
    source, *place = found["loc"]
    # What a body's parameter is called in our code is no part of what was sent.
    parts = place[1:] if source == "body" else place
    pointer = "".join(f"/{str(part)[:100].replace('~', '~0').replace('/', '~1')}" for part in parts)
    return {"in": str(source), "at": pointer, "code": str(found["type"])}


def _api() -> NinjaAPI:
    api = NinjaAPI(
        title="Rochdale",
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=_Json(),
    )
    api.add_router("/", cooperatives.DIRECTORY.router)
    api.add_router("/vote/", assembly.LOOKUP.router)
    for routes in ROOMS:
        api.add_router("/{slug:cooperative}/", routes.router)
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, _raise)
    return api


API: Final = _api()


def urls() -> list[URLPattern | URLResolver]:
    """The addresses below `/api/v1/`."""
    found = [each for each in API.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for pattern in found:
        setattr(pattern.callback, _DOORS, _doors(pattern.callback))
    return [*found]


def _doors(view: Callable[..., object]) -> dict[str, Operation]:
    """The operations of one address by method, from the closure in which ninja keeps them."""
    cells: tuple[Any, ...] = getattr(view, "__closure__", None) or ()
    held = next(cell.cell_contents for cell in cells if isinstance(cell.cell_contents, PathView))
    return {method: operation for operation in held.operations for method in operation.methods}


def doors_of(view: Callable[..., object]) -> Mapping[str, Operation] | None:
    """The operations of an address of the API by method; None for a page."""
    found: Mapping[str, Operation] | None = getattr(view, _DOORS, None)
    return found


@cache
def parameters_of(operation: Operation) -> frozenset[str]:
    """What may stand behind the question mark of an operation's address."""
    names: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            names |= _names_in(model)
    return frozenset(names)


def _names_in(model: Any) -> set[str]:
    flat = getattr(model, "__ninja_flatten_map__", None)
    return {str(name) for name in flat} if flat else set(model.model_fields)


@cache
def takes_files(operation: Operation) -> bool:
    """Whether an operation takes a form with a file, and not JSON."""
    return any(model.__ninja_param_source__ == "file" for model in operation.models)
