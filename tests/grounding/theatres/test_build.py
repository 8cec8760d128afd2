from datetime import date
from typing import Any

import pytest

from sayso.errors import TheatreError
from sayso.grounding.theatres import Camp, Name, Theatre, Tie
from sayso.grounding.theatres.build import build
from sayso.grounding.theatres.parse import parse
from tests.grounding.theatres.small import SMALL


@pytest.fixture
def theatre() -> Theatre:
    return build(parse(SMALL, "small.yaml").data, "small.yaml")


def test_the_theatre_has_what_the_file_tells(theatre: Theatre) -> None:
    assert (theatre.id, theatre.name, theatre.countries) == ("valland", "War in Valland", ("NO",))
    assert (theatre.first, theatre.last) == (date(2011, 3, 1), date(2019, 12, 31))
    assert list(theatre.camps) == ["crown", "league", "coast"]
    assert theatre.sources["atlas"] == "Atlas of Valland"
    assert [(word.word, word.used_by, word.used_of) for word in theatre.loaded] == [
        ("usurper", "league", "crown"),
        ("martyr", "crown", None),
    ]


def test_camps_are_at_war_on_the_days_told(theatre: Theatre) -> None:
    assert theatre.at_war("league", "crown", date(2018, 12, 31))
    assert not theatre.at_war("league", "crown", date(2019, 1, 1))
    assert not theatre.at_war("league", "coast", date(2015, 1, 1))


def test_the_main_name_is_a_name_in_english_and_comes_first(theatre: Theatre) -> None:
    assert theatre.actors["va-army"].names == (
        Name(None, None, "gazette", "Army of Valland", "en"),
        Name(None, None, "gazette", "Vallish army", "en"),
        Name(None, None, "gazette", "AOV", "en", acronym=True),
        Name(None, None, "gazette", "army", "en", loose=True),
        Name(None, None, "gazette", "جيش فالاند", "ar"),
    )


def test_a_main_name_with_dates_of_its_own_is_not_given_again_without(theatre: Theatre) -> None:
    assert theatre.actors["northern-front"].names == (
        Name(date(2015, 1, 1), None, "atlas", "Northern Front", "en"),
        Name(date(2014, 3, 1), date(2014, 12, 31), "gazette", "Front of the North", "en"),
    )


def test_ties_and_camps_have_their_own_source_or_the_actor_s(theatre: Theatre) -> None:
    assert theatre.actors["va-guard"].ties == (
        Tie(None, date(2016, 12, 31), "atlas", "part_of", "va-army"),
        Tie(date(2013, 1, 1), date(2014, 4, 30), "gazette", "ally_of", "coast-militia"),
    )
    assert theatre.actors["va-army"].camps == (Camp(None, None, "gazette", "crown"),)


def test_an_actor_stands_in_the_camp_of_what_it_is_part_of(theatre: Theatre) -> None:
    assert theatre.camp("va-guard", date(2016, 12, 31)) == "crown"
    assert theatre.camp("va-guard", date(2017, 1, 1)) is None
    assert theatre.camp("northern-front", date(2016, 5, 31)) == "league"
    assert theatre.camp("northern-front", date(2016, 6, 1)) == "coast"


GANG = {"id": "a", "name": "A", "kind": "group", "inter": 3, "source": "k"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": None, "name": None, "actors": []}, "t.yaml: theatre: lacks 'sources'"),
        ({"sources": {}, "actors": [{"id": "a", "name": "A"}]}, "t.yaml: actor no. 1: lacks 'kind'"),
        (
            {"sources": {}, "actors": [{**GANG, "kind": "gang"}]},
            "t.yaml: actor no. 1: 'gang' is no kind of actor",
        ),
        (
            {
                "sources": {},
                "actors": [{**GANG, "to": "x"}],
            },
            "t.yaml: actor no. 1: 'x' is not a day as 2017-12-10, a month as 2017-12, or a year",
        ),
        ({"sources": {}, "actors": ["a"]}, "t.yaml: actor no. 1: string indices must be integers, not 'str'"),
        ({"sources": {}, "actors": None}, "t.yaml: theatre: 'NoneType' object is not iterable"),
    ],
)
def test_what_can_not_be_built_is_told_in_one_line(change: dict[str, Any], said: str) -> None:
    with pytest.raises(TheatreError) as refused:
        build({"id": "t", "name": "T", **change}, "t.yaml")
    assert str(refused.value) == said
