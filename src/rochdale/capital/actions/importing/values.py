"""What an import of a register answers with, and the steps by which it says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from rochdale.kernel.errors import Fault
from rochdale.money.amount import Money


class Step(StrEnum):
    """What an import is doing; a progress bar gives each its words."""

    READ = "read"
    JUDGE = "judge"
    MEMBERS = "members"
    SHARES = "shares"


# Told as each step goes on: how much of it is done, and how much there is.
Progress = Callable[[Step, int, int], None]


def silence(step: Step, done: int, whole: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What whoever asked for the import has seen and takes: that it is written, and that namesakes are others."""

    write: bool = False
    namesakes: bool = False


@dataclass(frozen=True, slots=True)
class ShareSum:
    """The shares of one class that come in: how many, in how many hands, at par; `of_former` by who left."""

    code: str
    name: str
    quantity: int
    holders: int
    of_former: int
    worth: Money


@dataclass(frozen=True, slots=True)
class Summary:
    """What a file brings in. `known` persons were imported before and are left as they are.

    `electronic_letters` are the persons who consented to letters by e-mail.
    """

    lines: int
    known: int
    persons: int
    organizations: int
    present: int
    auxiliary: int
    former: int
    returned: int
    without_share: int
    electronic_letters: int
    numbered_here: int
    lowest_number: int | None
    highest_number: int | None
    earliest_on: date | None
    latest_on: date | None
    shares: tuple[ShareSum, ...]

    def to_json(self) -> dict[str, object]:
        """The counts by name, in plain values."""
        plain: dict[str, object] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }
        plain["shares"] = [
            {
                "class": each.code,
                "shares": each.quantity,
                "holders": each.holders,
                "of_former_members": each.of_former,
                "worth_minor": each.worth.minor,
                "currency": each.worth.currency.code,
            }
            for each in self.shares
        ]
        return plain


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """What was found, and whether it was written.

    `account` is where the shares are taken over against, with its balance before, as its own side counts.
    """

    cooperative: str
    on: date
    digest: str
    written: bool
    summary: Summary
    namesakes: tuple[Fault, ...]
    account: str
    account_before: Money
    account_after: Money

    @property
    def already_there(self) -> bool:
        """Whether everybody in the file was imported before: nothing is left to do."""
        return self.summary.persons + self.summary.organizations == 0

    def to_json(self) -> dict[str, object]:
        """The report in plain values: numbers, text, lists and dictionaries."""
        return {
            "cooperative": self.cooperative,
            "on": self.on.isoformat(),
            "sha256": self.digest,
            "written": self.written,
            "already_there": self.already_there,
            **self.summary.to_json(),
            "account": self.account,
            "account_before_minor": self.account_before.minor,
            "account_after_minor": self.account_after.minor,
            "namesakes": [{"line": each.line, **dict(each.facts)} for each in self.namesakes],
        }
