"""Every specimen page in each language: no style or script in it, one heading, no id twice."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

import rochdale.web

TEMPLATES = Path(rochdale.web.__file__).parent / "templates"
PAGES = (
    "/design", "/design?hat=officer&ground=dark", "/design/member", "/design/statement", "/design/counter",
    "/design/confirm", "/design/meeting", "/design/wall", "/design/none",
)  # fmt: skip


class Reader(HTMLParser):
    """Counts what a page must not have, and what it must have once."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.pointed: set[str] = set()
        self.hosts: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.tags[tag] += 1
        self.inline += [name for name in known if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in known):
            self.inline.append(tag)
        self.ids.update([known["id"] or ""] if "id" in known else [])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.pointed.update((known.get(name) or "").split())
        for name in ("src", "href", "action"):
            if re.match(r"(?i)([a-z]+:)?//", known.get(name) or ""):
                self.hosts.append(known[name] or "")
        if tag == "html":
            self.language = known.get("lang") or ""


def read(response: HttpResponseBase) -> Reader:
    reader = Reader()
    reader.feed(getattr(response, "content", b"").decode())
    return reader


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_clean(client: Client, path: str, language: str) -> None:
    reader = read(client.get(path, headers={"accept-language": language}))
    assert reader.inline == []
    assert reader.hosts == []
    assert [name for name, times in reader.ids.items() if times > 1] == []
    assert reader.pointed <= set(reader.ids)
    assert (reader.tags["h1"], reader.tags["main"], reader.tags["title"]) == (1, 1, 1)
    assert reader.language == f"{language}-CA"


@pytest.mark.parametrize("path", PAGES)
def test_the_languages_differ_in_words_and_not_in_shape(client: Client, path: str) -> None:
    english, french = (client.get(path, headers={"accept-language": tag}) for tag in ("en", "fr"))
    assert english.content != french.content
    assert read(english).tags == read(french).tags


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_error_pages_stand_even_without_a_context(name: str, language: str) -> None:
    with translation.override(language):
        page = render_to_string(name)
    assert f'lang="{language}' in page
    assert 'href="/"' in page
    assert read(HttpResponse(page)).inline == []


def test_an_unknown_screen_is_no_page(client: Client) -> None:
    response = client.get("/design/none")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_messages_are_told_by_their_rank(rf: RequestFactory) -> None:
    told = [{"level_tag": rank, "__str__": rank} for rank in ("success", "warning", "error")]
    page = render_to_string("web/parts/messages.html", {"messages": told}, rf.get("/"))
    assert re.findall(r'class="([a-z ]+)"', page) == ["notice done", "notice", "refusal"]


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text), path.name


def test_every_part_is_shown_on_the_page_of_the_design() -> None:
    """A part that the design does not show is a part that nobody looks at."""
    sources = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")}
    for part in (TEMPLATES / "web/parts").glob("*.html"):
        users = [path for path, text in sources.items() if f'"web/parts/{part.name}"' in text]
        assert users, part.name
