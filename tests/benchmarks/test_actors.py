from datetime import date
from pathlib import Path

import pytest

from benchmarks.actors import KEY, Tally, load_key, measure, mentions_of
from benchmarks.codings import CodedText, Coding, CodingError
from sayso.grounding.actors import Actors
from sayso.grounding.theatres import Actor, Name, Theatre
from sayso.grounding.theatres.sides import Sides
from sayso.grounding.theatres.states import States
from sayso.ingest.document import Document

TEXT = "Blue Front fired. Police fled. Blue Front fired again at two cars."


@pytest.fixture(scope="module")
def actors() -> Actors:
    front = Actor("blue", "Blue Front", "group", 2, names=(Name(None, None, "s", "Blue Front", "en"),))
    return Actors([Theatre("t", "T", (), None, None, {}, (), (), {"blue": front}, {"s": "s"})], States(), Sides())


def coded() -> CodedText:
    slots = {"source": (), "target": ("two cars",), "actor": ("Blue Front",)}
    document = Document(TEXT, "blue.txt", published=date(2020, 1, 1))
    first = Coding(11, 16, "attack", None, None, {"source": (), "target": (), "actor": ("Blue Front",)})
    return CodedText(document, (first, Coding(42, 47, "attack", None, None, slots)))


def test_mentions_stand_as_near_to_their_trigger_as_they_can():
    assert [(m.start, m.role) for m in mentions_of(coded())] == [(0, "actor"), (31, "actor"), (57, "target")]


def counts(tally: Tally) -> tuple[int, int, int, int, int]:
    return tally.right, tally.wrong, tally.empty, tally.spared, tally.invented


@pytest.mark.parametrize(
    ("front", "cars", "right"),
    [
        (("blue",), ("",), (1, 0, 0, 1, 0)),
        (("red", "blue"), ("red",), (1, 0, 1, 0, 0)),
        (("red",), ("",), (0, 1, 0, 1, 0)),
        (("",), ("",), (0, 0, 0, 1, 1)),
        (("", "blue"), ("", "red"), (0, 0, 0, 0, 0)),
        (("", "red"), ("",), (0, 1, 0, 1, 0)),
        (("local:",), ("",), (0, 1, 0, 1, 0)),
    ],
)
def test_each_mention_is_counted_once_by_what_the_key_allows(actors, front, cars, right):
    key = {("blue", "Blue Front"): front, ("blue", "two cars"): cars}
    assert counts(measure([coded()], key, actors)) == right


def test_shares_are_of_the_mentions_that_have_an_actor():
    assert Tally(right=3, wrong=1, spared=9).share("right") == 75
    assert Tally().share("right") == 0


def test_a_mention_that_the_key_lacks_is_told(actors):
    with pytest.raises(CodingError, match="blue: 'Blue Front' is not in the key"):
        measure([coded()], {}, actors)


def test_a_key_of_other_columns_is_told(tmp_path: Path):
    path = tmp_path / "key.csv"
    path.write_text("document,actor\n", "utf-8")
    with pytest.raises(CodingError, match=r"key\.csv: the columns must be"):
        load_key(path)


def test_the_key_that_ships_has_no_row_twice():
    rows = KEY.read_text("utf-8").splitlines()
    assert len(load_key()) == len(rows) - 1 > 400
