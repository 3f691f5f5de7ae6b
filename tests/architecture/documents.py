"""Reading the documentation as a machine can: links, anchors, tables, and blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from architecture.source import ROOT

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file, by its path and text."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


def documents() -> list[Document]:
    """Every Markdown file that belongs to the project."""
    roots = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/rochdale/**/*.md")]
    paths = sorted({*roots, *ROOT.glob("changelog.d/*.md")})
    return [Document(path, path.read_text(encoding="utf-8")) for path in paths]


def prose(text: str) -> str:
    """The text without its blocks of code, whose brackets are no links."""
    return BLOCK.sub("", text)


def anchors(text: str) -> set[str]:
    """What may follow # in a link to this text: its headings, as hosts of Markdown write them."""
    return {_anchor(heading) for heading in HEADING.findall(prose(text))}


def _anchor(heading: str) -> str:
    plain = re.sub(r"[`*\[\]]|\(.*?\)", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def dead_links(document: Document) -> Iterator[str]:
    """Each link that leads to no file or heading of the project."""
    for target in LINK.findall(prose(document.text)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (document.path.parent / file).resolve() if file else document.path
        if file and not path.exists():
            yield f"{document.name}: {target} is not there"
        elif anchor and path.suffix == ".md":
            text = document.text if path == document.path else path.read_text(encoding="utf-8")
            if anchor not in anchors(text):
                yield f"{document.name}: {target} has no such heading"


def blocks(document: Document, language: str) -> list[str]:
    """The blocks of code of one language, in order."""
    return [body for kind, body in BLOCK.findall(document.text) if kind == language]


def table_rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables of a text, headings and rules left out."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]
