"""Statements of a theatre file that exclude or repeat each other on some day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.grounding.theatres import rows
from sayso.grounding.theatres.parse import Where
from sayso.grounding.theatres.spans import Row, Span, held, meet, since


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement and when it holds. Those with the same `key` exclude each other; `said` is what this one says."""

    key: tuple[str, ...]
    held: Span
    said: str
    where: Where


def repeats(data: Row) -> Iterator[tuple[Where, str]]:
    """Two camps of an actor on one day; a name, a tie or an opposition that is stated twice for one day."""
    by_key: dict[tuple[str, ...], list[_Statement]] = defaultdict(list)
    for statement in _statements(data):
        by_key[statement.key].append(statement)
    for (who, *_), statements in by_key.items():
        statements.sort(key=lambda statement: statement.held)
        latest = statements[0]
        for statement in statements[1:]:
            if meet(latest.held, statement.held):
                yield statement.where, f"{who}: {_both(latest, statement)}{since(statement.held[0])}"
            latest = max(latest, statement, key=lambda one: one.held[1])


def _both(one: _Statement, other: _Statement) -> str:
    if one.said == other.said:
        return f"{one.said} is stated twice"
    return f"{one.said} and {other.said} overlap"


def _statements(data: Row) -> Iterator[_Statement]:
    for where, actor in rows.actors(data):
        who = f"actor {actor['id']}"
        for at, language, row in rows.names(actor):
            said = f"the name {row['text']!r} ({language})"
            yield from _statement((who, said), row, said, (*where, *at))
    for where, actor, row in rows.stated(data, "ties"):
        said = f"{row['relation']} {row['actor']!r}"
        yield from _statement((f"actor {actor['id']}", said), row, said, where)
    for where, actor, row in rows.stated(data, "camps"):
        yield from _statement((f"actor {actor['id']}",), row, f"camp {row['camp']!r}", where)
    for where, row in rows.opposed(data):
        said = " and ".join(map(repr, sorted(row["camps"])))
        yield from _statement(("camps opposed", said), row, said, where)


def _statement(key: tuple[str, ...], row: Row, said: str, where: Where) -> Iterator[_Statement]:
    if span := held(row):
        yield _Statement(key, span, said, where)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """An actor that a name means, and when: while both the name and the actor are there."""

    held: Span
    actor: str
    loose: bool
    where: Where


def ambiguous(data: Row) -> Iterator[tuple[Where, str]]:
    """Names that mean two actors on one day, where not both are loose. Case counts in acronyms only."""
    by_name: dict[str, list[_Meaning]] = defaultdict(list)
    for where, actor, row in rows.stated(data, "names"):
        name, life = held(row), held(actor)
        if name and life and (both := meet(name, life)):
            text = row["text"] if row.get("acronym") else " ".join(row["text"].casefold().split())
            by_name[text].append(_Meaning(both, actor["id"], bool(row.get("loose")), where))
    for text, meanings in by_name.items():
        if len({meaning.actor for meaning in meanings}) > 1:
            yield from _clash(text, sorted(meanings, key=lambda meaning: meaning.held))


def _clash(text: str, meanings: list[_Meaning]) -> Iterator[tuple[Where, str]]:
    """The first two actors, by day, that a name means at once."""
    standing: list[_Meaning] = []
    for one in meanings:
        standing = [other for other in standing if meet(one.held, other.held)]
        for other in standing:
            if other.actor != one.actor and not (one.loose and other.loose):
                day = since(one.held[0])
                what = f"the name {text!r} means {other.actor} too{day}; date them, or make both loose"
                yield one.where, f"actor {one.actor}: {what}"
                return
        standing.append(one)
