"""What became of those who applied, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rochdale.membership.models import ApplicationStepKind
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class AdmissionYear:
    """A year's applications by where they stand, refusals by ground, and the median days until a decision."""

    year: int
    by_state: tuple[tuple[ApplicationStepKind, int], ...]
    by_ground: tuple[tuple[str, int], ...]
    median_days: int | None

    @property
    def applications(self) -> int:
        """How many applied."""
        return sum(counted for _, counted in self.by_state)


def admission_figures() -> list[AdmissionYear]:
    """What became of those who applied, year by year, the latest first, in one statement (ICA principle 1)."""
    found = rows("membership", "application_figures.sql", {})
    return [
        _year(year, [row[1:] for row in found if row[0] == year])
        for year in dict.fromkeys(row[0] for row in found)
    ]


def _year(year: int, told: Sequence[tuple[Any, ...]]) -> AdmissionYear:
    return AdmissionYear(
        year=year,
        by_state=tuple((ApplicationStepKind(word), count) for kind, word, count in told if kind == "state"),
        by_ground=tuple((word, count) for kind, word, count in told if kind == "ground"),
        median_days=next((count for kind, _, count in told if kind == "median_days"), None),
    )


def outside_bond() -> tuple[int, int]:
    """How many members there are, and how many of them, or accepted, nothing ties to the cooperative."""
    members, outside = rows("membership", "outside_bond.sql", {})[0]
    return members, outside
