"""Tolls as bounds, by the codebook's rulings 7 and 14."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.tolls import bounds, counted, is_date, no_number, whole_number
from sayso.reading.words import tokenize


@pytest.mark.parametrize(
    ("mention", "low", "high"),
    [
        ("13", 13, 13),
        ("at least 13", 13, None),
        ("more than 60", 60, None),
        ("no fewer than 17", 17, None),
        ("up to thirty", None, 30),
        ("no more than 12", None, 12),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds", 200, None),
        ("several", 3, None),
        ("Tens of thousands", 20_000, None),
        ("one", 1, 1),
        ("a", 1, 1),
        ("twenty-six", 26, 26),
        ("two hundred and five", 205, 205),
        ("1,500", 1500, 1500),
        ("14.000", 14_000, 14_000),
        ("1.2 million", 1_200_000, 1_200_000),
        ("15 to 20", 15, 20),
        ("between 4,000 and 5,000", 4000, 5000),
        ("6–10", 6, 10),
        ("two or three", 2, 3),
        ("about 40", 40, 40),
        ("soldiers", None, None),
        ("", None, None),
    ],
)
def test_bounds(mention: str, low: int | None, high: int | None) -> None:
    assert bounds(mention) == (low, high)


@given(st.integers(2, 10**9))
def test_figures_are_themselves(number: int) -> None:
    assert bounds(f"{number:,}") == (number, number)
    assert bounds(f"at least {number}") == (number, None)


@given(st.text(max_size=60))
def test_bounds_never_cross(text: str) -> None:
    low, high = bounds(text)
    assert low is None or high is None or low <= high


def test_what_is_counted() -> None:
    assert counted("harm", "killed") == "killed"
    assert counted("harm", "injuring") == "wounded"
    assert counted("air_strike", "sorties") == "sorties"
    assert counted("displacement", "fled") == "displaced"
    assert counted("takeover", "seized") == "other"


@pytest.mark.parametrize("mention", ["02.10.2031", "2031-10-02", "2/10/31"])
def test_a_date_is_no_toll(mention: str) -> None:
    assert is_date(mention)
    assert not is_date("12.000")


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        ("they found at least 13 bodies", 4, "at least 13"),
        ("they found at least 13 bodies", 3, "at least 13"),
        ("and more than 700 fled", 3, "more than 700"),
        ("up to 40 fled", 2, "up to 40"),
        ("the 40 fled", 1, "40"),
    ],
)
def test_a_number_brings_what_bounds_it(text: str, first: int, whole: str) -> None:
    doc = tokenize(text)
    number = next(token.i for token in doc if token.text.isdecimal())
    begin, end = whole_number(doc, first, number)
    assert doc[begin : end + 1].text == whole


def test_a_row_of_digits_is_no_number():
    assert bounds("9" * 400) == (None, None)
    assert bounds(f"between 5 and {'9' * 5_000}") == (None, None)


def test_an_article_before_a_group_counts_nobody() -> None:
    doc = tokenize("a number of men and a man")
    assert no_number(doc, 0, 0)
    assert not no_number(doc, 5, 5)
