"""A register of invented people as a file, of any size: what a bench imports, and what a test does."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rochdale.config.demo.names import QUEBEC, Names

HEADINGS = (
    "number", "kind", "given names", "family name", "birth date", "language", "e-mail", "telephone", "street",
    "town", "postal code", "class", "joined on", "left on", "cause of leaving", "shares", "shares since",
)  # fmt: skip
_FIRST = date(1950, 1, 2)
_DAYS = (date(2026, 2, 1) - _FIRST).days
_ORGANIZATIONS, _LEFT, _WITH_ADDRESS = 0.03, 0.1, 0.7
_CAUSES = ("withdrawal", "withdrawal", "withdrawal", "death", "exclusion")


def write_register(path: Path, *, members: int, dice: random.Random, first: int = 1) -> None:
    """Write a register of `members` lines, numbered from `first`: one in ten left, a few are organizations."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_line(number, dice) for number in range(first, first + members))


def _line(number: int, dice: random.Random) -> tuple[str, ...]:
    names: Names = QUEBEC
    organization = dice.random() < _ORGANIZATIONS
    joined_on = _FIRST + timedelta(days=dice.randrange(_DAYS))
    born_on = joined_on - timedelta(days=dice.randrange(365 * 60))
    left_on = joined_on + timedelta(days=dice.randrange(1, 20_000)) if dice.random() < _LEFT else None
    left = left_on is not None and left_on < _FIRST + timedelta(days=_DAYS)
    town, half = dice.choice(names.towns)
    given = dice.choice(dice.choice((*names.elder, *names.younger)))
    family = dice.choice(names.family)
    return (
        str(number),
        "organization" if organization else "person",
        "" if organization else given,
        f"Coopérative {family} {number}" if organization else f"{family}-{_syllables(dice)}",
        "" if organization else born_on.isoformat(),
        "fr",
        f"membre{number}@example.org" if dice.random() < _WITH_ADDRESS else "",
        f"418 555-{dice.randrange(10_000):04}",
        f"{dice.randrange(1, 4_000)}, {dice.choice(names.streets)}",
        town,
        f"{half} 1A1",
        "full",
        joined_on.isoformat(),
        left_on.isoformat() if left and left_on else "",
        dice.choice(_CAUSES) if left else "",
        "" if left else "1",
        "" if left else joined_on.isoformat(),
    )


def _syllables(dice: random.Random) -> str:
    """A second family name, so that there are as many names as in a real register."""
    return "".join(_parts(dice)).capitalize()


def _parts(dice: random.Random) -> Iterator[str]:
    for _ in range(2):
        yield dice.choice("bcdfglmnprstv")
        yield dice.choice(("a", "é", "i", "o", "ou", "eau"))
