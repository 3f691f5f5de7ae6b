"""The secret link of an applicant: opened once on a device, it stays there as a cookie and out of every address.

So it stands in no log, no history of other pages, and no Referer; the database holds its hash alone. A program
sends it in a header.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from rochdale.cooperatives.views import Visit
from rochdale.kernel.acting import Acting
from rochdale.membership.actions import APPLICANT
from rochdale.membership.queries import OpenedDocument

HEADER: Final = "Application-Token"
_COOKIE: Final = "rochdale_application"
_SECONDS: Final = 180 * 24 * 60 * 60
_LENGTH_MAX: Final = 100


def token_of(request: HttpRequest) -> str:
    """The link that this device has, empty for none."""
    return request.COOKIES.get(_COOKIE, "")[:_LENGTH_MAX]


def keep(request: HttpRequest, response: HttpResponse, visit: Visit, token: str) -> None:
    """Keep the link on this device, for the pages of joining alone."""
    response.set_cookie(
        _COOKIE,
        token[:_LENGTH_MAX],
        max_age=_SECONDS,
        path=f"/{visit.cooperative.slug}/join/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    response.headers["Referrer-Policy"] = "no-referrer"


def forget(response: HttpResponse, visit: Visit) -> None:
    """Let the device forget the link: an officer's goes on with the next applicant."""
    response.delete_cookie(_COOKIE, path=f"/{visit.cooperative.slug}/join/", samesite="Lax")


def applicant(visit: Visit) -> Acting:
    """Whoever holds the link acts, for the own application alone."""
    return Acting(
        cooperative_id=visit.cooperative.id,
        person_id=None,
        for_person_id=None,
        authority=APPLICANT,
        on=visit.today,
        at=visit.at,
    )


_SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def handed_over(document: OpenedDocument) -> HttpResponse:
    """A paper, to be saved and not to be shown: whatever it holds, it runs nothing here."""
    response = HttpResponse(document.content, content_type=document.media_type)
    name = f"{document.kind.value}.{_SUFFIXES[document.media_type]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
