"""Headers on every response, a language switch that never leaves the site, and refusals in words."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import ClassVar, cast

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.test import Client, RequestFactory
from django.utils import translation

from rochdale.kernel.errors import Refusal
from rochdale.money.errors import CurrenciesDiffer, TooManyDecimals
from rochdale.web.errors import SpokenRefusal, words_of
from rochdale.web.http import SecurityHeaders, local_path, refuse
from rochdale.web.values import Link


class DoorClosed(SpokenRefusal):
    """A refusal with words of its own."""

    code: ClassVar[str] = "door_closed"

    def message(self) -> str:
        return "The door is closed <today>."

    def next_step(self) -> str:
        return "Come back tomorrow."


class Unworded(Refusal):
    """A refusal that nobody gave words."""

    code: ClassVar[str] = "unworded"


def headers_of(client: Client, path: str) -> ResponseHeaders:
    response = client.get(path)
    response.close()  # a static file is left open otherwise
    return response.headers


def test_every_page_carries_a_strict_policy(client: Client) -> None:
    for path in ("/design", "/design/no-such", "/language/xx", "/static/web/rochdale.css"):
        headers = headers_of(client, path)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def body_of(client: Client, path: str, **sent: str) -> tuple[ResponseHeaders, bytes]:
    response = client.get(path, **sent)  # type: ignore[arg-type]  # headers as WSGI names them
    # Django's type allows for an asynchronous stream as well; a file's is none.
    parts = cast("Iterable[bytes]", response.streaming_content) if response.streaming else [response.content]
    body = b"".join(parts)
    response.close()
    return response.headers, body


def test_styles_and_scripts_travel_compressed_and_pages_do_not(client: Client) -> None:
    style = "/static/web/rochdale.css"
    _, plain = body_of(client, style)
    headers, small = body_of(client, style, HTTP_ACCEPT_ENCODING="br, gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    assert gzip.decompress(small) == plain
    assert len(small) < len(plain) / 2
    for path in ("/design", "/static/web/no-such.css"):
        headers, _ = body_of(client, path, HTTP_ACCEPT_ENCODING="gzip")
        assert "Content-Encoding" not in headers


def test_pages_stay_out_of_a_shared_cache_and_files_do_not(client: Client) -> None:
    assert client.get("/design").headers["Cache-Control"] == "private, no-store"
    assert "no-store" not in headers_of(client, "/static/web/rochdale.css").get("Cache-Control", "")


def test_a_view_may_set_its_own_header() -> None:
    own = HttpResponse(headers={"X-Frame-Options": "SAMEORIGIN", "Cache-Control": "public"})
    response = SecurityHeaders(lambda _: own)(HttpRequest())
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["Cache-Control"] == "public"


@pytest.mark.parametrize(
    "path",
    [
        "", "https://evil.example/",
        "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example",
        "javascript:alert(1)", "design", "http:/design", "/\t/evil.example", " //evil.example", "/\n//evil",
    ],
)  # fmt: skip
def test_the_switch_never_leaves_the_site(client: Client, path: str) -> None:
    response = client.get("/language/fr", {"next": path})
    assert response.status_code == 302
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/design", "/design?hat=officer&ground=dark", "/a/b#c"])
def test_the_switch_goes_back_to_where_it_was_asked(client: Client, path: str) -> None:
    assert client.get("/language/fr", {"next": path}).headers["Location"] == path
    assert local_path(path) == path


def test_the_switch_is_remembered(client: Client) -> None:
    assert client.get("/design").headers["Content-Language"] == "en"
    cookie = client.get("/language/fr").cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.get("/design").headers["Content-Language"] == "fr"


def test_an_unknown_language_is_no_page_and_a_post_is_not_allowed(client: Client) -> None:
    assert client.get("/language/xx").status_code == 404
    assert client.post("/language/fr").status_code == 405


def test_a_refusal_says_what_happened_and_what_to_do(rf: RequestFactory) -> None:
    response = refuse(rf.get("/pay"), DoorClosed(), back=Link("/pay", "Back to the form"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "The door is closed &lt;today&gt;." in page
    assert "Come back tomorrow." in page
    assert '<a class="button" href="/pay">Back to the form</a>' in page


def test_words_for_refusals_of_pure_rooms() -> None:
    refusal = TooManyDecimals(text="1.234", currency="CAD", decimals_max=2)
    assert words_of(refusal).happened == "“1.234” has more decimals than CAD knows; it has 2 at most."
    assert words_of(refusal).unchanged == "Nothing was changed."
    with translation.override("fr"):
        assert words_of(CurrenciesDiffer(left="CAD", right="USD")).happened == (
            "Un montant en CAD et un montant en USD ne peuvent pas se calculer ensemble."
        )


def test_a_refusal_without_words_is_told_by_its_code() -> None:
    assert words_of(Unworded()).happened == "The request was refused: unworded."
    assert words_of(Unworded()).next_step


def test_own_words_are_not_doubled() -> None:
    assert words_of(DoorClosed()).unchanged == ""
