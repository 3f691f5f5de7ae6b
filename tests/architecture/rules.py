"""The rules of docs/internals/STYLE.md that a machine can judge, each with a good and a bad sample.

A rule reads one Python file and yields what is wrong, with the line. `test_tidy.py` proves each on its
samples, then puts it to the whole source.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from architecture.source import Source, functions, length_lines

FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 400
MONEY_ROOMS = {"kernel", "money", "ledger", "banking"}
DOORS = {"views", "api", "forms", "tasks", "admin", "urls"}
BANNED_WORDS = {
    "util": "say what it does", "utils": "say what it does", "helper": "say what it does",
    "helpers": "say what it does", "misc": "say what it is", "common": "say what it is",
    "handle": "use the verb",
    "data": "use the noun", "info": "use the noun", "tx": "transaction", "acct": "account", "mgr": "manager",
    "amt": "amount", "txn": "transaction", "usr": "user", "coop": "cooperative", "cfg": "settings",
}  # fmt: skip
# A word is allowed where another program gave it; the reason stands beside it.
WORDS_OF_OTHERS = {
    "src/rochdale/config/embedded.py": {"data"},  # PostgreSQL calls its own folder the data directory
    "src/rochdale/membership/views/second_factor.py": {"data"},  # Django's get_context_data
    "src/rochdale/web/uploads.py": {"data"},  # Django's receive_data_chunk
    "src/rochdale/config/settings.py": {"data"},  # Django's DATA_UPLOAD_MAX_MEMORY_SIZE
}
# Files that may be longer, and may only shrink. Give a reason for each.
LONGER_FILES: dict[str, int] = {
    "src/rochdale/voting/verifiable/audit_script.py": 672,  # one file that an outsider carries away and reads
}

Finding = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A file that might exist, for a rule to prove itself on."""

    text: str
    path: str = "src/rochdale/ledger/actions.py"

    def source(self) -> Source:
        return Source(self.path, self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how it judges a file, and the samples that prove it."""

    judge: Callable[[Source], Iterator[Finding]]
    good: Sample
    bad: Sample

    @property
    def name(self) -> str:
        return self.judge.__name__


def functions_fit_on_a_screen(source: Source) -> Iterator[Finding]:
    for function in functions(source):
        if length_lines(function) > FUNCTION_LINES_MAX:
            yield (
                function.lineno,
                f"{function.name} has {length_lines(function)} lines, over {FUNCTION_LINES_MAX}",
            )


def files_stay_short(source: Source) -> Iterator[Finding]:
    lines = len(source.text.splitlines())
    if lines > LONGER_FILES.get(source.path, FILE_LINES_MAX):
        yield lines, f"{lines} lines: make it a package of the same name"


def _names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def names_say_what_they_mean(source: Source) -> Iterator[Finding]:
    allowed = WORDS_OF_OTHERS.get(source.path, set())
    for line, name in [(1, source.within[-1]), *_names(source.tree)]:
        for word in sorted((_words(name) & BANNED_WORDS.keys()) - allowed):
            yield line, f"`{word}` in {name}: {BANNED_WORDS[word]}"


def money_is_never_a_float(source: Source) -> Iterator[Finding]:
    if source.room not in MONEY_ROOMS:
        return
    waits = _constants_in_seconds(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == "float":
            yield node.lineno, "float in a money path: use Money, int, Fraction or Decimal"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float) and node not in waits:
            yield node.lineno, f"the float {node.value} in a money path"


def _constants_in_seconds(tree: ast.Module) -> set[ast.AST]:
    """How long to wait may be a fraction: a constant that says so by its name, WAIT_SECONDS = 0.5."""
    return {
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and "_SECONDS" in ast.unparse(node.targets[0])
    }


def doors_ask_queries(source: Source) -> Iterator[Finding]:
    if source.layer not in DOORS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "cursor"}:
            yield node.lineno, f".{node.attr} in a door: ask `queries`, or act through `actions`"


def _exported(source: Source, tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            # A block that one enters writes nothing itself.
            enters = {ast.unparse(decorator) for decorator in node.decorator_list}
            if not enters & {
                "contextmanager",
                "contextlib.contextmanager",
            }:
                yield node


def _unannotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return function.returns is None or any(
        argument.annotation is None for argument in function.args.kwonlyargs
    )


def actions_name_their_facts(source: Source) -> Iterator[Finding]:
    """Public actions take keywords only, typed, and say what they do. In a package: those in `__all__`."""
    if source.layer != "actions" or source.room == "tenancy":  # tenancy opens walls; it does nobody's acts
        return
    for action in _exported(source, source.tree):
        if len(source.within) > 2 and action.name not in PUBLIC_ACTIONS.get(source.room, set()):
            continue
        if action.args.args or action.args.posonlyargs or action.args.vararg:
            yield action.lineno, f"{action.name} takes facts by position: begin its parameters with *"
        if _unannotated(action):
            yield action.lineno, f"{action.name} leaves a type unsaid"
        if ast.get_docstring(action) is None:
            yield action.lineno, f"{action.name} does not say what it does"


# Per room, what its `actions/__init__.py` exports; filled by the test.
PUBLIC_ACTIONS: dict[str, set[str]] = {}


def modules_say_what_they_are_for(source: Source) -> Iterator[Finding]:
    if source.text.strip() and ast.get_docstring(source.tree) is None:
        yield 1, "begin the file with a docstring: what it is for, and what it is not"


CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("timezone", "now"), ("timezone", "localdate"), ("time", "time"), ("time", "monotonic"),
}  # fmt: skip


def time_is_passed_in(source: Source) -> Iterator[Finding]:
    if source.room == "config":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rsplit(".", 1)[-1]
            if (owner, node.attr) in CLOCKS:
                yield node.lineno, f"{owner}.{node.attr} reads a clock; below `config` time is an argument"


def assertions_are_split(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Assert)
            and isinstance(node.test, ast.BoolOp)
            and isinstance(node.test.op, ast.And)
        ):
            yield node.lineno, "assert a, then assert b: the one that fails should say which"


def _long(lines: int) -> str:
    return "def post() -> None:\n" + "    pass\n" * (lines - 1)


RULES = [
    Rule(functions_fit_on_a_screen, Sample(_long(70)), Sample(_long(71))),
    Rule(files_stay_short, Sample("x = 1\n" * 400), Sample("x = 1\n" * 401)),
    Rule(
        names_say_what_they_mean,
        Sample("def post_entry(*, account_id, metadata): ..."),
        Sample("def post_entry(*, acct_id): ..."),
    ),
    Rule(
        names_say_what_they_mean,
        Sample("", "src/rochdale/ledger/errors.py"),
        Sample("", "src/rochdale/ledger/utils.py"),
    ),
    Rule(names_say_what_they_mean, Sample("class Reading: ..."), Sample("class AccountData: ...")),
    Rule(money_is_never_a_float, Sample("rate = Fraction(1, 3)"), Sample("rate: float = 1")),
    Rule(money_is_never_a_float, Sample("WAIT_SECONDS_MAX = 0.5"), Sample("RATE_MAX = 0.5")),
    Rule(
        money_is_never_a_float,
        Sample("width = 0.5", "src/rochdale/web/charts.py"),
        Sample("fee = amount * 0.5"),
    ),
    Rule(
        doors_ask_queries,
        Sample("lines = queries.statement(account_id)", "src/rochdale/ledger/views.py"),
        Sample("lines = Posting.objects.all()", "src/rochdale/ledger/views.py"),
    ),
    Rule(
        actions_name_their_facts,
        Sample('def post(*, by: Acting) -> Posted:\n    """Post."""'),
        Sample('def post(by: Acting) -> Posted:\n    """Post."""'),
    ),
    Rule(
        actions_name_their_facts,
        Sample("def _post(by): ..."),
        Sample('def post(*, by) -> Posted:\n    """Post."""'),
    ),
    Rule(
        actions_name_their_facts,
        Sample("@contextmanager\ndef inside(id): ..."),
        Sample("def post(*, by: Acting) -> Posted: ..."),
    ),
    Rule(modules_say_what_they_are_for, Sample('"""Posting."""\nx = 1'), Sample("x = 1")),
    Rule(
        time_is_passed_in,
        Sample("datetime.now(UTC)", "src/rochdale/config/clock.py"),
        Sample("datetime.datetime.now(UTC)"),
    ),
    Rule(assertions_are_split, Sample("assert a\nassert b or c"), Sample("assert a and b")),
]
