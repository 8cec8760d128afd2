"""Organs of every country's state and unnamed sides, told from the words of a mention."""

import csv
from datetime import date
from importlib.resources import files

import pycountry
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LexiconError
from sayso.grounding.theatres import lexemes
from sayso.grounding.theatres.general import general
from sayso.grounding.theatres.lexemes import lexicon
from sayso.grounding.theatres.sides import Sides
from sayso.grounding.theatres.states import States

STATES, SIDES = States(), Sides()


def named(mention: str) -> str | None:
    """The actor that the mention names, as a country's."""
    found = STATES.match(mention)
    return found.actor_id if found else None


def sided(mention: str) -> str | None:
    """The side that the mention names."""
    found = SIDES.match(mention)
    return found.actor_id if found else None


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Iraqi Security Forces", "iq-security-forces"),
        ("Kenyan authorities", "ke-government"),
        ("Israeli warplanes", "il-airforce"),
        ("14 Russian fighter jets", "ru-airforce"),
        ("Ukrainian drones", "ua-army"),
        ("the Malian armed forces", "ml-army"),
        ("Burmese military", "mm-army"),
        ("Myanmar's military junta", "mm-government"),
        ("Ivorian gendarmes", "ci-police"),
        ("Burkinabe soldiers", "bf-army"),
        ("Nigerien soldiers", "ne-army"),
        ("Nigerian soldiers", "ng-army"),
        ("South Sudanese troops", "ss-army"),
        ("Filipino marines", "ph-army"),
        ("Dutch frigate", "nl-navy"),
        ("Haitian National Police", "ht-police"),
        ("Turkish gendarmerie", "tr-police"),
        ("Libya's coast guard", "ly-border-guard"),
        ("Egyptian military intelligence", "eg-intelligence"),
        ("Polish border guards", "pl-border-guard"),
        ("Iraqi 9th Armoured Division", "iq-army"),
        ("Iranian state television", "ir-state-media"),
        ("Afghan parliament", "af-parliament"),
        ("Congolese military court", "cd-court"),
        ("Saudi-backed Yemeni government", "ye-government"),
        ("Ugandan government forces", "ug-army"),
        ("Lebanese forces", "lb-army"),
        ("Syrian regime", "sy-government"),
    ],
)
def test_a_demonym_and_an_organ(mention: str, actor: str):
    assert named(mention) == actor


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("army of Iraq", "iq-army"),
        ("the government of the Central African Republic", "cf-government"),
        ("Armed Forces of Ukraine", "ua-army"),
        ("General Staff of the Armed Forces of Ukraine", "ua-army"),
        ("Ministry of Defence of Ukraine", "ua-defence-ministry"),
        ("members of the Chadian army", "td-army"),
        ("soldiers from the Malian army", "ml-army"),
        ("a spokesman for the Iraqi government", "iq-government"),
        ("commander of Iraq's federal police", "iq-police"),
        ("police in Kenya", "ke-police"),
        ("government in Kyiv", "ua-government"),
        ("US troops in Niger", "us-army"),
        ("parliament of Libya", "ly-parliament"),
        ("dozens of Sudanese civilians", "sd-civilians"),
    ],
)
def test_an_organ_of_a_country(mention: str, actor: str):
    assert named(mention) == actor


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Iraq's army", "iq-army"),
        ("DR Congo's army", "cd-army"),
        ("Ethiopian army's 25th division", "et-army"),
        ("Chadian President Idriss Deby's forces", "td-army"),
        ("Kenyan police chief John Mwangi", "ke-police"),
        ("Ukrainian Foreign Minister Dmytro Kuleba", "ua-foreign-ministry"),
        ("President of Russia Vladimir Putin", "ru-president"),
        ("US Navy Capt. Ann Miller", "us-navy"),
        ("British Foreign Secretary Jane Doe", "gb-foreign-ministry"),
        ("Iraqi soldiers and officers", "iq-army"),
    ],
)
def test_possessives_titles_and_names(mention: str, actor: str):
    assert named(mention) == actor


