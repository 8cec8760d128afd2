"""The world's organisations, outlets and armed groups, as the package tells them."""

from datetime import date

import pytest

from sayso.grounding.theatres.actor import Actor
from sayso.grounding.theatres.general import general
from sayso.grounding.theatres.load import check_file, load_theatre

WORLD = load_theatre("world")


def meant(name: str, day: date | None = None) -> set[str]:
    """Ids of the actors that are called so on that day."""
    return {
        actor.id
        for actor in WORLD.actors.values()
        for told in actor.names
        if told.text == name and told.holds(day) and actor.exists(day)
    }


def test_the_file_has_no_problems():
    assert check_file("world") == []


def test_no_actor_is_in_a_camp():
    assert not any(actor.camps for actor in WORLD.actors.values())


def test_every_tie_is_to_an_actor_that_is_known():
    known = general().actors
    assert {tie.actor for actor in WORLD.actors.values() for tie in actor.ties if tie.actor not in known} == set()


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("IDF", "il-army"),
        ("Tatmadaw", "mm-army"),
        ("Bundeswehr", "de-army"),
        ("Pentagon", "us-defence-ministry"),
        ("Kremlin", "ru-government"),
        ("Rapid Support Forces", "rsf-sudan"),
        ("Sudanese Armed Forces", "sd-army"),
        ("ЗСУ", "ua-army"),
        ("قوات الدعم السريع", "rsf-sudan"),
        ("داعش", "islamic-state"),
        ("پیشمرگه", "peshmerga"),
        ("хуситы", "houthis"),
        ("UNHCR", "unhcr"),
        ("M23", "m23"),
        ("Fano", "fano"),
        ("Viv Ansanm", "viv-ansanm"),
        ("Reuters", "reuters"),
        ("FARDC", "cd-army"),
    ],
)
def test_a_name_means_one_actor(name: str, actor: str):
    assert meant(name) == {actor}


def test_an_acronym_that_two_share_is_loose_and_their_countries_tell_them_apart():
    shared = [WORLD.actors[id_] for id_ in sorted(meant("RSF"))]
    assert [actor.id for actor in shared] == ["reporters-without-borders", "rsf-sudan"]
    assert all(name.loose for actor in shared for name in actor.names if name.text == "RSF")
    assert shared[1].countries == ("SD",)


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        ("Obama administration", date(2015, 6, 1), "us-government"),
        ("Islamic State of Iraq", date(2010, 6, 1), "islamic-state"),
        ("Sudan People's Liberation Army", date(2015, 6, 1), "ss-army"),
    ],
)
def test_a_name_holds_on_its_days(name: str, day: date, actor: str):
    assert meant(name, day) == {actor}
    assert meant(name, date(2024, 6, 1)) == set()


def test_branches_stand_under_their_stem():
    branches = {
        actor.id
        for actor in WORLD.actors.values()
        if any(tie.actor == "islamic-state" for tie in actor.parents(date(2021, 1, 1)))
    }
    assert {"is-khorasan", "iswap", "isgs", "is-sinai"} <= branches


def scripts(actor: Actor) -> set[str]:
    return {name.language for name in actor.names}


@pytest.mark.parametrize(
    ("actor", "language"),
    [
        ("hezbollah", "he"),
        ("kia", "my"),
        ("tplf", "ti"),
        ("ttp", "ur"),
        ("azov", "uk"),
        ("eln", "es"),
        ("houthis", "ar"),
    ],
)
def test_groups_have_names_in_the_languages_of_their_countries(actor: str, language: str):
    assert language in scripts(WORLD.actors[actor])


@pytest.mark.parametrize(
    ("person", "day", "organ"),
    [
        ("joe-biden", date(2022, 3, 1), "us-president"),
        ("recep-tayyip-erdogan", date(2010, 3, 1), "tr-prime-minister"),
        ("recep-tayyip-erdogan", date(2020, 3, 1), "tr-president"),
        ("mohamed-hamdan-dagalo", date(2023, 5, 1), "rsf-sudan"),
    ],
)
def test_a_person_is_part_of_what_they_headed_on_the_day(person: str, day: date, organ: str):
    assert [tie.actor for tie in WORLD.actors[person].parents(day)] == [organ]
    assert list(WORLD.actors[person].parents(date(1970, 1, 1))) == []
