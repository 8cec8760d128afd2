from dataclasses import replace
from datetime import date

import pytest

from sayso.grounding.theatres import Actor, Camp, Name, Theatre, Tie
from sayso.grounding.theatres.build import build
from sayso.grounding.theatres.parse import parse
from sayso.grounding.theatres.standing import Side, called, called_locally, who_stood_where
from tests.grounding.theatres.small import SMALL


@pytest.fixture
def theatre() -> Theatre:
    return build(parse(SMALL, "small.yaml").data, "small.yaml")


def told(sides: list[Side]) -> dict[str | None, list[tuple[str, int]]]:
    return {side.camp: [(stood.name, stood.depth) for stood in side.actors] for side in sides}


def test_who_stood_where_changes_with_the_day(theatre: Theatre) -> None:
    assert told(who_stood_where(theatre, date(2014, 3, 1), theatre.actors)) == {
        "crown": [("Army of Valland", 0), ("Royal Guard", 1)],
        "league": [("Front of the North", 0)],
        None: [("Coast Militia", 0), ("Evening Post", 0)],
    }
    assert told(who_stood_where(theatre, date(2017, 1, 1), theatre.actors)) == {
        "crown": [("Army of Valland", 0)],
        "coast": [("Northern Front", 0)],
        None: [("Royal Guard", 0), ("Coast Militia", 0), ("Evening Post", 0)],
    }


def test_whom_a_camp_is_opposed_to(theatre: Theatre) -> None:
    [crown, _, _] = who_stood_where(theatre, date(2014, 3, 1), theatre.actors)
    assert (crown.name, crown.against) == ("The Crown and its allies", ("league",))
    [crown, _, _] = who_stood_where(theatre, date(2017, 1, 1), theatre.actors)
    assert crown.against == ("league", "coast")


def test_allies_are_so_both_ways_and_for_as_long(theatre: Theatre) -> None:
    def allies(day: date) -> dict[str, tuple[str, ...]]:
        sides = who_stood_where(theatre, day, theatre.actors)
        return {stood.actor.id: stood.allies for side in sides for stood in side.actors if stood.allies}

    assert allies(date(2014, 4, 30)) == {"va-guard": ("Coast Militia",), "coast-militia": ("Royal Guard",)}
    assert allies(date(2014, 5, 1)) == {}


def test_an_ally_that_is_gone_is_none(theatre: Theatre) -> None:
    gone = replace(theatre.actors["coast-militia"], last=date(2013, 12, 31))
    sides = who_stood_where(theatre, date(2014, 1, 1), {**theatre.actors, "coast-militia": gone})
    assert all(not stood.allies for side in sides for stood in side.actors if stood.actor.id == "va-guard")


def test_actors_of_other_theatres_are_called_by_their_names(theatre: Theatre) -> None:
    guard = theatre.actors["va-guard"]
    tied = replace(guard, ties=(Tie(None, None, "k", "part_of", "king"), Tie(None, None, "k", "ally_of", "duke")))
    alone = replace(theatre, actors={"va-guard": tied})
    [side] = who_stood_where(alone, date(2015, 1, 1), {"king": Actor("king", "King of Valland", "person", 1)})
    [stood] = side.actors
    assert (stood.parents, stood.allies, stood.depth) == (("King of Valland",), ("duke",), 0)


def test_everyone_is_listed_once_even_in_a_circle() -> None:
    ring = {
        one: Actor(
            one, one, "group", 2, ties=(Tie(None, None, "k", "part_of", other),), camps=(Camp(None, None, "k", "c"),)
        )
        for one, other in ("ab", "bc", "ca")
    }
    [side] = who_stood_where(Theatre("t", "T", (), None, None, {"c": "C"}, (), (), ring, {}), None, ring)
    assert sorted(stood.actor.id for stood in side.actors) == ["a", "b", "c"]


def test_a_family_is_listed_in_order_and_depth() -> None:
    def member(id_: str, *parents: str) -> Actor:
        ties = tuple(Tie(None, None, "k", "member_of", parent) for parent in parents)
        return Actor(id_, id_, "group", 2, ties=ties)

    actors = [
        member("leaf", "branch"),
        member("root"),
        member("branch", "root"),
        member("twig", "branch"),
        member("other"),
    ]
    theatre = Theatre("t", "T", (), None, None, {}, (), (), {actor.id: actor for actor in actors}, {})
    assert told(who_stood_where(theatre, None, theatre.actors)) == {
        None: [("root", 0), ("branch", 1), ("leaf", 2), ("twig", 2), ("other", 0)]
    }


def test_names_on_a_day() -> None:
    names = (
        Name(date(2013, 1, 1), date(2013, 12, 31), "k", "Old Name", "en"),
        Name(date(2013, 1, 1), None, "k", "ON", "en", acronym=True),
        Name(None, None, "k", "the group", "en", loose=True),
        Name(None, None, "k", "ن", "ar", acronym=True),
        Name(date(2014, 1, 1), None, "k", "اسم", "ar"),
    )
    actor = Actor("x", "New Name", "group", 2, names=names)
    assert [called(actor, date(year, 1, 1)) for year in (2012, 2013, 2014)] == ["New Name", "Old Name", "ON"]
    assert [called_locally(actor, date(year, 1, 1)) for year in (2013, 2014)] == [None, "اسم"]
