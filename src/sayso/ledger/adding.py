"""Adding documents, sightings and claims: what is there already stays as it is, and is not added twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, func, insert, select

from sayso.ledger import rows, tables
from sayso.ledger.rows import Entry, Fields

BATCH, BATCH_TEXT = 200, 4_000_000
"""How many documents, and about how many code points of text, one transaction of a bulk load takes."""


@dataclass(frozen=True, slots=True)
class Added:
    """How many of each were new to the ledger, and what a person should be told of them."""

    documents: int = 0
    sightings: int = 0
    readings: int = 0
    claims: int = 0
    warnings: tuple[str, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.documents + other.documents,
            self.sightings + other.sightings,
            self.readings + other.readings,
            self.claims + other.claims,
            self.warnings + other.warnings,
        )


def add(connection: Connection, entries: Sequence[Entry]) -> Added:
    """Add the entries in the connection's transaction, each as if it were added alone, in their order."""
    ids = {entry.document.id for entry in entries}
    known = _among(connection, tables.document.c.id, ids)
    documents = {
        entry.document.id: rows.of_document(entry.document, entry.sighting)
        for entry in reversed(entries)
        if entry.document.id not in known
    }
    _insert(connection, tables.document, list(reversed(documents.values())))
    sightings, warnings = _sightings(connection, entries)
    readings, claims = _readings(connection, entries, ids)
    return Added(len(documents), sightings, readings, claims, warnings)


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries, checked, in lists that one transaction can take without holding up other writers for long.

    Raises:
        BadEncoding, ValueError: an entry is not one that can be kept.
    """
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        rows.check(entry)
        batch.append(entry)
        size += len(entry.document.text)
        if len(batch) >= BATCH or size >= BATCH_TEXT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def next_number(connection: Connection, column: Column[int]) -> int:
    """One more than the last. Writers take turns, so no other has it."""
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _sightings(connection: Connection, entries: Sequence[Entry]) -> tuple[int, tuple[str, ...]]:
    """Add the sightings that are new. Returns how many there were, and a warning for each that needs one."""
    given = {entry.sighting.id: entry.sighting for entry in reversed(entries)}
    known = _among(connection, tables.sighting.c.id, given)
    new = [sighting for key, sighting in reversed(given.items()) if key not in known]
    number = next_number(connection, tables.sighting.c.number)
    _insert(connection, tables.sighting, [rows.of_sighting(row, at) for at, row in enumerate(new, number)])
    return len(new), tuple(said for sighting in new if (said := rows.warning(sighting)))


def _readings(connection: Connection, entries: Sequence[Entry], ids: Iterable[str]) -> tuple[int, int]:
    """Add the readings that are new, with their claims. Returns how many there were of both."""
    table = tables.reading
    found = connection.execute(select(table.c.document_id, table.c.reader).where(table.c.document_id.in_(sorted(ids))))
    done = {(row.document_id, row.reader) for row in found}
    readings: list[Fields] = []
    claims: list[Fields] = []
    number = next_number(connection, table.c.number)
    for entry in entries:
        key = (entry.document.id, entry.reader)
        if key not in done:
            done.add(key)
            own = rows.of_claims(entry, number + len(readings))
            readings.append(rows.of_reading(entry, number + len(readings), len(own)))
            claims += own
    _insert(connection, table, readings)
    _insert(connection, tables.claim, claims)
    return len(readings), len(claims)


def _among(connection: Connection, column: Column[str], wanted: Iterable[str]) -> set[str]:
    return set(connection.scalars(select(column).where(column.in_(sorted(wanted)))))


def _insert(connection: Connection, table: Any, new: list[Fields]) -> None:
    if new:
        connection.execute(insert(table), new)
