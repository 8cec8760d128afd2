"""Which pairs of claims are worth comparing: those that lie near each other in space and time.

An index over cells of the map and days gives the pairs; nothing is compared with everything. The pairs come in
chunks of bounded size, so that memory does not grow with their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.columns import NARROW, SPOTS, VAGUE, Columns
from sayso.reconcile.compare import KM

Rows: TypeAlias = NDArray[np.intp]
Pairs: TypeAlias = tuple[Rows, Rows]
CELL = 0.1
"""Height and width of a cell, in degrees."""
ACROSS = 3600
"""Cells around a parallel."""
PROMPT = 2
"""Days between two claims of an event that does not last."""
CHUNK = 250_000
"""Pairs at a time: more take more memory and are no faster."""
WIDE = 5.0
"""The radius, in kilometres, above which a place is looked for further around than others."""
LONG_SPAN = 40
"""Days of an interval that are looked through; a longer one says too little of when."""


@dataclass(frozen=True, slots=True)
class Index:
    """Entries (a claim in a bucket) in the order of bucket and first day; `key` holds both. `days` from `start` on."""

    rows: Rows
    key: NDArray[np.int64]
    start: int
    days: int


def index_on(columns: Columns, rows: Rows, buckets: NDArray[np.int64]) -> Index:
    """An index of rows by their buckets (-1: none) and first days; rows with no day are left out."""
    some = (buckets >= 0) & (columns.first[rows] >= 0)
    entries, bucket = rows[some], buckets[some]
    start = int(columns.first[entries].min()) if entries.size else 0
    days = int(columns.first[entries].max()) - start + 1 if entries.size else 1
    key = bucket * days + (columns.first[entries] - start)
    order = np.lexsort((entries, key))
    return Index(entries[order], key[order], start, days)


def index_of_places(columns: Columns, rows: Rows) -> Index:
    """An index of the rows by the cells of their places."""
    entries, cells = [], []
    for spot in range(SPOTS):
        some = rows[_on_the_spot(columns, rows, spot)]
        entries.append(some)
        cells.append(_cell(_row(columns.lat[some, spot]), _column(columns.lon[some, spot])))
    return index_on(columns, np.concatenate(entries), np.concatenate(cells))


def near_pairs(
    columns: Columns, probe: Rows, index: Index, reach: NDArray[np.float64], gap: int, forward: bool = False
) -> Iterator[Pairs]:
    """Pairs of a probing claim and an indexed one within `reach` kilometres, give or take a cell, and `gap` days.

    With `forward` the indexed claim must not begin before the probing one: where claims of one set are paired with each
    other, each pair then comes once. A pair may come again where claims have several places.
    """
    for spot in range(SPOTS):
        some = _on_the_spot(columns, probe, spot)
        for cells, asking in _around(columns, probe[some], spot, reach[some]):
            yield from bucket_pairs(columns, asking, cells, index, gap, forward)


def _on_the_spot(columns: Columns, rows: Rows, spot: int) -> NDArray[np.bool_]:
    """Whether that place of each row is a place, and not an area such as a province or a country."""
    exact: NDArray[np.bool_] = (columns.place[rows, spot] >= 0) & (columns.precision[rows, spot] < VAGUE)
    return exact


def _around(
    columns: Columns, probe: Rows, spot: int, reach: NDArray[np.float64]
) -> Iterator[tuple[NDArray[np.int64], Rows]]:
    """For each step to a cell nearby, the cells that the probing claims come to, and those that reach so far."""
    lat, lon = columns.lat[probe, spot], columns.lon[probe, spot]
    high = reach / KM
    wide = high / np.maximum(np.cos(np.radians(lat)), 0.01)
    south, north = _row(lat - high), _row(lat + high)
    west, east = np.floor((lon - wide) / CELL).astype(np.int64), np.floor((lon + wide) / CELL).astype(np.int64)
    east = np.minimum(east, west + ACROSS - 1)
    for up in range(int((north - south).max(initial=-1)) + 1):
        for right in range(int((east - west).max(initial=-1)) + 1):
            some = (south + up <= north) & (west + right <= east)
            yield _cell((south + up)[some], (west + right)[some] % ACROSS), probe[some]


def bucket_pairs(
    columns: Columns,
    probe: Rows,
    buckets: NDArray[np.int64],
    index: Index,
    gap: int,
    forward: bool = False,
    most: int | None = None,
) -> Iterator[Pairs]:
    """Pairs of a probing claim and those that the index has in the claim's bucket, at most `gap` days away.

    `forward` as for `near_pairs`. A probing claim that would meet more than `most` others meets none.
    """
    some = (buckets >= 0) & (columns.first[probe] >= 0)
    asking = probe[some]
    lows, highs = _ranges(columns, asking, buckets[some] * index.days, index, gap, forward)
    if most is not None:
        few = highs - lows <= most
        asking, lows, highs = asking[few], lows[few], highs[few]
    order = np.argsort(lows, kind="stable")
    for i, j in _expand(asking[order], lows[order], highs[order], index.rows):
        keep = _later(columns, i, j) if forward else i != j
        yield i[keep], j[keep]


def _later(columns: Columns, i: Rows, j: Rows) -> NDArray[np.bool_]:
    first_i, first_j = columns.first[i], columns.first[j]
    later: NDArray[np.bool_] = (first_j > first_i) | ((first_j == first_i) & (j > i))
    return later


def _ranges(
    columns: Columns, probe: Rows, base: NDArray[np.int64], index: Index, gap: int, forward: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where in the index the claims begin and end that each probing one is to meet."""
    back = 0 if forward else gap + NARROW
    first = np.clip(columns.first[probe] - back - index.start, 0, index.days)
    last = np.minimum(columns.last[probe], columns.first[probe] + LONG_SPAN)
    last = np.clip(last + gap + 1 - index.start, 0, index.days)
    lows = np.searchsorted(index.key, base + first)
    highs = np.searchsorted(index.key, base + np.maximum(first, last))
    return lows.astype(np.int64), highs.astype(np.int64)


