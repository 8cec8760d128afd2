import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.codings import SLOTS, Coding
from benchmarks.reliability import Bin, bins, calibration_error, draw, judge

judged_claims = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def coding(start: int, kind: str, confidence: float) -> Coding:
    return Coding(start, start + 5, kind, "happened", "asserts", dict.fromkeys(SLOTS, ()), confidence)


def test_a_claim_is_right_when_it_pairs_with_a_coded_claim_of_its_kind():
    gold = [coding(0, "harm", 1.0), coding(10, "clash", 1.0)]
    found = [coding(0, "harm", 0.9), coding(10, "harm", 0.6), coding(30, "harm", 0.2)]
    assert judge(gold, found) == [(0.9, True), (0.6, False), (0.2, False)]


def test_the_error_is_the_distance_between_confidence_and_the_share_right():
    sure_and_half_right = bins([(0.9, True), (0.9, False)] * 5)
    assert sure_and_half_right == [Bin(0.9, 1.0, 10, pytest.approx(0.9), 0.5)]
    assert calibration_error(sure_and_half_right) == pytest.approx(0.4)
    assert calibration_error(bins([(0.5, True), (0.5, False)])) == pytest.approx(0)
    assert calibration_error([]) == 0


@given(judged_claims)
def test_every_claim_falls_in_one_bin(judged: list[tuple[float, bool]]):
    diagram = bins(judged)
    assert sum(b.claims for b in diagram) == len(judged)
    assert all(b.low <= b.confidence + 1e-9 and b.confidence <= b.high + 1e-9 for b in diagram)
    assert 0 <= calibration_error(diagram) <= 1 + 1e-9


def test_the_drawing_is_well_formed_and_has_a_line_for_each_set_of_texts():
    diagram = bins([(0.2, False), (0.9, True)])
    svg = ElementTree.fromstring(draw({"dev": diagram, "held out": diagram}))
    names = [child.tag.rpartition("}")[2] for child in svg]
    assert names.count("polyline") == 2
    assert names.count("circle") == 4
    assert {"dev", "held out"} <= {child.text for child in svg}
