"""Faults as they are found: the first ten thousand are kept, all are counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from rochdale.kernel.errors import Fault

FAULTS_KEPT_MAX: Final = 10_000
_QUOTED_MAX: Final = 40


@dataclass(slots=True)
class Faults:
    """What is wrong with one file. A file of rubbish has millions of faults: nobody reads them, and memory ends."""

    source: str
    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def blame(self, line: int | None, code: str, **facts: object) -> None:
        """Add a fault of this file."""
        self.count += 1
        if len(self.kept) < FAULTS_KEPT_MAX:
            self.kept.append(Fault(self.source, line, code, facts))

    def in_order(self) -> tuple[Fault, ...]:
        """The faults that are kept, by line; what concerns the whole file comes first."""
        return tuple(sorted(self.kept, key=lambda fault: fault.line or 0))


def shorten(text: str) -> str:
    """Text from the file as a fault quotes it: printable, and never longer than a line of a report."""
    shown = "".join([sign if sign.isprintable() else "�" for sign in text[:_QUOTED_MAX]])
    return shown if len(text) <= _QUOTED_MAX else shown[: _QUOTED_MAX - 1] + "…"
