"""What the ledger holds, in order, a batch of documents at a time: never all of it in memory."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, RowMapping, Select, exists, func, or_, select

from sayso.ingest.document import Document
from sayso.ledger import rows, tables
from sayso.ledger.rows import to_about, to_document, to_row, to_sightings
from sayso.ledger.sighting import Sighting

STEP, TEXTS = 200, 20
"""How many documents are looked up at once: with their claims, and with their texts."""


class Mark(NamedTuple):
    """How far the ledger reaches: the numbers of its last reading, sighting and decision, 0 where there is none."""

    reading: int = 0
    sighting: int = 0
    decision: int = 0


def mark(connection: Connection) -> Mark:
    """How far the ledger reaches."""
    columns = (tables.reading.c.number, tables.sighting.c.number, tables.decision.c.number)
    return Mark(*(connection.scalar(select(func.max(column))) or 0 for column in columns))


def documents(connection: Connection) -> Iterator[Document]:
    """All documents, by id, each as in its first sighting by rank."""
    table = tables.document
    found = connection.execute(select(table).order_by(table.c.id).execution_options(yield_per=TEXTS))
    for batch in found.mappings().partitions():
        yield from _described(connection, batch)


def unread(connection: Connection, reader: str, after: str = "") -> list[Document]:
    """The next documents after this id that the reader has not read, by id, each as in its first sighting by rank."""
    query = _unread(reader).where(tables.document.c.id > after).order_by(tables.document.c.id).limit(TEXTS)
    return list(_described(connection, connection.execute(query).mappings().all()))


def unread_number(connection: Connection, reader: str) -> int:
    """How many documents the reader has not read."""
    return connection.scalar(select(func.count()).select_from(_unread(reader).subquery())) or 0


def _unread(reader: str) -> Select[Any]:
    reading, document = tables.reading, tables.document
    return select(document).where(~exists().where(reading.c.document_id == document.c.id, reading.c.reader == reader))


def _described(connection: Connection, found: Sequence[RowMapping]) -> Iterator[Document]:
    seen = sightings(connection, [row["id"] for row in found])
    return (to_document(row, seen[row["id"]][0]) for row in found)


def claims(connection: Connection, since: Mark) -> Iterator[rows.Row]:
    """The claims of each document's last reading, by document id, then in text order."""
    yield from _claims(connection, _last_readings(since))


def claims_of(connection: Connection, documents: Sequence[str]) -> Iterator[rows.Row]:
    """The same of these documents only."""
    for first in range(0, len(documents), STEP):
        query = _last_readings(Mark()).where(tables.document.c.id.in_(documents[first : first + STEP]))
        yield from _claims(connection, query)


def _claims(connection: Connection, readings: Select[Any]) -> Iterator[rows.Row]:
    found = connection.execute(readings.execution_options(yield_per=STEP))
    for batch in found.partitions():
        seen = sightings(connection, [row.id for row in batch])
        records = _records(connection, [row.number for row in batch])
        for row in batch:
            own = seen[row.id]
            about = to_about(row._mapping, own[0])
            read = [to_row(record, about, own) for record in records.get(row.number, ())]
            yield from sorted(read, key=_in_text_order)


def sightings(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Sighting, ...]]:
    """Of each of these documents its sightings, by rank."""
    table = tables.sighting
    return to_sightings(connection.execute(select(table).where(table.c.document_id.in_(ids))).mappings())


def _last_readings(since: Mark) -> Select[Any]:
    """The last reading of each document read or seen after `since`: its number; the document's id, title, language."""
    document, reading, later = tables.document, tables.reading, tables.reading.alias("later")
    follows = exists().where(later.c.document_id == reading.c.document_id, later.c.number > reading.c.number)
    query = (
        select(reading.c.number, document.c.id, document.c.title, document.c.language)
        .join(document, document.c.id == reading.c.document_id)
        .where(~follows)
        .order_by(document.c.id)
    )
    if since.reading or since.sighting:
        sighting = tables.sighting
        seen = exists().where(sighting.c.document_id == document.c.id, sighting.c.number > since.sighting)
        query = query.where(or_(reading.c.number > since.reading, seen))
    return query


def _records(connection: Connection, readings: Sequence[int]) -> dict[int, list[str]]:
    table = tables.claim
    found: Sequence[Row[int, str]] = connection.execute(
        select(table.c.reading, table.c.record).where(table.c.reading.in_(readings))
    ).all()
    records: dict[int, list[str]] = {}
    for number, record in found:
        records.setdefault(number, []).append(record)
    return records


def _in_text_order(row: rows.Row) -> tuple[int, str]:
    return row.record["trigger"]["start"], row.record["claim_id"]
