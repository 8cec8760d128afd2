from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.days import calendars


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1818, date(1818, 3, 22)), (1943, date(1943, 4, 25)), (2008, date(2008, 3, 23)), (2024, date(2024, 3, 31))],
)
def test_easter(year: int, expected: date):
    assert calendars.easter(year) == expected


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_march_or_april(year: int):
    found = calendars.easter(year)
    assert found is not None
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("islamic", "expected"),
    [((1, 1, 1), date(622, 7, 19)), ((1442, 9, 1), date(2021, 4, 13)), ((1445, 10, 1), date(2024, 4, 10))],
)
def test_the_tabular_islamic_calendar(islamic: tuple[int, int, int], expected: date):
    assert calendars.islamic_day(*islamic) == expected


@given(st.integers(1600, 2400))
def test_a_gregorian_year_has_a_ramadan_among_its_islamic_years(year: int):
    starts = [calendars.islamic_day(islamic, 9, 1) for islamic in calendars.islamic_years(year)]
    assert any(start is not None and start.year == year for start in starts)


@given(st.dates(), st.integers(-(10**8), 10**8))
def test_no_step_leaves_the_calendar(start: date, step: int):
    days, months = calendars.plus(start, step), calendars.month_shift(start, step)
    assert days is None or days - start == timedelta(step)
    assert months is None or (months.year - start.year) * 12 + months.month - start.month == step


def test_a_month_without_that_day_ends_earlier():
    assert calendars.month_shift(date(2016, 1, 31), 1) == date(2016, 2, 29)


@given(st.dates())
def test_a_week_runs_from_monday_to_sunday_around_the_day(inside: date):
    week = calendars.week_days(inside)
    assert week is None or (week[0].weekday() == 0 and week[0] <= inside <= week[1] == week[0] + timedelta(6))


def test_months_count_on_into_other_years():
    assert calendars.month_days(2016, 14) == (date(2017, 2, 1), date(2017, 2, 28))
    assert calendars.month_days(2016, 0) == (date(2015, 12, 1), date(2015, 12, 31))
    assert calendars.months_days(2016, 12, 3) == (date(2016, 12, 1), date(2017, 2, 28))
    assert calendars.years_days(1990, 10) == (date(1990, 1, 1), date(1999, 12, 31))


@pytest.mark.parametrize("year", [0, -5, 10_000])
def test_years_that_are_none(year: int):
    assert calendars.month_days(year, 5) is None
    assert calendars.day(year, 5, 5) is None


def test_the_fourth_thursday():
    assert calendars.nth_weekday(2016, 11, 3, 4) == date(2016, 11, 24)
