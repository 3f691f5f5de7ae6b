"""Who acts, for whom, under which authority, on which business date and at which instant.

Every action takes one `Acting` first, by the name `by`, and the record of the act repeats it word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Acting:
    """One act's who, why and when.

    `person_id` is None only when the program itself acts (an import, the close of the day); `authority` then
    says under which standing order. `for_person_id` is the person on whose behalf, None for oneself or the
    cooperative. `on` is the cooperative's business date, `at` the aware instant on the wall.
    Raises ValueError for a naive instant or an act without authority.
    """

    cooperative_id: UUID
    person_id: UUID | None
    for_person_id: UUID | None
    authority: str
    on: date
    at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an act happens at an aware instant")
        if not self.authority.strip():
            raise ValueError("an act needs an authority")
