"""The lines of an old register, in the words of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OldShares:
    """Shares of one class that a member holds, paid in full, since a day; None for since joining."""

    code: str
    quantity: int
    since_on: date | None


@dataclass(frozen=True, slots=True)
class OldLine:
    """One membership. `joined_on` and `family_name` are missing only where a fault says so.

    `kind` is natural or organization, `member_class` full or auxiliary, `cause` a word for why a membership
    ended; each may be empty but the first two. `left_on` is the first day on which it was none.
    `takes_email` is whether the person consented to letters by e-mail.
    """

    line: int
    number: int | None
    kind: str
    given_names: str
    family_name: str
    birth_date: date | None
    language: str
    email: str
    takes_email: bool
    telephone: str
    street: str
    town: str
    postal_code: str
    member_class: str
    joined_on: date | None
    left_on: date | None
    cause: str
    source_key: str
    shares: tuple[OldShares, ...]

    @property
    def key(self) -> str:
        """By what the person of this line is known again: the key of its source, or else the number."""
        return f"register:key:{self.source_key}" if self.source_key else f"register:number:{self.number}"

    @property
    def since_first(self) -> date:
        """The day of joining, of a line without fault."""
        assert self.joined_on is not None
        return self.joined_on
