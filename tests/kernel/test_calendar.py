"""Business days against the obvious walk, month ends against the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rochdale.kernel.calendar import (
    FRIDAY_SATURDAY,
    BusinessCalendar,
    NoBusinessDay,
    is_month_end,
    month_end,
    month_ends,
    months_after,
)

DAY = timedelta(days=1)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
weekends = st.frozensets(st.integers(1, 7), max_size=6)
calendars = st.builds(BusinessCalendar, weekends, st.frozensets(days, max_size=20))

NEW_YEAR = BusinessCalendar(holidays=frozenset({date(2027, 1, 1), date(2026, 12, 25)}))


@pytest.mark.parametrize(
    ("day", "following", "previous"),
    [
        (date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 23)),  # a holiday, then a weekend
        (date(2026, 12, 31), date(2027, 1, 4), date(2026, 12, 30)),
        (date(2027, 1, 2), date(2027, 1, 4), date(2026, 12, 31)),
    ],
)
def test_over_the_holidays(day: date, following: date, previous: date) -> None:
    assert NEW_YEAR.next_business_day(day) == following
    assert NEW_YEAR.previous_business_day(day) == previous


def test_a_week_may_rest_on_other_days() -> None:
    calendar = BusinessCalendar(weekend=FRIDAY_SATURDAY)
    assert calendar.next_business_day(date(2026, 11, 26)) == date(2026, 11, 29)  # Thursday to Sunday


def test_the_last_business_day_of_a_month() -> None:
    assert NEW_YEAR.last_business_day_of_month(date(2027, 1, 9)) == date(2027, 1, 29)  # the 31st is a Sunday


@given(calendars, days)
def test_the_next_business_day_is_the_first_open_one(calendar: BusinessCalendar, day: date) -> None:
    found = calendar.next_business_day(day)
    assert found > day
    assert calendar.is_business_day(found)
    assert list(calendar.business_days(day + DAY, found)) == [found]


@given(calendars, days)
def test_the_previous_business_day_mirrors_the_next(calendar: BusinessCalendar, day: date) -> None:
    found = calendar.previous_business_day(day)
    assert found < day
    assert list(calendar.business_days(found, day - DAY)) == [found]


@given(calendars, days)
def test_an_open_day_is_its_own_neighbour(calendar: BusinessCalendar, day: date) -> None:
    assume(calendar.is_business_day(day))
    assert calendar.on_or_after(day) == day == calendar.on_or_before(day)


@given(calendars, days)
def test_there_and_back(calendar: BusinessCalendar, day: date) -> None:
    assume(calendar.is_business_day(day))
    assert calendar.previous_business_day(calendar.next_business_day(day)) == day


def test_a_calendar_of_rest_is_refused_rather_than_searched_for_ever() -> None:
    calendar = BusinessCalendar(weekend=frozenset(range(1, 8)))
    with pytest.raises(NoBusinessDay) as caught:
        calendar.on_or_after(date(2026, 1, 1))
    assert caught.value.facts() == {"day": date(2026, 1, 1)}


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="ISO weekdays"):
        BusinessCalendar(weekend=frozenset({0}))


@given(days)
def test_the_day_after_a_month_end_is_a_first(day: date) -> None:
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + DAY).day == 1
    assert is_month_end(day) == (day == end)


def test_month_ends_between_two_dates() -> None:
    assert list(month_ends(date(2024, 1, 31), date(2024, 4, 29))) == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
    ]
    assert list(month_ends(date(2024, 2, 1), date(2024, 2, 28))) == []
    assert list(month_ends(date(2024, 3, 1), date(2024, 2, 28))) == []


@pytest.mark.parametrize(
    ("months", "later"),
    [(6, date(2027, 2, 28)), (18, date(2028, 2, 29)), (-1, date(2026, 7, 31)), (12, date(2027, 8, 31))],
)
def test_months_after_the_last_of_a_month(months: int, later: date) -> None:
    assert months_after(date(2026, 8, 31), months) == later


@given(days, st.integers(-600, 600))
def test_months_after_keep_the_day_where_the_month_has_it(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and is_month_end(later))
