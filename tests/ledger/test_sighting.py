from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Sighting
from tests.ledger.reports import NOON, document, sighting

ONE = sighting(document(1))


def test_seen_twice_in_the_same_way_it_is_one_sighting():
    assert replace(ONE, seen_at=NOON + timedelta(days=1)).id == ONE.id
    assert len(ONE.id) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"document_id": "0" * 64},
        {"name": "b.txt"},
        {"publisher": None},
        {"publisher": ""},
        {"published": None},
        {"url": "https://tosk.test/1"},
    ],
)
def test_seen_in_another_way_it_is_another(change: dict):
    assert replace(ONE, **change).id != ONE.id


@given(st.text(), st.text() | st.none())
def test_names_and_publishers_do_not_run_into_each_other(name: str, publisher: str | None):
    given = Sighting("0" * 64, name, publisher, None, None, NOON)
    assert given.id != Sighting("0" * 64, f"{name}{publisher}", None, None, None, NOON).id


def test_the_first_published_ranks_first_and_the_undated_last():
    undated = replace(ONE, published=None)
    first = replace(ONE, published=date(2031, 1, 1), publisher=None)
    assert sorted([undated, ONE, first], key=lambda one: one.rank) == [first, ONE, undated]
