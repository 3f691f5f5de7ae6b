"""What stands between a page and the wire: security headers, the language switch, the page of a refusal."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from rochdale.kernel.errors import Refusal
from rochdale.web.errors import words_of
from rochdale.web.values import Link

REFUSED_STATUS = 409
_YEAR_SECONDS = 365 * 24 * 60 * 60
# No nonce and no hash: a page has no inline script or style at all, so none can be smuggled in.
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# A worker is bound by the policy that its own file came with: ours may load our scripts, and send nothing.
_STATIC_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

Respond = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Middleware: a strict policy on every response, and no page of a book left in a shared browser's cache.

    A view that must differ sets its own header, which stays.
    """

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._respond(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class CompressedStatic(GZipMiddleware):
    """Middleware: styles and scripts travel compressed, to a telephone on a slow network in less than half the time.

    Pages do not: what is secret on a page could be guessed from how well it compresses beside what a stranger adds.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed where it is the whole of a text that everybody reads."""
        is_text = response.headers.get("Content-Type", "").startswith(("text/", "image/svg"))
        if (
            response.status_code != HTTPStatus.OK
            or not is_text
            or not request.path.startswith(settings.STATIC_URL)
        ):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def add_static_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:  # noqa: ARG001  # as WhiteNoise calls it
    """What every style, script and picture comes with. WhiteNoise asks for it, and gives the path and address."""
    for name, value in _STATIC_HEADERS.items():
        headers[name] = value


@require_safe
def switch_language(request: HttpRequest, language: str) -> HttpResponse:
    """Keep the language in a cookie and go back to the page it was asked from, if that is one of ours."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(local_path(request.GET.get("next", "")))
    keep_language(request, response, language)
    return response


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Let the pages that follow speak `language`, one of those that the program has, on this device."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR_SECONDS,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def local_path(path: str, default: str = "/") -> str:
    """`path` if it leads somewhere on this site and nowhere else, else `default`."""
    is_local = path.startswith("/") and path.isprintable() and url_has_allowed_host_and_scheme(path, None)
    return path if is_local else default


def refuse(
    request: HttpRequest, refusal: Refusal, *, back: Link | None = None, status: int = REFUSED_STATUS
) -> HttpResponse:
    """The page that says what happened, what did not, and what to do next. `back` is where one came from."""
    context = {"refused": words_of(refusal), "back": back}
    return render(request, "web/refused.html", context, status=status)
