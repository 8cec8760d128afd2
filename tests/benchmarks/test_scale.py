import pytest

from benchmarks.scale import exponent, measure
from benchmarks.speed import MeasurementError


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_of_a_power_is_found(power):
    assert exponent({size: 3e-5 * size**power for size in (10_000, 100_000, 1_000_000)}) == pytest.approx(power)


def test_a_process_of_its_own_is_measured():
    told = measure(300, seed=3)
    assert told["seconds"] > 0
    assert told["megabytes"] > 30
    assert 50 < told["events"] < 300


def test_a_process_that_fails_is_told():
    with pytest.raises(MeasurementError, match="reconciling -5 claims failed"):
        measure(-5, seed=3)
