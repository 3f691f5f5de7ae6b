"""What an import answers with, and the steps by which it says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from rochdale.banking.pkdd99.summary import Summary


class Step(StrEnum):
    """What an import is doing; a progress bar gives each its words."""

    READ = "read"
    REPLAY = "replay"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    FACTS = "facts"
    ENTRIES = "entries"
    DAYS = "days"
    BALANCES = "balances"


# Told as each step goes on: how much of it is done, and how much there is.
Progress = Callable[[Step, int, int], None]


def silence(step: Step, done: int, whole: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class DatedLater:
    """Facts that are dated after the last day that was booked: they were brought in as they are."""

    accounts: int
    loans: int
    cards: int

    def to_json(self) -> dict[str, object]:
        """The counts by name."""
        return {"accounts": self.accounts, "loans": self.loans, "cards": self.cards}


@dataclass(frozen=True, slots=True)
class Imported:
    """What stands in the books after an import; `already_there` where it had all been brought in before.

    `closings_checked` counts the printed closing balances that were compared with our own books, and all were
    equal. `unmoved_lines` are the lines of transactions of nothing, which are no entries.
    """

    cooperative_id: UUID
    slug: str
    already_there: bool
    summary: Summary
    members: int
    accounts: int
    holders: int
    standing_instructions: int
    loans: int
    cards: int
    entries: int
    counterparties: int
    unmoved_lines: tuple[int, ...]
    closed_through: date | None
    open_day: date
    closings_checked: int
    dated_later: DatedLater

    def to_json(self) -> dict[str, object]:
        """The report in plain values: numbers, text, lists and dictionaries."""
        return {
            "cooperative": self.slug,
            "already_there": self.already_there,
            **self.summary.to_json(),
            "members": self.members,
            "accounts_opened": self.accounts,
            "holders": self.holders,
            "standing_instructions": self.standing_instructions,
            "loans": self.loans,
            "cards": self.cards,
            "entries": self.entries,
            "counterparties": self.counterparties,
            "unmoved_lines": list(self.unmoved_lines),
            "closed_through": self.closed_through.isoformat() if self.closed_through else None,
            "open_day": self.open_day.isoformat(),
            "closings_checked": self.closings_checked,
            "dated_later": self.dated_later.to_json(),
        }
