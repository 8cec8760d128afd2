"""Which of the actors that bear a name is meant, on the day and in the countries of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.claims.claim import Alternative
from sayso.grounding.actors.mention import Choice
from sayso.grounding.actors.names import Entry
from sayso.grounding.actors.normal import fold
from sayso.grounding.actors.scene import Scene
from sayso.grounding.theatres import Actor, Theatre, merged

OWN, TIMELY = 0.3, 0.5
"""What it weighs, beside the share of an actor's countries, that the name is its first, and that the times fit."""
OLDEST, NEWEST, LONG = 1950, 2049, 50
CLEAR = 0.2
"""How much better than the next an actor must fit."""


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors by id, and those that came of each."""

    actors: Mapping[str, Actor]
    heirs: Mapping[str, tuple[Actor, ...]]

    def get(self, id_: str | None) -> Actor | None:
        """The actor of that id."""
        return self.actors.get(id_ or "")


def cast_of(theatres: Sequence[Theatre]) -> Cast:
    """All actors of some theatres, each with the countries that any of them tells of it, and who came of whom."""
    homes: dict[str, dict[str, None]] = {}
    for theatre in theatres:
        for actor in theatre.actors.values():
            homes.setdefault(actor.id, {}).update(dict.fromkeys(actor.countries))
    told = merged(*theatres).actors if theatres else {}
    actors = {id_: replace(actor, countries=tuple(homes[id_])) for id_, actor in told.items()}
    heirs: dict[str, tuple[Actor, ...]] = {}
    for actor in actors.values():
        for tie in actor.ties:
            if tie.relation == "successor_of":
                heirs[tie.actor] = (*heirs.get(tie.actor, ()), actor)
    return Cast(actors, heirs)


def choose(entries: Sequence[Entry], scene: Scene, cast: Cast, *, former: bool = False) -> Choice:
    """The actor meant by a name.

    Args:
        entries: who bears the name; not empty.
        scene: the text.
        cast: all actors, for what became of one.
        former: the text calls it a former one, so its name needs not hold any more.
    """
    name = entries[0].name.text
    held = list(entries) if former else [e for e in entries if e.name.holds(scene.day) and e.actor.exists(scene.day)]
    if not held:
        return _lapsed(entries, scene, cast)
    ids = {entry.actor.id for entry in held}
    if len(ids) == 1:
        when = (
            f" on {scene.day}" if scene.day and any((e.name.first, e.name.last) != (None, None) for e in held) else ""
        )
        return Choice(held[0].actor.id, f"named {name!r}{when}", 0.97)
    ranked = sorted(held, key=lambda entry: -_fit(entry, scene))
    first = ranked[0]
    second = next(entry for entry in ranked if entry.actor.id != first.actor.id)
    others = tuple(Alternative(e.actor.id, e.actor.name, round(min(_fit(e, scene), 1.0) / 2, 2)) for e in _each(ranked))
    if _fit(first, scene) - _fit(second, scene) < CLEAR:
        return Choice(None, f"{name!r} is the name of several", 0.0, others)
    return Choice(
        first.actor.id,
        f"named {name!r}; of those so called, this one is of the text's countries or time",
        0.8,
        others[1:],
    )


def _each(entries: Sequence[Entry]) -> list[Entry]:
    return list({entry.actor.id: entry for entry in reversed(entries)}.values())[::-1]


def _fit(entry: Entry, scene: Scene) -> float:
    """How well an actor fits: the share of its countries in the text, whether the name is its first one or a part of
    it, and, with no day, whether the times fit."""
    home = sum(scene.share(code) for code in entry.actor.countries)
    own = set(fold(entry.name.text).split()) <= set(fold(entry.actor.name).split())
    return home + OWN * own + (TIMELY * _timely(entry, scene) if scene.day is None else 0.0)


def _timely(entry: Entry, scene: Scene) -> float:
    """The part of the text's years at which the actor was there under this name; where it states none, how long that
    was, of half a century, and whether all others named in it were there at some time of it."""
    first, last = lifetime(entry)
    if years := scene.years():
        return sum(first <= year <= last for year in years) / len(years)
    others = [lifetime(other) for other in scene.company() if other.actor.id != entry.actor.id]
    met = sum(since <= last and first <= until for since, until in others) / len(others) if others else 1.0
    return min(max(last - first, 0), LONG) / LONG + (1.0 if met == 1 else met / 2)


def lifetime(entry: Entry) -> tuple[int, int]:
    """The first and the last year of an actor under a name."""
    first = max((day.year for day in (entry.actor.first, entry.name.first) if day), default=OLDEST)
    last = min((day.year for day in (entry.actor.last, entry.name.last) if day), default=NEWEST)
    return first, last


def _lapsed(entries: Sequence[Entry], scene: Scene, cast: Cast) -> Choice:
    """The name was not in use on the day: whoever came of its bearer, or the bearer if that was still there."""
    name = entries[0].name.text
    bearers = {entry.actor.id: entry.actor for entry in entries}
    if len(bearers) > 1:
        others = tuple(Alternative(actor.id, actor.name, 0.3) for actor in bearers.values())
        return Choice(None, f"{name!r} was the name of several, none so called on {scene.day}", 0.0, others)
    [bearer] = bearers.values()
    if bearer.exists(scene.day):
        return Choice(bearer.id, f"named {name!r}, though not so called on {scene.day}", 0.8)
    heir = successor(bearer, scene.day, cast)
    if heir:
        others = (Alternative(bearer.id, bearer.name, 0.4),)
        return Choice(heir.id, f"{name!r} was the name of its predecessor, gone by {scene.day}", 0.75, others)
    if bearer.last and scene.day and scene.day > bearer.last:
        return Choice(bearer.id, f"named {name!r}, which was gone by {scene.day}", 0.6)
    return Choice(None, f"{name!r} was not there yet on {scene.day}", 0.0, (Alternative(bearer.id, bearer.name, 0.3),))


def successor(actor: Actor, day: date | None, cast: Cast) -> Actor | None:
    """Who came of an actor, at whatever remove, and was there on the day; None where nobody or several."""
    seen, here = {actor.id}, actor
    while True:
        heirs = [heir for heir in cast.heirs.get(here.id, ()) if heir.id not in seen]
        if len(heirs) != 1:
            return None
        here = heirs[0]
        seen.add(here.id)
        if here.exists(day):
            return here
