"""What stands in a theatre file, statement by statement, and where."""

from collections.abc import Iterator, Mapping

from sayso.grounding.theatres.parse import Where
from sayso.grounding.theatres.spans import Row


def actors(data: Row) -> Iterator[tuple[Where, Row]]:
    """Each actor, with where it stands."""
    return ((("actors", position), actor) for position, actor in enumerate(data["actors"]))


def opposed(data: Row) -> Iterator[tuple[Where, Row]]:
    """Each pair of opposed camps, with where it stands."""
    return ((("opposed", position), row) for position, row in enumerate(data.get("opposed") or ()))


def names(actor: Row) -> Iterator[tuple[Where, str, Row]]:
    """An actor's names: where in the actor each stands, its language, and what is stated of it.

    The actor's `name` comes first, as a name in English, unless the names in English have it too.
    """
    listed: Mapping[str, list[str | Row]] = actor.get("names") or {}
    rows = [
        (("names", language, position), language, {"text": told} if isinstance(told, str) else told)
        for language, texts in listed.items()
        for position, told in enumerate(texts)
    ]
    if not any(language == "en" and row["text"] == actor["name"] for _, language, row in rows):
        yield ("name",), "en", {"text": actor["name"]}
    yield from rows


def stated(data: Row, slot: str) -> Iterator[tuple[Where, Row, Row]]:
    """What the actors state in a slot (`names`, `ties` or `camps`): where, the actor, and the statement."""
    for where, actor in actors(data):
        if slot == "names":
            yield from (((*where, *at), actor, row) for at, _, row in names(actor))
        else:
            yield from (((*where, slot, n), actor, row) for n, row in enumerate(actor.get(slot) or ()))


def dated(data: Row) -> Iterator[tuple[Where, str, Row]]:
    """Everything that can have dates and a source: where it stands, whose it is, and the statement."""
    yield (), "theatre", data
    yield from ((where, "camps opposed", row) for where, row in opposed(data))
    yield from ((where, f"actor {row['id']}", row) for where, row in actors(data))
    for slot in ("names", "ties", "camps"):
        yield from ((where, f"actor {actor['id']}", row) for where, actor, row in stated(data, slot))
