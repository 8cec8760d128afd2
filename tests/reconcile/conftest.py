"""A small invented war: reds against blues, greens at war with nobody, and those who are aligned with no one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from sayso.ledger.decision import Decision
from sayso.reconcile.account import Event, Root
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.grades import grade
from sayso.reconcile.item import Item, Spot, Toll, Voice
from sayso.reconcile.setting import Setting
from sayso.reconcile.values import Reliability

DAY = date(2016, 3, 5).toordinal()
CAMPS = {
    "red-state": "reds",
    "red-army": "reds",
    "red-guard": "reds",
    "red-radio": "reds",
    "blue-front": "blues",
    "blue-press": "blues",
    "green-league": "greens",
    "watch": "neutral",
    "wire": "neutral",
}
PARENTS = {"red-army": ("red-state",), "red-guard": ("red-army",), "red-radio": ("red-state",)}
KINDS = {"red-state": "state", "red-army": "force", "red-radio": "media", "blue-press": "media", "watch": "monitor"}
NAMES = {"red-army": "Red Army", "blue-front": "Blue Front"}


def at_war(one: str, other: str, _day: date | None) -> bool:
    return {one, other} == {"reds", "blues"}


class War:
    """Makes items, roots and events of the war; what is not given is as in a plain report of a strike on Aster."""

    aster = Spot("p1", "Aster", 36.0, 37.0, 2.0, 1)
    beacon = Spot("p2", "Beacon", 36.4, 37.0, 2.0, 1)
    region = Spot("p9", "Aster region", 36.1, 37.0, 60.0, 4)
    day = DAY

    def __init__(self) -> None:
        self._ids = count(1)
        self.at_war = at_war
        self.setting = Setting(
            at_war,
            lambda actor, _day: CAMPS.get(actor),
            lambda actor, _day: PARENTS.get(actor, ()),
            KINDS.get,
            lambda actor: NAMES.get(actor, actor),
        )

    def item(self, kind: str = "air_strike", **given: Any) -> Item:
        number = next(self._ids)
        said = {
            "id": f"c{number:04d}",
            "document": f"d{number:04d}",
            "stance": "asserts",
            "modality": "happened",
            "start": 0,
            "spots": (self.aster,),
            "first": DAY,
            "last": DAY,
            "published": DAY + 1,
        }
        return Item(kind=kind, **(said | given))

    def said(self, by: str, kind: str = "air_strike", **given: Any) -> Item:
        """A claim by an actor of the war; by a stranger, if it is none of them."""
        known = by in CAMPS
        voice = Voice(by, by if known else None, CAMPS.get(by))
        return self.item(kind, voices=(voice,), **given)

    def root(self, *items: Item) -> Root:
        voice = items[0].voices[0]
        claims = tuple(sorted(item.id for item in items))
        return Root(f"r-{claims[0]}", "e1", voice.words, voice.actor, voice.camp, "F", claims)

    def cluster(self, *items: Item, id: str = "e1", context: Iterable[Item] = ()) -> Cluster:  # noqa: A002
        return Cluster(id, items[0].kind, items, tuple(context))

    def event(self, *items: Item, decisions: Iterable[Decision] = (), reliability: Reliability | None = None) -> Event:
        """The event of these claims, each a root by itself."""
        roots = [self.root(item) for item in items]
        return grade(self.cluster(*items), roots, at_war, decisions, setting=self.setting, reliability=reliability)

    def decision(self, verb: Any, subject: str, **given: Any) -> Decision:
        when = datetime(2024, 1, 2, tzinfo=UTC)
        return Decision(
            verb, subject, **({"who": "Lena", "when": when, "why": "geolocated footage", "number": 1} | given)
        )

    def killed(self, low: int | None, high: int | None = -1) -> tuple[Toll, ...]:
        return (Toll("killed", low, low if high == -1 else high),)


@pytest.fixture
def war() -> War:
    return War()


@pytest.fixture(scope="session")
def war_of() -> type[War]:
    """For properties, which need a new war for each example."""
    return War
