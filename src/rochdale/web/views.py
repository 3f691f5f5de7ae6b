"""The design system shown with specimens: every component on one page, and whole screens made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rochdale.web import context, samples

_GROUNDS = ("light", "dark")
_SCREENS: dict[str, Callable[[], dict[str, Any]]] = {
    "member": samples.member,
    "statement": samples.statement,
    "counter": samples.counter,
    "confirm": samples.confirm,
    "meeting": samples.meeting,
    "wall": samples.wall,
}


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every token and component in use. `?ground=dark`, `?hat=officer` show the other sides."""
    as_officer = request.GET.get("hat") == "officer"
    return render(request, "web/design/design.html", _told(request, as_officer) | samples.design())


@require_safe
def screen(request: HttpRequest, screen: str) -> HttpResponse:
    """One whole screen made of the components."""
    make = _SCREENS.get(screen)
    if make is None:
        raise Http404
    as_officer = screen in {"counter", "confirm"}
    return render(request, f"web/design/{screen}.html", _told(request, as_officer) | make())


def _told(request: HttpRequest, as_officer: bool) -> dict[str, Any]:  # noqa: FBT001
    head = context.page(request)["head"]
    ground = request.GET.get("ground", "")
    return {
        "head": replace(head, **samples.head(as_officer=as_officer)),
        "navigation": samples.navigation(as_officer=as_officer),
        "ground": ground if ground in _GROUNDS else "",
        "as_officer": as_officer,
    }
