"""What happened: fronts that move, operations along them, and events that lie close to each other.

Each side starts from its own part of the map. Where places of two sides that fight each other lie near, there is a
front; operations start there, last some weeks and take places or fail. Most events belong to one. Many have a sibling
that is easily taken for them: the same place the next day, the village beside it on the same day, a second strike
on the same place on the same day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import exp, log
from random import Random

from benchmarks.simulated.ground import Site
from benchmarks.simulated.settings import KindOf, Settings
from benchmarks.simulated.sides import Sides

START = date(2021, 3, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Happening:
    """One true event, or one that a side made up (`happened` is false, and its values are those made up).

    `site` is a row of the ground, days are ordinals with both ends included, `side` and `other` are places in the
    list of sides: who did it and to whom; `other` is -1 where nobody was its target. `actor` and `target` are ids of
    forces, the target None where civilians were hit. `winner` is the side that gains from its being told, or -1.
    """

    number: int
    kind: KindOf
    site: int
    first: int
    last: int
    side: int
    actor: str
    other: int
    target: str | None
    killed: int
    wounded: int
    fame: float
    operation: int
    happened: bool = True
    winner: int = -1

    @property
    def civilian(self) -> bool:
        """Whether its victims were civilians."""
        return self.target is None


@dataclass(slots=True)
class _Operation:
    number: int
    attacker: int
    defender: int
    sites: list[int]
    last: int


@dataclass(slots=True)
class War:
    """The war day by day. `held` is which side holds each place; it moves with every takeover."""

    ground: Sequence[Site]
    sides: Sides
    settings: Settings
    rng: Random
    held: list[int] = field(init=False)
    _running: list[_Operation] = field(default_factory=list)
    _front: list[tuple[int, int]] = field(default_factory=list)
    _begun: int = 0

    def __post_init__(self) -> None:
        seats = self.rng.sample(range(len(self.ground)), 2 * len(self.sides.all))
        self.held = [self._nearest(site, seats) % len(self.sides.all) for site in range(len(self.ground))]

    def _nearest(self, site: int, seats: Sequence[int]) -> int:
        here = self.ground[site].spot
        spots = [self.ground[seat].spot for seat in seats]
        return min(range(len(seats)), key=lambda k: (spots[k].lat - here.lat) ** 2 + (spots[k].lon - here.lon) ** 2)

    def run(self, days: int, count: int) -> Iterator[Happening]:
        """`count` events over so many days, in the order of their days."""
        left = count
        for day in range(days):
            if day % 7 == 0:
                self._front = list(self._fronts())
            today = round(left / (days - day))
            self._operations(START + day, max(2, today // 8))
            made = 0
            while made < today:
                event = self._event(START + day)
                for one in (event, *self._siblings(event)):
                    if made < today:
                        yield replace(one, number=count - left + made)
                        made += 1
            left -= made

    def _fronts(self) -> Iterator[tuple[int, int]]:
        """Pairs of a side and a place of its enemy that one of its own places lies near."""
        for site, here in enumerate(self.ground):
            for other in here.within(self.settings.war["front"]):
                if self.held[other] in self.sides.enemies(self.held[site]):
                    yield self.held[site], other
                    break

    def _operations(self, day: int, wanted: int) -> None:
        """End what has run out, and begin others."""
        self._running = [one for one in self._running if one.last >= day]
        while len(self._running) < wanted and self._front:
            attacker, middle = self.rng.choice(self._front)
            sites = [middle, *self.ground[middle].within(self.settings.war["reach"])]
            length = max(3, round(self.rng.expovariate(1 / self.settings.war["length"])))
            self._running.append(_Operation(self._begun, attacker, self.held[middle], sites, day + length))
            self._begun += 1

    def _event(self, day: int) -> Happening:
        if self._running and self.rng.random() < self.settings.war["share"]:
            one = self.rng.choice(self._running)
            kind = self._kind("operation", one.attacker)
            sides = (one.attacker, one.defender)
            site = self.rng.choice(one.sites)
            if kind.name in ("shelling", "air_strike", "clash", "attack") and self.rng.random() < 0.35:
                sides = sides[::-1]
            if not self.sides.all[sides[0]].has(kind.needs):
                kind = next(other for other in self.settings.kinds if other.name == "shelling")
            return self._make(kind, site, day, *sides, one.number)
        site = self.rng.randrange(len(self.ground))
        holder = self.held[site]
        enemies = self.sides.enemies(holder)
        side = self.rng.choice(enemies)
        kind = self._kind("background", side)
        if kind.name in ("arrest", "deployment", "aid", "protest", "abduction") and self.rng.random() < 0.7:
            side, holder = holder, side
        return self._make(kind, site, day, side, holder, -1)

    def _kind(self, where: str, side: int) -> KindOf:
        kinds = [kind for kind in self.settings.kinds if self.sides.all[side].has(kind.needs)]
        return self.rng.choices(kinds, [getattr(kind, where) for kind in kinds])[0]

    def _make(self, kind: KindOf, site: int, day: int, side: int, other: int, operation: int) -> Happening:
        rng = self.rng
        if kind.name == "takeover":
            self.held[site] = side
        civilian = rng.random() < kind.civilian
        killed = self._killed(kind) if rng.random() < kind.deadly else 0
        wounded = round(killed * kind.wounded * rng.uniform(0.4, 1.6)) if killed else 0
        fame = kind.fame * rng.lognormvariate(-0.5, 1.0) * (1 + killed / 8)
        winner = self._winner(kind, side, other, civilian=civilian)
        invented = rng.random() < self.settings.war["invented"] and winner >= 0
        return Happening(
            number=-1,
            kind=kind,
            site=site,
            first=day,
            last=day + (rng.randrange(kind.days) if kind.days > 1 else 0),
            side=side,
            actor=rng.choice(self.sides.all[side].units),
            other=other,
            target=None if civilian else rng.choice(self.sides.all[other].units),
            killed=killed,
            wounded=wounded,
            fame=fame,
            operation=operation,
            happened=not invented,
            winner=winner,
        )

    def _winner(self, kind: KindOf, side: int, other: int, *, civilian: bool) -> int:
        """Who gains from its being told: whose forces did well, or whose people suffered."""
        if kind.name == "retreat" or (civilian and kind.deadly):
            return other
        return side if kind.name in ("takeover", "advance", "clash", "air_strike", "shelling", "attack") else -1

    def _killed(self, kind: KindOf) -> int:
        median, spread = kind.killed
        return min(400, max(1, round(exp(log(median) + self.rng.gauss(0, spread)))))

    def _siblings(self, event: Happening) -> Iterator[Happening]:
        """Others that are easily taken for it."""
        war, rng = self.settings.war, self.rng
        near = self.ground[event.site].within(6.0)
        if rng.random() < war["same_place_next_day"]:
            yield self._sibling(event, event.site, event.first + 1)
        if near and rng.random() < war["neighbour_same_day"]:
            yield self._sibling(event, rng.choice(near), event.first)
        if rng.random() < war["same_place_same_day"]:
            yield self._sibling(event, event.site, event.first)

    def _sibling(self, event: Happening, site: int, day: int) -> Happening:
        kind = event.kind
        if self.rng.random() < self.settings.war["seconds_kinds"]:
            kind = self._kind("operation" if event.operation >= 0 else "background", event.side)
        made = self._make(kind, site, day, event.side, event.other, event.operation)
        return replace(made, actor=event.actor) if self.rng.random() < 0.6 else made
