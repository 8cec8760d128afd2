from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.grounding.actors import Actors, Mention
from sayso.ingest.document import Document

DAY = date(2021, 5, 1)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Hezbollah", "hezbollah"),
        ("two dozen Hezbollah fighters", "hezbollah"),
        ("three Hezbollah vehicles", "hezbollah"),
        ("Hezbollah-held villages", "hezbollah"),
        ("militias like Hezbollah", "hezbollah"),
        ("Hezbollah air strike", "hezbollah"),
        ("pro-Russian Hezbollah fighters", "hezbollah"),
        ("other Hezbollah forces", "hezbollah"),
        ("more than 20 Hezbollah tanks and vehicles", "hezbollah"),
        ("UN Mali", "un"),
        ("members of Hezbollah", "hezbollah"),
        ("Hezbollah media office", "hezbollah"),
        ("Lake-led coalition jets", "column"),
        ("UN's envoys", "un"),
        ("حركة التحرير الوطني", "toubou"),
        ("Kenyan police", "ke-police"),
        ("Kenyan warplanes", "ke-airforce"),
        ("Ghana", "gh-government"),
        ("13 women and children", "civilians"),
        ("Idris Mahdi's forces", "td-army"),
        ("Mahdi government", "td-government"),
    ],
)
def test_a_mention_is_who_it_names_or_belongs_to(who, words: str, right: str):
    assert who(words, f"It was said that {words} came.", published=DAY)[0] == right


@pytest.mark.parametrize(
    "words",
    [
        "Hezbollah-backed forces",
        "pro-Hezbollah crowd",
        "Hezbollah supporters",
        "Facebook page close to Hezbollah",
        "close to the Ghanaian government",
        "Accra-based source on Hezbollah",
        "dossier on Ghana",
        "Hezbollah Brigades newspaper club",
        "air strike",
        "roadside bomb",
        "gunfire",
        "two vehicles",
        "those",
        "they",
        "millions",
        "12",
        "the Hezbollah and the United Nations",
        "rebel and Hezbollah fighters",
        "former Hezbollah fighters",
        "pro-Rapid Support Forces crowd",
        "reportedly",
        "…",
    ],
)
def test_what_names_nobody_or_only_somebody_else_is_left_empty(who, words: str):
    assert who(words, f"It was said that {words} came.", published=DAY)[0] is None


def test_each_resolution_says_why(who):
    id_, grounds = who("three Hezbollah vehicles", "They hit three Hezbollah vehicles.")
    assert id_ == "hezbollah"
    assert grounds.why.startswith("belongs to")
    assert 0.5 < grounds.score < 0.95


def test_a_loose_name_is_its_theatre_s_where_the_text_is_about_it(who):
    text = "In Chad, the Chadian town of Abéché fell on Friday. The army said it had withdrawn."
    assert who("army", text, published=DAY)[0] == "td-army"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("In Chad, the Chadian town fell. Nigerian troops came too, and the army of Nigeria and the army", DAY),
        ("In Mali, a Malian town fell. The army", DAY),
        ("In Chad, a Chadian town fell. The army", date(2010, 1, 1)),
    ],
)
def test_a_loose_name_is_not_where_another_country_or_time_is_meant(who, text: str, published: date):
    assert who("army", f"{text} withdrew.", published=published)[0] != "td-army" or published != DAY


def test_a_loose_name_of_a_theatre_without_countries_goes_by_its_actor_s(who):
    assert who("coalition", "In Niger, Nigerien forces and the coalition struck.", published=DAY)[0] == "league"
    assert who("coalition", "In Yemen, Yemeni forces and the coalition struck.", published=DAY)[0] is None


def test_a_loose_name_of_an_alliance_reaches_beyond_its_theatre(who):
    """The alliance is of two countries, and the other one is spoken of."""
    assert who("allied column", "In Niger, the Nigerien town fell to the allied column.", published=DAY)[0] == "column"
    assert who("allied column", "In Mali, the Malian town fell to the allied column.", published=DAY)[0] is None


