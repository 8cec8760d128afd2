"""Items as columns of numbers, so that many pairs of them can be compared at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.item import Item, Toll
from sayso.reconcile.kinds import kinds

Kin: TypeAlias = Callable[[str], Iterable[str]]
"""What an actor is part of, or a member of, directly or further up, by ids."""

Ints: TypeAlias = NDArray[np.int32]
Floats: TypeAlias = NDArray[np.float32]
Bools: TypeAlias = NDArray[np.bool_]

SPOTS = 3
"""Places of an item that are looked at; lists of more are rare and say little about each."""
PARTIES = 3
TOLLS = 3
PART, KIN = 1, 2
"""How two parties are tied: one belongs to the other, or both to a third."""
WORDS = 32
"""Values of a signature that are looked at."""
VAGUE = 3
"""The `where_prec` from which a place is no longer a place but an area."""
NARROW = 3
"""The width, in days, beyond which an interval no longer says on which day."""
ASSERTED = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Columns:
    """One row for each item, in the items' order; N rows. Missing numbers are -1, or NaN where they are measures.

    `tier` is 0 for what says where, when and that it happened (or that it did not), 1 for what is too vague, 2 for
    what is only meant, feared or tried. `place` (N, SPOTS) and its `name`, `lat` and `lon` in degrees and `radius` in
    kilometres. `party` (N, 2 * PARTIES) holds the actors, then the targets; `told` by party, whether it has an
    identity; `line` by party, its number among those that belong to something, and `ties` between these. `value`,
    `low`, `high` and `what` (N, TOLLS) are tolls.
    """

    tier: NDArray[np.int8]
    kind: Ints
    mutual: Bools
    lasting: Bools
    document: Ints
    sentence: Ints
    source: Ints
    place: Ints
    name: Ints
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius: Floats
    precision: Ints
    admin1: Ints
    country: Ints
    borrowed_place: Bools
    first: Ints
    last: Ints
    borrowed_day: Bools
    party: Ints
    line: Ints
    ties: NDArray[np.int8]
    told: Bools
    what: Ints
    value: Floats
    low: Floats
    high: Floats
    signature: NDArray[np.uint16]
    signed: Bools

    def __len__(self) -> int:
        return len(self.tier)

    def of(self, rows: NDArray[np.intp]) -> "Columns":
        """The columns of some rows only, of the same parties."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return Columns(**{name: held if name in _BY_PARTY else held[rows] for name, held in named.items()})


_BY_PARTY = frozenset({"line", "ties", "told"})


def no_kin(actor: str) -> tuple[str, ...]:  # noqa: ARG001 - the shape of Kin
    """For a world where nobody belongs to anybody."""
    return ()


def columns_of(items: Sequence[Item], kin: Kin = no_kin) -> Columns:
    """The columns of the items.

    Raises:
        LexiconError: an item is of a kind that data/kinds.toml does not have.
    """
    traits = [kinds().of(item.kind) for item in items]
    party, names = _parties(items)
    return Columns(
        tier=np.array([tier(item) for item in items], dtype=np.int8),
        kind=np.array([one.rank for one in traits], dtype=np.int32),
        mutual=np.array([one.mutual for one in traits], dtype=np.bool_),
        lasting=np.array([one.lasting for one in traits], dtype=np.bool_),
        document=_codes([item.document for item in items]),
        sentence=_codes([(item.document, item.evidence) if item.evidence else None for item in items]),
        source=_codes([item.voices[0].actor if item.voices else None for item in items]),
        **_spots(items),
        borrowed_place=np.array(["place" in item.inherited for item in items], dtype=np.bool_),
        first=np.array([-1 if item.first is None else item.first for item in items], dtype=np.int32),
        last=np.array([-1 if item.last is None else item.last for item in items], dtype=np.int32),
        borrowed_day=np.array(["day" in item.inherited for item in items], dtype=np.bool_),
        party=party,
        **_lines(names, kin),
        told=np.array([not name.startswith("~") for name in names] or [False], dtype=np.bool_),
        **_tolls(items),
        **_signatures(items),
    )


def tier(item: Item) -> int:
    """0, 1 or 2, as `Columns.tier` tells them apart."""
    if item.modality not in ASSERTED and not denies(item):
        return 2
    exact = bool(item.spots) and item.spots[0].precision < VAGUE
    dated = item.first is not None and item.last is not None and item.last - item.first <= NARROW
    return 0 if exact and dated else 1


def denies(item: Item) -> bool:
    """Whether the claim is that it did not happen."""
    return item.stance == "denies" or item.modality == "negated"


