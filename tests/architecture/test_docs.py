"""The documentation keeps its word: links lead somewhere, blocks run, settings and jobs are all told."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from architecture.documents import Document, anchors, blocks, dead_links, documents
from architecture.source import PACKAGE, ROOT

DOCUMENTS = documents()
PYTHON_BLOCKS = [(document.name, block) for document in DOCUMENTS for block in blocks(document, "python")]
CONSOLE_BLOCKS = [(document.name, block) for document in DOCUMENTS for block in blocks(document, "console")]
# Commands that change nothing and need no database are run; the others must only exist.
HARMLESS = re.compile(r"^(make help|rochdale [a-z0-9 -]*--help|rochdale --version)$")


def test_a_dead_link_is_found() -> None:
    page = Document(ROOT / "docs" / "page.md", "# A page\n[a](#a-page) [b](#b) [c](none.md) [d](../LICENSE)")
    assert [target.split(": ")[1] for target in dead_links(page)] == [
        "#b has no such heading",
        "none.md is not there",
    ]


def test_headings_become_anchors() -> None:
    assert anchors("## What `make` does, and why\n### 2. Walls") == {"what-make-does-and-why", "2-walls"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document: Document) -> None:
    assert list(dead_links(document)) == []


@pytest.mark.parametrize(("name", "block"), PYTHON_BLOCKS, ids=[name for name, _ in PYTHON_BLOCKS])
def test_python_blocks_run(name: str, block: str) -> None:
    """A block of `python` stands on its own and asserts what it claims; `py` is for fragments."""
    exec(compile(block, name, "exec"), {"__name__": "documentation"})  # noqa: S102  # our own pages


def _commands(block: str) -> list[str]:
    return [
        line.removeprefix("$ ").split("  #")[0].strip()
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def _jobs() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _missing(command: str) -> str | None:
    words = [
        word for word in shlex.split(command.removeprefix(".venv/bin/")) if not re.match(r"[A-Z_]+=", word)
    ]
    if words[:1] == ["make"]:
        unknown = [word for word in words[1:] if not word.startswith("-") and word not in _jobs()]
        return f"the Makefile has no job {unknown}" if unknown else None
    if words[:1] == ["rochdale"] and len(words) > 1 and not words[1].startswith("-"):
        return None if words[1] in _rochdale_commands() else f"rochdale has no command {words[1]}"
    return None


def _rochdale_commands() -> set[str]:
    from rochdale.config import cli

    return set(cli.Commands.modules)


def test_a_job_that_does_not_exist_is_found() -> None:
    assert _missing("make test") is None
    assert _missing("make tea") is not None


@pytest.mark.parametrize(("name", "block"), CONSOLE_BLOCKS, ids=[name for name, _ in CONSOLE_BLOCKS])
def test_console_blocks_name_what_exists(name: str, block: str) -> None:
    """A block of the language `console` shows commands after `$ `."""
    commands = _commands(block)
    assert commands, f"{name}: a console block shows its commands after `$ `"
    assert [missing for command in commands if (missing := _missing(command))] == []
    for command in commands:
        if HARMLESS.match(command):
            _run(command)


def _run(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "rochdale":
        words = [sys.executable, "-c", "from rochdale.config.cli import main; main()", *words[1:]]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 0, result.stderr


def test_every_setting_is_told() -> None:
    told = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"\bROCHDALE_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert read - set(re.findall(r"\bROCHDALE_[A-Z_]+\b", told)) == set()


def test_every_dependency_is_told() -> None:
    import tomllib

    told = (ROOT / "docs" / "internals" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[\[<>=!~ ]", dependency)[0].lower() for dependency in wanted]
    assert [name for name in names if f"`{name}`" not in told] == []


def test_every_decision_has_its_number_once() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]


def test_the_glossary_has_each_word_once_and_in_order() -> None:
    told = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    words = [word.strip().casefold() for word in re.findall(r"^\| ([^|]+) \|", told, re.MULTILINE)][2:]
    assert len(words) > 100
    assert words == sorted(set(words))