def test_bare_organs_are_those_of_the_state_that_acts_there(who):
    before = "In Kenya, Kenyan roads were cut. "
    assert who("government", f"{before}Kenyan troops came when the government sent them.")[0] == "ke-government"
    assert who("police", f"{before}Kenyan security forces fired, and police stood by.")[0] == "ke-police"
    assert (
        who("government", f"{before}From Kenya they fled. Since then the government has said little.")[0]
        == "ke-government"
    )


@pytest.mark.parametrize(
    "text",
    [
        "In Kenya, Kenyan roads were cut. Kenyan and Ugandan troops came when the government sent them.",
        "In Kenya and Uganda, Kenyan and Ugandan roads were cut. Since then the government has said little.",
        "Far from Kenya, people waited. Since then the government has said little.",
        "They waited. Since then the government has said little.",
    ],
)
def test_bare_organs_are_nobody_s_where_no_one_state_acts(who, text: str):
    assert who("government", text)[0] is None


def test_whom_bare_soldiers_are_is_not_told_by_who_attacks_them(who):
    text = "In Kenya, Kenyan roads were cut. Kenyan rebels shot three soldiers."
    assert who("soldiers", text, "target")[0] == "soldiers"


def test_an_adjective_alone_goes_by_the_noun_after_it(who):
    assert who("Russian", "Russian jets came.")[0] == "ru-airforce"
    assert who("Russian", "With Russian support they came.")[0] == "ru-government"
    assert who("Russians", "Many Russians came.")[0] == "ru-people"


def test_a_side_with_no_name_keeps_its_country(who):
    assert who("Iraqi rebels", "Iraqi rebels came.")[0] == "iq-rebels"
    assert who("rebels", "Some rebels came.")[0] == "rebels"


def test_a_name_that_is_a_piece_of_a_longer_one_is_not_meant(who):
    assert who("Free Chadian National Army", "The Free Chadian National Army came.", published=DAY)[0] != "td-army"
    assert who("Hezbollah Thunder Brigade", "The Hezbollah Thunder Brigade came.")[0] != "hezbollah"


def test_all_mentions_are_answered_whatever_their_roles(actors: Actors):
    text = "Hezbollah fired."
    twice = [Mention(0, 9, "actor", (0, 16)), Mention(0, 9, "source", (0, 16)), Mention(10, 15, "target", (0, 16))]
    assert set(actors.resolve(Document(text, "t"), twice)) == {(0, 9), (10, 15)}


def test_one_document_tells_nothing_of_the_next(actors: Actors):
    def ask(text: str) -> str | None:
        at = text.rindex("group")
        return actors.resolve(Document(text, "t"), [Mention(at, at + 5, "actor", (0, len(text)))])[at, at + 5][0]

    assert ask("Hezbollah came and the group fired.") == "hezbollah"
    assert ask("They came and the group fired.") is None


@settings(max_examples=200)
@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 60))
def test_any_stretch_of_any_text_is_answered(text: str, start: int, length: int):
    from sayso.grounding.theatres.sides import Sides
    from sayso.grounding.theatres.states import States
    from tests.grounding.actors.conftest import CHAD, WORLD

    actors = _kept.setdefault("actors", Actors([CHAD, WORLD], States(), Sides()))
    start = min(start, len(text))
    end = min(start + length, len(text))
    [(id_, grounds)] = actors.resolve(Document(text, "t"), [Mention(start, end, "actor", (0, len(text)))]).values()
    assert grounds.why
    assert 0 <= grounds.score <= 1
    assert id_ is None or id_


_kept: dict[str, Actors] = {}


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Ghanas government", "gh-government"),
        ("Ghanas", "gh-government"),
        ("Idris Mahdis forces", "td-army"),
        ("Hezbollahs fighters", "hezbollah"),
    ],
)
def test_a_genitive_may_have_lost_its_apostrophe(who, words: str, right: str):
    assert who(words, f"It was said that {words} came.", published=DAY)[0] == right


def test_where_others_have_theirs_a_word_is_as_it_stands(who):
    assert who("Ghanas", "It was said that Ghanas came to Chad's capital.", published=DAY)[0] != "gh-government"
    assert who("Hezbollah", "It was said that Hezbollah came to Chad's capital.", published=DAY)[0] == "hezbollah"
