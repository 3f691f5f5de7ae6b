"""What everybody has, as the generator keeps count: so that it never asks for what the books would refuse.

An account of the demo is named "17:savings" after its holder's place and its product, an account of the chart
by its role. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry to be posted: `lines` name accounts of the demo; debit positive, in minor units."""

    booked_on: date
    valued_on: date
    kind: str
    text: str
    lines: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Purse:
    """An account of a member from the member's own side; a loan is what is owed."""

    side: int
    minor: int = 0
    overdraft_minor: int = 0
    held_minor: int = 0
    fresh_minor: int = 0  # paid in at the counter, and posted only at the end of the stretch
    since: date | None = None
    numbers: int = 0  # minor units times days since interest was last paid

    def room(self) -> int:
        """What may still be taken."""
        return self.minor + self.overdraft_minor - self.held_minor - self.fresh_minor

    def until(self, day: date) -> None:
        """Count the days that the balance has stood."""
        if self.since is not None:
            self.numbers += self.minor * (day - self.since).days
        self.since = day


@dataclass(slots=True)
class Purses:
    """Every purse, every account of the chart, and what has been asked for but not yet posted."""

    members: dict[str, Purse] = field(default_factory=dict)
    chart: dict[str, int] = field(default_factory=dict)
    asked: list[Movement] = field(default_factory=list)
    asked_at_counter: list[Movement] = field(default_factory=list)

    def open(self, key: str, *, overdraft_minor: int = 0) -> None:
        """Keep count of one more account."""
        side = 1 if key.endswith(":loan") else -1
        self.members[key] = Purse(side, overdraft_minor=overdraft_minor)

    def room(self, key: str) -> int:
        """What may be taken from an account of a member; nothing where there is none."""
        purse = self.members.get(key)
        return purse.room() if purse else 0

    def minor(self, key: str) -> int:
        """What is on an account of a member, from the member's own side."""
        return self.members[key].minor

    def ask(
        self,
        on: date,
        kind: str,
        text: str,
        lines: tuple[tuple[str, int], ...],
        valued_on: date | None = None,
    ) -> bool:
        """Ask for an entry if everybody has room for it; whether it was asked for."""
        assert sum(minor for _, minor in lines) == 0
        if any(not minor for _, minor in lines) or not self.allows(lines):
            return False
        self.note(on, lines)
        self.asked.append(Movement(on, valued_on or on, kind, text, lines))
        return True

    def give(
        self,
        on: date,
        kind: str,
        text: str,
        giver: str,
        taker: str,
        minor: int,
        valued_on: date | None = None,
    ) -> bool:
        """Ask for `minor` to go from one account to another."""
        return self.ask(on, kind, text, ((giver, minor), (taker, -minor)), valued_on)

    def allows(self, lines: tuple[tuple[str, int], ...]) -> bool:
        """Whether every account of a member has room for what an entry takes from it."""
        for key, minor in lines:
            purse = self.members.get(key)
            if purse is not None and purse.side * minor < 0 and purse.room() + purse.side * minor < 0:
                return False
        return True

    def note(self, on: date, lines: tuple[tuple[str, int], ...]) -> None:
        """Keep count of an entry."""
        for key, minor in lines:
            purse = self.members.get(key)
            if purse is None:
                assert ":" not in key, key
                self.chart[key] = self.chart.get(key, 0) + minor
            else:
                purse.until(on)
                purse.minor += purse.side * minor

    def bring(self, on: date, text: str, taker: str, minor: int) -> None:
        """Ask at the counter for cash to be paid in. It is there to be drawn from the next stretch on."""
        lines = (("cash", minor), (taker, -minor))
        self.note(on, lines)
        self.members[taker].fresh_minor += minor
        self.asked_at_counter.append(Movement(on, on, "deposit", text, lines))

    def draw(self, on: date, text: str, giver: str, minor: int) -> None:
        """Ask at the counter for cash to be paid out, if there is enough."""
        lines = ((giver, minor), ("cash", -minor))
        if minor > 0 and self.allows(lines):
            self.note(on, lines)
            self.asked_at_counter.append(Movement(on, on, "withdrawal", text, lines))

    def taken(self) -> list[Movement]:
        """What was asked for since last time away from the counter, in the order in which it was."""
        asked, self.asked = self.asked, []
        return asked

    def taken_at_counter(self) -> list[Movement]:
        """What was asked for at the counter since last time: to be posted after all the rest."""
        asked, self.asked_at_counter = self.asked_at_counter, []
        for purse in self.members.values():
            purse.fresh_minor = 0
        return asked

    def of_product(self, product: str) -> Iterator[tuple[str, Purse]]:
        """The purses of a product, in the order in which they were opened."""
        return ((key, purse) for key, purse in self.members.items() if key.endswith(f":{product}"))
