from collections import defaultdict
from datetime import date, timedelta

import pytest

from sayso.grounding.theatres import Actor, Name, check_file, load_theatre

SYRIA = load_theatre("syria")
FALL = date(2024, 12, 8)
"""The last day of the government of Bashar al-Assad."""

ARMED = ("force", "group", "alliance")
"""Kinds of actors that fight; an alliance may also be political."""


def bearers(text: str, day: date, *, loose: bool = False) -> set[str]:
    """The actors that are there on the day and have the name then."""
    return {
        actor.id
        for actor in SYRIA.actors.values()
        for name in actor.names
        if name.text.casefold() == text.casefold() and name.loose <= loose and actor.exists(day) and name.holds(day)
    }


def names(actor: Actor, language: str) -> list[Name]:
    return [name for name in actor.names if name.language == language]


def test_the_file_has_no_problems() -> None:
    assert check_file("syria") == []


def test_there_are_actors_of_every_kind() -> None:
    kinds: dict[str, int] = defaultdict(int)
    for actor in SYRIA.actors.values():
        kinds[actor.kind] += 1
    assert sum(kinds.values()) >= 300
    least = {"force": 25, "group": 100, "alliance": 15, "body": 12, "person": 40, "media": 60, "monitor": 10, "side": 4}
    assert {kind: count for kind, count in least.items() if kinds[kind] < count} == {}


def test_everything_has_a_source_and_every_source_is_used() -> None:
    stated = [told for actor in SYRIA.actors.values() for told in (*actor.names, *actor.ties, *actor.camps)]
    used = {told.source for told in stated} | {pair.source for pair in SYRIA.opposed}
    assert used == set(SYRIA.sources)


def test_armed_actors_are_named_in_arabic() -> None:
    armed = [actor for actor in SYRIA.actors.values() if actor.kind in ARMED]
    assert [actor.id for actor in armed if not names(actor, "ar")] == []


@pytest.mark.parametrize("language", ["fa", "ru", "tr", "ku"])
@pytest.mark.parametrize("actor", ["sy-army", "hts", "islamic-state", "sdf", "cjtf-oir", "sy-opposition", "sohr"])
def test_the_main_actors_are_named_in_every_language_of_the_war(actor: str, language: str) -> None:
    assert names(SYRIA.actors[actor], language)


@pytest.mark.parametrize("actor", ["irgc", "quds-force", "hezbollah", "fatemiyoun", "zaynabiyoun", "harakat-al-nujaba"])
def test_the_iranian_side_is_named_in_persian(actor: str) -> None:
    assert names(SYRIA.actors[actor], "fa")


@pytest.mark.parametrize("actor", sorted(SYRIA.actors))
def test_names_hold_while_the_actor_is_there(actor: str) -> None:
    told = SYRIA.actors[actor]
    early, late = told.first or date.min, told.last or date.max
    assert [name for name in told.names if (name.first or early) > late or (name.last or late) < early] == []


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2015, 5, 1), "nusra"),
        (date(2016, 7, 27), "nusra"),
        (date(2016, 7, 28), "jabhat-fatah-al-sham"),
        (date(2016, 9, 15), "jabhat-fatah-al-sham"),
        (date(2017, 1, 28), "hts"),
        (date(2017, 12, 10), "hts"),
        (date(2025, 1, 29), "hts"),
    ],
)
def test_al_nusra_and_its_heirs_follow_each_other(day: date, there: str) -> None:
    line = ("nusra", "jabhat-fatah-al-sham", "hts")
    assert [actor for actor in line if SYRIA.actors[actor].exists(day)] == [there]
    assert bearers("al-Nusra Front", day) == bearers("جبهة النصرة", day) == {there}


def test_the_lineage_is_told_by_ties() -> None:
    line, here = ["hts"], "hts"
    while ties := [tie for tie in SYRIA.actors[here].ties if tie.relation == "successor_of"]:
        here = ties[0].actor
        line.append(here)
    assert line == ["hts", "jabhat-fatah-al-sham", "nusra"]


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("Islamic State of Iraq", date(2012, 3, 1), {"islamic-state"}),
        ("Islamic State of Iraq", date(2015, 3, 1), set()),
        ("ISIL", date(2013, 3, 1), set()),
        ("ISIL", date(2013, 9, 1), {"islamic-state"}),
        ("Islamic State", date(2014, 6, 28), set()),
        ("Islamic State", date(2014, 6, 29), {"islamic-state"}),
        ("داعش", date(2017, 3, 1), {"islamic-state"}),
        ("Liwa al-Islam", date(2013, 1, 1), {"jaish-al-islam"}),
        ("Liwa al-Islam", date(2016, 1, 1), set()),
        ("25th Special Mission Forces Division", date(2018, 1, 1), set()),
        ("25th Special Mission Forces Division", date(2020, 2, 1), {"tiger-forces"}),
        ("Syrian army", FALL, {"sy-army"}),
        ("Syrian army", FALL + timedelta(1), {"sy-army-2025"}),
        ("الحكومة السورية", FALL, {"sy-government"}),
        ("الحكومة السورية", date(2025, 2, 1), {"sy-transitional-government"}),
        ("Syrian National Army", date(2017, 12, 10), set()),
        ("Syrian National Army", date(2019, 10, 10), {"syrian-national-army"}),
    ],
)
def test_a_name_means_who_was_called_so_that_day(text: str, day: date, actor: set[str]) -> None:
    assert bearers(text, day) == actor


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("SNC", date(2012, 3, 1), "syrian-national-council"),
        ("SNC", date(2013, 3, 1), "syrian-coalition"),
        ("regime forces", date(2017, 12, 10), "sy-army"),
        ("rebels", date(2017, 12, 10), "sy-opposition"),
        ("coalition", date(2017, 12, 10), "cjtf-oir"),
    ],
)
def test_loose_names_mean_an_actor_only_where_the_theatre_is_meant(text: str, day: date, actor: str) -> None:
    assert bearers(text, day, loose=True) == {actor}
    assert bearers(text, day) == set()


