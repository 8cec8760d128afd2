"""Who stood where on a day: a theatre's actors by camp, those that are part of others under them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.grounding.theatres.actor import Actor, standing
from sayso.grounding.theatres.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Stood:
    """An actor on a day. `name` is its name in English, `local` the first in another language, if there is any.

    `depth` is 0 for an actor that is part of no other of its camp, and one more than that of the actor it is listed
    under. `parents` and `allies` are the names of those that were there on that day, of whichever camp.
    """

    actor: Actor
    name: str
    local: str | None
    depth: int
    parents: tuple[str, ...]
    allies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A camp on a day, with its actors; `camp` is None for the actors of whom no camp is told.

    `name` is the camp's, `against` are the ids of the camps it is opposed to.
    """

    camp: str | None
    name: str
    against: tuple[str, ...]
    actors: tuple[Stood, ...]


def who_stood_where(theatre: Theatre, day: date | None, known: Mapping[str, Actor]) -> list[Side]:
    """The theatre's camps in its order, those without actors on that day left out, then the actors of no camp.

    Args:
        theatre: the theatre.
        day: the day; for None every statement holds.
        known: actors of this theatre and others, for the names of those that its own are tied to.
    """
    allies = _allies(theatre, day)
    by_camp: dict[str | None, list[Actor]] = {camp: [] for camp in (*theatre.camps, None)}
    for actor in theatre.actors.values():
        if actor.exists(day):
            by_camp.setdefault(theatre.camp(actor.id, day), []).append(actor)
    return [
        Side(
            camp,
            theatre.camps.get(camp, camp) if camp else "",
            tuple(other for other in theatre.camps if camp and theatre.at_war(camp, other, day)),
            tuple(_stood(actor, depth, known, allies, day) for actor, depth in _tree(actors, day)),
        )
        for camp, actors in by_camp.items()
        if actors
    ]


def called(actor: Actor, day: date | None) -> str:
    """The actor's name in English on that day: its main name if that held, or else the first full one that did."""
    held = [name for name in standing(actor.names, day) if name.language == "en" and not name.loose]
    if not held or any(name.text == actor.name for name in held):
        return actor.name
    return next((name for name in held if not name.acronym), held[0]).text


def called_locally(actor: Actor, day: date | None) -> str | None:
    """The first full name that held on that day in the first language that is not English; None where there is none."""
    names = (name for name in standing(actor.names, day) if name.language != "en" and not (name.loose or name.acronym))
    return next((name.text for name in names), None)


def _stood(
    actor: Actor, depth: int, known: Mapping[str, Actor], allies: Mapping[str, Iterable[str]], day: date | None
) -> Stood:
    def names(ids: Iterable[str]) -> tuple[str, ...]:
        there = (id_ for id_ in ids if id_ not in known or known[id_].exists(day))
        return tuple(called(known[id_], day) if id_ in known else id_ for id_ in there)

    parents = names(tie.actor for tie in actor.parents(day))
    return Stood(actor, called(actor, day), called_locally(actor, day), depth, parents, names(allies.get(actor.id, ())))


def _allies(theatre: Theatre, day: date | None) -> dict[str, dict[str, None]]:
    """For each actor, its allies on that day, in order: whom it is stated to be allied with, and who with it."""
    allies: dict[str, dict[str, None]] = {}
    for actor in theatre.actors.values():
        for tie in standing(actor.ties, day):
            if tie.relation == "ally_of" and actor.exists(day):
                allies.setdefault(actor.id, {})[tie.actor] = None
                allies.setdefault(tie.actor, {})[actor.id] = None
    return allies


def _tree(actors: Iterable[Actor], day: date | None) -> Iterator[tuple[Actor, int]]:
    """The actors, each once, with their depth: children follow their first parent among them."""
    here = {actor.id: actor for actor in actors}
    children: dict[str | None, list[Actor]] = {}
    for actor in here.values():
        parent = next((tie.actor for tie in actor.parents(day) if tie.actor in here), None)
        children.setdefault(parent, []).append(actor)
    seen: set[str] = set()
    for root in (*children.get(None, ()), *here.values()):
        waiting = [(root, 0)]
        while waiting:
            actor, depth = waiting.pop()
            if actor.id not in seen:
                seen.add(actor.id)
                yield actor, depth
                waiting.extend((child, depth + 1) for child in reversed(children.get(actor.id, [])))
