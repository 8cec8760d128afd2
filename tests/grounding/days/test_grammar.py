import pytest

from sayso.grounding.days.grammar import phrases
from sayso.grounding.days.tokens import tokenize
from sayso.grounding.days.values import (
    Away,
    DayOf,
    Hour,
    MonthOf,
    NightOf,
    Range,
    Since,
    SliceOf,
    ThirdOf,
    UnitOf,
    Vague,
    Value,
    WeekdayOf,
    Window,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tuesday, 3 May", DayOf(3, 5, None, 1)),
        ("the 14th", DayOf(14)),
        ("last May", MonthOf(5, None, "last")),
        ("dawn on Tuesday", WeekdayOf(1)),
        ("overnight to Tuesday", WeekdayOf(1, None, night_before=True)),
        ("late on Tuesday", ThirdOf(WeekdayOf(1), 2)),
        ("3-5 May", Range(DayOf(3, 5), DayOf(5, 5))),
        ("since last May", Since(MonthOf(5, None, "last"))),
        ("the last three days of May", SliceOf(MonthOf(5), -3)),
        ("the previous week", UnitOf("week", "previous")),
        ("earlier this week", UnitOf("week", "this", sofar=True)),
        ("the night before", NightOf("running")),
        ("twenty-one days ago", Away(-21, "day", "writing")),
        ("a fortnight later", Away(1, "fortnight", "running")),
        ("the last 36 hours", Window(-36, "hour", "writing")),
        ("by evening", Hour()),
        ("several months ago", Vague()),
        ("two weeks after the fall", Vague()),
    ],
)
def test_what_an_expression_says(text: str, value: Value):
    found = phrases(tokenize(f"They left {text}."))
    assert [phrase.value for phrase in found] == [value]


def test_the_ends_of_a_range_are_expressions_too():
    [found] = phrases(tokenize("between 3 May and 5 June"))
    assert [part.value for part in found.parts()][1:] == [DayOf(3, 5), DayOf(5, 6)]


@pytest.mark.parametrize("text", ["a two-day visit", "his 22-year-old son", "the city on the river", "some 40 men"])
def test_no_expression_is_found_where_there_is_none(text: str):
    assert phrases(tokenize(text)) == []
