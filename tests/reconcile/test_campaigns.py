"""Campaigns hold the events of one offensive, and not the whole war."""

from datetime import date
from random import Random

import pytest

from sayso.reconcile.account import Event
from sayso.reconcile.campaigns import SPAN_DAYS, SPAN_KM, campaigns
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.item import Item, Spot
from sayso.reconcile.naming import name_of

START = date(1986, 1, 5).toordinal()


def cluster(
    name: str, kind: str = "takeover", day: int = 0, km: float = 0.0, actors=("red",), targets=("blue",), **more
) -> Cluster:
    spot = Spot(f"place {km}", f"Place {km}", 30.0 + km / 111.195, 48.0, 1.5, 1, "Basra", "IQ")
    slots = {
        "stance": "asserts",
        "modality": "happened",
        "start": 0,
        "spots": (spot,),
        "first": START + day,
        "last": START + day,
        "actors": actors,
        "targets": targets,
    }
    item = Item(f"claim-{name}", f"doc-{name}", kind, **{**slots, **more})
    return Cluster(name, kind, (item,))


def found(*clusters: Cluster, **more):
    events = [Event(c.id, c.kind, tuple(i.id for i in c.identity), (), {}, (), {}, 6) for c in clusters]
    return campaigns(events, clusters, **more)


def test_ground_taken_in_steps_is_a_campaign_and_says_why():
    [one] = found(*(cluster(f"e{n}", day=2 * n, km=8 * n) for n in range(4)))
    assert one.events == ("e0", "e1", "e2", "e3")
    assert one.name == "Place 0, 1986-01-05"
    assert one.why.startswith("ground taken in steps: 4 events of red against blue in 7 days from 1986-01-05")


def test_two_villages_are_no_campaign_unless_somebody_tells_of_an_offensive():
    assert found(cluster("e0"), cluster("e1", day=1, km=5)) == ()
    [one] = found(cluster("e0", "offensive"), cluster("e1", day=1, km=5))
    assert one.events == ("e0", "e1")


def test_an_offensive_lends_its_name():
    launched = cluster(
        "e0", "offensive", trigger="Operation", evidence="The army began Operation Dawn of Rivers on Sunday."
    )
    [one] = found(launched, cluster("e1", day=1, km=5))
    assert one.name == "Operation Dawn of Rivers"
    assert one.why.startswith("named: ")


@pytest.mark.parametrize(
    ("trigger", "evidence", "name"),
    [
        ("offensive", "They launched the “Wrath of Rivers” offensive at dawn.", "Wrath of Rivers"),
        ("battle", 'Rebels announced the battle "Roar of the Hills" on Monday.', "Roar of the Hills"),
        ("عملية", "أعلن الجيش عملية «غضب الفرات» أمس", "غضب الفرات"),
        ("operation", "The operation began on Sunday.", None),
        ("Operation", "Operation has begun.", None),
        ("offensive", "An offensive against Basra", None),
        ("", "nothing", None),
    ],
)
def test_a_name_stands_beside_its_trigger(trigger: str, evidence: str, name: str | None):
    item = Item("i", "d", "offensive", "asserts", "happened", 0, trigger=trigger, evidence=evidence)
    assert name_of(item) == name


@pytest.mark.parametrize(
    "stray",
    [
        cluster("stray", day=2, km=90),
        cluster("stray", day=30, km=5),
        cluster("stray", day=2, km=5, actors=("green",)),
        cluster("stray", day=2, km=5, actors=("blue",), targets=("red",)),
        cluster("stray", day=2, km=5, targets=("green",)),
        cluster("stray", "talks", day=2, km=5),
        cluster("stray", day=2, km=5, stance="denies"),
    ],
    ids=["too far", "too late", "another side", "the other way round", "another enemy", "talks", "denied"],
)
def test_what_does_not_fit_stays_out(stray: Cluster):
    [one] = found(*(cluster(f"e{n}", day=n, km=6 * n) for n in range(3)), stray)
    assert one.events == ("e0", "e1", "e2")


def test_clashes_and_strikes_of_the_same_sides_belong_but_carry_it_no_further():
    steps = [cluster(f"e{n}", day=n, km=6 * n) for n in range(3)]
    clash = cluster("f", "clash", day=2, km=20, actors=("blue",), targets=("red",))
    strike = cluster("g", "air_strike", day=3, km=25)
    beyond = cluster("h", "air_strike", day=5, km=44)
    [one] = found(*steps, clash, strike, beyond)
    assert one.events == ("e0", "e1", "e2", "f", "g")


def test_a_long_war_is_not_one_campaign():
    war = [cluster(f"e{n:03d}", day=2 * n, km=3 * n) for n in range(200)]
    many = found(*war)
    place = {c.id: n for n, c in enumerate(war)}
    assert len(many) > 5
    for one in many:
        steps = [place[event] for event in one.events]
        assert 3 * (max(steps) - min(steps)) <= SPAN_KM + 1
        assert 2 * (max(steps) - min(steps)) <= SPAN_DAYS
    assert len({event for one in many for event in one.events}) == sum(len(one.events) for one in many)


def test_a_front_where_nobody_gains_is_no_campaign():
    assert found(*(cluster(f"e{n:03d}", "clash", day=n, km=n % 7) for n in range(100))) == ()


def test_sides_may_be_wider_than_actors():
    steps = [cluster(f"e{n}", day=n, km=6 * n, actors=(f"red-{n}",)) for n in range(3)]
    assert found(*steps) == ()
    [one] = found(*steps, side=lambda actor: actor.partition("-")[0])
    assert len(one.events) == 3


def test_those_who_withdraw_are_those_who_lose():
    steps = [cluster(f"e{n}", day=n, km=6 * n) for n in range(2)]
    pulled_out = cluster("r", "retreat", day=3, km=10, actors=("blue",), targets=())
    [one] = found(*steps, pulled_out)
    assert one.events == ("e0", "e1", "r")


def test_order_makes_no_difference():
    war = [
        cluster(f"e{n:02d}", day=n, km=5 * (n % 9), actors=("red",) if n % 3 else ("blue",), targets=())
        for n in range(40)
    ]
    war += [cluster(f"o{n}", "offensive", day=10 * n, km=10 * n) for n in range(4)]
    expected = found(*war)
    assert expected
    for seed in range(5):
        Random(seed).shuffle(war)
        assert found(*war) == expected
