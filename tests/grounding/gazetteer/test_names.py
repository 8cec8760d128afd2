"""How names are compared."""

import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LexiconError
from sayso.grounding.gazetteer import names
from sayso.grounding.gazetteer.names import keys, letters, neighbours, normalise, skeleton, sound

NAMES = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Deir Ezzor", "DEIR EZZOR", "Deir  Ezzor", "Deir-Ezzor", "Deir‑Ezzor", "Deïr Ezzôr", "D\u0435ir Ezz\u043er"),
        ("Ma'arrat", "Ma’arrat", "Maʿarrat", "Ma`arrat", "Maarrat", "Ma‘arrat"),
        ("إدلب", "ادلب", "أدلب", "إدلِب", "ادلـب", "\u200fادلب"),
        ("حماة", "حماه"),
        ("ایران", "ايران"),
        ("كركوك", "کرکوک"),
        ("Орёл", "Орел", "ОРЁЛ"),
        ("Ґалаґани", "Галагани"),
        ("Straße", "Strasse"),
        ("東京", "Dongjing"),
        ("Բերդ", "Berd"),
    ],
)
def test_one_name_has_one_normal_form(spellings: tuple[str, ...]):
    assert len({normalise(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("سرمين", "سرمدا"), ("Orel", "Орел"), ("Al Bab", "Bab")])
def test_other_names_have_other_forms(one: str, other: str):
    assert normalise(one) != normalise(other)


def test_a_word_of_two_scripts_is_in_that_of_most_of_its_letters():
    assert normalise("М\u0061риуполь") == normalise("Мариуполь")
    assert normalise("Mari\u0443pol") == "mariypol"


@given(NAMES)
def test_the_normal_form_of_a_normal_form_is_itself(name: str):
    assert normalise(normalise(name)) == normalise(name)


@given(NAMES)
def test_a_skeleton_is_of_the_normal_form_and_case_is_nothing_to_it(name: str):
    assert skeleton(normalise(name)) == skeleton(name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Abu al-Duhur", "Abu ad-Dhuhur", "Abou ed Douhoûr", "Abu az-Zuhur", "أبو الظهور", "ابو الضهور"),
        ("Saraqib", "Saraqeb", "Sarakeb", "سراقب"),
        ("Jarjanaz", "Gargnaz", "جرجناز"),
        ("El Fasher", "Al-Fashir", "Fashir", "الفاشر", "Эль-Фашер"),
        ("Ed Daein", "Ad-Du'ayn", "El Daein", "الضعين"),
        ("Geneina", "Al-Junaynah", "El Geneina", "الجنينة"),
        ("Bakhmut", "Baxmut", "Бахмут"),
        ("Avdiivka", "Avdeevka", "Авдіївка", "Авдеевка"),
        ("Chasiv Yar", "Chasov Yar", "Часів Яр", "Часов Яр"),
        ("Sievierodonetsk", "Severodonetsk", "Сєвєродонецьк", "Северодонецк"),
        ("Kharkiv", "Kharkov", "Харків", "Харьков"),
        ("Suwayda", "As-Sweida", "Soueïda", "السويداء"),
        ("Khan Shaykhun", "Khan Sheikhoun", "خان شيخون"),
        ("Zhytomyr", "Житомир", "Жытомыр"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: tuple[str, ...]):
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Aleppo", "lb"), ("Albania", "lbn"), ("Algiers", "lkrs"), ("Alma", "lm"), ("Elazig", "ldk"), ("Alleppey", "lb")],
)
def test_a_name_that_begins_like_the_article_keeps_its_l(name: str, kept: str):
    assert skeleton(name) == kept


def test_an_article_joined_to_its_word_is_tried_without_it():
    assert set(keys_of("Alzhour")) & set(keys_of("az-Zuhur"))
    assert set(keys_of("المانيا")) & set(keys_of("Almania"))
    assert keys_of("Aleppo") == ("lb",)


def keys_of(name: str) -> tuple[str, ...]:
    return keys(normalise(name), sound(normalise(name)))


def test_a_name_of_nothing_but_articles_and_one_without_consonants():
    assert skeleton("Al") == "l"
    assert skeleton("Eau") == skeleton("") == skeleton("—") == ""


@given(st.text("bdfhklmnrst", min_size=1, max_size=8))
def test_neighbours_hold_each_skeleton_one_letter_away(key: str):
    near = set(neighbours(key))
    assert key not in near
    assert "" not in near
    assert all(key[:i] + key[i + 1 :] in near | {"", key} for i in range(len(key)))
    assert all(key[:i] + "m" + key[i:] in near for i in range(len(key) + 1))


def test_neighbours_lack_two_letters_or_a_word():
    assert {key for key in neighbours("bdkr") if len(key) == 2} == {"".join(pair) for pair in combinations("bdkr", 2)}
    assert {"krn", "frm"} < set(neighbours("frmkrn"))


def test_a_name_of_ten_thousand_letters_takes_no_time():
    start = time.perf_counter()
    for name in ("ab" * 5000, "'" * 10_000, "Аb" * 5000, "ال" * 5000, "\u0301" * 10_000, "a " * 5000):
        skeleton(name)
    assert time.perf_counter() - start < 2


def test_letters_that_do_not_fit_are_a_lexicon_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(names, "_FILE", "names.py")
    letters.cache_clear()
    with pytest.raises(LexiconError, match=r"names\.py"):
        letters()
    monkeypatch.undo()
    letters.cache_clear()


@pytest.mark.parametrize(
    ("mixed", "plain"),
    [
        ("Аlерро", "Aleppo"),  # all but the l are Cyrillic: only Latin has all its letters
        ("Bаkhmut", "Bakhmut"),
        ("Мoсквa", "Москва"),  # о and a are Latin
        ("Тоkmаk", "Tokmak"),
    ],
)
def test_a_word_of_look_alike_letters_is_the_word_it_looks_like(mixed: str, plain: str):
    assert mixed != plain
    assert normalise(mixed) == normalise(plain)
