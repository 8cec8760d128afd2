"""Trees have one root and no cycle, and are the best there are."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.trees import heads_of


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return False
    for begin in range(len(heads)):
        at = begin
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return False
    return True


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_always_a_tree(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    assert is_tree(heads_of(scores))


@settings(deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_best_tree_of_the_best_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    found = heads_of(scores)
    root = next(i for i, head in enumerate(found) if head == i)
    rivals = [h for h in product(range(n), repeat=n) if h[root] == root and is_tree(list(h))]
    best = max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in rivals)
    assert abs(sum(scores[i, h] for i, h in enumerate(found)) - best) < 1e-4


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1.0, 0.0, 0.0], [2.0, -9.0, 5.0], [0.0, 6.0, -9.0]], dtype=np.float32)
    assert heads_of(scores) == [0, 0, 1]
