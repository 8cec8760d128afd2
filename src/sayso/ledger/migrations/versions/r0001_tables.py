"""The tables of the ledger, and the triggers that let them only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = ("document", "sighting", "reading", "claim", "decision")

FORBID = """
CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} only grows: its rows are never changed or deleted'; END $$
"""
ON_ROWS = """
CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()
"""
ON_ALL = """
CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()
"""
IN_SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows: its rows are never changed or deleted'); END
"""


def upgrade() -> None:
    """Make the tables, then forbid changes of their rows."""
    _reports()
    _claims()
    _decisions()
    for table in TABLES:
        _only_grows(table)


def _reports() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("first_added", sa.String(32), nullable=False),
    )
    op.create_table(
        "sighting",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("url", sa.Text),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("id", name="uq_sighting_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_sighting_document_id"),
    )
    op.create_index("ix_sighting_document_id", "sighting", ["document_id"])


def _claims() -> None:
    op.create_table(
        "reading",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.UniqueConstraint("document_id", "reader", name="uq_reading_document_id_reader"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_reading_document_id"),
    )
    op.create_table(
        "claim",
        sa.Column("reading", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("stance", sa.String(16), nullable=False),
        sa.Column("modality", sa.String(16), nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("precision", sa.SmallInteger),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.number"], name="fk_claim_reading"),
    )


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("object", sa.Text),
        sa.Column("field", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("decided_at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("supersedes", sa.Integer),
        sa.UniqueConstraint("supersedes", name="uq_decision_supersedes"),
        sa.ForeignKeyConstraint(["supersedes"], ["decision.number"], name="fk_decision_supersedes"),
    )


def _only_grows(table: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        statements = [IN_SQLITE.format(table=table, event=event) for event in ("update", "delete")]
    else:
        statements = [text.format(table=table) for text in (FORBID, ON_ROWS, ON_ALL)]
    for statement in statements:
        op.execute(statement)
