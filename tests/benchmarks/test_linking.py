import numpy as np
import pytest

from benchmarks import linking


def test_figures_of_a_small_war():
    found = linking.figures(claims=600, seed=3, splink=False)
    assert 0.3 < found["link.bcubed.f1"] <= 1
    assert 0.1 < found["link.pairwise.f1"] <= 1
    assert 0 <= found["link.context"] < 0.5


def test_claims_that_speak_of_no_one_happening_are_not_scored():
    found, true = np.array([0, 0, 0, 1]), np.array([5, 5, -1, 6])
    told = linking.scored("x", found, true, true >= 0)
    assert told["x.pairwise.precision"] == told["x.bcubed.f1"] == 1


def test_splink_is_measured_on_the_same_claims():
    pytest.importorskip("splink", reason="Splink is in requirements-bench.txt")
    found = linking.figures(claims=1500, seed=3)
    assert 0.4 < found["splink.bcubed.f1"] < 1
    assert 0 < found["splink.threshold"] < 1
