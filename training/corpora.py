"""The corpora as windows of words with whatever labels each corpus has. Their licences: see the model card."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.reading.pieces import Pieces
from sayso.reading.windows import likely_starts, pack
from sayso.reading.words import tokenize, words_of

IGNORE = -100
ROLES = ("source", "actor", "target", "place", "time", "count", "framing")
MENTIONS = ("person", "organisation", "place", "weapon", "time", "quantity", "nationality")
MENTION_TAGS = ("O", *(f"{b}-{kind}" for kind in MENTIONS for b in "BI"))
RE3D = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
    "Vehicle": "weapon",
    "Temporal": "time",
    "Quantity": "quantity",
    "Money": "quantity",
    "Nationality": "nationality",
}
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
CLOSED_FOR_UNER = {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "PART", "ADV", "PROPN", "INTJ", "SYM"}


@dataclass(slots=True)
class Event:
    """A coded claim in a window: words of its trigger, its kind, and its fillers as (role, first word, last word)."""

    first: int
    last: int
    kind: str
    modality: str
    stance: str
    fillers: list[tuple[str, int, int]]


@dataclass(slots=True)
class Example:
    """A window of words. A list that is empty means that the corpus does not have that layer.

    `heads` are indices in the window, a word's own index for a root; `own` is where the left context ends.
    """

    forms: list[str]
    own: int = 0
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    name: str = ""
    offset: int = 0


@dataclass(slots=True)
class Sentence:
    """A UD sentence: forms, tags, heads (0 for the root, else 1-based), relations; mention tags or nothing."""

    forms: list[str]
    upos: list[str]
    heads: list[int]
    relations: list[str]
    mentions: list[int]
    newdoc: bool


def read_conllu(path: Path, entities: dict[str, list[str]] | None = None) -> list[Sentence]:
    """Sentences of a CoNLL-U file, multiword tokens and empty nodes left out; `entities` as of `read_uner`."""
    sentences = []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        rows = [row for row in (line.split("\t") for line in lines if line and line[0] != "#") if row[0].isdigit()]
        if not rows:
            continue
        upos = [row[3] for row in rows]
        key = next((line.split(" = ")[1] for line in lines if line.startswith("# sent_id")), "")
        sentences.append(
            Sentence(
                [row[1] for row in rows],
                upos,
                [int(row[6]) for row in rows],
                [row[7] for row in rows],
                _uner_tags(entities[key], upos) if entities and len(entities.get(key, ())) == len(rows) else [],
                any(line.startswith("# newdoc") for line in lines),
            )
        )
    return sentences


def read_uner(path: Path) -> dict[str, list[str]]:
    """BIO tags by sentence id, as they stand in the file."""
    tags: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# sent_id"):
            key = line.split(" = ")[1]
            tags[key] = []
        elif line and line[0] != "#":
            tags[key].append(line.split("\t")[2])
    return tags


def _uner_tags(tags: Sequence[str], upos: Sequence[str]) -> list[int]:
    """UNER marks names only, so its `O` on a common noun says nothing about mentions that are not names."""
    out = []
    for tag, pos in zip(tags, upos, strict=True):
        kind = UNER.get(tag[2:])
        if kind:
            out.append(MENTION_TAGS.index(f"{tag[0]}-{kind}"))
        else:
            out.append(0 if pos in CLOSED_FOR_UNER and tag != "B-OTH" and tag != "I-OTH" else IGNORE)
    return out


def ud_examples(sentences: Sequence[Sentence], rng: random.Random, longest: int) -> Iterator[Example]:
    """Sentences of a document: half of the windows hold one, the others some in a row, at most `longest` words."""

    def length() -> int:
        return rng.choice((1, rng.randint(12, longest)))

    example, goal = Example([]), length()
    for sentence in sentences:
        if example.forms and (sentence.newdoc or len(example.forms) + len(sentence.forms) > goal):
            yield example
            example, goal = Example([]), length()
        base = len(example.forms)
        if example.mentions or base == 0:
            example.mentions += sentence.mentions
        example.forms += sentence.forms
        example.upos += sentence.upos
        example.heads += [i + base if h == 0 else h - 1 + base for i, h in enumerate(sentence.heads)]
        example.relations += sentence.relations
        example.starts += [1] + [0] * (len(sentence.forms) - 1)
        if len(example.mentions) != len(example.forms):
            example.mentions = []
    if example.forms:
        yield example


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into windows: forms and offsets of its words, and the windows over them."""

    forms: list[str]
    spans: list[tuple[int, int]]
    sentences: list[int]
    windows: list[tuple[int, int, int]]


def lay_out(text: str, pieces: Pieces, limit: int, context: int) -> Layout:
    """Words and windows of a text, as at run time."""
    doc = tokenize(text)
    words = words_of(doc)
    starts = likely_starts(words.forms, words.breaks)
    sizes = pieces.sizes(words.forms)
    spans = [(doc[t].idx, doc[t].idx + len(doc[t])) for t in words.tokens]
    sentences = [0] * len(words.forms)
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], len(sentences)], strict=True)):
        sentences[a:b] = [number] * (b - a)
    windows = [(w.start, w.own, w.end) for w in pack(starts, sizes, limit, context)]
    return Layout(words.forms, spans, sentences, windows)