@pytest.mark.parametrize(
    "mention",
    [
        "US-led coalition",
        "U.S.-led coalition",
        "Russian-backed forces",
        "Iran backed militias",
        "Iran-aligned groups",
        "pro-Russian forces",
        "anti-Iraqi government forces",
        "Turkish-backed Syrian forces",
        "US-Iraqi patrol",
        "Indian-administered Kashmir",
        "ex-Iraqi army officers",
        "former Sudanese president",
        "forces loyal to the Syrian government",
        "opponents of the Iraqi government",
        "supporters of Kenyan police",
        "Kurdish forces",
        "Iraqi Kurdish forces",
        "Iraqi Shiite forces",
        "Bosnian Serb forces",
        "Turkish Cypriot police",
        "Syrian and Russian warplanes",
        "Iraqi police and army",
        "Free Syrian Army",
        "Syrian Democratic Forces",
        "Syrian National Army",
        "Lebanese Forces",
        "Irish Republican Army",
        "Sudan People's Liberation Army",
        "South Lebanon Army",
        "Korean People's Army",
        "Pakistani Taliban",
        "Georgian Legion",
        "government of Iraq's Kurdistan region",
        "Libyan Government of National Accord",
        "Iranian Revolutionary Guard Corps",
        "Israeli",
        "Turkish Airlines",
        "American University",
        "Persian Gulf",
        "New Mexico",
        "northern Syria",
        "Iraqi village",
        "Russian missile",
        "US airstrikes",
        "Iraq war veterans",
        "Syrian refugee camp",
        "Ukrainian Orthodox Church",
        "regime forces",
        "troops in Mali",
        "fighters from Chechnya",
        "us",
        "",
    ],
)
def test_what_is_not_a_state_s_organ(mention: str):
    assert named(mention) is None


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Russia", "ru-government"),
        ("the United States", "us-government"),
        ("U.S.", "us-government"),
        ("UAE", "ae-government"),
        ("Washington", "us-government"),
        ("Guinea-Bissau", "gw-government"),
        ("Equatorial Guinea", "gq-government"),
        ("Papua New Guinea", "pg-government"),
        ("Ivory Coast", "ci-government"),
        ("Democratic Republic of the Congo", "cd-government"),
        ("Republic of the Congo", "cg-government"),
    ],
)
def test_a_country_or_capital_alone_is_an_actor_where_it_acts(mention: str, actor: str):
    found = STATES.match(mention)
    assert found is not None
    assert (found.actor_id, found.place) == (actor, True)


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Iraqis", "iq-people"),
        ("1,250 Kenyans", "ke-people"),
        ("Danes", "dk-people"),
        ("people of Haiti", "ht-people"),
        ("the French", "fr-people"),
    ],
)
def test_nationals_are_a_people(mention: str, actor: str):
    found = STATES.match(mention)
    assert found is not None
    assert (found.actor_id, found.place) == (actor, False)


def test_words_that_two_countries_share_name_the_other_too():
    found = STATES.match("Congolese army")
    assert found is not None
    assert (found.actor_id, found.others) == ("cd-army", ("cg-army",))
    korean = STATES.match("Korean navy")
    assert korean is not None
    assert {korean.actor_id, *korean.others} == {"kr-navy", "kp-navy"}


@pytest.mark.parametrize(
    ("mention", "actor"),
    [("Malian army positions", "ml-army"), ("Israeli checkpoint", "il-army"), ("Iraqi police station", "iq-police")],
)
def test_a_thing_of_an_organ_is_owned(mention: str, actor: str):
    found = STATES.match(mention)
    assert found is not None
    assert (found.actor_id, found.owns) == (actor, True)


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Iraqi rebels", "iq-rebels"),
        ("Turkish-backed Syrian rebels", "sy-rebels"),
        ("Venezuelan opposition", "ve-opposition"),
        ("Iraqi Shia militia", "iq-militia"),
        ("Israeli settlers", "il-settlers"),
        ("Colombian rebel commander", "co-rebels"),
        ("UAE officials", "ae-officials"),
        ("Russian mercenaries", "ru-mercenaries"),
    ],
)
def test_a_side_of_a_country(mention: str, actor: str):
    assert named(mention) == actor
    assert sided(mention) == actor


@pytest.mark.parametrize(
    ("mention", "side"),
    [
        ("the rebels", "rebels"),
        ("13 women and children", "civilians"),
        ("rebel commander Hassan", "rebels"),
        ("members of an armed group", "militants"),
        ("thousands of protesters", "protesters"),
        ("unknown gunmen", "gunmen"),
        ("Rebel fighters", "rebels"),
        ("fleeing civilians", "civilians"),
        ("soldiers of the Fifth Brigade", "soldiers"),
        ("local residents", "residents"),
        ("anti-government protesters", "protesters"),
        ("government forces", "army"),
        ("Iranian-backed militias", "militia"),
        ("jihadist groups", "jihadists"),
        ("activist Mohammed Khaled", "activists"),
        ("medical sources", "medics"),
        ("security forces", "security-forces"),
        ("UN peacekeepers", "peacekeepers"),
    ],
)
def test_a_side_of_no_country(mention: str, side: str):
    assert sided(mention) == side


@pytest.mark.parametrize(
    "mention",
    ["air strike", "car bomb", "people", "tanks", "rebels and civilians", "refugee camp", "villages held by rebels",
     "Doctors Without Borders", "millions", "they", "Witness Media Lab", ""],
)  # fmt: skip
def test_what_is_no_side(mention: str):
    assert sided(mention) is None


