"""A claim as the codebook's record, the shape that all outputs share, and back."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from sayso.claims.claim import Alternative, Claim, Count, Grounds, Location, Participant, Place, Source, Span, Time
from sayso.errors import InputError
from sayso.ingest.document import Document

Record = dict[str, Any]
S = TypeVar("S", bound=Span)

_ABOUT = ("name", "title", "publisher", "published", "url", "language")
_SLOTS: dict[str, type[Span]] = {
    "sources": Source,
    "actors": Participant,
    "targets": Participant,
    "places": Place,
    "times": Time,
    "counts": Count,
    "framing": Span,
}
# What a mention holds besides its words: the key in the record, the field of the class.
_DETAILS: dict[type[Span], dict[str, str]] = {
    Source: {"cue": "cue", "actor": "actor", "grounds": "grounds"},
    Participant: {"actor": "actor", "grounds": "grounds"},
    Place: {"place": "location", "grounds": "grounds"},
    Time: {"from": "first", "to": "last", "precision": "precision", "grounds": "grounds"},
    Count: {"low": "low", "high": "high", "what": "what"},
    Span: {},
}
# Keys beyond the codebook's, which a record may lack.
_ADDED = ("grounds", "precision")


def to_record(claim: Claim, about: Record | None = None) -> Record:
    """The claim in the codebook's Output shape: its keys, in its order.

    A place's `place`, an `actor` and a time's `from` and `to` are None where they are not grounded; `grounds` says why
    they are as they are.

    Args:
        claim: the claim.
        about: what `describe` gives for the claim's document, where it is at hand; it saves hashing a long text again.
    """
    return {
        "claim_id": claim.id,
        "document": describe(claim.document) if about is None else about,
        "kind": claim.kind,
        "trigger": _mention(claim.trigger),
        "evidence": _mention(claim.evidence),
        "sources": _mentions(claim.sources),
        "stance": claim.stance,
        "modality": claim.modality,
        "actors": _mentions(claim.actors),
        "targets": _mentions(claim.targets),
        "places": _mentions(claim.places),
        "times": _mentions(claim.times),
        "counts": _mentions(claim.counts),
        "framing": _mentions(claim.framing),
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def from_record(record: Record, text: str) -> Claim:
    """The claim that the record was made from. Keys added to the shape are left behind.

    Args:
        record: a record as `to_record` gives it.
        text: the text of its document; its offsets count code points of it.

    Raises:
        InputError: a key is missing or holds the wrong thing, or the record was made from another text.
    """
    try:
        return _claim(record, text)
    except KeyError as error:
        raise InputError(_where(record), f"not a claim's record, it lacks the key {error}") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise InputError(_where(record), f"not a claim's record: {error}") from error


def describe(document: Document) -> Record:
    """The document's object in a record: its id and where it came from, without its text."""
    about: Record = {"id": document.id, **{key: getattr(document, key) for key in _ABOUT}}
    about["published"] = document.published.isoformat() if document.published else None
    return about


def _mentions(spans: Iterable[Span]) -> list[Record]:
    return [_mention(span) for span in spans]


def _mention(span: Span) -> Record:
    mention: Record = {"start": span.start, "end": span.end, "text": span.text}
    mention.update({key: _plain(getattr(span, field)) for key, field in _DETAILS[type(span)].items()})
    return mention


def _plain(value: object) -> object:
    return asdict(value) if isinstance(value, Location | Grounds) else value


def _claim(record: Record, text: str) -> Claim:
    slots: Record = {slot: tuple(_span(cls, row) for row in record[slot]) for slot, cls in _SLOTS.items()}
    return Claim(
        document=_document(record["document"], text),
        kind=record["kind"],
        trigger=_span(Span, record["trigger"]),
        evidence=_span(Span, record["evidence"]),
        stance=record["stance"],
        modality=record["modality"],
        confidence=float(record["confidence"]),
        reader=record["reader"],
        **slots,
    )


def _document(about: Record, text: str) -> Document:
    fields = {key: about[key] for key in _ABOUT}
    if fields["published"] is not None:
        fields["published"] = date.fromisoformat(fields["published"])
    document = Document(text, **fields)
    if document.id != about["id"]:
        raise ValueError("it was made from another text than the one given")
    return document


def _span(cls: type[S], row: Record) -> S:
    start, end, words = row["start"], row["end"], row["text"]
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(words, str)):
        raise TypeError(f"a mention needs whole numbers as offsets and a text, not {start!r}, {end!r}, {words!r}")
    details = {field: row.get(key) if key in _ADDED else row[key] for key, field in _DETAILS[cls].items()}
    return cls(start, end, words, **{field: _BACK.get(field, _as_is)(value) for field, value in details.items()})


def _as_is(value: Any) -> Any:
    return value


def _location(row: Record | None) -> Location | None:
    return None if row is None else Location(**row)


def _grounds(row: Record | None) -> Grounds | None:
    if row is None:
        return None
    return Grounds(row["why"], row["score"], tuple(Alternative(**other) for other in row["others"]))


_BACK: dict[str, Callable[[Any], Any]] = {"location": _location, "grounds": _grounds}


def _where(record: object) -> str:
    """The record's own id, as far as it has one."""
    return str(record.get("claim_id", "a record")) if isinstance(record, dict) else "a record"
