"""The trustee's page: makes a key and a share of a decryption in the browser, and sends nothing anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Tighter than every other page: once it has come, this one can neither load nor send anything, nor be made to.
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@require_safe
def trustee(request: HttpRequest) -> HttpResponse:
    """The page on which a trustee makes a key, and later shuffles rankings and helps to open the result."""
    response = render(request, "assembly/trustee.html")
    response.headers["Content-Security-Policy"] = POLICY
    return response
