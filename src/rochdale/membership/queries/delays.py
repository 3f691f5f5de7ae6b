"""Every delay that runs: what must be done by a day, and what ends by itself on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rochdale.membership.queries.standing import age_of_majority
from rochdale.tenancy.queries import rows

DELAYS_LISTED: Final = 200
# So long beforehand one is warned.
AHEAD_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Delay:
    """A day that comes, or has passed. `kind` is what is due: "departure_" and the step at which it stands,
    "suspension", "representative" or "guardian"; `subject_id` names that departure, suspension or stand."""

    kind: str
    subject_id: UUID
    due_on: date
    member_number: int
    person_id: UUID
    name: str
    days_left: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed and what was due has not happened."""
        return self.days_left < 0


def delays(*, cooperative_id: UUID, on: date, ahead_days: int = AHEAD_DAYS) -> list[Delay]:
    """The delays that run out by so many days after a day, overdue ones included, the soonest first."""
    asked = {
        "cooperative_id": cooperative_id,
        "on": on,
        "until": on + timedelta(days=ahead_days),
        "age": age_of_majority(on),
        "lines": DELAYS_LISTED,
    }
    return [
        Delay(kind, subject_id, due_on, number, person_id, f"{given} {family}".strip(), (due_on - on).days)
        for kind, subject_id, due_on, number, person_id, given, family in rows(
            "membership", "delays.sql", asked
        )
    ]
