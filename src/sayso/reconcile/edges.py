"""Pairs of claims that may speak of one event, with what they weigh, and the groups that such pairs hold together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile import compare as fields
from sayso.reconcile.columns import PARTIES, WORDS, Columns, Floats, Ints
from sayso.reconcile.compare import FAR, LONGEST, Levels
from sayso.reconcile.nearby import (
    PROMPT,
    WIDE,
    Index,
    Pairs,
    Rows,
    bucket_pairs,
    index_of_places,
    index_on,
    near_pairs,
)
from sayso.reconcile.weights import Weights

EARLY = ("kind", "day", "place")
LATE = ("actor", "target", "toll", "wording", "document")
BAND = 4
"""Values of a signature that must all be equal for two claims to be compared for their words alone."""
CROWD = 256
"""A vague claim that would meet more claims than this in its area on its days cannot be told to mean one of them."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows, `one` before `other`, sorted; `weight` in bits, above the floor."""

    one: Rows
    other: Rows
    weight: Floats

    def of(self, keep: NDArray[np.bool_]) -> "Edges":
        """Those that are kept."""
        return Edges(self.one[keep], self.other[keep], self.weight[keep])


def edges_among(columns: Columns, rows: Rows, weights: Weights) -> Edges:
    """All pairs among the rows that weigh more than the floor: near by place and day, or by their area and day."""
    return _collected(columns, _pairs_among(columns, rows), weights)


def edges_between(columns: Columns, vague: Rows, exact: Rows, weights: Weights) -> Edges:
    """Pairs of a vague row and an exact one that weigh more than the floor."""
    return _collected(columns, _pairs_between(columns, vague, exact), weights)


def _pairs_among(columns: Columns, rows: Rows) -> Iterator[Pairs]:
    placed = rows[(columns.precision[rows, 0] >= 0) & (columns.precision[rows, 0] <= fields.EXACT)]
    radius = _radius(columns, placed)
    narrow, wide = placed[radius <= WIDE], placed[radius > WIDE]
    lasting = placed[columns.lasting[placed]]
    for some, others, gap in ((narrow, narrow, PROMPT), (wide, wide, PROMPT), (lasting, lasting, LONGEST)):
        reach = _reach(columns, some, others)
        yield from near_pairs(columns, some, index_of_places(columns, others), reach, gap, forward=True)
    yield from near_pairs(columns, wide, index_of_places(columns, narrow), _reach(columns, wide, narrow), PROMPT)
    unplaced = np.setdiff1d(rows, placed)
    for entries, buckets in (*_areas(columns, unplaced), *_parties(columns, unplaced)):
        yield from bucket_pairs(columns, entries, buckets, index_on(columns, entries, buckets), PROMPT, forward=True)


def _pairs_between(columns: Columns, vague: Rows, exact: Rows) -> Iterator[Pairs]:
    placed = vague[(columns.precision[vague, 0] >= 0) & (columns.precision[vague, 0] <= fields.EXACT)]
    yield from near_pairs(columns, placed, index_of_places(columns, exact), _reach(columns, placed, exact), PROMPT)
    unplaced = np.setdiff1d(vague, placed)
    for keyed in (_divisions, _parties):
        index = _index(columns, keyed(columns, exact))
        for entries, buckets in keyed(columns, unplaced):
            yield from bucket_pairs(columns, entries, buckets, index, PROMPT, most=CROWD)
    yield from _like_worded(columns, vague, exact)


def _radius(columns: Columns, rows: Rows) -> Floats:
    widest: Floats = columns.radius[rows].max(axis=1, initial=0)
    return widest


def _reach(columns: Columns, rows: Rows, others: Rows) -> NDArray[np.float64]:
    """Kilometres around each row in which another can lie and not be too far."""
    widest = float(_radius(columns, others).max(initial=0))
    reach: NDArray[np.float64] = np.maximum(
        FAR, 2 * np.sqrt(_radius(columns, rows).astype(np.float64) ** 2 + widest**2 + 1)
    )
    return reach


