"""The booth: one page on which a member fills in a ballot that is encrypted before it leaves the device.

`booth` takes a frozen value, so that the page does not know where the election comes from. The page sends the
ballot, byte for byte, as the body of one POST to `cast_url`. It expects `{"tracker": ...}`, the hash of what
arrived, or a refusal whose `detail` says in words what happened (RFC 9457).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from rochdale.assembly.queries import WORD_LANGUAGES, Paper, paper, word_list
from rochdale.assembly.queries import practice as practising

# A ballot of a hundred answers has some two hundred thousand bytes.
BALLOT_BYTES_MAX = 500_000
PROBLEM = "application/problem+json"
_YEAR_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Booth:
    """What the page is given.

    `credential` is the hash of this member's public credential (SHA-256 in Base64, of its decimal text): by it
    the page tells at once whether a voting code is the right one. Empty, only the form of a code is checked.
    `code` fills the field in, for practice alone. `check_url` is where a tracking number is looked up: the QR
    code of the receipt leads there. `closes_at` is until when one may vote, and vote again.
    """

    paper: Paper
    cast_url: str
    closes_at: datetime | None = None
    credential: str = ""
    code: str = ""
    check_url: str = ""
    is_practice: bool = False


def booth(request: HttpRequest, told: Booth) -> HttpResponse:
    """The page of a booth."""
    return render(request, "assembly/booth.html", {"booth": told, "paper": told.paper})


@require_safe
def practice(request: HttpRequest, *, ranks: bool = False) -> HttpResponse:
    """The booth with a made-up election, for whoever wants to try it; `ranks` where it asks for an order."""
    tried = practising.RANKING if ranks else practising.CHOOSING
    told = Booth(
        paper=paper(tried.election, language=get_language() or ""),
        cast_url=reverse("assembly:practice-ballot"),
        credential=tried.credential,
        code=practising.CODE,
        check_url=reverse("assembly:check"),
        is_practice=True,
    )
    return booth(request, told)


@require_POST
def practice_ballot(request: HttpRequest) -> HttpResponse:
    """Receive a practice ballot, say what arrived, and forget it."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if not 0 < length <= BALLOT_BYTES_MAX:
        words = _("This is no ballot, or one that is too large. Nothing was cast. Load the page again.")
        return JsonResponse(
            {"title": _("This is no ballot"), "detail": words, "status": 413},
            status=413,
            content_type=PROBLEM,
        )
    tracker = b64encode(hashlib.sha256(request.body).digest()).decode().rstrip("=")
    return JsonResponse({"tracker": tracker})


@require_safe
@cache_control(public=True, max_age=_YEAR_SECONDS, immutable=True)
@gzip_page  # there is nothing secret in it
def word_script(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """The words of tracking numbers in a language, as a module: the receipt tells them without asking with a number."""
    if language not in WORD_LANGUAGES:
        raise Http404
    script = f'export const list = "{" ".join(word_list(language))}".split(" ");\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
