"""Pictures in the documents: each is one that a test takes, is there, is small, and says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from architecture.documents import Document, documents
from architecture.source import ROOT
from pictured import BYTES_MAX, files

IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
PNG = b"\x89PNG\r\n\x1a\n"


def shown(document: Document) -> Iterator[tuple[str, Path]]:
    """The words and the file of each picture of a document."""
    for words, target in IMAGE.findall(document.text):
        yield words, (document.path.parent / target).resolve()


def unfit(document: Document) -> list[str]:
    """What is wrong with the pictures of a document."""
    taken = set(files())
    found = []
    for words, file in shown(document):
        if file not in taken:
            found.append(f"{document.name}: no test takes {file.name}")
        if not words.strip():
            found.append(f"{document.name}: nothing is said of {file.name}")
    return found


def test_a_picture_that_no_test_takes_is_found() -> None:
    text = "![A page](pictures/amendment.en.png) ![A page](pictures/drawn.png) ![](pictures/amendment.fr.png)"
    page = Document(ROOT / "docs" / "guides" / "page.md", text)
    assert [each.split(": ")[1] for each in unfit(page)] == [
        "no test takes drawn.png",
        "nothing is said of amendment.fr.png",
    ]


def test_documents_show_what_a_test_takes() -> None:
    assert [each for document in documents() for each in unfit(document)] == []


def test_every_picture_stands_in_a_guide_of_its_language() -> None:
    stands = {file for document in documents() for _words, file in shown(document)}
    assert sorted(set(files()) - stands) == []


def test_every_picture_is_there_and_small() -> None:
    kept = {path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".jpg", ".gif", ".webp"}}
    assert kept == set(files())
    for file in kept:
        content = file.read_bytes()
        assert content.startswith(PNG), file
        assert len(content) <= BYTES_MAX, (file, len(content))