def _index(columns: Columns, keyed: Iterable[tuple[Rows, NDArray[np.int64]]]) -> Index:
    entries, buckets = zip(*keyed, strict=True)
    return index_on(columns, np.concatenate(entries), np.concatenate(buckets))


def _areas(columns: Columns, rows: Rows) -> Iterator[tuple[Rows, NDArray[np.int64]]]:
    """The very area that is named, as a bucket."""
    yield rows, columns.place[rows, 0].astype(np.int64)


def _divisions(columns: Columns, rows: Rows) -> Iterator[tuple[Rows, NDArray[np.int64]]]:
    """The first-order division, as a bucket."""
    yield rows, columns.admin1[rows].astype(np.int64)


def _parties(columns: Columns, rows: Rows) -> Iterator[tuple[Rows, NDArray[np.int64]]]:
    """Each party with an identity, as a bucket, of rows that name no place below their country."""
    rows = rows[columns.admin1[rows] < 0]
    for party in range(2 * PARTIES):
        code = columns.party[rows, party]
        yield rows, np.where(columns.told[np.maximum(code, 0)], code, -1).astype(np.int64)


def _like_worded(columns: Columns, vague: Rows, exact: Rows) -> Iterator[Pairs]:
    """Pairs that share a band of their signatures, and so, most likely, their words (locality-sensitive hashing)."""
    vague, exact = vague[columns.signed[vague]], exact[columns.signed[exact]]
    rows = np.concatenate([vague, exact])
    for start in range(0, WORDS, BAND):
        _, bucket = np.unique(columns.signature[rows, start : start + BAND], axis=0, return_inverse=True)
        bucket = bucket.reshape(-1).astype(np.int64)
        index = index_on(columns, exact, bucket[len(vague) :])
        yield from bucket_pairs(columns, vague, bucket[: len(vague)], index, PROMPT, most=CROWD)


def _collected(columns: Columns, pairs: Iterator[Pairs], weights: Weights) -> Edges:
    found = [_weighed(columns, i, j, weights) for i, j in pairs]
    one = np.concatenate([np.empty(0, np.intp), *(edges.one for edges in found)])
    other = np.concatenate([np.empty(0, np.intp), *(edges.other for edges in found)])
    weight = np.concatenate([np.empty(0, np.float32), *(edges.weight for edges in found)])
    _, first = np.unique(one * len(columns) + other, return_index=True)
    return Edges(one[first], other[first], weight[first])


def _weighed(columns: Columns, i: Rows, j: Rows, weights: Weights) -> Edges:
    """The pairs that weigh more than the floor. What is cheap to compare comes first, and most pairs end there."""
    bits, floor = weights.bits, weights.bounds.floor
    summed = np.zeros(len(i), np.float32)
    place: Levels = np.zeros(len(i), np.int8)
    for step, name in enumerate(EARLY):
        levels: Levels = getattr(fields, f"{name}_levels")(columns, i, j)
        summed = summed + bits[name][levels]
        keep = summed > floor - weights.most((*EARLY[step + 1 :], *LATE))
        i, j, summed, place = i[keep], j[keep], summed[keep], levels[keep]
    rest = fields.late_levels(columns, i, j, place)
    summed = summed + fields.total(rest, bits)
    keep = summed > floor
    return Edges(np.minimum(i, j)[keep], np.maximum(i, j)[keep], summed[keep])


def components(size: int, one: Rows, other: Rows) -> Ints:
    """For each of `size` rows the smallest row that edges lead to (connected components, by pointer jumping)."""
    label = np.arange(size)
    while True:
        low = np.minimum(label[one], label[other])
        before = label.copy()
        np.minimum.at(label, label[one], low)
        np.minimum.at(label, label[other], low)
        label = label[label]
        if (label == before).all():
            return label.astype(np.int32)