def test_names_of_armies_of_other_wars_are_loose() -> None:
    """A division, a front or a council of that name may stand in any war."""
    taken = ("army", "Southern Front", "13th Division", "Republican Guard", "National Liberation Front", "Third Legion")
    assert {text: bearers(text, date(2015, 1, 1)) for text in taken} == {text: set() for text in taken}


@pytest.mark.parametrize(
    ("actor", "day", "camp"),
    [
        ("sy-army", date(2017, 12, 10), "government"),
        ("tiger-forces", date(2017, 12, 10), "government"),
        ("sana", date(2017, 12, 10), "government"),
        ("sana", date(2025, 2, 1), "transitional"),
        ("fatemiyoun", date(2017, 12, 10), "government"),
        ("asaib-ahl-al-haq", date(2017, 12, 10), "government"),
        ("ru-airforce", date(2017, 12, 10), "government"),
        ("mashregh", date(2017, 12, 10), "government"),
        ("fsa", date(2017, 12, 10), "opposition"),
        ("jaish-al-izza", date(2017, 12, 10), "opposition"),
        ("orient-news", date(2017, 12, 10), "opposition"),
        ("hts", date(2017, 12, 10), "jihadist"),
        ("hts", date(2025, 1, 10), "transitional"),
        ("ebaa", date(2018, 12, 10), "jihadist"),
        ("nour-al-din-al-zenki", date(2016, 8, 1), "opposition"),
        ("nour-al-din-al-zenki", date(2017, 3, 1), "jihadist"),
        ("nour-al-din-al-zenki", date(2018, 3, 1), "opposition"),
        ("amaq", date(2017, 12, 10), "islamic-state"),
        ("yarmouk-martyrs", date(2013, 3, 1), "opposition"),
        ("yarmouk-martyrs", date(2015, 3, 1), "islamic-state"),
        ("ypg", date(2017, 12, 10), "kurdish"),
        ("manbij-military-council", date(2017, 12, 10), "kurdish"),
        ("tr-airforce", date(2018, 2, 1), "turkey"),
        ("us-army", date(2017, 12, 10), "coalition"),
        ("il-airforce", date(2018, 5, 10), "israel"),
        ("voa", date(2017, 12, 10), "neutral"),
        ("reuters", date(2017, 12, 10), "neutral"),
        ("riad-hijab", date(2012, 7, 1), "government"),
        ("riad-hijab", date(2016, 7, 1), "opposition"),
    ],
)
def test_who_stood_where_on_a_day(actor: str, day: date, camp: str) -> None:
    assert SYRIA.camp(actor, day) == camp


@pytest.mark.parametrize(
    ("one", "other", "day", "war"),
    [
        ("government", "opposition", date(2017, 12, 10), True),
        ("government", "opposition", FALL + timedelta(1), False),
        ("opposition", "jihadist", date(2017, 12, 10), False),
        ("opposition", "jihadist", date(2018, 3, 10), True),
        ("kurdish", "turkey", date(2018, 2, 1), True),
        ("government", "neutral", date(2017, 12, 10), False),
    ],
)
def test_camps_at_war_on_a_day(one: str, other: str, day: date, war: bool) -> None:
    assert SYRIA.at_war(one, other, day) is SYRIA.at_war(other, one, day) is war


@pytest.mark.parametrize("day", [date(2013, 6, 1), date(2017, 12, 10), date(2020, 2, 1), date(2024, 12, 1)])
def test_every_armed_group_that_is_there_has_a_camp(day: date) -> None:
    groups = [actor for actor in SYRIA.actors.values() if actor.kind == "group" and actor.exists(day)]
    assert [actor.id for actor in groups if SYRIA.camp(actor.id, day) is None] == []


def test_the_same_loaded_word_is_used_by_opposed_camps_of_each_other() -> None:
    used = {(told.word, told.used_by, told.used_of) for told in SYRIA.loaded}
    assert {("regime", "opposition", "government"), ("terrorists", "government", "opposition")} <= used
    assert len(used) == len(SYRIA.loaded)
