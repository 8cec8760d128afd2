import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.actors.local import groups_in, local_id
from sayso.grounding.actors.normal import words


def named(text: str) -> list[str]:
    found = words(text)
    return [text[found[g.first].start : found[g.last - 1].end] for g in groups_in(found)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("fighters of the Red Dune Brigade", ["Red Dune Brigade"]),
        ("Movement for the Dignity of Kanem", ["Movement for the Dignity of Kanem"]),
        ("Liwa al-Sahra", ["Liwa al-Sahra"]),
        ("spokesman Ali of Harakat al-Najm", ["Harakat al-Najm"]),
        ("لواء الصحراء", ["لواء الصحراء"]),
        ("бригада Схід", []),
        ("Бригада Схід", ["Бригада Схід"]),
        ("members of the Banu Salim tribe", ["Banu Salim tribe"]),
        ("the Armed Group", []),
        ("a militia", []),
        ("Sunni militia", []),
        ("Security Council", []),
        ("Security Council Resolution 99", []),
        ("Karim Haddad", []),
    ],
)
def test_groups_are_known_by_the_noun_their_name_is_built_on(text: str, right: list[str]):
    assert named(text) == right


def test_an_unknown_group_has_one_id_in_all_spellings_that_differ_by_case_or_article(who):
    one = who("Red Dune Brigade", "The Red Dune Brigade came.")[0]
    other = who("fighters of the RED DUNE BRIGADE", "Some fighters of the RED DUNE BRIGADE came.")[0]
    assert one == other == local_id("red dune brigade")
    assert one.startswith("local:red-dune-brigade-")


def test_another_group_has_another_id():
    assert local_id("لواء الصحراء") != local_id("لواء البحر")
    assert local_id("Red Dune Brigade") != local_id("Red Dune Battalion")


@given(st.text(max_size=60))
def test_an_id_is_plain_and_short(name: str):
    id_ = local_id(name)
    assert id_.isascii()
    assert id_ == id_.lower()
    assert " " not in id_
    assert len(id_) <= 60
