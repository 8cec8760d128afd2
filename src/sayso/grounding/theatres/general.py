"""The general theatre: every country's state, made by rule, and the world's organisations, outlets and armed groups."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from sayso.grounding.theatres.actor import Actor, Tie
from sayso.grounding.theatres.lexemes import Lexicon, Party, lexicon
from sayso.grounding.theatres.load import load_theatre
from sayso.grounding.theatres.theatre import Theatre

SOURCE = "rule"
REFERENCE = "Made by rule for each country of ISO 3166-1, with names after Unicode CLDR"


class Parties(Mapping[str, Actor]):
    """Actors by id: organs and sides of every country ("ke-police", "iq-rebels") and sides of none ("rebels").

    They are made when they are asked for. They have no names: `States` and `Sides` read what they are called.
    """

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._prefixes = {code.lower(): code for code in words.countries}
        self._made: dict[str, Actor] = {}

    def __getitem__(self, id_: str) -> Actor:
        if id_ not in self._made:
            self._made[id_] = self._actor(id_)
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._party(id_) is not None

    def __iter__(self) -> Iterator[str]:
        yield from self._words.sides
        for prefix in self._prefixes:
            yield from (f"{prefix}-{party}" for party in {**self._words.organs, **self._words.sides})

    def __len__(self) -> int:
        return len(self._words.sides) + len(self._prefixes) * len({**self._words.organs, **self._words.sides})

    def _party(self, id_: str) -> tuple[str | None, Party] | None:
        """The country's code, if any, and what is made for it."""
        if id_ in self._words.sides:
            return None, self._words.sides[id_]
        prefix, _, rest = id_.partition("-")
        party = self._words.organs.get(rest) or self._words.sides.get(rest)
        return (self._prefixes[prefix], party) if party and prefix in self._prefixes else None

    def _actor(self, id_: str) -> Actor:
        found = self._party(id_)
        if found is None:
            raise KeyError(id_)
        code, party = found
        if code is None:
            return Actor(id_, party.name, party.kind, party.inter)
        country = self._words.countries[code]
        name = party.name.format(country=country.name, adjective=country.adjective)
        if party.id in self._words.sides and party.id not in self._words.organs:
            name = f"{country.adjective} {name[0].lower()}{name[1:]}"
        ties = (Tie(None, None, SOURCE, "part_of", f"{code.lower()}-{party.part_of}"),) if party.part_of else ()
        return Actor(id_, name, party.kind, party.inter, countries=(code,), ties=ties)


class Everyone(Mapping[str, Actor]):
    """Actors of a theatre, and those made by rule. One that is both has what the theatre tells, and the rule's ties."""

    def __init__(self, told: Mapping[str, Actor], made: Mapping[str, Actor]) -> None:
        self._told = told
        self._made = made

    def __getitem__(self, id_: str) -> Actor:
        told, made = self._told.get(id_), self._made.get(id_)
        if told and made:
            mine = {(tie.relation, tie.actor) for tie in told.ties}
            return replace(
                told, ties=told.ties + tuple(tie for tie in made.ties if (tie.relation, tie.actor) not in mine)
            )
        if told or made:
            return told or self._made[id_]
        raise KeyError(id_)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._told or id_ in self._made

    def __iter__(self) -> Iterator[str]:
        yield from self._told
        yield from (id_ for id_ in self._made if id_ not in self._told)

    def __len__(self) -> int:
        return len(self._made) + sum(id_ not in self._made for id_ in self._told)


@lru_cache(maxsize=1)
def general() -> Theatre:
    """The general theatre, read once for each process.

    Its actors are made when they are asked for by id; there are some 15,000 of them, so ask rather than list them.

    Raises:
        LexiconError: a data file of the rules does not fit its schema.
        TheatreError: the world's theatre file can't be used.
    """
    world = load_theatre("world")
    return replace(
        world,
        id="general",
        name="Every country, and the world's organisations and armed groups",
        actors=Everyone(world.actors, Parties(lexicon())),
        sources={**world.sources, SOURCE: REFERENCE},
    )
