"""What is wrong with a theatre file: first against the schema, then what a schema can't say."""

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from sayso.grounding.theatres import rows
from sayso.grounding.theatres.actor import Actor
from sayso.grounding.theatres.cycles import cycles
from sayso.grounding.theatres.overlap import ambiguous, repeats
from sayso.grounding.theatres.parse import Parsed, Problem, Where
from sayso.grounding.theatres.schema import breaches
from sayso.grounding.theatres.spans import Row, held, interval, meet

Found = Iterator[tuple[Where, str]]
"""Problems, with where they stand in the file."""


def problems_in(parsed: Parsed, elsewhere: Mapping[str, Actor], made: Container[str]) -> list[Problem]:
    """The problems of a theatre file, in the order of its lines.

    What does not fit the schema is told alone: nothing else can be said of such a file.

    Args:
        parsed: the file.
        elsewhere: actors of other theatres, which the file's actors may be tied to.
        made: ids of actors that are in no file, but made by rule.
    """
    data = parsed.data
    if not (found := set(breaches(data))):
        checks = (_dates, _ids, _countries, _sources, _camps, _lives, repeats, ambiguous)
        found = set(chain.from_iterable(check(data) for check in checks))
        named = {*elsewhere, *(actor["id"] for _, actor in rows.actors(data))}
        found |= set(chain(_ties(data, named, made), cycles(data, elsewhere)))
    told = parsed.problems + [Problem(parsed.line(where), what) for where, what in found]
    return sorted(told, key=lambda problem: (problem.line, problem.what))


def _dates(data: Row) -> Found:
    """Dates that are no days, and what ends before it begins."""
    for where, who, row in rows.dated(data):
        try:
            first, last = interval(row)
        except ValueError as error:
            yield where, f"{who}: {error}"
            continue
        if first and last and first > last:
            yield (*where, "from"), f"{who}: from {first} is after to {last}"


def _ids(data: Row) -> Found:
    seen: set[str] = set()
    for where, actor in rows.actors(data):
        if actor["id"] in seen:
            yield (*where, "id"), f"actor {actor['id']}: an actor of this id stands before it"
        seen.add(actor["id"])


def _countries(data: Row) -> Found:
    for where, who, row in rows.dated(data):
        for position, code in enumerate(row.get("countries") or ()):
            if not _is_country(code):
                yield (*where, "countries", position), f"{who}: {code!r} is no country's code (ISO 3166-1)"


@lru_cache(maxsize=512)
def _is_country(code: str) -> bool:
    """Whether ISO 3166-1 assigns the code, or leaves it to its users, as it does XK, which stands for Kosovo."""
    import pycountry

    return code.startswith("X") or pycountry.countries.get(alpha_2=code) is not None


def _sources(data: Row) -> Found:
    for where, who, row in rows.dated(data):
        if (key := row.get("source")) is not None and key not in data["sources"]:
            yield (*where, "source"), f"{who}: source {key!r} is not among the sources"


def _camps(data: Row) -> Found:
    """Camps that are not among the camps, and a camp opposed to itself."""
    for where, who, camp in _named_camps(data):
        if camp is not None and camp not in (data.get("camps") or {}):
            yield where, f"{who}: camp {camp!r} is not among the camps"
    for where, row in rows.opposed(data):
        if row["camps"][0] == row["camps"][1]:
            yield where, f"camps opposed: {row['camps'][0]!r} is opposed to itself"


def _named_camps(data: Row) -> Iterator[tuple[Where, str, str | None]]:
    """Every camp that is named: where, by what, and its id."""
    for where, row in rows.opposed(data):
        yield from (((*where, "camps", n), "camps opposed", camp) for n, camp in enumerate(row["camps"]))
    for position, row in enumerate(data.get("loaded") or ()):
        for slot in ("used_by", "used_of"):
            yield ("loaded", position, slot), f"loaded word {row['word']!r}", row.get(slot)
    for where, actor, row in rows.stated(data, "camps"):
        yield (*where, "camp"), f"actor {actor['id']}", row["camp"]


def _lives(data: Row) -> Found:
    """Camps and ties that never hold while the actor is there. A predecessor may well have gone before."""
    for slot in ("ties", "camps"):
        for where, actor, row in rows.stated(data, slot):
            span, life = held(row), held(actor)
            if span and life and not meet(span, life) and row.get("relation") != "successor_of":
                what = f"{row['relation']} {row['actor']!r}" if slot == "ties" else f"camp {row['camp']!r}"
                yield where, f"actor {actor['id']}: {what} lies outside of the actor's own dates"


def _ties(data: Row, named: Container[str], made: Container[str]) -> Found:
    """Ties to actors that nobody knows, and to oneself."""
    for where, actor, row in rows.stated(data, "ties"):
        tied = row["actor"]
        if tied == actor["id"]:
            yield (*where, "actor"), f"actor {tied}: {row['relation']} itself"
        elif tied not in named and tied not in made:
            yield (*where, "actor"), f"actor {actor['id']}: {row['relation']} {tied!r}, an actor that no theatre knows"
