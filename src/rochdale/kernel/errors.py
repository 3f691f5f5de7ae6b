"""How Rochdale says no.

A `Refusal` is the world saying no to one request; a `Fault` is one of many things wrong with one input.
What can never happen is an assertion, and lives in neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


class Refusal(Exception):
    """The world says no, for one named reason.

    A subclass is named for the fact (`InsufficientFunds`), sets its own `code` in snake_case, and keeps what
    it knows in public attributes that its constructor takes by keyword. Words for people are written where
    the framework is known: in the `errors.py` of the room, as `message()`.
    """

    code: ClassVar[str] = "refused"

    def facts(self) -> dict[str, object]:
        """What is known about this refusal, by name: its public attributes."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    def __str__(self) -> str:
        known = ", ".join(f"{name}={value}" for name, value in self.facts().items())
        return f"{self.code} ({known})" if known else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # A constructor that takes keywords only cannot be called again by pickle, and refusals do cross
        # from one process to another.
        return _restore, (type(self), dict(vars(self)))


def _restore(kind: type[Refusal], attributes: dict[str, object]) -> Refusal:
    refusal = kind.__new__(kind)
    vars(refusal).update(attributes)
    return refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input that is judged whole: all its faults are shown at once.

    `source` names the file, form or message; `line` counts from 1 and is None where lines mean nothing.
    """

    source: str
    line: int | None
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        known = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{place}: {self.code} ({known})" if known else f"{place}: {self.code}"