def test_what_stands_before_a_side_and_is_not_known_is_told():
    found = SIDES.match("Houthi rebels")
    assert found is not None
    assert (found.side, found.rest) == ("rebels", ("Houthi",))
    alone = SIDES.match("heavily armed rebels")
    assert alone is not None
    assert alone.rest == ("heavily",)


def test_the_positions_of_a_side_are_owned_by_it():
    found = SIDES.match("rebel positions")
    assert found is not None
    assert (found.actor_id, found.owns) == ("rebels", True)


def test_every_country_of_the_standard_is_there_by_the_name_that_cldr_gives():
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert set(lexicon().countries) == codes
    english = Locale("en").territories
    unknown = {code for code in codes if not any(has == code for has in _codes(english[code]))}
    assert unknown <= {"AX", "CC", "GS", "HM", "HK", "MO", "MF", "SX"}


def _codes(name: str) -> list[str]:
    lexeme = lexicon().lexemes.get(lexemes.key(name.partition(" (")[0]))
    return [code for code, _ in lexeme.countries] if lexeme else []


def test_every_adjective_makes_an_army():
    text = files("sayso.grounding.theatres").joinpath("data/demonyms.csv").read_text("utf-8")
    wrong = []
    for row in csv.DictReader(text.splitlines()):
        for adjective in filter(None, row["adjectives"].split("|")):
            found = STATES.match(f"{adjective} army")
            if not found or f"{row['code'].lower()}-army" not in (found.actor_id, *found.others):
                wrong.append(adjective)
    assert wrong == []


def test_general_actors_are_made_by_rule_for_every_country():
    actors = general().actors
    police = actors["gh-police"]
    assert (police.name, police.kind, police.inter, police.countries) == ("Ghanaian police", "force", 1, ("GH",))
    assert [tie.actor for tie in police.ties] == ["gh-interior-ministry"]
    assert actors["tg-government"].name == "Government of Togo"
    assert actors["tg-rebels"].name == "Togolese rebels"
    assert actors["rebels"].countries == ()
    assert "zz-army" not in actors
    assert "ke-unicorns" not in actors
    with pytest.raises(KeyError):
        actors["zz-army"]


def test_general_actors_can_be_counted_and_listed():
    actors = general().actors
    listed = list(actors)
    assert len(listed) == len(set(listed)) == len(actors)
    assert all(id_ in actors for id_ in listed)


def test_what_the_world_tells_of_a_state_s_organ_is_joined_with_the_rule_s():
    army = general().actors["de-army"]
    assert "Bundeswehr" in {name.text for name in army.names}
    assert "de-government" in {tie.actor for tie in army.ties}


def test_every_tie_of_the_general_theatre_is_to_an_actor_it_knows():
    actors = general().actors
    assert {tie.actor for id_ in actors for tie in actors[id_].ties} <= set(actors)


def test_every_match_is_an_actor_of_the_general_theatre():
    for mention in ("Kenyan police", "Iraqi rebels", "Danes", "Russia"):
        found = STATES.match(mention)
        assert found is not None
        assert found.actor_id in general().actors
        assert general().actors[found.actor_id].exists(date(2020, 1, 1))


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str):
    for found in (STATES.match(text), SIDES.match(text)):
        assert found is None or found.actor_id in general().actors


@given(st.sampled_from(sorted(lexicon().countries)), st.sampled_from(["army", "police", "government", "parliament"]))
def test_an_organ_is_the_same_before_and_after_its_country(code: str, organ: str):
    name = lexicon().countries[code].name
    found = STATES.match(f"{organ} of {name}")
    assert found is not None
    assert f"{code.lower()}-{organ}" in (found.actor_id, *found.others)


def test_a_mention_beyond_all_measure_names_nothing():
    assert named("Iraqi " * 2000 + "army") is None


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"organs": {"army": {"name": "A", "kind": "band", "inter": 1, "nouns": ["army"]}}}, "army"),
        ({"organs": {"army": {"name": "A", "kind": "force", "inter": 9, "nouns": ["army"]}}}, "army"),
        ({"organs": {"army": {"name": "A", "kind": "force", "inter": 1, "nouns": "army"}}}, "nouns"),
        ({"organs": {"army": {"name": "A", "kind": "force", "inter": 1, "nouns": ["army", "army"]}}}, "twice"),
        ({"organs": {}}, "army"),
    ],
)
def test_a_broken_lexicon_is_told(table: dict[str, object], says: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lexemes, "load", lambda *_: table)
    lexicon.cache_clear()
    try:
        with pytest.raises(LexiconError, match=says):
            lexicon()
    finally:
        lexicon.cache_clear()
