"""The tidy rules, put to their own samples and then to every file of the source."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator

import pytest

from architecture import rules
from architecture.rules import RULES, Rule
from architecture.source import PACKAGE, ROOT, Source, functions, length_lines, python_sources, written_files

DISTINCT_RULES = {rule.name: rule for rule in RULES}
# Three crosses are a mark in a comment only: elsewhere they are the code of ISO 4217 for "no currency".
MARKS_LEFT_BEHIND = re.compile(r"\b(?:FIX" + r"ME|TO" + r"DO|HA" + r"CK)\b|(?:#|--|//)\s*X" + r"XX\b")
# Where one machine keeps its things, and who serves packages: neither belongs in what others clone.
# A letter in brackets keeps this list from finding itself.
PLACES = re.compile(
    r"/t[m]p/lab|/w[o]rk/|/r[o]ot/|/h[o]me/[a-z]|/opt/p[y]pi|p[y]pi\.org|python[h]osted|registry\.n[p]mjs|deb\.d[e]bian\.org"
)


@pytest.fixture(scope="module", autouse=True)
def public_actions() -> Iterator[None]:
    for source in python_sources():
        if source.within[1:] == ("actions", "__init__"):
            rules.PUBLIC_ACTIONS[source.room] = set(_exports(source))
    yield
    rules.PUBLIC_ACTIONS.clear()


def _exports(source: Source) -> list[str]:
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_passes_its_good_sample_and_stops_its_bad_one(rule: Rule) -> None:
    assert list(rule.judge(rule.good.source())) == []
    assert list(rule.judge(rule.bad.source())) != []


# Each process of the tests parses all there is.
@pytest.mark.slow
@pytest.mark.parametrize("rule", DISTINCT_RULES.values(), ids=DISTINCT_RULES.keys())
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    findings = [
        f"{source.path}:{line}: {message}"
        for source in python_sources()
        for line, message in rule.judge(source)
    ]
    assert not findings, "\n" + "\n".join(findings)


@pytest.mark.slow
def test_functions_are_small_on_the_whole(record_property: pytest.RecordProperty) -> None:
    lengths = sorted(length_lines(function) for source in python_sources() for function in functions(source))
    median, ninetieth = statistics.median(lengths), lengths[len(lengths) * 9 // 10]
    record_property("function lines, median", median)
    record_property("function lines, 90th percentile", ninetieth)
    assert median <= 12
    assert ninetieth <= 30


def _marks(text: str) -> list[str]:
    return MARKS_LEFT_BEHIND.findall(text)


def test_no_work_is_left_behind_as_a_mark() -> None:
    assert _marks("# TO" + "DO: later") != []
    assert _marks("# Later it is too late.") == []
    left = [f"{path}: {mark}" for path, text in written_files() for mark in _marks(text)]
    assert not left, left


def _places(text: str) -> list[str]:
    return PLACES.findall(text)


def test_no_machine_and_no_registry_is_named() -> None:
    assert _places("see /" + "work/main") != []
    assert _places("under var/, or ROCHDALE_HOME") == []
    named = [f"{path}: {place}" for path, text in written_files() for place in _places(text)]
    assert not named, named


def _quoted(name: str, text: str) -> bool:
    return f'"{name}"' in text or f"'{name}'" in text


def _composed(name: str, text: str) -> bool:
    """Whether a name is put together from its quoted stem: f"web/design/{screen}.html" and "member"."""
    folder, _, file = name.rpartition("/")
    return f'"{folder}/{{' in text and _quoted(file.split(".")[0], text)


def unused(names: dict[str, str], texts: list[str]) -> list[str]:
    """The files, by path, whose name stands in no text."""
    everything = "\n".join(texts)
    return [
        path for path, name in names.items() if not (_quoted(name, everything) or _composed(name, everything))
    ]


def test_a_file_that_nobody_names_is_found() -> None:
    names = {"a/x.sql": "x.sql", "a/y.sql": "y.sql", "w/z.html": "w/z.html"}
    assert unused(names, ['statement("a", "x.sql"), f"w/{page}.html", "z"']) == ["a/y.sql"]


def _python_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]


def test_every_sql_file_is_used() -> None:
    names = {
        str(path.relative_to(ROOT)): str(path).split("/sql/", 1)[1] for path in PACKAGE.rglob("sql/**/*.sql")
    }
    assert not unused(names, _python_texts())


# Found by name in code that is not ours.
TEMPLATES_OF_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
TEMPLATES_OF_OTHERS = ("account/", "allauth/", "django/", "mfa/", "socialaccount/", "usersessions/")


def test_every_template_is_used() -> None:
    # Django finds a page by its path below `templates`; a sheet for paper is read as a file.
    templates = {
        path: path.as_posix().split("/templates/", 1)[1] for path in PACKAGE.rglob("templates/**/*.*")
    }
    texts = [*_python_texts(), *(path.read_text(encoding="utf-8") for path in templates)]
    names = {
        str(path.relative_to(ROOT)): name if path.suffix == ".html" else path.name
        for path, name in templates.items()
        if name not in TEMPLATES_OF_DJANGO and not name.startswith(TEMPLATES_OF_OTHERS)
    }
    assert not unused(names, texts)


def untested_refusals(errors: list[Source], tests: str) -> list[str]:
    """The refusals that errors.py files name and no test mentions; a mere base needs none."""
    bases = {
        node.name: {ast.unparse(base).split(".")[-1] for base in node.bases}
        for source in errors
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
    }
    leaves = bases.keys() - set().union(*bases.values())
    mentioned = set(re.findall(r"\w+", tests))
    return sorted(name for name in leaves - mentioned if _refuses(name, bases))


def _refuses(name: str, bases: dict[str, set[str]]) -> bool:
    above = bases.get(name, set())
    return "Refusal" in above or any(_refuses(base, bases) for base in above & bases.keys())


def test_a_refusal_that_no_test_raises_is_found() -> None:
    text = "class Shut(Refusal): ...\nclass Closed(Shut): ...\nclass Frozen(Shut): ..."
    errors = [Source("src/rochdale/ledger/errors.py", text)]
    assert untested_refusals(errors, "with pytest.raises(Closed):") == ["Frozen"]


def test_every_refusal_is_raised_by_a_test() -> None:
    tests = "\n".join(source.text for source in python_sources(ROOT / "tests"))
    errors = [source for source in python_sources() if source.layer == "errors"]
    untested = untested_refusals(errors, tests)
    assert not untested, f"no test mentions {untested}"


def test_every_room_tells_what_it_is_for() -> None:
    rooms = [path.parent for path in PACKAGE.glob("*/__init__.py")]
    silent = [room.name for room in rooms if not (room / "README.md").exists()]
    assert not silent, f"these rooms have no README.md: {silent}"
