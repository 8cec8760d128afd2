"""Each field of two claims compares as its levels say, whichever of the two comes first."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.columns import columns_of, no_kin, tier
from sayso.reconcile.compare import compare, distance, rare
from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.weights import LEVELS, weights

DAY = 700_000


def spot(
    name: str = "hill", km: float = 0.0, radius: float = 1.5, precision: int = 1, admin1: str | None = "Aden"
) -> Spot:
    return Spot(name, name, 13.0 + km / 111.195, 45.0, radius, precision, admin1, "YE")


def claim(name: str = "a", kind: str = "clash", **slots) -> Item:
    fixed = {"document": name, "stance": "asserts", "modality": "happened", "start": 0}
    return Item(id=name, kind=kind, **{**fixed, **slots})


def level(field: str, one: Item, other: Item, kin=no_kin) -> str:
    columns = columns_of([one, other], kin)
    there = compare(columns, np.array([0]), np.array([1]))[field][0]
    back = compare(columns, np.array([1]), np.array([0]))[field][0]
    assert there == back
    return LEVELS[field][there]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("clash", "clash", "same"),
        ("attack", "air_strike", "narrower"),
        ("abduction", "abduction", "same, seldom told"),
        ("harm", "bombing", "effect"),
        ("displacement", "bombing", "aftermath"),
        ("harm", "damage", "shared effect"),
        ("takeover", "retreat", "counterpart"),
        ("takeover", "clash", "battle"),
        ("takeover", "offensive", "part of an operation"),
        ("air_strike", "shelling", "alike"),
        ("sanction", "clash", "incompatible"),
    ],
)
def test_kinds(one: str, other: str, expected: str):
    assert level("kind", claim("a", one), claim("b", other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (spot(), spot(), "same place"),
        (spot(radius=9), spot(radius=9), "same town"),
        (spot(), spot("mill", 1), "within both uncertainties"),
        (spot(), spot("mill", 4), "near"),
        (spot(), spot("mill", 8), "apart"),
        (spot(), spot("mill", 14), "far"),
        (spot(), spot("mill", 16), "too far"),
        (spot(), spot("mill", 25, radius=20, precision=2), "near"),
        (spot(), spot("Radfan", 20, radius=22, precision=3), "inside the district"),
        (spot(), spot("Radfan", 40, radius=22, precision=3), "outside"),
        (spot(), spot("Aden", 90, radius=40, precision=4), "inside the province"),
        (spot(), spot("Lahij", 10, radius=40, precision=4, admin1="Lahij"), "outside"),
        (spot(), spot("Yemen", 300, radius=500, precision=6, admin1=None), "inside the country"),
    ],
)
def test_places(one: Spot, other: Spot, expected: str):
    assert level("place", claim("a", spots=(one,)), claim("b", spots=(other,))) == expected


def test_of_several_places_the_nearest_pair_counts():
    listed = claim("a", spots=(spot("north", 60), spot("hill")))
    assert level("place", listed, claim("b", spots=(spot("south", -60), spot("hill")))) == "same place"
    assert level("place", listed, claim("b")) == "not told"


def test_several_places_in_common_are_more_than_one():
    one = claim("a", spots=(spot("north", 60), spot("hill"), spot("mill", 4)))
    assert level("place", one, claim("b", spots=(spot("hill"), spot("mill", 4)))) == "several same places"
    assert level("place", one, claim("b", spots=(spot("hill"), spot("south", -60)))) == "same place"


def test_a_place_that_a_gazetteer_has_twice_is_one_place():
    twice = replace(spot("hill", 1.5), id="hill, once more")
    assert level("place", claim("a", spots=(spot("hill"),)), claim("b", spots=(twice,))) == "same place"
    namesake = replace(spot("hill", 6), id="hill, another")
    assert level("place", claim("a", spots=(spot("hill"),)), claim("b", spots=(namesake,))) != "same place"


def test_a_quarter_lies_inside_its_town():
    town = spot("town", radius=9)
    assert level("place", claim("a", spots=(town,)), claim("b", spots=(spot("quarter", 6),))) == "inside the town"
    assert level("place", claim("a", spots=(town,)), claim("b", spots=(spot("village", 11),))) == "near"
    assert level("place", claim("a", spots=(town,)), claim("b", spots=(town,))) == "same town"


def test_what_is_told_to_be_beside_a_place_is_around_it():
    beside = spot("mill", 5, radius=8, precision=2)
    assert level("place", claim("a", spots=(spot("hill"),)), claim("b", spots=(beside,))) == "around it"


def test_days_that_both_take_from_their_day_of_publication():
    borrowed = {"first": DAY, "last": DAY + 2, "inherited": frozenset({"day"})}
    assert level("day", claim("a", **borrowed), claim("b", **borrowed)) == "same days, inherited"


def test_areas_in_common_are_not_several_places():
    areas = (spot("hill"), spot("Aden", 90, radius=40, precision=4), spot("Yemen", 300, radius=500, precision=6))
    assert level("place", claim("a", spots=areas), claim("b", spots=areas)) == "same place"


def test_distance_crosses_the_date_line():
    away = distance(np.array([0.0]), np.array([179.9]), np.array([0.0]), np.array([-179.9]))
    assert away[0] == pytest.approx(0.2 * 111.195)


@pytest.mark.parametrize(
    ("one", "other", "borrowed", "expected"),
    [
        ((0, 0), (0, 0), False, "same day"),
        ((0, 1), (0, 1), False, "same days"),
        ((0, 1), (0, 1), True, "likely days overlap, one inherited"),
        ((0, 2), (1, 1), True, "likely days overlap, one inherited"),
        ((0, 2), (0, 0), True, "days overlap, one inherited"),
        ((0, 3), (2, 2), False, "days overlap"),
        ((0, 0), (1, 1), False, "next day"),
        ((0, 0), (1, 1), True, "next day, one inherited"),
        ((0, 1), (3, 4), False, "two days apart"),
        ((0, 0), (3, 3), False, "too long apart"),
    ],
)
def test_days(one: tuple[int, int], other: tuple[int, int], borrowed: bool, expected: str):
    first = claim("a", first=DAY + one[0], last=DAY + one[1], inherited=frozenset({"day"} if borrowed else ()))
    assert level("day", first, claim("b", first=DAY + other[0], last=DAY + other[1])) == expected


def test_states_last():
    one, other = (claim(name, "siege", first=DAY + day, last=DAY + day) for name, day in (("a", 0), ("b", 6)))
    assert level("day", one, other) == "days apart, lasting"


def parties(name: str, actors=(), targets=(), kind: str = "attack") -> Item:
    return claim(name, kind, actors=actors, targets=targets)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("army",), ("army", "militia"), "same"),
        (("brigade",), ("army",), "part of it"),
        (("brigade",), ("guard",), "kin"),
        (("army",), ("rebels",), "different"),
        (("~gunmen",), ("~gunmen",), "same words"),
        (("~gunmen",), ("army",), "other words"),
        ((), ("army",), "not told"),
    ],
)
def test_actors_and_targets(one: tuple[str, ...], other: tuple[str, ...], expected: str):
    above = {"brigade": ("army",), "guard": ("army",)}
    kin = lambda actor: above.get(actor, ())  # noqa: E731
    assert level("actor", parties("a", one), parties("b", other), kin) == expected
    assert level("target", parties("a", (), one), parties("b", (), other), kin) == expected


def test_roles_can_be_opposite_where_they_are_told_one_way_round():
    assert level("actor", parties("a", ("x",), ("y",)), parties("b", ("y",), ("x",))) == "opposite roles"
    assert level("actor", parties("a", ("x",), ("y",), "clash"), parties("b", ("y",), ("x",), "clash")) == "same"
    assert level("target", parties("a", ("x",), ("y",), "clash"), parties("b", ("y",), ("x",), "clash")) == "same"
    assert level("actor", parties("a", ("x",), (), "clash"), parties("b", ("y",), ("x",), "clash")) == "same"
    assert level("target", parties("a", ("x",), ("y",), "clash"), parties("b", ("x",), ("z",), "clash")) == "different"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((Toll("killed", 17, 17),), (Toll("killed", 17, None),), "equal, rare"),
        ((Toll("killed", 3, 3),), (Toll("killed", 3, 3),), "equal"),
        ((Toll("killed", 13, None),), (Toll("killed", 40, 40),), "ranges meet"),
        ((Toll("killed", 10, 10),), (Toll("killed", 13, 13),), "near"),
        ((Toll("killed", 10, 10),), (Toll("killed", 25, 25),), "apart"),
        ((Toll("killed", 3, 3),), (Toll("killed", 30, 30),), "far apart"),
        ((Toll("killed", 3, 3), Toll("wounded", 4, 4)), (Toll("killed", 3, 3), Toll("wounded", 4, 4)), "several equal"),
        (
            (Toll("killed", 3, 3), Toll("wounded", 4, 4)),
            (Toll("wounded", 20, 20), Toll("killed", 3, 3)),
            "equal, another apart",
        ),
        (
            (Toll("killed", 17, 17), Toll("wounded", 4, 4)),
            (Toll("wounded", 20, 20), Toll("killed", 17, 17)),
            "equal, rare",
        ),
        ((Toll("killed", 3, 3),), (), "told by one"),
        ((), (), "not told"),
        ((Toll("killed", 30, 30), Toll("killed", 7, 7)), (Toll("killed", 7, 7),), "equal, rare"),
        ((Toll("killed", 3, 3),), (Toll("wounded", 3, 3),), "not told"),
        ((Toll("killed", None, None),), (Toll("killed", 3, 3),), "ranges meet"),
    ],
)
def test_tolls(one: tuple[Toll, ...], other: tuple[Toll, ...], expected: str):
    assert level("toll", claim("a", tolls=one), claim("b", tolls=other)) == expected


@pytest.mark.parametrize("left", ["place", "day"])
def test_what_leaves_its_place_or_day_to_the_text_may_leave_the_number_to_it(left: str):
    told = claim("a", tolls=(Toll("killed", 3, 3),))
    assert level("toll", told, claim("b")) == "told by one"
    assert level("toll", told, claim("b", inherited=frozenset({left}))) == "not told"


def test_small_and_round_numbers_are_not_rare():
    assert rare(np.array([3, 5, 10, 25, 100, 250, np.inf], dtype=np.float32)).sum() == 0
    assert rare(np.array([7, 13, 27, 31, 117, 341], dtype=np.float32)).all()


@pytest.mark.parametrize(
    ("shared", "expected"), [(32, "same words"), (16, "alike"), (8, "some words"), (0, "other words")]
)
def test_wording(shared: int, expected: str):
    one = claim("a", signature=tuple(range(32)), evidence="one sentence")
    other = claim("b", signature=tuple(n if n < shared else n + 1000 for n in range(32)), evidence="another one")
    assert level("wording", one, other) == expected


def test_the_words_of_one_sentence_say_nothing_of_its_claims():
    one = claim("a", document="d", signature=tuple(range(32)), evidence="one sentence")
    other = claim("b", document="d", signature=tuple(range(32)), evidence="one sentence")
    assert level("wording", one, other) == "not told"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            claim("a", "attack", document="d", evidence="s"),
            claim("b", "harm", document="d", evidence="s"),
            "cause and effect in one sentence",
        ),
        (claim("a", document="d", evidence="s"), claim("b", document="d", evidence="s"), "one sentence"),
        (
            claim("a", document="d", spots=(spot(),)),
            claim("b", document="d", spots=(spot(),)),
            "one document, one place",
        ),
        (
            claim("a", document="d", spots=(spot(),)),
            claim("b", document="d", spots=(spot("mill", 9),)),
            "one document, two places",
        ),
        (claim("a", document="d", spots=(spot(),)), claim("b", document="d"), "one document"),
        (
            claim("a", document="d", spots=(spot(),), inherited=frozenset({"place"})),
            claim("b", document="d", spots=(spot(),)),
            "one document, place left out",
        ),
        (claim("a", document="d", evidence="s"), claim("b", document="e", evidence="s"), "not told"),
    ],
)
def test_claims_of_one_document(one: Item, other: Item, expected: str):
    assert level("document", one, other) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (claim(spots=(spot(),), first=DAY, last=DAY), 0),
        (claim(spots=(spot(),), first=DAY, last=DAY, stance="denies", modality="negated"), 0),
        (claim(spots=(spot(precision=3),), first=DAY, last=DAY), 1),
        (claim(spots=(spot(),), first=DAY, last=DAY + 7), 1),
        (claim(spots=(spot(),)), 1),
        (claim(first=DAY, last=DAY), 1),
        (claim(spots=(spot(),), first=DAY, last=DAY, modality="planned"), 2),
    ],
)
def test_what_can_make_an_event(item: Item, expected: int):
    assert tier(item) == expected


spots = st.builds(
    spot,
    st.sampled_from(("hill", "mill", "pass")),
    st.floats(-40, 40),
    st.sampled_from((1.0, 6.0, 40.0)),
    st.integers(1, 6),
    st.sampled_from(("Aden", "Lahij", None)),
)
names = st.lists(st.sampled_from(("army", "rebels", "guard", "~gunmen", "~people")), max_size=4).map(tuple)
numbers = st.none() | st.integers(0, 400)


@st.composite
def items(draw: st.DrawFn, name: str) -> Item:
    first = draw(st.none() | st.integers(DAY, DAY + 9))
    return claim(
        name,
        draw(st.sampled_from(("clash", "attack", "harm", "takeover", "siege", "talks"))),
        document=draw(st.sampled_from("de")),
        evidence=draw(st.sampled_from(("s", "t", ""))),
        spots=draw(st.lists(spots, max_size=4).map(tuple)),
        first=first,
        last=None if first is None else first + draw(st.integers(0, 9)),
        actors=draw(names),
        targets=draw(names),
        tolls=tuple(
            Toll(what, low, high)
            for what, low, high in draw(
                st.lists(st.tuples(st.sampled_from(("killed", "wounded")), numbers, numbers), max_size=4)
            )
        ),
        inherited=draw(st.frozensets(st.sampled_from(("place", "day")))),
        signature=tuple([draw(st.integers(0, 2))] * draw(st.sampled_from((0, 32, 64)))),
    )


@settings(max_examples=300, deadline=None)
@given(items("a"), items("b"))
def test_the_order_of_a_pair_makes_no_difference(one: Item, other: Item):
    for field in LEVELS:
        assert level(field, one, other) in LEVELS[field]


@settings(max_examples=100, deadline=None)
@given(items("a"))
def test_nothing_speaks_against_a_claim_and_its_copy(one: Item):
    copy = claim("b", one.kind, **{name: getattr(one, name) for name in ("first", "last", "actors", "targets")})
    bits = weights().bits
    for field in ("kind", "actor", "target"):
        assert bits[field][LEVELS[field].index(level(field, one, copy))] >= 0
