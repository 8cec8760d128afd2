"""Which claims are in the same words: by their sentences, or by their reports as a whole."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.reconcile.item import Item
from sayso.reconcile.signature import WORDS, likeness, resemblance, shingles

COPY = 0.45
"""Jaccard's similarity of two sentences from which one is taken from the other, or both from a third."""
HELD = 0.8
"""The share of a sentence that a longer one holds, from which likewise."""
SHARED = 5
"""Shingles that must be shared: short sentences are alike by chance."""
HINT = 0.1
"""Estimated similarity of two signatures from which the sentences themselves are compared."""
UNSEEN = 0.6
"""Estimated similarity that must do where the sentences are not at hand."""
WHOLE = 0.7
"""Estimated similarity of whole reports from which one is taken from the other, or both from a third."""
MANY = 60
"""Different sentences of one event from which candidates are sought by bands of their signatures."""
NEXT = 8
"""Rows that each of very many in a band is compared with."""
BAND = 2
"""Values of a band; sentences of similarity 0.5 share one of the 16 bands with a probability of 0.99."""


def copies(items: Sequence[Item]) -> Iterator[tuple[int, int, str]]:
    """Pairs of rows in the same words, from different documents, and what they share, in the order of the rows.

    Of many that are all the same, each is paired with the first one only.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for row, item in enumerate(items):
        if item.signature:
            groups.setdefault((item.signature, item.evidence), []).append(row)
    for rows in groups.values():
        for other in rows[1:]:
            yield from _told(items, rows[0], other)
    for one, other in _candidates(items, [rows[0] for rows in groups.values()]):
        yield from _told(items, one, other)


def _told(items: Sequence[Item], one: int, other: int) -> Iterator[tuple[int, int, str]]:
    first, second = items[one], items[other]
    if first.document != second.document and (detail := _alike(first, second)):
        yield one, other, detail


def _alike(one: Item, other: Item) -> str | None:
    """What two claims share of their words, None where it is too little."""
    share = likeness(one.signature[:WORDS], other.signature[:WORDS])
    if not (one.evidence and other.evidence):
        return f"about {share:.0%} of their words" if share >= UNSEEN else None
    if share >= HINT:
        jaccard, held, shared = resemblance(one.evidence, other.evidence)
        if shared >= SHARED and (jaccard >= COPY or held >= HELD):
            return f"{max(jaccard, held if held >= HELD else 0):.0%} of {'a' if jaccard < COPY else 'the'} sentence"
    whole = likeness(one.signature[WORDS:], other.signature[WORDS:])
    if whole >= WHOLE and min(len(shingles(item.evidence)) for item in (one, other)) >= SHARED:
        return f"about {whole:.0%} of their reports"
    return None


def _candidates(items: Sequence[Item], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of rows worth comparing, in order: all of a few, of many those that share a band (LSH)."""
    if len(rows) <= MANY:
        yield from combinations(rows, 2)
        return
    bands: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        signature = items[row].signature
        for start in range(0, len(signature), BAND):
            bands.setdefault((start, *signature[start : start + BAND]), []).append(row)
    yield from sorted({pair for near in bands.values() for pair in _pairs(near)})


def _pairs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a few rows; of many, each with the first and with those next to it."""
    if len(rows) <= MANY:
        yield from combinations(rows, 2)
    else:
        yield from ((rows[0], row) for row in rows[1:])
        for step in range(1, NEXT + 1):
            yield from zip(rows, rows[step:], strict=False)