def _expand(probe: Rows, lows: NDArray[np.int64], highs: NDArray[np.int64], rows: Rows) -> Iterator[Pairs]:
    """The pairs of each probing claim with the entries from its low (inclusive) to its high (exclusive)."""
    counts = highs - lows
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(probe):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
        some = counts[begin:end]
        offsets = np.arange(int(some.sum())) - np.repeat(np.cumsum(some) - some, some)
        i, j = np.repeat(probe[begin:end], some), rows[np.repeat(lows[begin:end], some) + offsets]
        begin = end
        if i.size:
            yield i, j


def _row(lat: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.floor((np.clip(lat, -90, 90) + 90) / CELL).astype(np.int64)


def _column(lon: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.floor(lon / CELL).astype(np.int64) % ACROSS


def _cell(row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.int64]:
    return row * ACROSS + column


def product_pairs(rows: Rows, others: Rows, group: NDArray[np.int32]) -> Iterator[Pairs]:
    """Each row with each other row of its group. All pairs of one row come in one chunk."""
    label = group[others]
    order = np.argsort(label, kind="stable")
    lows, highs = (np.searchsorted(label[order], group[rows], side=side) for side in ("left", "right"))
    yield from _expand(rows, lows.astype(np.int64), highs.astype(np.int64), others[order])


def peer_pairs(seed: Rows, identity: NDArray[np.bool_], rank: Rows, most: int) -> Iterator[Pairs]:
    """Each row with up to `most` other rows that make its event, by rank. All pairs of one row come in one chunk.

    Args:
        seed: for each row what names its event.
        identity: whether the row is one of those that make the event.
        rank: for each row its rank, 0 first.
        most: how many.
    """
    makers = np.flatnonzero(identity)
    makers = makers[np.lexsort((rank[makers], seed[makers]))]
    rows = np.lexsort((rank, seed))
    lows, highs = (np.searchsorted(seed[makers], seed[rows], side=side) for side in ("left", "right"))
    highs = np.minimum(highs, lows + most + 1)
    for i, j in _expand(rows, lows.astype(np.int64), highs.astype(np.int64), makers):
        keep = i != j
        if keep.any():
            yield i[keep], j[keep]
