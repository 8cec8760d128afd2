"""Several theatres as one, where a report tells of more than one conflict, or of actors of the whole world."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from sayso.grounding.theatres.actor import Actor, Camp, Dated, Name, Tie
from sayso.grounding.theatres.theatre import Loaded, Opposition, Theatre

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
        whole = _with(whole, theatre)
    return whole


class _Joined(Mapping[str, Actor]):
    """The actors of two theatres. An actor of both is put together when it is asked for, since there may be thousands
    that nobody asks for."""

    def __init__(
        self, mine: Mapping[str, Actor], others: Mapping[str, Actor], renamed: Callable[[Actor], Actor]
    ) -> None:
        self._mine, self._others, self._renamed = mine, others, renamed
        self._made: dict[str, Actor] = {}

    def __getitem__(self, id_: str) -> Actor:
        if id_ not in self._made:
            self._made[id_] = self._actor(id_)
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._mine or id_ in self._others

    def __iter__(self) -> Iterator[str]:
        yield from self._mine
        yield from (id_ for id_ in self._others if id_ not in self._mine)

    def __len__(self) -> int:
        return len(self._mine) + sum(id_ not in self._mine for id_ in self._others)

    def _actor(self, id_: str) -> Actor:
        if id_ not in self._others:
            return self._mine[id_]
        other = self._renamed(self._others[id_])
        return _joined(self._mine[id_], other) if id_ in self._mine else other


def _with(one: Theatre, other: Theatre) -> Theatre:
    """The first theatre, with what the second adds to it."""
    sources = _changed(other.id, other.sources, one.sources)
    camps = _changed(other.id, other.camps, one.camps)
    opposed = (_opposition(pair, sources, camps) for pair in other.opposed)
    loaded = (_loaded(told, camps) for told in other.loaded)
    return replace(
        one,
        countries=tuple(dict.fromkeys(one.countries + other.countries)),
        camps={**{camps.get(key, key): name for key, name in other.camps.items()}, **one.camps},
        opposed=tuple(dict.fromkeys((*one.opposed, *opposed))),
        loaded=tuple(dict.fromkeys((*one.loaded, *loaded))),
        actors=_Joined(one.actors, other.actors, partial(_renamed, sources=sources, camps=camps)),
        sources={**one.sources, **{sources.get(key, key): reference for key, reference in other.sources.items()}},
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


def _changed(theatre: str, mine: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """New keys for those that mean something else earlier."""
    return {key: f"{theatre}/{key}" for key, meant in mine.items() if earlier.get(key, meant) != meant}


def _opposition(pair: Opposition, sources: Mapping[str, str], camps: Mapping[str, str]) -> Opposition:
    one, other = pair.camps
    source = sources.get(pair.source, pair.source)
    return replace(pair, source=source, camps=(camps.get(one, one), camps.get(other, other)))


def _loaded(told: Loaded, camps: Mapping[str, str]) -> Loaded:
    used_of = camps.get(told.used_of, told.used_of) if told.used_of else None
    return Loaded(told.word, camps.get(told.used_by, told.used_by), used_of)


def _renamed(actor: Actor, sources: Mapping[str, str], camps: Mapping[str, str]) -> Actor:
    """The actor with other keys for its sources and camps."""
    if not sources and not camps:
        return actor
    return replace(
        actor,
        names=_sourced(actor.names, sources),
        ties=_sourced(actor.ties, sources),
        camps=tuple(replace(told, camp=camps.get(told.camp, told.camp)) for told in _sourced(actor.camps, sources)),
    )


def _sourced(statements: tuple[D, ...], keys: Mapping[str, str]) -> tuple[D, ...]:
    return tuple(replace(told, source=keys.get(told.source, told.source)) for told in statements)
