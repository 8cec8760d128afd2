import pytest

from sayso.grounding.places.lexicon import Lexicon
from sayso.grounding.places.links import Tie, tie, tie_before
from sayso.grounding.places.words import split


@pytest.mark.parametrize(
    ("text", "relation", "bearing", "km"),
    [
        ("in Kutum", "in", None, None),
        ("close to Kutum", "near", None, None),
        ("30km south of Kutum", "from", 180, 30),
        ("about 20 miles north-east of Kutum", "from", 45, 32.187),
        ("some 12 kilometres to the west of Kutum", "from", 270, 12),
        ("within 7.5 km of Kutum", "from", None, 7.5),
        ("ten kilometers from Kutum", "from", None, 10),
        ("1,500 metres east of Kutum", "from", 90, 1.5),
        ("north and west of Kutum", "from", 315, None),
        ("to the north of Kutum", "from", 0, None),
        ("between Kutum and Tina", "between", None, None),
        ("on the road to Kutum", "road", None, None),
        ("60 nautical miles off the coast of Sudan", "offshore", None, 111.12),
        ("off the coast of Sudan", "offshore", None, None),
        ("on the border with Chad", "border", None, None),
    ],
)
def test_ties(words: Lexicon, text: str, relation: str, bearing: float | None, km: float | None):
    found = tie(split(text, words), words, 0)
    assert found is not None
    assert (found.relation, found.bearing) == (relation, pytest.approx(bearing) if bearing is not None else None)
    assert found.km == (pytest.approx(km, abs=0.01) if km else None)
    assert split(text, words).words[found.last].text in ("Kutum", "Sudan", "Chad")


@pytest.mark.parametrize(
    "text", ["30 people of Kutum", "the north of Kutum", "9000 km south of Kutum", "Kutum", "south"]
)
def test_no_ties(words: Lexicon, text: str):
    assert tie(split(text, words), words, 0) is None


def test_a_tie_before_a_name(words: Lexicon):
    text = split("Fighters gathered near the town", words)
    assert tie_before(text, words, 4) == Tie("near", 3)
    assert tie_before(split("It fell. Near", words), words, 3) is None
    assert tie_before(split("30 km south of Kutum", words), words, 4) == Tie("from", 4, 180.0, 30.0)
