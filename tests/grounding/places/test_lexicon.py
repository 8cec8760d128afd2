import copy
from typing import Any

import pytest

from sayso.errors import LexiconError
from sayso.grounding.places.lexicon import NAME, PACKAGE, Lexicon, parse
from sayso.reading.lexicon import load


def test_what_ships(words: Lexicon):
    assert words.part["northeastern"] == 45
    assert words.way["south"] == 180
    assert words.kinds["provinces"] is words.kinds["province"]
    assert words.kinds["village"].strict
    assert words.units["miles"] == pytest.approx(1.609344)
    assert "in" in words.locatives
    assert "of" not in words.locatives


def test_northern_parts_a_province_and_east_a_town(words: Lexicon):
    assert words.broad("northern")
    assert words.broad("northeast")
    assert not words.broad("east")
    assert not words.broad("village")


def test_each_wind_has_a_name(words: Lexicon):
    assert set(words.winds) == {45.0 * i for i in range(8)}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("directions",), [], r"\[\[directions\]\] is missing"),
        (("directions", 0, "bearing"), 360, "bearing from 0 to 359"),
        (("directions", 0, "part"), ["North"], "'?part'? must be a list|part must be a list"),
        (("features", 0, "features"), ["castle"], "no feature 'castle'"),
        (("features", 0, "of"), "beside", "`of` as one of"),
        (("features", 0, "words"), ["city"], "'city' is given twice"),
        (("units", "km", "km"), -1.0, "a number above 0"),
        (("numbers", "words"), {"two": "2"}, "numbers above 0"),
        (("links", "near"), ["near", "near"], "names a word twice"),
        (("cues", "words"), "in", "must be a list"),
    ],
)
def test_a_broken_file_is_told(path: tuple[Any, ...], value: Any, message: str):
    table = copy.deepcopy(load(PACKAGE, NAME))
    part: Any = table
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(LexiconError, match=message) as caught:
        parse(table)
    assert str(caught.value).startswith("places.toml: ")
    assert "\n" not in str(caught.value)
