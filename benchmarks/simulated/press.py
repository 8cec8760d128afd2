"""The press: who tells of the war, for whom, how well, and how much of it is taken from others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from random import Random

from benchmarks.simulated.settings import Role, Settings
from benchmarks.simulated.sides import NEUTRAL, SOURCE, Sides
from sayso.grounding.theatres import Actor, Camp
from sayso.ledger.decision import Decision
from sayso.reconcile.item import Voice

LETTERS = ((0.9, "A"), (0.84, "B"), (0.78, "C"), (0.7, "D"), (0.0, "E"))
"""The least reliability for each Admiralty letter."""
ACTOR_KINDS = {"command": "force", "monitor": "monitor", "relief": "organisation"}


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who tells of events. `side` is its place in the list of sides, -1 for none; `voice` is how it shows."""

    number: int
    name: str
    role: Role
    side: int
    camp: str
    reliability: float
    reach: float
    voice: Voice


@dataclass(frozen=True, slots=True)
class Press:
    """All sources. `own` are sums of reach over those who report by themselves, `copying` over those who copy."""

    sources: tuple[Source, ...]
    outlets: tuple[Source, ...]
    own: tuple[float, ...]
    copying: tuple[float, ...]

    def origins(self, role: str, side: int) -> tuple[Source, ...]:
        """Sources of a role and side."""
        return tuple(one for one in self.sources if one.role.name == role and one.side == side)

    def decisions(self, settings: Settings, rng: Random) -> tuple[Decision, ...]:
        """The letters that a desk has put to most of its sources, some of them one off."""
        return tuple(
            Decision("letter", one.voice.actor or one.name, "desk", datetime(2021, 1, 1, tzinfo=UTC), "known for years",
                     value=_letter(one, settings, rng), number=number)
            for number, one in enumerate((s for s in self.sources if rng.random() < settings.war["verdicts"]), 1)
        )  # fmt: skip

    def actors(self) -> list[Actor]:
        """Those that a theatre knows beside the sides themselves."""
        return [_actor(one) for one in self.sources if one.voice.actor is not None and one.role.name != "command"]


def press_of(settings: Settings, sides: Sides, rng: Random) -> Press:
    """The press of such a war."""
    sources: list[Source] = []
    for name, role, side in _named(settings, sides):
        camp = NEUTRAL if side < 0 else sides.all[side].camp
        actor = _identity(name, role, side, sides) if rng.random() < role.known else None
        voice = Voice(name, actor, camp if actor is not None else None)
        reach = role.reach * rng.uniform(0.5, 1.5)
        reliability = rng.uniform(*role.reliability)
        sources.append(Source(len(sources), name, role, side, camp, reliability, reach, voice))
    outlets = tuple(one for one in sources if one.role.name != "command")
    own = tuple(accumulate(one.reach / (1 + one.role.copies) for one in outlets))
    copying = tuple(accumulate(one.reach * one.role.copies for one in outlets))
    return Press(tuple(sources), outlets, own, copying)


def _named(settings: Settings, sides: Sides) -> Iterator[tuple[str, Role, int]]:
    for role in settings.roles.values():
        for number, side in enumerate(sides.all):
            names = (side.about.voice,) if role.name == "command" else side.about.names.get(role.name, ())
            yield from ((name, role, number) for name in names[: role.camps])
        yield from ((name, role, -1) for name in settings.neutral.get(role.name, ())[: role.neutral])


def _identity(name: str, role: Role, side: int, sides: Sides) -> str:
    """A command speaks as its side."""
    if role.name == "command":
        return sides.all[side].actor
    return "sim-" + "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _actor(one: Source) -> Actor:
    kind = ACTOR_KINDS.get(one.role.name, "media")
    camps = (Camp(None, None, SOURCE, one.camp),)
    return Actor(str(one.voice.actor), one.name, kind, 7, camps=camps)  # type: ignore[arg-type]


def _letter(one: Source, settings: Settings, rng: Random) -> str:
    place = next(i for i, (least, _) in enumerate(LETTERS) if one.reliability >= least)
    if rng.random() < settings.war["letter_slip"]:
        place += rng.choice((-1, 1))
    return LETTERS[min(max(place, 0), len(LETTERS) - 1)][1]
