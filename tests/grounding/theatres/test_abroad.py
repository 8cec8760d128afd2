"""Organs of states and unnamed sides in other languages than English."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LexiconError
from sayso.grounding.theatres.abroad import Abroad, script
from sayso.grounding.theatres.lexemes import lexicon
from sayso.grounding.theatres.sides import Sides
from sayso.grounding.theatres.states import States

STATES, SIDES = States(), Sides()


def named(mention: str) -> str | None:
    found = STATES.match(mention)
    return found.actor_id if found else None


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("القوات العراقية", "iq-army"),
        ("الحكومة السودانية", "sd-government"),
        ("وزارة الدفاع الروسية", "ru-defence-ministry"),
        ("رئيس الوزراء العراقي", "iq-prime-minister"),
        ("المعارضة السورية", "sy-opposition"),
        ("ارتش عراق", "iq-army"),
        ("نیروهای امنیتی افغانستان", "af-security-forces"),
        ("иракская армия", "iq-army"),
        ("правительство Судана", "sd-government"),
        ("Минобороны России", "ru-defence-ministry"),
        ("українські війська", "ua-army"),
        ("поліція України", "ua-police"),
        ("l'armée malienne", "ml-army"),
        ("gouvernement du Tchad", "td-government"),
        ("police nationale haïtienne", "ht-police"),
        ("rebelles tchadiens", "td-rebels"),
        ("Irak ordusu", "iq-army"),
        ("Suriye'nin ordusu", "sy-army"),
    ],
)
def test_a_noun_and_a_country(mention: str, actor: str):
    assert named(mention) == actor


@pytest.mark.parametrize(
    "mention",
    [
        "الجيش السوري الحر",
        "قوات سوريا الديمقراطية",
        "القوات الموالية لروسيا",
        "пророссийские силы",
        "армия обороны Нагорного Карабаха",
        "forces soutenues par la Russie",
        "armée de libération du Tchad",
        "الجيش",
        "армия",
    ],
)
def test_what_is_not_a_state_s_organ(mention: str):
    assert named(mention) is None


def test_a_country_alone_is_told_by_its_name_in_its_own_script_only():
    found = STATES.match("السودان")
    assert found is not None
    assert (found.actor_id, found.place) == ("sd-government", True)
    assert named("Maurice") is None
    assert named("سوري") is None


@pytest.mark.parametrize(
    ("mention", "side"),
    [
        ("متظاهرون", "protesters"),
        ("المدنيين", "civilians"),
        ("الشرطة", "police"),
        ("повстанцы", "rebels"),
        ("мирных жителей", "civilians"),
        ("شورشیان", "rebels"),
        ("manifestants", "protesters"),
        ("muhalifler", "rebels"),
    ],
)
def test_a_side(mention: str, side: str):
    found = SIDES.match(mention)
    assert found is not None
    assert found.actor_id == side


@pytest.mark.parametrize(
    ("text", "name"), [("«Сирия»", "cyrillic"), ("14 جنديا", "arabic"), ("Ägypten", "latin"), ("軍", "")]
)
def test_the_script_of_a_text_is_its_first_letter_s(text: str, name: str):
    assert script(text) == name


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآпрстуфабвгдеїєіґ '-", max_size=60))
def test_any_text_is_read_without_failing(text: str):
    found = Abroad(lexicon()).read(text)
    assert found is None or found.party or found.country


def test_a_noun_of_no_organ_is_told():
    broken = replace(lexicon(), organ_words={"unicorns": {"ru": ["единорог"]}})
    with pytest.raises(LexiconError, match="unicorns"):
        Abroad(broken).read("единорог")


def test_a_language_without_its_grammar_is_told():
    broken = replace(lexicon(), abroad={})
    with pytest.raises(LexiconError, match=r"abroad\.ru"):
        Abroad(broken).read("армия")
