from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.theatres import Actor, Camp, Name, Theatre, Tie, merged
from sayso.grounding.theatres.theatre import Loaded, Opposition


def theatre(id_: str, *actors: Actor, camps: dict[str, str] | None = None, source: str = "Book") -> Theatre:
    return Theatre(
        id_, id_.title(), ("NO",), None, None, camps or {}, (), (), {actor.id: actor for actor in actors}, {"k": source}
    )


def actor(id_: str, *names: str, ties: tuple[Tie, ...] = (), camps: tuple[Camp, ...] = ()) -> Actor:
    return Actor(
        id_, id_, "group", 2, names=tuple(Name(None, None, "k", n, "en") for n in names), ties=ties, camps=camps
    )


ids = st.sampled_from("abcd")
actors = st.builds(lambda id_, names: actor(id_, *names), ids, st.lists(ids, unique=True))
theatres = st.builds(lambda id_, listed: theatre(id_, *listed), ids, st.lists(actors, max_size=4))


@given(theatres, theatres, theatres)
def test_it_does_not_matter_how_theatres_are_grouped(one: Theatre, two: Theatre, three: Theatre) -> None:
    assert merged(one, two, three) == merged(one, merged(two, three)) == merged(merged(one, two), three)


@given(theatres)
def test_a_theatre_merged_with_itself_is_itself(one: Theatre) -> None:
    assert merged(one) == merged(one, one) == one


def test_of_an_actor_of_both_the_first_tells_who_it_is_and_the_second_adds() -> None:
    mine = replace(
        actor("x", "X Army"), last=date(2015, 1, 1), ties=(Tie(None, date(2012, 1, 1), "k", "part_of", "y"),)
    )
    other = replace(
        actor("x", "X Army", "Army of X"),
        kind="force",
        inter=1,
        ties=(Tie(None, None, "k", "part_of", "y"), Tie(None, None, "k", "ally_of", "z")),
    )
    both = merged(theatre("first", mine), theatre("second", other, actor("z")))
    assert list(both.actors) == ["x", "z"]
    x = both.actors["x"]
    assert (x.kind, x.inter, x.last) == ("group", 2, date(2015, 1, 1))
    assert [name.text for name in x.names] == ["X Army", "Army of X"]
    assert [(tie.relation, tie.actor, tie.last) for tie in x.ties] == [
        ("part_of", "y", date(2012, 1, 1)),
        ("ally_of", "z", None),
    ]


def test_actors_are_put_together_when_they_are_asked_for() -> None:
    class Asked(dict[str, Actor]):
        def __getitem__(self, id_: str) -> Actor:
            asked.append(id_)
            return super().__getitem__(id_)

    asked: list[str] = []
    many = replace(theatre("many"), actors=Asked({id_: actor(id_, id_ * 2) for id_ in "abc"}))
    both = merged(theatre("few", actor("b", "B"), actor("d")), many)
    assert (len(both.actors), list(both.actors), "c" in both.actors, "e" in both.actors) == (4, [*"bdac"], True, False)
    assert both.actors.get("e") is None
    assert asked == []
    assert [name.text for name in both.actors["b"].names] == ["B", "bb"]
    assert both.actors["b"] is both.actors["b"]
    assert asked == ["b"]


def test_camps_and_sources_of_one_key_and_another_meaning_are_told_apart() -> None:
    here = theatre("here", actor("x", camps=(Camp(None, date(2015, 1, 1), "k", "rulers"),)), camps={"rulers": "Rulers"})
    there = replace(
        theatre(
            "there",
            actor("x", "X", ties=(Tie(None, None, "k", "ally_of", "y"),), camps=(Camp(None, None, "k", "rulers"),)),
            actor("y"),
            camps={"rulers": "Masters", "rebels": "Rebels"},
            source="Other book",
        ),
        opposed=(Opposition(None, None, "k", ("rulers", "rebels")),),
        loaded=(Loaded("tyrant", "rebels", "rulers"), Loaded("martyr", "rulers", None)),
    )
    both = merged(here, there)
    assert both.camps == {"rulers": "Rulers", "there/rulers": "Masters", "rebels": "Rebels"}
    assert both.sources == {"k": "Book", "there/k": "Other book"}
    x = both.actors["x"]
    assert [(camp.camp, camp.source) for camp in x.camps] == [("rulers", "k"), ("there/rulers", "there/k")]
    assert {statement.source for statement in (*x.names, *x.ties)} == {"there/k"}
    assert both.at_war("there/rulers", "rebels", None)
    assert not both.at_war("rulers", "rebels", None)
    assert both.loaded == (Loaded("tyrant", "rebels", "there/rulers"), Loaded("martyr", "there/rulers", None))
    assert x.camp(date(2016, 1, 1)) == "there/rulers"
