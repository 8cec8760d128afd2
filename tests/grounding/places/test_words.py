import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.places.lexicon import Lexicon, lexicon
from sayso.grounding.places.words import split


def forms(text: str, words: Lexicon) -> list[str]:
    return [word.text for word in split(text, words).words]


def test_words_numbers_and_possessives(words: Lexicon):
    assert forms("Kutum's market, 30km off", words) == ["Kutum", "'s", "market", ",", "30", "km", "off"]
    assert forms("the U.S. base at al-Tanf", words) == ["the", "U.S.", "base", "at", "al-Tanf"]
    assert forms("in Al-'Amiriyah", words) == ["in", "Al-'Amiriyah"]


def test_arabic_words_keep_their_marks(words: Lexicon):
    assert forms("في مدينةِ الفاشر", words) == ["في", "مدينةِ", "الفاشر"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They fled. Kutum fell.", 2),
        ("Lt. Gen. Dagalo spoke on Dec. 6th. He left.", 2),
        ("“They fled.” Kutum fell.", 2),
        ("He saw J. Smith there", 1),
        ("HEADLINE\nThe text begins", 2),
        ("a line that was\nbroken by a mail program", 1),
        ("one\n\ntwo", 2),
        ("Did it fall? It did.", 2),
    ],
)
def test_sentences(words: Lexicon, text: str, count: int):
    assert split(text, words).sentences[-1] + 1 == count


def test_what_is_written_as_a_name(words: Lexicon):
    capital = {word.text: word.capital for word in split("Kutum al-Fashir town 12", words).words}
    assert capital == {"Kutum": True, "al-Fashir": True, "town": False, "12": False}
    assert split("الفاشر", words).words[0].caseless
    assert split("Iran-backed", words).words[0].compound
    assert not split("Abu-Dali", words).words[0].compound


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str):
    found = split(text, lexicon())
    assert all(text[word.start : word.end] == word.text for word in found.words)
    assert len(found.sentences) == len(found.words)


def test_words_of_a_stretch(words: Lexicon):
    text = split("near El Fasher today", words)
    assert text.within(5, 14) == (1, 3)
    assert text.within(6, 9) == (1, 3)
    assert text.within(4, 5) == (0, 0)
    assert text.phrase(1, 3) == "El Fasher"
