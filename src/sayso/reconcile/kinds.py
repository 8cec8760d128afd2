"""How two kinds of event stand to each other: whether claims of them can speak of one happening."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.reading.lexicon import load

FILE = "reconcile/data/kinds.toml"
RELATIONS = (
    "same",
    "same, seldom told",
    "narrower",
    "effect",
    "aftermath",
    "shared effect",
    "counterpart",
    "battle",
    "part of an operation",
    "alike",
    "incompatible",
)
"""What one kind is to another; the codes of `Kinds.relation` index it, and a link is weighed by it."""
_LISTS = ("alike", "effect_of", "counterpart")
_FLAGS = ("common", "battle", "mutual", "lasting", "aftermath", "state")


@dataclass(frozen=True, slots=True)
class Traits:
    """What data/kinds.toml says of a kind. `rank` counts from 0, the most telling kind."""

    name: str
    rank: int
    under: str | None = None
    alike: frozenset[str] = frozenset()
    effect_of: frozenset[str] = frozenset()
    counterpart: frozenset[str] = frozenset()
    common: bool = False
    battle: bool = False
    mutual: bool = False
    lasting: bool = False
    aftermath: bool = False
    state: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds by name, and `relation`: for two ranks, the index in RELATIONS."""

    traits: Mapping[str, Traits]
    relation: NDArray[np.int8]

    def of(self, kind: str) -> Traits:
        """The traits of a kind.

        Raises:
            LexiconError: no such kind.
        """
        try:
            return self.traits[kind]
        except KeyError:
            raise LexiconError(f"{FILE}: there is no kind {kind!r}") from None

    def wider(self, kind: str) -> tuple[str, ...]:
        """The kinds that it is a case of, the nearest first."""
        found: list[str] = []
        above = self.of(kind).under
        while above is not None and above not in found:
            found.append(above)
            above = self.of(above).under
        return tuple(found)


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The relations of data/kinds.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_kinds(load("sayso.reconcile", "data/kinds.toml"))


def read_kinds(table: Mapping[str, Any]) -> Kinds:
    """Kinds from the TOML table.

    Raises:
        LexiconError: a key is unknown or of the wrong form, a kind is missing, unknown, or named twice.
    """
    rows = table.get("kind")
    if set(table) != {"kind"} or not isinstance(rows, list):
        raise LexiconError(f"{FILE}: it must hold [[kind]] entries and nothing else")
    traits: dict[str, Traits] = {}
    for rank, row in enumerate(rows):
        one = _traits(row, rank)
        if one.name in traits:
            raise LexiconError(f"{FILE}: {one.name} is there twice")
        traits[one.name] = one
    if missing := sorted(set(KINDS) - set(traits)):
        raise LexiconError(f"{FILE}: {', '.join(missing)} missing")
    _no_circle(traits)
    return Kinds(traits, _relations(list(traits.values())))


def _traits(row: Mapping[str, Any], rank: int) -> Traits:
    name = row.get("name")
    if name not in KINDS:
        raise LexiconError(f"{FILE}: {name!r} is not a kind of claims/lexicons/kinds.toml")
    if unknown := sorted(set(row) - {"name", "under", *_LISTS, *_FLAGS}):
        raise LexiconError(f"{FILE}: {name}: unknown key {unknown[0]!r}")
    alike, effect_of, counterpart = (_others(row.get(key, []), name) for key in _LISTS)
    under = next(iter(_others([row["under"]], name)), None) if "under" in row else None
    flags = [row.get(key, False) for key in _FLAGS]
    if wrong := [key for key, value in zip(_FLAGS, flags, strict=True) if not isinstance(value, bool)]:
        raise LexiconError(f"{FILE}: {name}: {wrong[0]} must be true or false")
    return Traits(name, rank, under, alike, effect_of, counterpart, *flags)


def _others(listed: Any, name: str) -> frozenset[str]:
    """The kinds that are listed for the kind `name`."""
    if not isinstance(listed, list):
        raise LexiconError(f"{FILE}: {name}: {listed!r} is not a list of kinds")
    for other in listed:
        if other not in KINDS or other == name:
            raise LexiconError(f"{FILE}: {name}: {other!r} is not another kind")
    return frozenset(listed)


def _no_circle(traits: Mapping[str, Traits]) -> None:
    for name, one in traits.items():
        seen = {name}
        while one.under is not None:
            if one.under in seen:
                raise LexiconError(f"{FILE}: {name}: it stands under itself")
            seen.add(one.under)
            one = traits[one.under]


def _relations(traits: list[Traits]) -> NDArray[np.int8]:
    by_name = {one.name: one for one in traits}
    names = [[_relation(one, other, by_name) for other in traits] for one in traits]
    return np.array([[RELATIONS.index(name) for name in row] for row in names], dtype=np.int8)


def _relation(one: Traits, other: Traits, by_name: Mapping[str, Traits]) -> str:
    if one.name == other.name:
        return "same" if one.common else "same, seldom told"
    if _is_case_of(one, other, by_name) or _is_case_of(other, one, by_name):
        return "narrower"
    if one.name in other.effect_of or other.name in one.effect_of:
        return "aftermath" if one.aftermath or other.aftermath else "effect"
    if one.effect_of & other.effect_of:
        return "shared effect"
    if one.name in other.counterpart or other.name in one.counterpart:
        return "counterpart"
    if one.battle and other.battle:
        return "part of an operation" if one.lasting or other.lasting else "battle"
    if one.name in other.alike or other.name in one.alike or (one.under is not None and one.under == other.under):
        return "alike"
    return "incompatible"


def _is_case_of(one: Traits, other: Traits, by_name: Mapping[str, Traits]) -> bool:
    above = one.under
    while above is not None:
        if above == other.name:
            return True
        above = by_name[above].under
    return False
