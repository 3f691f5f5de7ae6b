"""Every kind of problem with its words: made from the refusals themselves, for a page and for the documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import Any, Final, get_type_hints
from uuid import UUID

import rochdale
from rochdale.kernel.errors import Fault, Refusal
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.api import status_of
from rochdale.web.errors import words_of
from rochdale.web.values import Refused

_SAMPLES: Final[dict[Any, Any]] = {
    int: 3,
    str: "…",
    bool: True,
    date: date(2026, 1, 2),
    datetime: datetime(2026, 1, 2, 15, tzinfo=UTC),
    UUID: UUID(int=0),
    Money: Money(12345, Currency.of("CAD")),
    Fault: Fault("file.csv", 7, "field_malformed"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its code, its status, what it means, and its words with facts made up for show."""

    code: str
    status: int
    meaning: str
    words: Refused


@cache
def refusals() -> tuple[type[Refusal], ...]:
    """Every refusal of every room, by its code; what refusals have in common is none itself."""
    _read_all()
    found = {each for each in _below(Refusal) if "code" in vars(each)}
    return tuple(sorted(found, key=lambda each: (each.code, each.__module__)))


def _read_all() -> None:
    """Read the refusals of every room, also those that only a command raises: the list is the same in every process."""
    for room in iter_modules(rochdale.__path__, "rochdale."):
        with suppress(ModuleNotFoundError):
            errors = import_module(f"{room.name}.errors")
            for part in iter_modules(getattr(errors, "__path__", ()), f"{errors.__name__}."):
                import_module(part.name)


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("rochdale."):
            yield each
            yield from _below(each)


def kinds() -> list[Kind]:
    """Every kind of problem, with its words in the reader's language."""
    return [_kind(each) for each in refusals()]


def kinds_of(code: str) -> list[Kind]:
    """The kinds of one code: rooms may share a word for the same fact."""
    return [_kind(each) for each in refusals() if each.code == code]


def _kind(refusal: type[Refusal]) -> Kind:
    meaning = (refusal.__doc__ or "").strip().partition("\n")[0]
    return Kind(refusal.code, status_of(refusal), meaning, words_of(_sample(refusal)))


def _sample(refusal: type[Refusal]) -> Refusal:
    """One such refusal with facts made up."""
    hints = get_type_hints(refusal.__init__)
    names = [
        name for name in signature(refusal.__init__).parameters if name not in {"self", "args", "kwargs"}
    ]
    return refusal(**{name: _made_up(hints.get(name, str)) for name in names})


def _made_up(hint: Any) -> Any:
    for part in (hint, *getattr(hint, "__args__", ())):
        if part in _SAMPLES:
            return _SAMPLES[part] if part is hint or "|" in str(hint) else [_SAMPLES[part]]
    return "…" if not getattr(hint, "__args__", ()) else []
