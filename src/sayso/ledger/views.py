"""Views: what is made from the ledger, and can be dropped and made again at any time.

They stand beside the ledger's own tables and are no part of its versions. A view is a set of rows, each a line of
canonical JSON by a key, so that two views of one ledger are the same if their rows are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
)

from sayso.ledger import streams, tables
from sayso.ledger.rows import Row
from sayso.ledger.streams import Mark

SHAPE = "2"
"""The shape of the tables below; a view of another shape is dropped and made anew."""
STEP = 5_000
"""Rows that are written or looked up at once."""
_LOOKUP = 500
LAST = "~"
"""After every character of an id."""

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})

meta = Table("view_meta", metadata, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))

# What stands beside `record` is taken from it, to be searched: the value given for each field, and its grade.
event = Table(
    "view_event",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("grade", Integer, nullable=False),
    Column("contested", Integer, nullable=False),
    Column("first_day", String(10), index=True),
    Column("last_day", String(10)),
    Column("lat", Float),
    Column("lon", Float),
    Column("place", Text),
    Column("record", Text, nullable=False),
)
link = Table(
    "view_link",
    metadata,
    Column("claim", String(32), primary_key=True),
    Column("event", String(16), nullable=False, index=True),
    Column("record", Text, nullable=False),
)
root = Table(
    "view_root",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("event", String(16), nullable=False, index=True),
    Column("record", Text, nullable=False),
)
collapse = Table(
    "view_collapse",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    Column("reason", String(64), primary_key=True),
    Column("event", String(16), nullable=False, index=True),
    Column("record", Text, nullable=False),
)
campaign = Table(
    "view_campaign", metadata, Column("id", String(16), primary_key=True), Column("record", Text, nullable=False)
)
# In the order in which they are listed.
source = Table(
    "view_source",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)
# Groups of claims that were reconciled by themselves: `key` is a hash of all that went into it.
group = Table(
    "view_group", metadata, Column("key", String(64), primary_key=True), Column("record", Text, nullable=False)
)


class Basis(NamedTuple):
    """What a view rests on besides the ledger, as hashes: the code and data that made it, and who is who to it."""

    code: str
    theatre: str


class State(NamedTuple):
    """What a view was made from: how far the ledger reached, a hash of what was read of it, and the rest."""

    mark: Mark
    content: str
    basis: Basis


class Size(NamedTuple):
    """How many claims, events, campaigns and groups of claims a view holds."""

    claims: int
    events: int
    campaigns: int
    groups: int


Values = Mapping[str, Any]


def canonical(value: object) -> str:
    """The one way that a value is written as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def is_any(connection: Connection) -> bool:
    """Whether there is a view, of whatever shape."""
    return inspect(connection).has_table(meta.name)


def exists(connection: Connection) -> bool:
    """Whether there is a view, of this shape."""
    return is_any(connection) and connection.scalar(select(meta.c.value).where(meta.c.key == "shape")) == SHAPE


def state(connection: Connection) -> State | None:
    """What the view was made from, None where there is none, or none that tells."""
    if not exists(connection):
        return None
    found: dict[str, str] = {row.key: row.value for row in connection.execute(select(meta))}
    try:
        return State(Mark(*json.loads(found["mark"])), found["content"], Basis(*json.loads(found["basis"])))
    except (KeyError, TypeError, ValueError):
        return None


def size(connection: Connection) -> Size:
    """How much the view holds."""
    return Size(*(connection.scalar(select(func.count()).select_from(t)) or 0 for t in (link, event, campaign, group)))


def replace(connection: Connection, rows: Iterable[tuple[str, Values]], made: State) -> None:
    """Put these rows in the place of all that was there, in the connection's transaction.

    Args:
        connection: one that writes.
        rows: of each the name of a table of this module, and its columns, in any order.
        made: what they were made from.
    """
    metadata.drop_all(connection)
    metadata.create_all(connection)
    waiting: dict[str, list[Values]] = {}
    for name, values in rows:
        batch = waiting.setdefault(name, [])
        batch.append(values)
        if len(batch) >= STEP:
            connection.execute(insert(metadata.tables[name]), batch)
            batch.clear()
    for name, batch in waiting.items():
        if batch:
            connection.execute(insert(metadata.tables[name]), batch)
    mark, basis = canonical(list(made.mark)), canonical(list(made.basis))
    told = {"shape": SHAPE, "mark": mark, "content": made.content, "basis": basis}
    connection.execute(insert(meta), [{"key": key, "value": value} for key, value in told.items()])


def drop(connection: Connection) -> None:
    """Remove the view, in the connection's transaction."""
    metadata.drop_all(connection)


def records(connection: Connection, table: Table) -> Iterator[str]:
    """The record of every row of a table, by its key."""
    keys = list(table.primary_key.columns)
    found = connection.execute(select(table.c.record).order_by(*keys).execution_options(yield_per=STEP))
    for batch in found.scalars().partitions():
        yield from batch


def of_events(connection: Connection, table: Table, events: Sequence[str]) -> Iterator[str]:
    """The records of a table's rows that belong to these events, by key."""
    keys = list(table.primary_key.columns)
    waiting = iter(sorted(events))
    while step := list(islice(waiting, _LOOKUP)):
        yield from connection.execute(select(table.c.record).where(table.c.event.in_(step)).order_by(*keys)).scalars()


def beginning_with(connection: Connection, prefix: str, most: int) -> list[tuple[str, str]]:
    """The ids and records of the events whose id begins so, by id; no more than `most`."""
    ids = event.c.id
    begins = (ids >= prefix, ids < prefix + LAST)
    found = connection.execute(select(ids, event.c.record).where(*begins).order_by(ids).limit(most))
    return [(row.id, row.record) for row in found]


def dump(connection: Connection) -> str:
    """The whole view as text, a row a line, by table and key: two views are the same if these are."""
    found = ((table, connection.execute(select(table))) for table in metadata.sorted_tables)
    return "\n".join(sorted(canonical([table.name, *row]) for table, rows in found for row in rows))


def claims_of(connection: Connection, documents: Sequence[str]) -> list[Row]:
    """The claims of these documents, by the document's id and in text order, as the last reader found them."""
    return list(streams.claims_of(connection, documents))


def documents_of(connection: Connection, claims: Iterable[str]) -> list[str]:
    """The ids of the documents that these claims stand in, each once, in order."""
    found: set[str] = set()
    waiting = iter(sorted(set(claims)))
    table = tables.claim
    while step := list(islice(waiting, _LOOKUP)):
        found.update(connection.execute(select(table.c.document_id).where(table.c.id.in_(step)).distinct()).scalars())
    return sorted(found)


def claims_up_to(connection: Connection, most: int) -> int:
    """How many claims the ledger has read, counted up to `most`."""
    some = select(tables.claim.c.id).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def claims_beginning_with(connection: Connection, prefix: str, most: int) -> list[str]:
    """The ids of claims whose id begins so, each once, in order; no more than `most`."""
    ids = tables.claim.c.id
    found = select(ids).where(ids >= prefix, ids < prefix + LAST).distinct().order_by(ids).limit(most)
    return list(connection.execute(found).scalars())
