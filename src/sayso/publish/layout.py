"""A text cut up for showing: into paragraphs, and each of them at every boundary of a marked span."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.claim import Claim

_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | {"\t": " "})
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ITEM = re.compile(r"\s*([-*•–—·>#]|\d+[.)])")
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "۔", "。")
_WRAPPED_FROM, _WRAPPED_TO = 50, 100


@dataclass(frozen=True, slots=True)
class Mark:
    """From code point `start` to `end` of the text stand words that have a `role` in claim number `claim`."""

    start: int
    end: int
    claim: int
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that lies wholly inside every one of its `marks`; no mark begins or ends within it."""

    start: int
    text: str
    marks: tuple[Mark, ...]


def printable(text: str) -> str:
    """The text with everything replaced that can't be shown or could steer a terminal; of the same length.

    Every kind of line break becomes a line feed, a carriage return before one a space.
    """
    return _UNSHOWABLE.sub("\ufffd", text.replace("\r\n", " \n").translate(_BREAKS))


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode bidirectional algorithm, rule P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a printable text stand, as [start, end) in code points, without the space around them.

    A line is a paragraph, except where lines look as if they were broken to fit a width: those run on.
    """
    found = [
        place
        for block in _blocks(text)
        for place in ([(block[0][0], block[-1][1])] if _wrapped(text, block) else block)
    ]
    stripped = (_strip(text, start, end) for start, end in found)
    return [(start, end) for start, end in stripped if start < end]


def segments(text: str, places: Iterable[tuple[int, int]], marks: Iterable[Mark]) -> Iterator[list[Segment]]:
    """The segments of each paragraph, in order; each list covers its paragraph without a gap.

    Args:
        text: a printable text.
        places: where its paragraphs stand, in order, not overlapping.
        marks: what is marked, in any order, overlapping at will, across paragraphs too.
    """
    places = list(places)
    starts, ends = [start for start, _ in places], [end for _, end in places]
    inside: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for paragraph in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            inside[paragraph].append(mark)
    for paragraph, (start, end) in enumerate(places):
        yield list(_cut(text, start, end, inside[paragraph]))


def marks_of(number: int, claim: Claim) -> Iterator[Mark]:
    """Every span of the claim as a mark; `number` is the claim's on the page. The trigger comes first."""
    slots = {
        "trigger": (claim.trigger,),
        "source": claim.sources,
        "actor": claim.actors,
        "target": claim.targets,
        "place": claim.places,
        "time": claim.times,
        "count": claim.counts,
        "framing": claim.framing,
        "evidence": (claim.evidence,),
    }
    return (Mark(span.start, span.end, number, role) for role, spans in slots.items() for span in spans)


def _cut(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Segment]:
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[max(start, mark.start)].append(mark)
        closing[min(end, mark.end)].append(mark)
    touching: dict[Mark, None] = {}
    for here, there in pairwise(sorted({start, end, *opening, *closing})):
        for mark in closing[here]:
            touching.pop(mark, None)
        touching.update(dict.fromkeys(opening[here]))
        yield Segment(here, text[here:there].replace("\n", " "), tuple(touching))


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """The lines between blank lines, as [start, end) each."""
    blocks: list[list[tuple[int, int]]] = [[]]
    for line in re.finditer(r"[^\n]*\n?", text):
        if line[0].strip():
            blocks[-1].append(line.span())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether the lines were broken to fit a width: no line would have had room for the next line's first word."""
    lines = [text[start:end].strip() for start, end in block]
    widest = max(len(line) for line in lines)
    if len(lines) == 1 or not _WRAPPED_FROM <= widest <= _WRAPPED_TO or any(_ITEM.match(line) for line in lines[1:]):
        return False
    if len(lines) == 2 and lines[0].endswith(_SENTENCE_ENDS):
        return False
    return all(len(line) + 1 + len(following.split()[0]) > widest for line, following in pairwise(lines))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))
