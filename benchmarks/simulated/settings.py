"""What the simulated war and its press are like: war.toml, checked when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.claims.kinds import KINDS

FILE = Path(__file__).with_name("war.toml")


@dataclass(frozen=True, slots=True)
class KindOf:
    """A kind of event: how often it comes within an operation and outside, whom it kills, how it is told.

    `deadly` is the share that kills, `killed` the median and the spread (the natural logarithm's standard deviation)
    of how many, `wounded` how many are wounded for each one killed. `civilian` is the share whose victims are
    civilians. `fame` is how much is reported of it. `needs` is an arm that not every side has. `days` is the longest it
    lasts. `told_as` are shares of origins that call it something else, `effects` shares of reports that add a claim of
    that kind.
    """

    name: str
    operation: float
    background: float
    deadly: float
    killed: tuple[float, float]
    wounded: float
    civilian: float
    fame: float
    needs: str
    days: int
    told_as: Mapping[str, float]
    effects: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Role:
    """A sort of source. `camps` and `neutral`: how many there are of each camp, and of none. `reliability` is between
    those bounds; `reach` is how often it is the one that reports, `delay` its usual days behind, `copies` how readily
    it takes from others, `keeps` the shares of its copies that stand word for word, edited, and in its own words;
    `cites` is the share of its copies that name where they are from, `known` the share of such sources whose
    identity and camp a theatre knows; `origin` is how often it is the origin of what others carry."""

    name: str
    camps: int
    neutral: int
    reliability: tuple[float, float]
    reach: float
    delay: float
    copies: float
    keeps: tuple[float, float, float]
    cites: float
    known: float
    origin: float


@dataclass(frozen=True, slots=True)
class SideOf:
    """A side: its camp, its name as a party, its forces, what it has, its outlets and what it calls its enemies."""

    camp: str
    name: str
    units: tuple[str, ...]
    arms: tuple[str, ...]
    voice: str
    names: Mapping[str, tuple[str, ...]]
    insult: str
    freed: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of war.toml. `errors`, `spin` and `war` are shares and rates by name, each told there."""

    kinds: tuple[KindOf, ...]
    roles: Mapping[str, Role]
    sides: tuple[SideOf, ...]
    neutral: Mapping[str, tuple[str, ...]]
    anonymous: tuple[str, ...]
    errors: Mapping[str, float]
    spin: Mapping[str, float]
    war: Mapping[str, float]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings as they stand in war.toml.

    Raises:
        ValueError: a kind is not one of the codebook's.
        TypeError: a key is missing or unknown.
    """
    return read(tomllib.loads(FILE.read_text("utf-8")))


def read(table: Mapping[str, Any]) -> Settings:
    """Settings from the table.

    Raises:
        ValueError: a kind is not one of the codebook's.
        TypeError: a key is missing or unknown.
    """
    kinds = tuple(
        KindOf(**_tuples({"needs": "", "days": 1, "told_as": {}, "effects": {}} | row)) for row in table["kind"]
    )
    named = {kind.name for kind in kinds}.union(*(kind.told_as for kind in kinds), *(kind.effects for kind in kinds))
    if unknown := sorted(named - set(KINDS)):
        raise ValueError(f"{FILE.name}: {unknown[0]!r} is not a kind of claims/lexicons/kinds.toml")
    roles = {row["name"]: Role(**_tuples(row)) for row in table["role"]}
    sides = tuple(SideOf(**_tuples({**row, "names": _tuples(row["names"])})) for row in table["side"])
    rest = {key: value for key, value in table.items() if key not in ("kind", "role", "side")}
    return Settings(kinds, roles, sides, **{**_tuples(rest), "neutral": _tuples(rest["neutral"])})


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
