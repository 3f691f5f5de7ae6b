"""What the base page needs to know about the request: whose book it is, who reads it, in which language.

It reads only attributes that others put on the request (`request.rochdale`, absent or partial is fine), so
this room stays below all that knows members and cooperatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from rochdale.web import formatting
from rochdale.web.values import Link, Words

PRODUCT = "Rochdale"


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language one could read instead, named in itself."""

    tag: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the book: whose it is, who reads it, and which hat they wear.

    `office` is the officer's hat ("Teller"), empty for a member; `keyboard` says whether single-key shortcuts
    may be offered. Who has two hats is shown which one is on (`hat`), and sends `other_hat` to `hat_href` to
    change it. `second_factor_href` leads an officer to the second factor that the office waits for. `steady` is set
    where forms are sent only while the server answers and what is typed is kept in the tab: for whom, in letters
    that name nobody.
    """

    name: Words
    home: str
    language: str
    other_languages: Sequence[OtherLanguage]
    person: Words = ""
    person_href: str = ""
    office: Words = ""
    business_date: date | None = None
    search: str = ""
    sign_in: str = ""
    sign_out: str = ""
    keyboard: bool = False
    hat: Words = ""
    other_hat: str = ""
    other_hat_name: Words = ""
    hat_href: str = ""
    second_factor_href: str = ""
    steady: str = ""


def page(request: HttpRequest) -> dict[str, Any]:
    """`head` and `navigation` for every template. A view overrides `navigation` by giving its own."""
    known = getattr(request, "rochdale", None)
    head = _head(request, known)
    links = getattr(known, "navigation", ())
    return {"head": head, "navigation": _marked(links, str(head.home), request.path)}


def _marked(links: Sequence[Link], home: str, path: str) -> list[Link]:
    """The links with the place marked where one is: the one whose address begins the path and is longest."""
    begun = [href for link in links for href in _hrefs(link) if path.startswith(href) and href != home]
    here = max(begun, key=len, default=home if path == home else "")
    return [
        replace(
            link,
            current=bool(here) and here in _hrefs(link),
            within=tuple(replace(each, current=each.href == here) for each in link.within),
        )
        for link in links
    ]


def _hrefs(link: Link) -> set[str]:
    return {link.href, *(each.href for each in link.within)}


def _head(request: HttpRequest, known: object) -> Head:
    told = {
        ours: getattr(known, theirs)
        for ours, theirs in _TOLD.items()
        if getattr(known, theirs, None) is not None
    }
    return Head(
        **{"name": PRODUCT, "home": "/"} | told,
        language=formatting.language_tag(formatting.locale_of(get_language() or settings.LANGUAGE_CODE)),
        other_languages=_other_languages(request),
    )


_TOLD = {
    "name": "cooperative_name",
    "home": "home_url",
    "person": "person_name",
    "person_href": "person_url",
    "office": "office_name",
    "business_date": "business_date",
    "search": "search_url",
    "sign_in": "sign_in_url",
    "sign_out": "sign_out_url",
    "keyboard": "keyboard",
    "hat": "hat_name",
    "other_hat": "other_hat",
    "other_hat_name": "other_hat_name",
    "hat_href": "hat_url",
    "second_factor_href": "second_factor_url",
    "steady": "steady",
}


def _other_languages(request: HttpRequest) -> list[OtherLanguage]:
    here = urlencode({"next": request.get_full_path()})
    return [
        OtherLanguage(code, name, f"{reverse('web:language', args=[code])}?{here}")
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
