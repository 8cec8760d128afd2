"""How like two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.gazetteer.likeness import Form, likeness
from sayso.grounding.gazetteer.names import normalise, sound


def form(name: str) -> Form:
    return Form.of(normalise(name), sound(normalise(name)))


@pytest.mark.parametrize(
    ("name", "near", "far"),
    [
        ("Abu Dali", "Abu Dalli", "Abu Dayl"),
        ("Khan Sheikhoun", "Khan Shaykhun", "Khan Shaykh"),
        ("كفر نبل", "Kafr Nabl", "Kafr Nabudah"),
        ("Авдеевка", "Avdiivka", "Andriivka"),
    ],
)
def test_another_spelling_is_more_like_than_another_name(name: str, near: str, far: str):
    def like(other: str) -> float:
        return likeness(form(name), form(other))

    assert like(far) < like(near) < 1 == like(name)


def test_two_letters_of_arabic_say_less_than_six():
    assert likeness(form("حلب"), form("Halab")) < likeness(form("السويداء"), form("Suwayda")) < 1
    assert likeness(form("سرمدا"), form("Sarmada")) > 0.75
    assert likeness(form("بن"), form("Bini")) < 0.8 < likeness(form("Bin"), form("Bini"))


@given(st.text(max_size=20), st.text(max_size=20))
def test_it_is_between_nothing_and_one_and_one_only_for_the_same(one: str, other: str):
    value = likeness(form(one), form(other))
    assert 0 <= value <= 1
    assert (value == 1) == (normalise(one) == normalise(other))
    assert value == pytest.approx(likeness(form(other), form(one)))
