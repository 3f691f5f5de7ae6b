"""The year as people feel it: what is spent and what heating costs, month by month, in percent of the mean."""

from __future__ import annotations

from typing import Final

from rochdale.config.demo.texts import Shelf

HYDRO_PERCENT: Final = (0, 205, 215, 185, 135, 90, 62, 58, 58, 64, 90, 130, 178)
HEATING_PERCENT: Final = (0, 200, 190, 150, 70, 10, 0, 0, 0, 20, 110, 160, 190)
SPENDING_PERCENT: Final = (0, 78, 84, 92, 97, 101, 107, 114, 110, 99, 96, 110, 146)

# How often each shelf is visited, by month: the months are January to December.
_VISITS: Final[dict[Shelf, tuple[int, ...]]] = {
    Shelf.FOOD: (44, 44, 44, 44, 44, 44, 44, 44, 44, 44, 45, 52),
    Shelf.PHARMACY: (11, 11, 10, 9, 8, 7, 6, 6, 8, 9, 10, 11),
    Shelf.FUEL: (17, 17, 17, 17, 18, 20, 22, 21, 18, 17, 17, 17),
    Shelf.TABLE: (9, 10, 11, 12, 14, 16, 18, 17, 14, 12, 11, 16),
    Shelf.HOME: (4, 4, 5, 9, 13, 12, 9, 8, 8, 7, 5, 5),
    Shelf.CLOTHES: (3, 3, 4, 5, 5, 4, 4, 8, 6, 5, 7, 10),
    Shelf.GIFTS: (2, 3, 2, 3, 4, 3, 2, 2, 2, 3, 9, 26),
    Shelf.SUMMER: (0, 0, 0, 0, 2, 8, 15, 13, 3, 0, 0, 0),
}
# What a visit costs, in cents: least and most.
PRICES_MINOR: Final[dict[Shelf, tuple[int, int]]] = {
    Shelf.FOOD: (1_850, 19_800),
    Shelf.PHARMACY: (890, 7_800),
    Shelf.FUEL: (2_800, 9_200),
    Shelf.TABLE: (750, 8_900),
    Shelf.HOME: (1_200, 28_000),
    Shelf.CLOTHES: (2_400, 17_500),
    Shelf.GIFTS: (1_100, 13_500),
    Shelf.SUMMER: (900, 16_000),
}
SHELVES: Final = tuple(_VISITS)


def visits(month: int) -> tuple[int, ...]:
    """How often each of `SHELVES` is visited in a month, one against the other."""
    return tuple(_VISITS[shelf][month - 1] for shelf in SHELVES)


def seasonal(minor: int, percents: tuple[int, ...], month: int) -> int:
    """An amount of the mean month as it is in `month`, in whole minor units."""
    return minor * percents[month] // 100
