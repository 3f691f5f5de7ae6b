"""A town on a day: who is there, what they have, and which days of the calendar this business day settles."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from rochdale.config.demo.people import Resident, Walk
from rochdale.config.demo.purses import Purses
from rochdale.config.demo.scenes import Scene
from rochdale.config.demo.texts import Texts
from rochdale.kernel.calendar import BusinessCalendar

THURSDAY = 4


@dataclass(frozen=True, slots=True)
class Today:
    """A business day, with the days of the calendar since the last one: what fell due on them is done today."""

    on: date
    covered: tuple[date, ...]
    days_of_month: frozenset[int]
    calendar: BusinessCalendar

    @staticmethod
    def after(previous: date, on: date, calendar: BusinessCalendar) -> Today:
        """The business day `on`, when the last one was `previous`."""
        days = tuple(previous + timedelta(days=count) for count in range(1, (on - previous).days + 1))
        return Today(on, days, frozenset(day.day for day in days), calendar)

    def brings(self, day_of_month: int) -> bool:
        """Whether that day of a month is among those settled today."""
        return day_of_month in self.days_of_month

    @property
    def pay_phase(self) -> int | None:
        """Which half of those who work is paid: everybody every second Thursday, None where nobody is."""
        thursdays = [day for day in self.covered if day.isoweekday() == THURSDAY]
        return thursdays[0].toordinal() // 7 % 2 if thursdays else None

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
    """Everybody who is a member today: `people` and `shops` are those whose accounts move of themselves.

    `silent` are the places of the others, `taken` those of whom a story is told: no second one is.
    """

    scene: Scene
    dice: random.Random
    purses: Purses = field(default_factory=Purses)
    present: list[Resident] = field(default_factory=list)
    people: list[Resident] = field(default_factory=list)
    shops: list[Resident] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    cash_wanted: int = 0
    liquid_wanted: int = 0

    @property
    def texts(self) -> Texts:
        """The words of this place."""
        return self.scene.texts

    def arrive(self, resident: Resident) -> None:
        """Somebody has become a member and has accounts, empty so far."""
        self.present.append(resident)
        (self.shops if resident.walk is Walk.ORGANIZATION else self.people).append(resident)
        for product in resident.products:
            overdraft = resident.overdraft_minor if product == "everyday" else 0
            self.purses.open(key(resident, product), overdraft_minor=overdraft)

    def silence(self, resident: Resident) -> None:
        """Let somebody's accounts stand still from now on."""
        self.silent.add(resident.place)
        (self.shops if resident.walk is Walk.ORGANIZATION else self.people).remove(resident)

    def moving(self) -> list[Resident]:
        """Everybody whose accounts move, people first."""
        return [*self.people, *self.shops]

    def chance(self, per_thousand: int) -> bool:
        """True so many times in a thousand."""
        return self.dice.randrange(1000) < per_thousand


def key(resident: Resident, product: str = "everyday") -> str:
    """How the generator names an account."""
    return f"{resident.place}:{product}"
