from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.partitions import Agreement, bcubed, numbered, pairwise

GROUPINGS = st.integers(1, 30).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 8), min_size=size, max_size=size)] * 2)
)


def test_the_example_of_bagga_and_baldwin():
    true = np.array([0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2])
    first = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
    second = np.array([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])
    assert bcubed(first, true).precision == pytest.approx(0.76, abs=0.005)
    assert bcubed(second, true).precision == pytest.approx(0.58, abs=0.005)
    assert bcubed(first, true).recall == 1


@given(GROUPINGS)
def test_counting_gives_what_going_through_all_pairs_gives(both):
    found, true = (np.array(labels) for labels in both)
    pairs = list(combinations(range(len(found)), 2))
    put = [pair for pair in pairs if found[pair[0]] == found[pair[1]]]
    belong = [pair for pair in pairs if true[pair[0]] == true[pair[1]]]
    right = len(set(put) & set(belong))
    told = pairwise(found, true)
    assert told.precision == pytest.approx(right / len(put) if put else 1)
    assert told.recall == pytest.approx(right / len(belong) if belong else 1)


@given(GROUPINGS)
def test_bcubed_gives_what_going_through_all_things_gives(both):
    found, true = (np.array(labels) for labels in both)
    shared = [((found == f) & (true == t)).sum() for f, t in zip(found, true, strict=True)]
    told = bcubed(found, true)
    assert told.precision == pytest.approx(
        np.mean([n / (found == f).sum() for n, f in zip(shared, found, strict=True)])
    )
    assert told.recall == pytest.approx(np.mean([n / (true == t).sum() for n, t in zip(shared, true, strict=True)]))


@given(GROUPINGS)
def test_the_same_grouping_agrees_wholly_whatever_the_names_of_its_groups(both):
    labels = np.array(both[0])
    renamed = numbered([f"group {label}" for label in both[0]])
    assert pairwise(renamed, labels) == bcubed(renamed, labels) == Agreement(1, 1)


def test_nothing_right_is_nothing():
    assert Agreement(0, 0).f1 == 0
    assert pairwise(np.array([0, 0]), np.array([0, 1])).f1 == 0
