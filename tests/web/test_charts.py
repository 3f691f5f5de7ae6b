"""The geometry of the charts: parts fill the bar, and the curve stays inside its drawing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.money.errors import NegativeWeight, NothingToSplitBy
from rochdale.web.charts import COLOURS, HEIGHT, WIDTH, balance_curve, split_bar

CAD = Currency.of("CAD")
FIRST = date(2026, 11, 1)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any))
def test_segments_lie_side_by_side_and_fill_the_bar(minors: list[int]) -> None:
    segments = split_bar([("part", Money(minor, CAD)) for minor in minors])
    x = 0
    for segment in segments:
        assert segment.x == x
        assert 1 <= segment.colour <= COLOURS
        x += segment.width
    assert x == WIDTH


def test_a_bar_of_nothing_or_less_is_refused() -> None:
    with pytest.raises(NothingToSplitBy):
        split_bar([("a", 0)])
    with pytest.raises(NegativeWeight):
        split_bar([("a", 2), ("b", -1)])


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=30))
def test_the_curve_stays_inside_its_drawing(minors: list[int]) -> None:
    days = [(FIRST + timedelta(days=n), Money(minor, CAD)) for n, minor in enumerate(minors)]
    curve = balance_curve(days)
    for kind, number in re.findall(r"([HV])(-?\d+)", curve.line):
        assert 0 <= int(number) <= (WIDTH if kind == "H" else HEIGHT)
    assert (curve.low.minor, curve.high.minor) == (min(minors), max(minors))
    assert 0 <= curve.zero <= HEIGHT
    assert list(curve.days) == days


def test_a_balance_stays_until_it_changes() -> None:
    days = [
        (FIRST, Money(0, CAD)),
        (FIRST + timedelta(days=5), Money(100, CAD)),
        (FIRST + timedelta(days=9), Money(50, CAD)),
    ]
    curve = balance_curve(days)
    assert curve.line == "M0 200H500V0H900V100H1000"
    assert curve.area == "M0 200H500V0H900V100H1000V200H0Z"
