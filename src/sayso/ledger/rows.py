"""Documents, sightings and claims as rows of the tables, and back."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from sayso.claims.claim import Claim
from sayso.claims.record import Record, describe, to_record
from sayso.errors import BadEncoding
from sayso.ingest.document import Document
from sayso.ledger.sighting import Sighting

Fields = dict[str, Any]
UNKEPT = "holds characters that no database keeps (NUL, or half of a surrogate pair); clean the text first"


class Row(NamedTuple):
    """A claim's record, as `sayso read` writes it, and all the sightings of its document, by `Sighting.rank`.

    The record's document is described as it was seen first; it may since have been seen under other names.
    """

    record: Record
    sightings: tuple[Sighting, ...]


class Entry(NamedTuple):
    """One document as it was read: its claims, where it was seen, and the name and version of what read it."""

    document: Document
    claims: Sequence[Claim]
    sighting: Sighting
    reader: str


def check(entry: Entry) -> None:
    """
    Raises:
        BadEncoding: there are characters in it that a database does not keep.
        ValueError: a claim or the sighting is of another document, or `seen_at` has no time zone.
    """
    document, claims, sighting, reader = entry
    if sighting.document_id != document.id or any(claim.document.id != document.id for claim in claims):
        raise ValueError(f"{document.name}: claims and sighting must be of the document they are added with")
    if sighting.seen_at.tzinfo is None:
        raise ValueError(f"{document.name}: seen_at must have a time zone")
    texts = (document.text, document.title, document.language, sighting.name, sighting.publisher, sighting.url, reader)
    if not all(is_kept(text) for text in texts if text):
        raise BadEncoding(ascii(document.name).strip("'"), UNKEPT)


def is_kept(text: str) -> bool:
    """Whether a database gives the text back as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def warning(sighting: Sighting) -> str | None:
    """A word about a day of publication that had not come when the document was seen, in any time zone."""
    if sighting.published is None or sighting.published <= sighting.seen_at.astimezone(UTC).date() + timedelta(days=1):
        return None
    seen = sighting.seen_at.date().isoformat()
    return f"{sighting.name}: published {sighting.published.isoformat()}, but seen on {seen} already; kept as given"


def of_document(document: Document, sighting: Sighting) -> Fields:
    """The document's row; what only a sighting tells is left to that."""
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "language": document.language,
        "first_added": sighting.seen_at,
    }


def of_sighting(sighting: Sighting, number: int) -> Fields:
    """The sighting's row."""
    fields = ("id", "document_id", "name", "publisher", "published", "url", "seen_at")
    return {"number": number, **{field: getattr(sighting, field) for field in fields}}


def of_reading(entry: Entry, number: int, claims: int) -> Fields:
    """The row that says that the document was read, and how many claims were found."""
    return {
        "number": number,
        "document_id": entry.document.id,
        "reader": entry.reader,
        "at": entry.sighting.seen_at,
        "claims": claims,
    }


def of_claims(entry: Entry, reading: int) -> list[Fields]:
    """A row for each claim; of two with one id the first stands."""
    rows: dict[str, Fields] = {}
    for claim in entry.claims:
        if claim.id not in rows:
            rows[claim.id] = _of_claim(claim, entry.document.id, reading)
    return list(rows.values())


def _of_claim(claim: Claim, document_id: str, reading: int) -> Fields:
    record = to_record(claim, about={})
    del record["document"]
    firsts = [time.first for time in claim.times if time.first]
    lasts = [time.last for time in claim.times if time.last]
    places = [place.location for place in claim.places if place.location]
    where = min(places, key=lambda place: place.precision, default=None)
    return {
        "reading": reading,
        "id": claim.id,
        "document_id": document_id,
        "kind": claim.kind,
        "stance": claim.stance,
        "modality": claim.modality,
        "first_day": date.fromisoformat(min(firsts)) if firsts else None,
        "last_day": date.fromisoformat(max(lasts)) if lasts else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "precision": where.precision if where else None,
        "record": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
    }


def to_sightings(found: Iterable[RowMapping]) -> dict[str, tuple[Sighting, ...]]:
    """Of each document its sightings, by rank."""
    grouped: dict[str, list[Sighting]] = {}
    for row in found:
        values = {key: value for key, value in row.items() if key not in ("number", "id")}
        grouped.setdefault(row["document_id"], []).append(Sighting(**values))
    return {key: tuple(sorted(own, key=lambda sighting: sighting.rank)) for key, own in grouped.items()}


def to_document(row: RowMapping, seen: Sighting, text: str | None = None) -> Document:
    """The document, described as in this sighting.

    Args:
        row: its `title`, `language` and, if not given apart, `text`.
        seen: where it was seen.
        text: the text, where `row` has none.
    """
    text = row["text"] if text is None else text
    return Document(text, seen.name, row["title"], seen.publisher, seen.published, seen.url, row["language"])


def to_row(text: str, about: Record, sightings: tuple[Sighting, ...]) -> Row:
    """The claim, its document's object put back where it stood."""
    record = json.loads(text)
    return Row({"claim_id": record.pop("claim_id"), "document": about, **record}, sightings)


def to_about(row: RowMapping, seen: Sighting) -> Record:
    """What `describe` gives for the document, without hashing its text again."""
    return {**describe(to_document(row, seen, text="")), "id": row["id"]}
