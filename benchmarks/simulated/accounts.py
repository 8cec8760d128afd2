"""What an origin says of an event: what it saw, what it got wrong, and what its camp would rather have.

An account is made once for each origin and event. Whoever carries or copies it has its errors with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.simulated.ground import Site
from benchmarks.simulated.press import Source
from benchmarks.simulated.settings import Settings
from benchmarks.simulated.sides import Sides
from benchmarks.simulated.war import Happening

MEAN_ERROR = 0.15
"""What a source of mean reliability lacks to 1; the shares of war.toml are told for it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an origin asserts. `source` is None where nobody is named; `words` is then what it is called, if anything.

    Days are ordinals. `actors` and `targets` are ids; no target means civilians. A toll of None is not told.
    """

    origin: int
    source: Source | None
    words: str
    kind: str
    denies: bool
    site: int
    first: int
    last: int
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    killed: int | None
    wounded: int | None


@dataclass(slots=True)
class Observer:
    """Makes accounts, and numbers the origins."""

    ground: Sequence[Site]
    sides: Sides
    settings: Settings
    rng: Random
    origins: int = 0

    def account(
        self, event: Happening, source: Source | None, words: str, side: int, reliability: float
    ) -> Account | None:
        """What a source of that side (-1: none) says of the event; None if it says nothing."""
        if self._says_nothing(event, side):
            return None
        denies = self._denies(event, side)
        poor = (1 - reliability) / MEAN_ERROR
        self.origins += 1
        return Account(
            origin=self.origins - 1,
            source=source,
            words=words,
            kind=self._kind(event, poor),
            denies=denies,
            site=self._site(event, poor),
            **dict(zip(("first", "last"), self._days(event, poor), strict=True)),
            actors=self._actors(event, side, poor),
            targets=self._targets(event, side),
            killed=None if denies else self._toll(event, event.killed, side, poor),
            wounded=None if denies else self._toll(event, event.wounded, side, poor),
        )

    def _lost_ground(self, event: Happening, side: int) -> bool:
        return side == event.other and event.kind.name in ("takeover", "advance", "retreat")

    def _guilty(self, event: Happening, side: int) -> bool:
        return side == event.side and event.civilian and event.killed > 0

    def _says_nothing(self, event: Happening, side: int) -> bool:
        spin, draw = self.settings.spin, self.rng.random()
        if not event.happened:
            return side != event.winner and draw > (spin["fooled"] if side < 0 else spin["false_deny"])
        if self._guilty(event, side):
            return draw < spin["silent_blame"]
        return self._lost_ground(event, side) and draw < spin["silent_loss"]

    def _denies(self, event: Happening, side: int) -> bool:
        spin, draw = self.settings.spin, self.rng.random()
        if not event.happened:
            return side >= 0 and side != event.winner
        if self._guilty(event, side):
            return draw < spin["deny_blame"] / (1 - spin["silent_blame"])
        return self._lost_ground(event, side) and draw < spin["deny_loss"] / (1 - spin["silent_loss"])

    def _kind(self, event: Happening, poor: float) -> str:
        draw = self.rng.random()
        for name, share in event.kind.told_as.items():
            draw -= share * poor * self.settings.errors["kind"]
            if draw < 0:
                return name
        return event.kind.name

    def _site(self, event: Happening, poor: float) -> int:
        near = self.ground[event.site].near
        return self.rng.choice(near[:8]) if self.rng.random() < self.settings.errors["place"] * poor else event.site

    def _days(self, event: Happening, poor: float) -> tuple[int, int]:
        shift = self.rng.choice((-1, 1)) if self.rng.random() < self.settings.errors["day"] * poor else 0
        return event.first + shift, event.last + shift

    def _actors(self, event: Happening, side: int, poor: float) -> tuple[str, ...]:
        errors, spin, rng = self.settings.errors, self.settings.spin, self.rng
        if self._guilty(event, side) and rng.random() < spin["shift_blame"]:
            return (self.sides.all[rng.choice(self.sides.enemies(side))].actor,)
        if rng.random() < errors["actor_unknown"] * poor:
            return ()
        others = [one for one in range(len(self.sides.all)) if one != event.side]
        if rng.random() < errors["actor_wrong"] * poor:
            return (self.sides.all[rng.choice(others)].actor,)
        return (event.actor,)

    def _targets(self, event: Happening, side: int) -> tuple[str, ...]:
        if event.target is not None:
            return (event.target,)
        renamed = self._guilty(event, side) and self.rng.random() < self.settings.spin["rename_victims"]
        return (self.sides.all[event.other].actor,) if renamed else ()

    def _toll(self, event: Happening, true: int, side: int, poor: float) -> int | None:
        spin, rng = self.settings.spin, self.rng
        if not true:
            return None
        told = float(true)
        if not event.civilian and side == event.other and rng.random() < spin["hide_losses"]:
            told *= rng.uniform(0.2, 0.7)
        elif not event.civilian and side >= 0 and side == event.side and rng.random() < spin["inflate"]:
            told *= rng.uniform(1.2, 2 * spin["inflate_by"] - 1.2)
        elif rng.random() < self.settings.errors["toll"] * poor:
            told *= rng.lognormvariate(0, 0.35)
        return max(1, round(told))
