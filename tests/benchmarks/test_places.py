from collections import Counter
from pathlib import Path

import pytest

from benchmarks import places as bench
from benchmarks.places import Answer, figures, judge, load_key
from sayso.claims.claim import Location
from sayso.grounding.gazetteer import default_gazetteer
from sayso.grounding.gazetteer.entry import FEATURES
from sayso.grounding.places import Places

SHARED = Path(__file__).parents[3] / "shared"
KINDS = {*FEATURES, "noun", "area", "none"}
needs_dev = pytest.mark.skipif(not bench.DEV.exists(), reason="the dev texts are not there")

DARFUR = Location("iso:SD-DN", "North Darfur", 16.0, 25.2, 4, 330.0, "North Darfur", "SD")
KUTUM = Location("g:1", "Kutum", 14.2, 24.667, 1, 1.0, "North Darfur", "SD")
SUDAN = Location("iso:SD", "Sudan", 14.0, 32.6, 6, 770.0, None, "SD")


def answer(kind: str, radius: float = 0.0, country: str = "SD") -> Answer:
    return Answer("x", (14.21, 24.67), radius, "north  darfur", frozenset({country}), frozenset(kind.split("|")), True)


@pytest.mark.parametrize(
    ("meant", "location", "verdict"),
    [
        (answer("settlement", 3), KUTUM, "right"),
        (answer("settlement", 1), KUTUM, "wrong"),
        (answer("settlement", 3, "TD"), KUTUM, "wrong"),
        (answer("settlement", 3), None, "empty"),
        (answer("division1"), DARFUR, "right"),
        (answer("division1"), KUTUM, "wrong"),
        (answer("settlement|division1", 3), DARFUR, "right"),
        (answer("country"), SUDAN, "right"),
        (answer("country"), DARFUR, "wrong"),
        (answer("none"), None, "right"),
        (answer("none"), SUDAN, "wrong"),
    ],
)
def test_judging(meant: Answer, location: Location | None, verdict: str):
    assert meant.judge(location) == verdict


def test_the_key_is_well_formed():
    key = load_key()
    assert len(key) > 130
    for (document, mention), meant in key.items():
        assert meant.kinds <= KINDS, (document, mention)
        assert ("none" in meant.kinds) == (not meant.name), (document, mention)
        assert meant.radius > 0 or meant.kinds & {"country", "division1", "none"} or meant.point is None
        assert meant.point is None or (abs(meant.point[0]) < 90 and abs(meant.point[1]) < 180)


def test_the_occurrence_that_is_nearest_to_the_anchor():
    text = "Kutum fell. Kutumi did not. Then Kutum was hit."
    assert bench._find(text, "Kutum", "Then Kutum was") == (33, 38)
    assert bench._find(text, "Kutum", "Kutum fell") == (0, 5)


@needs_dev
def test_every_mention_has_an_answer():
    wanted = {(document.name, mention) for document, mentions in bench.documents() for mention in mentions.values()}
    assert wanted == set(load_key())


@needs_dev
def test_the_goals():
    judged = judge(Places(default_gazetteer()))
    found = figures(judged)
    assert found["places.right"] >= 85
    assert found["places.wrong"] <= 4
    assert found["places.others_wrong"] <= 4


@needs_dev
def test_the_reference_report_has_no_error():
    """Every named place within 3 km or its right division (Rujum al Ahmar, which nobody maps, in its division)."""
    judged = [one for one in judge(Places(default_gazetteer())) if one.document == "voa-idlib"]
    named = [one for one in judged if one.answer.kinds & {"settlement", "division1", "airbase"}]
    assert Counter(one.verdict for one in named) == {"right": len(named)}
    assert len(named) > 10
    assert not [one.mention for one in judged if one.verdict == "wrong"]