def _codes(keys: Iterable[object]) -> Ints:
    """Equal keys get equal numbers, in the order of their first appearance; None gets -1."""
    seen: dict[object, int] = {}
    return np.array([-1 if key is None else seen.setdefault(key, len(seen)) for key in keys], dtype=np.int32)


def _spots(items: Sequence[Item]) -> dict[str, Any]:
    shape = len(items), SPOTS
    place, lat, lon = np.full(shape, -1, np.int32), np.full(shape, np.nan), np.full(shape, np.nan)
    radius, precision = np.zeros(shape, np.float32), np.full(shape, -1, np.int32)
    name = np.full(shape, -1, np.int32)
    seen: dict[str, int] = {}
    names: dict[str, int] = {}
    for row, item in enumerate(items):
        for column, spot in enumerate(item.spots[:SPOTS]):
            place[row, column] = seen.setdefault(spot.id, len(seen))
            name[row, column] = names.setdefault(spot.name, len(names))
            lat[row, column], lon[row, column] = spot.lat, spot.lon
            radius[row, column], precision[row, column] = spot.radius, spot.precision
    country = _codes([item.spots[0].country if item.spots else None for item in items])
    admin1 = _codes([_division(item) for item in items])
    measures = {"lat": lat, "lon": lon, "radius": radius, "precision": precision}
    return {"place": place, "name": name, "admin1": admin1, "country": country, **measures}


def _division(item: Item) -> tuple[str | None, str] | None:
    spot = item.spots[0] if item.spots else None
    return None if spot is None or spot.admin1 is None else (spot.country, spot.admin1)


def _parties(items: Sequence[Item]) -> tuple[Ints, list[str]]:
    party = np.full((len(items), 2 * PARTIES), -1, np.int32)
    seen: dict[str, int] = {}
    for row, item in enumerate(items):
        for base, names in ((0, item.actors), (PARTIES, item.targets)):
            for column, name in enumerate(names[:PARTIES]):
                party[row, base + column] = seen.setdefault(name, len(seen))
    return party, list(seen)


def _lines(names: Sequence[str], kin: Kin) -> dict[str, Any]:
    """For each party its number among those that belong to something or that something belongs to, and their ties."""
    above = {name: frozenset(kin(name)) - {name} for name in names if not name.startswith("~")}
    heads = frozenset(head for line in above.values() for head in line)
    lined = sorted(name for name, line in above.items() if line or name in heads)
    number = {name: row for row, name in enumerate(lined)}
    belongs = np.zeros((len(lined) + 1, len(heads)), np.bool_)
    ties = np.zeros((len(lined) + 1, len(lined) + 1), np.int8)
    order = {head: column for column, head in enumerate(sorted(heads))}
    for name, row in number.items():
        for head in above[name]:
            belongs[row, order[head]] = True
    shared = belongs.astype(np.float32) @ belongs.astype(np.float32).T > 0
    ties[shared] = KIN
    for name, row in number.items():
        for head in above[name] & number.keys():
            ties[row, number[head]] = ties[number[head], row] = PART
    line = np.array([number.get(name, -1) for name in names] or [-1], dtype=np.int32)
    return {"line": line, "ties": ties}


def _tolls(items: Sequence[Item]) -> dict[str, Any]:
    shape = len(items), TOLLS
    what, value = np.full(shape, -1, np.int32), np.full(shape, np.nan, np.float32)
    low, high = np.full(shape, np.nan, np.float32), np.full(shape, np.nan, np.float32)
    seen: dict[str, int] = {}
    for row, item in enumerate(items):
        for column, toll in enumerate(item.tolls[:TOLLS]):
            what[row, column] = seen.setdefault(toll.what, len(seen))
            value[row, column], low[row, column], high[row, column] = _bounds(toll)
    return {"what": what, "value": value, "low": low, "high": high}


def _bounds(toll: Toll) -> tuple[float, float, float]:
    """The number that is told, and the bounds that it sets."""
    low = 0 if toll.low is None else toll.low
    high = np.inf if toll.high is None else toll.high
    return (low if toll.low is not None else high), low, high


def _signatures(items: Sequence[Item]) -> dict[str, Any]:
    signature = np.zeros((len(items), WORDS), np.uint16)
    signed = np.array([len(item.signature) >= WORDS for item in items], dtype=np.bool_)
    for row in np.flatnonzero(signed).tolist():
        signature[row] = items[row].signature[:WORDS]
    return {"signature": signature, "signed": signed}
