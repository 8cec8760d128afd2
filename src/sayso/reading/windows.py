"""How a document's words are laid out for the encoder: windows of whole sentences, each with a little left context."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

CLOSERS = frozenset("\"'”’»)]}")
ENDERS = frozenset(".!?…؟。")


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that the encoder sees at once.

    Words `start` to `own` are context, read already in the window before; what is predicted for words `own` to `end`
    (exclusive) counts. All three are indices of words in the document.
    """

    start: int
    own: int
    end: int


def likely_starts(words: Sequence[str], breaks: Sequence[bool]) -> list[int]:
    """Indices of words that probably begin a sentence: good enough to cut windows at, not to segment by.

    Args:
        words: the document's words.
        breaks: for each word, whether a line break that ends a paragraph stands before it.
    """
    starts = [0] if words else []
    return starts + [i for i in range(1, len(words)) if breaks[i] or _begins(words, i)]


def _begins(words: Sequence[str], i: int) -> bool:
    return words[i] not in CLOSERS and not words[i][0].islower() and _ends(words, i - 1)


def _ends(words: Sequence[str], i: int) -> bool:
    while i > 0 and words[i] in CLOSERS:
        i -= 1
    return words[i][-1] in ENDERS


def pack(starts: Sequence[int], sizes: Sequence[int], limit: int, context: int) -> list[Window]:
    """Windows that cover every word once as its own, in order.

    Args:
        starts: indices of the words at which a window may begin, ascending, the first 0.
        sizes: for each word, its number of word pieces.
        limit: the most word pieces in a window.
        context: the most word pieces of it that may be left context.
    """
    bounds = [*starts, len(sizes)]
    segments = [piece for first, last in itertools.pairwise(bounds) for piece in _split(first, last, sizes, limit)]
    windows: list[Window] = []
    i = 0
    while i < len(segments):
        own = segments[i][0]
        left, room = i, limit
        while left > 0 and limit - room + _size(segments[left - 1], sizes) <= context:
            left -= 1
            room -= _size(segments[left], sizes)
        while i < len(segments) and (segments[i][0] == own or _size(segments[i], sizes) <= room):
            room -= _size(segments[i], sizes)
            i += 1
        start = segments[left][0] if _size((segments[left][0], segments[i - 1][1]), sizes) <= limit else own
        windows.append(Window(start, own, segments[i - 1][1]))
    return windows


def _split(first: int, last: int, sizes: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Cut a segment that is larger than a window at word boundaries."""
    cuts, used = [first], 0
    for i in range(first, last):
        if used and used + sizes[i] > limit:
            cuts.append(i)
            used = 0
        used += sizes[i]
    return list(zip(cuts, [*cuts[1:], last], strict=True)) if last > first else []


def _size(segment: tuple[int, int], sizes: Sequence[int]) -> int:
    return sum(sizes[segment[0] : segment[1]])
