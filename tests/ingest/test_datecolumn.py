from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.datecolumn import DateColumn, candidates, months

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def seen(*texts: str) -> DateColumn:
    column = DateColumn()
    for text in texts:
        column.see(text)
    return column


@pytest.mark.parametrize(
    "text",
    [
        "2017-12-11",
        "2017-12-11T18:41:00Z",
        "2017-12-11 18:41:00+03:00",
        "20171211",
        "2017/12/11",
        "2017.12.11 18:41",
        " 11 December 2017 ",
        "11 Dec 2017, 18:41",
        "Mon, 11 Dec 2017 18:41:00 GMT",
        "December 11, 2017",
        "Monday, December 11th, 2017",
        "Dec. 11 2017",
        "11-Dec-2017",
        "11. Dezember 2017",
        "11 décembre 2017",
        "11 de diciembre de 2017",
        "11 Aralık 2017",
        "11 декабря 2017 г.",
        "11 грудня 2017",
        "11 ديسمبر 2017",
        "١١ ديسمبر ٢٠١٧",
    ],
)
def test_forms_that_can_mean_one_day(text: str):
    assert candidates(text) == [date(2017, 12, 11)]


@pytest.mark.parametrize(
    "text", ["", "soon", "12/11/17", "2017-13-45", "30/30/2017", "11 Foo 2017", "31/4/2017", "1512950400"]
)
def test_what_is_no_date(text: str):
    assert candidates(text) == []


def test_figures_can_mean_two_days():
    assert candidates("3/4/2013") == [date(2013, 4, 3), date(2013, 3, 4)]
    assert candidates("3.3.2013") == [date(2013, 3, 3)]
    assert candidates("8/21/2013 12:00:00 AM") == [date(2013, 8, 21)]


def test_a_number_over_12_settles_the_column():
    column = seen("3/4/2013", "8/21/2013", "2013-05-06")
    assert [column.day(text) for text in ("3/4/2013", "8/21/2013")] == [date(2013, 3, 4), date(2013, 8, 21)]
    assert list(column.words()) == []
    assert seen("21/8/2013").day("3/4/2013") == date(2013, 4, 3)


def test_a_column_that_is_not_settled_is_left_empty_with_a_word():
    column = seen("3/4/2013", "5/5/2013", "6/7/2013", "2013-08-21")
    assert column.day("3/4/2013") is None
    assert column.day("5/5/2013") == date(2013, 5, 5)
    [words] = column.words()
    assert words == "2 dates were left empty: '3/4/2013' may be day or month first, and no other date there tells"


def test_a_column_that_says_both_is_left_empty_with_a_word():
    column = seen("3/4/2013", "8/21/2013", "21/8/2013")
    assert column.day("3/4/2013") is None
    assert column.day("21/8/2013") == column.day("8/21/2013") == date(2013, 8, 21)
    [words] = column.words()
    assert words.endswith("and both '21/8/2013' and '8/21/2013' stand there")


def test_what_is_no_date_is_told_once():
    assert list(seen("soon", "later").words()) == [
        "2 dates were left empty: 'soon' is not known as a date; write 2017-12-11"
    ]
    assert seen("soon").day("soon") is None


@given(DAYS)
def test_a_day_in_iso_is_that_day(day: date):
    assert candidates(day.isoformat()) == [day]


@given(st.lists(DAYS, min_size=1), st.booleans(), st.sampled_from("/.-"))
def test_a_column_is_read_as_it_was_written_or_left_empty(days: list[date], day_first: bool, sign: str):
    texts = [
        sign.join([*((f"{d.day}", f"{d.month}") if day_first else (f"{d.month}", f"{d.day}")), f"{d.year}"])
        for d in days
    ]
    column = seen(*texts)
    is_settled = any(day.day > 12 for day in days)
    for day, text in zip(days, texts, strict=True):
        assert column.day(text) == (day if is_settled or day.day == day.month else None)


@given(st.text())
def test_any_text_is_a_date_or_not(text: str):
    assert len(candidates(text)) <= 2


def test_no_name_means_two_months():
    assert months()["mars"] == months()["marzo"] == months()["مارس"] == 3
    assert set(months().values()) == set(range(1, 13))
