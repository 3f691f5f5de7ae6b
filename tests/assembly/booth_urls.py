"""The booth as a later room may feed it: with an election of somebody else's, and a place that keeps what is cast."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.utils.translation import get_language

from rochdale.assembly.queries import paper
from rochdale.assembly.views import Booth, booth


@dataclass
class Fed:
    """What the page is given, what it sent, and how it is answered."""

    election: str = ""
    credential: str = ""
    check_url: str = ""
    cast: list[str] = field(default_factory=list)
    refusal: str = ""
    alters: bool = False


FED = Fed()


def shown(request: HttpRequest) -> HttpResponse:
    """The booth."""
    told = Booth(
        paper(FED.election, language=get_language() or ""), "/cast/", datetime(2027, 1, 1, 20, tzinfo=UTC),
        FED.credential, check_url=FED.check_url,
    )  # fmt: skip
    return booth(request, told)


def cast(request: HttpRequest) -> HttpResponse:
    """The place to which ballots are sent."""
    if FED.refusal:
        return JsonResponse({"detail": FED.refusal}, status=409, content_type="application/problem+json")
    FED.cast.append(request.body.decode())
    arrived = request.body + (b" " if FED.alters else b"")
    return JsonResponse({"tracker": b64encode(hashlib.sha256(arrived).digest()).decode().rstrip("=")})


urlpatterns = [
    path("booth/", shown),
    path("cast/", cast),
    path("vote/", include("rochdale.assembly.urls")),
    path("", include("rochdale.web.urls")),
]
