"""The faults of a file of ballots as they are found, and how much of the file they may repeat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from rochdale.kernel.errors import Fault
from rochdale.kernel.text import shown
from rochdale.voting.errors import BallotsFaulty

# As many faults as anybody reads. A last one says how many more there are.
FAULTS_MAX: Final = 1_000
# What a fault quotes is cut, so that a hostile file cannot fill a page.
QUOTED_LENGTH_MAX: Final = 60


@dataclass(slots=True)
class Faults:
    """Every fault of a file, in the order in which they are found. What they quote of it is safe to print."""

    source: str
    found: list[Fault] = field(default_factory=list)
    left_out: int = 0

    @property
    def count(self) -> int:
        """How many there are in all; `found` stops growing at FAULTS_MAX."""
        return len(self.found) + self.left_out

    def add(self, line: int | None, code: str, **facts: object) -> None:
        """Note one; after the first FAULTS_MAX only their number."""
        if len(self.found) < FAULTS_MAX:
            quoted = {name: _quoted(fact) for name, fact in facts.items()}
            self.found.append(Fault(self.source, line, code, quoted))
        else:
            self.left_out += 1

    def refusal(self) -> BallotsFaulty:
        """The refusal with those that are kept, and how many more there are."""
        more = Fault(self.source, None, "faults_too_many", {"left_out": self.left_out})
        return BallotsFaulty(faults=[*self.found, more] if self.left_out else self.found)


def _quoted(fact: object) -> object:
    """A fact as it may be repeated: of a text no more than its beginning, and nothing that cannot be seen."""
    if not isinstance(fact, str):
        return fact
    text = shown(fact[:QUOTED_LENGTH_MAX])
    return text if len(fact) <= QUOTED_LENGTH_MAX else text[:-1] + "…"
