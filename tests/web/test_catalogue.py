"""The catalogues are whole: every text of the sources has its French, with the same names in it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import rochdale
from rochdale.web.catalogue import compile_catalogues, extract_template

PACKAGE = Path(rochdale.__file__).parent
FRENCH = PACKAGE / "locale/fr/LC_MESSAGES/django.po"
ROOMS = sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())
LAZY = {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "NP_": (1, 2),
}
TEMPLATE = b"""{% load i18n %}<p>{% translate "Hello" %}
{% blocktranslate trimmed count n=x with a=b|money %}
  One {{ a }} isn't "much"
{% plural %}
  {{ n }} are 100% of {{ a }}
{% endblocktranslate %}
{% translate "May" context "month" as m %}{% include "x" with t=_("Title") only %}
{# {% translate "Not this" %} #}"""


def extracted(room: str) -> Catalog:
    with (PACKAGE.parent.parent / "babel.cfg").open() as source:
        methods, options = parse_mapping_cfg(source)  # type: ignore[no-untyped-call]  # Babel gives no types
    found = Catalog()
    for _, _, message, _, context in extract_from_dir(
        PACKAGE / room, methods, options, DEFAULT_KEYWORDS | LAZY
    ):
        found.add(message, context=context)
    return found


def french() -> Catalog:
    with FRENCH.open("rb") as source:
        return read_po(source, locale="fr")


def key(message: Message) -> tuple[object, object]:
    return message.id, message.context


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else [*(message.string or ())]


def names(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def test_templates_are_read_whole() -> None:
    found = list(extract_template(BytesIO(TEMPLATE), DEFAULT_KEYWORDS, (), {}))
    assert [(line, function) for line, function, *_ in found] == [
        (1, "gettext"), (2, "ngettext"), (7, "pgettext"), (7, "_"),
    ]  # fmt: skip
    assert found[1][2][:2] == ('One %(a)s isn\'t "much"', "%(n)s are 100%% of %(a)s")


@pytest.mark.parametrize("room", ROOMS)
def test_every_text_has_its_french(room: str) -> None:
    known = {key(message) for message in french() if message.id}
    assert [message.id for message in extracted(room) if message.id and key(message) not in known] == []


def test_nothing_is_half_translated() -> None:
    assert [
        key(message) for message in french() if message.id and (not all(texts(message)) or message.fuzzy)
    ] == []


def test_a_translation_keeps_the_names_in_its_text() -> None:
    for message in french():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in texts(message) if message.id else []:
            assert names(text) <= names(" ".join(map(str, ids))), message.id


@pytest.mark.parametrize("wrong", [" ;", " ?", " !", '"', "...", " :", "« ", " »", " $", " %"])
def test_french_is_set_as_it_is_printed_in_canada(wrong: str) -> None:
    """Colons, signs and guillemets are held by a non-breaking space; other stops stand close."""
    bare = re.compile(r"<[^>]*>|%\(\w+\)[sd]")
    faulty = [
        text for message in french() if message.id for text in texts(message) if wrong in bare.sub("x", text)
    ]
    assert faulty == []


def test_compiling_writes_what_is_missing_and_leaves_what_is_fresh(tmp_path: Path) -> None:
    folder = tmp_path / "fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(FRENCH.read_bytes())
    compile_catalogues(tmp_path)
    compiled = folder / "django.mo"
    first = compiled.stat().st_mtime_ns
    compile_catalogues(tmp_path)
    assert compiled.stat().st_mtime_ns == first
    with compiled.open("rb") as source:
        told = read_mo(source).get("Balance")
    assert told is not None
    assert told.string == "Solde"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
