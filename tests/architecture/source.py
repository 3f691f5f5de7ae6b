"""The files that the tidy rules judge, read once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "rochdale"
WRITTEN_SUFFIXES = {
    ".py", ".md", ".sql", ".toml", ".html", ".css", ".js", ".svg", ".txt", ".in", ".sh",
    ".typ", ".po", ".cfg", ".yml",
}  # fmt: skip
CACHES = ("_cache", "__pycache__", ".egg-info", ".hypothesis")
NOT_OURS = {".git", ".venv", "var", "build", "dist", "node_modules"}
UNSUFFIXED = ("Makefile", ".ci/run", ".gitignore")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the repository's root, with `/`, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def within(self) -> tuple[str, ...]:
        """The path inside `src/rochdale`, without suffix: ("ledger", "actions", "posting")."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return parts[2:] if parts[:2] == ("src", "rochdale") else ()

    @property
    def room(self) -> str:
        return self.within[0] if self.within else ""

    @property
    def layer(self) -> str:
        """The file name inside its room, `actions` for `ledger/actions/posting.py` as well."""
        return self.within[1] if len(self.within) > 1 else ""


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def python_sources(folder: Path = ROOT / "src") -> tuple[Source, ...]:
    """Every Python file of `folder`, migrations left out: Django writes those."""
    files = sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files
    )


@cache
def written_files() -> tuple[tuple[str, str], ...]:
    """Path and text of everything that people write here, whatever its kind."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in _walk(ROOT)
    )


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and not path.name.endswith(CACHES):
                yield from _walk(path)
        elif path.suffix in WRITTEN_SUFFIXES or path.relative_to(ROOT).as_posix() in UNSUFFIXED:
            yield path


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first to the last of a function, its docstring counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
