import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.actors.normal import fold, marked, skeleton, words


@pytest.mark.parametrize(
    "spellings",
    [
        ["Jaysh al-Usud", "jaysh al usud", "Jaysh ul-Usud", "JAYSH AL-USUD", "Jaysh al-Usud's"],
        ["Ansar ash-Sharia", "Ansar al-Sharia", "Ansar Sharia"],
        ["Kata'ib Sayyid", "Kata’ib Sayyid", "Kataib Sayyid"],
        ["U.N.", "UN"],
        ["Fatḥ", "fath"],
        ["حركة أحرار", "حركه احرار", "الحركة الأحرار"],
        ["ارتش کشور", "ارتش كشور"],
    ],
)
def test_spellings_of_a_name_fold_to_the_same(spellings: list[str]):
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_a_word_that_begins_like_an_article_keeps_its_letters():
    assert fold("Aleppo Alawite Elders") == "aleppo alawite elders"
    assert fold("As Serbia fell") == "as serbia fell"


@pytest.mark.parametrize(
    ("one", "other"), [("tahrir", "tehreer"), ("jaysh", "jeish"), ("cham", "sham"), ("izza", "ezzah")]
)
def test_a_skeleton_is_the_same_for_transliterations_of_one_word(one: str, other: str):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("islam", "izza"), ("sham", "haqq"), ("tawhid", "tahrir")])
def test_a_skeleton_tells_other_words_apart(one: str, other: str):
    assert skeleton(one) != skeleton(other)


def test_a_name_does_not_go_on_over_a_comma_a_paragraph_or_a_full_stop():
    found = {word.text: word.ends for word in words("Gen. Idris, of Abéché\n\nwon there. He left")}
    assert found == {
        "Gen": False,
        "Idris": True,
        "of": False,
        "Abéché": True,
        "won": False,
        "there": True,
        "He": False,
        "left": False,
    }


@given(st.text(), st.integers(0, 1000))
def test_words_stand_where_they_say(text: str, base: int):
    for word in words(text, base):
        assert text[word.start - base : word.end - base] == word.text
        assert word.text


@given(st.text(alphabet="abcdeghlmnrstyzABEL ", max_size=40))
def test_folding_again_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Syrias army", ["Syria's", "army"]),
        ("the armys jets", ["the", "army's", "jets"]),
        ("rebels of the press", ["rebels", "of", "the", "press"]),
        ("Laos", ["Laos"]),
        ("US Congress", ["US", "Congress"]),
        ("Norrels boys", ["Norrel's", "boys"]),
    ],
)
def test_genitives_get_their_apostrophes_back(text: str, plain: list[str]):
    assert [word.text for word in marked(words(text))] == plain
