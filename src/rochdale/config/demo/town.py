"""A town on a day: who is there, what they have, and which days of the calendar this business day settles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from rochdale.config.demo.people import Resident, Walk
from rochdale.config.demo.purses import Purses
from rochdale.config.demo.scenes import Scene
from rochdale.config.demo.texts import Texts
from rochdale.kernel.calendar import BusinessCalendar


@dataclass(frozen=True, slots=True)
class Today:
    """A business day, with the days of the calendar since the last one: what fell due on them is done today."""

    on: date
    covered: tuple[date, ...]
    calendar: BusinessCalendar

    @staticmethod
    def after(previous: date, on: date, calendar: BusinessCalendar) -> Today:
        """The business day `on`, when the last one was `previous`."""
        days = tuple(previous + timedelta(days=count) for count in range(1, (on - previous).days + 1))
        return Today(on, days, calendar)

    def brings(self, day_of_month: int) -> bool:
        """Whether that day of a month is among those settled today."""
        return any(day.day == day_of_month for day in self.covered)

    @property
    def ends_month(self) -> bool:
        """Whether it is the last business day of its month."""
        return self.on == self.calendar.last_business_day_of_month(self.on)

    @property
    def pays_pensions(self) -> bool:
        """Whether it is the third last business day of its month."""
        last = self.calendar.last_business_day_of_month(self.on)
        before = self.calendar.previous_business_day(last)
        return self.on == self.calendar.previous_business_day(before)


@dataclass(slots=True)
class Town:
    """Everybody who is a member today. `silent` are those whose accounts no longer move of themselves."""

    scene: Scene
    dice: random.Random
    purses: Purses = field(default_factory=Purses)
    present: list[Resident] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    cash_wanted: int = 0
    liquid_wanted: int = 0

    @property
    def texts(self) -> Texts:
        """The words of this place."""
        return self.scene.texts

    def arrive(self, resident: Resident) -> None:
        """Somebody has become a member and has accounts, empty so far."""
        self.present.append(resident)
        for product in resident.products:
            overdraft = resident.overdraft_minor if product == "everyday" else 0
            self.purses.open(key(resident, product), overdraft_minor=overdraft)

    def moving(self, *walks: Walk) -> Iterator[Resident]:
        """Those whose accounts move, of some walks of life or of all."""
        for resident in self.present:
            if resident.place not in self.silent and (not walks or resident.walk in walks):
                yield resident

    def chance(self, per_thousand: int) -> bool:
        """True so many times in a thousand."""
        return self.dice.randrange(1000) < per_thousand


def key(resident: Resident, product: str = "everyday") -> str:
    """How the generator names an account."""
    return f"{resident.place}:{product}"
