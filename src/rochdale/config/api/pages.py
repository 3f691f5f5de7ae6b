"""The API for people: its description as JSON and as a page, and a page for each kind of problem."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure as csrf_page
from django.views.decorators.http import require_safe
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error

from rochdale.config.api.described import description
from rochdale.config.api.problems import kinds, kinds_of
from rochdale.cooperatives.errors import NotLetIn
from rochdale.web.api import problem
from rochdale.web.api.refusals import BodyMalformed, BodyTooLarge, CsrfFailed, NotHere, ServerFault
from rochdale.web.http import refuse
from rochdale.web.values import Page

_BELOW = "/api/v1/"
PROBLEMS_PAGE = 150
_USUAL = 20  # a problem that so many operations know is told once


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API, for programs."""
    response = JsonResponse(description())
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The description of the API, for people: its parts."""
    groups, usual = _groups()
    parts = [(group, len(operations)) for group, operations in groups.items()]
    return render(request, "web/api/reference.html", {"parts": parts, "usual": usual})


@require_safe
def reference_part(request: HttpRequest, part: str) -> HttpResponse:
    """One part of it: every question and every verb."""
    groups, usual = _groups()
    if part not in groups:
        raise Http404
    context = {"part": part, "operations": groups[part], "usual": usual}
    return render(request, "web/api/part.html", context)


def _groups() -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """The operations by part, each with its own problems, and the problems that most of them know."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            groups.setdefault(told["tags"][0], []).append(_shown(path, method, told))
    told = [each for operations in groups.values() for each in operations]
    usual = [code for code in told[-1]["problems"] if sum(code in each["problems"] for each in told) > _USUAL]
    for each in told:
        each["problems"] = [code for code in each["problems"] if code not in usual]
    return groups, usual


def _shown(path: str, method: str, told: dict[str, Any]) -> dict[str, Any]:
    answers = told["responses"]
    return {
        "path": path,
        "method": method.upper(),
        "id": told["operationId"],
        "summary": told["summary"],
        "description": told["description"] if told["description"] != told["summary"] else "",
        "audience": told["x-audience"],
        "parameters": [each["name"] for each in told["parameters"] if each["name"] != "cooperative"],
        "problems": [
            type_.removeprefix("/problems/") for answer in answers.values() for type_ in _types(answer)
        ],
    }


def _types(answer: dict[str, Any]) -> list[str]:
    content = answer.get("content", {}).get("application/problem+json")
    if not content or "properties" not in content["schema"]:
        return []
    types: list[str] = content["schema"]["properties"]["type"]["enum"]
    return types


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Every kind of problem, by its code, page by page; a page that nobody has is the first."""
    found, asked = kinds(), request.GET.get("page", "")
    pages = -(-len(found) // PROBLEMS_PAGE)
    at = int(asked) if asked.isdecimal() and 1 <= int(asked[:4]) <= pages else 1
    context = {
        "kinds": found[(at - 1) * PROBLEMS_PAGE : at * PROBLEMS_PAGE],
        "page": Page(f"?page={at - 1}" if at > 1 else "", f"?page={at + 1}" if at < pages else ""),
    }
    return render(request, "web/api/problems.html", context)


@require_safe
def one_problem(request: HttpRequest, code: str) -> HttpResponse:
    """One kind of problem: what it means, and what to do."""
    found = kinds_of(code)
    if not found:
        raise Http404
    return render(request, "web/api/problem.html", {"code": code, "kinds": found})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address: a page, or below the API a problem."""
    return problem(NotHere()) if _is_below(request) else page_not_found(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for who asks: a page, or below the API a problem."""
    return problem(NotLetIn()) if _is_below(request) else permission_denied(request, exception)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing that could be read, or too much of it: a page, or below the API a problem."""
    if _is_below(request):
        return problem(BodyMalformed())
    if isinstance(exception, RequestDataTooBig):
        too_large = BodyTooLarge(bytes_max=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return refuse(request, too_large, status=too_large.status)
    return bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke: a page, or below the API a problem."""
    return problem(ServerFault()) if _is_below(request) else server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our pages: a page, or below the API a problem."""
    return problem(CsrfFailed()) if _is_below(request) else csrf_page(request, reason)


def _is_below(request: HttpRequest) -> bool:
    return request.path.startswith(_BELOW)
