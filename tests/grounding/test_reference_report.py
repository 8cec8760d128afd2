"""The report that sayso was conceived from, grounded mention by mention against keys coded by hand."""

import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks import actors, days, places
from benchmarks.codings import load_texts
from benchmarks.paths import SHARED
from sayso.grounding import default_grounder
from sayso.grounding.days import timeline
from sayso.grounding.ground import Grounder

NAME = "voa-idlib"
COMMON_NOUNS = re.compile(r"villages|areas|(these|entire) .*")

pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "dev").exists(), reason="needs ../shared/gold/dev")


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return default_grounder()


def test_every_place_is_within_its_tolerance_or_its_right_division(grounder):
    judged = [one for one in places.judge(grounder.places) if one.document == NAME]
    assert len(judged) > 20
    wrong = [(one.mention, one.verdict, one.why) for one in judged if one.verdict != "right"]
    assert [miss for miss in wrong if not COMMON_NOUNS.fullmatch(miss[0])] == []
    assert not any(verdict == "wrong" for _, verdict, _ in wrong)


def test_every_actor_is_right(grounder):
    texts = [text for text in load_texts(SHARED / "gold" / "dev") if Path(text.document.name).stem == NAME]
    tally = actors.measure(texts, actors.load_key(), grounder.actors)
    assert tally.named > 25
    assert tally.misses == []


def test_every_date_is_right():
    [document] = [found[NAME] for found in days.documents().values() if NAME in found]
    assert document.published == date(2017, 12, 11)
    found = timeline(document.text, document.published)
    rows = [row for row in days.load_key(days.KEY) if row.document == NAME]
    assert len(rows) >= 5
    for row in rows:
        assert days.ours(found, row.mention, days.start_of(row, document.text)) == row.days, row.mention
