"""What the ledger holds, as tables: the same for SQLite and PostgreSQL.

Rows are added, never changed: triggers of the database raise on UPDATE and DELETE (`sayso.ledger.migrations`). Every
change of a table here is a migration there; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

REVISIONS = ("0001", "0002")
"""The versions that a ledger can have, oldest first; the last is the one that this sayso reads and writes."""
VERSION_TABLE = "ledger_version"


class Instant(TypeDecorator[datetime]):
    """A moment, kept as text: ISO 8601 in UTC with microseconds, so that it sorts by time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData(
    naming_convention={kind: f"{kind}_%(table_name)s_%(column_0_N_name)s" for kind in ("ix", "uq", "fk")}
)

document = Table(
    "document",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("language", Text),
    Column("first_added", Instant, nullable=False),
)

sighting = Table(
    "sighting",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("document_id", String(64), ForeignKey("document.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Date),
    Column("url", Text),
    Column("seen_at", Instant, nullable=False),
)

# A document is read once by each reader, also where nothing is found in it.
reading = Table(
    "reading",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(64), ForeignKey("document.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("claims", Integer, nullable=False),
    UniqueConstraint("document_id", "reader"),
)

# `record` is the claim in the codebook's shape, as JSON, without its document's object; what stands beside it is taken
# from it: the first and last day of its times, and its most exact place.
claim = Table(
    "claim",
    metadata,
    Column("reading", Integer, ForeignKey("reading.number"), primary_key=True, autoincrement=False),
    Column("id", String(16), primary_key=True, index=True),
    Column("document_id", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("stance", String(16), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", SmallInteger),
    Column("record", Text, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("verb", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text),
    Column("field", Text),
    Column("value", Text),
    Column("who", Text, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("supersedes", Integer, ForeignKey("decision.number"), unique=True),
)
