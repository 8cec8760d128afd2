"""Pairs of claims that may speak of one event, with what they weigh, and the groups that such pairs hold together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields

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
from sayso.reconcile.weights import EARLY, LATE, LEVELS, Weights

BAND = 4
"""Values of a signature that must all be equal for two claims to be compared for their words alone."""
CROWD = 4096
"""A vague claim that would meet more claims than this in its area on its days cannot be told to mean one of them."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows, `one` before `other`, sorted, each once; `weight` in bits.

    `early` is what the fields of EARLY bring of it; `late` are the levels of those of LATE, packed by `pack`.
    """

    one: Ints
    other: Ints
    weight: Floats
    early: Floats
    late: Ints

    def of(self, keep: NDArray[np.generic]) -> "Edges":
        """Those that are kept: a mask, or their numbers."""
        return Edges(self.one[keep], self.other[keep], self.weight[keep], self.early[keep], self.late[keep])


SIZES = tuple(len(LEVELS[name]) for name in LATE)


def pack(levels: Mapping[str, Levels]) -> Ints:
    """The levels of the fields of LATE as one number."""
    return np.ravel_multi_index([levels[name] for name in LATE], SIZES).astype(np.int32)


def unpack(number: int) -> tuple[int, ...]:
    """The level of each field of LATE."""
    return tuple(int(code) for code in np.unravel_index(number, SIZES))


def edges_among(columns: Columns, rows: Rows, weights: Weights) -> Edges:
    """All pairs among the rows that weigh more than the floor: near by place and day, or by their area and day."""
    return _collected(columns, pairs_among(columns, rows), weights, weights.bounds.floor)


def edges_between(columns: Columns, vague: Rows, exact: Rows, weights: Weights) -> Edges:
    """Pairs of a vague row and an exact one that weigh so much that they can decide beside which the vague one is told.

    What weighs less than the least choice by more than a choice must be clear by is no rival to any.
    """
    return _collected(
        columns, pairs_between(columns, vague, exact), weights, weights.bounds.context - weights.bounds.clear
    )


def pairs_among(columns: Columns, rows: Rows) -> Iterator[Pairs]:
    """Pairs of rows that are worth comparing, in chunks; a pair may come more than once."""
    placed = rows[(columns.precision[rows, 0] >= 0) & (columns.precision[rows, 0] <= fields.EXACT)]
    radius = _radius(columns, placed)
    narrow, wide = placed[radius <= WIDE], placed[radius > WIDE]
    lasting = placed[columns.lasting[placed]]
    for some, others, gap in ((narrow, narrow, PROMPT), (wide, wide, PROMPT), (lasting, lasting, LONGEST)):
        reach = _reach(columns, some, others)
        yield from near_pairs(columns, some, index_of_places(columns, others), reach, gap, forward=True)
    yield from near_pairs(columns, wide, index_of_places(columns, narrow), _reach(columns, wide, narrow), PROMPT)
    unplaced = np.setdiff1d(rows, placed)
    afield = unplaced[columns.admin1[unplaced] < 0]
    for entries, buckets in (*_areas(columns, unplaced), *_parties(columns, afield)):
        yield from bucket_pairs(columns, entries, buckets, index_on(columns, entries, buckets), PROMPT, forward=True)


def pairs_between(columns: Columns, vague: Rows, exact: Rows) -> Iterator[Pairs]:
    """Pairs of a vague row and an exact one that are worth comparing, in chunks; a pair may come more than once."""
    placed = vague[(columns.precision[vague, 0] >= 0) & (columns.precision[vague, 0] <= fields.EXACT)]
    yield from near_pairs(columns, placed, index_of_places(columns, exact), _reach(columns, placed, exact), PROMPT)
    unplaced = np.setdiff1d(vague, placed)
    afield = unplaced[columns.admin1[unplaced] < 0]
    for some, keyed in ((unplaced, _divisions), (afield, _parties)):
        index = _index(columns, keyed(columns, exact))
        for entries, buckets in keyed(columns, some):
            yield from bucket_pairs(columns, entries, buckets, index, PROMPT, most=CROWD)
    yield from _like_worded(columns, vague, exact)


def _radius(columns: Columns, rows: Rows) -> Floats:
    exact = (columns.precision[rows] >= 0) & (columns.precision[rows] <= fields.EXACT)
    widest: Floats = np.where(exact, columns.radius[rows], 0).max(axis=1, initial=0)
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
    """Each party with an identity, as a bucket."""
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


def _collected(columns: Columns, pairs: Iterator[Pairs], weights: Weights, above: float) -> Edges:
    """The pairs that weigh more than `above`. Their columns are put together one by one, which takes less memory.

    They are compared on rows that stand in the order of place and day: what is near on the map is near in memory too.
    """
    order = np.lexsort((columns.first, columns.place[:, 0]))
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    near, none = columns.of(order), np.empty(0, np.intp)
    found = [_weighed(near, none, none, weights, above)]
    found += [_weighed(near, place[i], place[j], weights, above) for i, j in pairs]
    parts = {field.name: [getattr(edges, field.name) for edges in found] for field in dataclass_fields(Edges)}
    del found, near
    whole = {name: np.concatenate(parts.pop(name)) for name in tuple(parts)}
    one, other = (order[whole[name]].astype(np.int32) for name in ("one", "other"))
    whole["one"], whole["other"] = np.minimum(one, other), np.maximum(one, other)
    key = whole["one"].astype(np.int64) * len(columns) + whole["other"]
    first = np.unique(key, return_index=True)[1]
    return Edges(**{name: whole.pop(name)[first] for name in tuple(whole)})


def _weighed(columns: Columns, i: Rows, j: Rows, weights: Weights, above: float) -> Edges:
    """The pairs that weigh more than `above`. What is cheap to compare comes first, and most pairs end there."""
    bits = weights.bits
    summed = np.zeros(len(i), np.float32)
    place: Levels = np.zeros(len(i), np.int8)
    for step, name in enumerate(EARLY):
        levels: Levels = getattr(fields, f"{name}_levels")(columns, i, j)
        summed = summed + bits[name][levels]
        keep = summed > above - weights.most((*EARLY[step + 1 :], *LATE))
        i, j, summed, place = i[keep], j[keep], summed[keep], levels[keep]
    rest = fields.late_levels(columns, i, j, place)
    whole = summed + fields.total(rest, bits)
    return Edges(i.astype(np.int32), j.astype(np.int32), whole, summed, pack(rest)).of(whole > above)


def components(size: int, one: Ints | Rows, other: Ints | Rows) -> Ints:
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
