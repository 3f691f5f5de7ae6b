"""A walk through the pages: from where each kind of person begins, along every link, as far as links lead.

Nothing here knows what pages there are: what no link leads to is not found, and a test says so.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http import Http404
from django.test import Client
from django.urls import resolve

SEEN_OF_A_ROUTE = 30
SEEN_FROM_A_ROUTE = 9
PAGES_MAX = 3000
_LEADS_AWAY = ("/account/logout/", "/language/", "/static/", "/hat/")


class _Page(HTMLParser):
    """The addresses that a page links to, and those to which its forms are sent."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "a" and known.get("href"):
            self.links.append(known["href"] or "")
        for name in ("action", "formaction"):
            if known.get(name):
                self.forms.append(known[name] or "")


def _here(hrefs: list[str], at: str) -> list[str]:
    """Where addresses on a page lead on this site, without their fragments."""
    places = [urlsplit(urljoin(f"http://testserver{at}", href)) for href in hrefs]
    return [
        place.path + (f"?{place.query}" if place.query else "")
        for place in places
        if place.netloc == "testserver"
    ]


def route_of(address: str) -> str:
    """The pattern that an address belongs to, as docs/reference/permissions.md writes it. Raises Http404."""
    return _route(urlsplit(address).path)


@lru_cache(maxsize=20_000)
def _route(path: str) -> str:
    return "/" + resolve(path).route.replace("<slug:cooperative>", "<cooperative>")


@dataclass
class Walk:
    """What one person has come to see: the pages by their route, and whatever went wrong on the way.

    `others` are routes that answer with a paper or lead elsewhere, and those to which a form is sent.
    """

    who: str
    client: Client
    pages: dict[str, list[str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def from_(self, *starts: str) -> Walk:
        """Walk on from some addresses until there is nothing new to see."""
        waiting, known, dice = list(starts), set(starts), random.Random(1844)
        while waiting and len(known) < PAGES_MAX:
            # In no order: the first pages of a kind that one comes by are much alike.
            address = waiting.pop(dice.randrange(len(waiting)))
            for link in self._looks_at(address):
                if link not in known and self._is_worth_a_look(link, address):
                    known.add(link)
                    waiting.append(link)
        return self

    def _is_worth_a_look(self, link: str, at: str) -> bool:
        if any(part in link for part in _LEADS_AWAY):
            return False
        try:
            route = route_of(link)
        except Http404:
            self.faults.append(f"{at} links to {link}, where there is nothing")
            return False
        # Some from every kind of page that links there: a list of delays leads to other members than the register.
        pair = (route, route_of(at))
        self._taken[pair] += 1
        return self._taken[pair] <= SEEN_FROM_A_ROUTE

    def _looks_at(self, address: str) -> Iterator[str]:
        route = route_of(address)
        if len(self.pages.get(route, [])) >= SEEN_OF_A_ROUTE:
            return
        response: Any = self.client.get(address)
        if response.status_code in {301, 302}:
            self.others.add(route)
            yield response.headers["Location"]
            return
        if response.status_code != 200:
            self.faults.append(f"{self.who} follows a link to {address} and gets {response.status_code}")
            return
        if not response.headers["Content-Type"].startswith("text/html"):
            self.others.add(route)
            b"".join(
                response
            ) if response.streaming else response.content  # a paper that breaks half-way is none
            return
        self.pages.setdefault(route, []).append(address)
        page = _Page()
        page.feed(response.content.decode())
        self.others.update(map(route_of, _here(page.forms, address)))
        yield from _here(page.links, address)
