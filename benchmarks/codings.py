"""Coded texts: reports with the claims that people coded in them, and claims in the shape that is scored."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.claims.claim import Claim
from sayso.ingest.document import Document

SLOTS = ("source", "actor", "target", "place", "time", "count")


class CodingError(Exception):
    """A coded text does not fit its format; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Of one claim, what the scorer looks at: where its trigger stands, its kind, modality, stance and fillers.

    `start` and `end` (exclusive) count code points of the text. `fillers` maps each slot to its mentions as strings.
    """

    start: int
    end: int
    kind: str
    modality: str | None
    stance: str | None
    fillers: Mapping[str, tuple[str, ...]]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CodedText:
    """A report and the claims that its coders found in it."""

    document: Document
    gold: tuple[Coding, ...]


def coding_of(claim: Claim) -> Coding:
    """The claim as the scorer sees it."""
    return Coding(
        claim.trigger.start,
        claim.trigger.end,
        claim.kind,
        claim.modality,
        claim.stance,
        {slot: tuple(span.text for span in getattr(claim, f"{slot}s")) for slot in SLOTS},
        claim.confidence,
    )


def load_texts(folder: Path, names: Collection[str] | None = None) -> list[CodedText]:
    """The coded texts of a folder, by name: `NAME.txt` with its claims in `NAME.jsonl`, and `meta.jsonl` for the dates.

    Args:
        folder: where they lie.
        names: leave out all others.

    Raises:
        CodingError: a line is not a claim of its text.
    """
    meta = _load_meta(folder / "meta.jsonl")
    found = sorted(path for path in folder.glob("*.jsonl") if path.with_suffix(".txt").exists())
    chosen = [path for path in found if names is None or path.stem in names]
    return [_load_text(path, meta.get(path.stem, {})) for path in chosen]


def _load_meta(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {row["name"]: row for row in rows}


def _load_text(path: Path, meta: Mapping[str, Any]) -> CodedText:
    text = path.with_suffix(".txt").read_text("utf-8")
    published = meta.get("published")
    document = Document(
        text,
        f"{path.stem}.txt",
        title=meta.get("title"),
        publisher=meta.get("publisher"),
        published=date.fromisoformat(published) if published else None,
        url=meta.get("url") or None,
        language="en",
    )
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]
    return CodedText(document, tuple(_parse(line, text, f"{path.name}, line {n}") for n, line in lines))


def _parse(line: str, text: str, where: str) -> Coding:
    try:
        row = json.loads(line)
        at, inside = text.find(row["anchor"]), row["anchor"].find(row["trigger"])
        if at < 0 or inside < 0:
            raise CodingError(f"{where}: the anchor is not in the text, or the trigger not in the anchor")
        fillers = {slot: tuple(_mention(item) for item in row.get(slot) or ()) for slot in SLOTS}
        start, end = at + inside, at + inside + len(row["trigger"])
        return Coding(start, end, row["kind"], row.get("modality"), row.get("stance"), fillers)
    except (KeyError, TypeError, ValueError) as error:
        raise CodingError(f"{where}: not a coded claim ({error!r})") from error


def _mention(item: str | Mapping[str, str]) -> str:
    return item if isinstance(item, str) else item["mention"]
