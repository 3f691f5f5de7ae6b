"""Lets Babel alone make the catalogues, so that they need no program outside Python.

`babel.cfg` names `extract_template` for HTML files. Django rewrites a template as calls of gettext, line for
line; Babel's own reader of Python then reads each call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

_TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(
    r"(?:\b(?:gettext|ngettext|pgettext|npgettext)|(?<!\w)_)"
    rf"\(\s*{_TEXT}(?:\s*,\s*(?:{_TEXT}|\w+))*\s*\)"
)


def extract_template(
    source: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Sequence[str],
    options: Mapping[str, Any],  # noqa: ARG001  # Babel gives every method its options
) -> Iterator[tuple[Any, ...]]:
    """Babel's extraction method for a Django template: line, function, message and comments of each text."""
    calls = templatize(source.read().decode())
    for match in _CALL.finditer(calls):
        line = calls.count("\n", 0, match.start()) + 1
        for found in extract_python(
            BytesIO(match[0].encode()), keywords, comment_tags, {"encoding": "utf-8"}
        ):
            yield (line, *found[1:])


def compile_catalogues(folder: Path) -> None:
    """Compile each catalogue that is newer than its compiled form. Two may do it at the same time."""
    for written in folder.glob("*/LC_MESSAGES/*.po"):
        compiled = written.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
            continue
        with written.open("rb") as source:
            catalogue = read_po(source, locale=written.parent.parent.name)
        with NamedTemporaryFile(dir=written.parent, suffix=".part", delete=False) as target:
            write_mo(target, catalogue)
        Path(target.name).replace(compiled)
