"""Several theatres as one, where a report tells of more than one conflict, or of actors of the whole world."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sayso.grounding.theatres.actor import Actor, Camp, Dated, Name, Tie
from sayso.grounding.theatres.theatre import Loaded, Theatre

D = TypeVar("D", bound=Dated)


def merged(*theatres: Theatre) -> Theatre:
    """One theatre of all of them; what an earlier one states goes before what a later one does.

    Actors are the same where their ids are. Such an actor has its name, kind, dates, countries and code of the first
    theatre; of later ones it gets the names, ties and camps that no earlier one states, whatever their dates. A source
    or a camp whose key means something else in an earlier theatre gets the later theatre's id and a slash before it.

    Args:
        theatres: one or more, the most special first.
    """
    whole, *others = theatres
    for theatre in others:
        whole = _with(whole, _told_apart(theatre, whole))
    return whole


def _with(one: Theatre, other: Theatre) -> Theatre:
    """The first theatre, with what the second adds to it."""
    actors = dict(one.actors)
    for actor in other.actors.values():
        actors[actor.id] = _joined(actors[actor.id], actor) if actor.id in actors else actor
    return replace(
        one,
        countries=tuple(dict.fromkeys(one.countries + other.countries)),
        camps={**other.camps, **one.camps},
        opposed=tuple(dict.fromkeys(one.opposed + other.opposed)),
        loaded=tuple(dict.fromkeys(one.loaded + other.loaded)),
        actors=actors,
        sources={**one.sources, **other.sources},
    )


def _joined(one: Actor, other: Actor) -> Actor:
    return replace(
        one, names=_new(one.names, other.names), ties=_new(one.ties, other.ties), camps=_new(one.camps, other.camps)
    )


def _new(mine: tuple[D, ...], others: Iterable[D]) -> tuple[D, ...]:
    """Mine, and those of the others that say what none of mine does."""
    said = {_said(statement) for statement in mine}
    return mine + tuple(statement for statement in others if _said(statement) not in said)


def _said(statement: Dated) -> tuple[str, ...]:
    """What is stated, whatever the dates and the source."""
    match statement:
        case Name():
            return statement.text, statement.language
        case Tie():
            return statement.relation, statement.actor
        case Camp():
            return (statement.camp,)
    raise TypeError(f"{statement!r} is no statement of an actor")


def _told_apart(theatre: Theatre, earlier: Theatre) -> Theatre:
    """The theatre, with keys of its own for the sources and camps whose keys mean something else in the earlier one."""
    sources = _changed(theatre.id, theatre.sources, earlier.sources)
    camps = _changed(theatre.id, theatre.camps, earlier.camps)
    if not sources and not camps:
        return theatre
    return replace(
        theatre,
        camps={camps.get(key, key): name for key, name in theatre.camps.items()},
        opposed=tuple(
            replace(pair, camps=(camps.get(pair.camps[0], pair.camps[0]), camps.get(pair.camps[1], pair.camps[1])))
            for pair in _sourced(theatre.opposed, sources)
        ),
        loaded=tuple(
            Loaded(told.word, camps.get(told.used_by, told.used_by), camps.get(told.used_of or "", told.used_of))
            for told in theatre.loaded
        ),
        actors={actor.id: _renamed(actor, sources, camps) for actor in theatre.actors.values()},
        sources={sources.get(key, key): reference for key, reference in theatre.sources.items()},
    )


def _changed(theatre: str, mine: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """New keys for those that mean something else earlier."""
    return {key: f"{theatre}/{key}" for key, meant in mine.items() if earlier.get(key, meant) != meant}


def _renamed(actor: Actor, sources: Mapping[str, str], camps: Mapping[str, str]) -> Actor:
    return replace(
        actor,
        names=_sourced(actor.names, sources),
        ties=_sourced(actor.ties, sources),
        camps=tuple(replace(told, camp=camps.get(told.camp, told.camp)) for told in _sourced(actor.camps, sources)),
    )


def _sourced(statements: tuple[D, ...], keys: Mapping[str, str]) -> tuple[D, ...]:
    return tuple(replace(told, source=keys.get(told.source, told.source)) for told in statements)
