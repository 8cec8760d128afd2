"""What each level of each field weighs, in bits, and where the bounds of linking lie."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from math import inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.kinds import RELATIONS

FILE = "reconcile/data/weights.toml"
UNKNOWN = "not told"
GRAIN = 64
"""Weights are whole multiples of 1/64 bit: sums of them are exact, so that no order of adding changes a result."""
LEVELS: Mapping[str, tuple[str, ...]] = {
    "kind": (UNKNOWN, *RELATIONS),
    "place": (
        UNKNOWN,
        "several same places",
        "same place",
        "same town",
        "inside the town",
        "around it",
        "within both uncertainties",
        "near",
        "apart",
        "far",
        "too far",
        "inside the district",
        "inside the province",
        "inside the country",
        "outside",
    ),
    "day": (
        UNKNOWN,
        "same day",
        "same days",
        "same days, inherited",
        "days overlap",
        "likely days overlap, one inherited",
        "days overlap, one inherited",
        "next day",
        "next day, one inherited",
        "two days apart",
        "days apart, lasting",
        "too long apart",
    ),
    "actor": (UNKNOWN, "same", "part of it", "kin", "same words", "other words", "different", "opposite roles"),
    "target": (UNKNOWN, "same", "part of it", "kin", "same words", "other words", "different"),
    "toll": (
        UNKNOWN,
        "several equal",
        "equal, rare",
        "equal",
        "equal, another apart",
        "ranges meet",
        "near",
        "apart",
        "far apart",
        "told by one",
    ),
    "wording": (UNKNOWN, "same words", "alike", "some words", "other words"),
    "source": (UNKNOWN, "one source, one story", "one source, another story"),
    "document": (
        UNKNOWN,
        "cause and effect in one sentence",
        "one sentence",
        "one document, place left out",
        "one document, one place",
        "one document, two places",
        "one document",
    ),
}
"""The levels of each field, in the order of their codes. Code 0 is for what one of the two does not tell."""

EARLY = ("kind", "day", "place")
LATE = ("actor", "target", "toll", "wording", "source", "document")
"""The fields that every claim that can make an event tells, which are also quick to compare, and the others."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of linking, in bits; what each means is told at the head of data/weights.toml."""

    join: float
    merge: float
    context: float
    clear: float
    floor: float


@dataclass(frozen=True, slots=True)
class Weights:
    """`bits` of each level by field, indexed by the level's code; a level that forbids the link has -inf."""

    bits: Mapping[str, NDArray[np.float32]]
    bounds: Bounds

    def most(self, names: tuple[str, ...]) -> float:
        """The most that these fields can bring together."""
        return float(sum(self.bits[name].max() for name in names))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of data/weights.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_weights(load("sayso.reconcile", "data/weights.toml"))


def read_weights(table: Mapping[str, Any]) -> Weights:
    """Weights from the TOML table.

    Raises:
        LexiconError: a field, a level or a bound is missing, unknown, or of the wrong form.
    """
    _same_names("", set(table), {"link", *LEVELS})
    return Weights({name: _bits(name, table[name]) for name in LEVELS}, _bounds(table["link"]))


def _bounds(row: Mapping[str, Any]) -> Bounds:
    _same_names("[link] ", set(row), {one.name for one in fields(Bounds)})
    for name, value in row.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise LexiconError(f"{FILE}: [link] {name} must be a number of bits")
    return Bounds(**{name: round(value * GRAIN) / GRAIN for name, value in row.items()})


def _bits(name: str, row: Mapping[str, Any]) -> NDArray[np.float32]:
    levels = LEVELS[name][1:]
    _same_names(f"[{name}] ", set(row), set(levels))
    return np.array([0.0, *(_weight(name, level, row[level]) for level in levels)], dtype=np.float32)


def _weight(name: str, level: str, bits: Any) -> float:
    if isinstance(bits, bool) or not isinstance(bits, int | float) or not bits < inf:
        raise LexiconError(f"{FILE}: [{name}] {level!r} must be a number of bits, or -inf")
    return round(bits * GRAIN) / GRAIN if isfinite(bits) else -inf


def _same_names(where: str, found: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - found):
        raise LexiconError(f"{FILE}: {where}{missing[0]!r} is missing")
    if unknown := sorted(found - wanted):
        raise LexiconError(f"{FILE}: {where}{unknown[0]!r} is unknown")
