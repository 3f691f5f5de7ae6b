"""Why an election, or a part of one, is not sound: one named reason for each thing that the protocol asks.

Words for people belong to the rooms above. No reason carries a secret: facts are numbers and places.
"""

from __future__ import annotations

from rochdale.kernel.errors import Fault, Refusal
from rochdale.voting.verifiable.reasons import Reason

__all__ = ["Reason", "Unsound"]


class Unsound(Refusal):
    """Something is not what the protocol asks: `reason` says what, the facts say where."""

    code = "unsound"

    def __init__(self, reason: Reason, **known: object) -> None:
        super().__init__()
        self.reason = reason
        self.known = known

    def fault(self, source: str, line: int | None = None) -> Fault:
        """The same as one of many faults of an input."""
        return Fault(source, line, self.reason.value, dict(self.known))

    def __str__(self) -> str:
        known = ", ".join(f"{name}={value}" for name, value in self.known.items())
        return f"{self.reason.value} ({known})" if known else self.reason.value