def claim_examples(folder: Path, names: Sequence[str], pieces: Pieces, limit: int, context: int) -> list[Example]:
    """Windows of the coded texts with triggers and, for each claim whose trigger is the window's own, its roles."""
    examples = []
    for name in names:
        text = (folder / f"{name}.txt").read_text("utf-8")
        rows = [json.loads(row) for row in (folder / f"{name}.jsonl").read_text("utf-8").splitlines() if row.strip()]
        layout = lay_out(text, pieces, limit, context)
        coded = [event for row in rows if (event := _locate(text, layout, row))]
        for start, own, end in layout.windows:
            example = Example(layout.forms[start:end], own - start, name=name, offset=start)
            example.triggers = ["O"] * (end - start)
            for first, last, row in coded:
                if not (start <= first and last < end) or example.triggers[first - start] != "O":
                    continue
                example.triggers[first - start : last - start + 1] = [row["kind"]] + ["I"] * (last - first)
                if first >= own:
                    fillers = _fillers(text, layout, row, first, last, start, end)
                    example.events.append(
                        Event(first - start, last - start, row["kind"], row["modality"], row["stance"], fillers)
                    )
            examples.append(example)
    return examples


def _words_in(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """First and last word that overlap code points `start` to `end`."""
    inside = [i for i, (a, b) in enumerate(layout.spans) if a < end and b > start]
    return (inside[0], inside[-1]) if inside else None


def _locate(text: str, layout: Layout, row: dict[str, Any]) -> tuple[int, int, dict[str, Any]] | None:
    at = text.find(row["anchor"])
    if at < 0:
        return None
    start = at + row["anchor"].find(row["trigger"])
    words = _words_in(layout, start, start + len(row["trigger"]))
    return (*words, row) if words else None


def _fillers(
    text: str, layout: Layout, row: dict[str, Any], first: int, last: int, start: int, end: int
) -> list[tuple[str, int, int]]:
    """The fillers that stand in the window, each at its occurrence nearest to the trigger."""
    fillers = []
    for role in ROLES:
        for filler in row.get(role) or []:
            mention = filler["mention"] if isinstance(filler, dict) else filler
            words = _nearest(text, layout, mention, first, last)
            if words and start <= words[0] and words[1] < end:
                fillers.append((role, words[0] - start, words[1] - start))
    return fillers


def _nearest(text: str, layout: Layout, mention: str, first: int, last: int) -> tuple[int, int] | None:
    best: tuple[int, tuple[int, int]] | None = None
    for match in re.finditer(r"(?<!\w)" + re.escape(mention) + r"(?!\w)", text):
        words = _words_in(layout, match.start(), match.end())
        if words is None:
            continue
        other = layout.sentences[words[0]] != layout.sentences[first]
        behind = words[0] > last
        distance = (words[0] - last if behind else first - words[1]) + 1000 * other + (500 if other and behind else 0)
        if best is None or distance < best[0]:
            best = (distance, words)
    return best[1] if best else None


def re3d_examples(folder: Path, left_out: Sequence[str], pieces: Pieces, limit: int) -> list[Example]:
    """Windows of re3d with mention tags (the outermost of nested spans, confidence 0.5 or more).

    Args:
        folder: the corpus, one folder a source with `documents.json` and `entities.json` (JSON lines).
        left_out: texts (of the gold set) whose documents must not be used.
        pieces: the word pieces of a word.
        limit: the most word pieces in a window.
    """
    banned = {_fingerprint(text) for text in left_out}
    examples = []
    for source in sorted(path.parent for path in folder.glob("*/documents.json")):
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for row in map(json.loads, (source / "entities.json").read_text("utf-8").splitlines()):
            if row["type"] in RE3D and row["confidence"] >= 0.5:
                spans.setdefault(row["documentId"], []).append((row["begin"], row["end"], RE3D[row["type"]]))
        for document in map(json.loads, (source / "documents.json").read_text("utf-8").splitlines()):
            if _fingerprint(document["text"]) in banned:
                continue
            layout = lay_out(document["text"], pieces, limit, 0)
            tags = _outermost(layout, spans.get(document["_id"], []))
            for start, _, end in layout.windows:
                examples.append(Example(layout.forms[start:end], mentions=tags[start:end], name=document["_id"]))
    return examples


def _fingerprint(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())[:80]


def _outermost(layout: Layout, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    tags = [0] * len(layout.forms)
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        words = _words_in(layout, start, end)
        if words and not any(tags[words[0] : words[1] + 1]):
            a, b = words
            tags[a : b + 1] = [MENTION_TAGS.index(f"B-{kind}")] + [MENTION_TAGS.index(f"I-{kind}")] * (b - a)
    return tags
