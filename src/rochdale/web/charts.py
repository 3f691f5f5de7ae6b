"""The geometry of our two charts: the split of a whole, and the curve of a balance.

Whole numbers only: widths and heights are splits of the drawing, as exact as the money that they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rochdale.money.amount import Money
from rochdale.money.split import split_minor
from rochdale.web.values import Words

WIDTH = 1000
HEIGHT = 200
COLOURS = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a whole: `x` and `width` in thousandths of the bar, `colour` from 1 to COLOURS."""

    label: Words
    value: Money | int
    x: int
    width: int
    colour: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing of a balance over days, and the table of the same figures."""

    line: str
    area: str
    zero: int
    low: Money
    high: Money
    days: Sequence[tuple[date, Money]]


def split_bar(parts: Sequence[tuple[Words, Money | int]]) -> list[Segment]:
    """The segments of a whole whose parts are none of them negative and not all nothing.

    Raises NothingToSplitBy, NegativeWeight.
    """
    widths = split_minor(WIDTH, [_minor(value) for _, value in parts])
    segments, x = [], 0
    for position, ((label, value), width) in enumerate(zip(parts, widths, strict=True)):
        segments.append(Segment(label, value, x, width, position % COLOURS + 1))
        x += width
    return segments


def balance_curve(days: Sequence[tuple[date, Money]]) -> Curve:
    """The curve of a balance known at the end of some days, oldest first, at least one; all of one currency.

    A balance does not glide from one figure to the next: it stays until it changes, so the line has steps.
    """
    amounts = [amount for _, amount in days]
    low, high = min(amounts), max(amounts)
    bottom, top = min(low.minor, 0), max(high.minor, 0)
    points = [(_along(day, days), _down(amount.minor, bottom, top)) for day, amount in days]
    line = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:]) + f"H{WIDTH}"
    zero = _down(0, bottom, top)
    return Curve(line, f"{line}V{zero}H{points[0][0]}Z", zero, low, high, tuple(days))


def _minor(value: Money | int) -> int:
    return value.minor if isinstance(value, Money) else value


def _along(day: date, days: Sequence[tuple[date, Money]]) -> int:
    first, last = days[0][0], days[-1][0]
    return WIDTH * (day - first).days // max((last - first).days + 1, 1)


def _down(minor: int, bottom: int, top: int) -> int:
    return HEIGHT - HEIGHT * (minor - bottom) // max(top - bottom, 1)
