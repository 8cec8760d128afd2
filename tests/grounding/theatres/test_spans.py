from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.theatres.spans import day, held, interval, meet

days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
spans = st.tuples(days, days).map(lambda two: (min(two), max(two)))


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        (2015, date(2015, 1, 1), date(2015, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2017-12-10", date(2017, 12, 10), date(2017, 12, 10)),
        (None, None, None),
    ],
)
def test_a_year_and_a_month_mean_their_first_or_their_last_day(told: str, first: date, last: date) -> None:
    assert (day(told, last=False), day(told, last=True)) == (first, last)


@given(days)
def test_any_day_is_itself(one: date) -> None:
    assert day(one.isoformat(), last=True) == day(one.isoformat(), last=False) == one


@pytest.mark.parametrize(
    "told", ["2015-02-30", "2015-13", "2015-00", "15", "2015-1-1", "20150101", "٢٠١٥", "soon", "", 3]
)
@pytest.mark.parametrize("last", [True, False])
def test_what_is_no_day_is_refused(told: str, last: bool) -> None:
    with pytest.raises(ValueError, match=r"is no day of the calendar|is not a day as"):
        day(told, last=last)


def test_open_ends_are_none_in_an_interval_and_the_calendar_s_in_a_span() -> None:
    assert interval({"from": "2015"}) == (date(2015, 1, 1), None)
    assert held({"from": "2015"}) == (date(2015, 1, 1), date.max)
    assert held({"from": "2015", "to": "2014"}) is None
    assert held({"from": "2015-02-30"}) is None


@given(spans, spans, days)
def test_two_spans_meet_on_the_days_that_are_in_both(
    one: tuple[date, date], other: tuple[date, date], on: date
) -> None:
    both = meet(one, other)
    assert both == meet(other, one)
    assert (one[0] <= on <= one[1] and other[0] <= on <= other[1]) == bool(both and both[0] <= on <= both[1])


def test_spans_that_touch_on_one_day_meet_and_neighbours_do_not() -> None:
    start = date(2016, 7, 28)
    assert meet((date(2012, 1, 1), start), (start, date(2017, 1, 1))) == (start, start)
    assert meet((date(2012, 1, 1), start), (start + timedelta(1), date(2017, 1, 1))) is None
