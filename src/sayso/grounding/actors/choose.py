"""Which of the actors that bear a name is meant, on the day and in the countries of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.claims.claim import Alternative
from sayso.grounding.actors.names import Entry
from sayso.grounding.actors.scene import Scene
from sayso.grounding.theatres.actor import Actor, standing


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor that was chosen, or None; why, how surely (0 to 1), and the runners-up."""

    actor: str | None
    why: str
    score: float
    others: tuple[Alternative, ...] = ()


def choose(entries: Sequence[Entry], scene: Scene, actors: Mapping[str, Actor], *, former: bool = False) -> Choice:
    """The actor meant by a name.

    Args:
        entries: who bears the name; not empty.
        scene: the text.
        actors: all actors by id, for what became of one.
        former: the text calls it a former one, so its name needs not hold any more.
    """
    name = entries[0].name.text
    held = list(entries) if former else [e for e in entries if e.name.holds(scene.day) and e.actor.exists(scene.day)]
    if not held:
        return _lapsed(entries, scene, actors)
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
    if _fit(first, scene) - _fit(second, scene) < 0.2:
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
    """How well an actor fits the text: the share of its countries, and the years that the text states."""
    home = sum(scene.share(code) for code in entry.actor.countries)
    return home + (0.3 * _timely(entry, scene) if scene.day is None else 0.0)


def _timely(entry: Entry, scene: Scene) -> float:
    """The part of the text's years in which the actor was there under this name; or how long it was."""
    first = max((d.year for d in (entry.actor.first, entry.name.first) if d), default=1950)
    last = min((d.year for d in (entry.actor.last, entry.name.last) if d), default=2049)
    years = scene.years()
    if years:
        return sum(first <= year <= last for year in years) / len(years)
    return min(max(last - first, 0), 50) / 50


def _lapsed(entries: Sequence[Entry], scene: Scene, actors: Mapping[str, Actor]) -> Choice:
    """The name was not in use on the day: whoever came of its bearer, or the bearer if that was still there."""
    name = entries[0].name.text
    bearers = {entry.actor.id: entry.actor for entry in entries}
    if len(bearers) > 1:
        others = tuple(Alternative(actor.id, actor.name, 0.3) for actor in bearers.values())
        return Choice(None, f"{name!r} was the name of several, none so called on {scene.day}", 0.0, others)
    [bearer] = bearers.values()
    if bearer.exists(scene.day):
        return Choice(bearer.id, f"named {name!r}, though not so called on {scene.day}", 0.8)
    heir = successor(bearer, scene.day, actors)
    if heir:
        others = (Alternative(bearer.id, bearer.name, 0.4),)
        return Choice(heir.id, f"{name!r} was the name of its predecessor, gone by {scene.day}", 0.75, others)
    if bearer.last and scene.day and scene.day > bearer.last:
        return Choice(bearer.id, f"named {name!r}, which was gone by {scene.day}", 0.6)
    return Choice(None, f"{name!r} was not there yet on {scene.day}", 0.0, (Alternative(bearer.id, bearer.name, 0.3),))


def successor(actor: Actor, day: date | None, actors: Mapping[str, Actor]) -> Actor | None:
    """Who came of an actor, at whatever remove, and was there on the day; None where nobody or several."""
    seen, here = {actor.id}, actor
    while True:
        heirs = [a for a in actors.values() if a.id not in seen and _succeeds(a, here.id)]
        if len(heirs) != 1:
            return None
        here = heirs[0]
        seen.add(here.id)
        if here.exists(day):
            return here


def _succeeds(actor: Actor, id_: str) -> bool:
    return any(tie.relation == "successor_of" and tie.actor == id_ for tie in standing(actor.ties, None))
